"""One page of help as it is read: set from its Markdown, with links that stay inside the help."""

from typing import Any

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QFont, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextBrowser, QTextEdit

from practicenotes.domain.writing import finding
from practicenotes.ui import theme as themes
from practicenotes.ui.help import topics
from practicenotes.ui.writing import positions


_HEADS = {1: "title", 2: "heading"}  # the role of a heading by its level
_AIR = 112  # per cent of a line


class HelpSheet(QTextBrowser):
    """The words of one page; the keyboard scrolls it, Tab goes through its links.

    Signals:
        wanted(str): another page of help.
    """

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.topic = ""
        self._places: list[QTextCursor] = []
        self.setProperty("reading", True)
        self.setOpenLinks(False)
        self.anchorClicked.connect(lambda url: self.wanted.emit(url.path()))
        themes.current().changed.connect(self._set)

    def loadResource(self, kind: int, name: QUrl | str) -> Any:  # noqa: ARG002, N802
        """Fetch nothing: a page of help has words alone."""
        return None

    def show_topic(self, topic: str) -> None:
        """Show a page from its beginning."""
        self.topic = topic
        self.setAccessibleName(f"Help: {topics.TITLES[topic]}")
        self._set()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def seek(self, words: str) -> int:
        """Mark every place that has these words, and return how many there are."""
        shown = self.toPlainText()
        in_qt = positions.every(shown)
        self._places = [
            self._place(in_qt[start], in_qt[end]) for start, end in finding.places(shown, words)
        ]
        self.show_place(0)
        return len(self._places)

    def show_place(self, number: int) -> None:
        """Bring one of the places into sight, and mark it most."""
        theme = themes.current()
        marks = []
        for at, place in enumerate(self._places):
            mark = QTextEdit.ExtraSelection()
            mark.cursor, look = place, mark.format
            look.setBackground(theme.colour("accent" if at == number else "accent_soft"))
            look.setForeground(theme.colour("on_accent" if at == number else "text"))
            mark.format = look
            marks.append(mark)
        self.setExtraSelections(marks)
        if self._places:
            here = QTextCursor(self._places[number])
            here.setPosition(here.selectionStart())
            self.setTextCursor(here)
            self.ensureCursorVisible()

    def _place(self, start: int, end: int) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _set(self) -> None:
        """Set the page anew, in the look of now, where it stood."""
        if not self.topic:
            return
        scrolled = self.verticalScrollBar().value()
        self._places = []
        self.setExtraSelections([])
        document = self.document()
        document.setDefaultFont(themes.current().font("reading"))
        document.setDocumentMargin(themes.current().space("two"))
        flavour = QTextDocument.MarkdownFeature
        document.setMarkdown(
            topics.text(self.topic), flavour.MarkdownDialectGitHub | flavour.MarkdownNoHTML
        )
        self._dress()
        self.verticalScrollBar().setValue(scrolled)

    def _dress(self) -> None:
        """Give headings their roles, and lines their air."""
        theme = themes.current()
        block = self.document().begin()
        while block.isValid():
            level = block.blockFormat().headingLevel()
            cursor = QTextCursor(block)
            cursor.movePosition(
                QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor
            )
            shape = QTextBlockFormat()
            above = theme.space("three") if level > 1 else 0
            shape.setTopMargin(above)
            shape.setBottomMargin(theme.space("half") if block.textList() else theme.space("one"))
            shape.setNonBreakableLines(False)  # a long command goes on in the next line
            kind = QTextBlockFormat.LineHeightTypes.ProportionalHeight
            shape.setLineHeight(100 if level else _AIR, kind.value)
            cursor.mergeBlockFormat(shape)
            if role := _HEADS.get(level):
                cursor.mergeCharFormat(_as(theme.font(role)))
            block = block.next()


def _as(font: QFont) -> QTextCharFormat:
    look = QTextCharFormat()
    look.setFont(font)
    return look

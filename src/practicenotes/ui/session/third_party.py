"""Words about somebody else: marked on a sheet of the record, underlined there, and told aloud."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence, QSyntaxHighlighter, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from practicenotes.domain import third_party
from practicenotes.ui import theme as themes
from practicenotes.ui.announce import announce


ACT = "Mark as &third-party, or take the mark back"
KEY = "Ctrl+Shift+P"


class ThirdParty(QObject):
    """What one sheet can do about words on somebody else; lives as long as the sheet."""

    def __init__(self, sheet: QPlainTextEdit) -> None:
        super().__init__(sheet)
        self._sheet = sheet
        self._inside = False
        self.act = QAction(ACT, self)
        self.act.setShortcut(QKeySequence(KEY))
        self.act.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.act.triggered.connect(self.turn)
        sheet.addAction(self.act)
        sheet.cursorPositionChanged.connect(self._follow)
        self._drawing = _Drawing(sheet)

    def turn(self) -> None:
        """Mark the selection, or take marks back; one step to undo."""
        if self._sheet.isReadOnly():
            return
        text = self._sheet.toPlainText()
        cursor = self._sheet.textCursor()
        places = [_from_qt(text, at) for at in (cursor.anchor(), cursor.position())]
        turned = third_party.turn(text, places[0], places[1])
        if turned is None:
            announce(self._sheet, "Select the words first.")
            return
        cursor.setPosition(_to_qt(text, turned.start))
        cursor.setPosition(_to_qt(text, turned.end), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(turned.words)
        after = self._sheet.toPlainText()
        cursor.setPosition(_to_qt(after, turned.anchor))
        cursor.setPosition(_to_qt(after, turned.cursor), QTextCursor.MoveMode.KeepAnchor)
        self._sheet.setTextCursor(cursor)
        marked = third_party.holds(turned.words)
        announce(self._sheet, "Marked as third-party." if marked else "No longer marked.")

    def _follow(self) -> None:
        """Say when the cursor comes into words about somebody else."""
        cursor = self._sheet.textCursor()
        line, at = cursor.block().text(), cursor.positionInBlock()
        at = _from_qt(line, at)
        inside = any(start < at < end for start, end in third_party.spans(line))
        if inside and not self._inside and self._sheet.hasFocus():
            announce(self._sheet, third_party.SAID)
        self._inside = inside


class _Drawing(QSyntaxHighlighter):
    """Underlines marked words with dots; nothing of it is in the text."""

    def __init__(self, sheet: QPlainTextEdit) -> None:
        super().__init__(sheet.document())
        self._sheet = sheet
        self._look = QTextCharFormat()
        themes.current().changed.connect(self._dress)
        self._dress()

    def highlightBlock(self, text: str) -> None:  # noqa: N802
        """Draw one paragraph."""
        for start, end in third_party.spans(text):
            begin = _to_qt(text, start)
            self.setFormat(begin, _to_qt(text, end) - begin, self._look)

    def _dress(self) -> None:
        self._look = look()
        document = self._sheet.document()
        before = document.blockSignals(True)  # it is drawn and not written
        self.rehighlight()
        document.blockSignals(before)


def look() -> QTextCharFormat:
    """Return how words about somebody else look: a quiet dotted line under them."""
    dotted = QTextCharFormat()
    dotted.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
    dotted.setUnderlineColor(themes.current().colour("text_soft"))
    dotted.setToolTip(third_party.SAID)
    return dotted


def underline(reading: QTextEdit) -> None:
    """Underline marked words in a text that is only read, and tell of them in its description."""
    document, found = reading.document(), False
    block = document.begin()
    while block.isValid():
        for start, end in third_party.spans(block.text()):
            cursor = QTextCursor(block)
            cursor.setPosition(block.position() + _to_qt(block.text(), start))
            stop = block.position() + _to_qt(block.text(), end)
            cursor.setPosition(stop, QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(look())
            found = True
        block = block.next()
    if found:
        reading.setAccessibleDescription(f"Words between ⟦ and ⟧ are marked: {third_party.SAID}.")


def _to_qt(text: str, at: int) -> int:
    """Return a place as Qt counts it, in halves of signs beyond the first plane."""
    return len(text[:at].encode("utf-16-le")) // 2 if not text.isascii() else at


def _from_qt(text: str, at: int) -> int:
    if text.isascii():
        return at
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * at].decode("utf-16-le", "ignore"))

"""The sheet on which a letter is written: plain words that show where each sentence came from."""

import math
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import (
    QMimeData,
    QSignalBlocker,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QTextEdit

from practicenotes.domain import letters, rewording
from practicenotes.domain.letter_kinds import LetterKind
from practicenotes.domain.letters import Offer, Paragraph
from practicenotes.ui import theme as themes
from practicenotes.ui.letter import marks, painting, tags
from practicenotes.ui.letter.lines import LetterLines
from practicenotes.ui.letter.marks import Mark
from practicenotes.ui.letter.tags import Range
from practicenotes.ui.writing.spelling_keys import SpellingKeys
from practicenotes.ui.writing.underliner import Underliner


LEAST_LINES = 8


class LetterText(QTextEdit):
    """The paragraphs of a letter as they are written; formats show sources and are never typed.

    Signals:
        reworded(): other words stand here now.
        entered(Mark | None): the cursor came into another sentence.
    """

    reworded = Signal()
    entered = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._read = LetterLines()  # what stands here, as it was read last
        self.filled: frozenset[str] = frozenset()  # places that are filled when it is printed
        self.current: Mark | None = None
        self._colours = _Colours(self)
        SpellingKeys(self, self._colours)
        self._lit: QTextCursor | None = None  # in the paragraph whose sentence is in use
        self._following = False  # whether the page scrolls with the cursor as it grows
        self._showing = QTimer(self, singleShot=True, interval=0)  # never in the middle of an edit
        self._showing.timeout.connect(self._scroll_to_cursor)
        self._prepare()

    # --- what stands here ----------------------------------------------------------------------

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The paragraphs as they stand here, with the source of each sentence."""
        return self._read.paragraphs

    @property
    def marks(self) -> tuple[tuple[Mark, ...], ...]:
        """The sentences of every line, with their places and tags."""
        return self._read.marks

    def show_paragraphs(self, paragraphs: Sequence[Paragraph]) -> None:
        """Show another letter; Undo does not lead back into the one before."""
        with QSignalBlocker(self), self._colours.rest():
            self.setPlainText("\n".join(paragraph.text for paragraph in paragraphs))
            block = QTextBlockFormat()
            block.setBottomMargin(painting.BETWEEN)
            cursor = QTextCursor(self.document())
            cursor.select(QTextCursor.SelectionType.Document)
            cursor.setBlockFormat(block)
            self.document().clearUndoRedoStacks()
        self._read.begin(paragraphs, self._written())
        self._follow()
        self._colours.draw()

    def take(self, kind: LetterKind, offer: Offer) -> None:
        """Put the sentence of an offer into its part of the letter, and the cursor behind it."""
        grown = letters.take(self.paragraphs, kind, offer)
        self._read.learn(grown)
        self._write(grown)
        self._go_to(offer)

    def leave_out(self, offer: Offer) -> None:
        """Take the sentence of an offer out of the letter."""
        self._write(letters.leave_out(self.paragraphs, offer))

    def set_filled(self, names: frozenset[str]) -> None:
        """Say which places are filled elsewhere and do not wait here."""
        if names != self.filled:
            self.filled = names
            self._colours.draw()

    def empty_places(self) -> list[Range]:
        """Return where the empty places of the whole text stand."""
        return [
            (block.position() + start, block.position() + end)
            for block in self._blocks()
            for start, end in self.places(block)
        ]

    def select_place(self, place: Range) -> None:
        """Select an empty place, so that the next word fills it."""
        cursor = self.textCursor()
        cursor.setPosition(place[0])
        cursor.setPosition(place[1], QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def show_cursor(self) -> None:
        """Scroll to the cursor, and go on doing so while the page around it grows."""
        self._following = True
        self._showing.start()

    def page_grew(self) -> None:
        """Hear that the page has another height now."""
        if self._following:
            self._showing.start()

    def let_go(self) -> None:
        """Leave it to the reader what is in sight."""
        self._following = False

    def places(self, block: QTextBlock) -> Iterator[Range]:
        """Yield where the empty places of a paragraph stand, with their braces."""
        line = _plain(block)
        end = 0
        for name in letters.places(line):
            start = line.index(f"{{{name}}}", end)
            end = start + len(name) + 2
            if name not in self.filled:
                yield marks.units(line[:start]), marks.units(line[:end])

    def marks_of(self, block: QTextBlock) -> tuple[Mark, ...]:
        """Return the sentences of a paragraph as they were read last."""
        number = block.blockNumber()
        return self.marks[number] if number < len(self.marks) else ()

    # --- what Qt asks --------------------------------------------------------------------------

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802
        """Paste plain words only: no pictures, no looks, nothing that points elsewhere."""
        self.insertPlainText("".join(sign for sign in source.text() if _has_shape(sign)))

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802
        """Take what has words."""
        return source.hasText()

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802
        """Copy plain words only."""
        words = QMimeData()
        words.setText(self.textCursor().selection().toPlainText())
        return words

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for every line."""
        return QSize(themes.current().scaled(448), self._height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Give way in width, never in height."""
        return QSize(themes.current().scaled(160), self._height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Grow when a narrower sheet needs more lines."""
        super().resizeEvent(event)
        self._grow()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Let the page scroll: the sheet shows all its lines already."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the words, and over them the tags and the edges of empty places."""
        super().paintEvent(event)
        painting.paint(self, event.rect())

    # --- reading and following -----------------------------------------------------------------

    def _prepare(self) -> None:
        self.setAccessibleName("Text of the letter")
        self.setProperty("reading", True)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._look_again)
        self.cursorPositionChanged.connect(self._follow)
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self._grow())
        themes.current().changed.connect(self._colours.draw)

    def _blocks(self) -> Iterator[QTextBlock]:
        block = self.document().begin()
        while block.isValid():
            yield block
            block = block.next()

    def _written(self) -> list[str]:
        return [_plain(block) for block in self._blocks()]

    def _look_again(self) -> None:
        """Read what was written, unless only its looks have changed."""
        lines = self._written()
        if lines != self._read.lines:
            changed = self._read.read(lines)
            self._follow()
            self._colours.draw_blocks(changed)
            self.viewport().update()
            self.reworded.emit()

    def _write(self, paragraphs: Sequence[Paragraph]) -> None:
        """Bring the sheet to these words by one change in the middle, which Undo can take back."""
        old = "\n".join(self._read.lines)
        new = "\n".join(paragraph.text for paragraph in paragraphs)
        head = rewording.alike(old, new)
        tail = rewording.alike(old[head:][::-1], new[head:][::-1])
        cursor = self.textCursor()
        cursor.setPosition(marks.units(old[:head]))
        cursor.setPosition(marks.units(old[: len(old) - tail]), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(new[head : len(new) - tail])
        self.setTextCursor(cursor)

    def _go_to(self, offer: Offer) -> None:
        """Put the cursor behind the sentence of an offer, and show it."""
        for block in self._blocks():
            for mark in self.marks_of(block):
                if mark.sentence.source.record_id == offer.key:
                    cursor = self.textCursor()
                    cursor.setPosition(block.position() + mark.end)
                    self.setTextCursor(cursor)
                    self.show_cursor()

    def _follow(self) -> None:
        """Find the sentence that the cursor is in."""
        cursor = self.textCursor()
        inside = cursor.positionInBlock()
        found = (m for m in self.marks_of(cursor.block()) if m.start <= inside <= m.end)
        before, self.current = self.current, next(found, None)
        if before is not self.current:
            for lit in (self._lit, cursor):
                if lit:
                    self._colours.draw_block(lit.block())
            self._lit = QTextCursor(cursor.block()) if self.current else None
        if before != self.current:
            self.entered.emit(self.current)
        if self.hasFocus():
            self.show_cursor()

    def _scroll_to_cursor(self) -> None:
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        sheet = area.widget() if area is not None else None
        if area is not None and sheet is not None:
            cursor = self.cursorRect()
            spot = self.viewport().mapTo(sheet, cursor.center())
            area.ensureVisible(spot.x(), spot.y(), 0, 2 * cursor.height())

    # --- size and paint ------------------------------------------------------------------------

    def _height(self) -> int:
        line = QFontMetricsF(self.font()).lineSpacing()
        least = LEAST_LINES * line + 2 * self.document().documentMargin()
        frame = self.height() - self.viewport().height()
        return math.ceil(max(least, self.document().size().height())) + frame

    def _grow(self) -> None:
        if self._height() != self.height() or self.maximumHeight() != self.height():
            self.setFixedHeight(self._height())


class _Colours(Underliner):
    """Lays the looks over the words; they are no part of the text and of Undo."""

    def __init__(self, sheet: LetterText) -> None:
        super().__init__(sheet)
        self._letter = sheet
        self._resting = False

    @contextmanager
    def rest(self) -> Iterator[None]:
        """Draw nothing while a whole letter is put there: it is drawn at once afterwards."""
        self._resting = True
        yield
        self._resting = False

    def highlightBlock(self, text: str) -> None:  # noqa: N802
        """Mark the sentence with the cursor, the empty places, and the room for each tag."""
        if self._resting:
            return
        theme = themes.current()
        block = self.currentBlock()
        self._dressed = []
        for mark in self._letter.marks_of(block):
            if mark.end > len(text):
                continue
            chosen = mark is self._letter.current
            look = QTextCharFormat()
            if chosen:
                look.setBackground(theme.colour("accent_soft"))
                self.setFormat(mark.start, mark.end - mark.start, look)
                self._dressed.append((mark.start, mark.end))
            if mark.tag:
                look.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
                look.setFontLetterSpacing(tags.width(mark.tag) + tags.GAP)
                self.setFormat(mark.end - 1, 1, look)
                self._dressed.append((mark.end - 1, mark.end))
        for start, end in self._letter.places(block):
            self._mark_place(start, end)
            self._dressed.append((start, end))
        self.underline(text)

    def _mark_place(self, start: int, end: int) -> None:
        theme = themes.current()
        brace, words = QTextCharFormat(), QTextCharFormat()
        for look in (brace, words):
            look.setBackground(theme.colour("stop_soft"))
            look.setForeground(theme.colour("stop_soft"))
        words.setForeground(theme.colour("draft"))
        words.setFontItalic(True)
        self.setFormat(start, 1, brace)
        self.setFormat(start + 1, end - start - 2, words)
        last = self.format(end - 1)
        last.merge(brace)
        self.setFormat(end - 1, 1, last)


def _plain(block: QTextBlock) -> str:
    """Return the words of a paragraph; a hard space counts as a space."""
    return block.text().replace("\u00a0", " ")


def _has_shape(sign: str) -> bool:
    """Whether a pasted sign can be seen, or parts lines or words."""
    return sign in "\n\t" or (unicodedata.category(sign) != "Cc" and sign != "\ufffc")

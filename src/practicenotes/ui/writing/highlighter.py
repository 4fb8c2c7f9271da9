"""How a text looks while it is written: marks muted, what they mark bold, misspelling underlined.

Nothing of it is in the text, and nothing of it can be undone.
"""

import re
import time
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor, QFont, QPalette, QSyntaxHighlighter, QTextCharFormat
from PySide6.QtWidgets import QPlainTextEdit

from practicenotes.domain import third_party
from practicenotes.domain.writing import words
from practicenotes.domain.writing.spans import Look, spans
from practicenotes.ui import theme as themes
from practicenotes.ui.writing import positions
from practicenotes.ui.writing.side import WritingSide


SLICE = 0.008  # s: how long the window may be busy with underlines at a time
LONGEST = 6_000  # characters of one paragraph, a thousand words: a longer one was hardly typed


class Highlighter(QSyntaxHighlighter):
    """Draws one sheet; misspelt words once there is a side to ask."""

    def __init__(self, sheet: QPlainTextEdit, *, plain: bool) -> None:
        super().__init__(sheet.document())
        self._sheet, self._plain = sheet, plain
        self._side: WritingSide | None = None
        self._muted = QColor()
        self._looks: dict[Look, QTextCharFormat] = {}
        self._misspelt = QTextCharFormat()
        self._others = QTextCharFormat()
        self._dressed: list[tuple[int, int]] = []  # what of the paragraph has a look by now
        self._held = -1  # the paragraph with the word under the fingers
        self._wrong: frozenset[str] = frozenset()  # words found misspelt and not yet all shown
        self._due: list[int] = []  # numbers of the paragraphs that hold them, last first
        self._revision = -1  # of the text in which these were the numbers
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._draw_due)
        self.typing = False
        self.dress()

    def follow(self, side: WritingSide) -> None:
        """Show from now on what this side knows about words."""
        if side is not self._side:
            self._side = side
            side.judged.connect(self._show_misspelt)
            side.changed.connect(self.draw)
            self.draw()

    def dress(self) -> None:
        """Take the colours of the theme and of the ground beneath."""
        theme = themes.current()
        muted = self._sheet.palette().color(QPalette.ColorRole.PlaceholderText)
        wrong = theme.colour("error")
        if self._looks and muted == self._muted and wrong == self._misspelt.underlineColor():
            return
        self._muted = muted
        self._misspelt.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SpellCheckUnderline)
        self._misspelt.setUnderlineColor(wrong)
        self._looks = {look: self._format_of(look) for look in _ALL}
        self._others = about_others()
        self.draw()

    def draw(self) -> None:
        """Draw everything anew."""
        self._quietly(self.rehighlight)

    def release(self) -> None:
        """Judge the word that was being typed: the cursor has left it."""
        if self.typing or self._held < 0:
            return
        block, self._held = self.document().findBlockByNumber(self._held), -1
        if block.isValid():
            self._quietly(partial(self.rehighlightBlock, block))

    def highlightBlock(self, text: str) -> None:  # noqa: N802
        """Draw one paragraph."""
        if not text or len(text) > LONGEST:
            return
        simple = positions.is_simple(text)
        self._dressed = []
        if not self._plain:
            for span in spans(text):
                start, length = _in_qt(text, span.start, span.end, simple=simple)
                self.setFormat(start, length, self._looks[span.look])
                self._dressed.append((start, start + length))
            for begin, end in third_party.spans(text) if third_party.holds(text) else ():
                start, length = _in_qt(text, begin, end, simple=simple)
                self._add(start, length, self._others)
                self._dressed.append((start, start + length))
        if self._side and self._side.speller.is_on:
            self._underline(text, self._side, simple=simple)

    def _underline(self, text: str, side: WritingSide, *, simple: bool) -> None:
        fingers = self._fingers()
        for begin, end, word in words.to_check(text):
            start, length = _in_qt(text, begin, end, simple=simple)
            if start < fingers <= start + length:
                self._held = self.currentBlock().blockNumber()
            elif side.is_misspelt(word):
                self._add(start, length, self._misspelt)

    def _add(self, start: int, length: int, more: QTextCharFormat) -> None:
        """Add to a look: whatever look the words have, they keep.

        Words that have none take it in one stroke: a paragraph may hold a hundred of them, and is
        drawn anew at every key.
        """
        end = start + length
        if not any(begin < end and start < until for begin, until in self._dressed):
            self.setFormat(start, length, more)
            return
        for place in range(start, start + length):
            both = self.format(place)
            both.merge(more)
            self.setFormat(place, 1, both)

    def _fingers(self) -> int:
        """Return where in this paragraph is typed: no word is called misspelt before its end."""
        here = self.currentBlock()
        cursor = self._sheet.textCursor()
        typed_here = self.typing or self._held == here.blockNumber()
        return cursor.positionInBlock() if typed_here and cursor.block() == here else -1

    def _show_misspelt(self, wrong: frozenset[str]) -> None:
        """Draw the paragraphs that hold words just found to be misspelt."""
        self._wrong |= wrong
        self._revision = -1
        self._soon.start()

    def _draw_due(self) -> None:
        """Draw some of the paragraphs that wait, and let the window answer in between."""
        if self.document().revision() != self._revision:
            self._due = self._find_due()
        end = time.monotonic() + SLICE
        while self._due:
            block = self.document().findBlockByNumber(self._due.pop())
            self._quietly(partial(self.rehighlightBlock, block))
            if time.monotonic() >= end:
                break
        self._revision = self.document().revision()  # drawing counts as a revision too
        if self._due:
            self._soon.start()
        else:
            self._wrong = frozenset()

    def _find_due(self) -> list[int]:
        found, block = [], self.document().begin()
        wrong = "|".join(re.escape(word) for word in self._wrong)
        whole = re.compile(rf"(?<![^\W\d_])(?:{wrong})(?![^\W\d_])")  # of "ed", not every "used"
        while block.isValid():
            if wrong and whole.search(block.text().replace("’", "'")):
                found.append(block.blockNumber())
            block = block.next()
        return found[::-1]

    def _quietly(self, draw: Callable[[], object]) -> None:
        """Draw without a word to those who wait for changes of the text."""
        document = self.document()
        before = document.blockSignals(True)
        draw()
        document.blockSignals(before)

    def _format_of(self, look: Look) -> QTextCharFormat:
        made = QTextCharFormat()
        if Look.MARK in look:
            made.setForeground(self._muted)
            return made
        if Look.BOLD in look or Look.HEADING in look:
            made.setFontWeight(QFont.Weight.Bold)
        made.setFontItalic(Look.ITALIC in look)
        return made


def about_others() -> QTextCharFormat:
    """Return how words about somebody else look: a quiet dotted line under them."""
    dotted = QTextCharFormat()
    dotted.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
    dotted.setUnderlineColor(themes.current().colour("text_soft"))
    dotted.setToolTip(third_party.SAID)
    return dotted


_PLAIN = (Look.MARK, Look.BOLD, Look.ITALIC, Look.BOLD | Look.ITALIC)
_ALL = (*_PLAIN, Look.HEADING, *(look | Look.HEADING for look in _PLAIN))


def _in_qt(text: str, start: int, end: int, *, simple: bool) -> tuple[int, int]:
    """Return start and length of a part of a text as Qt counts."""
    if simple:
        return start, end - start
    begin = positions.to_qt(text, start)
    return begin, positions.to_qt(text, end) - begin

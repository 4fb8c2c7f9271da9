"""Underlines misspelt words while a text is written; what else a text looks like is its child's.

Nothing of it is in the text, and nothing of it can be undone.
"""

import re
import time
from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QSyntaxHighlighter, QTextBlock, QTextCharFormat
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from practicenotes.domain.writing.words import Words
from practicenotes.ui import theme as themes
from practicenotes.ui.writing import positions
from practicenotes.ui.writing.side import WritingSide


SLICE = 0.008  # s: how long the window may be busy with underlines at a time
LONGEST = 6_000  # characters of one paragraph, a thousand words: a longer one was hardly typed
MANY = 120  # misspelt words of one paragraph, from which on one stroke goes under neighbours


class Underliner(QSyntaxHighlighter):
    """Draws the paragraphs of one sheet; misspelt words once there is a side to ask."""

    def __init__(self, sheet: QPlainTextEdit | QTextEdit) -> None:
        super().__init__(sheet.document())
        self._sheet = sheet
        self._side: WritingSide | None = None
        self._misspelt = QTextCharFormat()
        self._dressed: list[tuple[int, int]] = []  # what of the paragraph has a look by now
        self._words = Words()
        self._held = -1  # the paragraph with the word under the fingers
        self._wrong: frozenset[str] = frozenset()  # words found misspelt and not yet all shown
        self._due: list[int] = []  # numbers of the paragraphs that hold them, last first
        self._revision = -1  # of the text in which these were the numbers
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._draw_due)
        self.typing = False

    def follow(self, side: WritingSide) -> None:
        """Show from now on what this side knows about words."""
        if side is not self._side:
            self._side = side
            side.judged.connect(self._show_misspelt)
            side.changed.connect(self.draw)
            self.draw()

    def draw(self) -> None:
        """Draw everything anew."""
        self._misspelt.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SpellCheckUnderline)
        self._misspelt.setUnderlineColor(themes.current().colour("error"))
        self._quietly(self.rehighlight)

    def draw_block(self, block: QTextBlock) -> None:
        """Draw one paragraph anew."""
        if block.isValid():
            self._quietly(partial(self.rehighlightBlock, block))

    def draw_blocks(self, numbers: Iterable[int]) -> None:
        """Draw some paragraphs anew."""
        for number in numbers:
            self.draw_block(self.document().findBlockByNumber(number))

    def release(self) -> None:
        """Judge the word that was being typed: the cursor has left it."""
        if self.typing or self._held < 0:
            return
        block, self._held = self.document().findBlockByNumber(self._held), -1
        if block.isValid():
            self._quietly(partial(self.rehighlightBlock, block))

    def underline(self, text: str) -> None:
        """Underline what is misspelt in the paragraph that is drawn."""
        side = self._side
        if side is None or not side.speller.is_on or not text or len(text) > LONGEST:
            return
        fingers, in_qt = self._fingers(), positions.every(text)
        found = []
        for begin, end, word in self._words.to_check(text):
            start, stop = in_qt[begin], in_qt[end]
            if start < fingers <= stop:
                self._held = self.currentBlock().blockNumber()
            elif side.is_misspelt(word):
                found.append((start, stop))
        if len(found) > MANY and len(in_qt) == in_qt[-1] + 1:  # both count alike
            found = _joined(text, found)
        for start, stop in found:
            self._add(start, stop - start, self._misspelt)

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


def _joined(text: str, found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return places, with those as one that only a space parts: each costs time at every key."""
    joined = found[:1]
    for start, stop in found[1:]:
        if start == joined[-1][1] + 1 and text[start - 1] == " ":
            joined[-1] = (joined[-1][0], stop)
        else:
            joined.append((start, stop))
    return joined

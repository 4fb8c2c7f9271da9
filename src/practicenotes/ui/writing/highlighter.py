"""How a text looks while it is written: marks muted, what they mark bold, misspelling underlined.

Nothing of it is in the text, and nothing of it can be undone.
"""

from PySide6.QtGui import QColor, QFont, QPalette, QTextCharFormat
from PySide6.QtWidgets import QPlainTextEdit

from practicenotes.domain import third_party
from practicenotes.domain.writing.spans import Look, spans
from practicenotes.ui import theme as themes
from practicenotes.ui.writing import positions
from practicenotes.ui.writing.underliner import LONGEST, Underliner


class Highlighter(Underliner):
    """Draws one sheet; on a `plain` one marks mean nothing."""

    def __init__(self, sheet: QPlainTextEdit, *, plain: bool) -> None:
        super().__init__(sheet)
        self._plain = plain
        self._muted = QColor()
        self._looks: dict[Look, QTextCharFormat] = {}
        self._others = QTextCharFormat()
        self.dress()

    def dress(self) -> None:
        """Take the colours of the theme and of the ground beneath."""
        theme = themes.current()
        muted = self._sheet.palette().color(QPalette.ColorRole.PlaceholderText)
        wrong = theme.colour("error")
        if self._looks and muted == self._muted and wrong == self._misspelt.underlineColor():
            return
        self._muted = muted
        self._looks = {look: self._format_of(look) for look in _ALL}
        self._others = about_others()
        self.draw()

    def highlightBlock(self, text: str) -> None:  # noqa: N802
        """Draw one paragraph."""
        if not text or len(text) > LONGEST:
            return
        in_qt = positions.every(text)
        self._dressed = []
        if not self._plain:
            for span in spans(text):
                start, stop = in_qt[span.start], in_qt[span.end]
                self.setFormat(start, stop - start, self._looks[span.look])
                self._dressed.append((start, stop))
            for begin, end in third_party.spans(text) if third_party.holds(text) else ():
                start, stop = in_qt[begin], in_qt[end]
                self._add(start, stop - start, self._others)
                self._dressed.append((start, stop))
        self.underline(text)

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

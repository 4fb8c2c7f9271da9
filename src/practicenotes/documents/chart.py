"""The chart of a questionnaire on paper: the same shapes as on the screen, as lines that scale."""

from itertools import cycle

from reportlab.lib.colors import Color, HexColor
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable

from practicenotes.documents import fonts, style
from practicenotes.domain.chart import STEP, Chart, Mark, Strip


HEIGHT = 190.0  # points, as everything here
SIZE = 7.5
DOT = 2.6
_SHADE = 0.6  # of the ground around the first form, so that the bands beneath it are seen
_BEFORE, _AFTER = 14.0, 20.0  # above and below the plot


class ChartDrawing(Flowable):  # type: ignore[misc]
    """A chart across the text; `said` is read aloud in its place, or it is not read aloud."""

    def __init__(self, chart: Chart, said: str = "") -> None:
        super().__init__()
        self._chart, self._said = chart, said

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Take the whole width."""
        self.width, self.height = width, HEIGHT
        totals = max(_width(tick.words) for tick in self._chart.totals)
        days = max((_width(tick.words) for tick in self._chart.days), default=0.0) / 2
        bands = max((_width(strip.words) for strip in self._chart.bands), default=0.0)
        self._left = max(totals + 8, days)
        self._right = width - max(bands + 8 if bands else 0.0, days)
        return width, HEIGHT

    def draw(self) -> None:
        """Draw grounds, axes, lines, marks and words, each over the one before."""
        figure = self.canv.tagged("Figure", self, self._said)
        with figure if self._said else self.canv.untagged():
            self.canv.saveState()
            self.canv.setFont(fonts.SANS, SIZE)
            self._draw_grounds()
            self._draw_axes()
            self._draw_lines()
            for mark in self._chart.marks:
                self._draw_mark(mark)
            for mark in self._chart.steps:
                self._draw_step(mark)
            self.canv.restoreState()

    def _at(self, x: float, y: float) -> tuple[float, float]:
        """Return where a place of the unit square lies."""
        high = HEIGHT - _BEFORE - _AFTER
        return self._left + x * (self._right - self._left), _AFTER + y * high

    def _strip(self, strip: Strip, colour: Color) -> None:
        left, bottom = self._at(0, strip.bottom)
        right, top = self._at(1, strip.top)
        self.canv.setFillColor(colour)
        self.canv.rect(left, bottom, right - left, top - bottom, stroke=0, fill=1)

    def _draw_grounds(self) -> None:
        for strip, role in zip(self._chart.bands, cycle(("alternate", "paper")), strict=False):
            self._strip(strip, style.ink(role))
        if self._chart.around:
            self._strip(self._chart.around, _pale("accent_soft"))
            self.canv.setStrokeColor(style.ink("text_muted"))
            self.canv.setLineWidth(0.5)
            self.canv.setDash(1, 2)
            for edge in (self._chart.around.bottom, self._chart.around.top):
                self.canv.line(*self._at(0, edge), *self._at(1, edge))
            self.canv.setDash()
        self.canv.setFillColor(style.ink("text_muted"))
        for strip in self._chart.bands:
            x, y = self._at(1, (strip.bottom + strip.top) / 2)
            self.canv.drawString(x + 8, y - SIZE / 3, strip.words)

    def _draw_axes(self) -> None:
        self.canv.setStrokeColor(style.ink("outline"))
        self.canv.setLineWidth(0.5)
        for edge in (0.0, 1.0):
            self.canv.line(*self._at(0, edge), *self._at(1, edge))
        self.canv.setFillColor(style.ink("text_muted"))
        for tick in self._chart.totals:
            x, y = self._at(0, tick.at)
            self.canv.drawRightString(x - 6, y - SIZE / 3, tick.words)
        for tick in self._chart.days:
            x, y = self._at(tick.at, 0)
            self.canv.drawCentredString(x, y - SIZE - 5, tick.words)

    def _draw_lines(self) -> None:
        self.canv.setStrokeColor(style.ink("accent"))
        self.canv.setLineWidth(1.4)
        for line in self._chart.lines:
            path = self.canv.beginPath()
            path.moveTo(*self._at(*line.points[0]))
            for point in line.points[1:]:
                path.lineTo(*self._at(*point))
            self.canv.drawPath(path)

    def _draw_mark(self, mark: Mark) -> None:
        x, y = self._at(mark.x, mark.y)
        self.canv.setStrokeColor(style.ink("accent"))
        self.canv.setLineWidth(1)
        self.canv.setFillColor(style.ink("paper" if mark.hollow else "accent"))
        self.canv.circle(x, y, DOT, fill=1)
        self.canv.setFillColor(style.ink("sheet_text"))
        self.canv.drawCentredString(x, y + DOT + 3, mark.words)

    def _draw_step(self, mark: Mark) -> None:
        """Write beneath a mark that the step to it was larger; where there is no room, above."""
        x, y = self._at(mark.x, mark.y)
        half = _width(STEP) / 2
        x = min(max(x, self._left + half), self._right - half)
        below = y - DOT - SIZE - 2
        self.canv.setFillColor(style.ink("text_muted"))
        self.canv.drawCentredString(x, below if below > _AFTER else y + DOT + SIZE + 5, STEP)


def _width(words: str) -> float:
    return float(stringWidth(words, fonts.SANS, SIZE))


def _pale(role: str) -> Color:
    """Return the colour of a role, thin enough to leave the bands beneath it seen."""
    solid = HexColor(style.ink(role).hexval().replace("0x", "#"))
    return Color(solid.red, solid.green, solid.blue, alpha=_SHADE)

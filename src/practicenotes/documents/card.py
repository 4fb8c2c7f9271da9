"""The client card on paper: the chosen lines with their scales, and room for the open question."""

from collections.abc import Iterator
from datetime import date

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, KeepTogether, Spacer

from practicenotes.documents import fonts, page, prose, style
from practicenotes.documents.page import Paper, Sheet
from practicenotes.domain.cards import SCALE, CardForm, CardLine


_TITLE = "How was today?"
_NAME = "Client card"
_LINE = ParagraphStyle("card line", style.BODY, fontSize=11.5, leading=15, spaceAfter=2)
_FEW = 6  # lines; more of them stand closer, so that the card stays one page
_HEIGHT, _CLOSE = 27.0, 20.0  # points of one scale
_GAP = 7.0  # points between one line and the next, where there is room
_RADIUS = 9.0
_END = 58.0  # points for the words at either end
_RULE_GAP = 22.0


def draw(
    lines: tuple[CardLine, ...],
    form: CardForm,
    printed_on: date,
    *,
    code_name: str = "",
    paper: Paper = Paper.A4,
) -> bytes:
    """Return the empty card as a PDF of one page; it names nobody unless a code name is given."""
    fonts.check([form.instruction, form.open_question, code_name, *(each.words for each in lines)])
    story: list[Flowable] = [prose.heading(_TITLE, style.TITLE, bookmark=_TITLE)]
    if code_name:
        story.append(prose.words(code_name, style.DATE))
    story += [
        prose.words("Date:", style.DATE),
        Spacer(0, 10),
        prose.words(form.instruction, style.BODY),
        *_scales(lines, form, paper),
        Spacer(0, 8),
        KeepTogether(list(_question(form, rules=5 if len(lines) <= _FEW else 3))),
    ]
    sheet = Sheet(title=_NAME, author="", dated=printed_on, paper=paper)
    return page.build(story, sheet)


def _scales(lines: tuple[CardLine, ...], form: CardForm, paper: Paper) -> Iterator[Flowable]:
    few = len(lines) <= _FEW
    for line in lines:
        scale = Scale(form, paper.measure, _HEIGHT if few else _CLOSE)
        yield KeepTogether([prose.words(line.words, _LINE), scale, Spacer(0, _GAP if few else 2)])


def _question(form: CardForm, rules: int) -> Iterator[Flowable]:
    yield prose.words(form.open_question, _LINE)
    for _ in range(rules):
        yield Spacer(0, _RULE_GAP)
        yield page.rule("outline")


class Scale(Flowable):  # type: ignore[misc]
    """Eleven rings from one end to the other, to put a mark in one of them."""

    def __init__(self, form: CardForm, width: float, height: float) -> None:
        super().__init__()
        self._form = form
        self.width, self.height = width, height

    def draw(self) -> None:
        """Draw the words at the ends and the rings with their numbers, tagged as one paragraph."""
        with self.canv.tagged("P", self):
            self._draw_ends()
            step = (self.width - 2 * _END - 2 * _RADIUS) / (len(SCALE) - 1)
            for number in SCALE:
                self._draw_ring(number, _END + _RADIUS + number * step)

    def _draw_ends(self) -> None:
        self.canv.setFont(style.SMALL.fontName, style.SMALL.fontSize)
        self.canv.setFillColor(style.ink("text_soft"))
        base = self.height / 2 - 3
        self.canv.drawString(0, base, f"{self._form.left_label} ")
        self.canv.drawRightString(self.width, base, f"{self._form.right_label} ")

    def _draw_ring(self, number: int, x: float) -> None:
        middle = self.height / 2
        self.canv.setStrokeColor(style.ink("outline"))
        self.canv.setLineWidth(0.8)
        self.canv.circle(x, middle, _RADIUS)
        self.canv.setFont(style.SMALL.fontName, style.SMALL.fontSize)
        self.canv.setFillColor(style.ink("text_soft"))
        self.canv.drawCentredString(x, middle - 3.2, f"{number}")

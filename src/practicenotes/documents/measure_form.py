"""A questionnaire to fill in by hand: its own words, a box for every answer, its licence."""

from collections.abc import Iterator, Sequence
from datetime import date

from reportlab.lib.enums import TA_CENTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Spacer

from practicenotes.documents import fonts, page, prose, ruled, style
from practicenotes.documents.page import Paper, Sheet
from practicenotes.domain.measures import Measure, Option
from practicenotes.domain.people import Practitioner
from practicenotes.errors import UnknownKind


_ASKED = 0.46  # of the width, for the questions
_BOX = 9.0  # points
_HEAD = ParagraphStyle("answers", style.SMALL, fontSize=8, leading=10, alignment=TA_CENTER)
_ITEM = ParagraphStyle("question", style.LINE, fontSize=10, leading=13.5)
_BLANK = "Name or code: ______________________________     Date: ____________________"


def draw(
    measure: Measure, practitioner: Practitioner, today: date, *, paper: Paper = Paper.A4
) -> bytes:
    """Return the empty form as a PDF; its licence stands at the foot of every page.

    Raises UnknownKind for a form that may not be handed out from here, and GlyphMissing.
    """
    if not measure.prints:
        raise UnknownKind("printable form", measure.id)
    fonts.check(_texts(measure, practitioner))
    story: list[Flowable] = [
        prose.heading(measure.name, style.TITLE, bookmark=measure.short),
        Spacer(0, 6),
        prose.words(_BLANK, style.SMALL),
        Spacer(0, 8),
        *(prose.words(text, style.BODY) for text in (measure.instruction, measure.stem) if text),
        _table([f"{item.n}. {item.text}" for item in measure.items], measure.options, paper),
        *_extra(measure, paper),
    ]
    sheet = Sheet(
        title="Questionnaire",
        author=practitioner.name,
        dated=today,
        paper=paper,
        foot=" ".join(part for part in (measure.licence.statement, measure.licence.cite) if part),
    )
    return page.build(story, sheet)


def _extra(measure: Measure, paper: Paper) -> Iterator[Flowable]:
    if measure.extra_item:
        yield Spacer(0, 14)
        yield _table([measure.extra_item.text], measure.extra_item.options, paper)


def _table(questions: Sequence[str], options: Sequence[Option], paper: Paper) -> Flowable:
    """Return questions with a box under every answer; the answers head each page."""
    head = ["", *(prose.words(option.label, _HEAD) for option in options)]
    rows = [
        [prose.words(question, _ITEM), *(_Box(str(option.value)) for option in options)]
        for question in questions
    ]
    answers = paper.measure * (1 - _ASKED) / len(options)
    return ruled.table(
        [head, *rows],
        [paper.measure * _ASKED, *[answers] * len(options)],
        ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
        ("VALIGN", (0, 1), (-1, -1), "MIDDLE"),
        ("ALIGN", (1, 1), (-1, -1), "CENTER"),
        ("LEFTPADDING", (1, 0), (-1, -1), 2),
        ("RIGHTPADDING", (0, 0), (-1, -1), 2),
    )


class _Box(Flowable):  # type: ignore[misc]
    """An empty box with the number of its answer, small, beside it."""

    def __init__(self, value: str) -> None:
        super().__init__()
        self._value = value
        self.width, self.height = _BOX + 12, _BOX

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Take the room of the box."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw the box, and read its number aloud."""
        self.canv.saveState()
        with self.canv.untagged():
            self.canv.setStrokeColor(style.ink("outline"))
            self.canv.setLineWidth(0.8)
            self.canv.rect(0, 0, _BOX, _BOX)
        with self.canv.tagged("P", self):
            self.canv.setFont(fonts.SANS, 7)
            self.canv.setFillColor(style.ink("text_muted"))
            self.canv.drawString(_BOX + 3, 1.5, self._value)
        self.canv.restoreState()


def _texts(measure: Measure, practitioner: Practitioner) -> Iterator[str]:
    """Yield everything that the page will show, so that all missing signs are named at once."""
    yield from (measure.name, measure.instruction, measure.stem, practitioner.name)
    yield from (measure.licence.statement, measure.licence.cite)
    yield from (item.text for item in measure.items)
    yield from (option.label for option in measure.options)
    if measure.extra_item:
        yield measure.extra_item.text
        yield from (option.label for option in measure.extra_item.options)

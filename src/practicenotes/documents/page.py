"""The sheet around a text: paper, margins, letterhead, foot, page numbers and watermark."""

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from enum import Enum
from io import BytesIO
from typing import Any

from reportlab.lib.pagesizes import A4, LETTER
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    HRFlowable,
    KeepInFrame,
    NextPageTemplate,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

from practicenotes.documents import face, fonts, leaves, prose, style, tags
from practicenotes.documents.canvas import PaperCanvas
from practicenotes.documents.picture import Picture
from practicenotes.domain.letterhead import ENGLISH, PLAIN, Letterhead
from practicenotes.domain.people import Practitioner
from practicenotes.errors import RowDamaged


LOGO = (150.0, 54.0)  # points: the most that a logo takes
_HAIRLINE = 0.5
_FOOT_GAP = 10.0  # above and below the hairline of the foot
_LONGEST_FOOT = 0.2  # of the page's height; a longer text ends the document instead
_LATER = "later"
_TICK_FROM = 14.0  # points from the left edge: where most printers reach
_NO_PADDING = (0, 0, 0, 0)
_WATERMARK_ANGLE = 35  # degrees
_WATERMARK_SPAN = 0.62  # of the page's width, before it is turned


class Paper(Enum):
    """The sheets that practices print on: width and height in points."""

    A4 = A4
    LETTER = LETTER

    @classmethod
    def of(cls, head: Letterhead) -> "Paper":
        """Return the sheet that a practice prints on."""
        return cls[head.sheet.name]

    @property
    def width(self) -> float:
        """The width in points."""
        return float(self.value[0])

    @property
    def height(self) -> float:
        """The height in points."""
        return float(self.value[1])

    @property
    def measure(self) -> float:
        """The width of the text in points."""
        return self.width - 2 * style.SIDE


@dataclass(frozen=True, slots=True)
class Panel:
    """Something that has its place on the first page, in points from the upper left corner.

    What does not fit is drawn smaller.
    """

    left: float
    top: float
    width: float
    height: float
    story: tuple[Flowable, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What every page of a document carries, and what the file says about itself.

    The title is read by printers and kept in their queues: it never names a client. The file gives
    `dated` as the day it was made, so that it does not matter when it was drawn.
    """

    title: str
    author: str
    dated: date
    paper: Paper
    foot: str = ""
    watermark: str = ""
    language: str = ENGLISH
    side: float = style.SIDE
    panels: tuple[Panel, ...] = ()
    text_from: float = style.TOP  # on the first page, from its upper edge
    ticks: tuple[
        tuple[float, float], ...
    ] = ()  # at the left edge of the first page: where, how long

    @property
    def measure(self) -> float:
        """The width of the text in points."""
        return self.paper.width - 2 * self.side


def build(story: Iterable[Flowable], sheet: Sheet) -> bytes:
    """Lay the story out and return the PDF; the same story always gives the same bytes."""
    story = list(story)
    foot = _foot(sheet)
    if foot and foot.height > sheet.paper.height * _LONGEST_FOOT:
        story += [Spacer(0, style.BODY.leading), foot]
        foot = None
    edge = style.BOTTOM + style.FOOT.leading + (foot.height if foot else 0) + _FOOT_GAP

    def begin_page(canvas: PaperCanvas, _document: BaseDocTemplate) -> None:
        _draw_watermark(canvas, sheet)
        if canvas.getPageNumber() == 1:
            _draw_ticks(canvas, sheet)
            for panel in sheet.panels:
                _draw_panel(canvas, panel, sheet.paper)

    def end_page(canvas: PaperCanvas, _document: BaseDocTemplate) -> None:
        _draw_foot(canvas, sheet, foot, edge)  # after the text, where a reading program expects it

    def make_canvas(*arguments: Any, **settings: Any) -> PaperCanvas:
        canvas = PaperCanvas(*arguments, **settings)
        canvas.setDateFormatter(lambda *_clock: f"D:{sheet.dated:%Y%m%d}")
        canvas.side = sheet.side
        return canvas

    def template(name: str, top: float) -> PageTemplate:
        low = edge + _FOOT_GAP
        high = sheet.paper.height - top - low
        frame = Frame(sheet.side, low, sheet.measure, high, *_NO_PADDING)
        return PageTemplate(name, [frame], onPage=begin_page, onPageEnd=end_page)

    pdf = BytesIO()
    document = BaseDocTemplate(
        pdf,
        pagesize=sheet.paper.value,
        pageTemplates=[template("first", sheet.text_from), template(_LATER, style.TOP)],
        title=sheet.title,
        author=sheet.author,
        creator="PracticeNotes",
        lang=sheet.language,
        displayDocTitle=True,
        invariant=1,
    )
    with _quickly():
        document.build([NextPageTemplate(_LATER), *story], canvasmaker=make_canvas)
    whole = leaves.put(pdf.getvalue(), document.canv.leaves)
    return tags.tie(whole, document.canv.marks)


@contextmanager
def _quickly() -> Iterator[None]:
    """Draw without the collector of lost objects, which would look at every word again and again.

    What was measured is forgotten at the end, also of a paper that could not be drawn.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        face.forget()
        if collects:
            gc.enable()


def letterhead(
    practitioner: Practitioner, paper: Paper, more: Letterhead = PLAIN
) -> list[Flowable]:
    """Return who writes: name and registration on the left, where to find them on the right.

    Raises RowDamaged: what cannot be trusted is not printed.
    """
    if practitioner.damaged:
        raise RowDamaged("practitioner", "")
    name = ", ".join(filter(None, (practitioner.name, practitioner.profession)))
    reached_at = (*practitioner.address, practitioner.phone, practitioner.email)
    registered = (practitioner.registration, *more.registrations)
    left = [(name, style.HEAD), *((line, style.HEAD_SMALL) for line in registered)]
    right = [(line, style.HEAD_RIGHT) for line in reached_at]
    columns: list[list[Flowable]] = [
        [prose.words(text, look) for text, look in side if text] for side in (left, right)
    ]
    if more.logo:
        columns[1][:0] = [Picture(more.logo, LOGO, said="Logo", right=True), Spacer(0, 6)]
    if not any(columns):
        return []
    table = Table(
        [columns],
        colWidths=[paper.measure * share for share in (0.62, 0.38)],
        style=[
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (0, 0), 0),
            ("TOPPADDING", (1, 0), (1, 0), style.HEAD.fontSize - style.HEAD_RIGHT.fontSize),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 9),
        ],
        splitInRow=1,  # an address longer than a page goes on overleaf
    )
    return [table, rule("outline"), Spacer(0, 22)]


def letterhead_texts(practitioner: Practitioner) -> tuple[str, ...]:
    """Return what a letterhead shows."""
    them = practitioner
    return (them.name, them.profession, them.registration, *them.address, them.phone, them.email)


def rule(role: str = "hairline") -> Flowable:
    """Return a hairline across the text, in the colour of a role."""
    return _Rule(width="100%", thickness=_HAIRLINE, color=style.ink(role))


class _Rule(HRFlowable):  # type: ignore[misc]
    """A hairline that is not read aloud."""

    def draw(self) -> None:
        """Draw the line as furniture."""
        with self.canv.untagged():
            super().draw()


def _foot(sheet: Sheet) -> Paragraph | None:
    if not sheet.foot.strip():
        return None
    foot = prose.words(sheet.foot, style.FOOT)
    foot.wrap(sheet.measure, sheet.paper.height)
    return foot


def _draw_foot(canvas: PaperCanvas, sheet: Sheet, foot: Paragraph | None, edge: float) -> None:
    canvas.saveState()
    with canvas.untagged():
        canvas.setStrokeColor(style.ink("outline"))
        canvas.setLineWidth(_HAIRLINE)
        canvas.line(sheet.side, edge, sheet.side + sheet.measure, edge)
    if foot:
        foot.drawOn(canvas, sheet.side, style.BOTTOM + style.FOOT.leading)
    with canvas.untagged():
        canvas.setFont(style.FOOT.fontName, style.FOOT.fontSize)
        canvas.setFillColor(style.FOOT.textColor)
        canvas.drawString(sheet.side, style.BOTTOM, "Confidential")
        canvas.draw_folio()
    canvas.restoreState()


def _draw_panel(canvas: PaperCanvas, panel: Panel, paper: Paper) -> None:
    box = KeepInFrame(panel.width, panel.height, list(panel.story), mode="shrink")
    _, high = box.wrapOn(canvas, panel.width, panel.height)
    box.drawOn(canvas, panel.left, paper.height - panel.top - high)


def _draw_ticks(canvas: PaperCanvas, sheet: Sheet) -> None:
    """Mark where the sheet is folded, and where it is punched."""
    canvas.saveState()
    with canvas.untagged():
        canvas.setStrokeColor(style.ink("outline"))
        canvas.setLineWidth(_HAIRLINE)
        for down, length in sheet.ticks:
            y = sheet.paper.height - down
            canvas.line(_TICK_FROM, y, _TICK_FROM + length, y)
    canvas.restoreState()


def _draw_watermark(canvas: PaperCanvas, sheet: Sheet) -> None:
    """Write the word across the page, under the text and pale enough to read it."""
    if not sheet.watermark:
        return
    width, height = sheet.paper.width, sheet.paper.height
    size = _WATERMARK_SPAN * width / stringWidth(sheet.watermark, fonts.SANS_BOLD, 1)
    canvas.saveState()
    canvas.setFillColor(style.ink("button"))
    canvas.setFont(fonts.SANS_BOLD, size)
    canvas.translate(width / 2, height / 2)
    canvas.rotate(_WATERMARK_ANGLE)
    with canvas.tagged("P", sheet):
        canvas.drawCentredString(0, -size / 3, sheet.watermark)
    canvas.restoreState()

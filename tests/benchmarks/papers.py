"""How fast papers are drawn: a letter with a chart, and a long record beside bare ReportLab."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache, partial
from io import BytesIO
from itertools import cycle, islice
from statistics import median
from time import perf_counter
from typing import Any
from unittest.mock import patch

from practicenotes import catalog, resources
from practicenotes.documents import style
from practicenotes.documents.prose import Prose
from practicenotes.domain import letter_charts
from practicenotes.domain.letters import (
    Letter,
    LetterId,
    LetterState,
    Origin,
    Paragraph,
    Sentence,
    Source,
)
from practicenotes.domain.measures import MeasureResult
from practicenotes.domain.notes import Note, NoteId, NoteSection, NoteState
from practicenotes.domain.people import Client, ClientId, Practitioner
from practicenotes.domain.record_paper import Choice, RecordPaper
from practicenotes.domain.sessions import Attendance, Session, SessionId
from practicenotes.domain.whole import WholeRecord


AT = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)
DAY = date(2026, 3, 2)
CLIENT = ClientId("c1")
PAGES = 40
SESSIONS = 44
_CALLS = re.compile(r"<onDraw[^>]*/>")  # what headings call when they are drawn
_SAID = (
    "Heron came on time and described a quieter week at work, with two evenings at home. She slept"
    " six hours on most nights, and read the letter of her mother aloud; we looked at what the"
    " pause after the question had meant, and at what she would have liked to say instead."
)
WHO = Practitioner(
    name="M. Lindqvist",
    profession="Psychotherapist",
    registration="Registered member 00-0000",
    address=("4 Orchard Lane", "Fernhill"),
    phone="01632 960 123",
)


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds of our drawing and of the other, and how many pages each has."""

    ours: float
    bare: float
    pages: int
    pages_bare: int


def words(count: int) -> str:
    """Return so many words of prose."""
    return " ".join(islice(cycle(_SAID.split()), count))


def pages(data: bytes) -> int:
    """Return how many pages a document has."""
    import pikepdf

    with pikepdf.open(BytesIO(data)) as document:
        return len(document.pages)


def letter() -> Letter:
    """Return a letter that takes two pages, with a chart behind its last paragraph."""
    said = tuple(Paragraph((Sentence(words(90)),)) for _ in range(5))
    about = Source(Origin.RECORD, "PHQ-9 as a chart", letter_charts.key("phq9"))
    charted = Sentence(letter_charts.sentence(catalog.measure("phq9"), results()), about)
    return Letter(
        *(LetterId("l1"), CLIENT, "progress", 1, "Progress letter", LetterState.DRAFT, AT, AT, DAY),
        recipient="Dr A. Brook",
        recipient_address="Fernhill Surgery\n12 High Street",
        subject="Re: Jonas Heronsson",
        greeting="Dear Dr A. Brook",
        paragraphs=(*said, Paragraph((charted,))),
        closing="Yours sincerely",
        footer="Prepared from my clinical records.",
    )


def results() -> list[MeasureResult]:
    """Return the results of ten forms: the chart in the letter shows them."""
    return [
        MeasureResult(
            *(f"r{n}", CLIENT, "phq9", "PHQ-9", DAY + timedelta(weeks=2 * n), 16 - n),
            (1, 1, 1, 1, 1, 1, 1, 1, 0),
        )
        for n in range(10)
    ]


def sections() -> tuple[NoteSection, ...]:
    """Return what was written in the sessions: paragraphs, lists and bold words, as in notes."""
    listed = f"- {words(20)}\n- {words(24)}"
    body = f"{words(150)}\n\n{listed}\n\n{words(120)} **{words(6)}** {words(30)}"
    return tuple(NoteSection("data", "Data", "What happened?", body) for _ in range(SESSIONS))


@cache
def record() -> RecordPaper:
    """Return a record of forty pages and more: a note of each session, and what belongs to it."""
    began = datetime(2025, 1, 6, 13)
    held = tuple(
        Session(
            *(SessionId(f"s{n}"), CLIENT, began + timedelta(weeks=n)),
            attendance=Attendance.ATTENDED,
            number=n + 1,
        )
        for n in range(SESSIONS)
    )
    signed = Note(
        *(NoteId("n"), CLIENT, None, "dap", 1, "DAP", NoteState.SIGNED, (), AT, AT),
        signed_at=AT,
        signed_by=WHO.name,
        digest="5a" * 32,
    )
    notes = tuple(
        replace(signed, id=NoteId(f"n{n}"), session_id=SessionId(f"s{n}"), sections=(said,))
        for n, said in enumerate(sections())
    )
    client = Client(CLIENT, "Heron", reason="Low mood")
    known = {measure.id: measure for measure in catalog.measures()}
    return RecordPaper(WholeRecord(WHO, client, sessions=held, notes=notes), known=known)


def draw_letter() -> bytes:
    """Draw a letter of two pages with its chart, as the program does."""
    from practicenotes.documents import letter as letter_paper

    charts = {"phq9": letter_charts.lay_out(catalog.measure("phq9"), results())}
    return letter_paper.draw(letter(), WHO, draft=False, charts=charts)


def draw_record() -> bytes:
    """Draw the record as the program does."""
    from practicenotes.documents import record as record_paper

    return record_paper.draw(record(), Choice(), DAY)


def paragraphs(draw: Callable[[], object]) -> Iterator[tuple[str, Any]]:
    """Yield every paragraph that is made for a paper, with its style, for ReportLab alone."""
    made: list[tuple[str, Any]] = []
    begin = Prose.__init__

    def hear(self: Prose, text: str, look: Any, *more: Any, **named: Any) -> None:
        made.append((_CALLS.sub("", text), look))
        begin(self, text, look, *more, **named)

    with patch.object(Prose, "__init__", hear):
        draw()
    looks = {look.name: _bare(look) for _, look in made}
    yield from ((text, looks[look.name]) for text, look in made)


def draw_bare(said: Sequence[tuple[str, Any]]) -> bytes:
    """Set the same words with ReportLab and nothing else, in the same faces, sizes and margins."""
    from reportlab import rl_config
    from reportlab.lib.pagesizes import A4
    from reportlab.platypus import Paragraph as Bare
    from reportlab.platypus import SimpleDocTemplate

    out = BytesIO()
    margins = {"leftMargin": style.SIDE, "rightMargin": style.SIDE, "topMargin": style.TOP}
    with patch.object(rl_config, "useA85", 1):  # as it comes
        story = [Bare(text, look) for text, look in said]
        SimpleDocTemplate(out, pagesize=A4, **margins).build(story)
    return out.getvalue()


def _bare(look: Any) -> Any:
    """Return a style in the same face, as ReportLab itself reads it."""
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    family = (look.fontName, "CharisSIL-Bold")
    for name in family:
        if f"bare {name}" not in pdfmetrics.getRegisteredFontNames():
            font = TTFont(f"bare {name}", str(resources.path("fonts", f"{name}.ttf")))
            font.face.name = f"bare-{name}".encode()  # or it would be taken for ours
            pdfmetrics.registerFont(font)
    plain, bold = (f"bare {name}" for name in family)
    pdfmetrics.registerFontFamily(plain, plain, bold, plain, bold)
    return ParagraphStyle(f"bare {look.name}", look, fontName=plain, bulletFontName=plain)


def measure(times: int) -> Taken:
    """Draw the record and the bare pages in turns."""
    ours, bare = [], []
    said = list(paragraphs(draw_record))
    counts = pages(draw_record()), pages(draw_bare(said))  # also reads the fonts, done once
    for _ in range(times):
        ours.append(_seconds(draw_record))
        bare.append(_seconds(partial(draw_bare, said)))
    return Taken(median(ours), median(bare), *counts)


def measure_letter(times: int) -> float:
    """Return the seconds of a letter, once the fonts are read."""
    draw_letter()
    return median(_seconds(draw_letter) for _ in range(times))


def _seconds(work: Callable[[], object]) -> float:
    before = perf_counter()
    work()
    return perf_counter() - before

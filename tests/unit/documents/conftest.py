"""A letter, a note and their session to print, and ways to look into what was printed."""

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, date, datetime
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from practicenotes.domain.letters import Letter, LetterId, LetterState, Paragraph, Sentence
from practicenotes.domain.notes import Addendum, AddendumKind, Note, NoteId, NoteSection, NoteState
from practicenotes.domain.people import ClientId, Practitioner
from practicenotes.domain.sessions import Attendance, Session, SessionId


AT = datetime(2025, 11, 18, 14, 20, tzinfo=UTC)
CLIENT = ClientId("c1")


@pytest.fixture
def practitioner() -> Practitioner:
    return Practitioner(
        name="M. Lindqvist",
        profession="Psychotherapist",
        registration="Registered member 00-0000",
        address=("4 Orchard Lane", "Fernhill"),
        phone="01632 960 123",
        email="m.lindqvist@example.org",
    )


@pytest.fixture
def letter() -> Letter:
    texts = (
        "Thank you for your referral. We have met ten times since 26 August 2025, weekly.",
        "We have worked on sleep and on asking for what he needs at work.",
        "When I asked on 11 November, he reported no thoughts of harming himself.",
    )
    return Letter(
        id=LetterId("l1"),
        client_id=CLIENT,
        kind_id="progress",
        kind_version=1,
        kind_name="Progress letter",
        state=LetterState.DRAFT,
        begun_at=AT,
        saved_at=AT,
        written_on=date(2025, 11, 18),
        recipient="Dr A. Brook",
        recipient_address="Fernhill Surgery\n12 High Street",
        subject="Re: Jonas Heronsson",
        greeting="Dear {recipient}",
        paragraphs=tuple(Paragraph((Sentence(text),)) for text in texts),
        closing="Yours sincerely",
        footer="Prepared from my clinical records.",
    )


@pytest.fixture
def session() -> Session:
    return Session(
        id=SessionId("s1"),
        client_id=CLIENT,
        starts_at=datetime(2025, 11, 18, 13, 0),
        attendance=Attendance.ATTENDED,
        risk="Asked. No thoughts of harming himself.",
        place="Room 2",
        number=10,
    )


@pytest.fixture
def note() -> Note:
    return Note(
        id=NoteId("n1"),
        client_id=CLIENT,
        session_id=SessionId("s1"),
        template_id="dap",
        template_version=1,
        template_name="DAP",
        state=NoteState.SIGNED,
        sections=(
            NoteSection("data", "Data", "What happened?", "He spoke of the garden."),
            NoteSection("assessment", "Assessment", "How do you understand it?", ""),
            NoteSection("plan", "Plan", "What comes next?", "Keep the sleep diary."),
        ),
        begun_at=AT,
        saved_at=AT,
        signed_at=AT,
        signed_by="M. Lindqvist",
        digest="5a" * 32,
        addenda=(
            Addendum("a1", AddendumKind.AMENDMENT, "The day was wrong", "It was Monday.", AT),
        ),
    )


@pytest.fixture
def read() -> Callable[[bytes], list[str]]:
    """Give what reads a PDF as a program would: the text of each page."""

    def pages(pdf: bytes) -> list[str]:
        with pypdfium2.PdfDocument(pdf) as document:
            texts = []
            for number in range(len(document)):
                page = document[number]
                text = page.get_textpage()
                texts.append(text.get_text_range().replace("\r\n", "\n"))
                text.close()
                page.close()
            return texts

    return pages


@pytest.fixture
def colours() -> Callable[[bytes], set[tuple[int, ...]]]:
    """Give what looks at the first page of a PDF: the colours on it."""

    def seen(pdf: bytes) -> set[tuple[int, ...]]:
        with pypdfium2.PdfDocument(pdf) as document:
            image = document[0].render(scale=1).to_pil().convert("RGB")
            return {colour for _, colour in image.getcolors(image.width * image.height)}

    return seen


@pytest.fixture
def faults() -> Callable[[bytes], list[str]]:
    """Give what checks a PDF: what is wrong with its form, and fonts that it does not carry."""

    def found(pdf: bytes) -> list[str]:
        with pikepdf.open(BytesIO(pdf)) as document:
            wrong = list(document.check_pdf_syntax())
            for thing in document.objects:
                if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/Font":
                    descriptor = thing.get("/FontDescriptor", {})
                    if "/FontFile2" not in descriptor:
                        wrong.append(f"font {thing.get('/BaseFont')} is not embedded")
            return wrong

    return found


class _Doors:
    """Hears every file and socket that Python opens while it is told to listen."""

    listening = False

    def __init__(self) -> None:
        self.opened: list[str] = []
        sys.addaudithook(self._hear)

    def _hear(self, event: str, arguments: tuple) -> None:
        if self.listening and event.startswith(("open", "socket.", "urllib.", "subprocess.")):
            self.opened.append(f"{event} {arguments}")


_DOORS = _Doors()


@pytest.fixture
def doors() -> Callable[[], AbstractContextManager[list[str]]]:
    """Give what listens: inside it, every opened file and connection is listed."""

    @contextmanager
    def listen() -> Iterator[list[str]]:
        _DOORS.opened = []
        _DOORS.listening = True
        try:
            yield _DOORS.opened
        finally:
            _DOORS.listening = False

    return listen

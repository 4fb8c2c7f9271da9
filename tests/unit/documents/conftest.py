"""A letter, a note and their session to print, and ways to look into what was printed."""

import ctypes
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, date, datetime
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from practicenotes import documents  # noqa: F401 - first, or ReportLab takes a font of its own
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
                lines = text.get_text_range().splitlines()
                texts.append("\n".join(line.rstrip(" ") for line in lines))
                text.close()
                page.close()
            return texts

    return pages


@pytest.fixture
def read_aloud() -> Callable[[bytes], list[tuple[str, str]]]:
    """Give what reads a PDF by its tags, as a screen reader does: the role and text of each piece.

    It fails when something is painted that is neither tagged nor marked as furniture.
    """

    def pieces(pdf: bytes) -> list[tuple[str, str]]:
        said = _marked_texts(pdf)
        with pikepdf.open(BytesIO(pdf)) as document:
            pages = {page.obj.objgen: number for number, page in enumerate(document.pages)}
            assert document.Root.MarkInfo.Marked
            _assert_parents(document)
            found = []
            for role, leaf in _leaves(document.Root.StructTreeRoot.K):
                texts = [said.pop((pages[piece.Pg.objgen], int(piece.MCID))) for piece in leaf.K]
                instead = leaf.get("/Alt", leaf.get("/ActualText"))
                words = "".join(texts) if instead is None else str(instead)
                found.append((role, " ".join(words.replace("\u00a0", " ").split())))
        assert said == {}, "painted, and not in the tree"
        return found

    return pieces


def _leaves(element, above: str = "") -> Iterator[tuple[str, pikepdf.Dictionary]]:
    role = f"{above}/{str(element.S)[1:]}".lstrip("/")
    if all(child.Type == "/MCR" for child in element.K):
        yield role.removeprefix("Document/"), element
    else:
        for child in element.K:
            assert child.P.objgen == element.objgen
            yield from _leaves(child, role)


def _assert_parents(document: pikepdf.Pdf) -> None:
    """Follow the way back from each mark of each page to its element."""
    numbers = list(document.Root.StructTreeRoot.ParentTree.Nums)
    for number, held in zip(numbers[::2], numbers[1::2], strict=True):
        page = document.pages[int(number)]
        assert page.StructParents == number
        for mark, leaf in enumerate(held):
            marks = [int(piece.MCID) for piece in leaf.K if piece.Pg.objgen == page.obj.objgen]
            assert mark in marks


def _marked_texts(pdf: bytes) -> dict[tuple[int, int], str]:
    """Return the text of every mark of every page; what is painted must have a mark."""
    raw = pypdfium2.raw
    said: dict[tuple[int, int], str] = {}
    with pikepdf.open(BytesIO(pdf)) as document:
        for page in document.pages:
            depth = 0
            for _, operator in pikepdf.parse_content_stream(page):
                depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(str(operator), 0)
                assert depth in (0, 1), "marks within marks"
                assert depth or str(operator) not in {"Tj", "TJ", "S", "f", "f*", "B", "Do"}
    with pypdfium2.PdfDocument(pdf) as document:
        for number, page in enumerate(document):
            text = page.get_textpage()
            for thing in page.get_objects():
                mark = raw.FPDFPageObj_GetMarkedContentID(thing)
                if mark >= 0:
                    said.setdefault((number, mark), "")
                    if thing.type == raw.FPDF_PAGEOBJ_TEXT:
                        said[number, mark] += _text_of(thing, text)
            text.close()
            page.close()
    return said


def _text_of(thing: pypdfium2.PdfObject, page: pypdfium2.PdfTextPage) -> str:
    get = pypdfium2.raw.FPDFTextObj_GetText
    size = get(thing, page, None, 0)
    buffer = (ctypes.c_ushort * (size // 2))()  # sizes are told in bytes, with an end mark
    get(thing, page, buffer, size)
    return bytes(buffer)[:-2].decode("utf-16-le") or " "  # of a lone space it says nothing


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

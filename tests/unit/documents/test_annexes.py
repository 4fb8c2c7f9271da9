"""The files of a record as pages of its paper."""

import json
import shutil
import struct
import subprocess
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

import received
from practicenotes.documents import annexes, outside, record, request_pack
from practicenotes.documents.page import Paper
from practicenotes.domain import attachments, pictures
from practicenotes.domain.attached import MOST_DOTS, Unset
from practicenotes.domain.attachments import Attachment, AttachmentId, AttachmentKind
from practicenotes.domain.people import Client, ClientId
from practicenotes.domain.pictures import upright
from practicenotes.domain.record_paper import Choice, Part, RecordPaper
from practicenotes.domain.record_requests import Omission, RecordRequest, RequestId
from practicenotes.domain.redaction import Removal, RemovalId, RemovalReason
from practicenotes.domain.whole import WholeRecord


DAY = date(2025, 11, 18)
AT = datetime(2025, 11, 18, 14, 20, tzinfo=UTC)
C = ClientId("c1")
ALL = Choice(frozenset(Part))
READERS = outside.readers()


def _paper(practitioner, **files: tuple[str, bytes | Unset]) -> RecordPaper:
    """Return a record with these files, received in this order."""
    held = []
    for number, (name, (media_type, content)) in enumerate(files.items(), 1):
        size = len(content) if isinstance(content, bytes) else 9
        kind = AttachmentKind.RECEIVED
        told = (name.replace("_", "."), media_type, size, "", "", date(2025, 10, number), AT)
        held.append(Attachment(AttachmentId(name), C, kind, *told))
    whole = WholeRecord(practitioner, Client(C, "Heron"), attachments=tuple(held[::-1]))
    return RecordPaper(whole, contents={a.id: files[a.id][1] for a in held})


class _Here:
    """Reads in this process, for tests of what becomes of it; test_outside.py reads apart."""

    def __init__(self, _kind: str, data: bytes, _name: str) -> None:
        self._data = data

    def ask(self, shaped, reader: str, *asked: str, **_limits: float):
        said, body = READERS[reader](self._data, *asked)
        return shaped(json.loads(json.dumps(said)), body)

    def close(self) -> None:
        pass


@pytest.fixture(autouse=True)
def read_here(monkeypatch) -> None:
    """Start no process for each of the many files here."""
    monkeypatch.setattr(outside, "Reading", _Here)


@pytest.fixture
def paper(practitioner) -> RecordPaper:
    """Give a record with a letter of three pages, a form, a photograph, and two that stay out."""
    return _paper(
        practitioner,
        gp_pdf=(attachments.PDF, received.pdf(3)),
        form_pdf=(attachments.PDF, received.armed()),
        photo_jpg=(pictures.JPEG, received.picture()),
        scan_heic=(attachments.UNKNOWN, Unset.KIND),
        locked_pdf=(attachments.PDF, received.sealed("heron")),
    )


def _flat(pages: list[str]) -> list[str]:
    return [" ".join(page.split()) for page in pages]


def test_files_stand_at_the_end_each_on_pages_of_its_own(paper, read, tmp_path) -> None:
    """Earliest first, under its name, with the numbers of the pages going on."""
    pdf = record.draw(paper, ALL, DAY)
    pages = _flat(read(pdf))
    first = next(n for n, page in enumerate(pages) if page.startswith("The files themselves"))
    for page, words in zip(
        pages[first:],
        (
            "Received letter, 1 October 2025: gp.pdf Here 3 pages Received page 1",
            "Page 2 of 3 of gp.pdf Received page 2",
            "Page 3 of 3 of gp.pdf Received page 3",
            "Received letter, 2 October 2025: form.pdf Here 1 page Received page 1 Filled in",
            "Received letter, 3 October 2025: photo.jpg Here a picture",
        ),
        strict=True,
    ):
        assert words in page
    assert f"{len(pages)} of {len(pages)}" in pages[-1]
    if shutil.which("qpdf"):
        (tmp_path / "paper.pdf").write_bytes(pdf)
        command = ["qpdf", "--check", tmp_path / "paper.pdf"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def test_contents_and_bookmarks_lead_to_each_file(paper, read) -> None:
    """The part and each file in it have a line with the right page, and a bookmark."""
    pdf = record.draw(paper, ALL, DAY)
    pages = _flat(read(pdf))
    at = next(n for n, page in enumerate(pages, 1) if page.startswith("Received letter, 2 October"))
    assert f"Received letter, 2 October 2025: form.pdf {at}" in pages[0]
    with pikepdf.open(BytesIO(pdf)) as document, document.open_outline() as outline:
        marks = {part.title: [each.title for each in part.children] for part in outline.root}
    assert marks[Part.PAGES.value] == [
        *(
            "Received letter, 1 October 2025: gp.pdf",
            "Received letter, 2 October 2025: form.pdf",
            "Received letter, 3 October 2025: photo.jpg",
        )
    ]


def test_our_own_pages_keep_their_tags_and_files_are_heard_in_their_place(
    paper, read_aloud
) -> None:
    """Language, title and tree are there; a photograph is said to be one."""
    pdf = record.draw(paper, ALL, DAY)
    said = read_aloud(pdf)
    assert ("H1", "The files themselves") in said
    assert ("H2", "Received letter, 1 October 2025: gp.pdf") in said
    assert ("Figure", "A picture: photo.jpg.") in said
    with pikepdf.open(BytesIO(pdf)) as document:
        assert str(document.Root.Lang) == "en-GB"
        assert str(document.docinfo.Title) == "Client record"


def test_nothing_of_a_file_but_its_pages_goes_out(paper) -> None:
    """No script, link, action, field or embedded file is anywhere in the paper."""
    inside = received.unpacked(record.draw(paper, ALL, DAY))
    for word in (*received.NEVER, received.CANARY):
        assert word.encode() not in inside, word
    assert received.CANARY.encode() in received.unpacked(received.armed())


def test_what_cannot_be_set_is_named_once_and_the_paper_goes_out(paper, read) -> None:
    """One sentence each, on paper and to whoever prints it."""
    drawn = record.draw_telling(paper, ALL, DAY)
    assert drawn.unset == (
        "“scan.heic” cannot be set as pages: only PDFs and pictures (JPEG, PNG, WebP) can be.",
        "“locked.pdf” cannot be set as pages: it opens with a password only.",
    )
    text = " ".join(_flat(read(drawn.data)))
    for sentence in drawn.unset:
        assert sentence in text
    assert drawn.data == record.draw(paper, ALL, DAY)


def test_files_are_set_only_where_that_was_chosen(paper, read) -> None:
    """The usual choice lists them; a file that is left out of the list shows no page either."""
    usual = record.draw_telling(paper, Choice(), DAY)
    assert usual.unset == ()
    assert "Received page" not in " ".join(read(usual.data))
    gone = replace(ALL, left_out=frozenset({"file:gp_pdf", "pages:form_pdf", "pages:photo_jpg"}))
    text = " ".join(_flat(read(record.draw(paper, gone, DAY))))
    assert "Received page" not in text
    assert "gp.pdf" not in text
    assert "form.pdf" in text


def test_a_damaged_entry_is_named_and_left_out(paper, read) -> None:
    """What is said of a file cannot be trusted then, and its pages are not shown under it."""
    held = tuple(replace(file, damaged=True) for file in paper.whole.attachments)
    hurt = replace(paper, whole=replace(paper.whole, attachments=held), contents={})
    text = " ".join(_flat(read(record.draw(hurt, ALL, DAY))))
    assert text.count("One file is damaged and was left out.") == 10  # listed, and as pages


def test_the_same_files_give_the_same_bytes(paper) -> None:
    """A pack that is drawn again is the same to the byte."""
    assert record.draw(paper, ALL, DAY) == record.draw(paper, ALL, DAY)


# --- a pack ------------------------------------------------------------------------------------


def _request(choice: Choice = ALL, **told) -> RecordRequest:
    return RecordRequest(RequestId("r"), C, "Hart & Lowe", DAY, choice=choice, **told)


def test_a_pack_counts_files_and_says_which_stay_out_and_why(paper, read) -> None:
    """A file that only cannot be set is not withheld: it is named."""
    first = _flat(read(request_pack.draw(_request(), paper, DAY)))[0]
    for words in (
        *("List of files: 5", "The files themselves: 3", request_pack.WHOLE_FILES),
        "scan.heic, 4 October 2025: cannot be set as pages, because only PDFs and pictures",
        "locked.pdf, 5 October 2025: cannot be set as pages, because it opens with a password",
    ):
        assert words in first
    assert request_pack.FILES not in first


def test_a_withheld_file_is_not_named(paper, read) -> None:
    """Its kind, its day and the reason stand there, for the list and for its pages."""
    why = (("file:gp_pdf", Omission.CONFIDENCE), ("pages:form_pdf", Omission.ELSEWHERE))
    choice = replace(ALL, left_out=frozenset(key for key, _ in why))
    text = " ".join(_flat(read(request_pack.draw(_request(choice, left_out=why), paper, DAY))))
    assert text.count("Received letter, 1 October 2025: given in confidence by another") == 2
    assert "Received letter, 2 October 2025: handed over another way" in text
    assert "gp.pdf" not in text
    assert "The files themselves: 1" in text


def test_a_pack_without_the_files_says_so(paper, practitioner, read) -> None:
    """Where only the list was chosen, the files were not asked for; where none is kept, no word."""
    first = _flat(read(request_pack.draw(_request(Choice()), paper, DAY)))[0]
    assert "The files themselves: not asked for" in first
    assert request_pack.FILES in first
    none = _flat(read(request_pack.draw(_request(Choice()), _paper(practitioner), DAY)))[0]
    assert "The files themselves" not in none
    assert request_pack.ALL in none


def test_words_that_are_removed_anywhere_are_not_in_the_names_of_files(paper, read) -> None:
    """The name of a file is one of our own words; what stands in the file is not touched."""
    gone = Removal(RemovalId("x"), "", "", 0, "locked", RemovalReason.THIRD_PARTY, at=AT)
    drawn = request_pack.draw_telling(_request(), replace(paper, removals=(gone,)), DAY)
    text = " ".join(_flat(read(drawn.data)))
    assert "locked" not in text
    assert "[removed: third party].pdf" in text
    assert "Received page 1" in text


# --- pictures ----------------------------------------------------------------------------------


def _middle(dots: list[tuple[int, int]], side: int) -> float:
    return sum(dot[side] for dot in dots) / len(dots)


def _dark_side(pdf: bytes) -> str:
    """Return where the dark bar of a received picture is seen on the last page."""
    with pypdfium2.PdfDocument(pdf) as document:
        shown = document[len(document) - 1].render(scale=0.5).to_pil().convert("L")
    grey = shown.tobytes()
    dark = [divmod(at, shown.width) for at, value in enumerate(grey) if value < 60]
    light = [divmod(at, shown.width) for at, value in enumerate(grey) if 230 < value < 246]
    down, across = (_middle(dark, side) - _middle(light, side) for side in (0, 1))
    if abs(down) > abs(across):
        return "top" if down < 0 else "bottom"
    return "left" if across < 0 else "right"


@pytest.mark.parametrize(
    ("told", "side"),
    list(enumerate(("top", "top", "bottom", "bottom", "left", "right", "right", "left"), 1)),
)
def test_a_photograph_stands_upright(practitioner, told, side) -> None:
    """However the camera was held, the page shows what was seen."""
    exif = b"Exif\x00\x00" + upright.block(told)
    photo = received.picture(size=(600, 400), exif=exif)
    paper = _paper(practitioner, photo_jpg=(pictures.JPEG, photo))
    assert _dark_side(record.draw(paper, Choice(frozenset({Part.PAGES})), DAY)) == side


@pytest.mark.parametrize("sheet", list(Paper))
@pytest.mark.parametrize("form", ["PNG", "WEBP", "JPEG"])
def test_every_kind_of_picture_is_set_on_one_page(practitioner, read, faults, form, sheet) -> None:
    """Small or very long, it takes one page beside its heading and leaves none empty."""
    kind = attachments.media_type_of(received.picture(form))
    paper = _paper(
        practitioner,
        small=(kind, received.picture(form, (80, 60))),
        tall=(kind, received.picture(form, (300, 4000))),
        wide=(kind, received.picture(form, (4000, 300))),
    )
    pdf = record.draw(paper, Choice(frozenset({Part.PAGES})), DAY, sheet=sheet)
    assert len(read(pdf)) == 4
    assert faults(pdf) == []


def _png_of(width: int, height: int) -> bytes:
    """Return a PNG that says it is this large."""
    import zlib

    def chunk(name: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        )

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (received.picture()[:2000], Unset.DAMAGED),
        (b"\xff\xd8\xff", Unset.DAMAGED),
        (_png_of(50, 50), Unset.DAMAGED),
        (_png_of(8000, MOST_DOTS // 8000 + 1), Unset.LARGE),
    ],
    ids=["cut", "nothing", "empty", "large"],
)
def test_a_picture_that_cannot_be_set_says_why(practitioner, content, why) -> None:
    """Cut off, empty or larger than any paper: one word, and no error."""
    kind = attachments.media_type_of(content)
    held = _paper(practitioner, photo=(kind, content))
    held = replace(held, as_pages=held.whole.attachments)
    assert annexes.prepared(held) == {"photo": why}


def test_a_flood_of_dots_is_refused_unread(practitioner) -> None:
    """A picture that says it has a thousand million dots ends in one word."""
    held = _paper(practitioner, photo=(pictures.PNG, _png_of(40_000, 40_000)))
    held = replace(held, as_pages=held.whole.attachments)
    assert annexes.prepared(held)["photo"] in (Unset.LARGE, Unset.DAMAGED)

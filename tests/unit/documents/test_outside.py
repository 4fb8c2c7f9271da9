"""What goes on paper from outside is read apart: a pack goes out, whatever a file in it does."""

import sys
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from PIL import Image

import received
import strange_readers
from practicenotes.apart import program, reading
from practicenotes.documents import foreign, outside, photo
from practicenotes.documents.foreign import Harmless
from practicenotes.documents.photo import Photo
from practicenotes.domain import attachments, pictures
from practicenotes.domain.attached import MOST_DOTS, MOST_PAGES, Unset
from practicenotes.domain.pictures import upright
from practicenotes.errors import StoreClosed


PDF = attachments.PDF
STRANGE = [sys.executable, "-P", strange_readers.__file__]
FLAT = (0.0, 0.0, 595.0, 842.0)


def drawn(mode: str, form: str, **told: Any) -> bytes:
    """Return a small picture of this mode, turned on its side."""
    out = BytesIO()
    exif = b"Exif\x00\x00" + upright.block(6)
    Image.effect_noise((40, 30), 50).convert(mode).save(out, form, exif=exif, **told)
    return out.getvalue()


def encrypted(strength: int) -> bytes:
    """Return a PDF that is encrypted, and opens without a password."""
    key = pikepdf.Encryption(R=strength)
    return received.changed(received.armed(), lambda _: None, encryption=key)


FILES = {
    "a hundred pages": (PDF, received.pdf(100)),
    "a form": (PDF, received.armed()),
    "old keys": (PDF, encrypted(4)),
    "new keys": (PDF, encrypted(6)),
    "locked": (PDF, received.sealed("heron")),
    "torn": (PDF, received.torn()),
    "photograph": (pictures.JPEG, drawn("RGB", "JPEG", progressive=True)),
    "print": (pictures.JPEG, drawn("CMYK", "JPEG")),
    "palette": (pictures.PNG, drawn("P", "PNG", transparency=3)),
    "web": (pictures.WEBP, drawn("RGBA", "WEBP")),
    "cut": (pictures.PNG, drawn("RGB", "PNG")[:200]),
}


@pytest.mark.parametrize("name", FILES)
def test_the_process_apart_reads_all_that_this_one_could(name: str) -> None:
    """Nothing is missing there: the same forms, dots and reasons come back as are made here."""
    media_type, data = FILES[name]
    here: object
    if media_type == PDF:
        here = foreign.harmless(data)
    else:
        read = photo.read(media_type, data)
        here = read if isinstance(read, Unset) else photo.shaped(*read)

    assert outside.prepared(media_type, data, name) == here
    assert isinstance(here, Unset) == (name in ("locked", "torn", "cut"))
    assert reading._running == set()


def test_what_stops_its_reader_is_left_out_and_the_next_one_is_set(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A crash over a PDF, nonsense about a picture, and one that never ends: one reason."""
    with monkeypatch.context() as hostile:
        hostile.setattr(program, "command", lambda: STRANGE)
        assert outside.prepared(PDF, received.pdf(), "a.pdf") is Unset.STOPPED
        assert outside.prepared(pictures.PNG, drawn("L", "PNG"), "b") is Unset.STOPPED
        hostile.setattr(outside, "SECONDS", 0.01)
        assert outside.prepared(PDF, received.pdf(), "c.pdf") is Unset.STOPPED
    assert isinstance(outside.prepared(PDF, received.pdf(), "d.pdf"), Harmless)


def test_a_lock_is_no_reason_against_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where all reading is ended in the middle, no paper is made of what was left."""
    monkeypatch.setattr(outside.Reading, "ask", _locked)
    with pytest.raises(StoreClosed):
        outside.prepared(PDF, received.pdf(), "a.pdf")


def _locked(*_asked: object, **_told: object) -> None:
    raise StoreClosed


@pytest.mark.parametrize(
    "places",
    [
        [],
        [[*FLAT, True]] * 2,
        [[*FLAT]],
        [[0, 0, 595, float("nan"), 1]],
        [[0, float("inf"), 595, 842, 1]],
        [[0, 0, 595, 0, 1]],
        [[0, 0, 1e9, 842, 1]],
        [[0, 0, "wide", 842, 1]],
        {"pages": 1},
        7,
    ],
)
def test_pages_that_make_no_sense_are_not_used(places: Any) -> None:
    """Their number, their places and their sides are measured before anything is drawn."""
    found = foreign.harmless(received.pdf())
    assert isinstance(found, Harmless)
    with pytest.raises((ValueError, TypeError)):
        outside._pages(places, found.pdf)
    assert outside._pages([[*FLAT, True]], found.pdf) == found


def test_a_pdf_that_was_not_made_harmless_is_not_used() -> None:
    """One that is none, a page as it came, one with something beside what is painted, too many."""

    def hang(document: pikepdf.Pdf) -> None:
        held = next(foreign.forms(document))
        held.Metadata = document.make_stream(b"x")

    found = foreign.harmless(received.pdf())
    assert isinstance(found, Harmless)
    hung = received.changed(found.pdf, hang)
    for pdf in (b"%PDF-1.7", b"", received.pdf(), received.sealed("heron"), hung):
        assert not foreign.is_whole(Harmless(pdf, found.leaves)), pdf
    assert foreign.is_whole(found)
    assert not foreign.is_whole(Harmless(found.pdf, found.leaves * (MOST_PAGES + 1)))


JPEG = drawn("RGB", "JPEG")


@pytest.mark.parametrize(
    ("said", "content"),
    [
        ((2, 2, 1, "RGB", False), bytes(11)),
        ((2, 2, 1, "RGB", True), bytes(12)),
        ((2, 2, 1, "RGBA", False), bytes(16)),
        ((-2, -2, 1, "L", False), bytes(4)),
        ((0, 2, 1, "L", False), b""),
        ((MOST_DOTS, 2, 1, "L", False), b""),
        ((2, 2, 1), bytes(4)),
        ((2, 2, "up", "L", False), bytes(4)),
    ],
)
def test_dots_that_make_no_sense_are_not_used(said: Any, content: bytes) -> None:
    """As many as were told of, of a kind that paper knows, and no more than a picture may have."""
    with pytest.raises((ValueError, TypeError, LookupError)):
        photo.shaped(said, content)


def test_a_jpeg_whose_head_says_something_else_is_damaged() -> None:
    """ReportLab looks for its size alone, and would draw a picture of its own in its place."""
    for content in (b"\xff\xd8\xff", b"", JPEG[:60], JPEG.replace(b"\xff\xc0", b"\xff\xc3")):
        assert photo.shaped((40, 30, 6, "", False), content) is Unset.DAMAGED
    assert photo.shaped((30, 40, 6, "", False), JPEG) is Unset.DAMAGED
    assert photo.shaped((40, 30, 6, "", False), JPEG) == Photo(40, 30, 6, "", JPEG)

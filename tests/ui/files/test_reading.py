"""A file is read inside the program: papers, pictures, words, and what cannot be shown."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from practicenotes import messages
from practicenotes.domain import attachments, pictures
from practicenotes.errors import FileUnshowable, PagesUnreadable, PictureTooLarge
from practicenotes.ui.files import picture as drawing
from practicenotes.ui.files import reader
from practicenotes.ui.printing import pages


# What the library that reads pictures says of a damaged one.
pytestmark = pytest.mark.qt_log_ignore(r"JPEG data|datastream|libpng|image", extend=True)

Open = Callable[..., Any]
Draw = Callable[..., bytes]


def test_a_document_is_shown_page_by_page(open_files: Open, pdf: bytes) -> None:
    """Its words can be read, it can be enlarged, and its name is read aloud."""
    shown = open_files()
    shown.keep(pdf, words="signed by both")
    shown.take("consent.pdf")
    preview = shown.page.reader.preview
    assert preview.isVisible()
    assert "M. Lindqvist" in preview.text()
    assert preview.sheets.accessibleName() == "signed by both"
    shown.page.reader.focus_file()
    assert preview.sheets.hasFocus()
    shown.qtbot.keyClick(preview.sheets, Qt.Key.Key_Plus)
    assert "as it will print" not in shown.said()


@pytest.mark.parametrize(
    ("form", "media_type"),
    [("JPEG", pictures.JPEG), ("PNG", pictures.PNG), ("WEBP", pictures.WEBP)],
)
def test_a_picture_is_shown_like_a_page(
    open_files: Open, picture: Draw, form: str, media_type: str
) -> None:
    """All three kinds are seen, and nothing of them is written anywhere."""
    shown = open_files()
    shown.keep(picture(form), name="letter", media_type=media_type)
    shown.take("letter")
    preview = shown.page.reader.preview
    assert preview.isVisible()
    assert preview.page == 1
    image = preview.grab_sheet()
    colours = {image.pixel(image.width() // 2, y) for y in range(image.height())}
    assert len(colours) > 2


def test_a_picture_on_its_side_is_shown_upright(picture: Draw) -> None:
    """What the camera said about up and down is followed."""
    from practicenotes.domain.pictures import upright

    block = b"Exif\x00\x00" + upright.block(6)
    turned = pictures.strip(pictures.JPEG, picture(size=(300, 200), exif=block))
    image = drawing.read(turned)
    assert (image.width(), image.height()) == (200, 300)


def test_words_are_shown_and_a_long_text_is_cut(open_files: Open) -> None:
    """A text of two megabytes shows its beginning and says that there is more."""
    shown = open_files()
    text = "Sehr geehrte Frau Brandt,\n" * 80_000
    shown.keep(text.encode(), name="mail.txt", media_type=attachments.TEXT)
    shown.take("mail.txt")
    assert shown.page.reader.text.toPlainText().startswith("Sehr geehrte")
    assert len(shown.page.reader.text.toPlainText()) == reader.LONGEST_TEXT
    assert reader.CUT in shown.said()
    assert shown.page.reader.text.isReadOnly()


@pytest.mark.parametrize(
    ("content", "media_type", "said"),
    [
        (b"PK\x03\x04 a document", attachments.UNKNOWN, messages.sentence(FileUnshowable())),
        (b"%PDF-1.7 torn", attachments.PDF, "damaged or protected"),
        (b"\xff\xd8\xff\xe0torn", pictures.JPEG, "damaged or protected"),
        (b"\x89PNG\r\n\x1a\ntorn", pictures.PNG, "damaged or protected"),
        (b"RIFF\x00\x00\x00\x00WEBPtorn", pictures.WEBP, "damaged or protected"),
    ],
)
def test_what_cannot_be_shown_is_said_in_one_sentence_and_can_be_saved(
    open_files: Open, content: bytes, media_type: str, said: str
) -> None:
    """A strange or damaged file is no accident: it is kept, and a copy can be saved."""
    shown = open_files()
    shown.keep(content, name="strange", media_type=media_type)
    shown.take("strange")
    assert said in shown.page.reader.sentence.said()
    assert shown.page.reader.copy.isEnabled()
    assert shown.raised == []
    shown.page.reader.focus_file()
    assert shown.page.reader.copy.hasFocus()


def test_a_document_cut_at_any_place_is_shown_or_refused(pdf: bytes) -> None:
    """However much of it is missing, it is looked through without an accident."""
    for end in range(9, len(pdf), max(1, len(pdf) // 60)):
        try:
            pages.look_through(pdf[:end])
        except PagesUnreadable:
            continue
        document = pages.Pages(pdf[:end])
        for number in range(len(document)):
            assert not document.image(number, 0.2).isNull()
            assert list(document.find(number, ("xyzzy",))) == []
        document.close()


def test_a_picture_that_would_fill_the_memory_is_not_drawn() -> None:
    """A few bytes that claim to be ten thousand million dots are refused by their head alone."""
    import struct
    import zlib

    head = b"IHDR" + struct.pack(">IIBBBBB", 100_000, 100_000, 8, 2, 0, 0, 0)
    bomb = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + head
    bomb += struct.pack(">I", zlib.crc32(head)) + struct.pack(">I", 0) + b"IDAT" + bytes(4)
    with pytest.raises((PictureTooLarge, PagesUnreadable)):
        drawing.read(bomb)


def test_a_picture_with_too_many_dots_is_said_to_be_too_large(
    open_files: Open, picture: Draw, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It stays kept, and the sentence says how to see it."""
    monkeypatch.setattr(drawing, "MOST_DOTS", 1000)
    shown = open_files()
    shown.keep(picture(), name="map.jpg", media_type=pictures.JPEG)
    shown.take("map.jpg")
    assert "too many dots" in shown.page.reader.sentence.said()


def test_a_page_as_long_as_a_street_is_not_drawn(
    monkeypatch: pytest.MonkeyPatch, pdf: bytes
) -> None:
    """A page that no screen could hold, or too many of them, are refused before they are drawn."""
    monkeypatch.setattr(pages, "NARROWEST", 0.9)
    with pytest.raises(PictureTooLarge):
        pages.look_through(pdf)
    monkeypatch.setattr(pages, "NARROWEST", 0.2)
    monkeypatch.setattr(pages, "MOST_PAGES", 0)
    with pytest.raises(PictureTooLarge):
        pages.look_through(pdf)


def test_a_file_whose_content_was_changed_is_not_shown(open_files: Open, pdf: bytes) -> None:
    """What does not carry its mark is told as damaged and never drawn."""
    import factory

    shown = open_files()
    shown.keep(pdf)
    factory.meddle(shown.played.record, "UPDATE file SET content = x'255044462d'")
    shown.take("consent.pdf")
    assert "changed from outside" in shown.page.reader.sentence.said()
    assert shown.page.reader.preview.data == b""


def test_nothing_of_a_file_lies_readable_anywhere(
    open_files: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While it is read, no file on the disk holds a word of it."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    shown = open_files()
    shown.keep(b"kanarienvogel in a letter", name="mail.txt", media_type=attachments.TEXT)
    shown.take("mail.txt")
    assert "kanarienvogel" in shown.page.reader.text.toPlainText()
    holding = [p for p in tmp_path.rglob("*") if p.is_file() and b"kanarienvogel" in p.read_bytes()]
    assert holding == []

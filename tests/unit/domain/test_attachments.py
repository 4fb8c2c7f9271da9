"""What a file is, and what it may be called."""

import pytest

from practicenotes.domain import attachments, pictures


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (b"%PDF-1.7 and so on", attachments.PDF),
        (b"\n\n%PDF-1.4", attachments.PDF),
        (b"\xff\xd8\xff\xe0", pictures.JPEG),
        (b"\x89PNG\r\n\x1a\n", pictures.PNG),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", pictures.WEBP),
        ("Sehr geehrte Frau Brandt,\r\n\tgrüße 🙂".encode(), attachments.TEXT),
        (b"\xef\xbb\xbfwith a mark", attachments.TEXT),
        (b"PK\x03\x04\x00\x00", attachments.UNKNOWN),
        (b"nearly a text\x00", attachments.UNKNOWN),
        ("Grüße".encode("latin-1"), attachments.UNKNOWN),
    ],
)
def test_a_file_is_what_its_content_says(data: bytes, media_type: str) -> None:
    """The name of a file is not asked what it is."""
    assert attachments.media_type_of(data) == media_type


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("consent.pdf", "consent.pdf"),
        ("  two \n lines\t.pdf ", "two lines.pdf"),
        ("../../etc/passwd", "etc passwd"),
        ("C:\\letters\\gp.docx", "C: letters gp.docx"),
        ("\u202efdp.exe", "fdp.exe"),
        ("half \udce9 sign.txt", "half sign.txt"),
        ("A\u0308rger.pdf", "Ärger.pdf"),
        ("\u0645\u0648\u0627\u0641\u0642\u0629.pdf", "\u0645\u0648\u0627\u0641\u0642\u0629.pdf"),
        ("a" * 300 + ".pdf", "a" * 116 + ".pdf"),
        ("a" * 300, "a" * 120),
        (".pdf", "pdf"),
        ("...", "File"),
        ("", "File"),
        ("\x00\x01", "File"),
    ],
)
def test_a_name_is_one_short_line_without_hidden_signs(name: str, shown: str) -> None:
    """What turns round, hides or breaks a line is not shown, and the ending stays."""
    assert attachments.tidy_name(name) == shown


@pytest.mark.parametrize("plane", range(17))
def test_a_name_from_any_plane_can_be_kept(plane: int) -> None:
    """Whatever sign a system allows, a name comes out that a store can keep."""
    name = "".join(chr(plane * 0x10000 + low) for low in range(0x20, 0xFFFF, 97)) + ".pdf"
    shown = attachments.tidy_name(name)
    assert 0 < len(shown) <= attachments.LONGEST_NAME
    assert shown.encode("utf-8")
    assert "\n" not in shown


def test_a_text_reads_without_its_mark_and_whatever_is_wrong_in_it() -> None:
    """The sign that some programs put first is not text, and a broken sign shows as one."""
    assert attachments.text_of(b"\xef\xbb\xbfDear all") == "Dear all"
    assert attachments.text_of(b"Gr\xfc\xdfe") == "Gr\ufffd\ufffde"


@pytest.mark.parametrize(
    ("size", "said"),
    [(1, "1 kB"), (1499, "1 kB"), (48_600, "49 kB"), (25_000_000, "25.0 MB"), (999_999, "1000 kB")],
)
def test_a_size_is_said_as_people_say_it(size: int, said: str) -> None:
    """Small files in kB, large ones in MB."""
    assert attachments.size_in_words(size) == said

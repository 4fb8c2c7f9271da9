"""A file comes in once, whole and clean, or not at all."""

import os
from pathlib import Path

import pytest
from PIL import Image

from practicenotes.domain import attachments, pictures
from practicenotes.errors import FileEmpty, FileNotReadable, FileTooLarge, NotAFile
from practicenotes.exchange import incoming


def test_a_file_comes_in_as_it_is(tmp_path: Path) -> None:
    """Name, kind and every byte, and nothing is left beside it."""
    path = tmp_path / "Consent, signed.pdf"
    path.write_bytes(b"%PDF-1.7 ...")
    found = incoming.read(path)
    assert (found.name, found.media_type) == ("Consent, signed.pdf", attachments.PDF)
    assert (found.content, found.cleaned, found.damaged) == (b"%PDF-1.7 ...", False, False)
    assert list(tmp_path.iterdir()) == [path]


def test_a_photograph_is_cleaned_on_the_way_in(tmp_path: Path) -> None:
    """Where and with what it was taken does not come in; the file on the disk stays as it was."""
    told = Image.Exif()
    told[0x010F] = "Camera Works"
    path = tmp_path / "letter.jpg"
    Image.new("RGB", (30, 20), "white").save(path, exif=told)
    before = path.read_bytes()
    found = incoming.read(path)
    assert (found.media_type, found.cleaned) == (pictures.JPEG, True)
    assert b"Camera" in before
    assert b"Camera" not in found.content
    assert path.read_bytes() == before


def test_a_damaged_picture_comes_in_as_it_is_and_that_is_told(tmp_path: Path) -> None:
    """What cannot be followed cannot be cleaned, and is kept all the same."""
    path = tmp_path / "torn.jpg"
    path.write_bytes(b"\xff\xd8\xff\xe0torn")
    found = incoming.read(path)
    assert (found.content, found.cleaned, found.damaged) == (path.read_bytes(), False, True)


@pytest.mark.parametrize("size", [1000, 1001, 5000])
def test_a_file_above_the_limit_is_refused(tmp_path: Path, size: int) -> None:
    """The limit itself is still allowed, and one byte more is not."""
    path = tmp_path / "scan.pdf"
    path.write_bytes(b"%PDF-" + b"x" * (size - 5))
    if size == 1000:
        assert len(incoming.read(path, most=1000).content) == size
    else:
        with pytest.raises(FileTooLarge):
            incoming.read(path, most=1000)


def test_a_huge_file_is_refused_without_being_read(tmp_path: Path) -> None:
    """A file of 100 GB, which no memory could take, is told by its size alone."""
    path = tmp_path / "film.mov"
    path.touch()
    os.truncate(path, 100_000_000_000)
    with pytest.raises(FileTooLarge) as refused:
        incoming.read(path)
    assert (refused.value.name, refused.value.most) == ("film.mov", 25)


@pytest.mark.parametrize("path", [Path("/dev/zero"), Path("/dev/null"), Path("/dev")])
def test_a_device_or_a_folder_is_no_file(path: Path) -> None:
    """What never ends, or holds other files, is refused before it is opened."""
    with pytest.raises(NotAFile):
        incoming.read(path)


def test_a_pipe_is_no_file_and_nobody_waits_for_its_other_end(tmp_path: Path) -> None:
    """A named pipe without a writer would wait for ever; it is refused at once."""
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(NotAFile):
        incoming.read(tmp_path / "pipe")


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    """There is nothing in it to keep."""
    (tmp_path / "empty.pdf").touch()
    with pytest.raises(FileEmpty):
        incoming.read(tmp_path / "empty.pdf")


@pytest.mark.parametrize("name", ["gone.pdf", "x" * 400, "nul\x00.pdf"])
def test_a_file_that_is_not_there_is_not_readable(tmp_path: Path, name: str) -> None:
    """A wrong name, one too long and one that no file can have are told the same way."""
    with pytest.raises(FileNotReadable):
        incoming.read(tmp_path / name)


def test_a_name_that_is_not_text_comes_in_readable(tmp_path: Path) -> None:
    """A file whose name has bytes of no alphabet is kept under what can be read of it."""
    path = tmp_path / os.fsdecode(b"gr\xfc\xdfe.txt")
    path.write_bytes(b"words")
    found = incoming.read(path)
    assert found.name == "gr e.txt"


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("scan.jpg", b"%PDF-1.4 a scan", attachments.PDF),
        ("letter.pdf", b"Dear all", attachments.TEXT),
        ("notes", b"\x00\x01\x02", attachments.UNKNOWN),
        ("page.html", b"<script>alert(1)</script>", attachments.TEXT),
        ("drawing.svg", b"<svg><image href='http://127.0.0.1/'/></svg>", attachments.TEXT),
    ],
)
def test_what_comes_in_is_what_its_content_says(
    tmp_path: Path, name: str, content: bytes, media_type: str
) -> None:
    """An ending promises nothing, and what could load something is only ever a text."""
    path = tmp_path / name
    path.write_bytes(content)
    found = incoming.read(path)
    assert (found.media_type, found.content, found.name) == (media_type, content, name)


def test_a_link_to_a_file_is_read_and_one_to_nowhere_is_not(tmp_path: Path) -> None:
    """What a link leads to is looked at like the file itself."""
    (tmp_path / "letter.txt").write_text("words")
    (tmp_path / "link.txt").symlink_to(tmp_path / "letter.txt")
    (tmp_path / "nowhere.txt").symlink_to(tmp_path / "gone.txt")
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    assert incoming.read(tmp_path / "link.txt").content == b"words"
    with pytest.raises(FileNotReadable):
        incoming.read(tmp_path / "nowhere.txt")
    with pytest.raises(NotAFile):
        incoming.read(tmp_path / "zero.txt")


def test_a_file_says_nothing_of_its_content_when_it_is_printed(tmp_path: Path) -> None:
    """A log or an error that shows the value shows no word of it."""
    (tmp_path / "letter.txt").write_text("kanarienvogel")
    assert "kanarienvogel" not in repr(incoming.read(tmp_path / "letter.txt"))

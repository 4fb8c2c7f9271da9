"""Papers outside the vault: as they are, or sealed so that only a password opens them."""

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pikepdf
import pytest

from practicenotes.documents import recovery
from practicenotes.errors import PassphraseRefused
from practicenotes.exchange import paper_file


DATA = recovery.draw("Practice", ("7QM4",) * 9, date(2026, 1, 5))


def opens(file: Path, password: str) -> bool:
    """Say whether the independent reader qpdf opens a file with a password."""
    command = ["qpdf", f"--password={password}", "--check", str(file)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_without_a_password_the_bytes_are_those_of_the_paper(tmp_path: Path) -> None:
    """What is saved is what was seen."""
    paper_file.write(tmp_path / "sheet.pdf", DATA)
    assert (tmp_path / "sheet.pdf").read_bytes() == DATA


@pytest.mark.skipif(not shutil.which("qpdf"), reason="this needs qpdf")
def test_another_program_opens_it_with_the_password_alone(tmp_path: Path) -> None:
    """Sealed with AES-256; neither without a password nor with another."""
    file = tmp_path / "sheet.pdf"
    paper_file.write(file, DATA, "größe 7 ﬁsh")
    assert opens(file, paper_file.prepared("größe 7 ﬁsh"))
    assert not opens(file, "")
    assert not opens(file, "another")
    said = subprocess.run(
        ["qpdf", f"--password={paper_file.prepared('größe 7 ﬁsh')}", "--show-encryption", file],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert "R = 6" in said
    assert "AESv3" in said


def test_nothing_of_a_sealed_file_can_be_read() -> None:
    """Neither the words nor the title and the author stand in its bytes."""
    sealed = paper_file.sealed(DATA, "seven quiet herons")
    assert b"Recovery sheet" in DATA
    assert b"Recovery sheet" not in sealed
    with pikepdf.Pdf.open(_stream(sealed), password="seven quiet herons") as document:
        assert str(document.docinfo.Title) == "Recovery sheet"
        assert document.Root.MarkInfo.Marked


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("cafe\u0301", "café"),
        ("ﬁsh", "fish"),
        ("１２３", "123"),
        ("a\u00a0b", "a b"),
        ("soft\u00adhyphen", "softhyphen"),
    ],
)
def test_a_password_may_be_typed_on_any_keyboard(typed: str, same: str) -> None:
    """One password, whichever way its signs were made."""
    assert paper_file.prepared(typed) == paper_file.prepared(same) == same
    with pikepdf.Pdf.open(_stream(paper_file.sealed(DATA, typed)), password=same) as document:
        assert len(document.pages) == 1


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "none"),
        (" \u00ad ", "none"),
        ("a\nb", "untypable"),
        ("\ue000", "untypable"),
        ("\ud800", "untypable"),
        ("é" * 64, "long_for_pdf"),
    ],
)
def test_what_would_not_open_it_is_refused(typed: str, reason: str, tmp_path: Path) -> None:
    """And then no file is written."""
    with pytest.raises(PassphraseRefused) as raised:
        paper_file.prepared(typed)
    assert raised.value.reason == reason
    if typed:
        with pytest.raises(PassphraseRefused):
            paper_file.write(tmp_path / "sheet.pdf", DATA, typed)
    assert list(tmp_path.iterdir()) == []


def test_how_long_a_password_holds() -> None:
    """From found at once to never found."""
    assert paper_file.level("heron") == 0
    assert paper_file.level("violet canyon orbit ladle timber muffin") == 4


def _stream(data: bytes) -> object:
    from io import BytesIO

    return BytesIO(data)

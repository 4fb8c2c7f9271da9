"""What comes in is looked at apart: what stops its reader stays out, what is torn comes in."""

import sys
from pathlib import Path

import pytest

import received
import strange_readers
from practicenotes.apart import program
from practicenotes.errors import ReadingStopped
from practicenotes.exchange import looked_at


FILES = {"letter.pdf": received.pdf(), "letter.jpg": received.picture("JPEG")}


@pytest.mark.parametrize("name", FILES)
def test_what_stops_its_reader_is_not_taken_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """The one who adds it hears which file it was."""
    (tmp_path / name).write_bytes(FILES[name])
    start = [sys.executable, "-P", strange_readers.__file__]
    monkeypatch.setattr(program, "command", lambda: start)

    with pytest.raises(ReadingStopped) as stopped:
        looked_at.read(tmp_path / name)
    assert stopped.value.name == name


@pytest.mark.parametrize("name", FILES)
def test_what_is_whole_or_torn_comes_in(tmp_path: Path, name: str) -> None:
    """A letter that arrived damaged is still the letter that arrived."""
    for content in (FILES[name], FILES[name][:300]):
        (tmp_path / name).write_bytes(content)

        assert looked_at.read(tmp_path / name).name == name


def test_words_need_no_other_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A text is read by nothing that could fall over it."""
    (tmp_path / "mail.txt").write_bytes(b"Dear colleague")
    monkeypatch.setattr(program, "command", lambda: ["/nowhere/at/all"])

    assert looked_at.read(tmp_path / "mail.txt").content == b"Dear colleague"

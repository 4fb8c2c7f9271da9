"""A dictionary that is brought is there whole, or not at all."""

from pathlib import Path

import pytest

from practicenotes import spelling
from practicenotes.errors import DictionaryBroken, DiskFull, TargetExists
from practicenotes.exchange import dictionary_file
from practicenotes.spelling import languages


@pytest.fixture
def added(tmp_path: Path) -> Path:
    """Give the folder of dictionaries that were brought, which is not there yet."""
    return tmp_path / "device" / "dictionaries"


def pair(folder: Path, code: str, dic: bytes, aff: bytes = b"SET UTF-8\n") -> Path:
    """Write the two files of a dictionary, and return the first."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.joinpath(f"{code}.aff").write_bytes(aff)
    file = folder / f"{code}.dic"
    file.write_bytes(dic)
    return file


@pytest.mark.skipif(not spelling.is_available(), reason="no dictionary library")
def test_a_dictionary_is_brought_and_used(tmp_path: Path, added: Path) -> None:
    """Its two files are copied, and its own script is checked."""
    file = pair(tmp_path / "from", "el_GR", "2\nλόγος\nψυχή\n".encode())
    assert dictionary_file.bring(file, added).code == "el_GR"
    assert sorted(each.name for each in added.iterdir()) == ["el_GR.aff", "el_GR.dic"]
    known = spelling.load("el_GR", added)
    assert known.misspelt(["λόγος", "λόγοσσ", "recieve"]) == {"λόγοσσ"}


def test_a_newer_one_takes_the_place_of_the_one_before(tmp_path: Path, added: Path) -> None:
    """Brought again, it is there once, with the words it has now."""
    dictionary_file.bring(pair(tmp_path / "old", "xx_XX", b"1\nword\n"), added)
    dictionary_file.bring(pair(tmp_path / "new", "xx_XX", b"2\nword\nother\n"), added)
    assert added.joinpath("xx_XX.dic").read_bytes() == b"2\nword\nother\n"
    assert [each.code for each in languages.languages(added)] == ["en_GB", "en_US", "xx_XX"]


@pytest.mark.parametrize("dic", [b"", b"no number\nword\n", b"\x89PNG\r\n", b"-1\nx\n"])
def test_what_is_no_dictionary_is_not_copied(tmp_path: Path, added: Path, dic: bytes) -> None:
    """It is refused, and the folder stays as it was."""
    file = pair(tmp_path / "from", "xx_XX", dic)
    with pytest.raises(DictionaryBroken):
        dictionary_file.bring(file, added)
    assert not added.exists()


def test_half_a_dictionary_is_not_copied(tmp_path: Path, added: Path) -> None:
    """The file of rules must lie beside the file of words."""
    lone = tmp_path / "xx_XX.dic"
    lone.write_bytes(b"1\nword\n")
    with pytest.raises(DictionaryBroken):
        dictionary_file.bring(lone, added)
    assert not added.exists()


def test_a_full_disk_offers_no_dictionary(tmp_path: Path, small_disk: Path) -> None:
    """It says that the disk is full, and no torn file is listed or left."""
    file = pair(tmp_path / "from", "xx_XX", b"1\n" + b"word\n" * 2_000_000)
    added = small_disk / "dictionaries"
    with pytest.raises(DiskFull):
        dictionary_file.bring(file, added)
    assert [each.code for each in languages.languages(added)] == ["en_GB", "en_US"]
    assert [each.name for each in added.iterdir()] == ["xx_XX.aff"]


def test_a_folder_that_takes_nothing_is_named(tmp_path: Path) -> None:
    """A file that lies in its place is left alone."""
    file = pair(tmp_path / "from", "xx_XX", b"1\nword\n")
    taken = tmp_path / "taken"
    taken.write_bytes(b"mine")
    with pytest.raises(TargetExists):
        dictionary_file.bring(file, taken / "dictionaries")
    assert taken.read_bytes() == b"mine"

"""The file of a questionnaire is read as text, or refused by name."""

from pathlib import Path

import pytest

from practicenotes import catalog
from practicenotes.errors import CatalogBroken, FileMissing, NotAFile
from practicenotes.exchange import own_file


def test_a_text_file_is_read(tmp_path: Path) -> None:
    """Also one that begins with the mark that some editors leave."""
    file = tmp_path / "form.toml"
    file.write_text("\ufeffid = 'ä'", "utf-8")
    assert own_file.read(file) == "id = 'ä'"


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    """A picture is named without its folder."""
    file = tmp_path / "form.toml"
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CatalogBroken) as refused:
        own_file.read(file)
    assert refused.value.file == "form.toml"


def test_what_is_no_file_is_told_as_what_it_is(tmp_path: Path) -> None:
    """A missing one and a folder are no broken forms, and are named without where they lie."""
    with pytest.raises(FileMissing) as missing:
        own_file.read(tmp_path / "form.toml")
    with pytest.raises(NotAFile) as folder:
        own_file.read(tmp_path)
    assert (missing.value.path, folder.value.name) == (Path("form.toml"), tmp_path.name)


def test_a_file_without_end_is_not_read_to_its_end(tmp_path: Path) -> None:
    """As much is read as the catalog needs to refuse it."""
    file = tmp_path / "form.toml"
    file.write_bytes(b"#" * (own_file.MOST * 3))
    found = own_file.read(file)
    assert len(found) == own_file.MOST + 1
    with pytest.raises(CatalogBroken):
        catalog.parse_measure(found, "form.toml")

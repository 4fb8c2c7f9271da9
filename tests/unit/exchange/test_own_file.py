"""The file of a questionnaire is read as text, or refused by name."""

from pathlib import Path

import pytest

from practicenotes import catalog
from practicenotes.errors import CatalogBroken
from practicenotes.exchange import own_file


def test_a_text_file_is_read(tmp_path: Path) -> None:
    """Also one that begins with the mark that some editors leave."""
    file = tmp_path / "form.toml"
    file.write_text("\ufeffid = 'ä'", "utf-8")
    assert own_file.read(file) == "id = 'ä'"


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", None])
def test_what_is_no_text_is_refused(tmp_path: Path, content: bytes | None) -> None:
    """A picture, and a file that is not there, are named without their folder."""
    file = tmp_path / "form.toml"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(CatalogBroken) as refused:
        own_file.read(file)
    assert refused.value.file == "form.toml"


def test_a_file_without_end_is_not_read_to_its_end(tmp_path: Path) -> None:
    """As much is read as the catalog needs to refuse it."""
    file = tmp_path / "form.toml"
    file.write_bytes(b"#" * (own_file.MOST * 3))
    found = own_file.read(file)
    assert len(found) == own_file.MOST + 1
    with pytest.raises(CatalogBroken):
        catalog.parse_measure(found, "form.toml")

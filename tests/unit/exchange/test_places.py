"""Folders that do not stay on this computer are known by their names and marks."""

from pathlib import Path

import pytest

from practicenotes.exchange.places import synchronised_by


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("Dropbox/Letters", "Dropbox"),
        ("Dropbox (Practice)", "Dropbox"),
        ("OneDrive - Fernhill Practice/Letters", "OneDrive"),
        ("Google Drive", "Google Drive"),
        ("Library/Mobile Documents/com~apple~CloudDocs", "iCloud Drive"),
        ("Nextcloud/Practice", "Nextcloud"),
        ("Documents", ""),
        ("My dropboxes", ""),
    ],
)
def test_names_tell(tmp_path: Path, folder: str, service: str) -> None:
    """Any folder on the way may be the one; whatever is added to its name."""
    assert synchronised_by(tmp_path / folder / "letter.pdf") == service


def test_marks_tell(tmp_path: Path) -> None:
    """What the services leave in a folder gives it away under any name."""
    (tmp_path / "a" / ".stfolder").mkdir(parents=True)
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / ".sync_1234.db").write_bytes(b"")
    assert synchronised_by(tmp_path / "a" / "deep" / "letter.pdf") == "Syncthing"
    assert synchronised_by(tmp_path / "b" / "letter.pdf") == "Nextcloud"

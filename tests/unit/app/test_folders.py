"""What the program makes of the folder that it is pointed to, without changing it."""

from pathlib import Path

import pytest

from practicenotes.app import folders


@pytest.mark.parametrize("name", ["keys-a.txt", "keys-b.txt", "record-1.db", "private-12.db"])
def test_a_part_of_a_vault_makes_a_vault(tmp_path: Path, name: str) -> None:
    """Whatever is left of a practice is asked for its key, and never built over."""
    (tmp_path / name).touch()

    assert folders.is_vault(tmp_path)
    assert not folders.is_free(tmp_path)


@pytest.mark.parametrize("what", ["missing", "empty", "full", "file"])
def test_anything_else_is_no_vault(tmp_path: Path, what: str) -> None:
    """A folder of other things, an empty one, a file and nothing at all are told from a vault."""
    folder = _laid(tmp_path, what)

    assert not folders.is_vault(folder)
    assert folders.is_free(folder) is (what in {"missing", "empty"})


@pytest.mark.parametrize(
    ("what", "place"),
    [
        ("missing", "missing"),
        ("empty", "empty"),
        ("full", "full/Main.practice"),
        ("file", "Main.practice"),
    ],
)
def test_a_new_practice_lies_where_nothing_is(tmp_path: Path, what: str, place: str) -> None:
    """It takes the folder itself where that is free, else a place in it, or beside a file."""
    assert folders.for_a_new_one(_laid(tmp_path, what)) == tmp_path / place


def test_a_new_practice_takes_a_free_name(tmp_path: Path) -> None:
    """Where practices lie already, the next one gets a number."""
    for name in ("Main.practice", "Main 2.practice"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "keys-a.txt").touch()

    assert folders.for_a_new_one(tmp_path) == tmp_path / "Main 3.practice"


def test_where_nothing_can_be_looked_at_the_folder_itself_is_offered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The search for a free name ends, also where everything may be there and cannot be seen."""
    monkeypatch.setattr(folders, "is_free", lambda _: False)

    assert folders.for_a_new_one(tmp_path) == tmp_path


def _laid(parent: Path, what: str) -> Path:
    folder = parent / what
    if what == "file":
        folder.write_text("mine")
    elif what != "missing":
        folder.mkdir()
    if what == "full":
        (folder / "diary.txt").write_text("mine")
    return folder

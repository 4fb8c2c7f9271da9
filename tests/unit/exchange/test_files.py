"""Files that leave the practice are whole or not there."""

import os
import stat
import subprocess
import sys

import pytest

import disks
from practicenotes.errors import (
    DiskFull,
    FolderMissing,
    FolderNotWritable,
    NameTooLong,
    TargetExists,
)
from practicenotes.exchange import files


@pytest.mark.release(39)
def test_a_file_is_written_whole_and_for_this_account_alone(tmp_path) -> None:
    """The bytes arrive, nobody else may read them, and nothing else is left in the folder."""
    path = tmp_path / "letter.pdf"
    files.write_beside(path, b"pages")
    assert path.read_bytes() == b"pages"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.release(39)
def test_a_left_over_of_an_earlier_run_lends_nothing_to_the_new_file(tmp_path) -> None:
    """A half-written file that others could read does not make the new one readable."""
    path = tmp_path / "letter.pdf"
    left = tmp_path / "letter.pdf.part"
    left.write_bytes(b"half")
    left.chmod(0o666)
    files.write_beside(path, b"pages")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_in_the_way_is_not_followed(tmp_path) -> None:
    """A link where the half-written file goes does not lead the text elsewhere."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_bytes(b"untouched")
    (tmp_path / "letter.pdf.part").symlink_to(elsewhere)
    files.write_beside(tmp_path / "letter.pdf", b"pages")
    assert elsewhere.read_bytes() == b"untouched"


def test_a_full_disk_leaves_the_old_file_and_nothing_else(small_disk) -> None:
    """When the disk is full, what was there before is intact."""
    path = small_disk / "letter.pdf"
    files.write_beside(path, b"old")
    with pytest.raises(DiskFull):
        files.write_beside(path, b"x" * 200_000)
    assert path.read_bytes() == b"old"
    assert list(small_disk.iterdir()) == [path]
    files.write_beside(path, b"new")
    assert path.read_bytes() == b"new"


def test_a_disk_that_may_not_be_written_to_is_named(small_disk) -> None:
    """A read-only disk is refused with the folder, and stays as it was."""
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with pytest.raises(FolderNotWritable) as refused:
        files.write_beside(small_disk / "letter.pdf", b"pages")
    assert refused.value.folder == small_disk
    assert list(small_disk.iterdir()) == []


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_permission_is_named(tmp_path) -> None:
    """A folder that this account may not write to is refused, and nothing appears in it."""
    tmp_path.chmod(0o500)
    with pytest.raises(FolderNotWritable):
        files.write_beside(tmp_path / "letter.pdf", b"pages")
    tmp_path.chmod(0o700)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("where", "told"),
    [
        ("missing/letter.pdf", FolderMissing),
        ("file/letter.pdf", FolderMissing),
        ("folder", FolderNotWritable),
    ],
)
def test_places_that_cannot_be_are_told_and_left(tmp_path, where, told) -> None:
    """A folder that is gone is called that; one in the place of the file may not be written."""
    (tmp_path / "file").write_bytes(b"x")
    (tmp_path / "folder").mkdir()
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(told) as refused:
        files.write_beside(tmp_path / where, b"pages")
    assert type(refused.value) is told
    assert sorted(tmp_path.rglob("*")) == before


def test_where_nobody_can_tell_what_lies_there_the_folder_is_named(tmp_path) -> None:
    """A folder that may not be entered is told in plain words, and so by its own name."""
    closed = tmp_path / "closed"
    closed.mkdir(mode=0)
    look = (
        "import sys, pathlib; from practicenotes.exchange import files;"
        "from practicenotes.errors import FolderNotWritable\n"
        "try: files.is_no_file(pathlib.Path(sys.argv[1]))\n"
        "except FolderNotWritable as error: print(error.folder)"
    )
    asked = [*disks.minding_permissions(), sys.executable, "-c", look, str(closed / "a.pdf")]
    told = subprocess.run(asked, capture_output=True, text=True, check=False)
    closed.chmod(0o700)

    assert (told.stdout, told.stderr) == (f"{closed}\n", "")


def test_a_file_that_another_writes_is_beside_its_place_until_it_is_whole(tmp_path) -> None:
    """It is for this account alone, follows no link that was left there, and replaces the older."""
    place, elsewhere = tmp_path / "letter.pdf", tmp_path / "elsewhere"
    place.write_bytes(b"old")
    elsewhere.write_bytes(b"as it was")
    (tmp_path / "letter.pdf.part").symlink_to(elsewhere)
    part = files.begin_beside(place)
    part.write_bytes(b"new")
    assert (place.read_bytes(), elsewhere.read_bytes()) == (b"old", b"as it was")
    assert stat.S_IMODE(part.stat().st_mode) == 0o600
    files.move_in(part, place)
    assert place.read_bytes() == b"new"
    assert sorted(tmp_path.iterdir()) == [elsewhere, place]


def test_what_cannot_come_into_its_place_stays_beside_it(tmp_path) -> None:
    """A folder that came there meanwhile is left, and that nothing may be written there is told."""
    part = files.begin_beside(tmp_path / "letter.pdf")
    (tmp_path / "letter.pdf").mkdir()
    with pytest.raises(FolderNotWritable):
        files.move_in(part, tmp_path / "letter.pdf")
    assert part.exists()
    with pytest.raises(FolderMissing):
        files.begin_beside(tmp_path / "gone" / "letter.pdf")


def test_what_cannot_be_removed_does_not_hide_what_was_in_the_way(tmp_path) -> None:
    """The first trouble is told also where a file that was made is gone by then."""

    def fail() -> None:
        with files.none_unless_done() as made:
            made.append(tmp_path / "gone")
            raise DiskFull(tmp_path)

    with pytest.raises(DiskFull):
        fail()


def test_a_new_folder_is_for_this_account_alone(tmp_path) -> None:
    """A missing folder is made, and made once."""
    folder = tmp_path / "out"
    assert files.make_folder(folder)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert not files.make_folder(folder)


@pytest.mark.parametrize("where", ["missing/out", "file/out"])
def test_a_folder_that_cannot_be_made_is_refused(tmp_path, where) -> None:
    """Folders are not made through files, nor many at a time."""
    (tmp_path / "file").write_bytes(b"x")
    with pytest.raises(FolderMissing):
        files.make_folder(tmp_path / where)


def test_a_file_in_the_place_of_a_folder_is_told_as_that(tmp_path) -> None:
    """It stays as it was, and the folder around it is not blamed."""
    (tmp_path / "file").write_bytes(b"x")
    with pytest.raises(TargetExists):
        files.make_folder(tmp_path / "file")
    assert (tmp_path / "file").read_bytes() == b"x"


def test_a_name_that_no_disk_takes_is_told_as_that(tmp_path) -> None:
    """The folder is not blamed, and nothing is left in it."""
    with pytest.raises(NameTooLong):
        files.write_beside(tmp_path / f"{'n' * 254}.pdf", b"pages")
    assert list(tmp_path.iterdir()) == []

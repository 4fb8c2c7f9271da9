"""Files are whole or not there, and a lock says who holds it."""

import errno
import multiprocessing
import os
import stat
import sys
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from practicenotes.errors import (
    DiskFailing,
    DiskFull,
    FolderInUse,
    FolderMissing,
    FolderNotWritable,
    NameTooLong,
    VaultBusy,
)
from practicenotes.vault import files
from practicenotes.vault.files import FolderLock


NOON = datetime(2025, 11, 18, 12, 0, tzinfo=UTC)


def mode(path: Path) -> int:
    """Return who may read and write a file."""
    return stat.S_IMODE(path.stat().st_mode)


def test_a_written_file_replaces_the_old_one_and_leaves_nothing_else(tmp_path: Path) -> None:
    """The new bytes stand there, readable by this account alone."""
    path = tmp_path / "keys-a.txt"
    path.write_bytes(b"old")
    files.write(path, b"new")
    assert path.read_bytes() == b"new"
    assert [file.name for file in tmp_path.iterdir()] == ["keys-a.txt"]
    assert sys.platform == "win32" or mode(path) == 0o600


@pytest.mark.parametrize("step", ["fsync", "rename"])
def test_a_failed_write_leaves_the_old_file(
    tmp_path: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever step the disk refuses, the old bytes stand there still, and nothing beside."""
    path = tmp_path / "keys-a.txt"
    path.write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(*((os, "fsync") if step == "fsync" else (Path, "replace")), full)
    with pytest.raises(DiskFull):
        files.write(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_what_was_written_is_read_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that says it wrote and did not is found before the old file is given up."""
    path = tmp_path / "keys-a.txt"
    path.write_bytes(b"old")
    monkeypatch.setattr(Path, "read_bytes", lambda _: b"something else")
    with pytest.raises(DiskFailing):
        files.write(path, b"new")
    monkeypatch.undo()
    assert path.read_bytes() == b"old"


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (errno.ENOSPC, DiskFull),
        (errno.EDQUOT, DiskFull),
        (errno.EACCES, FolderNotWritable),
        (errno.EROFS, FolderNotWritable),
        (errno.ENAMETOOLONG, NameTooLong),
        (errno.EIO, DiskFailing),
        (errno.ENODEV, DiskFailing),
        (errno.EBUSY, OSError),
    ],
)
def test_what_the_system_refuses_has_a_plain_name(
    tmp_path: Path, number: int, expected: type[Exception]
) -> None:
    """Full, forbidden and failing are told apart, and the rest is not explained away."""
    with pytest.raises(expected), files.plain_errors(tmp_path):
        raise OSError(number, "no")


@pytest.mark.parametrize("where", ["gone", "file", "file/deeper", "."])
def test_a_folder_that_is_gone_is_told_apart(tmp_path: Path, where: str) -> None:
    """Only where there is no folder is that said; one that refuses is not called missing."""
    (tmp_path / "file").touch()
    with pytest.raises(FolderNotWritable) as told, files.plain_errors(tmp_path / where):
        raise FileNotFoundError(errno.ENOENT, "no")
    assert type(told.value) is (FolderNotWritable if where == "." else FolderMissing)


def test_a_new_folder_appears_when_it_is_finished(tmp_path: Path) -> None:
    """Until the end there is no folder of that name, and then all of it is there at once."""
    folder = tmp_path / "deep" / "Name.practice"
    with files.new_folder(folder, "tag") as part:
        (part / "record-1.db").write_bytes(b"x")
        assert not folder.exists()
    assert [file.name for file in folder.iterdir()] == ["record-1.db"]
    assert [file.name for file in folder.parent.iterdir()] == ["Name.practice"]
    assert sys.platform == "win32" or mode(folder) == 0o700


def test_an_empty_folder_may_be_filled(tmp_path: Path) -> None:
    """A folder that was made for the purpose is taken."""
    folder = tmp_path / "Name.practice"
    folder.mkdir()
    with files.new_folder(folder, "tag") as part:
        (part / "x").touch()
    assert [file.name for file in folder.iterdir()] == ["x"]


def test_nothing_is_left_of_a_folder_that_failed(tmp_path: Path) -> None:
    """An error half-way leaves the place as it was."""

    def fill_half() -> None:
        with files.new_folder(tmp_path / "Name", "tag") as part:
            (part / "x").touch()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fill_half()
    assert list(tmp_path.iterdir()) == []


def test_what_was_left_of_a_folder_goes_when_it_is_made_again(tmp_path: Path) -> None:
    """That of another folder, and a link under such a name, are not touched."""
    names: list[str] = []
    for name in ("Name", "Other"):
        with files.new_folder(tmp_path / name, "tag") as part:
            names.append(part.name)
    (tmp_path / "Name").rmdir()
    (tmp_path / names[0].replace("tag", "before")).mkdir()
    (tmp_path / names[0].replace("tag", "link")).symlink_to(tmp_path / "Other")
    (tmp_path / names[1]).mkdir()

    with files.new_folder(tmp_path / "Name", "tag"):
        pass

    left = {path.name for path in tmp_path.iterdir()}
    assert left == {"Name", "Other", names[1], names[0].replace("tag", "link")}


def test_what_another_is_just_filling_is_left_to_it(tmp_path: Path) -> None:
    """Of two that make the same folder both fill theirs; who is done later is told it is in use."""
    folder = tmp_path / "Name"
    one, two = (files.new_folder(folder, tag) for tag in ("one", "two"))
    (one.__enter__() / "x").touch()
    (two.__enter__() / "y").touch()
    one.__exit__(None, None, None)

    with pytest.raises(FolderInUse):
        two.__exit__(None, None, None)

    assert [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")] == [
        "Name",
        "Name/x",
    ]


def test_a_full_disk_is_named_by_the_folder_that_was_chosen(tmp_path: Path) -> None:
    """No hidden folder that is gone by then stands in the sentence."""
    with pytest.raises(DiskFull) as full, files.new_folder(tmp_path / "Name", "tag") as part:
        raise DiskFull(part / "record-1.db")
    assert full.value.path == tmp_path
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_a_name_that_no_disk_takes_is_told_as_that(tmp_path: Path) -> None:
    """Whoever may write there is not told otherwise."""
    with pytest.raises(NameTooLong), files.new_folder(tmp_path / ("n" * 300), "tag"):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_use_is_refused(tmp_path: Path) -> None:
    """Neither a folder with something in it nor a file is overwritten."""
    (tmp_path / "used").mkdir()
    (tmp_path / "used" / "letter.txt").touch()
    (tmp_path / "file").touch()
    for name in ("used", "file"):
        with pytest.raises(FolderInUse), files.new_folder(tmp_path / name, "tag"):
            pytest.fail("it was made")


def test_a_folder_below_a_file_cannot_be_made(tmp_path: Path) -> None:
    """A path that leads through a file leads to no folder."""
    (tmp_path / "file").touch()
    with (
        pytest.raises(FolderMissing),
        files.new_folder(tmp_path / "file" / "Name.practice", "tag"),
    ):
        pytest.fail("it was made")


def test_a_folder_goes_again_if_what_was_to_lie_in_it_fails(tmp_path: Path) -> None:
    """Those that were there stay, and so does one in which something lies."""

    def fail(folder: Path, *names: str) -> None:
        with files.folder_for(folder):
            for name in names:
                (folder / name).touch()
            raise DiskFull(folder)

    (tmp_path / "there").mkdir()
    with pytest.raises(DiskFull):
        fail(tmp_path / "there" / "deep" / "deeper")
    assert list(tmp_path.rglob("*")) == [tmp_path / "there"]
    with pytest.raises(DiskFull):
        fail(tmp_path / "there")
    with pytest.raises(DiskFull):
        fail(tmp_path / "new", "note")
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["new", "note", "there"]
    with files.folder_for(tmp_path / "kept"):
        pass
    assert (tmp_path / "kept").is_dir()


def test_left_over_parts_are_removed_and_nothing_else(tmp_path: Path) -> None:
    """What was being written when the program stopped goes; everything else stays."""
    for name in ("keys-a.txt.part", "record-2.db.part", "record-2.db.part-journal", "keys-a.txt"):
        (tmp_path / name).touch()
    (tmp_path / "folder.part").mkdir()
    files.remove_parts(tmp_path)
    assert {file.name for file in tmp_path.iterdir()} == {"keys-a.txt", "folder.part"}


def test_a_retired_database_is_kept_under_its_name(tmp_path: Path) -> None:
    """Files in quarantine are never overwritten, whatever comes after them."""
    for content in (b"first", b"second"):
        (tmp_path / "record-1.db").write_bytes(content)
        (tmp_path / "record-1.db-journal").write_bytes(content)
        files.retire(tmp_path / "record-1.db")
    kept = {file.name: file.read_bytes() for file in (tmp_path / "quarantine").iterdir()}
    assert kept == {
        "record-1.db": b"first",
        "record-1.db-journal": b"first",
        "record-1.db.1": b"second",
        "record-1.db-journal.1": b"second",
    }


def test_a_scratch_folder_is_gone_afterwards(tmp_path: Path) -> None:
    """Work in progress leaves nothing, nor does what a killed program left before."""
    (tmp_path / "work.part").mkdir()
    (tmp_path / "work.part" / "old").touch()
    with files.scratch(tmp_path / "work.part") as work:
        assert list(work.iterdir()) == []
        (work / "new").touch()
    assert list(tmp_path.iterdir()) == []


def test_a_second_lock_is_refused_and_says_who_holds_the_first(tmp_path: Path) -> None:
    """The name of the computer and the time are told to whoever comes second."""
    first = FolderLock(tmp_path)
    first.announce(NOON)
    with pytest.raises(VaultBusy) as caught:
        FolderLock(tmp_path)
    assert caught.value.host
    assert caught.value.since == NOON
    first.release()
    FolderLock(tmp_path).release()


def hold(folder: Path, door: Connection) -> None:
    """Hold a lock in another process until that is killed."""
    lock = FolderLock(folder)
    lock.announce(NOON)
    door.send("held")
    door.recv()
    lock.release()


def test_a_killed_program_leaves_no_lock(tmp_path: Path) -> None:
    """A lock whose holder was killed is taken over at once, although its text is still there."""
    here, there = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=hold, args=(tmp_path, there))
    process.start()
    assert here.recv() == "held"
    with pytest.raises(VaultBusy):
        FolderLock(tmp_path)
    process.kill()
    process.join()
    assert (tmp_path / "lock").read_bytes() != b""
    lock = FolderLock(tmp_path)
    assert lock.is_held
    lock.release()


@pytest.mark.parametrize("text", [b"", b"{}", b"[]", b"\xff", b'{"host":1,"since":2}', b"[" * 9000])
def test_an_unreadable_lock_text_is_no_obstacle(tmp_path: Path, text: bytes) -> None:
    """Who holds the lock is then simply not known."""
    (tmp_path / "lock").write_bytes(text)
    found = files.busy(tmp_path)
    assert (found.folder, found.host, found.since) == (tmp_path, None, None)


def test_the_name_of_a_computer_cannot_smuggle_signs(tmp_path: Path) -> None:
    """What another program wrote into the lock is shown without control signs and not at length."""
    (tmp_path / "lock").write_text(
        '{"host":"evil\\u001b[31m' + "x" * 999 + '","since":"2025-11-18T12:00:00+00:00"}'
    )
    assert files.busy(tmp_path).host == ("evil[31m" + "x" * 999)[:255]


def test_a_file_of_ones_own_that_looks_like_a_left_over_stays(tmp_path: Path) -> None:
    """Only what this program writes is cleared away, whatever else lies in the folder."""
    for name in ("notes.particular.txt", "keys.txt.part", "record-1.db.partial"):
        (tmp_path / name).touch()

    files.remove_parts(tmp_path)

    assert len(list(tmp_path.iterdir())) == 3


@pytest.mark.skipif(not hasattr(os, "O_NOFOLLOW"), reason="this system has no such links")
def test_no_link_leads_a_write_out_of_the_folder(tmp_path: Path) -> None:
    """A folder from someone else cannot make the program overwrite a file that lies elsewhere."""
    elsewhere = tmp_path / "letter to my sister"
    elsewhere.write_text("as it was")
    vault = tmp_path / "Practice.practice"
    vault.mkdir()
    for name in ("lock", "keys-a.txt.part"):
        (vault / name).symlink_to(elsewhere)

    files.write(vault / "keys-a.txt", b"keys")
    with pytest.raises(FolderNotWritable):
        FolderLock(vault)

    assert elsewhere.read_text() == "as it was"
    assert not (vault / "keys-a.txt").is_symlink()


def test_a_left_over_lends_its_rights_to_nothing(tmp_path: Path) -> None:
    """A part that others can read is replaced, so that the finished file is readable by nobody."""
    (tmp_path / "keys-a.txt.part").touch(0o644)

    files.write(tmp_path / "keys-a.txt", b"keys")

    assert (tmp_path / "keys-a.txt").stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(sys.platform == "win32", reason="the system syncs no folders")
def test_the_disk_knows_of_every_folder_that_is_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever is put into a new folder stays findable: each folder above it is synced."""
    synced: list[Path] = []
    monkeypatch.setattr(files, "sync_folder", synced.append)
    files.make_folder(tmp_path / "a" / "b" / "c")
    assert set(synced) == {tmp_path, tmp_path / "a", tmp_path / "a" / "b"}
    assert mode(tmp_path / "a" / "b" / "c") == 0o700
    files.make_folder(tmp_path / "a" / "b" / "c")
    assert len(synced) == 3

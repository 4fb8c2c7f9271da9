"""An older store is brought up to date on a copy, after a backup, and the old file is kept."""

from collections.abc import Callable
from pathlib import Path

import pytest
import toy_store
from sqlalchemy import text

from practicenotes import __version__
from practicenotes.errors import FolderNotWritable, StoreDamaged
from practicenotes.vault import backup, changeover, files, header, schema
from practicenotes.vault.recovery import RecoveryKey
from practicenotes.vault.schema import Schema
from practicenotes.vault.vault import Vault


Reopen = Callable[..., Vault]


def failing(_connection: object) -> None:
    """Fail in the middle of an upgrade."""
    raise ZeroDivisionError


@pytest.fixture
def backups(vault_folder: Path) -> Path:
    """Give the folder in which the backup before a change-over belongs."""
    return vault_folder.with_name("Practice backups")


def test_an_older_vault_opens_as_a_newer_one(reopen: Reopen) -> None:
    """The notes are there, the version is the new one, and both stores can be written to."""
    opened = reopen(schemas=toy_store.schemas(2))
    for store in (opened.record, opened.private):
        assert store.on_connection(schema.version_of) == 2
        assert len(store.run(toy_store.bodies)) == 3
        store.run(lambda db: db.execute(text("INSERT INTO tag VALUES ('calm')")))
        assert store.run(toy_store.titles, "words") == ["note 0", "note 1", "note 2"]
    assert opened.verify().is_sound


def test_a_verified_backup_is_made_first(
    reopen: Reopen, backups: Path, recovery_key: RecoveryKey
) -> None:
    """Beside the vault lies a backup of the old version, and it can be restored."""
    reopen(schemas=toy_store.schemas(2)).close()
    (file,) = backups.iterdir()
    report = backup.verify_file(file, recovery_key)
    assert report.is_sound
    assert [store.version for store in report.stores] == [1, 1]


def test_the_backup_goes_where_it_is_told_to(reopen: Reopen, backups: Path, tmp_path: Path) -> None:
    """Whoever has a place for backups names it."""
    reopen(schemas=toy_store.schemas(2), backups=tmp_path / "elsewhere").close()
    assert not backups.exists()
    assert len(list((tmp_path / "elsewhere").iterdir())) == 1


def test_the_old_files_are_kept_in_quarantine(reopen: Reopen, vault_folder: Path) -> None:
    """The header names the new files; the old ones are there byte for byte."""
    old = {name: (vault_folder / name).read_bytes() for name in ("record-1.db", "private-1.db")}
    reopen(schemas=toy_store.schemas(2)).close()
    head = header.read(vault_folder).header
    assert (head.record.file, head.private.file) == ("record-2.db", "private-2.db")
    assert (head.gen, head.min_app) == (2, __version__)
    kept = {path.name: path.read_bytes() for path in (vault_folder / "quarantine").iterdir()}
    assert kept == old
    assert {path.name for path in vault_folder.glob("*.db")} == {"record-2.db", "private-2.db"}


def test_only_the_stores_that_are_opened_are_changed(reopen: Reopen, vault_folder: Path) -> None:
    """Opening the record alone leaves the private store as it is, but in the backup."""
    reopen(schemas={"record": toy_store.schemas(2)["record"]}).close()
    head = header.read(vault_folder).header
    assert (head.record.file, head.private.file) == ("record-2.db", "private-1.db")
    opened = reopen(schemas=toy_store.schemas(2) | {"private": toy_store.schemas()["private"]})
    assert len(opened.private.run(toy_store.bodies)) == 3


def test_a_file_that_lies_in_the_way_is_not_overwritten(reopen: Reopen, vault_folder: Path) -> None:
    """A later file that the header does not name may be all that someone has: it is kept."""
    (vault_folder / "record-2.db").write_bytes(b"someone's")
    reopen(schemas=toy_store.schemas(2)).close()
    assert header.read(vault_folder).header.record.file == "record-3.db"
    assert (vault_folder / "quarantine" / "record-2.db").read_bytes() == b"someone's"


def test_an_upgrade_that_fails_changes_nothing(reopen: Reopen, vault_folder: Path) -> None:
    """The vault opens as it was, and nothing is left behind."""
    before = header.read(vault_folder).data
    schemas = {name: Schema(2, 0x746F7931, "", failing) for name in ("record", "private")}
    with pytest.raises(ZeroDivisionError):
        reopen(schemas=schemas)
    assert header.read(vault_folder).data == before
    opened = reopen()
    assert len(opened.record.run(toy_store.bodies)) == 3
    assert not list(vault_folder.glob("*.part*"))
    assert not (vault_folder / "quarantine").exists()


def test_without_a_backup_there_is_no_change(
    reopen: Reopen, vault_folder: Path, backups: Path
) -> None:
    """If the backup cannot be written, the store stays as it is."""
    backups.touch()
    before = (vault_folder / "record-1.db").read_bytes()
    with pytest.raises(FolderNotWritable):
        reopen(schemas=toy_store.schemas(2))
    assert (vault_folder / "record-1.db").read_bytes() == before
    assert header.read(vault_folder).header.gen == 1


@pytest.mark.parametrize(("copy", "wanted"), [("keys-a.txt", 1), ("keys-b.txt", 2)])
def test_stopped_on_the_way_the_vault_opens_with_the_old_or_the_new(
    reopen: Reopen, vault_folder: Path, copy: str, wanted: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether the program stops before or within writing the header: all notes are there."""
    replace = files.replace

    def cut(part: Path, path: Path) -> None:
        if path.name == copy:
            raise KeyboardInterrupt
        replace(part, path)

    with monkeypatch.context() as patched:
        patched.setattr(files, "replace", cut)
        with pytest.raises(KeyboardInterrupt):
            reopen(schemas=toy_store.schemas(2))
    opened = reopen(schemas=toy_store.schemas(wanted))
    for store in (opened.record, opened.private):
        assert store.on_connection(schema.version_of) == wanted
        assert len(store.run(toy_store.bodies)) == 3
    opened.close()
    named = header.read(vault_folder).header
    assert {p.name for p in vault_folder.glob("*.db")} == {named.record.file, named.private.file}
    aside = vault_folder / "quarantine"
    assert aside.exists() is (wanted == 2)  # the old files; copies that came to nothing are gone


def test_a_copy_that_cannot_be_read_is_not_adopted(
    reopen: Reopen, vault_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The upgraded copy is checked in full before the header names it."""
    check = changeover.verify.check

    def spoiled(path: Path, keys: object, *course: object) -> object:
        if path.name == "record-2.db.part":
            data = bytearray(path.read_bytes())
            data[-100] ^= 1
            path.write_bytes(data)
        return check(path, keys, *course)

    monkeypatch.setattr(changeover.verify, "check", spoiled)
    with pytest.raises(StoreDamaged):
        reopen(schemas=toy_store.schemas(2))
    monkeypatch.undo()
    assert header.read(vault_folder).header.gen == 1
    assert len(reopen().record.run(toy_store.bodies)) == 3

"""A practice of an older schema opens with the program of today, every row of it as it was.

The two that lie beside this file were made by the program as it was when its schema had that
number: the code of the last commit before the next step made a vault, and played two clients of
the fictional practice into it. They are never made anew.
"""

import os
import shutil
import zipfile
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection

from practicenotes.app.stores import SCHEMAS
from practicenotes.domain import times
from practicenotes.domain.notes import NoteState
from practicenotes.records import clients, goals, measures, notes, sessions
from practicenotes.records import snippets as record_snippets
from practicenotes.records import unfinished as of_record
from practicenotes.reflections import hypotheses, reflections
from practicenotes.reflections import snippets as private_snippets
from practicenotes.vault import RecoveryKey, Vault, backup, schema
from practicenotes.vault.keyring import Keyring
from practicenotes.vault.store import Store


HERE = Path(__file__).parent
PASSPHRASE = "an older practice of fiction"
AT = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
Rows = Mapping[str, list[dict[str, Any]]]  # of each table


@dataclass(frozen=True)
class Older:
    """A practice as an older program left it."""

    version: int
    folder: Path
    key: RecoveryKey

    def rows(self) -> Mapping[str, Rows]:
        """Return every row of both stores, read without bringing anything up to date."""
        ring = Keyring.unlock(self.folder, self.key, os.urandom)
        found = {}
        for name, store_keys in ring.store_keys().items():
            with closing(Store(ring.path(name), store_keys, os.urandom)) as store:
                found[str(name)] = store.on_connection(rows)
        return found

    def open(self, key: str | RecoveryKey | None = None) -> Vault:
        """Open it with the program of today."""
        return Vault.open(self.folder, key or self.key, SCHEMAS, at=AT)


KEYS = {
    2: "AHZ1-V0VT-0C0F-J3DM-90VC-MA7R-KZ40-96CE-JTBB",
    3: "BAXM-B0PX-X23F-0D8J-V229-9EBW-MCAE-F40H-3VH7",
}


def rows(connection: Connection) -> Rows:
    """Return every row of every ordinary table, with the names of its columns."""
    listed = connection.exec_driver_sql("PRAGMA table_list").all()
    names = [each.name for each in listed if each.type == "table"]
    found = {}
    for name in names:
        if not name.startswith(("sqlite_", "alembic_")):
            told = connection.exec_driver_sql(f'SELECT * FROM "{name}" ORDER BY rowid')
            found[name] = [dict(row) for row in told.mappings()]
    return found


def lost(before: Mapping[str, Rows], after: Mapping[str, Rows]) -> list[str]:
    """Return the tables of which a row, or a column of one, is not as it was."""
    return [
        f"{store}: {table}"
        for store, tables in before.items()
        for table, old in tables.items()
        if [{c: row[c] for c in old[0]} for row in after[store][table] if old] != old
    ]


@pytest.fixture(params=sorted(KEYS))
def older(request: pytest.FixtureRequest, tmp_path: Path) -> Older:
    """Give a practice of an older schema, unpacked."""
    folder = tmp_path / "Older.practice"
    with zipfile.ZipFile(HERE / f"schema-{request.param}.zip") as packed:
        packed.extractall(folder)
    return Older(request.param, folder, RecoveryKey.parse(KEYS[request.param]))


@pytest.mark.release(27, 50)
def test_every_row_is_there_as_it_was(older: Older) -> None:
    """Each column of each row, marks and trail among them; new tables begin empty."""
    before = older.rows()
    with closing(older.open()) as vault:
        now = {"record": vault.record, "private": vault.private}
        after = {name: store.on_connection(rows) for name, store in now.items()}

    assert lost(before, after) == []
    for name, tables in before.items():
        assert sum(map(len, tables.values())) > 100
        new = set(after[name]) - set(tables)
        assert {table for table in new if after[name][table]} <= {"form"}  # those of the notes


def test_it_is_of_todays_schema_and_whole(older: Older) -> None:
    """Every page, row, trail and signature holds, after the step and after it is opened again."""
    for key in (PASSPHRASE, older.key):
        with closing(older.open(key)) as vault:
            report = vault.verify()
            assert report.is_sound
            found = {each.store: each.version for each in report.stores}
            assert found == {name: SCHEMAS[name].version for name in ("record", "private")}


@pytest.mark.release(50)
def test_a_backup_is_made_before_the_step_and_opens_as_the_older_practice(
    older: Older, tmp_path: Path
) -> None:
    """It lies beside the practice, is made once, and holds every row of before."""
    before = older.rows()
    older.open().close()
    older.open().close()

    (made,) = (tmp_path / "Older backups").glob("*.backup")
    back = tmp_path / "Back.practice"
    backup.restore(made, back, older.key, SCHEMAS, at=AT)
    assert lost(before, Older(older.version, back, older.key).rows()) == []


def test_what_was_written_is_read_with_the_program_of_today(older: Older) -> None:
    """Notes with their forms and signatures, sessions, results, goals, and the private pages."""
    with closing(older.open()) as vault:
        record, private = vault.record, vault.private
        listed = record.run(clients.find, times.on_the_wall(AT))
        assert len(listed) == 2
        for line in listed:
            found = record.run(notes.of_client, line.id)
            assert found
            assert not any(note.damaged for note in found)
            assert {NoteState.SIGNED} & {note.state for note in found}
            assert record.run(sessions.of_client, line.id)
            assert record.run(goals.of_client, line.id)
        assert any(record.run(measures.of_client, line.id) for line in listed)
        assert any(private.run(hypotheses.of_client, line.id) for line in listed)
        held = [s for line in listed for s in record.run(sessions.of_client, line.id)]
        assert any(private.run(reflections.of_sessions, [session.id]) for session in held)


def test_what_version_3_knew_is_kept(tmp_path: Path) -> None:
    """Snippets of either side and a sheet that was begun; version 2 had none of them."""
    for version, count in ((2, 0), (3, 1)):
        folder = tmp_path / f"{version}.practice"
        with zipfile.ZipFile(HERE / f"schema-{version}.zip") as packed:
            packed.extractall(folder)
        key = RecoveryKey.parse(KEYS[version])
        with closing(Vault.open(folder, key, SCHEMAS, at=AT)) as vault:
            assert len(vault.record.run(record_snippets.every)) == count
            assert len(vault.private.run(private_snippets.every)) == count
            assert (vault.record.run(of_record.standing) is not None) == bool(count)


def test_a_step_that_fails_leaves_the_older_practice(
    older: Older, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing that was there is changed, and the next try succeeds."""
    before = older.rows()
    with monkeypatch.context() as broken:
        broken.setattr("practicenotes.vault.changeover.verify.check", _fail)
        with pytest.raises(OSError, match="no room"):
            older.open()
    assert older.rows() == before

    with closing(older.open()) as vault:
        assert vault.verify().is_sound


def _fail(*_: object) -> None:
    raise OSError("no room")


def test_the_fixtures_are_what_they_say(older: Older, tmp_path: Path) -> None:
    """Their stores carry the older number, and a copy is opened without touching them."""
    assert not (tmp_path / "Older backups").exists()
    ring = Keyring.unlock(older.folder, older.key, os.urandom)
    for name, store_keys in ring.store_keys().items():
        with closing(Store(ring.path(name), store_keys, os.urandom)) as store:
            assert store.on_connection(schema.version_of) == older.version
    copy = shutil.copytree(older.folder, tmp_path / "Copy.practice")
    assert Older(older.version, copy, older.key).rows() == older.rows()

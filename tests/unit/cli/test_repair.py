"""A damaged practice is repaired in a terminal."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

import factory
from practicenotes import messages
from practicenotes.app.stores import SCHEMAS
from practicenotes.cli import main
from practicenotes.errors import FolderSynchronised, StoreDamaged, VaultBusy
from practicenotes.records import attachments, notes
from practicenotes.vault import RecoveryKey, Vault, files


AT = datetime(2025, 11, 18, 18, 0, tzinfo=UTC)


def test_what_is_damaged_is_as_in_the_backup(
    vault: Vault, recovery_key: RecoveryKey, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The count is said, the note is whole, and a second repair finds nothing to do."""
    heron = factory.add_client(vault.record)
    note = factory.sign_note(vault.record, factory.add_session(vault.record, heron))
    file = vault.backup(tmp_path / "stick", at=AT)
    factory.meddle(vault.record, "UPDATE note_section SET body = 'changed'")
    vault.close()
    (tmp_path / "key").write_text(f"{recovery_key}\n")
    given = ["--vault", str(vault.folder), "--recovery-key-file", str(tmp_path / "key"), "--json"]

    said = []
    for _ in range(2):
        assert main.main([*given, "repair", str(file)], schemas=SCHEMAS, now=lambda: AT) == 0
        said.append(json.loads(capsys.readouterr().out))

    assert [each["restored"] for each in said] == [1, 0]
    opened = Vault.open(vault.folder, recovery_key, SCHEMAS, at=AT)
    found, sound = opened.record.run(notes.get, note.id), opened.verify().is_sound
    opened.close()
    assert found == note
    assert sound


def spoil(path: Path) -> None:
    """Let a bit of the first page decay."""
    data = bytearray(path.read_bytes())
    data[200] ^= 1
    path.write_bytes(data)


@pytest.fixture
def file(vault: Vault, tmp_path: Path, recovery_key: RecoveryKey) -> Path:
    """Make a backup of a practice with Heron, whose consent comes later; lay the key beside it."""
    heron = factory.add_client(vault.record)
    written = vault.backup(tmp_path / "stick", at=AT)
    vault.record.run(attachments.add, factory.attachment(heron), AT)
    vault.close()
    (tmp_path / "key").write_text(f"{recovery_key}\n")
    return written


def run(folder: Path, *words: object) -> int:
    """Run a command on a practice, with the key that lies beside it."""
    given = ["--vault", folder, "--recovery-key-file", folder.parent / "key", *words]
    return main.main([str(each) for each in given], schemas=SCHEMAS, now=lambda: AT)


@pytest.mark.parametrize(("name", "kept"), [("private", 1), ("record", 0)])
def test_a_file_that_does_not_open_is_put_back_alone(
    vault_folder: Path,
    file: Path,
    recovery_key: RecoveryKey,
    capsys: pytest.CaptureFixture[str],
    name: str,
    kept: int,
) -> None:
    """What is wrong names the way, the way leads there, and the other file keeps what it has."""
    path = vault_folder / f"{name}-1.db"
    spoil(path)
    if name == "record":
        assert run(vault_folder, "info") == main.REFUSED
        told = messages.sentence(StoreDamaged(path, "pages"))
        assert capsys.readouterr().err == f"practicenotes: {told}{main.ALONE_SAID}\n"
    assert run(vault_folder, "--json", "repair", file) == main.DONE
    assert json.loads(capsys.readouterr().out) == {"restored": 0, "damaged": 0, "put_back": name}
    assert run(vault_folder, "verify") == main.DONE
    assert run(vault_folder, "repair", file) == main.DONE
    assert "did not open" not in capsys.readouterr().out

    opened = Vault.open(vault_folder, recovery_key, SCHEMAS, at=AT)
    heron = factory.rows_of(opened.record, "SELECT id FROM client")[0][0]
    assert len(opened.record.run(attachments.of_client, heron)) == kept
    opened.close()


def test_nothing_is_put_back_where_the_practice_may_not_be_opened(
    vault_folder: Path, file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In a synchronised folder, or open elsewhere until that is said: told, and nothing changes."""
    spoil(vault_folder / "private-1.db")
    away = tmp_path / "Dropbox" / "P.practice"
    away.parent.mkdir()
    (away.parent / "key").write_bytes((tmp_path / "key").read_bytes())
    vault_folder.rename(away)
    before = sorted(path.name for path in away.iterdir())
    assert run(away, "repair", file) == main.REFUSED
    told = messages.sentence(FolderSynchronised(away, "Dropbox"))
    assert capsys.readouterr().err == f"practicenotes: {told}\n"

    away.rename(vault_folder)
    (vault_folder / files.LOCK).write_text(
        json.dumps({"host": "OFFICE-PC", "pid": 1, "since": AT.isoformat()})
    )
    assert run(vault_folder, "repair", file) == main.REFUSED
    busy = VaultBusy(vault_folder, "OFFICE-PC", AT, left=True, is_elsewhere=True)
    assert messages.sentence(busy) in capsys.readouterr().err
    assert sorted(path.name for path in vault_folder.iterdir()) == before
    assert run(vault_folder, "--closed-elsewhere", "repair", file) == main.DONE

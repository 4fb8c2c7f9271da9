"""A damaged record is repaired in a terminal."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

import factory
from practicenotes.app.stores import SCHEMAS
from practicenotes.cli import main
from practicenotes.records import notes
from practicenotes.vault import RecoveryKey, Vault


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

"""A check of the whole vault: what is sound, and what only the signed digests can tell."""

from pathlib import Path

import pytest

import factory
from practicenotes.errors import DiskFailing, MemoryShort, PracticeNotesError
from practicenotes.records import chains, inspection, notes
from practicenotes.vault import Vault


def _kept(vault: Vault, note_id: str) -> tuple[object, ...]:
    chosen = "SELECT body, revision, mac FROM note_section WHERE note_id = ? AND key = 'plan'"
    (found,) = factory.rows_of(vault.record, chosen, note_id)
    return tuple(found)


def test_a_sound_vault_is_sound(vault: Vault) -> None:
    """Every chain of signed notes is counted, and all is as it was written."""
    client = factory.add_client(vault.record)
    factory.sign_note(vault.record, factory.add_session(vault.record, client))

    found = inspection.of(vault)

    assert found["sound"]
    signed = {"clients": 1, "signatures": 1, "withdrawn": 0, "broken": []}
    assert found["signed_notes"] == signed


def test_an_older_text_under_a_signature_is_found(vault: Vault) -> None:
    """Every mark of every row is right, and still the check says what was put back."""
    client = factory.add_client(vault.record)
    hour = factory.add_session(vault.record, client)
    draft = factory.write_note(vault.record, hour, {"plan": "first words"})
    old = _kept(vault, draft.id)
    vault.record.run(notes.save, draft.id, {"plan": "what was signed"}, factory.AT)
    vault.record.run(notes.sign, draft.id, factory.AT)
    put_back = "UPDATE note_section SET body = ?, revision = ?, mac = ?"
    factory.meddle(vault.record, f"{put_back} WHERE note_id = ? AND key = 'plan'", *old, draft.id)

    found = inspection.of(vault)

    assert found["stores"]["record"]["damaged_rows"] == ()
    assert not found["sound"]
    assert found["signed_notes"]["broken"] == [client]


def test_a_record_that_cannot_be_read_is_told_of_all_the_same(
    vault: Vault, vault_folder: Path
) -> None:
    """Where the notes cannot be read, the report of the pages stands alone."""
    client = factory.add_client(vault.record)
    factory.sign_note(vault.record, factory.add_session(vault.record, client))
    path = vault_folder / "record-1.db"
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + bytes(len(whole) - 4096))

    found = inspection.of(vault)

    assert not found["sound"]
    assert "signed_notes" not in found


@pytest.mark.parametrize("kept", [MemoryShort(), DiskFailing(Path("Practice.practice"))])
def test_signatures_that_could_not_be_read_are_not_passed_over(
    vault: Vault, monkeypatch: pytest.MonkeyPatch, kept: PracticeNotesError
) -> None:
    """Where only they found no memory, or no disk, that is told, and nothing is called sound."""

    def fail(*_: object) -> None:
        raise kept

    monkeypatch.setattr(chains, "of_practice", fail)
    with pytest.raises(type(kept)):
        inspection.of(vault)

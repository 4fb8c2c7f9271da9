"""A note or a client file out of a backup: what is gone comes back, what is here stays."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

import factory
from factory import AT, DAY, later
from practicenotes import records
from practicenotes.domain.earlier import Standing
from practicenotes.domain.notes import NoteState
from practicenotes.domain.people import ClientId
from practicenotes.errors import CodeNameTaken, RowDamaged, StoreClosed
from practicenotes.records import (
    attachments,
    bringing_back,
    chains,
    clients,
    earlier,
    letters,
    measures,
    notes,
    search,
    trash,
)
from practicenotes.records.bringing_back import Brought, Taken
from practicenotes.vault import Store, Vault
from practicenotes.vault import earlier as looking
from practicenotes.vault.audit import entries


MADE = later(days=1)


@pytest.fixture
def heron(record: Store) -> ClientId:
    """Open a client file."""
    return factory.add_client(record)


@contextmanager
def backed_up(vault: Vault, to: Path) -> Iterator[looking.Earlier]:
    """Make a backup and look into it; the body changes the practice before it asks."""
    opened = looking.look_into(vault, vault.backup(to, at=MADE), records.SCHEMA)
    yield opened
    opened.close()


def compared(record: Store, held: looking.Earlier) -> Any:
    """Return how the one client file of a backup stands to now."""
    (file,) = held.run(earlier.files)
    return record.run(earlier.compare, file)


def test_a_backup_of_now_differs_in_nothing(
    vault: Vault, record: Store, heron: ClientId, tmp_path: Path
) -> None:
    """Each note reads as it does, and nothing is missing."""
    factory.sign_note(record, factory.add_session(record, heron))
    with backed_up(vault, tmp_path) as held:
        found = compared(record, held)

    assert [each.standing for each in found.notes] == [Standing.SAME]
    assert not found.differs


def test_what_became_of_each_note_is_told_apart(
    vault: Vault, record: Store, heron: ClientId, tmp_path: Path
) -> None:
    """Changed, deleted, vanished, damaged, and one that was written since."""
    ids = [
        factory.write_note(record, factory.add_session(record, heron), {"plan": f"number {n}"}).id
        for n in range(4)
    ]
    with backed_up(vault, tmp_path) as held:
        record.run(notes.save, ids[0], {"plan": "else"}, AT)
        record.run(trash.put_note, ids[1], AT)
        factory.lose(record, "note", ids[2])
        factory.meddle(record, "UPDATE note_section SET body = 'x' WHERE note_id = ?", ids[3])
        factory.write_note(record, factory.add_session(record, heron))
        found = compared(record, held)

    assert [each.standing for each in found.notes] == [
        *(Standing.DIFFERS, Standing.TRASHED, Standing.GONE, Standing.DAMAGED)
    ]
    assert found.written_since == 1
    assert found.lacks


@pytest.mark.release(20)
def test_a_signed_note_that_vanished_comes_back_as_it_was(
    vault: Vault, record: Store, heron: ClientId, tmp_path: Path
) -> None:
    """Under its own id, with its signature; the chain is whole again and search finds it."""
    was = [factory.sign_note(record, factory.add_session(record, heron)) for _ in range(3)]
    with backed_up(vault, tmp_path) as held:
        factory.lose(record, "note", was[1].id)
        assert not record.run(chains.is_unbroken, heron)
        taken = held.run(bringing_back.note_of, was[1].id, held.made)
    back = record.run(bringing_back.note, taken, later(days=2))

    assert back == was[1].id
    assert record.run(notes.get, back) == was[1]
    assert record.run(chains.is_unbroken, heron)
    assert len(record.run(search.find, "sentence")) == 3
    assert record.run(entries)[0].act == "bring back from the backup of 2025-11-19T14:02:44.120Z"
    assert vault.verify().is_sound


@pytest.mark.release(20)
def test_a_note_that_reads_differently_comes_as_a_draft_beside_it(
    vault: Vault, record: Store, heron: ClientId, tmp_path: Path
) -> None:
    """The one that is here is not touched; the other is named after the backup, and can go."""
    session = factory.add_session(record, heron)
    was = factory.write_note(record, session, {"plan": "as it was"})
    with backed_up(vault, tmp_path) as held:
        record.run(notes.save, was.id, {"plan": "as it is"}, AT)
        now = record.run(notes.sign, was.id, AT)
        taken = held.run(bringing_back.note_of, was.id, held.made)
    back = record.run(notes.get, record.run(bringing_back.note, taken, later(days=2)))

    assert record.run(notes.get, was.id) == now
    assert (back.session_id, back.state) == (session, NoteState.DRAFT)
    assert back.template_name == "Free, restored from the backup of 19 November 2025"
    assert [section.text for section in back.sections] == ["as it was"]
    record.run(trash.put_note, back.id, later(days=3))
    assert vault.verify().is_sound


def test_a_signed_note_for_which_the_chain_has_no_room_comes_as_a_draft(
    vault: Vault, record: Store, heron: ClientId, tmp_path: Path
) -> None:
    """Where another was signed in its place since, two cannot follow on the same one."""
    first = factory.sign_note(record, factory.add_session(record, heron))
    with backed_up(vault, tmp_path) as held:
        factory.lose(record, "note", first.id)
        factory.sign_note(record, factory.add_session(record, heron), {"plan": "another"})
        taken = held.run(bringing_back.note_of, first.id, held.made)
        whole = held.run(bringing_back.client_of, heron, held.made)
    assert record.run(bringing_back.client, whole, later(days=2)) == Brought(0, 0, left=1)
    back = record.run(notes.get, record.run(bringing_back.note, taken, later(days=2)))

    assert back.id != first.id
    assert back.state is NoteState.DRAFT
    assert record.run(chains.is_unbroken, heron)


@pytest.mark.release(20)
def test_a_client_file_that_vanished_comes_back_whole(
    vault: Vault, record: Store, heron: ClientId, tmp_path: Path
) -> None:
    """People, sessions, notes, letters, forms and files: as they were, and the check is content."""
    session = factory.add_session(record, heron)
    was = factory.sign_note(record, session)
    record.run(letters.begin, heron, factory.letter_kind(), DAY, AT)
    record.run(measures.add, factory.result(heron), session, AT)
    record.run(attachments.add, factory.attachment(heron), AT)
    before = record.run(clients.get, heron)
    with backed_up(vault, tmp_path) as held:
        factory.lose(record, "client", heron)
        assert not compared(record, held).is_here
        taken = held.run(bringing_back.client_of, heron, held.made)
        assert record.run(bringing_back.client, taken, later(days=2)).notes == 1
        assert not compared(record, held).differs

    assert record.run(clients.get, heron) == before
    assert record.run(notes.get, was.id) == was
    assert vault.verify().is_sound


def test_of_a_client_who_is_here_only_what_is_missing_comes(
    vault: Vault, record: Store, heron: ClientId, tmp_path: Path
) -> None:
    """What was changed stays changed, what lies in the trash stays there, a session comes back."""
    kept, gone = factory.add_session(record, heron), factory.add_session(record, heron)
    draft = factory.write_note(record, kept)
    other = factory.write_note(record, gone)
    with backed_up(vault, tmp_path) as held:
        record.run(trash.put_note, draft.id, AT)
        factory.lose(record, "session", gone)
        record.run(clients.change, heron, factory.client(people=()), AT)
        found = compared(record, held)
        taken = held.run(bringing_back.client_of, heron, held.made)
    assert found.gone == {"sessions": 1}
    assert record.run(bringing_back.client, taken, later(days=2)).notes == 1

    assert record.run(notes.get, other.id).session_id == gone
    assert record.run(clients.get, heron).people == ()
    assert [each.what for each in record.run(trash.find)] == ["draft note"]
    assert vault.verify().is_sound


def test_a_code_name_that_is_in_use_is_told(
    vault: Vault, record: Store, heron: ClientId, tmp_path: Path
) -> None:
    """Two files of one name would be mistaken for each other: nothing comes before that."""
    with backed_up(vault, tmp_path) as held:
        factory.lose(record, "client", heron)
        factory.add_client(record)
        taken = held.run(bringing_back.client_of, heron, held.made)
    with pytest.raises(CodeNameTaken):
        record.run(bringing_back.client, taken, AT)


@pytest.mark.release(20)
def test_what_is_damaged_in_the_backup_is_not_brought(
    vault: Vault, record: Store, heron: ClientId, tmp_path: Path
) -> None:
    """A note that was damaged on that day already is refused, and left out of its file."""
    note = factory.write_note(record, factory.add_session(record, heron))
    factory.meddle(record, "UPDATE note SET summary = 'x'")
    with backed_up(vault, tmp_path) as held:
        with pytest.raises(RowDamaged):
            held.run(bringing_back.note_of, note.id, held.made)
        taken: Taken = held.run(bringing_back.client_of, heron, held.made)
    assert {table for table, _ in taken.kept} == {"client", "person", "session"}


def test_the_record_of_a_backup_is_gone_once_it_was_looked_at(
    vault: Vault, heron: ClientId, tmp_path: Path
) -> None:
    """While it is open it is one encrypted file; closed, or with the vault, nothing is left."""
    file = vault.backup(tmp_path, at=MADE)
    opened = looking.look_into(vault, file, records.SCHEMA)
    (unpacked,) = vault.folder.glob("*.part")
    assert not unpacked.read_bytes().startswith(b"SQLite")
    opened.close()
    assert list(vault.folder.glob("*.part*")) == []

    opened = looking.look_into(vault, file, records.SCHEMA)
    vault.close()
    assert list(vault.folder.glob("*.part*")) == []
    with pytest.raises(StoreClosed):
        opened.run(earlier.files)

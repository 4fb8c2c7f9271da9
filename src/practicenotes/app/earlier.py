"""A backup that is looked into from the window: its record, held against the one of now."""

from collections.abc import Callable
from pathlib import Path

from practicenotes.app.stores import SCHEMAS
from practicenotes.domain.earlier import ComparedFile
from practicenotes.domain.notes import Note, NoteId
from practicenotes.errors import NotFound
from practicenotes.records import bringing_back, earlier, notes
from practicenotes.ui.earlier.inside import Inside
from practicenotes.vault import Vault
from practicenotes.vault import earlier as backups


def look_into(vault: Vault, file: str) -> Inside:
    """Open the record of a backup to be read; raises what `vault.earlier.look_into` raises."""
    return _inside(vault, backups.look_into(vault, Path(file), SCHEMAS["record"]))


def look_at(vault: Vault, file: str) -> Inside:
    """Open a copy of the record to be read; raises what `vault.earlier.look_at` raises."""
    return _inside(vault, backups.look_at(vault, Path(file), SCHEMAS["record"]))


def _inside(vault: Vault, held: backups.Earlier) -> Inside:
    def read(note_id: NoteId) -> tuple[Note, Note | None]:
        was: Note = held.run(notes.get, note_id)
        try:
            return was, vault.record.run(notes.get, note_id)
        except NotFound:
            return was, None

    return Inside(
        made=held.made,
        compare=_comparing(vault, held),
        read=read,
        take_note=lambda note_id: held.run(bringing_back.note_of, note_id, held.made),
        take_client=lambda client_id: held.run(bringing_back.client_of, client_id, held.made),
        close=held.close,
    )


def _comparing(vault: Vault, held: backups.Earlier) -> Callable[[], tuple[ComparedFile, ...]]:
    """Return what compares file by file, so that no save waits long."""

    def compare() -> tuple[ComparedFile, ...]:
        files = held.run(earlier.files)
        return tuple(vault.record.run(earlier.compare, file) for file in files)

    return compare

"""What can be done with a backup that is looked into; none of it knows of Qt."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from practicenotes.domain.earlier import ComparedFile
from practicenotes.domain.notes import Note, NoteId
from practicenotes.domain.people import ClientId
from practicenotes.records.bringing_back import Taken


@dataclass(frozen=True, slots=True)
class Inside:
    """The open record of a backup; each may take seconds, and after `close` none is asked."""

    made: datetime
    compare: Callable[[], tuple[ComparedFile, ...]]
    read: Callable[[NoteId], tuple[Note, Note | None]]  # as it was, and as it is if it is here
    take_note: Callable[[NoteId], Taken]
    take_client: Callable[[ClientId], Taken]
    close: Callable[[], None]

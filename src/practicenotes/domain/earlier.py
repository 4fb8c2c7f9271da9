"""What a backup holds of the record, and how each thing in it stands to the practice as it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from practicenotes.domain.notes import NoteId, NoteState
from practicenotes.domain.people import ClientId


# What a client file is said to hold beside its notes: the word, and its table.
THINGS = (
    ("sessions", "session"),
    ("letters", "letter"),
    ("goals", "goal"),
    ("questionnaires", "measure_result"),
    ("cards", "client_card"),
    ("files", "attachment"),
    ("frame entries", "frame_event"),
)


class Standing(Enum):
    """What became of a thing since the backup was made."""

    SAME = "as it is now"
    DIFFERS = "reads differently now"
    GONE = "not here any more"
    TRASHED = "in the trash"
    DAMAGED = "damaged here"


@dataclass(frozen=True, slots=True)
class EarlierNote:
    """One note of a backup; `print` is the same as long as it reads the same."""

    id: NoteId
    on: date
    form: str
    state: NoteState
    print: str
    damaged: bool = False


@dataclass(frozen=True, slots=True)
class EarlierFile:
    """One client file of a backup: its notes by day, and the ids of what else it holds."""

    id: ClientId
    code_name: str
    notes: tuple[EarlierNote, ...]
    things: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ComparedNote:
    """A note of a backup, and what became of it."""

    note: EarlierNote
    standing: Standing


@dataclass(frozen=True, slots=True)
class ComparedFile:
    """A client file of a backup beside the one of now; `gone` is counted by the words of THINGS."""

    file: EarlierFile
    is_here: bool
    notes: tuple[ComparedNote, ...]
    gone: Mapping[str, int] = field(default_factory=dict)
    written_since: int = 0  # notes that the backup does not know

    def count(self, standing: Standing) -> int:
        """Return how many notes stand so."""
        return sum(each.standing is standing for each in self.notes)

    @property
    def lacks(self) -> bool:
        """Whether anything of it is missing here."""
        return not self.is_here or bool(self.count(Standing.GONE)) or any(self.gone.values())

    @property
    def differs(self) -> bool:
        """Whether there is anything to say of it."""
        unlike = sum(self.count(each) for each in Standing if each is not Standing.SAME)
        return self.lacks or bool(unlike) or bool(self.written_since)

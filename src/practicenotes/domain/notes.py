"""A record note's life: draft, then signed, then addenda; entered in error; never changed back."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import NewType

from practicenotes.domain import times
from practicenotes.domain.people import ClientId
from practicenotes.domain.sessions import SessionId


NoteId = NewType("NoteId", str)

SIGNED_LATE_AFTER = timedelta(hours=24)


class NoteState(Enum):
    """Where a note stands; a state is never taken back."""

    DRAFT = "draft"
    SIGNED = "signed"
    IN_ERROR = "entered in error"


class AddendumKind(Enum):
    """What is said after signing.

    An addendum adds to a note that was right; an amendment corrects one that was wrong.
    """

    ADDENDUM = "addendum"
    AMENDMENT = "amendment"


class RevisionReason(Enum):
    """Why a revision was kept."""

    LEFT = "page left"
    INTERVAL = "ten minutes of writing"
    SIGNED = "signed"


@dataclass(frozen=True, slots=True)
class NoteSection:
    """One section as it was written: the label and prompt are kept with the text."""

    key: str
    label: str
    prompt: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Addendum:
    """What was added to a signed note, with its own date and reason."""

    id: str
    kind: AddendumKind
    reason: str
    text: str
    signed_at: datetime


@dataclass(frozen=True, slots=True)
class GoalLink:
    """What a note worked towards: a goal of the file, or a line of a plan, as it stood that day."""

    words: str
    goal_id: str = ""
    plan_id: str = ""  # the note that holds the plan


@dataclass(frozen=True, slots=True)
class Note:
    """One record note with its sections, as it stands now.

    `digest` and `previous_digest` are set by signing: each signed note names the one signed before
    it for the same client, so that none can vanish unseen.
    """

    id: NoteId
    client_id: ClientId
    session_id: SessionId | None
    template_id: str
    template_version: int
    template_name: str
    state: NoteState
    sections: tuple[NoteSection, ...]
    begun_at: datetime
    saved_at: datetime
    signed_at: datetime | None = None
    signed_by: str = ""
    signed_late: bool = False
    digest: str = ""
    previous_digest: str = ""
    addenda: tuple[Addendum, ...] = ()
    damaged: bool = False
    goals: tuple[GoalLink, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been written yet."""
        return not any(section.text.strip() for section in self.sections)


@dataclass(frozen=True, slots=True)
class Revision:
    """What a note said at one moment."""

    number: int
    kept_at: datetime
    reason: RevisionReason
    sections: tuple[NoteSection, ...]
    damaged: bool = False


def digest(note: Note, previous_digest: str) -> str:
    """Return the SHA-256 (64 hex digits) of what a signature covers.

    That is the canonical JSON array of ids, template, times, author, every section as key, label,
    prompt and text, and the digest of the note signed before this one for the same client ("" for
    the first).
    """
    covered = [
        note.id,
        note.client_id,
        note.session_id,
        note.template_id,
        note.template_version,
        times.exact(note.begun_at),
        times.exact(note.signed_at) if note.signed_at else None,
        note.signed_by,
        [[section.key, section.label, section.prompt, section.text] for section in note.sections],
        previous_digest,
    ]
    canonical = json.dumps(covered, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()


def is_late(session_starts_at: datetime, signed_at_local: datetime) -> bool:
    """Say whether a note is signed more than 24 hours after its session; both on the wall clock."""
    return signed_at_local - session_starts_at > SIGNED_LATE_AFTER

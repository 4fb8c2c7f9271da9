"""A record note's life: draft, then signed, then addenda; entered in error; nothing is ever undone.

A signature that is withdrawn makes the note a draft again, and stays beside it for ever.
"""

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum
from typing import NewType

from practicenotes.domain import times
from practicenotes.domain.people import ClientId
from practicenotes.domain.sessions import SessionId


NoteId = NewType("NoteId", str)

SIGNED_LATE_AFTER = timedelta(hours=24)


class NoteState(Enum):
    """Where a note stands; only a signature that was withdrawn leads back."""

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
    ASKED = "kept by hand"
    REPLACED = "before a former wording was taken back"


class RemarkKind(Enum):
    """What is said about a whole note, and not in it.

    A late entry was not written at the time; a note entered in error should not have been.
    """

    LATE_ENTRY = "late entry"
    IN_ERROR = "entered in error"


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
class Remark:
    """What was said about a whole note, why, when and by whom."""

    kind: RemarkKind
    reason: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A signature that was taken back, with all that it covered but the words.

    The words are those of the revision with this number.
    """

    at: datetime
    reason: str
    number: int
    template_id: str
    template_version: int
    signed_at: datetime
    signed_by: str
    digest: str
    previous_digest: str
    damaged: bool = False


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
    remarks: tuple[Remark, ...] = ()
    withdrawals: tuple[Withdrawal, ...] = ()
    damaged: bool = False
    goals: tuple[GoalLink, ...] = ()

    def remark(self, kind: RemarkKind) -> Remark | None:
        """Return what was said of this kind last."""
        return next((each for each in reversed(self.remarks) if each.kind is kind), None)

    @property
    def was_signed(self) -> bool:
        """Whether it was ever signed; such a note stays, whatever becomes of it."""
        return self.signed_at is not None or bool(self.withdrawals)

    @property
    def is_sealed(self) -> bool:
        """Whether it can be neither signed nor added to."""
        return self.damaged or self.state is NoteState.IN_ERROR

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
    covered: list[object] = [
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
    return _sha256(covered)


def _sha256(covered: list[object]) -> str:
    canonical = json.dumps(covered, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()


def as_withdrawn(note: Note, withdrawn: Withdrawal, sections: tuple[NoteSection, ...]) -> Note:
    """Return a note as it was when a signature that is withdrawn now was put under it."""
    return replace(
        note,
        sections=sections,
        template_id=withdrawn.template_id,
        template_version=withdrawn.template_version,
        signed_at=withdrawn.signed_at,
        signed_by=withdrawn.signed_by,
    )


def digest_of_addendum(addendum: Addendum, note: Note, signed_by: str, previous_digest: str) -> str:
    """Return the SHA-256 (64 hex digits) of an addendum, in the chain of its client's file."""
    covered: list[object] = [
        addendum.id,
        note.id,
        note.digest,
        addendum.kind.value,
        addendum.reason,
        addendum.text,
        times.exact(addendum.signed_at),
        signed_by,
        previous_digest,
    ]
    return _sha256(covered)


def may_withdraw(note: Note, hours: int, at: datetime) -> bool:
    """Say whether a signature can still be withdrawn, in a window of so many hours; 0 is none."""
    if note.state is not NoteState.SIGNED or note.signed_at is None or note.addenda:
        return False
    return at - note.signed_at <= timedelta(hours=hours) and hours > 0


def is_late_entry(session_starts_at: datetime, begun_at_local: datetime) -> bool:
    """Say whether a note was begun more than 24 hours after its session; both on the wall clock."""
    return begun_at_local - session_starts_at > SIGNED_LATE_AFTER


def is_late(session_starts_at: datetime, signed_at_local: datetime) -> bool:
    """Say whether a note is signed more than 24 hours after its session; both on the wall clock."""
    return signed_at_local - session_starts_at > SIGNED_LATE_AFTER

"""Signing a note, and what may be said once its words cannot change any more."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session as Db

from practicenotes.domain import notes, times
from practicenotes.domain import settings as known
from practicenotes.domain.changes import Changes, writes
from practicenotes.domain.notes import (
    Addendum,
    AddendumKind,
    Note,
    NoteId,
    NoteState,
    RemarkKind,
    RevisionReason,
)
from practicenotes.errors import (
    AnswerUnseen,
    NoteEmpty,
    NoteNotSigned,
    ReasonMissing,
    RowDamaged,
    WithdrawalClosed,
)
from practicenotes.records import chains, measures, note_rows, practice, revisions, settings
from practicenotes.records.schema import AddendumRow, SessionRow
from practicenotes.records.signed_tables import AddendumSignatureRow, NoteRemarkRow, WithdrawalRow
from practicenotes.vault import audit, rows


@writes(Changes.NOTES)
def sign(db: Db, note_id: NoteId, at: datetime) -> Note:
    """Sign a draft: from now on its words cannot change.

    Raises NoteSigned, NoteEmpty, AnswerUnseen, NotFound and RowDamaged.
    """
    row = note_rows.draft(db, note_id)
    note = _whole(db, note_id)
    if note.is_empty:
        raise NoteEmpty(note_id)
    if note.session_id:
        for _, result, flag in measures.unseen(db, note.session_id):
            raise AnswerUnseen(result.name, flag.item, result.id)
    revisions.keep(db, note_id, RevisionReason.SIGNED, at)
    session = db.get(SessionRow, row.session_id) if row.session_id else None
    row.state = NoteState.SIGNED
    row.signed_at = times.instant(at)
    row.signed_by = _author(db)
    row.signed_late = int(
        session is not None and notes.is_late(session.starts_at, times.on_the_wall(at))
    )
    row.previous_digest = chains.newest(db, row.client_id)
    signed = replace(note, signed_at=row.signed_at, signed_by=row.signed_by)
    row.digest = notes.digest(signed, row.previous_digest)
    audit.append(db, "sign", row, at)
    return note_rows.get(db, note_id)


@writes(Changes.NOTES)
def add_to(
    db: Db, note_id: NoteId, kind: AddendumKind, reason: str, text: str, at: datetime
) -> Note:
    """Add to a signed note, which stays as it is.

    Raises NoteNotSigned, NoteEmpty, NotFound and RowDamaged.
    """
    note = _whole(db, note_id)
    if note.state is NoteState.DRAFT:
        raise NoteNotSigned(note_id)
    if not text.strip():
        raise NoteEmpty(note_id)
    addendum = AddendumRow(
        note_id=note_id,
        kind=kind,
        reason=reason,
        body=text,
        signed_at=at,
        signed_by=_author(db),
    )
    rows.keep(db, addendum)
    _chain(db, note, addendum)
    audit.append(db, kind.value, addendum, at)
    return note_rows.get(db, note_id)


@writes(Changes.NOTES)
def withdraw(db: Db, note_id: NoteId, reason: str, at: datetime) -> Note:
    """Withdraw a signature inside the window that the therapist set: the note is a draft again.

    What was signed stays as a revision, and its link in the chain. Raises ReasonMissing,
    WithdrawalClosed, NotFound and RowDamaged.
    """
    row = note_rows.head(db, note_id)
    note = _whole(db, note_id)
    hours = settings.get(db, known.WITHDRAW_HOURS)
    if not reason.strip():
        raise ReasonMissing
    if not notes.may_withdraw(note, int(hours), at) or row.signed_at is None:
        raise WithdrawalClosed(note_id)
    kept = [each for each in revisions.of_note(db, note_id) if not each.damaged]
    signed = next((each for each in reversed(kept) if each.sections == note.covered), None)
    if signed is None:  # without what was signed, the withdrawal would leave nothing to verify
        raise RowDamaged("note_revision", note_id)
    withdrawn = WithdrawalRow(
        note_id=note_id,
        at=at,
        reason=reason.strip(),
        number=signed.number,
        template_id=note.template_id,
        template_version=note.template_version,
        signed_at=row.signed_at,
        signed_by=row.signed_by,
        digest=row.digest,
        previous_digest=row.previous_digest,
    )
    rows.keep(db, withdrawn)
    audit.append(db, "withdraw signature", withdrawn, at)
    row.state, row.signed_at, row.signed_by, row.signed_late = NoteState.DRAFT, None, "", 0
    row.digest = row.previous_digest = ""
    audit.append(db, "signature withdrawn", row, at)
    return note_rows.get(db, note_id)


@writes(Changes.NOTES)
def enter_in_error(db: Db, note_id: NoteId, reason: str, at: datetime) -> Note:
    """Say that a signed note should not be in this file: it stays legible, and stands no more.

    Raises NoteNotSigned, ReasonMissing, NotFound and RowDamaged.
    """
    note = _whole(db, note_id)
    if note.state is not NoteState.SIGNED:
        raise NoteNotSigned(note_id)
    _remark(db, note_id, RemarkKind.IN_ERROR, reason, at)
    row = note_rows.head(db, note_id)
    row.state = NoteState.IN_ERROR
    audit.append(db, "enter in error", row, at)
    return note_rows.get(db, note_id)


@writes(Changes.NOTES)
def say_why_late(db: Db, note_id: NoteId, reason: str, at: datetime) -> Note:
    """Say why a note was not written at the time; the note is dated as it was begun.

    Raises NoteSigned, ReasonMissing, NotFound and RowDamaged.
    """
    note_rows.draft(db, note_id)
    _remark(db, note_id, RemarkKind.LATE_ENTRY, reason, at)
    return note_rows.get(db, note_id)


def is_late_entry(db: Db, note: Note) -> bool:
    """Say whether a note was begun more than a day after its session."""
    session = db.get(SessionRow, note.session_id) if note.session_id else None
    begun = times.on_the_wall(note.begun_at)
    return session is not None and notes.is_late_entry(session.starts_at, begun)


def _whole(db: Db, note_id: NoteId) -> Note:
    note = note_rows.get(db, note_id)
    if note.damaged:
        raise RowDamaged("note", note_id)
    return note


def _remark(db: Db, note_id: NoteId, kind: RemarkKind, reason: str, at: datetime) -> None:
    if not reason.strip():
        raise ReasonMissing
    said = NoteRemarkRow(note_id=note_id, kind=kind, reason=reason.strip(), at=at, by=_author(db))
    rows.keep(db, said)
    audit.append(db, kind.value, said, at)


def _chain(db: Db, note: Note, row: AddendumRow) -> None:
    """Put an addendum into the chain of its client's file."""
    added = Addendum(row.id, row.kind, row.reason, row.body, times.instant(row.signed_at))
    previous = chains.newest(db, note.client_id)
    digest = notes.digest_of_addendum(added, note, row.signed_by, previous)
    link = AddendumSignatureRow(addendum_id=row.id, digest=digest, previous_digest=previous)
    rows.keep(db, link)


def _author(db: Db) -> str:
    """Return the name to sign with."""
    practitioner = practice.get(db)
    if practitioner.damaged:
        raise RowDamaged("practitioner", "")
    return practitioner.name

"""Reads the rows of notes into values, and holds a signed note to what its signature covers."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session as Db

from practicenotes.domain import notes
from practicenotes.domain.notes import (
    Addendum,
    GoalLink,
    Note,
    NoteId,
    NoteSection,
    NoteState,
    Remark,
    Withdrawal,
)
from practicenotes.domain.people import ClientId
from practicenotes.domain.sessions import SessionId
from practicenotes.errors import NoteSigned, NotFound, RowDamaged
from practicenotes.records.schema import AddendumRow, GoalLinkRow, NoteRow, NoteSectionRow
from practicenotes.records.signed_tables import NoteRemarkRow, WithdrawalRow
from practicenotes.vault.rows import DAMAGED, Sealed


def find(db: Db, *which: ColumnElement[bool]) -> tuple[Note, ...]:
    """Return these notes in the order of their beginning, with few questions to the store."""
    found = db.scalars(select(NoteRow).where(*which).order_by(NoteRow.row)).all()
    ids = select(NoteRow.id).where(*which)
    sections = _by_note(
        db.scalars(
            select(NoteSectionRow)
            .where(NoteSectionRow.note_id.in_(ids))
            .order_by(NoteSectionRow.position)
        )
    )
    added = _by_note(_parts(db, AddendumRow, ids))
    remarks = _by_note(_parts(db, NoteRemarkRow, ids))
    withdrawn = _by_note(_parts(db, WithdrawalRow, ids))
    links = _by_note(_parts(db, GoalLinkRow, ids))
    return tuple(
        replace(
            _value(row, sections[row.id], added[row.id], remarks[row.id], withdrawn[row.id]),
            goals=_goals(links[row.id]),
        )
        for row in found
    )


def get(db: Db, note_id: NoteId) -> Note:
    """Return one note with its sections and addenda; raises NotFound."""
    found = find(db, NoteRow.id == note_id)
    if not found:
        raise NotFound("note", note_id)
    return found[0]


def head(db: Db, note_id: NoteId) -> NoteRow:
    """Return the row of a note; raises NotFound."""
    row = db.get(NoteRow, note_id)
    if row is None:
        raise NotFound("note", note_id)
    return row


def draft(db: Db, note_id: NoteId) -> NoteRow:
    """Return the row of a note that can be written; raises NoteSigned, NotFound, RowDamaged."""
    row = head(db, note_id)
    if row.damaged:
        raise RowDamaged("note", note_id)
    if row.state is not NoteState.DRAFT:
        raise NoteSigned(note_id)
    return row


def sections(db: Db, note_id: NoteId | str) -> list[NoteSectionRow]:
    """Return the rows of a note's sections in their order."""
    chosen = select(NoteSectionRow).where(NoteSectionRow.note_id == note_id)
    return list(db.scalars(chosen.order_by(NoteSectionRow.position)))


def intact(found: list[NoteSectionRow]) -> list[NoteSectionRow]:
    """Return these sections, all of them whole; raises RowDamaged."""
    for section in found:
        if section.damaged:
            raise RowDamaged("note_section", section.id)
    return found


_Part = TypeVar("_Part", NoteSectionRow, AddendumRow, NoteRemarkRow, WithdrawalRow, GoalLinkRow)


def _parts(db: Db, part: type[_Part], ids: Any) -> Iterable[_Part]:
    return db.scalars(select(part).where(part.note_id.in_(ids)).order_by(part.row))


def _by_note(parts: Iterable[_Part]) -> defaultdict[str, list[_Part]]:
    found: defaultdict[str, list[_Part]] = defaultdict(list)
    for part in parts:
        found[part.note_id].append(part)
    return found


def _goals(links: Sequence[GoalLinkRow]) -> tuple[GoalLink, ...]:
    return tuple(
        GoalLink(link.words, link.goal_id, link.plan_id) for link in links if not link.damaged
    )


def _value(
    row: NoteRow,
    sections: Sequence[NoteSectionRow],
    added: Sequence[AddendumRow],
    remarks: Sequence[NoteRemarkRow],
    withdrawn: Sequence[WithdrawalRow],
) -> Note:
    parts: tuple[Sealed, ...] = (row, *sections, *added, *remarks, *withdrawn)
    note = Note(
        id=NoteId(row.id),
        client_id=ClientId(row.client_id),
        session_id=SessionId(row.session_id) if row.session_id else None,
        template_id=row.template_id,
        template_version=row.template_version,
        template_name=row.template_name,
        state=row.state,
        sections=tuple(NoteSection(s.key, s.label, s.prompt, s.body) for s in sections),
        begun_at=row.begun_at,
        saved_at=row.saved_at,
        signed_at=row.signed_at,
        signed_by=row.signed_by,
        signed_late=bool(row.signed_late),
        digest=row.digest,
        previous_digest=row.previous_digest,
        addenda=tuple(Addendum(a.id, a.kind, a.reason, a.body, a.signed_at) for a in added),
        remarks=tuple(Remark(r.kind, r.reason, r.at, r.by) for r in remarks),
        withdrawals=tuple(withdrawal(w) for w in withdrawn),
        damaged=any(part.damaged for part in parts),
    )
    return note if note.damaged or _as_signed(note) else _withheld(note)


def withdrawal(row: WithdrawalRow) -> Withdrawal:
    """Return a signature that was withdrawn."""
    return Withdrawal(
        at=row.at,
        reason=row.reason,
        number=row.number,
        template_id=row.template_id,
        template_version=row.template_version,
        signed_at=row.signed_at,
        signed_by=row.signed_by,
        digest=row.digest,
        previous_digest=row.previous_digest,
        damaged=row.damaged,
    )


def _as_signed(note: Note) -> bool:
    """Say whether a note is a draft, or still what its signature covers."""
    return note.signed_at is None or note.digest == notes.digest(note, note.previous_digest)


def _withheld(note: Note) -> Note:
    """Return a note without its words: all parts carry their mark, but not as they were signed."""
    covered = tuple(replace(section, text=DAMAGED) for section in note.sections)
    return replace(note, sections=covered, damaged=True)

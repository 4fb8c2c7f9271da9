"""What a note worked towards: offered from goals and plans, never demanded, fixed by signing."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session as Db

from practicenotes.domain import answers
from practicenotes.domain.changes import Changes, writes
from practicenotes.domain.notes import GoalLink, Note, NoteId, NoteState
from practicenotes.domain.people import ClientId
from practicenotes.errors import NoteSigned
from practicenotes.records import forms, goals, note_rows, notes
from practicenotes.records.schema import GoalLinkRow, NoteRow
from practicenotes.vault import audit, rows


def offered(db: Db, client_id: ClientId) -> tuple[GoalLink, ...]:
    """Return what a note of a client can be linked to: goals not reached, and the latest plan."""
    found = [
        GoalLink(goal.text, goal_id=goal.id)
        for goal in goals.of_client(db, client_id)
        if goal.reached_on is None and not goal.damaged
    ]
    found += _of_plan(db, client_id)
    return tuple({link.words: link for link in reversed(found)}.values())[::-1]


@writes(Changes.NOTES)
def choose(db: Db, note_id: NoteId, links: Sequence[GoalLink], at: datetime) -> Note:
    """Link a draft to exactly these, in this order; raises NoteSigned and NotFound."""
    note = notes.get(db, note_id)
    if note.state is not NoteState.DRAFT:
        raise NoteSigned(note_id)
    chosen = select(GoalLinkRow).where(GoalLinkRow.note_id == note_id)
    known = {row.words: row for row in db.scalars(chosen) if not row.damaged}
    for words in known.keys() - {link.words for link in links}:
        db.delete(known[words])
        audit.append(db, "unlink", known[words], at)
    for link in links:
        if link.words not in known:
            row = GoalLinkRow(
                note_id=note_id,
                goal_id=link.goal_id,
                plan_id=link.plan_id,
                words=link.words,
                linked_at=at,
            )
            audit.append(db, "link", rows.keep(db, row), at)
    db.flush()
    return notes.get(db, note_id)


def _of_plan(db: Db, client_id: ClientId) -> list[GoalLink]:
    """Return the lines of the newest note that sets aims; no other note is read for it."""
    aims = _aims_by_form(db, client_id)
    for note in reversed(_notes_in(db, client_id, list(aims))):
        keys = aims[note.template_id, note.template_version]
        lines = [
            line
            for section in note.sections
            if section.key in keys
            for line in answers.lines(section.text)
        ]
        if lines:
            return [GoalLink(line, plan_id=note.id) for line in lines]
    return []


def _aims_by_form(db: Db, client_id: ClientId) -> dict[tuple[str, int], set[str]]:
    """Return those forms of a client's notes that set aims, each with the sections that do."""
    chosen = select(NoteRow.template_id, NoteRow.template_version)
    used = db.execute(chosen.where(NoteRow.client_id == client_id).distinct()).all()
    known = {(name, version): forms.find(db, name, version) for name, version in used}
    found = {
        key: {section.id for section in form.sections if section.sets_aims}
        for key, form in known.items()
        if form
    }
    return {key: sections for key, sections in found.items() if sections}


def _notes_in(db: Db, client_id: ClientId, used: list[tuple[str, int]]) -> list[Note]:
    """Return the notes of a client in these forms, oldest first, that stand and can be read."""
    which = tuple_(NoteRow.template_id, NoteRow.template_version).in_(used)
    stands = NoteRow.state != NoteState.IN_ERROR
    found = note_rows.find(db, NoteRow.client_id == client_id, stands, which)
    return [note for note in found if not note.damaged]

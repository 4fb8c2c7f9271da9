"""What a note worked towards: offered from goals and plans, never demanded, fixed by signing."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from practicenotes.domain import answers
from practicenotes.domain.changes import Changes, writes
from practicenotes.domain.notes import GoalLink, Note, NoteId, NoteState
from practicenotes.domain.people import ClientId
from practicenotes.errors import NoteSigned
from practicenotes.records import forms, goals, notes
from practicenotes.records.schema import GoalLinkRow
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
    """Return the lines of the newest note that sets aims."""
    for note in reversed(notes.of_client(db, client_id)):
        if note.damaged or note.state is NoteState.IN_ERROR:
            continue
        aims = {section.id for section in forms.of_note(db, note).sections if section.sets_aims}
        lines = [
            line
            for section in note.sections
            if section.key in aims
            for line in answers.lines(section.text)
        ]
        if lines:
            return [GoalLink(line, plan_id=note.id) for line in lines]
    return []

"""Questions about a relationship: which are still to be asked, and what was made of the others."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from practicenotes.domain import alliance, signs
from practicenotes.domain.changes import Changes, writes
from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections import Answer, Reflection
from practicenotes.domain.reflections.questions import Given, Question, QuestionKind
from practicenotes.domain.sessions import SessionId
from practicenotes.domain.signs import Noticed
from practicenotes.errors import NotFound, RowDamaged
from practicenotes.reflections.schema import QuestionRow
from practicenotes.vault import audit, rows


def raised(
    sessions: Sequence[SessionId],
    composites: Sequence[float | None],
    noticed: Iterable[Noticed] = (),
) -> tuple[Question, ...]:
    """Return what the ratings of one relationship give rise to, by session, latest first.

    A slow decline is one question: a dip on the way down that was not repaired is part of it.

    Args:
        sessions: the client's sessions, earliest first.
        composites: one for each of them, None where not rated.
        noticed: smaller signs, of facets or of the client card, in numbers of these sessions.
    """
    drifts = alliance.drifts(composites)
    found = [
        Question(sessions[dip.session - 1], QuestionKind.DIP)
        for dip in alliance.dips(composites)
        if not any(drift.holds(dip) for drift in drifts)
    ]
    found += [
        Question(sessions[drift.session - 1], QuestionKind.DRIFT, since=sessions[drift.since - 1])
        for drift in drifts
    ]
    found += [_of_sign(each, sessions) for each in noticed]
    order = {session_id: number for number, session_id in enumerate(sessions)}
    return tuple(sorted(found, key=lambda each: order[each.session_id], reverse=True))


def of_facets(
    sessions: Sequence[SessionId], reflections: Iterable[Reflection]
) -> tuple[Noticed, ...]:
    """Return the facets that went down by two steps, in numbers of these sessions."""
    rated = {
        each.session_id: {
            entry.facet_id: entry.rating for entry in each.entries if entry.answer is Answer.RATED
        }
        for each in reflections
        if not each.damaged
    }
    return signs.facet_steps([rated.get(session_id, {}) for session_id in sessions])


def still_to_ask(
    db: Db,
    client_id: ClientId,
    sessions: Sequence[SessionId],
    composites: Sequence[float | None],
    noticed: Iterable[Noticed] = (),
) -> tuple[Question, ...]:
    """Return the questions that were neither answered nor set aside, latest first.

    One whose answer can no longer be read was answered all the same.
    """
    keys = select(QuestionRow.session_id, QuestionRow.kind, QuestionRow.about)
    done = {tuple(key) for key in db.execute(keys.where(QuestionRow.client_id == client_id))}
    return tuple(each for each in raised(sessions, composites, noticed) if each.key not in done)


def given(db: Db, client_id: ClientId) -> tuple[Given, ...]:
    """Return what was made of questions about one client, in the order of the first word."""
    chosen = select(QuestionRow).where(QuestionRow.client_id == client_id)
    return tuple(_value(row) for row in db.scalars(chosen.order_by(QuestionRow.row)))


@writes(Changes.REFLECTIONS)
def answer(db: Db, client_id: ClientId, question: Question, words: str, at: datetime) -> None:
    """Write a line in answer to a question; without words it is open again.

    What was set aside stays so. Raises RowDamaged when what is kept can no longer be read.
    """
    row = _row(db, question)
    if words.strip() or (row is not None and row.set_aside_at):
        _keep(db, row or _new(client_id, question), words, at)
    elif row is not None:
        _forget(db, row, at)


@writes(Changes.REFLECTIONS)
def set_aside(db: Db, client_id: ClientId, question: Question, at: datetime) -> None:
    """Set a question aside: it does not return for that session."""
    row = _row(db, question) or _new(client_id, question)
    if row.set_aside_at is None:
        row.set_aside_at = at
        _keep(db, row, row.answer, at)
        audit.append(db, "set aside", row, at)


@writes(Changes.REFLECTIONS)
def ask_again(db: Db, question: Question, at: datetime) -> None:
    """Take back that a question was set aside; raises NotFound."""
    row = _row(db, question)
    if row is None or row.set_aside_at is None:
        raise NotFound("question", question.session_id)
    if not row.answer:
        _forget(db, row, at)
        return
    row.set_aside_at = None
    _keep(db, row, row.answer, at)
    audit.append(db, "ask again", row, at)


def _of_sign(noticed: Noticed, sessions: Sequence[SessionId]) -> Question:
    return Question(
        session_id=sessions[noticed.session - 1],
        kind=QuestionKind(noticed.sign.value),
        about=noticed.about,
        since=None if noticed.was_in is None else sessions[noticed.was_in - 1],
        now=noticed.now,
        was=noticed.was,
    )


def _row(db: Db, question: Question) -> QuestionRow | None:
    """Return what is kept on a question; raises RowDamaged when it can no longer be read."""
    chosen = select(QuestionRow).where(
        QuestionRow.session_id == question.session_id,
        QuestionRow.kind == question.kind,
        QuestionRow.about == question.about,
    )
    row = db.scalars(chosen).first()
    if row is not None and row.damaged:
        raise RowDamaged("question", row.id)
    return row


def _new(client_id: ClientId, question: Question) -> QuestionRow:
    return QuestionRow(
        client_id=client_id,
        session_id=question.session_id,
        kind=question.kind,
        about=question.about,
        answer="",
    )


def _keep(db: Db, row: QuestionRow, words: str, at: datetime) -> None:
    begun = row.id is None
    row.answer = words
    row.changed_at = at
    rows.keep(db, row)
    if begun:
        audit.append(db, "begin", row, at)


def _forget(db: Db, row: QuestionRow, at: datetime) -> None:
    db.delete(row)
    audit.append(db, "forget", row, at)


def _value(row: QuestionRow) -> Given:
    return Given(
        client_id=ClientId(row.client_id),
        session_id=SessionId(row.session_id),
        kind=row.kind,
        about=row.about,
        answer=row.answer,
        set_aside_at=row.set_aside_at,
        changed_at=row.changed_at,
        damaged=row.damaged,
    )

"""Client cards: begun, kept while the client answers, and finished when the computer is given back.

What the client filled in on the screen stays as it was given. What was typed in from paper can be
corrected, and the audit trail tells of it.
"""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session as Db

from practicenotes.domain.cards import SCALE, CardId, CardLine, ClientCard, Given
from practicenotes.domain.changes import Changes, writes
from practicenotes.domain.people import ClientId
from practicenotes.domain.sessions import Attendance, SessionId
from practicenotes.errors import CardAsGiven, NotFound, RowDamaged
from practicenotes.records import withdrawals
from practicenotes.records.schema import ClientCardRow, ClientRow, SessionRow
from practicenotes.vault import audit, rows


_OPEN = (Attendance.PLANNED, *(attendance for attendance in Attendance if attendance.held))


@writes(Changes.CARDS)
def begin(db: Db, card: ClientCard, at: datetime) -> ClientCard:
    """Return the card that the client fills in now; its own id is ignored; raises NotFound.

    One that was begun for the same hour on the same day and was never given back is gone on with:
    its answers stay, and lines that were chosen since are added.
    """
    same_hour = (
        (ClientCardRow.client_id == card.client_id)
        & (ClientCardRow.taken_on == card.taken_on)
        & ClientCardRow.finished_at.is_(None)
        & (ClientCardRow.session_id.is_not_distinct_from(card.session_id))
    )
    gone = withdrawals.of_client(db, card.client_id)
    found = db.scalars(select(ClientCardRow).where(same_hour))
    waiting = [row for row in found if not row.damaged and row.id not in gone]
    if not waiting:
        return get(db, _add(db, card, "begin", at))
    row = waiting[-1]
    said = {line.facet_id: line for line in _value(row).lines if line.answer is not None}
    lines = [said.pop(line.facet_id, line) for line in card.lines]
    row.answers = _listing((*lines, *said.values()))
    audit.append(db, "go on", row, at)
    return _value(row)


@writes(Changes.CARDS)
def keep(db: Db, card: ClientCard, at: datetime) -> datetime:
    """Keep a card as it stands while it is filled in; return the time.

    Raises NotFound, or CardAsGiven once it was given back.
    """
    row = _row(db, card.id)
    if row.finished_at:
        raise CardAsGiven(card.id)
    row.answers = _listing(card.lines)
    row.comment = card.comment
    row.saved_at = at
    return at


@writes(Changes.CARDS)
def finish(db: Db, card_id: CardId, at: datetime) -> None:
    """End a card that was given back; one on which nothing was said is gone. Raises NotFound."""
    row = _row(db, card_id)
    if _value(row).is_empty and not row.damaged:
        db.delete(row)
        audit.append(db, "forget", row, at)
        return
    row.finished_at = row.finished_at or at
    audit.append(db, "finish", row, at)


@writes(Changes.CARDS)
def add(db: Db, card: ClientCard, at: datetime) -> CardId:
    """File a card that was filled in on paper; its own id is ignored; raises NotFound."""
    return _add(db, card, "add", at, finished_at=at)


@writes(Changes.CARDS)
def correct(db: Db, card: ClientCard, at: datetime) -> None:
    """Keep a card that was typed in from paper as it stands now.

    Raises NotFound, or CardAsGiven for one that the client filled in on the screen.
    """
    row = _row(db, card.id)
    if row.given is not Given.ON_PAPER:
        raise CardAsGiven(card.id)
    row.session_id = card.session_id
    row.taken_on = card.taken_on
    row.answers = _listing(card.lines)
    row.comment = card.comment
    row.saved_at = at
    audit.append(db, "correct", row, at)


@writes(Changes.CARDS)
def withdraw(db: Db, card_id: CardId, reason: str, at: datetime) -> ClientCard:
    """Say that a card was entered in error and why, and return it.

    Raises ReasonMissing, NotFound and RowDamaged.
    """
    withdrawals.withdraw(db, _whole(db, card_id), reason, at)
    return get(db, card_id)


@writes(Changes.CARDS)
def bring_back(db: Db, card_id: CardId, at: datetime) -> ClientCard:
    """Say that it was right after all; raises NotFound and RowDamaged."""
    withdrawals.bring_back(db, _whole(db, card_id), at)
    return get(db, card_id)


@writes(Changes.NONE)
def told_of_printing(db: Db, client_id: ClientId, at: datetime) -> None:
    """Enter in the audit trail that an empty card was printed for a client; raises NotFound."""
    row = db.get(ClientRow, client_id)
    if row is None:
        raise NotFound("client", client_id)
    audit.append(db, "print client card", row, at)


def get(db: Db, card_id: CardId) -> ClientCard:
    """Return one card; raises NotFound."""
    row = _row(db, card_id)
    client_id = ClientId(row.client_id)
    gone = row.id in withdrawals.of_client(db, client_id)
    why = withdrawals.reasons(db, client_id).get(row.id, "") if gone else ""
    return replace(_value(row, withdrawn=gone), why=why)


def of_client(db: Db, client_id: ClientId) -> tuple[ClientCard, ...]:
    """Return the cards of a client, earliest first, without those entered in error."""
    return tuple(card for card in every(db, client_id) if not card.withdrawn)


def every(db: Db, client_id: ClientId) -> tuple[ClientCard, ...]:
    """Return all cards of a client, earliest first, those entered in error among them."""
    gone, why = withdrawals.of_client(db, client_id), withdrawals.reasons(db, client_id)
    found = _found(db, ClientCardRow.client_id == client_id, gone)
    return tuple(replace(card, why=why.get(card.id, "")) for card in found)


def of_session(db: Db, session_id: SessionId) -> tuple[ClientCard, ...]:
    """Return the cards that were filled in after one session, without those entered in error."""
    session = db.get(SessionRow, session_id)
    gone = withdrawals.of_client(db, ClientId(session.client_id)) if session else frozenset()
    found = _found(db, ClientCardRow.session_id == session_id, gone)
    return tuple(card for card in found if not card.withdrawn)


def occasion(db: Db, client_id: ClientId, now: datetime) -> SessionId | None:
    """Return the session that a card filled in now is about: the last that has begun, if any.

    `now` is the clock on the wall.
    """
    begun = (
        (SessionRow.client_id == client_id)
        & (SessionRow.starts_at <= now)
        & SessionRow.attendance.in_(_OPEN)
    )
    chosen = select(SessionRow.id).where(begun).order_by(SessionRow.starts_at.desc()).limit(1)
    found = db.scalars(chosen).first()
    return SessionId(found) if found else None


def _add(
    db: Db, card: ClientCard, act: str, at: datetime, finished_at: datetime | None = None
) -> CardId:
    if db.get(ClientRow, card.client_id) is None:
        raise NotFound("client", card.client_id)
    row = ClientCardRow(
        client_id=card.client_id,
        session_id=card.session_id,
        taken_on=card.taken_on,
        answers=_listing(card.lines),
        comment=card.comment,
        given=card.given,
        saved_at=at,
        finished_at=finished_at,
    )
    rows.keep(db, row)
    audit.append(db, act, row, at)
    return CardId(row.id)


def _listing(lines: tuple[CardLine, ...]) -> list[list[object]]:
    """Return lines as they are stored; ValueError for a number that is not on the scale."""
    for line in lines:
        if line.answer is not None and line.answer not in SCALE:
            raise ValueError(line.answer)
    return [[line.facet_id, line.words, line.answer] for line in lines]


def _row(db: Db, card_id: CardId) -> ClientCardRow:
    row = db.get(ClientCardRow, card_id)
    if row is None:
        raise NotFound("card", card_id)
    return row


def _whole(db: Db, card_id: CardId) -> ClientCardRow:
    row = _row(db, card_id)
    if row.damaged:
        raise RowDamaged("card", card_id)
    return row


def _found(db: Db, which: ColumnElement[bool], gone: frozenset[str]) -> tuple[ClientCard, ...]:
    chosen = select(ClientCardRow).where(which)
    found = db.scalars(chosen.order_by(ClientCardRow.taken_on, ClientCardRow.row))
    return tuple(_value(row, withdrawn=row.id in gone) for row in found)


def _value(row: ClientCardRow, *, withdrawn: bool = False) -> ClientCard:
    return ClientCard(
        id=CardId(row.id),
        client_id=ClientId(row.client_id),
        taken_on=row.taken_on,
        lines=tuple(CardLine(*line) for line in row.answers),  # type: ignore[arg-type]
        comment=row.comment,
        given=row.given,
        session_id=SessionId(row.session_id) if row.session_id else None,
        saved_at=row.saved_at,
        finished_at=row.finished_at,
        damaged=row.damaged,
        withdrawn=withdrawn,
    )

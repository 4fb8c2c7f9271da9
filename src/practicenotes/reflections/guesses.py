"""Guesses: what the therapist thought a client's card would say, kept before it was opened."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from practicenotes.domain.cards import SCALE, CardId
from practicenotes.domain.changes import Changes, writes
from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections.looking_back import Guess
from practicenotes.errors import AlreadyCompared
from practicenotes.reflections.schema import GuessRow
from practicenotes.vault import audit, rows


def of_card(db: Db, card_id: CardId) -> Guess | None:
    """Return the guess before a card, empty where it was passed by; None where neither happened."""
    row = _row(db, card_id)
    return _value(row) if row else None


def of_client(db: Db, client_id: ClientId) -> tuple[Guess, ...]:
    """Return the guesses about one client, in the order in which they were made."""
    chosen = select(GuessRow).where(GuessRow.client_id == client_id).order_by(GuessRow.row)
    return tuple(_value(row) for row in db.scalars(chosen))


@writes(Changes.REFLECTIONS)
def make(db: Db, guess: Guess, at: datetime) -> Guess:
    """Keep a guess; an empty one says that the card is opened without; return it.

    Raises AlreadyCompared once the card was opened.
    """
    row = _row(db, guess.card_id) or GuessRow(card_id=guess.card_id, client_id=guess.client_id)
    if row.looked_at:
        raise AlreadyCompared("guess")
    if any(answer is not None and answer not in SCALE for _, answer in guess.answers):
        raise ValueError(guess.answers)
    row.answers = [list(pair) for pair in guess.answers]
    row.words = guess.words.strip()
    row.guessed_at = at
    rows.keep(db, row)
    audit.append(db, "guess", row, at)
    return _value(row)


@writes(Changes.NONE)
def look(db: Db, card_id: CardId, at: datetime) -> None:
    """Remember that the card was opened: from now on the guess stays as it is."""
    row = _row(db, card_id)
    if row and not row.looked_at:
        row.looked_at = at
        audit.append(db, "look", row, at)


def _row(db: Db, card_id: CardId) -> GuessRow | None:
    return db.scalars(select(GuessRow).where(GuessRow.card_id == card_id)).first()


def _value(row: GuessRow) -> Guess:
    return Guess(
        card_id=CardId(row.card_id),
        client_id=ClientId(row.client_id),
        answers=tuple((facet, answer) for facet, answer in row.answers),  # type: ignore[misc]
        words=row.words,
        guessed_at=row.guessed_at,
        looked_at=row.looked_at,
        damaged=row.damaged,
    )

"""Words that the private layer has learnt; the other store knows nothing of them."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from practicenotes.domain.changes import Changes, writes
from practicenotes.reflections.schema import WordRow
from practicenotes.vault import audit, rows


def every(db: Db) -> tuple[str, ...]:
    """Return every learnt word, the latest first; a damaged one is no word."""
    latest_first = select(WordRow).order_by(WordRow.learnt_at.desc(), WordRow.row.desc())
    return tuple(row.word for row in db.scalars(latest_first) if not row.damaged)


@writes(Changes.WRITING)
def learn(db: Db, word: str, at: datetime) -> None:
    """Keep a word; one that is known already stays as it is."""
    if _row(db, word) is None:
        row = WordRow(word=word, learnt_at=at)
        rows.keep(db, row)
        audit.append(db, "learn", row, at)


@writes(Changes.WRITING)
def forget(db: Db, word: str, at: datetime) -> None:
    """Take a word out; one that is not known needs nothing."""
    row = _row(db, word)
    if row is not None:
        db.delete(row)
        audit.append(db, "forget", row, at)


def _row(db: Db, word: str) -> WordRow | None:
    return db.scalars(select(WordRow).where(WordRow.word == word)).first()

"""What belongs to a letter beside its words, in a row of its own beside that of the letter."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from practicenotes.domain.letter_check import as_kept
from practicenotes.domain.letters import Letter, LetterId
from practicenotes.errors import RowDamaged
from practicenotes.records.letter_tables import LetterAboutRow
from practicenotes.records.schema import LetterRow
from practicenotes.vault import rows


def attach(db: Db, found: Iterable[Letter]) -> tuple[Letter, ...]:
    """Return these letters with what belongs to each; where that is damaged, so is the letter."""
    bare = tuple(found)
    beside = LetterAboutRow.letter_id.in_([letter.id for letter in bare])
    told = {row.letter_id: row for row in db.scalars(select(LetterAboutRow).where(beside))}
    days = _days(db, [row.replaces_id for row in told.values() if row.replaces_id])
    return tuple(_with(letter, told.get(letter.id), days) for letter in bare)


def keep(db: Db, letter: Letter) -> None:
    """Keep what belongs to a letter; one that has nothing beside its words needs no row.

    Raises RowDamaged.
    """
    row = db.scalars(select(LetterAboutRow).where(LetterAboutRow.letter_id == letter.id)).first()
    consent = letter.consent
    if row is None and not (consent.purpose or consent.confirmed_on or letter.seen):
        return
    if row is None:
        row = rows.keep(db, _row(letter))
    if row.damaged:
        raise RowDamaged("letter", letter.id)
    row.purpose = consent.purpose
    row.confirmed_on = consent.confirmed_on
    row.seen = _seen(letter.id, letter.seen)


def begin(db: Db, letter: Letter) -> None:
    """Keep what belongs to a letter that corrects another."""
    rows.keep(db, _row(letter))


def replaced(db: Db, letter_ids: Iterable[LetterId]) -> dict[LetterId, LetterId]:
    """Return which of these letters are corrected by another, and by which; the last one counts."""
    chosen = select(LetterAboutRow).where(LetterAboutRow.replaces_id.in_(list(letter_ids)))
    found = db.scalars(chosen.order_by(LetterAboutRow.row))
    return {LetterId(row.replaces_id): LetterId(row.letter_id) for row in found if row.replaces_id}


def _row(letter: Letter) -> LetterAboutRow:
    return LetterAboutRow(
        letter_id=letter.id,
        purpose=letter.consent.purpose,
        confirmed_on=letter.consent.confirmed_on,
        seen=_seen(letter.id, letter.seen),
        replaces_id=letter.replaces,
    )


def _with(letter: Letter, row: LetterAboutRow | None, days: dict[str, date]) -> Letter:
    if row is None:
        return letter
    if row.damaged:
        return replace(letter, damaged=True)
    told = replace(letter.consent, purpose=row.purpose, confirmed_on=row.confirmed_on)
    return replace(
        letter,
        consent=told,
        seen=tuple(_seen(letter.id, row.seen)),
        replaces=LetterId(row.replaces_id) if row.replaces_id else None,
        replaces_on=days.get(row.replaces_id or ""),
    )


def _seen(letter_id: LetterId, keys: Iterable[str]) -> list[str]:
    """Return what was looked at without any of its words, also where it was kept with them once."""
    return [as_kept(letter_id, key) for key in keys]


def _days(db: Db, letter_ids: list[str]) -> dict[str, date]:
    found = db.scalars(select(LetterRow).where(LetterRow.id.in_(letter_ids)))
    return {row.id: row.written_on for row in found if not row.damaged}

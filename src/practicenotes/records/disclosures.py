"""The list of what left the practice: entered with each approval, and only ever added to."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from practicenotes.domain.changes import Changes, writes
from practicenotes.domain.disclosures import Disclosure, Way
from practicenotes.domain.letters import LetterId, LetterState
from practicenotes.domain.people import ClientId
from practicenotes.errors import NotFound
from practicenotes.records.letter_tables import LetterSentRow
from practicenotes.records.schema import DisclosureRow, LetterRow
from practicenotes.vault import audit, rows


def of_client(db: Db, client_id: ClientId) -> tuple[Disclosure, ...]:
    """Return what left the practice about a client, latest first."""
    of_letters = select(LetterRow.id).where(LetterRow.client_id == client_id)
    told = select(LetterSentRow).where(LetterSentRow.letter_id.in_(of_letters))
    sent = {row.letter_id: row for row in db.scalars(told.order_by(LetterSentRow.row))}
    chosen = select(DisclosureRow).where(DisclosureRow.client_id == client_id)
    return tuple(
        _value(row, sent.get(row.letter_id or ""))
        for row in db.scalars(chosen.order_by(DisclosureRow.row.desc()))
    )


def sent(db: Db, letter_id: LetterId) -> str:
    """Say when and how a letter went, as it was told last; empty while nobody has said."""
    found = db.scalars(select(DisclosureRow).where(DisclosureRow.letter_id == letter_id))
    told = select(LetterSentRow).where(LetterSentRow.letter_id == letter_id)
    last = db.scalars(told.order_by(LetterSentRow.row.desc())).first()
    return next((_value(row, last).sent for row in found), "")


@writes(Changes.LETTERS)
def told_of_sending(db: Db, letter_id: LetterId, sent_on: date, way: Way, at: datetime) -> None:
    """Enter when and how an approved letter went out; raises NotFound."""
    letter = db.get(LetterRow, letter_id)
    if letter is None or letter.state is not LetterState.APPROVED:
        raise NotFound("letter", letter_id)
    row = rows.keep(db, LetterSentRow(letter_id=letter_id, sent_on=sent_on, way=way, at=at))
    audit.append(db, "send", row, at)


def _value(row: DisclosureRow, sent: LetterSentRow | None) -> Disclosure:
    whole = sent if sent and not sent.damaged else None
    return Disclosure(
        id=row.id,
        at=row.at,
        recipient=row.recipient,
        what=row.what,
        basis=row.basis,
        letter_id=LetterId(row.letter_id) if row.letter_id else None,
        sent_on=whole.sent_on if whole else None,
        way=whole.way if whole else None,
        damaged=row.damaged or bool(sent and sent.damaged),
    )

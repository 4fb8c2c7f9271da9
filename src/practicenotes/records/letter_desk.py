"""What lies on the desk when a letter is opened, gathered in one transaction."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.orm import Session as Db

from practicenotes import catalog
from practicenotes.domain.changes import Changes, writes
from practicenotes.domain.letters import Letter, LetterId, LetterKind, LetterState, Offer
from practicenotes.domain.people import Client, ClientId, Practitioner
from practicenotes.errors import RowDamaged
from practicenotes.records import clients, letters, offers, practice


@dataclass(frozen=True, slots=True)
class LetterDesk:
    """One letter with what the record offers to it; an approved one with its exact pages.

    A letter that was changed from outside has neither.
    """

    letter: Letter
    client: Client
    practitioner: Practitioner
    kind: LetterKind | None  # None: the letter is frozen, and nothing is on offer
    facts: tuple[Offer, ...] = ()
    passages: tuple[Offer, ...] = ()
    pages: bytes = b""


def lay(db: Db, letter_id: LetterId) -> LetterDesk:
    """Lay out a letter; raises NotFound and UnknownKind."""
    letter = letters.get(db, letter_id)
    client = clients.get(db, letter.client_id)
    practitioner = practice.get(db)
    if letter.state is LetterState.APPROVED:
        return _with_pages(db, LetterDesk(letter, client, practitioner, None))
    if letter.damaged:
        return LetterDesk(letter, client, practitioner, None)
    kind = catalog.letter_kind(letter.kind_id)
    facts = offers.facts(db, client.id, kind)
    passages = offers.passages(db, client.id, kind)
    return LetterDesk(letter, client, practitioner, kind, facts, passages)


def _with_pages(db: Db, desk: LetterDesk) -> LetterDesk:
    """Add the exact pages; a letter that has lost them is shown as damaged."""
    try:
        return replace(desk, pages=letters.pages(db, desk.letter.id))
    except RowDamaged:
        return replace(desk, letter=replace(desk.letter, damaged=True))


@writes(Changes.LETTERS)
def begin(
    db: Db, client_id: ClientId, kind: LetterKind, written_on: date, at: datetime
) -> LetterDesk:
    """Begin a letter and lay it out; raises NotFound."""
    return lay(db, letters.begin(db, client_id, kind, written_on, at).id)

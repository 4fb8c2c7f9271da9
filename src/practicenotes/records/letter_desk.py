"""What lies on the desk when a letter is opened, gathered in one transaction."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session as Db

from practicenotes import catalog
from practicenotes.domain.changes import Changes, writes
from practicenotes.domain.letters import Letter, LetterId, LetterKind, LetterState, Offer
from practicenotes.domain.people import Client, ClientId, Practitioner
from practicenotes.records import clients, letters, offers, practice


@dataclass(frozen=True, slots=True)
class LetterDesk:
    """One letter with what the record offers to it; an approved one with its exact pages."""

    letter: Letter
    client: Client
    practitioner: Practitioner
    kind: LetterKind | None  # None: the letter is frozen, and nothing is on offer
    facts: tuple[Offer, ...] = ()
    passages: tuple[Offer, ...] = ()
    pages: bytes = b""


def lay(db: Db, letter_id: LetterId) -> LetterDesk:
    """Lay out a letter; raises NotFound, RowDamaged and UnknownKind."""
    letter = letters.get(db, letter_id)
    client = clients.get(db, letter.client_id)
    practitioner = practice.get(db)
    if letter.state is LetterState.APPROVED:
        return LetterDesk(letter, client, practitioner, None, pages=letters.pages(db, letter_id))
    kind = catalog.letter_kind(letter.kind_id)
    facts = offers.facts(db, client.id, kind)
    passages = offers.passages(db, client.id, kind)
    return LetterDesk(letter, client, practitioner, kind, facts, passages)


@writes(Changes.LETTERS)
def begin(
    db: Db, client_id: ClientId, kind: LetterKind, written_on: date, at: datetime
) -> LetterDesk:
    """Begin a letter and lay it out; raises NotFound."""
    return lay(db, letters.begin(db, client_id, kind, written_on, at).id)

"""A letter and all that it can be written from, gathered in one transaction."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from sqlalchemy.orm import Session as Db

from practicenotes import catalog
from practicenotes.domain.changes import Changes, writes
from practicenotes.domain.chart import Chart
from practicenotes.domain.letter_kinds import LetterKind
from practicenotes.domain.letterhead import PLAIN, Letterhead
from practicenotes.domain.letters import Letter, LetterId, LetterState, Offer
from practicenotes.domain.people import Client, ClientId, Practitioner
from practicenotes.errors import RowDamaged
from practicenotes.records import clients, letter_charts, letterheads, letters, offers, practice


@dataclass(frozen=True, slots=True)
class Brief:
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
    letterhead: Letterhead = PLAIN
    charts: Mapping[str, Chart] = field(default_factory=dict)


def gather(db: Db, letter_id: LetterId) -> Brief:
    """Return a letter with what is on offer to it; raises NotFound and UnknownKind."""
    letter = letters.get(db, letter_id)
    client = clients.get(db, letter.client_id)
    practitioner = practice.get(db)
    if letter.state is LetterState.APPROVED:
        return _with_pages(db, Brief(letter, client, practitioner, None))
    if letter.damaged:
        return Brief(letter, client, practitioner, None)
    kind = catalog.letter_kind(letter.kind_id)
    drawn, charts = letter_charts.offered(db, client.id, kind)
    facts = (*offers.facts(db, client.id, kind), *drawn)
    passages = offers.passages(db, client.id, kind)
    head = letterheads.get(db)
    found = (letter, client, practitioner, kind, facts, passages)
    return Brief(*found, letterhead=head, charts=charts)


def _with_pages(db: Db, brief: Brief) -> Brief:
    """Add the exact pages; a letter that has lost them is shown as damaged."""
    try:
        return replace(brief, pages=letters.pages(db, brief.letter.id))
    except RowDamaged:
        return replace(brief, letter=replace(brief.letter, damaged=True))


@writes(Changes.LETTERS)
def correct(db: Db, letter_id: LetterId, written_on: date, at: datetime) -> Brief:
    """Begin a new version of an approved letter and gather its brief; raises NotFound."""
    return gather(db, letters.correct(db, letter_id, written_on, at).id)


@writes(Changes.LETTERS)
def begin(db: Db, client_id: ClientId, kind: LetterKind, written_on: date, at: datetime) -> Brief:
    """Begin a letter and gather its brief; raises NotFound."""
    return gather(db, letters.begin(db, client_id, kind, written_on, at).id)

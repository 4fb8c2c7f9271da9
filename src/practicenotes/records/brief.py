"""A letter and all that it can be written from, gathered in one transaction."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from sqlalchemy.orm import Session as Db

from practicenotes.domain.changes import Changes, writes
from practicenotes.domain.chart import Chart
from practicenotes.domain.letter_kinds import LetterKind
from practicenotes.domain.letterhead import PLAIN, Letterhead
from practicenotes.domain.letters import Letter, LetterId, LetterState, Offer
from practicenotes.domain.people import Client, ClientId, Practitioner
from practicenotes.errors import RowDamaged
from practicenotes.records import (
    clients,
    disclosures,
    letter_charts,
    letter_kinds,
    letterheads,
    letters,
    offers,
    practice,
)


@dataclass(frozen=True, slots=True)
class Brief:
    """One letter with what the record offers to it; an approved one with its exact pages.

    `sent` says when and how it went, once that was told. A letter that was changed from
    outside has none of these.
    """

    letter: Letter
    client: Client
    practitioner: Practitioner
    kind: LetterKind | None  # None: the letter is frozen, and nothing is on offer
    facts: tuple[Offer, ...] = ()
    passages: tuple[Offer, ...] = ()
    pages: bytes = b""
    sent: str = ""
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
    kind = letter_kinds.of_letter(db, letter)
    drawn, charts = letter_charts.offered(db, client.id, kind)
    facts = (*offers.facts(db, client.id, kind), *drawn)
    passages = offers.passages(db, client.id, kind)
    head = letterheads.get(db)
    found = (letter, client, practitioner, kind, facts, passages)
    return Brief(*found, letterhead=head, charts=charts)


def _with_pages(db: Db, brief: Brief) -> Brief:
    """Add the exact pages, and how they went; a letter that has lost them is shown as damaged."""
    try:
        pages = letters.pages(db, brief.letter.id)
        return replace(brief, pages=pages, sent=disclosures.sent(db, brief.letter.id))
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


@writes(Changes.LETTERS)
def begin_of(db: Db, client_id: ClientId, kind_id: str, written_on: date, at: datetime) -> Brief:
    """Begin a letter of a kind as it is offered now; raises NotFound and UnknownKind."""
    return begin(db, client_id, letter_kinds.offered_one(db, kind_id), written_on, at)

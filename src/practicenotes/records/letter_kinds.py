"""The kinds of letters that the record keeps: a letter keeps the version it was begun with."""

from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session as Db

from practicenotes import catalog
from practicenotes.catalog import writer
from practicenotes.domain import form_drafts, letter_kind_drafts
from practicenotes.domain.letter_kinds import LetterKind
from practicenotes.domain.letters import Letter
from practicenotes.errors import UnknownKind
from practicenotes.records.editions import Drafts, Editions, Shelving, Trade
from practicenotes.records.letter_kind_tables import LetterKindDraftRow, LetterKindRow


def _numbered(kind: LetterKind, **told: Any) -> LetterKind:
    return replace(kind, **told)


def _free_id(wanted: str, taken: frozenset[str]) -> str:
    return form_drafts.key(wanted, "letter", taken)


EDITIONS = Editions(
    Trade(
        what="kind of letter",
        key="kind_id",
        row=LetterKindRow,
        draft_row=LetterKindDraftRow,
        shipped=catalog.letter_kinds,
        parse=catalog.parse_letter_kind,
        write=writer.letter_kind,
        to_plain=letter_kind_drafts.to_plain,
        of_plain=letter_kind_drafts.of_plain,
        settled=letter_kind_drafts.settled,
        numbered=_numbered,
        free_id=_free_id,
    )
)
DRAFTS = Drafts(EDITIONS)
SHELF = Shelving(EDITIONS, DRAFTS)
keep, origin_of, offered = EDITIONS.keep, EDITIONS.origin_of, EDITIONS.offered


def offered_one(db: Db, kind_id: str) -> LetterKind:
    """Return the kind of this id as it is offered now; raises UnknownKind."""
    known = {kind.id: kind for kind in offered(db, catalog.letter_kinds())}
    if kind_id not in known:
        raise UnknownKind("kind of letter", kind_id, tuple(known))
    return known[kind_id]


def of_letter(db: Db, letter: Letter) -> LetterKind:
    """Return the kind that a letter was begun with: that version, else as it is shipped now.

    Raises UnknownKind where there is none of this id any more.
    """
    found = EDITIONS.find(db, letter.kind_id, letter.kind_version)
    return found or catalog.letter_kind(letter.kind_id)

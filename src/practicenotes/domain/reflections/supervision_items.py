"""A passage on its way through supervision: a question, a sheet, what was said, what came of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import NewType

from practicenotes.domain.facets import FacetBook
from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections import Reflection
from practicenotes.domain.reflections.sheets import Sentence
from practicenotes.domain.sessions import SessionId


SupervisionItemId = NewType("SupervisionItemId", str)


class ItemState(Enum):
    """How far a passage has come."""

    TO_PREPARE = "to prepare"
    SHEET_READY = "sheet ready"
    DISCUSSED = "discussed"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class SupervisionItem:
    """A passage that was flagged for supervision, and what came of it."""

    id: SupervisionItemId
    client_id: ClientId
    session_id: SessionId | None = None
    passage: str = ""
    question: str = ""
    alias: str = ""
    sentences: tuple[Sentence, ...] = ()  # of the disguised sheet, as far as it was prepared
    left_so: tuple[str, ...] = ()  # words that looked like a name and are none
    sheet_on: date | None = None
    said: str = ""  # by the supervisor
    did: str = ""
    changed: str = ""
    facet_id: str = ""  # the facet in which it changed
    flagged_at: datetime | None = None
    discussed_at: datetime | None = None
    closed_at: datetime | None = None
    damaged: bool = False

    @property
    def state(self) -> ItemState:
        """How far it has come."""
        if self.closed_at:
            return ItemState.CLOSED
        if self.discussed_at:
            return ItemState.DISCUSSED
        return ItemState.SHEET_READY if self.sheet_on else ItemState.TO_PREPARE


@dataclass(frozen=True, slots=True)
class Ticked:
    """A session that was ticked for supervision and of which no passage was taken yet."""

    session_id: SessionId
    client_id: ClientId
    saved_at: datetime | None = None


def passage_of(reflection: Reflection, book: FacetBook) -> str:
    """Return the whole of a reflection as one passage, a line for each thing that was written."""
    return "\n".join(_lines(reflection, book))


def _lines(reflection: Reflection, book: FacetBook) -> Iterator[str]:
    for entry in reflection.entries:
        written = (entry.noticed, entry.said_or_done, entry.my_part)
        if any(words.strip() for words in written):
            name = book.facet(entry.facet_id).name
            yield f"{name.capitalize()}:"  # further capitals would stand like names on the sheet
            yield from (words.strip() for words in written if words.strip())
    for section in reflection.sections:
        if section.text.strip():
            yield from (f"{section.label}:", section.text.strip())
    for words in (reflection.in_the_way, reflection.free, reflection.next_time):
        if words.strip():
            yield words.strip()

"""Search in the record: notes, addenda and letters; never a word of a reflection."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import column, select, table
from sqlalchemy.orm import Session as Db

from practicenotes.domain import times
from practicenotes.errors import SearchUnclear
from practicenotes.records.schema import (
    AddendumRow,
    ClientRow,
    LetterRow,
    NoteRow,
    NoteSectionRow,
    SessionRow,
)


AROUND = 60  # characters shown on each side of what was found


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where the words were found; `before`, `found` and `after` are plain text."""

    client_id: str
    code_name: str
    what: str  # "note", "addendum", "letter"
    id: str  # of the note or the letter
    session_id: str | None
    where: str  # the section's label, or the kind of letter
    on: date
    before: str
    found: str
    after: str


def find(db: Db, words: str, most: int = 50) -> tuple[Hit, ...]:
    """Return the places that hold every word (the last may be a beginning), best first.

    Raises SearchUnclear when there is no letter or digit in what was typed. What is shown comes
    from rows whose mark was checked; a damaged row is left out.
    """
    terms = re.findall(r"\w+", words)
    if not terms:
        raise SearchUnclear(words)
    query = " ".join([f'"{term}"' for term in terms]) + " *"
    hits = [
        *_in_notes(db, query, terms),
        *_in_addenda(db, query, terms),
        *_in_letters(db, query, terms),
    ]
    return tuple(hits[:most])


def _rows(db: Db, index: str, query: str) -> list[int]:
    """Return the row numbers that an index knows, best first."""
    words = table(index, column("rowid"), column("rank"), column(index))
    chosen = select(words.c.rowid).where(words.c[index].op("MATCH")(query))
    return list(db.scalars(chosen.order_by(words.c.rank).limit(200)))


def _in_notes(db: Db, query: str, terms: list[str]) -> Iterator[Hit]:
    found = _rows(db, "note_section_words", query)
    chosen = (
        select(NoteSectionRow, NoteRow, ClientRow, SessionRow)
        .join(NoteRow, NoteRow.id == NoteSectionRow.note_id)
        .join(ClientRow, ClientRow.id == NoteRow.client_id)
        .outerjoin(SessionRow, SessionRow.id == NoteRow.session_id)
        .where(NoteSectionRow.row.in_(found))
    )
    rows = {
        section.row: (section, note, client, at) for section, note, client, at in db.execute(chosen)
    }
    for number in found:
        section, note, client, session = rows[number]
        if section.damaged or note.damaged:
            continue
        day = session.starts_at if session else times.on_the_wall(note.begun_at)
        yield Hit(
            client.id,
            client.code_name,
            "note",
            note.id,
            note.session_id,
            section.label,
            day.date(),
            *_excerpt(section.body, terms),
        )


def _in_addenda(db: Db, query: str, terms: list[str]) -> Iterator[Hit]:
    chosen = (
        select(AddendumRow, NoteRow, ClientRow)
        .join(NoteRow, NoteRow.id == AddendumRow.note_id)
        .join(ClientRow, ClientRow.id == NoteRow.client_id)
        .where(AddendumRow.row.in_(_rows(db, "addendum_words", query)))
    )
    for addendum, note, client in db.execute(chosen):
        if not addendum.damaged:
            yield Hit(
                client.id,
                client.code_name,
                "addendum",
                note.id,
                note.session_id,
                addendum.kind.value,
                times.on_the_wall(addendum.signed_at).date(),
                *_excerpt(addendum.body, terms),
            )


def _in_letters(db: Db, query: str, terms: list[str]) -> Iterator[Hit]:
    chosen = (
        select(LetterRow, ClientRow)
        .join(ClientRow, ClientRow.id == LetterRow.client_id)
        .where(LetterRow.row.in_(_rows(db, "letter_words", query)))
    )
    for letter, client in db.execute(chosen):
        if not letter.damaged:
            yield Hit(
                client.id,
                client.code_name,
                "letter",
                letter.id,
                None,
                letter.kind_name,
                letter.written_on,
                *_excerpt(f"{letter.subject}\n{letter.body}", terms),
            )


def _excerpt(body: str, terms: list[str]) -> tuple[str, str, str]:
    """Return what stands before the first word found, that word, and what stands after it."""
    flat = " ".join(body.split())
    wanted = "|".join(rf"\b{re.escape(_without_accents(term))}\w*" for term in terms)
    match = re.search(wanted, _without_accents(flat), re.IGNORECASE)
    if match is None:
        return "", "", flat[: 2 * AROUND]
    start, end = match.span()
    return flat[max(0, start - AROUND) : start], flat[start:end], flat[end : end + AROUND]


def _without_accents(words: str) -> str:
    """Return words of the same length as the index reads them, so that places stay places."""
    return "".join(unicodedata.normalize("NFD", letter)[0] for letter in words)

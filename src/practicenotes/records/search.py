"""Search in the record: notes, addenda, letters and files; never a word of a reflection."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import column, select, table
from sqlalchemy.orm import Session as Db

from practicenotes.domain import third_party, times
from practicenotes.domain.writing import reading
from practicenotes.errors import SearchUnclear
from practicenotes.records import note_rows
from practicenotes.records.schema import (
    AddendumRow,
    AttachmentRow,
    ClientRow,
    LetterRow,
    NoteRow,
    NoteSectionRow,
    SessionRow,
)


AROUND = 60  # characters shown on each side of what was found

_CANDIDATES = 200  # of each kind; more than this, and the words say too little
_TERM = re.compile(r"[^\W_]+")  # what the index takes for a word


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where the words were found; `before`, `found` and `after` are plain text."""

    client_id: str
    code_name: str
    what: str  # "note", "addendum", "letter", "file"
    id: str  # of the note, the letter or the file
    session_id: str | None
    where: str  # the section's label, or the kind of letter or file
    on: date
    before: str
    found: str
    after: str


def find(db: Db, words: str, most: int = 50) -> tuple[Hit, ...]:
    """Return the places that hold every word (the last may be a beginning), best first.

    Raises SearchUnclear when there is no letter or digit in what was typed. What is shown comes
    from rows whose mark was checked; a note or letter that is damaged in any part is left out.
    """
    terms = _TERM.findall(unicodedata.normalize("NFC", words))
    if not terms:
        raise SearchUnclear(words)
    query = " ".join([f'"{term}"' for term in terms]) + " *"
    ranked = [
        *_in_notes(db, query, terms),
        *_in_addenda(db, query, terms),
        *_in_letters(db, query, terms),
        *_in_attachments(db, query, terms),
    ]
    about = note_rows.find(db, NoteRow.id.in_({hit.id for _, hit in ranked}))
    damaged = {note.id for note in about if note.damaged}
    ranked.sort(key=lambda entry: entry[0])
    return tuple(hit for _, hit in ranked if hit.id not in damaged)[:most]


_Ranked = Iterator[tuple[float, Hit]]  # the lower the better


def _ranks(db: Db, index: str, query: str) -> dict[int, float]:
    """Return the best row numbers that an index knows, each with its rank."""
    words = table(index, column("rowid"), column("rank"), column(index))
    chosen = select(words.c.rowid, words.c.rank).where(words.c[index].op("MATCH")(query))
    return dict(db.execute(chosen.order_by(words.c.rank).limit(_CANDIDATES)).all())


def _in_notes(db: Db, query: str, terms: Sequence[str]) -> _Ranked:
    ranks = _ranks(db, "note_section_words", query)
    chosen = (
        select(NoteSectionRow, NoteRow, ClientRow, SessionRow)
        .join(NoteRow, NoteRow.id == NoteSectionRow.note_id)
        .join(ClientRow, ClientRow.id == NoteRow.client_id)
        .outerjoin(SessionRow, SessionRow.id == NoteRow.session_id)
        .where(NoteSectionRow.row.in_(ranks))
    )
    for section, note, client, session in db.execute(chosen):
        at = session.starts_at if session else times.on_the_wall(note.begun_at)
        hit = Hit(
            client.id,
            client.code_name,
            "note",
            note.id,
            note.session_id,
            section.label,
            at.date(),
            *_excerpt(section.body, terms),
        )
        yield ranks[section.row], hit


def _in_addenda(db: Db, query: str, terms: Sequence[str]) -> _Ranked:
    ranks = _ranks(db, "addendum_words", query)
    chosen = (
        select(AddendumRow, NoteRow, ClientRow)
        .join(NoteRow, NoteRow.id == AddendumRow.note_id)
        .join(ClientRow, ClientRow.id == NoteRow.client_id)
        .where(AddendumRow.row.in_(ranks))
    )
    for addendum, note, client in db.execute(chosen):
        hit = Hit(
            client.id,
            client.code_name,
            "addendum",
            note.id,
            note.session_id,
            addendum.kind.value,
            times.on_the_wall(addendum.signed_at).date(),
            *_excerpt(addendum.body, terms),
        )
        yield ranks[addendum.row], hit


def _in_letters(db: Db, query: str, terms: Sequence[str]) -> _Ranked:
    ranks = _ranks(db, "letter_words", query)
    chosen = (
        select(LetterRow, ClientRow)
        .join(ClientRow, ClientRow.id == LetterRow.client_id)
        .where(LetterRow.row.in_(ranks))
    )
    for letter, client in db.execute(chosen):
        if letter.damaged:
            continue
        hit = Hit(
            client.id,
            client.code_name,
            "letter",
            letter.id,
            None,
            letter.kind_name,
            letter.written_on,
            *_excerpt(f"{letter.subject}\n{letter.body}", terms),
        )
        yield ranks[letter.row], hit


def _in_attachments(db: Db, query: str, terms: Sequence[str]) -> _Ranked:
    """Look at the names of files and what is said about them, not into them."""
    ranks = _ranks(db, "attachment_words", query)
    chosen = (
        select(AttachmentRow, ClientRow)
        .join(ClientRow, ClientRow.id == AttachmentRow.client_id)
        .where(AttachmentRow.row.in_(ranks), AttachmentRow.retired_at.is_(None))
    )
    for attachment, client in db.execute(chosen):
        if attachment.damaged:
            continue
        hit = Hit(
            client.id,
            client.code_name,
            "file",
            attachment.id,
            attachment.session_id,
            attachment.kind.value,
            attachment.received_on,
            *_excerpt(f"{attachment.name}\n{attachment.words}", terms),
        )
        yield ranks[attachment.row], hit


def _excerpt(body: str, terms: Sequence[str]) -> tuple[str, str, str]:
    """Return what stands before the first word found, that word, and what stands after it."""
    flat = unicodedata.normalize("NFC", reading.plain(third_party.unmarked(body)))
    wanted = "|".join(rf"(?<![^\W_]){re.escape(_without_accents(term))}[^\W_]*" for term in terms)
    match = re.search(wanted, _without_accents(flat), re.IGNORECASE)
    if match is None:
        return "", "", flat[: 2 * AROUND]
    start, end = match.span()
    return flat[max(0, start - AROUND) : start], flat[start:end], flat[end : end + AROUND]


def _without_accents(words: str) -> str:
    """Return words of the same length as the index reads them, so that places stay places."""
    return "".join(unicodedata.normalize("NFD", letter)[0] for letter in words)

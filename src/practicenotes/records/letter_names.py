"""The names and marked passages of the record that a letter is looked over for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from practicenotes.domain import third_party
from practicenotes.domain.letter_check import Concern, NameInFiles
from practicenotes.domain.letters import Letter
from practicenotes.domain.ordinary_words import COMMON
from practicenotes.domain.people import ClientId
from practicenotes.errors import UnknownKind
from practicenotes.records import clients, letter_kinds, note_rows
from practicenotes.records.schema import ClientRow, NoteRow, PersonRow


_CAPITAL = re.compile(r"(?<!\w)[^\W\d_a-z][^\W\d_]{2,}(?!\w)")


@dataclass(frozen=True, slots=True)
class KnownToRecord:
    """The names of all files, and what the notes of one client mark as about somebody else."""

    names: tuple[NameInFiles, ...]
    about_others: tuple[str, ...]


def of_letter(db: Db, letter: Letter) -> KnownToRecord:
    """Return what a letter is looked over for; what is damaged is left out.

    A kind with an alias bears no legal name of the file, wherever it stands.
    """
    client_id = letter.client_id
    notes = note_rows.find(db, NoteRow.client_id == client_id)
    passages = tuple(
        passage
        for note in notes
        if not note.damaged
        for section in note.sections
        for passage in third_party.passages(section.text)
    )
    own = {word for person in clients.get(db, client_id).people for word in person.name.split()}
    names = [
        *_own_file(db, client_id, alias=_has_alias(db, letter)),
        *_other_files(db, client_id),
        *_marked(passages, own),
    ]
    return KnownToRecord(tuple(names), passages)


def _has_alias(db: Db, letter: Letter) -> bool:
    try:
        return letter_kinds.of_letter(db, letter).alias
    except UnknownKind:
        return False


def _own_file(db: Db, client_id: ClientId, *, alias: bool) -> Iterator[NameInFiles]:
    """Yield who belongs to the file; the subject says whom the letter is about."""
    client = clients.get(db, client_id)
    if not alias:
        code = "the code name of this file"
        yield NameInFiles(client.code_name, code, Concern.SOMEBODY, own=True)
    concern = Concern.LEGAL_NAME if alias else Concern.SOMEBODY
    who = "a legal name of this file; this letter goes under its code name"
    for person in client.people:
        yield NameInFiles(person.name, who if alias else "a person of this file", concern, own=True)


def _other_files(db: Db, client_id: ClientId) -> Iterator[NameInFiles]:
    concern = Concern.OTHER_CLIENT
    for row in db.scalars(select(ClientRow).where(ClientRow.id != client_id)):
        if not row.damaged:
            yield NameInFiles(row.code_name, "the code name of another client", concern)
    for person in db.scalars(select(PersonRow).where(PersonRow.client_id != client_id)):
        if not person.damaged:
            yield NameInFiles(person.name, "a name in another client’s file", concern)


def _marked(passages: tuple[str, ...], own: set[str]) -> Iterator[NameInFiles]:
    """Yield what looks like a name in words that are marked as about somebody else."""
    for passage in passages:
        for word in _CAPITAL.findall(passage):
            if word not in own and word.casefold() not in COMMON:
                who = "a name from a passage about somebody else"
                yield NameInFiles(word, who, Concern.SOMEBODY)

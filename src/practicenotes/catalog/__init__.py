"""The only reader of the TOML files under `resources/`, and of those that a therapist makes.

A file holds one value of the domain, key by key under the names of its fields: so the types of the
fields are half of its rules (`reader`), and what only the trade knows is the other half (`faults`).
"""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import TypeVar

from practicenotes import resources
from practicenotes.catalog import faults, reader
from practicenotes.domain.facets import FacetBook
from practicenotes.domain.forms import NoteTemplate
from practicenotes.domain.letters import LetterKind
from practicenotes.errors import CatalogBroken, UnknownKind


Shape = TypeVar("Shape")
Entry = TypeVar("Entry", NoteTemplate, LetterKind)


@cache
def note_templates() -> tuple[NoteTemplate, ...]:
    """Return the shipped note templates by name; the alliance reflection is wholly private."""
    return _shipped("templates", parse_note_template)


def note_template(template_id: str) -> NoteTemplate:
    """Return one shipped note template; UnknownKind when there is none of this id."""
    return _of_id(note_templates(), "note template", template_id)


@cache
def letter_kinds() -> tuple[LetterKind, ...]:
    """Return the shipped kinds of letter by name."""
    return _shipped("letters", parse_letter_kind)


def letter_kind(kind_id: str) -> LetterKind:
    """Return one shipped kind of letter; UnknownKind when there is none of this id."""
    return _of_id(letter_kinds(), "kind of letter", kind_id)


@cache
def facet_book() -> FacetBook:
    """Return the ten facets, the signs of strain and the ways of answering them."""
    return parse_facet_book(resources.read_text("alliance", "facets.toml"), "facets.toml")


def parse_note_template(text: str, file: str) -> NoteTemplate:
    """Return the note template in a text; CatalogBroken names file, place and fault."""
    return _parse(NoteTemplate, faults.in_template, text, file)


def parse_letter_kind(text: str, file: str) -> LetterKind:
    """Return the kind of letter in a text; CatalogBroken names file, place and fault."""
    return _parse(LetterKind, faults.in_letter, text, file)


def parse_facet_book(text: str, file: str) -> FacetBook:
    """Return the facets in a text; CatalogBroken names file, place and fault."""
    return _parse(FacetBook, faults.in_facets, text, file)


def _parse(
    shape: type[Shape],
    faults_in: Callable[[Shape], Iterator[faults.Fault]],
    text: str,
    file: str,
) -> Shape:
    value = reader.read(shape, text, file)
    for where, why in faults_in(value):
        raise CatalogBroken(file, where, why)
    return value


def _shipped(folder: str, parse: Callable[[str, str], Entry]) -> tuple[Entry, ...]:
    names = [file.name for file in resources.path(folder).glob("*.toml")]
    entries = [parse(resources.read_text(folder, name), name) for name in names]
    return tuple(sorted(entries, key=lambda entry: entry.name))


def _of_id(entries: Iterable[Entry], what: str, entry_id: str) -> Entry:
    known = {entry.id: entry for entry in entries}
    if entry_id not in known:
        raise UnknownKind(what, entry_id, tuple(known))
    return known[entry_id]

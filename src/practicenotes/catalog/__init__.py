"""The only reader of the TOML files under `resources/`, and of those that a therapist makes.

A file holds one value of the domain, key by key under the names of its fields: so the types of the
fields are half of its rules (`reader`), and what only the trade knows is the other half (`faults`).
"""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import TypeVar

from practicenotes import resources
from practicenotes.catalog import faults, letter_faults, measure_faults, reader, template_faults
from practicenotes.domain.facets import FacetBook
from practicenotes.domain.forms import NoteTemplate
from practicenotes.domain.language import LanguageHelpers
from practicenotes.domain.letter_kinds import LetterKind
from practicenotes.domain.measures import Measure, MeasureFile
from practicenotes.domain.risk_words import RiskWords
from practicenotes.domain.risk_words import read as read_risk_words
from practicenotes.errors import CatalogBroken, UnknownKind


Shape = TypeVar("Shape")
Entry = TypeVar("Entry", NoteTemplate, LetterKind, Measure)

# What a file of a questionnaire may say of its sources and its study, and nothing here reads.
_TOLD_ONLY = frozenset(
    {
        *("verified", "answer_codes_verified", "wording_warning", "item_order_note"),
        *("interview_form_rule", "provisional_rule", "clusters", "cut_provisional", "cut_case_uk"),
        *("remission_below", "response_pct", "reliable_derivation", "reliable_points_alt"),
        *("jt_cut_c", "mcid_pct", "old_rule_warning"),
    }
)


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


@cache
def risk_words() -> RiskWords:
    """Return the words that can be about risk wherever in a note they stand."""
    return read_risk_words(resources.read_text("words", "risk_en.txt").splitlines())


@cache
def language_helpers() -> LanguageHelpers:
    """Return the words that judge a person, each with its question."""
    return parse_language_helpers(resources.read_text("language", "judging.toml"), "judging.toml")


@cache
def measures() -> tuple[Measure, ...]:
    """Return the shipped questionnaires by name, those of which only totals are entered last."""
    return _shipped("measures", parse_measure) + _shipped("licensed", _parse_licensed)


def measure(measure_id: str) -> Measure:
    """Return one shipped questionnaire; UnknownKind when there is none of this id."""
    return _of_id(measures(), "questionnaire", measure_id)


def parse_note_template(text: str, file: str) -> NoteTemplate:
    """Return the note template in a text; CatalogBroken names file, place and fault."""
    return _parse(NoteTemplate, template_faults.in_template, text, file)


def parse_letter_kind(text: str, file: str) -> LetterKind:
    """Return the kind of letter in a text; CatalogBroken names file, place and fault."""
    return _parse(LetterKind, letter_faults.in_letter, text, file)


def parse_language_helpers(text: str, file: str) -> LanguageHelpers:
    """Return the list of words in a text; CatalogBroken names file, place and fault."""
    return _parse(LanguageHelpers, faults.in_language, text, file)


def parse_facet_book(text: str, file: str) -> FacetBook:
    """Return the facets in a text; CatalogBroken names file, place and fault."""
    return _parse(FacetBook, faults.in_facets, text, file)


def parse_measure(text: str, file: str) -> Measure:
    """Return the questionnaire in a text; CatalogBroken names file, place and fault."""
    return _parse(MeasureFile, measure_faults.in_form, text, file, _TOLD_ONLY).measure[0]


def _parse_licensed(text: str, file: str) -> Measure:
    return _parse(MeasureFile, measure_faults.in_licensed, text, file).measure[0]


def _parse(
    shape: type[Shape],
    faults_in: Callable[[Shape], Iterator[faults.Fault]],
    text: str,
    file: str,
    unread: frozenset[str] = frozenset(),
) -> Shape:
    value = reader.read(shape, text, file, unread)
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

"""What a form for notes may not be: one that cannot be filled in, or that splits the record.

The ten items of 45 CFR 164.501 have words of their own, and a section that is named by one of them
is about it, whatever it declares. Words that are as much at home in a reflection count only where
the label does not speak of the therapist (docs/decisions, "Forms that say where they belong").
"""

import re
from collections.abc import Iterator

from practicenotes.catalog import as_seen
from practicenotes.catalog.faults import Fault
from practicenotes.domain.answers import BETWEEN
from practicenotes.domain.forms import (
    NOT_ASSESSED,
    FieldKind,
    Layer,
    NoteTemplate,
    RecordOnly,
    Section,
)


FEWEST_OPTIONS = 2
MOST_OPTIONS = 30
MOST_SECTIONS = 60

_WHY = (
    "belongs in the record, not on the private side:"
    " US law (45 CFR 164.501) never counts it as a psychotherapy note"
)
_MIXED = (
    "one word in it has letters of two alphabets that look alike, and cannot be read for certain"
)
_ALWAYS = {
    RecordOnly.MEDICATION: r"medications?|medicines?|prescriptions?|prescribed|dosage",
    RecordOnly.TIMES: r"(?:start|stop|end|session) times?|session length",
    RecordOnly.MODALITY: r"modalit(?:y|ies)|frequency of (?:treatment|sessions)",
    RecordOnly.TEST_RESULTS: r"test results?|questionnaires?|phq ?\d+|gad ?\d+",
    RecordOnly.DIAGNOSIS: r"diagnos[ei]s|diagnostic",
    RecordOnly.FUNCTIONING: r"functional status|level of functioning",
    RecordOnly.PLAN: r"(?:treatment|care|therapy) plans?",
    RecordOnly.SYMPTOMS: r"symptoms?",
    RecordOnly.PROGNOSIS: r"prognos[ei]s",
    RecordOnly.PROGRESS: r"treatment progress|progress (?:to date|towards? goals?)",
}
_UNLESS_MINE = {
    RecordOnly.FUNCTIONING: r"functioning",
    RecordOnly.PLAN: r"plans?",
    RecordOnly.PROGRESS: r"progress",
}
_MINE = re.compile(r"\b(?:i|me|my|mine|myself|therapist|supervision|next time)\b")


def in_template(template: NoteTemplate) -> Iterator[Fault]:
    """Yield what is wrong in a note template, the first thing first."""
    if not template.sections:
        yield "sections", "a note needs at least one section"
    if len(template.sections) > MOST_SECTIONS:
        yield "sections", f"there are more than {MOST_SECTIONS} of them"
    for number, section in enumerate(template.sections, 1):
        for where, why in _in_section(section):
            yield f"sections {number}, {where}", why
    if [section.kind for section in template.sections].count(FieldKind.FACETS) > 1:
        yield "sections", "the facets can stand in one section only"
    if template.for_client and template.of_layer(Layer.PRIVATE):
        yield "for_client", "a page for the client can have no private section"
    yield from _in_labels(template.sections)


def named(label: str) -> RecordOnly | None:
    """Return the item of the law that a label names to whoever reads it, or None."""
    seen = as_seen.words(label)
    for item, words in _ALWAYS.items():
        if _holds(words, seen):
            return item
    mine = _MINE.search(seen)
    found = (item for item, words in _UNLESS_MINE.items() if _holds(words, seen))
    return None if mine else next(found, None)


def _holds(words: str, seen: str) -> bool:
    return re.search(rf"\b(?:{words})\b", seen) is not None


def _in_section(section: Section) -> Iterator[Fault]:
    if section.layer is Layer.PRIVATE:
        if section.covers:
            yield "covers", f"{section.covers[0].value} {_WHY}"
        elif item := named(section.label):
            yield "label", f"{item.value} {_WHY}"
        elif as_seen.mixes(section.label):
            yield "label", _MIXED
        if section.sets_aims:
            yield "sets_aims", f"{RecordOnly.PLAN.value} {_WHY}"
    if section.layer is Layer.RECORD and section.kind is FieldKind.FACETS:
        yield "kind", "the facets are private and cannot stand in the record"
    yield from _in_options(section)
    if section.sets_aims and section.kind is not FieldKind.TEXT:
        yield "sets_aims", "only text can set aims, one to a line"


def _in_labels(sections: tuple[Section, ...]) -> Iterator[Fault]:
    """Yield the labels that stand twice on one side of the page."""
    seen: set[tuple[Layer, str]] = set()
    for number, section in enumerate(sections, 1):
        label = section.layer, section.label.casefold()
        if section.label and label in seen:
            yield f"sections {number}, label", f"another section has it too: {section.label}"
        seen.add(label)


def _in_options(section: Section) -> Iterator[Fault]:
    options = section.options
    if section.kind is FieldKind.NUMBER_LINE:
        if len(options) not in (0, 2):
            yield "options", "a number line has two of them, the words at its ends, or none"
    elif not section.kind.is_picked:
        if options:
            yield "options", "there is nothing to pick in a section of this kind"
    elif not FEWEST_OPTIONS <= len(options) <= MOST_OPTIONS:
        yield "options", f"a list to pick from needs {FEWEST_OPTIONS} to {MOST_OPTIONS} of them"
    else:
        yield from _in_list(options, section.blank)
    if _is_normal(section.blank):
        yield "blank", "nothing picked cannot say that something is normal"


def _is_normal(words: str) -> bool:
    return words.casefold().startswith("normal")


def _in_list(options: tuple[str, ...], blank: str) -> Iterator[Fault]:
    if _is_normal(options[0]):
        yield "options 1", "a list cannot begin with what counts as normal: nobody has found it yet"
    for number, option in enumerate(options, 1):
        if BETWEEN.strip() in option or option != option.strip():
            yield f"options {number}", "it must be without semicolon and without spaces around it"
        if option.casefold() in (NOT_ASSESSED.casefold(), blank.casefold()):
            yield f"options {number}", "that is what a list says until something is picked"
        if option in options[: number - 1]:
            yield f"options {number}", f"{option} stands there already"

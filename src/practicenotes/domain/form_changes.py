"""What is different between two versions of a form, in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from practicenotes.domain.forms import FieldKind, Layer, NoteTemplate, Section, Use


KINDS = {
    FieldKind.TEXT: "Text",
    FieldKind.LINE: "One line",
    FieldKind.ONE: "One from a list",
    FieldKind.SEVERAL: "Several from a list",
    FieldKind.DATE: "A day",
    FieldKind.NUMBER_LINE: "A line from 0 to 10",
    FieldKind.FACETS: "The ten facets",
}
LAYERS = {Layer.RECORD: "In the record", Layer.PRIVATE: "Private"}
USES = {Use.SESSION: "Session note", Use.COURSE: "Course document"}


@dataclass(frozen=True, slots=True)
class _Pair:
    """One section as it was and as it is."""

    before: Section
    after: Section


def told(before: NoteTemplate, after: NoteTemplate) -> tuple[str, ...]:
    """Return a sentence for each thing that is different; none where nothing is."""
    return (*_of_head(before, after), *_of_sections(before, after))


def counted(template: NoteTemplate) -> str:
    """Return how many sections there are, and how many of them are private."""
    whole, private = len(template.sections), len(template.of_layer(Layer.PRIVATE))
    sections = "1 section" if whole == 1 else f"{whole} sections"
    if not private:
        return sections
    return f"{sections}, private" if private == whole else f"{sections}, {private} private"


def _of_head(before: NoteTemplate, after: NoteTemplate) -> Iterator[str]:
    if before.name != after.name:
        yield f"The form is called {after.name}; it was {before.name}."
    if before.summary != after.summary:
        yield f"It is described as: {after.summary}"
    if before.use is not after.use:
        yield f"It is used as a {USES[after.use].lower()}."
    if before.for_client is not after.for_client:
        yield f"It is {'a page' if after.for_client else 'no page'} for the client."


def _of_sections(before: NoteTemplate, after: NoteTemplate) -> Iterator[str]:
    was = {section.id: section for section in before.sections}
    now = {section.id: section for section in after.sections}
    for section in after.sections:
        if section.id not in was:
            where = " on the private side" if section.layer is Layer.PRIVATE else ""
            yield f"{section.label} was added{where}."
    for section in before.sections:
        if section.id not in now:
            yield f"{section.label} was taken out."
    stayed = [key for key in was if key in now]
    if stayed != [key for key in now if key in was]:
        yield "The sections stand in another order."
    for key in stayed:
        yield from _of_section(_Pair(was[key], now[key]))


def _of_section(pair: _Pair) -> Iterator[str]:
    before, after = pair.before, pair.after
    label = after.label
    if before.label != label:
        yield f"{before.label} is called {label} now."
    if before.prompt != after.prompt:
        yield f"The question of {label} is now: {after.prompt}"
    if before.layer is not after.layer:
        yield f"{label} is {'private' if after.layer is Layer.PRIVATE else 'in the record'} now."
    if before.kind is not after.kind:
        yield f"{label} is answered another way: {KINDS[after.kind].lower()}."
    if before.options != after.options:
        yield from _of_options(pair)
    if before.help != after.help:
        yield f"{label} has other help text." if after.help else f"{label} has no help text now."
    if before.covers != after.covers:
        covered = ", ".join(item.value for item in after.covers)
        yield f"{label} covers: {covered}." if covered else f"{label} covers none of the ten items."
    if before.sets_aims is not after.sets_aims:
        able = "can" if after.sets_aims else "can no longer"
        yield f"Later notes {able} be linked to the lines of {label}."


def _of_options(pair: _Pair) -> Iterator[str]:
    before, after = pair.before.options, pair.after.options
    new = [option for option in after if option not in before]
    gone = [option for option in before if option not in after]
    if new:
        yield f"{pair.after.label} offers more: {', '.join(new)}."
    if gone:
        yield f"{pair.after.label} no longer offers: {', '.join(gone)}."
    if not new and not gone:
        yield f"The list of {pair.after.label} stands in another order."

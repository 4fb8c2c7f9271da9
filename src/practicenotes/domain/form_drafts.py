"""A form while it is changed: it may have faults, and no note can be begun with it yet."""

import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import asdict, replace
from enum import Enum
from typing import Any

from practicenotes.domain.editions import Draft, DraftId
from practicenotes.domain.forms import FieldKind, Layer, NoteTemplate, RecordOnly, Section, Use


FormDraftId = DraftId
FormDraft = Draft[NoteTemplate]  # the form that it is about to become

_NEW = "+"  # begins the id of a section that was added here; no id of a saved form has it
_LONGEST = 40
_BREAKS = frozenset({"Cc", "Cs", "Zl", "Zp"})


# --- where one begins ----------------------------------------------------------------------------


def empty() -> NoteTemplate:
    """Return a form with nothing in it."""
    return NoteTemplate(id="", version=0, name="", summary="", sections=())


def copied(template: NoteTemplate) -> NoteTemplate:
    """Return a form of one's own that is like another."""
    return replace(template, id="", version=0, name=f"{template.name}, my form")


# --- what can be done with it --------------------------------------------------------------------


def added(template: NoteTemplate, at: int, layer: Layer = Layer.RECORD) -> NoteTemplate:
    """Return the form with an empty section before the one at a place, counted from 0."""
    taken = {section.id for section in template.sections}
    numbers = (f"{_NEW}{number}" for number in range(1, len(taken) + 2))
    section = Section(next(n for n in numbers if n not in taken), "", "", layer=layer)
    sections = (*template.sections[:at], section, *template.sections[at:])
    return replace(template, sections=sections)


def removed(template: NoteTemplate, at: int) -> NoteTemplate:
    """Return the form without the section at a place."""
    return replace(template, sections=template.sections[:at] + template.sections[at + 1 :])


def moved(template: NoteTemplate, at: int, to: int) -> NoteTemplate:
    """Return the form with one section at another place; past an end is at that end."""
    sections = list(template.sections)
    section = sections.pop(at)
    sections.insert(min(max(to, 0), len(sections)), section)
    return replace(template, sections=tuple(sections))


def changed(template: NoteTemplate, at: int, **told: Any) -> NoteTemplate:
    """Return the form with other values in the section at a place.

    What the kind cannot have goes with a change of kind: options, and aims.
    """
    before = template.sections[at]
    section = replace(before, **told)
    if section.kind is not before.kind:
        section = replace(section, options=_options_for(section), sets_aims=False)
    sections = (*template.sections[:at], section, *template.sections[at + 1 :])
    return replace(template, sections=sections)


def plain(text: str) -> str:
    """Return a text as one line without spaces around it, as a form can hold it."""
    line = "".join(" " if unicodedata.category(sign) in _BREAKS else sign for sign in text)
    return line.strip()


def lines(text: str) -> tuple[str, ...]:
    """Return what stands on each line of a text, without the empty ones."""
    return tuple(line for each in text.split("\n") if (line := plain(each)))


def _options_for(section: Section) -> tuple[str, ...]:
    """Return the options that a section keeps in its new kind."""
    return section.options if section.kind.is_picked else ()


# --- on its way into the record ------------------------------------------------------------------


def settled(template: NoteTemplate, version: int, taken: Collection[str]) -> NoteTemplate:
    """Return the form under the ids that it keeps from now on.

    A new form is named by its name, and a new section by its label: so texts find their place when
    a note changes its form. `taken` are the ids of all forms that there are.
    """
    known = {section.id for section in template.sections if not section.id.startswith(_NEW)}
    sections = []
    for section in template.sections:
        own = section.id if section.id in known else key(section.label, "section", known)
        known.add(own)
        sections.append(replace(section, id=own))
    form_id = template.id or key(template.name, "form", taken)
    return replace(template, id=form_id, version=version, sections=tuple(sections))


def key(words: str, otherwise: str, taken: Collection[str]) -> str:
    """Return an id that reads like these words and is not taken."""
    bare = unicodedata.normalize("NFKD", words.casefold()).encode("ascii", "ignore").decode()
    parts = "".join(sign if sign.isalnum() else " " for sign in bare).split()
    found = "_".join(parts)[:_LONGEST].strip("_")
    if not found[:1].isalpha():
        found = f"{otherwise}_{found}" if found else otherwise
    number, free = 1, found
    while free in taken:
        number += 1
        free = f"{found}_{number}"
    return free


def to_plain(template: NoteTemplate) -> list[Any]:
    """Return a form as plain lists and words, whatever is wrong with it."""
    head = {name: _worded(value) for name, value in asdict(template).items() if name != "sections"}
    return [head, *({n: _worded(v) for n, v in asdict(s).items()} for s in template.sections)]


def of_plain(found: list[Any]) -> NoteTemplate:
    """Return the form that `to_plain` made these lists from."""
    head, *sections = found
    head = {**head, "use": Use(head["use"])}
    return NoteTemplate(**head, sections=tuple(map(_section, sections)))


def _section(found: Mapping[str, Any]) -> Section:
    read: dict[str, Any] = {
        **found,
        "kind": FieldKind(found["kind"]),
        "layer": Layer(found["layer"]),
        "covers": tuple(map(RecordOnly, found["covers"])),
        "options": tuple(found["options"]),
    }
    return Section(**read)


def _worded(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_worded(part) for part in value]
    return value.value if isinstance(value, Enum) else value

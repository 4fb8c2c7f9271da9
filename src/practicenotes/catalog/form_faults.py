"""Every fault of a form that is still being written, each at the section that it is about.

The same rules as for a file, all at once: a file is refused at its first fault, but whoever writes
a form wants to see them all.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from practicenotes import catalog
from practicenotes.catalog import template_faults, writer
from practicenotes.domain import form_drafts
from practicenotes.domain.forms import NoteTemplate
from practicenotes.errors import CatalogBroken


EMPTY = "it is empty"
_HEAD = ("name", "summary")
_EACH = ("label", "prompt")
_SECTION = re.compile(r"sections (\d+), (\w+)")
_LINE = re.compile(r"line (\d+)")


@dataclass(frozen=True, slots=True)
class FormFault:
    """One fault: the section it is in, counted from 0 (None: the form itself), field and reason."""

    section: int | None
    field: str
    why: str


def found(template: NoteTemplate) -> tuple[FormFault, ...]:
    """Return all that is wrong in a form; nothing where it could be saved as it stands."""
    return (*_unwritten(template), *_of_trade(template)) or tuple(_of_file(template))


def _unwritten(template: NoteTemplate) -> Iterator[FormFault]:
    for field in _HEAD:
        if not getattr(template, field):
            yield FormFault(None, field, EMPTY)
    for number, section in enumerate(template.sections):
        for field in _EACH:
            if not getattr(section, field):
                yield FormFault(number, field, EMPTY)


def _of_trade(template: NoteTemplate) -> Iterator[FormFault]:
    for where, why in template_faults.in_template(template):
        place = _SECTION.match(where)
        if place:
            yield FormFault(int(place[1]) - 1, place[2], why)
        else:
            yield FormFault(None, where, why)


def _of_file(template: NoteTemplate) -> Iterator[FormFault]:
    """Yield what only shows when the form is written down: too long, or a sign that is unseen."""
    text = writer.note_template(form_drafts.settled(template, template.version + 1, ()))
    try:
        catalog.parse_note_template(text, template.name)
    except CatalogBroken as broken:
        if place := _SECTION.match(broken.where):
            yield FormFault(int(place[1]) - 1, place[2], broken.why)
            return
        line = _LINE.fullmatch(broken.where)
        above = text.split("\n")[: int(line[1])] if line else []
        number = above.count("[[sections]]") - 1
        field = above[-1].partition(" = ")[0] if line else broken.where
        yield FormFault(number if number >= 0 else None, field, broken.why)

"""What is written in private forms, section by section, beneath the reflection it belongs to."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session as Db

from practicenotes.domain.reflections import PrivateSection
from practicenotes.reflections.schema import ReflectionRow, ReflectionSectionRow
from practicenotes.vault import rows


@dataclass(frozen=True, slots=True)
class Found:
    """The sections of one reflection, and whether one of them can no longer be trusted."""

    sections: tuple[PrivateSection, ...] = ()
    damaged: bool = False


def find(db: Db, which: ColumnElement[bool]) -> dict[str, Found]:
    """Return the sections of these reflections by the ids of their rows."""
    chosen = (
        select(ReflectionSectionRow)
        .join(ReflectionRow, ReflectionRow.id == ReflectionSectionRow.reflection_id)
        .where(which)
        .order_by(ReflectionSectionRow.position, ReflectionSectionRow.row)
    )
    found: dict[str, Found] = {}
    for row in db.scalars(chosen):
        before = found.get(row.reflection_id, Found())
        section = PrivateSection(row.form_id, row.version, row.key, row.label, row.prompt, row.body)
        found[row.reflection_id] = replace(
            before,
            sections=(*before.sections, section),
            damaged=before.damaged or row.damaged,
        )
    return found


def put(db: Db, reflection_id: str, sections: Sequence[PrivateSection]) -> None:
    """Keep these sections and no others; one that says nothing is gone.

    Words that stay as they are stay under the label, prompt and version they were written under.
    """
    chosen = select(ReflectionSectionRow).where(ReflectionSectionRow.reflection_id == reflection_id)
    known = {(row.form_id, row.key): row for row in db.scalars(chosen)}
    written = {(s.form_id, s.key): s for s in sections if s.text.strip()}
    for place in known.keys() - written.keys():
        db.delete(known[place])
    for position, (place, section) in enumerate(written.items(), 1):
        row = known.get(place) or ReflectionSectionRow(
            reflection_id=reflection_id, form_id=section.form_id, key=section.key
        )
        row.position = position
        if row.body != section.text:
            row.version, row.label, row.prompt = section.version, section.label, section.prompt
            row.body = section.text
        rows.keep(db, row)

"""The forms that the record keeps: that of a note stays, whatever becomes of its file."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from practicenotes import catalog
from practicenotes.catalog import writer
from practicenotes.domain.changes import Changes, writes
from practicenotes.domain.forms import FieldKind, KeptForm, NoteTemplate, Origin, Section
from practicenotes.domain.notes import Note
from practicenotes.errors import CatalogBroken, NotFound
from practicenotes.records.schema import FormRow, NoteRow
from practicenotes.vault import audit, rows


# Every session that is opened asks for all forms: each text is read once.
_parsed = lru_cache(maxsize=256)(catalog.parse_note_template)

_REMEMBERED = 200  # notes back: so far the forms used last are looked for


@writes(Changes.NOTES)
def keep(db: Db, template: NoteTemplate, origin: Origin, at: datetime) -> KeptForm:
    """Keep a version of a form, or return it as it was kept before: a version never changes.

    Where the row of a version can no longer be read, the form is kept under the next one; a shipped
    form is in the program anyhow.
    """
    row = _row(db, template.id, template.version)
    if row is not None:
        if kept := _value(row):
            return kept
        if origin_of(template) is Origin.SHIPPED:
            return KeptForm(template, origin, at)
        template = replace(template, version=next_version(db, template.id))
    source = writer.note_template(template)
    row = FormRow(
        form_id=template.id, version=template.version, source=source, origin=origin, made_at=at
    )
    rows.keep(db, row)
    audit.append(db, "keep", row, at)
    return _value(row) or KeptForm(template, origin, at)


def next_version(db: Db, form_id: str) -> int:
    """Return the number that the next version of a form gets: one that no row has, even damaged."""
    shipped = [form.version for form in catalog.note_templates() if form.id == form_id]
    chosen = select(FormRow.version).where(FormRow.form_id == form_id)
    return max([*shipped, *db.scalars(chosen)], default=0) + 1 if form_id else 1


def origin_of(template: NoteTemplate) -> Origin:
    """Return where a form comes from: one that is no shipped file is the therapist's own."""
    return Origin.SHIPPED if template in catalog.note_templates() else Origin.OWN


def get(db: Db, form_id: str, version: int) -> KeptForm:
    """Return one version of a form; raises NotFound, also for one that can no longer be read."""
    row = _row(db, form_id, version)
    found = _value(row) if row else None
    if found is None:
        raise NotFound("form", form_id)
    return found


def find(db: Db, form_id: str, version: int) -> NoteTemplate | None:
    """Return one version of a form as it is kept, else as it is shipped, else None."""
    row = _row(db, form_id, version)
    kept = _value(row) if row else None
    if kept:
        return kept.template
    shipped = ((form, (form.id, form.version)) for form in catalog.note_templates())
    return next((form for form, known in shipped if known == (form_id, version)), None)


def listed(db: Db) -> tuple[KeptForm, ...]:
    """Return every version of every form that is kept and can be read, retired ones too."""
    found = db.scalars(select(FormRow).order_by(FormRow.form_id, FormRow.version))
    return tuple(form for row in found if (form := _value(row)))


@writes(Changes.NOTES)
def retire(db: Db, form_id: str, version: int, at: datetime) -> None:
    """Offer a version no longer; its notes stay as they are. Raises NotFound."""
    row = _known(db, form_id, version)
    row.retired_at = at
    audit.append(db, "retire", row, at)


@writes(Changes.NOTES)
def bring_back(db: Db, form_id: str, version: int, at: datetime) -> None:
    """Offer a version again; raises NotFound."""
    row = _known(db, form_id, version)
    row.retired_at = None
    audit.append(db, "bring back", row, at)


def offered(db: Db, shipped: Sequence[NoteTemplate]) -> tuple[NoteTemplate, ...]:
    """Return the forms that a note can be begun with, by name: the newest version of each.

    `shipped` are those of the program; one that was retired is left out.
    """
    newest = {template.id: template for template in shipped}
    retired = set()
    for kept in listed(db):
        template = kept.template
        known = newest.get(template.id)
        if kept.origin is Origin.OWN and (known is None or template.version >= known.version):
            newest[template.id] = template
            retired.discard(template.id)
        if newest.get(template.id, template).version == template.version and kept.retired_at:
            retired.add(template.id)
    forms = (template for template in newest.values() if template.id not in retired)
    return tuple(sorted(forms, key=lambda template: template.name.casefold()))


def used_last(db: Db) -> tuple[str, ...]:
    """Return the ids of the forms that notes were begun with, the one used last first."""
    chosen = select(NoteRow.template_id).order_by(NoteRow.row.desc()).limit(_REMEMBERED)
    return tuple(dict.fromkeys(db.scalars(chosen)))


def of_note(db: Db, note: Note) -> NoteTemplate:
    """Return the form that a note was written with: as kept, else as shipped, else as it stands."""
    found = find(db, note.template_id, note.template_version)
    if found:
        return found
    sections = tuple(
        Section(part.key, part.label, part.prompt, FieldKind.TEXT) for part in note.sections
    )
    return NoteTemplate(note.template_id, note.template_version, note.template_name, "", sections)


def _row(db: Db, form_id: str, version: int) -> FormRow | None:
    chosen = select(FormRow).where(FormRow.form_id == form_id, FormRow.version == version)
    return db.scalars(chosen).first()


def _known(db: Db, form_id: str, version: int) -> FormRow:
    row = _row(db, form_id, version)
    if row is None:
        raise NotFound("form", form_id)
    return row


def _value(row: FormRow) -> KeptForm | None:
    """Return a form, or None where its row is damaged or breaks a rule that is newer than it."""
    if row.damaged:
        return None
    try:
        template = _parsed(row.source, row.form_id)
    except CatalogBroken:
        return None
    return KeptForm(template, row.origin, row.made_at, row.retired_at)

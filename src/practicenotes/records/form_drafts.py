"""Forms that are being changed: kept as they stand, faults and all, until they are saved whole."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from practicenotes import catalog
from practicenotes.catalog import writer
from practicenotes.domain import form_drafts
from practicenotes.domain.changes import Changes, writes
from practicenotes.domain.form_drafts import FormDraft, FormDraftId
from practicenotes.domain.forms import KeptForm, NoteTemplate, Origin
from practicenotes.errors import NotFound
from practicenotes.records import forms
from practicenotes.records.schema import FormDraftRow, FormRow
from practicenotes.vault import rows


@writes(Changes.NOTES)
def begin(db: Db, template: NoteTemplate, at: datetime) -> FormDraft:
    """Begin to change a form, or go on with the change of it that was begun before."""
    chosen = select(FormDraftRow).where(FormDraftRow.form_id == template.id)
    found = (row for row in db.scalars(chosen) if template.id and not row.damaged)
    row = next(found, None)
    if row is None:
        row = FormDraftRow(form_id=template.id, version=template.version)
        row.parts, row.changed_at = form_drafts.to_plain(template), at
        rows.keep(db, row)
    return _value(db, row)


def get(db: Db, draft_id: FormDraftId) -> FormDraft:
    """Return a form that is being changed; raises NotFound."""
    row = _row(db, draft_id)
    if row is None:
        raise NotFound("form", draft_id)
    return _value(db, row)


def listed(db: Db) -> tuple[FormDraft, ...]:
    """Return every form that is being changed, the one changed last first."""
    found = db.scalars(select(FormDraftRow).order_by(FormDraftRow.changed_at.desc()))
    return tuple(_value(db, row) for row in found if not row.damaged)


@writes(Changes.NONE)
def keep(db: Db, draft: FormDraft, at: datetime) -> datetime:
    """Keep a form as it stands, also one that was thrown away; return the time."""
    row = _row(db, draft.id) or FormDraftRow(id=draft.id)
    row.form_id, row.version = draft.template.id, draft.template.version
    row.parts, row.changed_at = form_drafts.to_plain(draft.template), at
    rows.keep(db, row)
    return at


@writes(Changes.NOTES)
def throw_away(db: Db, draft_id: FormDraftId) -> None:
    """Let go of a change that was begun; the form itself stays as it is."""
    if row := _row(db, draft_id):
        db.delete(row)


@writes(Changes.NOTES)
def publish(db: Db, draft: FormDraft, at: datetime) -> KeptForm:
    """Save what was written as a version of its form; from now on notes can be begun with it.

    Raises CatalogBroken where it has a fault: then nothing is saved, and the draft stays.
    """
    form_id = draft.template.id
    version = forms.next_version(db, form_id)
    template = form_drafts.settled(draft.template, version, taken(db))
    read = catalog.parse_note_template(writer.note_template(template), template.name)
    kept = forms.keep(db, read, Origin.OWN, at)
    if row := _row(db, draft.id):
        db.delete(row)
    return kept


def taken(db: Db) -> frozenset[str]:
    """Return the ids of all forms that there are."""
    shipped = {template.id for template in catalog.note_templates()}
    return frozenset(shipped | set(db.scalars(select(FormRow.form_id))))


def _row(db: Db, draft_id: FormDraftId) -> FormDraftRow | None:
    row = db.scalars(select(FormDraftRow).where(FormDraftRow.id == draft_id)).first()
    return None if row is None or row.damaged else row


def _value(db: Db, row: FormDraftRow) -> FormDraft:
    return FormDraft(
        id=FormDraftId(row.id),
        template=form_drafts.of_plain(row.parts),
        becomes=forms.next_version(db, row.form_id),
        changed_at=row.changed_at,
    )

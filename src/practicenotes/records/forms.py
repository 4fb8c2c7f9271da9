"""The forms that the record keeps: that of a note stays, whatever becomes of its file."""

from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from practicenotes import catalog
from practicenotes.catalog import writer
from practicenotes.domain import form_drafts
from practicenotes.domain.forms import FieldKind, NoteTemplate, Section
from practicenotes.domain.notes import Note
from practicenotes.records.editions import Editions, Trade
from practicenotes.records.schema import FormDraftRow, FormRow, NoteRow


_REMEMBERED = 200  # notes back: so far the forms used last are looked for


def _numbered(template: NoteTemplate, **told: Any) -> NoteTemplate:
    return replace(template, **told)


def _free_id(wanted: str, taken: frozenset[str]) -> str:
    return form_drafts.key(wanted, "form", taken)


EDITIONS = Editions(
    Trade(
        what="form",
        key="form_id",
        row=FormRow,
        draft_row=FormDraftRow,
        shipped=catalog.note_templates,
        parse=catalog.parse_note_template,
        write=writer.note_template,
        to_plain=form_drafts.to_plain,
        of_plain=form_drafts.of_plain,
        settled=form_drafts.settled,
        numbered=_numbered,
        free_id=_free_id,
    )
)
keep, get, find, listed = EDITIONS.keep, EDITIONS.get, EDITIONS.find, EDITIONS.listed
retire, bring_back, offered = EDITIONS.retire, EDITIONS.bring_back, EDITIONS.offered
next_version, origin_of = EDITIONS.next_version, EDITIONS.origin_of


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

"""Every form that there is, with its versions: looked at, retired, brought back and brought in."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum

from sqlalchemy import func, select
from sqlalchemy.orm import Session as Db

from practicenotes import catalog
from practicenotes.domain import form_drafts as rules
from practicenotes.domain.changes import Changes, writes
from practicenotes.domain.form_drafts import FormDraft
from practicenotes.domain.forms import KeptForm, NoteTemplate, Origin
from practicenotes.errors import FormTaken, NotFound
from practicenotes.records import form_drafts, forms
from practicenotes.records.schema import FormRow


class Incoming(Enum):
    """How the form in a file comes in where its id is taken."""

    ASK = "ask"
    VERSION = "version"
    COPY = "copy"


@dataclass(frozen=True, slots=True)
class FormLine:
    """One form with all its versions that are known here, the newest first."""

    versions: tuple[KeptForm, ...]

    @property
    def template(self) -> NoteTemplate:
        """The form as it is offered now."""
        return self.versions[0].template

    @property
    def is_own(self) -> bool:
        """Whether the therapist made it or brought it."""
        return self.versions[0].origin is Origin.OWN

    @property
    def retired_at(self) -> datetime | None:
        """Since when it is no longer offered."""
        return self.versions[0].retired_at


@dataclass(frozen=True, slots=True)
class Shelf:
    """All forms by name, those that are being changed, and how many versions cannot be read."""

    forms: tuple[FormLine, ...]
    drafts: tuple[FormDraft, ...]
    unread: int = 0

    def find(self, form_id: str) -> FormLine | None:
        """Return the form of this id, if there is one."""
        return next((line for line in self.forms if line.template.id == form_id), None)


def of(db: Db) -> Shelf:
    """Return every form and every draft of one."""
    kept = db.scalar(select(func.count(FormRow.row))) or 0
    return Shelf(_lines(db), form_drafts.listed(db), kept - len(forms.listed(db)))


@writes(Changes.NOTES)
def retire(db: Db, form_id: str, at: datetime) -> None:
    """Offer a form no longer; notes that were written with it stay as they are. Raises NotFound."""
    newest = _line(db, form_id).versions[0]
    forms.keep(db, newest.template, newest.origin, at)
    forms.retire(db, form_id, newest.template.version, at)


@writes(Changes.NOTES)
def bring_back(db: Db, form_id: str, at: datetime) -> None:
    """Offer a form again; raises NotFound."""
    forms.bring_back(db, form_id, _line(db, form_id).template.version, at)


@writes(Changes.NOTES)
def take_in(db: Db, template: NoteTemplate, incoming: Incoming, at: datetime) -> KeptForm:
    """Keep the form of a file, or return it where the same one is here already.

    Raises FormTaken where another form has its id, and nobody has said how it is to come in; the
    version of a shipped form is the program's.
    """
    here = next((line for line in _lines(db) if line.template.id == template.id), None)
    same = [kept for kept in here.versions if _alike(kept.template, template)] if here else []
    if same and incoming is not Incoming.COPY:
        return same[0]
    if here and (incoming is Incoming.ASK or (incoming is Incoming.VERSION and not here.is_own)):
        raise FormTaken(template.id, own=here.is_own)
    if here and incoming is Incoming.VERSION:
        template = replace(template, version=forms.next_version(db, template.id))
    elif here:
        taken = form_drafts.taken(db)
        template = replace(template, id=rules.key(template.id, "form", taken), version=1)
    return forms.keep(db, template, Origin.OWN, at)


def _alike(one: NoteTemplate, other: NoteTemplate) -> bool:
    return replace(one, version=other.version) == other


def _line(db: Db, form_id: str) -> FormLine:
    found = next((line for line in _lines(db) if line.template.id == form_id), None)
    if found is None:
        raise NotFound("form", form_id)
    return found


def _lines(db: Db) -> tuple[FormLine, ...]:
    """Return each form with its versions: those that are kept, and that of the program."""
    kept = {(form.template.id, form.template.version): form for form in forms.listed(db)}
    for template in catalog.note_templates():
        key = template.id, template.version
        if key not in kept:
            kept[key] = KeptForm(template, Origin.SHIPPED, None)
    found: dict[str, list[KeptForm]] = {}
    for form in kept.values():
        found.setdefault(form.template.id, []).append(form)
    lines = (FormLine(_newest_first(versions)) for versions in found.values())
    return tuple(sorted(lines, key=lambda line: line.template.name.casefold()))


def _newest_first(versions: list[KeptForm]) -> tuple[KeptForm, ...]:
    return tuple(sorted(versions, key=lambda form: form.template.version, reverse=True))

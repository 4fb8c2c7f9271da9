"""All that a session or a note without one is written up from, gathered in one transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.orm import Session as Db

from practicenotes.domain import settings as known
from practicenotes.domain.carrying import Carried
from practicenotes.domain.changes import Changes, writes
from practicenotes.domain.forms import Layer, NoteTemplate, Use
from practicenotes.domain.notes import GoalLink, Note, NoteId
from practicenotes.domain.sessions import Session, SessionId
from practicenotes.records import (
    carrying,
    clients,
    forms,
    goal_links,
    notes,
    practice,
    sessions,
    settings,
)


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a note: whom it is about, who signs, and what became of others.

    `people` are under the names by which they know themselves; `hours` is how long a signature can
    be withdrawn, 0 for not at all.
    """

    people: tuple[str, ...] = ()
    author: str = ""
    hours: int = 0
    in_error: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class WriteUp:
    """A note with its form and its session, the note before it, and the sessions before.

    `session` is None for a note that belongs to none. `forms` are those that it can be given,
    and `used_last` the ids of some of them; `aims` is what it can be linked to; `carried` is what
    was taken over into it.
    """

    session: Session | None
    code_name: str
    note: Note
    before: Note | None
    before_on: date | None
    earlier: tuple[Session, ...]  # oldest first
    form: NoteTemplate
    forms: tuple[NoteTemplate, ...] = ()
    used_last: tuple[str, ...] = ()
    aims: tuple[GoalLink, ...] = ()
    carried: tuple[Carried, ...] = ()
    around: Around = Around()

    @property
    def of_record(self) -> tuple[NoteTemplate, ...]:
        """The forms that ask for something of the record, its own among them, retired or not."""
        known = {form.id: form for form in (self.form, *self.forms)}
        return tuple(form for form in known.values() if form.of_layer(Layer.RECORD))

    def may_begin_in(self, form: NoteTemplate) -> bool:
        """Whether notes of later hours may begin in a form: it is for hours, and not retired."""
        return form.begins_sessions and form.id in {each.id for each in self.forms}

    def form_of(self, note: Note) -> NoteTemplate:
        """Return the form of this note as it stands now: another one may have been chosen since."""
        known = {(form.id, form.version): form for form in (*self.forms, self.form)}
        return known.get((note.template_id, note.template_version), self.form)

    def with_texts(self, texts: Mapping[str, str]) -> "WriteUp":
        """Return it with these texts in the sections of the note, whether they are saved or not."""
        sections = tuple(replace(s, text=texts.get(s.key, s.text)) for s in self.note.sections)
        return replace(self, note=replace(self.note, sections=sections))

    def aims_of(self, note: Note) -> tuple[GoalLink, ...]:
        """Return what this note can be linked to: only a session works towards something."""
        return self.aims if self.form_of(note).use is Use.SESSION else ()


@writes(Changes.NOTES | Changes.SESSIONS)
def begin(
    db: Db, session_id: SessionId, templates: Sequence[NoteTemplate], at: datetime
) -> WriteUp:
    """Return a session to write up; if it has no note, one is begun in the form used last.

    `templates` are the forms of the program, at least one with a section of the record; the
    therapist's own stand beside them.
    Raises NotFound.
    """
    offered = forms.offered(db, templates)
    last_used = settings.get(db, known.LAST_TEMPLATE)
    note = notes.begin(db, session_id, _to_begin(templates, offered, last_used), at)
    session = sessions.get(db, session_id)
    before = notes.before(db, session_id)
    of_client = sessions.of_client(db, session.client_id)
    earlier = of_client[: [each.id for each in of_client].index(session_id)]
    days = {each.id: each.starts_at.date() for each in earlier}
    before_on = days.get(before.session_id) if before and before.session_id else None
    return _gather(db, note, session, offered, (before, before_on), earlier)


def _to_begin(
    templates: Sequence[NoteTemplate], offered: Sequence[NoteTemplate], last_used: object
) -> NoteTemplate:
    """Return the form of an hour that was used last, else the first that the program has.

    One that is retired is taken only where every other is retired too: there must be some form.
    """
    found = [form for form in offered if form.begins_sessions]
    found = found or [form for form in templates if form.begins_sessions]
    found = found or [form for form in templates if form.of_layer(Layer.RECORD)]
    known_here = {form.id: form for form in found}
    ids = (last_used, *(form.id for form in templates), *known_here)
    return next(known_here[each] for each in ids if each in known_here)


def of_note(db: Db, note_id: NoteId, templates: Sequence[NoteTemplate]) -> WriteUp:
    """Return one note to write, whether it belongs to a session or to none; raises NotFound."""
    note = notes.get(db, note_id)
    session = sessions.get(db, note.session_id) if note.session_id else None
    return _gather(db, note, session, forms.offered(db, templates), (None, None), ())


def _gather(
    db: Db,
    note: Note,
    session: Session | None,
    offered: tuple[NoteTemplate, ...],
    before: tuple[Note | None, date | None],
    earlier: tuple[Session, ...],
) -> WriteUp:
    return WriteUp(
        session=session,
        code_name=clients.get(db, note.client_id).code_name,
        note=note,
        before=before[0],
        before_on=before[1],
        earlier=earlier,
        form=forms.of_note(db, note),
        forms=offered,
        used_last=forms.used_last(db),
        aims=goal_links.offered(db, note.client_id),
        carried=carrying.of_note(db, note.id),
        around=around(db, note),
    )


def around(db: Db, note: Note) -> Around:
    """Return what stands around a note."""
    people = clients.get(db, note.client_id).people
    return Around(
        people=tuple(person.name for person in people if person.name.strip()),
        author=practice.get(db).name,
        hours=int(settings.get(db, known.WITHDRAW_HOURS)),
        in_error=notes.in_error(db, note.session_id) if note.session_id else (),
    )

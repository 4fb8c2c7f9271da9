"""Record notes: begun from a template, saved without end, signed once, then only added to.

What a note said before lies in `revisions`, its signature in `signatures`.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session as Db

from practicenotes.domain import times
from practicenotes.domain.changes import Changes, writes
from practicenotes.domain.forms import Layer, NoteTemplate
from practicenotes.domain.notes import Note, NoteId, NoteState
from practicenotes.domain.people import ClientId
from practicenotes.domain.sessions import Attendance, SessionId
from practicenotes.errors import NotFound
from practicenotes.records import forms, note_rows, sessions, signatures
from practicenotes.records.schema import ClientRow, NoteRow, NoteSectionRow, SessionRow
from practicenotes.vault import audit, rows


SUMMARY_LENGTH = 90

get = note_rows.get
sign = signatures.sign
add_to = signatures.add_to


@writes(Changes.NOTES | Changes.SESSIONS)
def begin(db: Db, session_id: SessionId, template: NoteTemplate, at: datetime) -> Note:
    """Begin a draft for a session, or return the one that is there; raises NotFound.

    The labels and prompts of the template are kept with the note, and the template with the
    record, so that a later edition of it does not change what was written.
    """
    session = db.get(SessionRow, session_id)
    if session is None:
        raise NotFound("session", session_id)
    existing = of_session(db, session_id)
    if existing:
        return existing
    _take_place(db, session, at)
    return _begin(db, ClientId(session.client_id), session_id, template, at)


@writes(Changes.NOTES | Changes.SESSIONS)
def begin_another(
    db: Db,
    client_id: ClientId,
    session_id: SessionId | None,
    template: NoteTemplate,
    at: datetime,
) -> Note:
    """Begin a draft that stands beside the note of a session, or with None belongs to no session.

    Raises NotFound.
    """
    if db.get(ClientRow, client_id) is None:
        raise NotFound("client", client_id)
    session = db.get(SessionRow, session_id) if session_id else None
    if session_id and (session is None or session.client_id != client_id):
        raise NotFound("session", session_id)
    return _begin(db, client_id, session_id, template, at)


def _begin(
    db: Db,
    client_id: ClientId,
    session_id: SessionId | None,
    template: NoteTemplate,
    at: datetime,
) -> Note:
    template = forms.keep(db, template, forms.origin_of(template), at).template
    row = NoteRow(
        client_id=client_id,
        session_id=session_id,
        template_id=template.id,
        template_version=template.version,
        template_name=template.name,
        state=NoteState.DRAFT,
        summary="",
        begun_at=times.instant(at),
        saved_at=at,
        signed_by="",
        signed_late=0,
        digest="",
        previous_digest="",
    )
    rows.keep(db, row)
    _set_form(db, row, template)
    audit.append(db, "begin", row, at)
    return get(db, NoteId(row.id))


@writes(Changes.NOTES)
def change_form(db: Db, note_id: NoteId, template: NoteTemplate, at: datetime) -> Note:
    """Give a draft another form; text under a key that both forms know stays where it was.

    Text of a section that the new form does not have is kept under its old label, at the end.
    """
    row = note_rows.draft(db, note_id)
    template = forms.keep(db, template, forms.origin_of(template), at).template
    _set_form(db, row, template)
    row.template_id = template.id
    row.template_version = template.version
    row.template_name = template.name
    row.saved_at = at
    audit.append(db, "change form", row, at)
    return get(db, note_id)


def of_session(db: Db, session_id: SessionId) -> Note | None:
    """Return the note of a session, leaving out those that were entered in error."""
    found = note_rows.find(db, NoteRow.session_id == session_id, _STANDS)
    return found[0] if found else None


def of_client(db: Db, client_id: ClientId) -> tuple[Note, ...]:
    """Return every note of a client in the order of their beginning."""
    return note_rows.find(db, NoteRow.client_id == client_id)


def standing(db: Db, client_id: ClientId) -> tuple[Note, ...]:
    """Return the notes of a client, leaving out those that were entered in error."""
    return note_rows.find(db, NoteRow.client_id == client_id, _STANDS)


def in_error(db: Db, session_id: SessionId) -> tuple[Note, ...]:
    """Return the notes of a session that were entered in error."""
    return note_rows.find(db, NoteRow.session_id == session_id, ~_STANDS)


def before(db: Db, session_id: SessionId) -> Note | None:
    """Return the note of the client's session before this one, or None."""
    session = db.get(SessionRow, session_id)
    if session is None:
        return None
    chosen = (
        select(NoteRow.id)
        .join(SessionRow, SessionRow.id == NoteRow.session_id)
        .where(sessions.before(session), _STANDS)
        .order_by(SessionRow.starts_at.desc(), SessionRow.row.desc(), NoteRow.row)
    )
    found = db.scalars(chosen.limit(1)).first()
    return get(db, NoteId(found)) if found else None


@writes(Changes.NOTES)
def save(db: Db, note_id: NoteId, texts: Mapping[str, str], at: datetime) -> datetime:
    """Keep what stands in these sections now (by their keys); return the time of saving.

    Only sections that differ are written. Raises NoteSigned, NotFound (also for a section, so that
    no text is lost unheard) and RowDamaged.
    """
    row = note_rows.draft(db, note_id)
    sections = {section.key: section for section in note_rows.sections(db, note_id)}
    for key, text in texts.items():
        if key not in sections:
            raise NotFound("section", key)
        if sections[key].body != text:
            sections[key].body = text
    row.summary = _summary(section.body for section in sections.values() if not section.damaged)
    row.saved_at = at
    return at


def count(db: Db) -> int:
    """Return how many notes the record holds."""
    return db.scalar(select(func.count()).select_from(NoteRow)) or 0


_STANDS = NoteRow.state != NoteState.IN_ERROR


def _take_place(db: Db, session: SessionRow, at: datetime) -> None:
    """Take a session of the past or of today as held: it is being written about."""
    today = times.on_the_wall(at).date()
    if session.attendance is Attendance.PLANNED and session.starts_at.date() <= today:
        session.attendance = Attendance.ATTENDED
        audit.append(db, "change", session, at)


def _set_form(db: Db, row: NoteRow, template: NoteTemplate) -> None:
    """Lay the record sections of a template under a note, keeping every text that is there."""
    known = {section.key: section for section in note_rows.sections(db, row.id)}
    position = 0
    for position, section in enumerate(template.of_layer(Layer.RECORD), start=1):
        found = known.pop(section.id, None) or NoteSectionRow(note_id=row.id, body="")
        found.position = position
        found.key = section.id
        found.label = section.label
        found.prompt = section.prompt
        rows.keep(db, found)
    for left_over in known.values():
        if left_over.body.strip():
            position += 1
            left_over.position = position
        else:
            db.delete(left_over)
    db.flush()


def _summary(texts: Iterable[str]) -> str:
    for text in texts:
        line = text.strip().partition("\n")[0].strip("#*- ")
        if line:
            cut = line[:SUMMARY_LENGTH].rpartition(" ")[0] if len(line) > SUMMARY_LENGTH else ""
            return f"{cut}…" if cut else line[:SUMMARY_LENGTH]
    return ""

"""Record notes: begun from a template, saved without end, signed once, then only added to."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session as Db

from practicenotes.domain import notes, times
from practicenotes.domain.changes import Changes, writes
from practicenotes.domain.forms import Layer, NoteTemplate
from practicenotes.domain.notes import (
    AddendumKind,
    Note,
    NoteId,
    NoteSection,
    NoteState,
    Revision,
    RevisionReason,
)
from practicenotes.domain.people import ClientId
from practicenotes.domain.sessions import Attendance, SessionId
from practicenotes.errors import (
    AnswerUnseen,
    NoteEmpty,
    NoteNotSigned,
    NoteSigned,
    NotFound,
    RowDamaged,
)
from practicenotes.records import forms, measures, note_rows, practice, sessions
from practicenotes.records.schema import (
    AddendumRow,
    ClientRow,
    NoteRevisionRow,
    NoteRow,
    NoteSectionRow,
    SessionRow,
)
from practicenotes.vault import audit, rows


SUMMARY_LENGTH = 90


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
    row = _draft(db, note_id)
    template = forms.keep(db, template, forms.origin_of(template), at).template
    _set_form(db, row, template)
    row.template_id = template.id
    row.template_version = template.version
    row.template_name = template.name
    row.saved_at = at
    audit.append(db, "change form", row, at)
    return get(db, note_id)


def get(db: Db, note_id: NoteId) -> Note:
    """Return one note with its sections and addenda; raises NotFound."""
    found = note_rows.find(db, NoteRow.id == note_id)
    if not found:
        raise NotFound("note", note_id)
    return found[0]


def of_session(db: Db, session_id: SessionId) -> Note | None:
    """Return the note of a session, leaving out those that were entered in error."""
    found = note_rows.find(db, NoteRow.session_id == session_id, _STANDS)
    return found[0] if found else None


def of_client(db: Db, client_id: ClientId) -> tuple[Note, ...]:
    """Return every note of a client in the order of their beginning."""
    return note_rows.find(db, NoteRow.client_id == client_id)


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
    row = _draft(db, note_id)
    sections = {section.key: section for section in _sections(db, note_id)}
    for key, text in texts.items():
        if key not in sections:
            raise NotFound("section", key)
        if sections[key].body != text:
            sections[key].body = text
    row.summary = _summary(section.body for section in sections.values() if not section.damaged)
    row.saved_at = at
    return at


@writes(Changes.NOTES)
def keep_revision(db: Db, note_id: NoteId, reason: RevisionReason, at: datetime) -> int:
    """Add what the note says now to its revisions; return the number of the newest.

    Nothing is added when nothing has changed since.
    """
    note = _row(db, note_id)
    now = [[s.key, s.label, s.prompt, s.body] for s in _intact(_sections(db, note_id))]
    chosen = select(NoteRevisionRow).where(NoteRevisionRow.note_id == note_id)
    last = db.scalars(chosen.order_by(NoteRevisionRow.number.desc()).limit(1)).first()
    if last and last.sections == now:
        return last.number
    number = last.number + 1 if last else 1
    revision = NoteRevisionRow(
        note_id=note.id, number=number, kept_at=at, reason=reason, sections=now
    )
    rows.keep(db, revision)
    audit.append(db, "keep revision", revision, at)
    return number


def revisions(db: Db, note_id: NoteId) -> tuple[Revision, ...]:
    """Return every revision of a note, oldest first."""
    chosen = select(NoteRevisionRow).where(NoteRevisionRow.note_id == note_id)
    return tuple(
        Revision(
            number=row.number,
            kept_at=row.kept_at,
            reason=row.reason,
            sections=tuple(NoteSection(*section) for section in row.sections),
            damaged=row.damaged,
        )
        for row in db.scalars(chosen.order_by(NoteRevisionRow.number))
    )


@writes(Changes.NOTES)
def sign(db: Db, note_id: NoteId, at: datetime) -> Note:
    """Sign a draft: from now on its words cannot change.

    Raises NoteSigned, NoteEmpty, AnswerUnseen, NotFound and RowDamaged.
    """
    row = _draft(db, note_id)
    note = get(db, note_id)
    if note.damaged:
        raise RowDamaged("note", note_id)
    if note.is_empty:
        raise NoteEmpty(note_id)
    if note.session_id:
        for _, result, flag in measures.unseen(db, note.session_id):
            raise AnswerUnseen(result.name, flag.item, result.id)
    keep_revision(db, note_id, RevisionReason.SIGNED, at)
    session = db.get(SessionRow, row.session_id) if row.session_id else None
    row.state = NoteState.SIGNED
    row.signed_at = times.instant(at)
    row.signed_by = _author(db)
    row.signed_late = int(
        session is not None and notes.is_late(session.starts_at, times.on_the_wall(at))
    )
    row.previous_digest = _newest_digest(db, row.client_id)
    signed = replace(note, signed_at=row.signed_at, signed_by=row.signed_by)
    row.digest = notes.digest(signed, row.previous_digest)
    audit.append(db, "sign", row, at)
    return get(db, note_id)


@writes(Changes.NOTES)
def add_to(
    db: Db, note_id: NoteId, kind: AddendumKind, reason: str, text: str, at: datetime
) -> Note:
    """Add to a signed note, which stays as it is.

    Raises NoteNotSigned, NoteEmpty, NotFound and RowDamaged.
    """
    note = get(db, note_id)
    if note.damaged:
        raise RowDamaged("note", note_id)
    if note.state is NoteState.DRAFT:
        raise NoteNotSigned(note_id)
    if not text.strip():
        raise NoteEmpty(note_id)
    addendum = AddendumRow(
        note_id=note_id,
        kind=kind,
        reason=reason,
        body=text,
        signed_at=at,
        signed_by=_author(db),
    )
    rows.keep(db, addendum)
    audit.append(db, kind.value, addendum, at)
    return get(db, note_id)


def is_unbroken(db: Db, client_id: ClientId) -> bool:
    """Say whether every signed note of a client still is what was signed, with none left out.

    That the newest one was taken away, no other note can tell: the audit trail does.
    """
    signed = [note for note in of_client(db, client_id) if note.damaged or note.signed_at]
    digests = {note.digest for note in signed}
    named = [note.previous_digest for note in signed]
    chained = len(set(named)) == len(named) and set(named) <= digests | {""}
    return chained and not any(note.damaged for note in signed)


def chains(db: Db) -> tuple[int, tuple[ClientId, ...]]:
    """Return how many clients have signed notes, and those of them whose chain is broken."""
    chosen = select(NoteRow.client_id).where(NoteRow.digest != "").distinct()
    signed = [ClientId(client_id) for client_id in sorted(db.scalars(chosen))]
    broken = tuple(client_id for client_id in signed if not is_unbroken(db, client_id))
    return len(signed), broken


def count(db: Db) -> int:
    """Return how many notes the record holds."""
    return db.scalar(select(func.count()).select_from(NoteRow)) or 0


_STANDS = NoteRow.state != NoteState.IN_ERROR


def _row(db: Db, note_id: NoteId) -> NoteRow:
    row = db.get(NoteRow, note_id)
    if row is None:
        raise NotFound("note", note_id)
    return row


def _draft(db: Db, note_id: NoteId) -> NoteRow:
    row = _row(db, note_id)
    if row.damaged:
        raise RowDamaged("note", note_id)
    if row.state is not NoteState.DRAFT:
        raise NoteSigned(note_id)
    return row


def _take_place(db: Db, session: SessionRow, at: datetime) -> None:
    """Take a session of the past or of today as held: it is being written about."""
    today = times.on_the_wall(at).date()
    if session.attendance is Attendance.PLANNED and session.starts_at.date() <= today:
        session.attendance = Attendance.ATTENDED
        audit.append(db, "change", session, at)


def _author(db: Db) -> str:
    """Return the name to sign with."""
    practitioner = practice.get(db)
    if practitioner.damaged:
        raise RowDamaged("practitioner", "")
    return practitioner.name


def _sections(db: Db, note_id: NoteId | str) -> list[NoteSectionRow]:
    chosen = select(NoteSectionRow).where(NoteSectionRow.note_id == note_id)
    return list(db.scalars(chosen.order_by(NoteSectionRow.position)))


def _intact(sections: list[NoteSectionRow]) -> list[NoteSectionRow]:
    for section in sections:
        if section.damaged:
            raise RowDamaged("note_section", section.id)
    return sections


def _set_form(db: Db, row: NoteRow, template: NoteTemplate) -> None:
    """Lay the record sections of a template under a note, keeping every text that is there."""
    known = {section.key: section for section in _sections(db, row.id)}
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


def _newest_digest(db: Db, client_id: str) -> str:
    """Return the digest of the note signed last for a client: the one that no other names."""
    theirs = NoteRow.client_id == client_id
    named = select(NoteRow.previous_digest).where(theirs)
    chosen = select(NoteRow.digest).where(
        theirs, NoteRow.digest != "", NoteRow.digest.not_in(named)
    )
    return db.scalars(chosen.order_by(NoteRow.signed_at.desc()).limit(1)).first() or ""


def _summary(texts: Iterable[str]) -> str:
    for text in texts:
        line = text.strip().partition("\n")[0].strip("#*- ")
        if line:
            cut = line[:SUMMARY_LENGTH].rpartition(" ")[0] if len(line) > SUMMARY_LENGTH else ""
            return f"{cut}…" if cut else line[:SUMMARY_LENGTH]
    return ""

"""Valid things with defaults, so that a test names only what it is about."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from practicenotes.domain import attachments
from practicenotes.domain.attachments import AttachmentKind, NewAttachment
from practicenotes.domain.cards import CardId, CardLine, ClientCard, Given
from practicenotes.domain.facets import StrainKind
from practicenotes.domain.forms import Layer, NoteTemplate, Section
from practicenotes.domain.letter_kinds import Fact, LetterKind, OfferRule, Part, Reader
from practicenotes.domain.letters import Consent
from practicenotes.domain.measures import MeasureResult
from practicenotes.domain.notes import Note
from practicenotes.domain.people import ClientId, NewClient, Person, Practitioner
from practicenotes.domain.reflections import (
    EpisodeId,
    FacetEntry,
    Reflection,
    Sighting,
    StrainEpisode,
)
from practicenotes.domain.sessions import Attendance, FrameEvent, FrameKind, Session, SessionId
from practicenotes.records import bringing_back, clients, earlier, notes, sessions
from practicenotes.vault import Store, Vault, aside, schema
from practicenotes.vault.database import PAGE


AT = datetime(2025, 11, 18, 14, 2, 44, 120_000, tzinfo=UTC)
DAY = date(2025, 11, 18)
HELD_AT = datetime(2025, 11, 18, 13, 0)
CONSENT = Consent(DAY, "in session, in writing", "dates, focus, change", has_read=True)


PAPER = b"%PDF-1.4 a consent that both have signed"


def later(**by: float) -> datetime:
    """Return an instant after AT."""
    return AT + timedelta(**by)


def weeks_ago(count: int) -> datetime:
    """Return the hour of the session that many weeks before HELD_AT."""
    return HELD_AT - timedelta(weeks=count)


# --- values --------------------------------------------------------------------------------------


def client(code_name: str = "Heron", **told: Any) -> NewClient:
    """Return what is asked when a client is added."""
    people = (Person("Jonas Weber", date(1985, 4, 2), contact="0151 2345"),)
    return replace(NewClient(code_name, people=people, pronoun="he"), **told)


def practitioner(**told: Any) -> Practitioner:
    """Return the person at the window."""
    return replace(
        Practitioner("Dr. Ada Brandt", "Psychotherapist", address=("Elm Row 4",)), **told
    )


def session(client_id: ClientId, **told: Any) -> Session:
    """Return a session that was held."""
    held = Session(SessionId(""), client_id, HELD_AT, attendance=Attendance.ATTENDED)
    return replace(held, **told)


def frame_event(client_id: ClientId, **told: Any) -> FrameEvent:
    """Return something that happened to the frame."""
    return replace(FrameEvent("", client_id, DAY, FrameKind.BREAK, "two weeks away"), **told)


def template(*keys: str, **told: Any) -> NoteTemplate:
    """Return a form with these record sections and one private section."""
    sections = [Section(key, key.capitalize(), f"What of the {key}?") for key in keys or ("plan",)]
    sections.append(Section("aside", "Aside", "Only for you", layer=Layer.PRIVATE))
    return replace(NoteTemplate("free", 1, "Free", "", tuple(sections)), **told)


def letter_kind(**told: Any) -> LetterKind:
    """Return a kind of letter that may mention every fact, and quote passages."""
    values = {
        Fact.BORN: "Born on {born}.",
        Fact.APPOINTMENTS: "Held: {appointments}.",
        Fact.RHYTHM: "As a rule: {rhythm}.",
        Fact.SETTING: "We meet {how} for {minutes} minutes.",
        Fact.REACHED: "Reached: {goals_reached}.",
        Fact.MEASURE_NOW: "{measure}: {total} ({measured_on}).",
        Fact.DATES_SEEN: "We met {times_met} from {first_seen} to {last_seen}.",
        Fact.REASON: "The reason was {reason}.",
        Fact.FOCUS: "We work towards: {goals}.",
        Fact.MEASURE_CHANGE: "{measure}: {first_total} ({first_on}), {last_total} ({last_on}).",
        Fact.RISK: "Asked on {risk_on}: {risk}.",
        Fact.MEDICATION: "Told of {medication}.",
        Fact.ATTENDANCE: "Cancelled: {cancelled}; missed: {missed}.",
    }
    offers = tuple(OfferRule(fact, fact.value, values[fact]) for fact in Fact)
    parts = (Part("beginning", "Thank you.", offers), Part("work", passages=True))
    kind = LetterKind(
        id="progress",
        version=1,
        name="Progress letter",
        subject="Re: {client}",
        greeting="Dear {recipient}",
        parts=parts,
        closing="Yours sincerely",
        footer="Not for other use.",
        reader=Reader.REFERRER,
    )
    return replace(kind, **told)


def result(client_id: ClientId, total: int = 12, **told: Any) -> MeasureResult:
    """Return a filled-in form."""
    return replace(MeasureResult("", client_id, "phq9", "PHQ-9", DAY, total), **told)


def card(client_id: ClientId, *answers: int | None, **told: Any) -> ClientCard:
    """Return a card of three lines, with these answers from the first line on."""
    facets = ("trust_safety", "emotional_expression", "collaboration_empowerment")
    given = (*answers, None, None, None)
    lines = tuple(CardLine(f, f"a line on {f}", a) for f, a in zip(facets, given, strict=False))
    return replace(ClientCard(CardId(""), client_id, DAY, lines), **told)


def paper(client_id: ClientId, *answers: int | None, **told: Any) -> ClientCard:
    """Return a card that was filled in on paper."""
    return card(client_id, *answers, **{"given": Given.ON_PAPER, **told})


def attachment(client_id: ClientId, **told: Any) -> NewAttachment:
    """Return a signed consent form as it comes in."""
    kind, media_type = AttachmentKind.CONSENT, attachments.PDF
    new = NewAttachment(client_id, kind, "consent.pdf", media_type, DAY, PAPER)
    return replace(new, **told)


def reflection(
    session_id: SessionId, client_id: ClientId, *facet_ids: str, **told: Any
) -> Reflection:
    """Return a reflection with a word about each of these facets."""
    entries = tuple(FacetEntry(facet_id, f"a word on {facet_id}") for facet_id in facet_ids)
    return replace(Reflection(session_id, client_id, entries), **told)


def episode(client_id: ClientId, session_id: SessionId, **told: Any) -> StrainEpisode:
    """Return a moment of strain."""
    moment = StrainEpisode(
        EpisodeId(""),
        client_id,
        session_id,
        StrainKind.WITHDRAWAL,
        (Sighting("w_defer"),),
        client_words="it’s fine",
    )
    return replace(moment, **told)


# --- things in a store ---------------------------------------------------------------------------


def add_client(record: Store, code_name: str = "Heron", **told: Any) -> ClientId:
    """Open a client file."""
    return record.run(clients.add, client(code_name, **told), AT)


def add_session(record: Store, client_id: ClientId, **told: Any) -> SessionId:
    """Put a session into the diary."""
    return record.run(sessions.add, session(client_id, **told), AT)


def write_note(
    record: Store,
    session_id: SessionId,
    texts: Mapping[str, str] | None = None,
    at: datetime = AT,
) -> Note:
    """Begin a draft and write into it."""
    texts = {"plan": "Bring one sentence."} if texts is None else texts
    note = record.run(notes.begin, session_id, template(*texts), at)
    record.run(notes.save, note.id, texts, at)
    return record.run(notes.get, note.id)


def sign_note(
    record: Store,
    session_id: SessionId,
    texts: Mapping[str, str] | None = None,
    at: datetime = AT,
) -> Note:
    """Write a note and sign it."""
    return record.run(notes.sign, write_note(record, session_id, texts, at).id, at)


# --- behind the back of the program --------------------------------------------------------------


def meddle(store: Store, statement: str, *values: Any) -> None:
    """Change a store as someone would who holds the key of its file, but not that of the marks."""
    changed = store.on_connection(
        lambda connection: connection.exec_driver_sql(statement, values).rowcount
    )
    assert changed > 0, "nothing was meddled with"


def wear_out(store: Store, table: str) -> None:
    """Let a bit of the first page of a table decay, as on a worn disk; what is open turns to it."""
    page = rows_of(store, "SELECT rootpage FROM sqlite_schema WHERE name = ?", table)[0][0]

    def decay() -> None:
        data = bytearray(store.path.read_bytes())
        data[(page - 1) * PAGE + 200] ^= 1
        store.path.write_bytes(data)

    store.set_aside(decay)


def backup_of_newer(vault: Vault, folder: Path, at: datetime) -> Path:
    """Make a backup as a newer program would, whose tables nobody knows here."""
    tables = "PRAGMA user_version = {}"
    version = vault.record.on_connection(schema.version_of)
    vault.record.on_connection(lambda db: db.exec_driver_sql(tables.format(version + 94)))
    written = vault.backup(folder, at=at)
    vault.record.on_connection(lambda db: db.exec_driver_sql(tables.format(version)))
    return written


def lose(record: Store, table: str, thing_id: str) -> None:
    """Let a thing and all its parts vanish from the record, as no window does."""

    def work(db: Any) -> None:
        whole = aside.with_parts(db, db.get(earlier.TABLES[table], thing_id))
        ids = {row.id: row for row in whole}
        for _, values in reversed(bringing_back.in_order(db, whole)):
            if row := ids.get(values["id"]):  # type: ignore[call-overload]
                db.delete(row)
                db.flush()

    record.run(work)


def rows_of(store: Store, statement: str, *values: Any) -> list[Any]:
    """Return what stands in the file, past every mark and operation."""
    return store.on_connection(
        lambda connection: connection.exec_driver_sql(statement, values).all()
    )

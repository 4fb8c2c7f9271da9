"""The tables of the record store.

Every table that holds text is sealed (`vault/rows.py`): a local row number, an id, a revision and a
mark stand beside the columns named here. Nothing in this store points into the private one.
"""

from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Annotated

from sqlalchemy import ForeignKey, Index, LargeBinary, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from practicenotes.domain.attachments import AttachmentKind
from practicenotes.domain.cards import Given
from practicenotes.domain.editions import Origin
from practicenotes.domain.hours import HourKind
from practicenotes.domain.letters import LetterState
from practicenotes.domain.notes import AddendumKind, NoteState, RevisionReason
from practicenotes.domain.people import ClientStatus, FileKind
from practicenotes.domain.sessions import Attendance, FrameKind, Modality
from practicenotes.vault import audit, audit_state
from practicenotes.vault.migrations import upgrade
from practicenotes.vault.rows import Day, Instant, Listing, OneOf, Sealed, WallClock
from practicenotes.vault.schema import Schema
from practicenotes.vault.unfinished import Begun


Words = Annotated[str, mapped_column(Text)]
At = Annotated[datetime, mapped_column(Instant)]
On = Annotated[date, mapped_column(Day)]
STRICT = {"sqlite_strict": True}


class Base(DeclarativeBase):
    """The record store."""


audit.ENTRIES.to_metadata(Base.metadata)
audit_state.STATE.to_metadata(Base.metadata)


def to(table: str, *, index: bool = True) -> Mapped[str]:
    """Return a column that points at the rows of a table."""
    return mapped_column(Text, ForeignKey(f"{table}.id"), index=index)


class PractitionerRow(Sealed, Base):
    """The person at the window; one row."""

    __tablename__ = "practitioner"

    name: Mapped[Words]
    profession: Mapped[Words]
    registration: Mapped[Words]
    address: Mapped[list[str]] = mapped_column(Listing)
    phone: Mapped[Words]
    email: Mapped[Words]
    changed_at: Mapped[At]


class ClientRow(Sealed, Base):
    """One client file."""

    __tablename__ = "client"

    code_name: Mapped[Words]
    kind: Mapped[FileKind] = mapped_column(OneOf(FileKind))
    status: Mapped[ClientStatus] = mapped_column(OneOf(ClientStatus))
    since: Mapped[date | None] = mapped_column(Day)
    pronoun: Mapped[Words]
    reason: Mapped[Words]
    rhythm: Mapped[Words]
    referrer: Mapped[Words]
    referrer_address: Mapped[Words]
    medication: Mapped[Words]
    consent: Mapped[Words]
    changed_at: Mapped[At]


class PersonRow(Sealed, Base):
    """One person of a client file, under the legal name."""

    __tablename__ = "person"

    client_id: Mapped[str] = to("client")
    position: Mapped[int]
    name: Mapped[Words]
    born: Mapped[date | None] = mapped_column(Day)
    part: Mapped[Words]
    contact: Mapped[Words]


class SessionRow(Sealed, Base):
    """One appointment and what became of it."""

    __tablename__ = "session"
    __table_args__ = (
        Index("session_by_day", "starts_at"),
        Index("session_of_client", "client_id", "attendance", "starts_at"),  # to count without rows
        STRICT,
    )

    client_id: Mapped[str] = to("client", index=False)
    starts_at: Mapped[datetime] = mapped_column(WallClock)
    minutes: Mapped[int]
    modality: Mapped[Modality] = mapped_column(OneOf(Modality))
    attendance: Mapped[Attendance] = mapped_column(OneOf(Attendance))
    risk: Mapped[Words]
    place: Mapped[Words]
    present: Mapped[list[str]] = mapped_column(Listing)  # ids of people
    changed_at: Mapped[At]


class FrameEventRow(Sealed, Base):
    """Something that happened to the agreed frame."""

    __tablename__ = "frame_event"

    client_id: Mapped[str] = to("client")
    session_id: Mapped[str | None] = mapped_column(Text, ForeignKey("session.id"))
    on: Mapped[On]
    kind: Mapped[FrameKind] = mapped_column(OneOf(FrameKind))
    words: Mapped[Words]


class NoteRow(Sealed, Base):
    """The head of a record note; its text is in its sections."""

    __tablename__ = "note"

    client_id: Mapped[str] = to("client")
    session_id: Mapped[str | None] = mapped_column(Text, ForeignKey("session.id"), index=True)
    template_id: Mapped[Words]
    template_version: Mapped[int]
    template_name: Mapped[Words]
    state: Mapped[NoteState] = mapped_column(OneOf(NoteState), index=True)
    summary: Mapped[Words]  # the first line, for lists
    begun_at: Mapped[At]
    saved_at: Mapped[At]
    signed_at: Mapped[datetime | None] = mapped_column(Instant)
    signed_by: Mapped[Words]
    signed_late: Mapped[int]
    digest: Mapped[Words]
    previous_digest: Mapped[Words]


class NoteSectionRow(Sealed, Base):
    """One section of a note as it stands now, with the label and prompt it was written under."""

    __tablename__ = "note_section"
    __table_args__ = (Index("note_section_of_note", "note_id", "key", unique=True), STRICT)

    note_id: Mapped[str] = to("note", index=False)
    position: Mapped[int]
    key: Mapped[Words]
    label: Mapped[Words]
    prompt: Mapped[Words]
    body: Mapped[Words]


class NoteRevisionRow(Sealed, Base):
    """What a note said at one moment; rows are only ever added."""

    __tablename__ = "note_revision"
    __table_args__ = (Index("note_revision_of_note", "note_id", "number", unique=True), STRICT)

    note_id: Mapped[str] = to("note", index=False)
    number: Mapped[int]
    kept_at: Mapped[At]
    reason: Mapped[RevisionReason] = mapped_column(OneOf(RevisionReason))
    sections: Mapped[list[list[str]]] = mapped_column(Listing)  # key, label, prompt, text


class AddendumRow(Sealed, Base):
    """What was said after signing; rows are only ever added."""

    __tablename__ = "addendum"

    note_id: Mapped[str] = to("note")
    kind: Mapped[AddendumKind] = mapped_column(OneOf(AddendumKind))
    reason: Mapped[Words]
    body: Mapped[Words]
    signed_at: Mapped[At]
    signed_by: Mapped[Words]


class FormRow(Sealed, Base):
    """A form that notes were written with, or that the therapist made; it may only be retired."""

    __tablename__ = "form"
    __table_args__ = (Index("form_of_version", "form_id", "version", unique=True), STRICT)

    form_id: Mapped[str] = mapped_column(Text)
    version: Mapped[int]
    source: Mapped[Words]  # canonical TOML
    origin: Mapped[Origin] = mapped_column(OneOf(Origin))
    made_at: Mapped[At]
    retired_at: Mapped[datetime | None] = mapped_column(Instant)


class FormDraftRow(Sealed, Base):
    """A form that is being changed; it may have faults, and goes when it is saved."""

    __tablename__ = "form_draft"

    form_id: Mapped[str] = mapped_column(Text, index=True)  # "" for a new form
    version: Mapped[int]  # that it was begun from, or 0
    parts: Mapped[list[dict[str, object]]] = mapped_column(Listing)  # the head, then each section
    changed_at: Mapped[At]


class GoalLinkRow(Sealed, Base):
    """What a note worked towards, in the words of that day; goals and plans may change later."""

    __tablename__ = "goal_link"

    note_id: Mapped[str] = to("note")
    goal_id: Mapped[str] = mapped_column(Text)  # "" where the words stand in a plan
    plan_id: Mapped[str] = mapped_column(Text)  # the note that holds the plan, or ""
    words: Mapped[Words]
    linked_at: Mapped[At]


class CarriedRow(Sealed, Base):
    """Words that were taken over from a former note into a draft; rows are only ever added."""

    __tablename__ = "carried"

    note_id: Mapped[str] = to("note")
    key: Mapped[Words]  # of the section that took them
    words: Mapped[Words]
    from_id: Mapped[str] = mapped_column(Text)  # the former note, which may be deleted by now
    on: Mapped[On]


class GoalRow(Sealed, Base):
    """Something agreed to work towards."""

    __tablename__ = "goal"

    client_id: Mapped[str] = to("client")
    number: Mapped[int]
    words: Mapped[Words]
    agreed_on: Mapped[On]
    reached_on: Mapped[date | None] = mapped_column(Day)


class MeasureResultRow(Sealed, Base):
    """One filled-in questionnaire; one with answers missing may have no total."""

    __tablename__ = "measure_result"

    client_id: Mapped[str] = to("client")
    session_id: Mapped[str | None] = mapped_column(Text, ForeignKey("session.id"))
    measure_id: Mapped[Words]
    name: Mapped[Words]
    taken_on: Mapped[On]
    answers: Mapped[list[int | None]] = mapped_column(Listing)
    total: Mapped[int | None]
    scoring_version: Mapped[int]


class AcknowledgedRow(Sealed, Base):
    """That an answer that asks to be seen was seen; rows are only ever added."""

    __tablename__ = "acknowledged"

    result_id: Mapped[str] = to("measure_result")
    item: Mapped[Words]  # the question and the answer that was seen: 9=1
    words: Mapped[Words]
    at: Mapped[At]


class MeasureFormRow(Sealed, Base):
    """A questionnaire of the therapist's own, with the declaration that it may be used."""

    __tablename__ = "measure_form"

    measure_id: Mapped[str] = mapped_column(Text, unique=True)
    source: Mapped[Words]  # the file as it was given
    right: Mapped[Words]
    declared_at: Mapped[At]
    retired_at: Mapped[datetime | None] = mapped_column(Instant)


class MeasurePlanRow(Sealed, Base):
    """How often a client is asked to fill in a questionnaire."""

    __tablename__ = "measure_plan"
    __table_args__ = (
        Index("measure_plan_of_client", "client_id", "measure_id", unique=True),
        STRICT,
    )

    client_id: Mapped[str] = to("client", index=False)
    measure_id: Mapped[Words]
    every: Mapped[int]  # sessions
    since: Mapped[On]
    changed_at: Mapped[At]


class ClientCardRow(Sealed, Base):
    """What a client said on the card after an hour, with the lines as they stood there."""

    __tablename__ = "client_card"

    client_id: Mapped[str] = to("client")
    session_id: Mapped[str | None] = mapped_column(Text, ForeignKey("session.id"), index=True)
    taken_on: Mapped[On]
    answers: Mapped[list[list[object]]] = mapped_column(Listing)  # facet, line, 0 to 10 or null
    comment: Mapped[Words]
    given: Mapped[Given] = mapped_column(OneOf(Given))
    saved_at: Mapped[At]
    finished_at: Mapped[datetime | None] = mapped_column(Instant)


class HourRow(Sealed, Base):
    """Supervision or further training, for the log."""

    __tablename__ = "hour"

    on: Mapped[On]
    kind: Mapped[HourKind] = mapped_column(OneOf(HourKind))
    minutes: Mapped[int]
    with_whom: Mapped[Words]
    topic: Mapped[Words]
    changed_at: Mapped[At]


class LetterRow(Sealed, Base):
    """One letter; an approved one keeps its exact pages."""

    __tablename__ = "letter"

    client_id: Mapped[str] = to("client")
    kind_id: Mapped[Words]
    kind_version: Mapped[int]
    kind_name: Mapped[Words]
    state: Mapped[LetterState] = mapped_column(OneOf(LetterState))
    begun_at: Mapped[At]
    saved_at: Mapped[At]
    written_on: Mapped[On]
    recipient: Mapped[Words]
    recipient_address: Mapped[Words]
    subject: Mapped[Words]
    greeting: Mapped[Words]
    body: Mapped[Words]  # the words alone, for search
    paragraphs: Mapped[list[object]] = mapped_column(Listing)  # with the source of each sentence
    closing: Mapped[Words]
    footer: Mapped[Words]
    consent_on: Mapped[date | None] = mapped_column(Day)
    consent_form: Mapped[Words]
    consent_scope: Mapped[Words]
    client_has_read: Mapped[int]
    approved_at: Mapped[datetime | None] = mapped_column(Instant)
    file_id: Mapped[str | None] = mapped_column(Text, ForeignKey("file.id"))
    pdf_digest: Mapped[Words]  # of its pages, "" before they are approved


class FileRow(Sealed, Base):
    """A file kept in the record, whole: a letter's pages, a signed consent."""

    __tablename__ = "file"

    client_id: Mapped[str | None] = mapped_column(Text, ForeignKey("client.id"), index=True)
    name: Mapped[Words]
    media_type: Mapped[Words]
    digest: Mapped[Words]  # SHA-256 of the content, hex
    content: Mapped[bytes] = mapped_column(LargeBinary)
    added_at: Mapped[At]


class AttachmentRow(Sealed, Base):
    """What is said about a file of a client or a session; a list needs no more than this."""

    __tablename__ = "attachment"

    client_id: Mapped[str] = to("client")
    session_id: Mapped[str | None] = mapped_column(Text, ForeignKey("session.id"), index=True)
    file_id: Mapped[str] = to("file", index=False)
    kind: Mapped[AttachmentKind] = mapped_column(OneOf(AttachmentKind))
    name: Mapped[Words]
    media_type: Mapped[Words]
    size: Mapped[int]
    digest: Mapped[Words]  # SHA-256 of the content, hex
    words: Mapped[Words]
    received_on: Mapped[On]
    added_at: Mapped[At]
    retired_at: Mapped[datetime | None] = mapped_column(Instant)


class ClientConsentRow(Sealed, Base):
    """What a client, or one person of a file, agreed to, and when that is looked at again."""

    __tablename__ = "client_consent"

    client_id: Mapped[str] = to("client")
    person_id: Mapped[str | None] = mapped_column(Text)  # a person can be taken out of a file
    attachment_id: Mapped[str | None] = mapped_column(Text, ForeignKey("attachment.id"))
    scope: Mapped[Words]
    form: Mapped[Words]
    given_on: Mapped[On]
    review_on: Mapped[date | None] = mapped_column(Day, index=True)
    withdrawn_on: Mapped[date | None] = mapped_column(Day)
    changed_at: Mapped[At]


class DepartureRow(Sealed, Base):
    """That a person left a file which goes on with the others."""

    __tablename__ = "departure"

    person_id: Mapped[str] = mapped_column(Text, ForeignKey("person.id"), unique=True)
    left_on: Mapped[On]


class DisclosureRow(Sealed, Base):
    """What left the practice: to whom, what, why, with whose consent; rows are only ever added."""

    __tablename__ = "disclosure"

    client_id: Mapped[str] = to("client")
    letter_id: Mapped[str | None] = mapped_column(Text, ForeignKey("letter.id"))
    at: Mapped[At]
    recipient: Mapped[Words]
    what: Mapped[Words]
    basis: Mapped[Words]


class TagRow(Sealed, Base):
    """A word put on a thing of the record."""

    __tablename__ = "tag"

    name: Mapped[Words]
    object_table: Mapped[Words]
    object_id: Mapped[str] = mapped_column(Text, index=True)


class WithdrawnRow(Sealed, Base):
    """Something that was entered in error: it stays, and is counted and shown no longer."""

    __tablename__ = "withdrawn"

    client_id: Mapped[str] = to("client")
    object_table: Mapped[Words]
    object_id: Mapped[str] = mapped_column(Text, index=True)
    at: Mapped[At]


class UnfinishedRow(Begun, Base):
    """A sheet that was begun, and neither kept nor thrown away."""


class SettingRow(Sealed, Base):
    """One setting that is kept in the vault."""

    __tablename__ = "setting"

    name: Mapped[str] = mapped_column(Text, unique=True)
    value: Mapped[list[object]] = mapped_column(Listing)


class WordRow(Sealed, Base):
    """A word that the record takes for rightly spelt."""

    __tablename__ = "word"

    word: Mapped[str] = mapped_column(Text, unique=True)
    learnt_at: Mapped[At]


class SnippetRow(Sealed, Base):
    """Words that stand ready under a short key in the record."""

    __tablename__ = "snippet"

    key: Mapped[str] = mapped_column(Text, unique=True)
    words: Mapped[Words]
    changed_at: Mapped[At]


SCHEMA = Schema(
    version=5,
    application_id=0x504E5265,  # "PNRe"
    digest="ca0444a8b2bb4f28fc8bd3878c37006ff9023dcd53253b9cb61bf52bb30eeafb",
    upgrade=partial(upgrade, versions=Path(__file__).parent / "versions"),
)

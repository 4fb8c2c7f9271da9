"""More tables of the record store: requests for a record, and the passages taken out of it."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from practicenotes.domain.record_requests import Clock
from practicenotes.domain.redaction import RemovalReason
from practicenotes.records.schema import At, Base, On, Words, to
from practicenotes.vault.rows import Day, Instant, Listing, OneOf, Sealed


class RecordRequestRow(Sealed, Base):
    """What was asked for of a record, what is chosen for it, and the pack as it was handed over."""

    __tablename__ = "record_request"

    client_id: Mapped[str] = to("client")
    asked_by: Mapped[Words]
    received_on: Mapped[On]
    scope: Mapped[Words]
    clock: Mapped[Clock] = mapped_column(OneOf(Clock))
    due_on: Mapped[On]
    remarks: Mapped[Words]
    parts: Mapped[list[str]] = mapped_column(Listing)
    since: Mapped[date | None] = mapped_column(Day)
    until: Mapped[date | None] = mapped_column(Day)
    let_in: Mapped[list[str]] = mapped_column(Listing)  # drafts, addenda, third_party
    left_out: Mapped[list[list[str]]] = mapped_column(Listing)  # the key of a thing, the reason
    changed_at: Mapped[At]
    sent_at: Mapped[datetime | None] = mapped_column(Instant)
    recipient: Mapped[Words]
    file_id: Mapped[str | None] = mapped_column(Text, ForeignKey("file.id"))
    digest: Mapped[Words]  # of the pack's pages, "" before it is handed over
    closed_on: Mapped[date | None] = mapped_column(Day)


class RemovalRow(Sealed, Base):
    """A passage that is taken out of what is handed over, and why."""

    __tablename__ = "removal"

    client_id: Mapped[str] = to("client")
    request_id: Mapped[str | None] = mapped_column(
        Text, ForeignKey("record_request.id"), index=True
    )  # None: out of every paper of the whole record
    item: Mapped[str] = mapped_column(Text)  # note:…, letter:…, or "" for wherever it stands
    field: Mapped[Words]
    start: Mapped[int]
    words: Mapped[Words]
    reason: Mapped[RemovalReason] = mapped_column(OneOf(RemovalReason))
    remark: Mapped[Words]
    at: Mapped[At]

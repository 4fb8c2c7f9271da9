"""More tables of the record store: what becomes of a note once it is signed, or deleted."""

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from practicenotes.domain.notes import RemarkKind
from practicenotes.records.schema import At, Base, Words, to
from practicenotes.vault.rows import Listing, OneOf, Sealed


class AddendumSignatureRow(Sealed, Base):
    """Where an addendum stands in the chain of its client's file; rows are only ever added."""

    __tablename__ = "addendum_signature"

    addendum_id: Mapped[str] = mapped_column(Text, ForeignKey("addendum.id"), unique=True)
    digest: Mapped[Words]
    previous_digest: Mapped[Words]


class NoteRemarkRow(Sealed, Base):
    """What is said about a whole note: why it came late, or was an error; only ever added."""

    __tablename__ = "note_remark"

    note_id: Mapped[str] = to("note")
    kind: Mapped[RemarkKind] = mapped_column(OneOf(RemarkKind))
    reason: Mapped[Words]
    at: Mapped[At]
    by: Mapped[Words]


class WithdrawalRow(Sealed, Base):
    """A signature that was withdrawn, with what it covered; rows are only ever added."""

    __tablename__ = "withdrawal"

    note_id: Mapped[str] = to("note")
    at: Mapped[At]
    reason: Mapped[Words]
    number: Mapped[int]  # of the revision that was signed
    template_id: Mapped[Words]
    template_version: Mapped[int]
    signed_at: Mapped[At]
    signed_by: Mapped[Words]
    digest: Mapped[Words]
    previous_digest: Mapped[Words]


class RiskSeenRow(Sealed, Base):
    """That what a note says about risk was seen before it was signed; only ever added."""

    __tablename__ = "risk_seen"

    note_id: Mapped[str] = to("note")
    said: Mapped[Words]  # as it stood then
    at: Mapped[At]
    by: Mapped[Words]


class TrashedRow(Sealed, Base):
    """Something that was deleted, whole, until it is brought back or removed for good."""

    __tablename__ = "trashed"

    client_id: Mapped[str] = to("client")
    object_table: Mapped[Words]
    object_id: Mapped[str] = mapped_column(Text, unique=True)
    words: Mapped[Words]  # what it was, for the list
    kept: Mapped[list[list[object]]] = mapped_column(Listing)  # its rows: table, columns
    at: Mapped[At]

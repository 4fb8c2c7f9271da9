"""The tables of the kinds of letters: those that letters were begun with, and one’s own."""

from datetime import datetime

from sqlalchemy import Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from practicenotes.domain.editions import Origin
from practicenotes.records.schema import STRICT, At, Base, Words
from practicenotes.vault.rows import Instant, Listing, OneOf, Sealed


class LetterKindRow(Sealed, Base):
    """One version of a kind of letter; it may only be retired."""

    __tablename__ = "letter_kind"
    __table_args__ = (Index("letter_kind_of_version", "kind_id", "version", unique=True), STRICT)

    kind_id: Mapped[str] = mapped_column(Text)
    version: Mapped[int]
    source: Mapped[Words]  # canonical TOML
    origin: Mapped[Origin] = mapped_column(OneOf(Origin))
    made_at: Mapped[At]
    retired_at: Mapped[datetime | None] = mapped_column(Instant)


class LetterKindDraftRow(Sealed, Base):
    """A kind of letter that is being changed; it may have faults, and goes when it is saved."""

    __tablename__ = "letter_kind_draft"

    kind_id: Mapped[str] = mapped_column(Text, index=True)  # "" for a new kind
    version: Mapped[int]  # that it was begun from, or 0
    parts: Mapped[list[dict[str, object]]] = mapped_column(Listing)  # the head, then each part
    changed_at: Mapped[At]

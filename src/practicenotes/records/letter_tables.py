"""More tables of the record store: what belongs to a letter beside its words."""

from datetime import date

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from practicenotes.domain.disclosures import Way
from practicenotes.records.schema import At, Base, On, Words, to
from practicenotes.vault.rows import Day, Listing, OneOf, Sealed


class LetterAboutRow(Sealed, Base):
    """What a letter is for, what was asked again, what was looked at, and which it replaces."""

    __tablename__ = "letter_about"

    letter_id: Mapped[str] = mapped_column(Text, ForeignKey("letter.id"), unique=True)
    purpose: Mapped[Words]
    confirmed_on: Mapped[date | None] = mapped_column(Day)
    seen: Mapped[list[str]] = mapped_column(Listing)
    replaces_id: Mapped[str | None] = mapped_column(Text, ForeignKey("letter.id"), index=True)


class LetterSentRow(Sealed, Base):
    """When and how a letter went out; rows are only ever added, and the last one counts."""

    __tablename__ = "letter_sent"

    letter_id: Mapped[str] = to("letter")
    sent_on: Mapped[On]
    way: Mapped[Way] = mapped_column(OneOf(Way))
    at: Mapped[At]

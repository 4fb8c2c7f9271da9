"""The table of the letterhead; its pictures lie among the files of the record."""

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from practicenotes.domain.letterhead import Layout, PaperSize
from practicenotes.records.schema import At, Base, Words
from practicenotes.vault.rows import Listing, OneOf, Sealed


class LetterheadRow(Sealed, Base):
    """How letters are headed beside the practitioner's own lines; one row, and damaged ones."""

    __tablename__ = "letterhead"

    layout: Mapped[Layout] = mapped_column(OneOf(Layout))
    paper: Mapped[PaperSize] = mapped_column(OneOf(PaperSize))
    language: Mapped[Words]
    registrations: Mapped[list[str]] = mapped_column(Listing)
    logo_id: Mapped[str | None] = mapped_column(Text, ForeignKey("file.id"))
    signature_id: Mapped[str | None] = mapped_column(Text, ForeignKey("file.id"))
    changed_at: Mapped[At]

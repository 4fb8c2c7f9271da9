"""More tables of the record store: why something was entered in error."""

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from practicenotes.records.schema import At, Base, Words, to
from practicenotes.vault.rows import Sealed


class WithdrawnWhyRow(Sealed, Base):
    """The reason that was given; rows are only ever added, and the last one counts."""

    __tablename__ = "withdrawn_why"

    client_id: Mapped[str] = to("client")
    object_table: Mapped[Words]
    object_id: Mapped[str] = mapped_column(Text, index=True)
    reason: Mapped[Words]
    at: Mapped[At]

"""The tables of the private store.

They point at sessions and clients by id, without a foreign key: the record knows nothing of them.
"""

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Annotated

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from practicenotes.domain.facets import StrainKind
from practicenotes.domain.reflections import Answer, Happened, StrainState
from practicenotes.vault import audit
from practicenotes.vault.migrations import upgrade
from practicenotes.vault.rows import Instant, Listing, OneOf, Sealed
from practicenotes.vault.schema import Schema


Words = Annotated[str, mapped_column(Text)]
At = Annotated[datetime, mapped_column(Instant)]


class Base(DeclarativeBase):
    """The private store."""


audit.ENTRIES.to_metadata(Base.metadata)
audit.STATE.to_metadata(Base.metadata)


class ReflectionRow(Sealed, Base):
    """The private side of one session."""

    __tablename__ = "reflection"

    session_id: Mapped[str] = mapped_column(Text, unique=True)
    client_id: Mapped[str] = mapped_column(Text, index=True)
    free: Mapped[Words]
    next_time: Mapped[Words]
    happened: Mapped[Happened | None] = mapped_column(OneOf(Happened))
    in_the_way: Mapped[Words]
    for_supervision: Mapped[int]
    begun_at: Mapped[At]
    saved_at: Mapped[At]


class FacetEntryRow(Sealed, Base):
    """What was noticed about one facet; a facet that was not observed has no rating at all."""

    __tablename__ = "facet_entry"
    __table_args__ = (
        CheckConstraint("(answer = 'rated') = (rating IS NOT NULL) AND rating BETWEEN 0 AND 4"),
        Index("facet_entry_of_reflection", "reflection_id", "facet_id", unique=True),
        {"sqlite_strict": True},
    )

    reflection_id: Mapped[str] = mapped_column(Text, ForeignKey("reflection.id"))
    facet_id: Mapped[Words]
    noticed: Mapped[Words]
    said_or_done: Mapped[Words]
    my_part: Mapped[Words]
    answer: Mapped[Answer] = mapped_column(OneOf(Answer))
    rating: Mapped[int | None]


class StrainEpisodeRow(Sealed, Base):
    """A moment of strain and what became of it."""

    __tablename__ = "strain_episode"

    client_id: Mapped[str] = mapped_column(Text, index=True)
    session_id: Mapped[str] = mapped_column(Text)
    kind: Mapped[StrainKind] = mapped_column(OneOf(StrainKind))
    sightings: Mapped[list[list[str]]] = mapped_column(Listing)  # marker id, strength
    client_words: Mapped[Words]
    my_part: Mapped[Words]
    mine_too: Mapped[int]
    tried: Mapped[list[str]] = mapped_column(Listing)  # repair ids
    state: Mapped[StrainState] = mapped_column(OneOf(StrainState))
    opened_at: Mapped[At]
    changed_at: Mapped[At]


class SupervisionItemRow(Sealed, Base):
    """A passage flagged for supervision, and what came of it."""

    __tablename__ = "supervision_item"

    client_id: Mapped[str] = mapped_column(Text, index=True)
    session_id: Mapped[str | None] = mapped_column(Text)
    passage: Mapped[Words]
    question: Mapped[Words]
    said: Mapped[Words]
    did: Mapped[Words]
    changed: Mapped[Words]
    flagged_at: Mapped[At]
    discussed_at: Mapped[datetime | None] = mapped_column(Instant)


class SettingRow(Sealed, Base):
    """One setting that is kept on the private side."""

    __tablename__ = "setting"

    name: Mapped[str] = mapped_column(Text, unique=True)
    value: Mapped[list[object]] = mapped_column(Listing)


SCHEMA = Schema(
    version=1,
    application_id=0x504E5072,  # "PNPr"
    digest="578572453885511a7c545771b97275eaf9adbcfe6f94bf9fa85b2654b61067c8",
    upgrade=partial(upgrade, versions=Path(__file__).parent / "versions"),
)

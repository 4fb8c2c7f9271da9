"""The tables of the private store.

They point at sessions and clients by id, without a foreign key: the record knows nothing of them.
"""

from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Annotated

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from practicenotes.domain.facets import StrainKind
from practicenotes.domain.reflections import Answer, Happened, StrainState
from practicenotes.domain.reflections.hypotheses import HypothesisState
from practicenotes.domain.reflections.looking_back import Memory
from practicenotes.domain.reflections.pulls import PullKind
from practicenotes.domain.reflections.questions import QuestionKind
from practicenotes.vault import audit, audit_state
from practicenotes.vault.migrations import upgrade
from practicenotes.vault.rows import Day, Instant, Listing, OneOf, Sealed
from practicenotes.vault.schema import Schema
from practicenotes.vault.unfinished import Begun


Words = Annotated[str, mapped_column(Text)]
At = Annotated[datetime, mapped_column(Instant)]
On = Annotated[date, mapped_column(Day)]


class Base(DeclarativeBase):
    """The private store."""


audit.ENTRIES.to_metadata(Base.metadata)
audit_state.STATE.to_metadata(Base.metadata)


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


class ReflectionRevisionRow(Sealed, Base):
    """What a reflection said at one moment; kept only where the therapist asked for it."""

    __tablename__ = "reflection_revision"
    __table_args__ = (
        Index("reflection_revision_of_session", "session_id", "number", unique=True),
        {"sqlite_strict": True},
    )

    session_id: Mapped[str] = mapped_column(Text)
    client_id: Mapped[str] = mapped_column(Text, index=True)
    number: Mapped[int]
    kept_at: Mapped[At]
    passages: Mapped[list[list[str]]] = mapped_column(Listing)  # key, label, text


class DiscardedRow(Sealed, Base):
    """Something that was deleted, whole, until it is brought back or removed for good."""

    __tablename__ = "discarded"

    client_id: Mapped[str] = mapped_column(Text, index=True)
    session_id: Mapped[str] = mapped_column(Text)
    object_table: Mapped[Words]
    object_id: Mapped[str] = mapped_column(Text, unique=True)
    kept: Mapped[list[list[object]]] = mapped_column(Listing)  # its rows: table, columns
    at: Mapped[At]


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


class ReflectionSectionRow(Sealed, Base):
    """One section of a private form as it was written, with the label and prompt it stood under."""

    __tablename__ = "reflection_section"
    __table_args__ = (
        Index("reflection_section_once", "reflection_id", "form_id", "key", unique=True),
        {"sqlite_strict": True},
    )

    reflection_id: Mapped[str] = mapped_column(Text, ForeignKey("reflection.id"))
    form_id: Mapped[str] = mapped_column(Text)
    version: Mapped[int]
    position: Mapped[int]
    key: Mapped[Words]
    label: Mapped[Words]
    prompt: Mapped[Words]
    body: Mapped[Words]


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


class StrainStepRow(Sealed, Base):
    """What was tried about a moment of strain at one time, and where it stood then."""

    __tablename__ = "strain_step"

    episode_id: Mapped[str] = mapped_column(Text, ForeignKey("strain_episode.id"), index=True)
    tried: Mapped[list[str]] = mapped_column(Listing)  # repair ids that were new then
    state: Mapped[StrainState] = mapped_column(OneOf(StrainState))
    at: Mapped[At]


class SupervisionItemRow(Sealed, Base):
    """A passage flagged for supervision, and what came of it."""

    __tablename__ = "supervision_item"

    client_id: Mapped[str] = mapped_column(Text, index=True)
    session_id: Mapped[str | None] = mapped_column(Text)
    passage: Mapped[Words]
    question: Mapped[Words]
    alias: Mapped[Words]
    sentences: Mapped[list[list[object]]] = mapped_column(
        Listing
    )  # original, words, released, asks
    left_so: Mapped[list[str]] = mapped_column(Listing)  # words that are no names after all
    sheet_on: Mapped[date | None] = mapped_column(Day)
    said: Mapped[Words]
    did: Mapped[Words]
    changed: Mapped[Words]
    facet_id: Mapped[Words]  # the facet in which it changed
    flagged_at: Mapped[At]
    discussed_at: Mapped[datetime | None] = mapped_column(Instant)
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    changed_at: Mapped[At]


class MemoryRow(Sealed, Base):
    """How an hour stood in memory when it was written up, and what came back later."""

    __tablename__ = "memory"

    session_id: Mapped[str] = mapped_column(Text, unique=True)
    client_id: Mapped[str] = mapped_column(Text, index=True)
    memory: Mapped[Memory | None] = mapped_column(OneOf(Memory))
    came_back: Mapped[Words]
    came_back_at: Mapped[datetime | None] = mapped_column(Instant)
    changed_at: Mapped[At]


class SecondLookRow(Sealed, Base):
    """A reflection written a day or two later, without seeing the first."""

    __tablename__ = "second_look"

    session_id: Mapped[str] = mapped_column(Text, unique=True)
    client_id: Mapped[str] = mapped_column(Text, index=True)
    words: Mapped[Words]
    entries: Mapped[list[list[object]]] = mapped_column(Listing)  # facet, noticed, answer, rating
    begun_at: Mapped[At]
    saved_at: Mapped[At]
    compared_at: Mapped[datetime | None] = mapped_column(Instant)  # first seen beside the other


class GuessRow(Sealed, Base):
    """What the therapist thought a client card would say, before looking."""

    __tablename__ = "guess"

    card_id: Mapped[str] = mapped_column(Text, unique=True)
    client_id: Mapped[str] = mapped_column(Text, index=True)
    answers: Mapped[list[list[object]]] = mapped_column(Listing)  # line, 0 to 10 or null
    words: Mapped[Words]
    guessed_at: Mapped[At]
    looked_at: Mapped[datetime | None] = mapped_column(Instant)


class QuestionRow(Sealed, Base):
    """What was made of a question: a line written, or set aside; it is never asked again."""

    __tablename__ = "question"
    __table_args__ = (
        Index("question_once", "session_id", "kind", "about", unique=True),
        {"sqlite_strict": True},
    )

    client_id: Mapped[str] = mapped_column(Text, index=True)
    session_id: Mapped[str] = mapped_column(Text)
    kind: Mapped[QuestionKind] = mapped_column(OneOf(QuestionKind))
    about: Mapped[Words]  # a facet or a line of the card, "" for the relationship as a whole
    answer: Mapped[Words]
    set_aside_at: Mapped[datetime | None] = mapped_column(Instant)
    changed_at: Mapped[At]


class PullRow(Sealed, Base):
    """A feeling, something in the body, or an urge of the therapist's own, in one session."""

    __tablename__ = "pull"

    session_id: Mapped[str] = mapped_column(Text, index=True)
    client_id: Mapped[str] = mapped_column(Text, index=True)
    kind: Mapped[PullKind] = mapped_column(OneOf(PullKind))
    name: Mapped[Words]
    words: Mapped[Words]
    noticed_at: Mapped[At]


class SayingRow(Sealed, Base):
    """The client's own words about us, with their day."""

    __tablename__ = "saying"

    client_id: Mapped[str] = mapped_column(Text, index=True)
    session_id: Mapped[str | None] = mapped_column(Text)
    said_on: Mapped[On]
    words: Mapped[Words]
    thought: Mapped[Words]
    changed_at: Mapped[At]


class HypothesisRow(Sealed, Base):
    """A hypothesis that can lose."""

    __tablename__ = "hypothesis"

    client_id: Mapped[str] = mapped_column(Text, index=True)
    words: Mapped[Words]
    against: Mapped[Words]  # what would count against it
    look_again_on: Mapped[date | None] = mapped_column(Day)
    state: Mapped[HypothesisState] = mapped_column(OneOf(HypothesisState))
    learned: Mapped[Words]
    opened_at: Mapped[At]
    changed_at: Mapped[At]


class LearningRow(Sealed, Base):
    """What a week taught, disguised, with the clients that it came from."""

    __tablename__ = "learning"

    week_of: Mapped[date] = mapped_column(Day, unique=True)  # its Monday
    words: Mapped[Words]
    clients: Mapped[list[str]] = mapped_column(Listing)  # ids
    begun_at: Mapped[At]
    saved_at: Mapped[At]


class EndingRow(Sealed, Base):
    """The arc of a therapy that ends, as a page to write the ending from."""

    __tablename__ = "ending"

    client_id: Mapped[str] = mapped_column(Text, unique=True)
    turning_points: Mapped[Words]
    ruptures_mended: Mapped[Words]
    new_experiences: Mapped[Words]
    never_spoken: Mapped[Words]
    begun_at: Mapped[At]
    saved_at: Mapped[At]


class UnfinishedRow(Begun, Base):
    """A sheet that was begun, and neither kept nor thrown away."""


class SettingRow(Sealed, Base):
    """One setting that is kept on the private side."""

    __tablename__ = "setting"

    name: Mapped[str] = mapped_column(Text, unique=True)
    value: Mapped[list[object]] = mapped_column(Listing)


class WordRow(Sealed, Base):
    """A word that the private layer takes for rightly spelt."""

    __tablename__ = "word"

    word: Mapped[str] = mapped_column(Text, unique=True)
    learnt_at: Mapped[At]


class SnippetRow(Sealed, Base):
    """Words that stand ready under a short key in the private layer."""

    __tablename__ = "snippet"

    key: Mapped[str] = mapped_column(Text, unique=True)
    words: Mapped[Words]
    changed_at: Mapped[At]


SCHEMA = Schema(
    version=3,
    application_id=0x504E5072,  # "PNPr"
    digest="e0daac7bcdc1b0613cc75ef45f51229c0e8ad317e34e414326658e8f8f133af4",
    upgrade=partial(upgrade, versions=Path(__file__).parent / "versions"),
)

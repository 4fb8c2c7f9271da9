"""The private types: what a therapist notices, guesses and wants, never printed."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import NewType

from practicenotes.domain.facets import SCALE, StrainKind
from practicenotes.domain.people import ClientId
from practicenotes.domain.sessions import SessionId


ReflectionId = NewType("ReflectionId", str)
EpisodeId = NewType("EpisodeId", str)


class Answer(Enum):
    """Whether and how a facet was rated; only RATED carries a number."""

    OPEN = "open"
    NOT_OBSERVED = "not observed"
    RATED = "rated"


class Happened(Enum):
    """What became of the intention carried over from last time."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class StrainState(Enum):
    """Where a moment of strain stands."""

    OPEN = "still open"
    NAMED = "named together"
    REPAIRED = "repaired"
    LIVED_WITH = "lived with"


class Strength(Enum):
    """How plainly a marker showed."""

    LITTLE = "a little"
    CLEARLY = "clearly"
    STRONGLY = "strongly"


@dataclass(frozen=True, slots=True)
class FacetEntry:
    """What was noticed about one facet in one session."""

    facet_id: str
    noticed: str = ""
    said_or_done: str = ""
    my_part: str = ""
    answer: Answer = Answer.OPEN
    rating: int | None = None  # 0 to 4, only when RATED

    def __post_init__(self) -> None:
        """Refuse a number that was not given, and a rating without one."""
        fits = self.rating in SCALE if self.answer is Answer.RATED else self.rating is None
        if not fits:
            raise ValueError(f"{self.answer.value}: {self.rating}")

    @property
    def has_words(self) -> bool:
        """Whether something was written about the facet."""
        return bool((self.noticed + self.said_or_done + self.my_part).strip())

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written or chosen."""
        return self.answer is Answer.OPEN and not self.has_words


@dataclass(frozen=True, slots=True)
class PrivateSection:
    """One section of a private form as it was written: its label and prompt are kept with it."""

    form_id: str
    version: int
    key: str
    label: str
    prompt: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Reflection:
    """The private side of one session."""

    session_id: SessionId
    client_id: ClientId
    entries: tuple[FacetEntry, ...] = ()
    free: str = ""  # what fits no facet
    next_time: str = ""  # "Next time I want to ..."
    happened: Happened | None = None  # what became of the last intention
    in_the_way: str = ""
    for_supervision: bool = False
    saved_at: datetime | None = None
    damaged: bool = False
    sections: tuple[PrivateSection, ...] = ()  # of private forms, in the order of their fields

    def entry(self, facet_id: str) -> FacetEntry:
        """Return what was noticed about a facet, empty when nothing was."""
        for entry in self.entries:
            if entry.facet_id == facet_id:
                return entry
        return FacetEntry(facet_id)

    @property
    def first_written(self) -> str | None:
        """The facet that the writing began with."""
        return next((entry.facet_id for entry in self.entries if entry.has_words), None)

    @property
    def is_empty(self) -> bool:
        """Whether this session has not been reflected on in any way."""
        said = (self.free + self.next_time + self.in_the_way).strip()
        marked = self.happened is not None or self.for_supervision
        written = any(section.text.strip() for section in self.sections)
        empty = all(entry.is_empty for entry in self.entries)
        return not said and not marked and not written and empty


@dataclass(frozen=True, slots=True)
class Sighting:
    """One marker of strain as it showed."""

    marker_id: str
    strength: Strength = Strength.CLEARLY


@dataclass(frozen=True, slots=True)
class Step:
    """What was tried about a moment of strain at one time, and where it stood then."""

    at: datetime
    tried: tuple[str, ...] = ()  # what had not been tried before
    state: StrainState = StrainState.OPEN


@dataclass(frozen=True, slots=True)
class StrainEpisode:
    """A moment of strain, followed across sessions until it is repaired or lived with.

    `tried` and `state` say how it stands; `steps` say when each came about, earliest first.
    """

    id: EpisodeId
    client_id: ClientId
    session_id: SessionId
    kind: StrainKind
    sightings: tuple[Sighting, ...] = ()
    client_words: str = ""
    my_part: str = ""
    mine_too: bool = False
    tried: tuple[str, ...] = ()
    state: StrainState = StrainState.OPEN
    opened_at: datetime | None = None
    steps: tuple[Step, ...] = ()
    damaged: bool = False

    @property
    def is_open(self) -> bool:
        """Whether nothing has become of it yet."""
        return self.state is StrainState.OPEN

    @property
    def closed_at(self) -> datetime | None:
        """Since when it is no longer open; None while it is."""
        if self.is_open:
            return None
        since, was_open = self.opened_at, True
        for step in self.steps:
            now_open = step.state is StrainState.OPEN
            if was_open and not now_open:
                since = step.at
            was_open = now_open
        return since


@dataclass(frozen=True, slots=True)
class Carried:
    """What the pad of a new session brings along from the one before."""

    intention: str = ""
    from_session: SessionId | None = None
    facet_id: str | None = None

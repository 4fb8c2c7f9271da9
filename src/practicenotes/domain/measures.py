"""Questionnaires: what is asked, how answers become a total, and what a client answered."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import NewType

from practicenotes.domain.change import reliable_change
from practicenotes.domain.gains import sudden_gains
from practicenotes.domain.people import ClientId
from practicenotes.domain.sessions import SessionId


Points = NewType("Points", int)  # a whole number from 0
Answers = Sequence[int | None]  # in the order of the form; None: not answered
ZERO = Points(0)


class Direction(Enum):
    """Which way a higher total points."""

    WORSE = "worse"
    BETTER = "better"


class Method(Enum):
    """How answers become a total; a mean is shown beside the sum, which is what is kept."""

    SUM = "sum"
    MEAN = "mean"
    REVERSED = "sum-with-reverse"
    SUBSCALES = "subscales"


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that can be given, in the words of the form."""

    value: Points
    label: str
    loinc_answer: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One question; an optional one counts as 0 when it is left out."""

    n: int
    text: str
    loinc: str = ""
    cluster: str = ""
    optional: bool = False
    reverse: bool = False


@dataclass(frozen=True, slots=True)
class ExtraItem:
    """A question at the end that is asked and not counted."""

    text: str
    options: tuple[Option, ...]
    loinc: str = ""


@dataclass(frozen=True, slots=True)
class Subscore:
    """A sum over some of the items; of a licensed form, one that is entered."""

    id: str
    name: str
    max: Points
    min: Points = ZERO
    items: tuple[int, ...] = ()
    cut: int = 0
    loinc_total: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Scoring:
    """How a total is made, and between which ends it lies."""

    method: Method
    min: Points
    max: Points
    higher_is: Direction
    subscores: tuple[Subscore, ...] = ()
    prorate_from: int = 0  # so many answers allow an estimate; 0: none is made
    loinc_panel: str = ""
    loinc_total: str = ""
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """What a range of totals is called."""

    min: Points
    max: Points
    label: str


@dataclass(frozen=True, slots=True)
class Grouping:
    """Another way in which the totals of a form are called, with what is said of it."""

    name: str
    bands: tuple[Band, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Flag:
    """An answer that asks to be seen before the note of its session is signed."""

    item: int
    at_least: int
    message: str
    kind: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Psychometrics:
    """What studies found; 0 where nothing is known."""

    cronbach_alpha: tuple[float, ...] = ()
    test_retest: float = 0
    community_mean: float = 0
    community_sd: float = 0
    clinical_mean: float = 0
    clinical_sd: float = 0
    cut_screen: int = 0


@dataclass(frozen=True, slots=True)
class ChangeRule:
    """From how many points on a change is reliable, by which reliability, and the usual cut-off."""

    reliable_points: int
    reliability_kind: str = ""
    reliability: float = 0
    reliable_points_strict: int = 0
    reliability_strict: float = 0
    reliability_strict_kind: str = ""
    clinical_cut: int = 0


@dataclass(frozen=True, slots=True)
class Remark:
    """What is said beside a part of the form."""

    text: str


@dataclass(frozen=True, slots=True)
class Licence:
    """Under which terms the form is used; the statement stands under every form and print."""

    statement: str
    status: str = ""
    commercial: bool = False
    cite: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """One questionnaire; one without items takes totals that were made elsewhere."""

    id: str
    name: str
    scoring: Scoring
    licence: Licence
    version: int = 1
    abbrev: str = ""
    construct: str = ""
    respondent: str = ""
    recall: str = ""
    recall_days: int = 1  # forms nearer to each other than this are not compared
    ship_text: bool = False
    instruction: str = ""
    stem: str = ""
    options: tuple[Option, ...] = ()
    items: tuple[Item, ...] = ()
    extra_item: ExtraItem | None = None
    bands: tuple[Band, ...] = ()
    bands_note: Remark | None = None
    other_bands: Grouping | None = None
    flags: tuple[Flag, ...] = ()
    psychometrics: Psychometrics = field(default_factory=Psychometrics)
    change: ChangeRule | None = None

    @property
    def short(self) -> str:
        """The name that lists and charts use."""
        return self.abbrev or self.name

    @property
    def asks(self) -> bool:
        """Whether the form itself is here, and not its totals alone."""
        return bool(self.items)

    @property
    def prints(self) -> bool:
        """Whether anybody may be handed the form on paper from here."""
        return self.asks and self.ship_text

    @property
    def has_total(self) -> bool:
        """Whether its answers make one number."""
        return self.scoring.method is not Method.SUBSCALES


@dataclass(frozen=True, slots=True)
class MeasureFile:
    """A file that holds one questionnaire."""

    measure: tuple[Measure]
    schema: int = 1


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """That an answer was seen, and what was asked and said then."""

    item: int
    value: int
    words: str
    at: datetime


__all__ = ["MeasureResult", "reliable_change", "sudden_gains"]


@dataclass(frozen=True, slots=True)
class MeasureResult:
    """One filled-in form; it keeps answers, total and scoring version as they were.

    A question that is not counted comes last among the answers. Of a total that was entered, the
    answers are its parts, if any. Without a total, answers are missing.
    """

    id: str
    client_id: ClientId
    measure_id: str
    name: str
    taken_on: date
    total: int | None
    answers: tuple[int | None, ...] = ()
    scoring_version: int = 1
    damaged: bool = False
    session_id: SessionId | None = None
    acknowledged: tuple[Acknowledged, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """How often a client is asked to fill in a questionnaire: every so many sessions."""

    measure_id: str
    every: int
    since: date


@dataclass(frozen=True, slots=True)
class Due:
    """A questionnaire whose turn it is at the next session; `last_on` is None before the first."""

    measure_id: str
    name: str
    every: int
    last_on: date | None


@dataclass(frozen=True, slots=True)
class OwnForm:
    """A questionnaire that the therapist brought, and the declaration that it may be used."""

    id: str
    measure: Measure
    right: str
    declared_at: datetime
    retired_at: datetime | None = None

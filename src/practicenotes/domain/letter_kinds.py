"""Kinds of letters: their parts, and the facts that each may mention."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum


class Fact(Enum):
    """What the record can offer to a letter; nothing outside this list exists for a letter."""

    DATES_SEEN = "dates_seen"
    REASON = "reason"
    FOCUS = "focus"
    MEASURE_CHANGE = "measure_change"
    RISK = "risk"
    MEDICATION = "medication"
    ATTENDANCE = "attendance"


# The values that each fact brings; the sentence of a letter kind may use these and no others.
FACT_VALUES: Mapping[Fact, frozenset[str]] = {
    Fact.DATES_SEEN: frozenset({"times_met", "first_seen", "last_seen"}),
    Fact.REASON: frozenset({"reason"}),
    Fact.FOCUS: frozenset({"goals"}),
    Fact.MEASURE_CHANGE: frozenset({"measure", "first_total", "first_on", "last_total", "last_on"}),
    Fact.RISK: frozenset({"risk", "risk_on"}),
    Fact.MEDICATION: frozenset({"medication"}),
    Fact.ATTENDANCE: frozenset({"cancelled", "missed"}),
}


@dataclass(frozen=True, slots=True)
class OfferRule:
    """One fact that a kind of letter may mention, and the sentence it would make."""

    fact: Fact
    label: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a kind of letter: sentences that always stand there, and facts on offer."""

    key: str
    opening: str = ""
    offers: tuple[OfferRule, ...] = ()
    passages: bool = False  # whether passages of signed notes go here


@dataclass(frozen=True, slots=True)
class LetterKind:
    """One kind of letter, as `resources/letters/<id>.toml` describes it."""

    id: str
    version: int
    name: str
    subject: str
    greeting: str
    parts: tuple[Part, ...]
    closing: str
    footer: str

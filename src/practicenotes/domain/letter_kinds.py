"""Kinds of letters: their parts, and what of the record each may mention."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum


PASSAGES = "passages"  # of signed notes: not a fact, and like one in what a kind never offers


class Fact(Enum):
    """What the record can offer to a letter; nothing outside this list exists for a letter."""

    BORN = "born"
    DATES_SEEN = "dates_seen"
    APPOINTMENTS = "appointments"
    RHYTHM = "rhythm"
    SETTING = "setting"
    ATTENDANCE = "attendance"
    REASON = "reason"
    FOCUS = "focus"
    REACHED = "goals_reached"
    MEASURE_CHANGE = "measure_change"
    MEASURE_NOW = "measure_now"
    RISK = "risk"
    MEDICATION = "medication"


# The values that each fact brings; the sentence of a letter kind may use these and no others.
FACT_VALUES: Mapping[Fact, frozenset[str]] = {
    Fact.BORN: frozenset({"born"}),
    Fact.DATES_SEEN: frozenset({"times_met", "first_seen", "last_seen"}),
    Fact.APPOINTMENTS: frozenset({"appointments"}),
    Fact.RHYTHM: frozenset({"rhythm"}),
    Fact.SETTING: frozenset({"how", "minutes"}),
    Fact.ATTENDANCE: frozenset({"cancelled", "missed"}),
    Fact.REASON: frozenset({"reason"}),
    Fact.FOCUS: frozenset({"goals"}),
    Fact.REACHED: frozenset({"goals_reached"}),
    Fact.MEASURE_CHANGE: frozenset({"measure", "first_total", "first_on", "last_total", "last_on"}),
    Fact.MEASURE_NOW: frozenset({"measure", "total", "measured_on"}),
    Fact.RISK: frozenset({"risk", "risk_on"}),
    Fact.MEDICATION: frozenset({"medication"}),
}


class Reader(Enum):
    """To whom a letter goes; one to whoever referred the client begins with that address."""

    REFERRER = "referrer"
    CLIENT = "client"
    OTHER = "other"


class Voice(Enum):
    """Whether a letter speaks of the client, or to the client."""

    ABOUT = "about the client"
    TO = "to the client"


@dataclass(frozen=True, slots=True)
class OfferRule:
    """One fact that a kind of letter may mention, and the sentence it would make."""

    fact: Fact
    label: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence of the kind itself that stands in a letter only when it is ticked."""

    key: str
    label: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a kind of letter: sentences that always stand there, and what is on offer."""

    key: str
    opening: str = ""
    offers: tuple[OfferRule, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    passages: bool = False  # whether passages of signed notes go here


@dataclass(frozen=True, slots=True)
class LetterKind:
    """One kind of letter, as `resources/letters/<id>.toml` describes it.

    `asks` names the places that only the writer can fill: "purpose" stands in a sentence as
    {purpose}, and the letter waits for it. `never` are facts, or passages, that no part may offer;
    `leaves_out` says in words what else has no place in it, and `think_of` what to ask oneself
    before it goes out: both are for the writer and are not printed. A letter with an `alias` must
    not bear the client's name; a `large` one is printed in large type. One that does not state its
    purpose keeps it for the list of disclosures: on paper it would say more than was asked.
    """

    id: str
    version: int
    name: str
    subject: str
    greeting: str
    parts: tuple[Part, ...]
    closing: str
    footer: str
    summary: str = ""
    reader: Reader = Reader.OTHER
    voice: Voice = Voice.ABOUT
    large: bool = False
    alias: bool = False
    states_purpose: bool = True
    asks: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    leaves_out: tuple[str, ...] = ()
    think_of: tuple[str, ...] = ()

    @property
    def rules(self) -> Iterator[OfferRule]:
        """The facts that it offers, in the order of its parts."""
        return (rule for part in self.parts for rule in part.offers)

    @property
    def phrases(self) -> Iterator[Phrase]:
        """The sentences of its own that it offers, in the order of its parts."""
        return (phrase for part in self.parts for phrase in part.phrases)

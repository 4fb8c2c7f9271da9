"""What the private store says on the page before a session, worked out from values alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from practicenotes.domain import briefing, times
from practicenotes.domain.briefing import Question
from practicenotes.domain.facets import FacetBook
from practicenotes.domain.reflections import StrainEpisode
from practicenotes.domain.sessions import SessionId
from practicenotes.reflections.briefing import Beneath


STRAIN_WORDS = 40  # of one moment; the pad of its session has all of them
MOMENTS = 3  # of strain, the latest that were opened
NAMED = 3  # silent facets; more of them would read like a list of omissions

STRAIN = "What would make it a little easier, for either of you, to speak of it?"
FRAME = "The frame moved since you last met. What may that have been like for the two of you?"

_THEIRS = {"he": "his", "she": "her", "they": "their"}


@dataclass(frozen=True, slots=True)
class Strain:
    """A moment of strain that is still open."""

    since: str
    words: str


@dataclass(frozen=True, slots=True)
class PrivateView:
    """Everything private on the page; what is blank is left out."""

    wanted: str = ""  # the name over the intention
    intention: str = ""
    strain: tuple[Strain, ...] = ()
    quiet: str = ""
    question: str = ""
    said_name: str = ""
    said: str = ""
    said_on: str = ""

    @property
    def has_card(self) -> bool:
        """Whether there is anything to think about beside the client's own words."""
        return bool(self.intention or self.strain or self.quiet or self.question)

    @property
    def texts(self) -> tuple[str, ...]:
        """Every word there is to read."""
        strain = tuple(f"{each.since} {each.words}" for each in self.strain)
        return (self.intention, *strain, self.quiet, self.question, self.said)


def view(
    beneath: Beneath,
    book: FacetBook,
    days: Mapping[SessionId, date],
    now: datetime,
    *,
    today: bool,
    unsettled: bool,
    pronoun: str,
) -> PrivateView:
    """Return what the private cards say.

    `days` are those of the earlier sessions; `now` is the clock on the wall. `today` says whether
    the session is today, `unsettled` whether the frame moved since last time. Where nothing is
    written, nothing is asked.
    """
    quietest = beneath.quiet.longest
    open_strain = any(not each.damaged for each in beneath.strain)
    asked = briefing.question(
        strained=open_strain,
        unsettled=unsettled and (quietest is not None or bool(beneath.strain)),
        quietest=quietest,
    )
    said = beneath.said
    return PrivateView(
        wanted="Today you wanted to" if today else "Next time you wanted to",
        intention=briefing.opening(beneath.carried.intention),
        strain=_strains(beneath.strain, book, days, now),
        quiet=_quiet(beneath.quiet.lately, book),
        question=_question(asked, quietest, book),
        said_name=f"In {_THEIRS.get(pronoun, 'their')} words about the work" if said else "",
        said=_spoken(said.words) if said and not said.damaged else _lost(said is not None),
        said_on=times.in_brief(said.said_on, now) if said and not said.damaged else "",
    )


def _question(asked: Question | None, quietest: str | None, book: FacetBook) -> str:
    if asked is Question.FACET and quietest:
        return book.facet(quietest).next_session
    return {Question.STRAIN: STRAIN, Question.FRAME: FRAME}.get(asked, "") if asked else ""


def _strains(
    moments: tuple[StrainEpisode, ...],
    book: FacetBook,
    days: Mapping[SessionId, date],
    now: datetime,
) -> tuple[Strain, ...]:
    """Say the latest moments that are open, and that there are others."""
    said = tuple(_strain(each, book, days, now) for each in moments[-MOMENTS:])
    more = Strain("Open strain", "Earlier moments are open too.")
    return (*said, more) if len(moments) > MOMENTS else said


def _strain(
    moment: StrainEpisode, book: FacetBook, days: Mapping[SessionId, date], now: datetime
) -> Strain:
    if moment.damaged:
        return Strain("Open strain", "A moment that can no longer be read")
    opened = times.on_the_wall(moment.opened_at).date() if moment.opened_at else None
    day = days.get(moment.session_id, opened)
    labels = {marker.id: marker.label for marker in book.markers}
    signs = [labels[s.marker_id] for s in moment.sightings if s.marker_id in labels]
    client = _spoken(moment.client_words) if moment.client_words.strip() else ""
    mine = f"My part: {moment.my_part.strip()}" if moment.my_part.strip() else ""
    signed = " ".join(f"{sign}." for sign in signs)
    words = " ".join(part for part in (signed, client, mine) if part)
    return Strain(
        since=f"Open strain since {times.in_brief(day, now)}" if day else "Open strain",
        words=briefing.opening(words, STRAIN_WORDS) if words else moment.kind.value.capitalize(),
    )


def _quiet(facet_ids: tuple[str, ...], book: FacetBook) -> str:
    """Name facets that were not written about for long: a plain observation, without a count."""
    names = [book.facet(facet_id).name for facet_id in facet_ids[:NAMED]]
    if len(facet_ids) > NAMED:
        names.append("others")
    *most, last = names or [""]
    return f"{', '.join(most)} and {last}" if most else last


def _spoken(words: str) -> str:
    """Return what a client said in quotation marks, unless it was written with its own."""
    words = briefing.opening(words)
    return words if words[:1] in "“\"‘'" else f"“{words}”"


def _lost(said: bool) -> str:
    return "Words that can no longer be read" if said else ""

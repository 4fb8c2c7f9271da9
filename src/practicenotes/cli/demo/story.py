"""Reads the fictional practice under `resources/demo` into values of the domain, dated from today.

The values carry no ids yet: whoever plays the story gives them theirs.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from practicenotes import catalog, resources
from practicenotes.cli.demo import supervision, thoughts
from practicenotes.cli.demo.supervision import Passage
from practicenotes.cli.demo.thoughts import NO_THOUGHTS, Thoughts
from practicenotes.domain import times
from practicenotes.domain.cards import CardId, ClientCard, Given
from practicenotes.domain.facets import StrainKind
from practicenotes.domain.hours import Hour as Logged
from practicenotes.domain.measures import MeasureResult
from practicenotes.domain.notes import Addendum, AddendumKind
from practicenotes.domain.people import (
    ClientId,
    ClientStatus,
    FileKind,
    Goal,
    NewClient,
    Person,
    Practitioner,
)
from practicenotes.domain.reflections import (
    Answer,
    EpisodeId,
    FacetEntry,
    Happened,
    Reflection,
    Sighting,
    Step,
    StrainEpisode,
    StrainState,
    Strength,
)
from practicenotes.domain.reflections.learnings import Learning
from practicenotes.domain.reflections.looking_back import Guess
from practicenotes.domain.sessions import (
    Attendance,
    FrameEvent,
    FrameKind,
    Modality,
    Session,
    SessionId,
)


MEASURES = {"phq9": "PHQ-9", "gad7": "GAD-7"}
SIGNED_AFTER = timedelta(minutes=8)  # how long after the hour a note is usually signed
ADDED_AT = time(18)  # when in the day something is added to what was written before

_DAY = re.compile(r"\{(day|weekday) (-?\d+)\}")

_Table = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Hour:
    """One appointment: what became of it, what the record says, what only the therapist reads."""

    session: Session
    template_id: str = ""
    texts: Mapping[str, str] | None = None  # by the keys of the template; None: no note
    signed_at: datetime | None = None  # None: a draft, or no note
    addenda: tuple[Addendum, ...] = ()
    results: tuple[MeasureResult, ...] = ()
    card: ClientCard | None = None
    guess: Guess | None = None  # what the therapist thought that the card would say
    reflection: Reflection | None = None
    episodes: tuple[StrainEpisode, ...] = ()
    passages: tuple[Passage, ...] = ()

    @property
    def ended_at(self) -> datetime:
        """Return the instant at which the hour was over."""
        return times.instant(self.session.starts_at + timedelta(minutes=self.session.minutes))


@dataclass(frozen=True, slots=True)
class Story:
    """Everything that is told of one client, the hours earliest first."""

    client: NewClient
    goals: tuple[Goal, ...]
    frame: tuple[FrameEvent, ...]
    hours: tuple[Hour, ...]
    thoughts: Thoughts = NO_THOUGHTS


@dataclass(frozen=True, slots=True)
class Practice:
    """The whole fictional practice."""

    practitioner: Practitioner
    stories: tuple[Story, ...]
    learnings: tuple[tuple[Learning, tuple[str, ...]], ...] = ()  # with code names of clients
    log: tuple[Logged, ...] = ()


def read(today: date) -> Practice:
    """Return the fictional practice as it stands today, its clients by code name."""
    whole = _read_file(today, "practice.toml")
    head = whole["practitioner"]
    clients = resources.path("demo", "clients").glob("*.toml")
    stories = [_story(_read_file(today, "clients", file.name), today) for file in clients]
    return Practice(
        Practitioner(**{**head, "address": tuple(head["address"])}),
        tuple(sorted(stories, key=lambda story: story.client.code_name)),
        thoughts.read_learnings(whole, today),
        tuple(supervision.log_line(line, today) for line in whole.get("hours", ())),
    )


def _read_file(today: date, *parts: str) -> _Table:
    found: _Table = _in_words(tomllib.loads(resources.read_text("demo", *parts)), today)
    return found


def _in_words(found: Any, today: date) -> Any:
    """Return what a file holds with every text on one line and its days said in words."""
    if isinstance(found, dict):
        return {key: _in_words(value, today) for key, value in found.items()}
    if isinstance(found, list):
        return [_in_words(value, today) for value in found]
    if isinstance(found, str):
        return _DAY.sub(lambda place: _said(place, today), " ".join(found.split()))
    return found


def _said(place: re.Match[str], today: date) -> str:
    day = today - timedelta(days=int(place[2]))
    return times.in_brief(day, today) if place[1] == "day" else times.DAYS[day.weekday()]


def _story(told: _Table, today: date) -> Story:
    return Story(
        client=_client(told, today),
        goals=tuple(_goal(goal, today) for goal in told.get("goals", ())),
        frame=tuple(_frame_event(event, today) for event in told.get("frame", ())),
        hours=tuple(_hour(session, today) for session in told["session"]),
        thoughts=thoughts.read(told, today),
    )


def _client(told: _Table, today: date) -> NewClient:
    return NewClient(
        code_name=told["code_name"],
        kind=FileKind(told["kind"]),
        status=ClientStatus(told["status"]),
        since=_ago(today, told["since"]),
        people=tuple(Person(**person) for person in told["people"]),
        pronoun=told["pronoun"],
        reason=told["reason"],
        rhythm=told.get("rhythm", ""),
        referrer=told.get("referrer", ""),
        referrer_address="\n".join(told.get("referrer_address", ())),
        medication=told.get("medication", ""),
        consent=told.get("consent", ""),
    )


def _goal(told: _Table, today: date) -> Goal:
    return Goal(
        id="",
        client_id=ClientId(""),
        number=0,
        text=told["text"],
        agreed_on=_ago(today, told["agreed"]),
        reached_on=_ago(today, told["reached"]) if "reached" in told else None,
    )


def _frame_event(told: _Table, today: date) -> FrameEvent:
    day = _ago(today, told["days_before"])
    return FrameEvent("", ClientId(""), day, FrameKind(told["kind"]), told["words"])


def _hour(told: _Table, today: date) -> Hour:
    session = Session(
        id=SessionId(""),
        client_id=ClientId(""),
        starts_at=datetime.combine(_ago(today, told["days_before"]), told["starts"]),
        minutes=told.get("minutes", 50),
        modality=Modality(told.get("modality", Modality.IN_PERSON)),
        attendance=Attendance(told.get("attendance", Attendance.ATTENDED)),
        risk=told.get("risk", ""),
    )
    measures = told.get("measures", {})
    return Hour(
        session=session,
        template_id=told.get("template", ""),
        texts=told.get("record"),
        signed_at=_signed_at(told, session),
        addenda=tuple(_addendum(added, today) for added in told.get("addenda", ())),
        results=tuple(_result(name, measures[name], session) for name in measures),
        card=_card(told["card"], session) if "card" in told else None,
        guess=_guess(told["guess"], session) if "guess" in told else None,
        reflection=_reflection(told["private"], session) if "private" in told else None,
        episodes=tuple(_episode(strain, session, today) for strain in told.get("strain", ())),
        passages=tuple(supervision.passage(each) for each in told.get("supervision", ())),
    )


def _signed_at(told: _Table, session: Session) -> datetime | None:
    if "record" not in told or not told.get("signed", True):
        return None
    lasted = timedelta(minutes=session.minutes, days=told.get("signed_days_later", 0))
    return times.instant(session.starts_at + lasted + SIGNED_AFTER)


def _addendum(told: _Table, today: date) -> Addendum:
    added_at = times.instant(datetime.combine(_ago(today, told["days_before"]), ADDED_AT))
    return Addendum("", AddendumKind(told["kind"]), told["reason"], told["text"], added_at)


def _result(measure_id: str, answers: list[int], session: Session) -> MeasureResult:
    return MeasureResult(
        id="",
        client_id=session.client_id,
        measure_id=measure_id,
        name=MEASURES[measure_id],
        taken_on=session.starts_at.date(),
        total=sum(answers),
        answers=tuple(answers),
    )


def _card(told: _Table, session: Session) -> ClientCard:
    """Return a card with the default lines; one that is not told was left empty."""
    lines = catalog.facet_book().card_lines()
    answers = told["answers"]
    return ClientCard(
        id=CardId(""),
        client_id=session.client_id,
        taken_on=session.starts_at.date(),
        lines=tuple(replace(line, answer=answers.get(line.facet_id)) for line in lines),
        comment=told.get("comment", ""),
        given=Given(told.get("given", Given.ON_SCREEN)),
    )


def _guess(told: _Table, session: Session) -> Guess:
    answers = tuple(told["answers"].items())
    return Guess(CardId(""), session.client_id, answers, told.get("words", ""))


def _reflection(told: _Table, session: Session) -> Reflection:
    ratings = told.get("ratings", {})  # of facets that nothing was written about
    rated = [{"id": facet_id, "rating": rating} for facet_id, rating in ratings.items()]
    return Reflection(
        session_id=session.id,
        client_id=session.client_id,
        entries=tuple(_entry(facet) for facet in [*told.get("facets", ()), *rated]),
        free=told.get("free", ""),
        next_time=told.get("next_time", ""),
        happened=Happened(told["happened"]) if "happened" in told else None,
        in_the_way=told.get("in_the_way", ""),
        for_supervision=told.get("for_supervision", False),
    )


def _entry(told: _Table) -> FacetEntry:
    rating = told.get("rating")
    answers = {None: Answer.OPEN, Answer.NOT_OBSERVED.value: Answer.NOT_OBSERVED}
    return FacetEntry(
        facet_id=told["id"],
        noticed=told.get("noticed", ""),
        said_or_done=told.get("said_or_done", ""),
        my_part=told.get("my_part", ""),
        answer=answers.get(rating, Answer.RATED),
        rating=None if rating in answers else rating,
    )


def _episode(told: _Table, session: Session, today: date) -> StrainEpisode:
    """Return a moment of strain as it ends; its steps are those that came later."""
    return StrainEpisode(
        id=EpisodeId(""),
        client_id=session.client_id,
        session_id=session.id,
        kind=StrainKind(told["kind"]),
        sightings=tuple(Sighting(name, Strength(how)) for name, how in told["markers"].items()),
        client_words=told["client_words"],
        my_part=told["my_part"],
        mine_too=told.get("mine_too", False),
        tried=tuple(told["tried"]),
        state=StrainState(told["state"]),
        steps=tuple(_step(step, today) for step in told.get("later", ())),
    )


def _step(told: _Table, today: date) -> Step:
    at = times.instant(datetime.combine(_ago(today, told["days_before"]), ADDED_AT))
    return Step(at, tuple(told["tried"]), StrainState(told["state"]))


def _ago(today: date, days: int) -> date:
    return today - timedelta(days=days)

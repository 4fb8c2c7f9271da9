"""The fictional practice is whole, respectful, and fit to be read on any day."""

import re
import tomllib
from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import pairwise
from pathlib import Path

import pytest

from practicenotes import catalog, resources
from practicenotes.cli.demo import story
from practicenotes.cli.demo.story import Hour, Story
from practicenotes.domain import alliance, times
from practicenotes.domain.cards import SCALE as CARD_SCALE
from practicenotes.domain.facets import SCALE
from practicenotes.domain.forms import Layer
from practicenotes.domain.reflections import Answer, Happened, Reflection
from practicenotes.domain.sessions import FrameKind


TODAY = date(2025, 11, 18)
PRACTICE = story.read(TODAY)
STORIES = {told.client.code_name: told for told in PRACTICE.stories}
FILES = sorted(resources.path("demo", "clients").glob("*.toml"))

of_each_client = pytest.mark.parametrize("told", STORIES.values(), ids=STORIES)

# Descriptions are kinder and more exact than these; the record is written to be read by the client.
UNKIND = re.compile(
    r"\b(manipulativ\w+|resistan\w+|non-?complian\w+|attention.seeking|den(y|ies|ied|ial))\b",
    re.IGNORECASE,
)
PRIVATE_MATTERS = re.compile(
    r"\bI (felt|wanted|was (hurt|bored|moved|stung))\b|my father", re.IGNORECASE
)
SEASONS = re.compile(
    r"\b(spring|summer|autumn|winter|Christmas|Easter|snow\w*|New Year"
    r"|January|February|March|April|June|July|August|September|October|November|December)\b"
)

KEYS = {
    "": "code_name kind status since pronoun reason rhythm referrer referrer_address medication "
    "consent people goals frame session pulls sayings hypotheses ending",
    "people": "name born part contact",
    "goals": "text agreed reached",
    "frame": "days_before kind words",
    "session": "days_before starts minutes modality attendance risk template signed "
    "signed_days_later measures record addenda private strain supervision card guess",
    "measures": "phq9 gad7",
    "addenda": "kind days_before reason text",
    "card": "given comment answers",
    "guess": "words answers",
    "private": "happened in_the_way free next_time for_supervision facets ratings",
    "facets": "id noticed said_or_done my_part rating",
    "strain": "kind markers client_words my_part mine_too tried state later",
    "later": "days_before tried state",
    "pulls": "days_before kind name words",
    "sayings": "days_before words thought",
    "hypotheses": "days_before words against look_again_in state learned",
    "ending": "turning_points ruptures_mended new_experiences never_spoken",
    "supervision": "passage question state days_later released said did changed facet",
}
FREE = {"record", "ratings", "markers", "answers"}  # keyed by ids, which other tests look up


def held(told: Story) -> list[Hour]:
    """Return the hours that were held before today, earliest first."""
    midnight = datetime.combine(TODAY, time())
    return [
        hour
        for hour in told.hours
        if hour.session.attendance.held and hour.session.starts_at < midnight
    ]


def reflections(told: Story) -> list[Reflection]:
    """Return the reflections on one client, earliest first."""
    return [hour.reflection for hour in told.hours if hour.reflection]


def record_texts(told: Story) -> Iterator[str]:
    """Yield every text about one client that the record keeps, the legal names left out."""
    client = told.client
    yield from (client.reason, client.rhythm, client.medication, client.consent)
    yield from (goal.text for goal in told.goals)
    yield from (event.words for event in told.frame)
    for hour in told.hours:
        yield hour.session.risk
        yield from (hour.texts or {}).values()
        yield hour.card.comment if hour.card else ""
        yield from (text for added in hour.addenda for text in (added.reason, added.text))


def private_texts(told: Story) -> Iterator[str]:
    """Yield every text about one client that only the therapist reads."""
    for reflection in reflections(told):
        yield from (reflection.free, reflection.next_time, reflection.in_the_way)
        for entry in reflection.entries:
            yield from (entry.noticed, entry.said_or_done, entry.my_part)
    for hour in told.hours:
        for strain in hour.episodes:
            yield from (strain.client_words, strain.my_part)
        yield hour.guess.words if hour.guess else ""


def tables(found: dict, name: str = "") -> Iterator[tuple[str, dict]]:
    """Yield every table of a file with the name that it stands under."""
    yield name, found
    for key, value in found.items():
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, dict):
                yield from tables(item, key)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_key_is_misspelt(file: Path) -> None:
    """Every key of a client's file is one that the reader knows, so that nothing goes untold."""
    unknown = {
        (name, key)
        for name, table in tables(tomllib.loads(file.read_text("utf-8")))
        if name not in FREE
        for key in table
        if key not in KEYS[name].split()
    }

    assert unknown == set()


def test_at_least_five_clients_came_twelve_times() -> None:
    """Five clients or more were met at least twelve times before today."""
    assert sum(len(held(told)) >= 12 for told in PRACTICE.stories) >= 5


def test_there_is_a_couple_an_enquiry_and_a_practitioner() -> None:
    """Not everybody comes alone, not everybody has come yet, and someone signs the letters."""
    assert len(STORIES["Wren and Lark"].client.people) == 2
    assert held(STORIES["Sparrow"]) == []
    assert PRACTICE.practitioner.name == "M. Lindqvist"
    assert PRACTICE.practitioner.address == ("4 Orchard Lane", "Fernhill")


@of_each_client
def test_hours_follow_one_another(told: Story) -> None:
    """The sessions of a client stand in their order, at most one a day."""
    days = [hour.session.starts_at.date() for hour in told.hours]

    assert days == sorted(set(days))
    assert all(told.client.since <= day for day in days)


@of_each_client
def test_notes_fill_their_template(told: Story) -> None:
    """Every note has each record section of its template, each with some words, and no other."""
    for hour in told.hours:
        if hour.texts is None:
            assert hour.template_id == ""
            continue
        sections = catalog.note_template(hour.template_id).of_layer(Layer.RECORD)
        assert set(hour.texts) == {section.id for section in sections}
        assert all(3 <= len(text.split()) <= 120 for text in hour.texts.values())
        assert sum(len(text.split()) for text in hour.texts.values()) >= 50


@of_each_client
def test_facets_markers_and_repairs_exist(told: Story) -> None:
    """What a reflection names is in the book of facets, each facet once a session."""
    book = catalog.facet_book()
    repairs = {repair.id for repair in book.repairs}
    for reflection in reflections(told):
        named = [entry.facet_id for entry in reflection.entries]
        assert len(set(named)) == len(named)
        assert {facet.id for facet in book.facets}.issuperset(named)
    for strain in (strain for hour in told.hours for strain in hour.episodes):
        assert strain.sightings
        assert {marker.id for marker in book.markers}.issuperset(
            sighting.marker_id for sighting in strain.sightings
        )
        assert repairs.issuperset(strain.tried)


@of_each_client
def test_ratings_are_on_the_scale_or_none(told: Story) -> None:
    """A rated facet has a number from 0 to 4, any other none at all."""
    for entry in (entry for reflection in reflections(told) for entry in reflection.entries):
        assert (entry.rating in SCALE) == (entry.answer is Answer.RATED)
        assert entry.answer is Answer.RATED or entry.rating is None


@of_each_client
def test_questionnaires_are_complete_and_risk_is_taken_up(told: Story) -> None:
    """Every form is answered in full, and an answer about not living is followed by questions."""
    for hour in told.hours:
        for result in hour.results:
            assert len(result.answers) == {"phq9": 9, "gad7": 7}[result.measure_id]
            assert set(result.answers) <= {0, 1, 2, 3}
            if result.measure_id == "phq9" and result.answers[8]:
                assert "no intention" in hour.session.risk
                assert "no plan" in hour.session.risk


@of_each_client
def test_totals_in_the_notes_are_those_of_the_forms(told: Story) -> None:
    """A total that a note names is that of the form of its hour."""
    for hour in told.hours:
        filed = {f"{result.name} total {result.total}" for result in hour.results}
        for text in (hour.texts or {}).values():
            assert filed.issuperset(re.findall(r"[A-Z]+-\d total \d+", text))


def test_courses_are_long_enough_to_be_followed() -> None:
    """Six clients have three forms or more, and most of them go down, though not evenly."""
    totals: dict[tuple[str, str], list[int]] = {}
    for name, told in STORIES.items():
        for result in (result for hour in told.hours for result in hour.results):
            totals.setdefault((name, result.measure_id), []).append(result.total)
    long = [course for course in totals.values() if len(course) >= 3]

    assert len({name for (name, _), course in totals.items() if len(course) >= 3}) >= 6
    assert sum(course[-1] < course[0] for course in long) > len(long) / 2


@of_each_client
def test_cards_and_guesses_are_on_their_scale(told: Story) -> None:
    """Cards have the default lines, and only what was answered on a card was guessed at."""
    lines = [line.facet_id for line in catalog.facet_book().card_lines()]
    for hour in told.hours:
        if hour.card:
            assert [line.facet_id for line in hour.card.lines] == lines
            assert {line.answer for line in hour.card.lines} <= {None, *CARD_SCALE}
        if hour.guess:
            assert hour.card
            assert {facet for facet, _ in hour.guess.answers} <= set(lines)
            assert {answer for _, answer in hour.guess.answers} <= set(CARD_SCALE)


def test_two_clients_filled_in_cards() -> None:
    """Some cards were guessed at, one is still closed, and one was filled in on paper."""
    told = {
        name: [hour for hour in each.hours if hour.card]
        for name, each in STORIES.items()
        if any(hour.card for hour in each.hours)
    }

    assert set(told) == {"Heron", "Juniper"}
    cards = [hour for hours in told.values() for hour in hours]
    assert any(hour.guess for hour in cards)
    assert told["Heron"][-1].guess is None
    assert {hour.card.given.value for hour in cards if hour.card} == {"on screen", "on paper"}


@of_each_client
def test_what_became_of_an_intention_has_an_intention(told: Story) -> None:
    """Only an intention left in the session before can have happened or not."""
    hours = [hour for hour in told.hours if hour.session.attendance.held]
    for before, hour in zip([None, *hours], hours, strict=False):
        now = hour.reflection
        if now and now.happened:
            assert before
            assert before.reflection
            assert before.reflection.next_time
        if now and now.in_the_way:
            assert now.happened in (Happened.PARTLY, Happened.NO)


@of_each_client
def test_the_frame_is_told_once(told: Story) -> None:
    """Lateness and missed sessions are told by the sessions, the frame tells the rest."""
    told_by_sessions = {FrameKind.LATE, FrameKind.CANCELLED, FrameKind.MISSED, FrameKind.ABSENCE}

    assert told_by_sessions.isdisjoint(event.kind for event in told.frame)


@of_each_client
def test_the_record_can_be_read_by_the_client(told: Story) -> None:
    """No text of the record holds an unkind word or a feeling of the therapist."""
    for text in record_texts(told):
        assert not UNKIND.search(text)
        assert not PRIVATE_MATTERS.search(text)


@of_each_client
def test_no_legal_name_stands_in_a_text(told: Story) -> None:
    """A client is called by the code name on both sides, never by a legal name of anybody."""
    names = {
        part
        for other in PRACTICE.stories
        for person in other.client.people
        for part in person.name.split()
    }
    for text in (*record_texts(told), *private_texts(told)):
        assert names.isdisjoint(re.findall(r"\w+", text))


@of_each_client
def test_record_and_reflection_tell_the_hour_differently(told: Story) -> None:
    """No sentence of the private side stands in the record of the same hour."""
    for hour in told.hours:
        record = " ".join((hour.texts or {}).values())
        private = private_texts(Story(told.client, (), (), (hour,)))
        sentences = (sentence for text in private for sentence in re.split(r"(?<=[.?!])\s", text))
        assert [one for one in sentences if len(one) > 30 and one in record] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_texts_name_no_season(file: Path) -> None:
    """A story that may end on any day names no month and no season of its own."""
    assert SEASONS.findall(file.read_text("utf-8")) == []


@of_each_client
def test_days_are_said_in_words(told: Story) -> None:
    """Every mark for a day was replaced, and no text keeps a line break."""
    for text in (*record_texts(told), *private_texts(told)):
        assert not set("{}\n") & set(text)


def test_days_move_with_the_day_of_the_demo() -> None:
    """The same story ends on whatever day it is made, and says its days accordingly."""
    moved = {told.client.code_name: told for told in story.read(date(2026, 2, 28)).stories}

    assert STORIES["Heron"].hours[-1].session.starts_at == datetime(2025, 11, 18, 13)
    assert moved["Heron"].hours[-1].session.starts_at == datetime(2026, 2, 28, 13)
    assert STORIES["Heron"].client.rhythm == "weekly, Tuesdays 13:00"
    assert moved["Heron"].client.rhythm == "weekly, Saturdays 13:00"
    assert STORIES["Heron"].hours[-2].texts["plan"].endswith("18 November, 13:00.")
    assert moved["Heron"].hours[-2].texts["plan"].endswith("28 February, 13:00.")


def test_alliances_move_and_differ() -> None:
    """In at least four stories the rated relationship rises and falls, by more than a point."""
    moving = []
    for name, told in STORIES.items():
        course = [value for each in reflections(told) if (value := alliance.composite(each))]
        falls = any(later < earlier for earlier, later in pairwise(course))
        if course and max(course) - min(course) > 1 and falls:
            moving.append(name)

    assert len(moving) >= 4


def test_strain_ends_in_every_way() -> None:
    """Some moments of strain were repaired, one was named, one is lived with, some are open."""
    states = {s.state.value for told in PRACTICE.stories for h in told.hours for s in h.episodes}

    assert states == {"repaired", "named together", "lived with", "still open"}


def test_one_client_is_not_reflected_on_any_more() -> None:
    """The last five sessions with Teasel have notes and no reflection."""
    assert all(hour.texts and not hour.reflection for hour in held(STORIES["Teasel"])[-5:])
    assert held(STORIES["Teasel"])[-6].reflection


def test_strain_is_followed_over_later_sessions() -> None:
    """What was tried later came on the day of a later session, and ends where the moment stands."""
    followed = 0
    for told in PRACTICE.stories:
        days = {hour.session.starts_at.date() for hour in held(told)}
        for hour in told.hours:
            for strain in (each for each in hour.episodes if each.steps):
                followed += 1
                tried = [repair for step in strain.steps for repair in step.tried]
                assert strain.steps[-1].state is strain.state
                assert set(tried) <= set(strain.tried)
                for step in strain.steps:
                    assert step.at > hour.ended_at
                    assert times.on_the_wall(step.at).date() in days

    assert followed >= 6


def test_the_hour_after_the_break_is_asked_about() -> None:
    """With Heron the ratings fall once below the usual: on the day that the story turns on."""
    hours = held(STORIES["Heron"])
    course = [alliance.composite(h.reflection) if h.reflection else None for h in hours]
    (dip,) = alliance.dips(course)
    asked = hours[dip.session - 1]

    assert (TODAY - asked.session.starts_at.date()).days == 21
    assert [strain.is_open for strain in asked.episodes] == [True]

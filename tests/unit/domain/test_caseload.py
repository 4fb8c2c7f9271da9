"""What runs through more than one hour: pulls that come back, hypotheses, learning and silences."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

import factory
from practicenotes import catalog
from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections import (
    Answer,
    FacetEntry,
    Reflection,
    learnings,
    pulls,
    silences,
)
from practicenotes.domain.reflections import hypotheses as suppositions
from practicenotes.domain.reflections.endings import Ending
from practicenotes.domain.reflections.hypotheses import Hypothesis, HypothesisId, HypothesisState
from practicenotes.domain.reflections.learnings import Learning
from practicenotes.domain.reflections.pulls import Pull, PullId, PullKind
from practicenotes.domain.reflections.silences import Voice
from practicenotes.domain.sessions import SessionId
from practicenotes.domain.supervision import KnownName, NameBook


HERON, MOSS = ClientId("heron"), ClientId("moss")
BOOK = catalog.facet_book()
FIRST, SECOND, *_ = (facet.id for facet in BOOK.facets)


def pull(session: str, name: str, who: ClientId = HERON, **told: Any) -> Pull:
    """Return a pull as it was noticed."""
    known = Pull(PullId(""), SessionId(session), who, PullKind.FEELING, name)
    return replace(known, **told)


# --- pulls ---------------------------------------------------------------------------------------


def test_one_pull_is_gathered_whatever_its_letters() -> None:
    """Capital letters and spaces at the ends make no difference, and the latest spelling stands."""
    (found,) = pulls.recurrences([pull("1", "bored"), pull("2", " Bored "), pull("3", "BORED")])

    assert found.name == "BORED"
    assert found.with_whom == ((HERON, ("3", "2", "1")),)


def test_a_pull_says_with_whom_it_was_noticed_last() -> None:
    """The client with whom it came back last stands first, and each session counts once."""
    noticed = [pull("1", "bored", MOSS), pull("2", "bored"), pull("2", "bored")]
    (found,) = pulls.recurrences(noticed)

    assert found.with_whom == ((HERON, ("2",)), (MOSS, ("1",)))
    assert found.count == 2


def test_kinds_are_not_mixed() -> None:
    """A heavy body and a heavy feeling are two things."""
    noticed = [pull("1", "heavy"), pull("2", "heavy", kind=PullKind.BODY)]

    assert [(each.kind, each.count) for each in pulls.recurrences(noticed)] == [
        (PullKind.BODY, 1),
        (PullKind.FEELING, 1),
    ]


def test_a_damaged_pull_says_nothing() -> None:
    """What cannot be read is in no list."""
    assert pulls.recurrences([pull("1", "bored", damaged=True)]) == ()


# --- hypotheses ----------------------------------------------------------------------------------


def supposed(**told: Any) -> Hypothesis:
    """Return a hypothesis."""
    return replace(Hypothesis(HypothesisId(""), HERON, "He agrees to keep me."), **told)


@pytest.mark.parametrize("against", ["", "  \n"])
def test_a_hypothesis_without_a_counter_sign_cannot_lose(against: str) -> None:
    """Only what says what would count against it can lose."""
    assert not supposed(against=against).can_lose
    assert supposed(against="He disagrees and stays.").can_lose


def test_what_is_due_is_told_in_the_order_of_waiting() -> None:
    """The day itself counts; what is closed, undated, later or damaged does not."""
    first = supposed(look_again_on=date(2025, 11, 1))
    on_the_day = supposed(look_again_on=factory.DAY)
    others = [
        supposed(),
        supposed(look_again_on=date(2025, 11, 19)),
        supposed(look_again_on=date(2025, 11, 1), state=HypothesisState.DROPPED),
        supposed(look_again_on=date(2025, 11, 1), damaged=True),
    ]

    assert suppositions.due([on_the_day, *others, first], factory.DAY) == (first, on_the_day)


# --- learning and ending -------------------------------------------------------------------------


def test_a_week_begins_on_monday() -> None:
    """Sunday belongs to the week before, Monday to its own."""
    assert learnings.monday_of(date(2025, 11, 16)) == date(2025, 11, 10)
    assert learnings.monday_of(date(2025, 11, 17)) == date(2025, 11, 17)


def test_a_learning_counts_its_words() -> None:
    """Spaces and line breaks are no words; a link alone is not nothing."""
    assert Learning(factory.DAY, "One  day\nat a time ").length == 5
    assert Learning(factory.DAY, " \n").is_empty
    assert not Learning(factory.DAY, clients=(HERON,)).is_empty


def test_names_left_in_a_learning_are_told_once() -> None:
    """A known name, a number and an address; what is only written large is left to the reader."""
    book = NameBook((KnownName("Thomas Whitcombe", "another client", "a person"),))
    words = "Thomas called. Whitcombe, Thomas: 07700 900317, t@w.example. In Fernhill it rained."

    assert learnings.names_left(words, book) == (
        *("Thomas", "Whitcombe", "07700 900317", "t@w.example"),
    )
    assert learnings.names_left("", book) == ()


def test_an_ending_is_empty_until_something_is_written() -> None:
    """Any of its four looks back makes it a page."""
    assert Ending(HERON, turning_points=" ").is_empty
    assert not Ending(HERON, never_spoken="The letter.").is_empty


# --- silences ------------------------------------------------------------------------------------


def written(*facets: str, **told: Any) -> Reflection:
    """Return a reflection with words on these facets."""
    entries = tuple(FacetEntry(facet, noticed="A line.") for facet in facets)
    return replace(Reflection(SessionId("s"), HERON, entries, free="x"), **told)


def test_three_reflections_say_nothing_about_silence() -> None:
    """A client who is new is not on the map."""
    assert silences.map_of(BOOK, {HERON: [written(FIRST)] * 3}) == ()


def test_the_map_tells_lately_earlier_and_never() -> None:
    """Words in the last four reflections are lately; what was before names its session."""
    old = written(SECOND, session_id=SessionId("old"))
    (line,) = silences.map_of(BOOK, {HERON: [old, *[written(FIRST)] * 4]})

    assert line.voices[:3] == (Voice.LATELY, Voice.EARLIER, Voice.SILENT)
    assert line.last[:3] == ("s", "old", None)
    assert len(line.voices) == 10


def test_a_rating_alone_is_no_writing() -> None:
    """A facet that was only rated is silent."""
    rated = FacetEntry(SECOND, answer=Answer.RATED, rating=3)
    (line,) = silences.map_of(BOOK, {HERON: [written(FIRST, entries=(rated,))] * 4})

    assert line.voices[1] is Voice.SILENT


def test_damaged_and_empty_reflections_do_not_count() -> None:
    """They make nobody known enough to ask about."""
    unread = [written(FIRST, damaged=True), Reflection(SessionId("e"), HERON)] * 3
    assert silences.map_of(BOOK, {HERON: [*unread, *[written(FIRST)] * 3]}) == ()


def test_silences_take_turns() -> None:
    """Each turn asks about another silence and comes round; what was never written comes first."""
    lines = silences.map_of(BOOK, {HERON: [written(FIRST)] * 4})
    asked = [silences.question(lines, turn) for turn in range(10)]

    assert asked[:9] == [(HERON, place) for place in range(1, 10)]
    assert asked[9] == asked[0]


def test_where_nothing_is_silent_nothing_is_asked() -> None:
    """A map on which everything was written about lately leaves the therapist in peace."""
    every = written(*(facet.id for facet in BOOK.facets))
    assert silences.question(silences.map_of(BOOK, {HERON: [every] * 4}), 0) is None


def test_what_was_earlier_is_asked_when_nothing_was_never() -> None:
    """A facet that has faded is asked about once there is none that never was."""
    every = written(*(facet.id for facet in BOOK.facets))
    lines = silences.map_of(BOOK, {HERON: [every, *[written(FIRST)] * 4]})

    assert silences.question(lines, 0) == (HERON, 1)

"""What the two stores hold of one client becomes one story in time."""

from dataclasses import replace

import pytest

from courses import BOOK, CLIENT, IDS, course, day, event, reflection, session, session_id, strain
from practicenotes.domain.reflections import StrainState
from practicenotes.domain.sessions import Attendance, Course, FrameKind
from practicenotes.reflections.alliance import Alliance
from practicenotes.ui.alliance import story as stories
from practicenotes.ui.alliance.story import Story


def tell(outside: Course, *written: object, strained: tuple = (), week: int = 99) -> Story:
    """Return the story as it stands so many weeks after its beginning."""
    return stories.tell(outside, Alliance(tuple(written), strained), day(week))  # type: ignore[arg-type]


def test_sessions_and_reflections_are_joined_by_their_ids() -> None:
    """A reflection stands with its session, whatever the order in which it was begun."""
    told = tell(course(3), reflection(2, [3]), reflection(0, [1]))

    assert [stop.on for stop in told.stops] == [day(0), day(1), day(2)]
    assert [stop.reflection and stop.reflection.session_id for stop in told.stops] == [
        session_id(0),
        None,
        session_id(2),
    ]
    assert told.reflected


def test_what_is_still_to_come_is_left_out() -> None:
    """Neither a session in the diary nor a break that is announced has happened yet."""
    outside = course(2, frame=[event(5, FrameKind.BREAK)])
    waiting = session(1, Attendance.PLANNED, None)
    told = tell(replace(outside, sessions=(outside.sessions[0], waiting)), week=1)

    assert [stop.on for stop in told.stops] == [day(0)]


def test_a_planned_hour_that_was_reflected_on_has_its_place() -> None:
    """Who writes a reflection before the note is not left out."""
    waiting = Course((session(0, Attendance.PLANNED, None),))

    assert [stop.id for stop in tell(waiting, reflection(0, [2])).stops] == [session_id(0)]


def test_the_frame_stands_with_the_session_of_its_day_or_alone() -> None:
    """A gift on the day of a session belongs to it; a break between two has its own place."""
    gift, pause = event(1, FrameKind.GIFT), event(1, FrameKind.BREAK, days=4)
    told = tell(course(3, late=[2], frame=[gift, pause]))

    assert [(stop.on, [e.kind for e in stop.frame]) for stop in told.stops] == [
        (day(0), []),
        (day(1), [FrameKind.GIFT]),
        (pause.on, [FrameKind.BREAK]),
        (day(2), [FrameKind.LATE]),
    ]


def test_only_what_kept_the_two_apart_is_a_gap() -> None:
    """A cancelled hour and a break are gaps; a gift between two sessions is none."""
    between = [event(0, kind, days=3) for kind in (FrameKind.GIFT, FrameKind.ABSENCE)]
    told = tell(course(3, called_off=[1], frame=between))

    assert [stop.is_gap for stop in told.stops] == [False, False, True, True, False]


def test_strain_reaches_from_its_session_to_the_one_at_which_it_was_closed() -> None:
    """What was repaired on the day of a session ends there; what is open does not end."""
    told = tell(course(5), strained=(strain(1, 3), strain(4)))

    assert [(span.began, span.ended) for span in told.spans] == [(1, 3), (4, None)]
    assert [len(stop.began) for stop in told.stops] == [0, 1, 0, 0, 1]
    assert [len(stop.ended) for stop in told.stops] == [0, 0, 0, 1, 0]


def test_strain_that_was_closed_at_once_ends_where_it_began() -> None:
    """A moment never ends before it began, whenever it was written down."""
    told = tell(course(3), strained=(strain(2, 1, StrainState.LIVED_WITH),))

    assert [(span.began, span.ended) for span in told.spans] == [(2, 2)]


def test_what_is_damaged_has_no_place_and_is_counted() -> None:
    """A day that cannot be trusted is not placed in time; how many there are is known."""
    outside = course(3, frame=[replace(event(1, FrameKind.GIFT), damaged=True)])
    broken = replace(outside.sessions[1], damaged=True)
    moment = replace(strain(0), damaged=True)
    told = tell(
        replace(outside, sessions=(outside.sessions[0], broken, outside.sessions[2])),
        strained=(moment, strain(1)),
    )

    assert [stop.on for stop in told.stops] == [day(0), day(2)]
    assert told.lost == 2
    assert told.spans == ()


def test_six_ratings_stand_on_the_line_and_fewer_beside_it() -> None:
    """The mean counts from six ratings on; not observed is left out and never a nought."""
    whole, few = reflection(0, [2, 4, 3, 3, 3, 3, None]), reflection(1, [4, None, None])
    told = tell(course(2), whole, few)

    assert [stories.value(stop, "", BOOK) for stop in told.stops] == [3.0, None]
    assert [stories.is_aside(stop, "", BOOK) for stop in told.stops] == [False, True]


def test_one_facet_stands_by_its_own_rating() -> None:
    """By one facet, what was not observed stands beside the line and what was left open nowhere."""
    told = tell(course(3), reflection(0, [2]), reflection(1, [None]), reflection(2, []))

    assert [stories.value(stop, IDS[0], BOOK) for stop in told.stops] == [2, None, None]
    assert [stories.is_aside(stop, IDS[0], BOOK) for stop in told.stops] == [False, True, False]


def test_a_damaged_reflection_stands_nowhere() -> None:
    """Ratings that may have been changed are not shown as ratings."""
    (stop,) = tell(course(1), reflection(0, [2] * 7, damaged=True)).stops

    assert stories.value(stop, "", BOOK) is None
    assert not stories.is_aside(stop, "", BOOK)


@pytest.mark.parametrize("year", [0, 1999])
def test_no_year_is_the_whole_story(year: int) -> None:
    """Without a year, or with one in which nothing was, all of it is told."""
    told = tell(course(3))

    assert stories.within(told, year) is told


def test_one_year_keeps_the_strain_that_runs_through_it() -> None:
    """What began before stands at the beginning, what goes on runs to the end."""
    told = tell(course(110), strained=(strain(3, 7), strain(40, 60), strain(90)), week=110)
    second = stories.within(told, 2026)

    assert {stop.on.year for stop in second.stops} == {2026}
    assert [(span.began, span.ended, span.earlier) for span in second.spans] == [
        (0, 8, True),
        (38, None, False),
    ]


def test_a_session_is_found_by_its_id() -> None:
    """One that stands nowhere is not found."""
    told = tell(course(2))

    assert told.stop_of(session_id(1)) == told.stops[1]
    assert told.stop_of(session_id(7)) is None
    assert told.stops[0].session is not None
    assert told.stops[0].session.client_id == CLIENT

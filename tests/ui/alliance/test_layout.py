"""Where the marks stand, exactly: numbers in, positions out."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

from courses import BOOK, IDS, course, day, event, reflection, strain
from practicenotes.domain.sessions import Course, FrameKind
from practicenotes.reflections.alliance import Alliance
from practicenotes.ui.alliance import layout
from practicenotes.ui.alliance import story as stories
from practicenotes.ui.alliance.layout import Layout, Point, Sizes


ROOM = Sizes(width=1000, labels=92)
LEFT, RIGHT = 108, 992
TODAY = day(10)


def measure(words: str) -> float:
    """Measure words as a type writer would."""
    return 7.0 * len(words)


def lay(
    outside: Course,
    *written: object,
    strained: tuple = (),
    facet: str = "",
    today: date = TODAY,
    sizes: Sizes = ROOM,
) -> Layout:
    """Return the layout of a story."""
    told = stories.tell(outside, Alliance(tuple(written), strained), today)  # type: ignore[arg-type]
    return layout.lay_out(told, facet, BOOK, today, sizes, measure)


def rated(*weeks: int, rating: int = 2) -> list:
    """Return reflections that stand on the line."""
    return [reflection(week, [rating] * 6) for week in weeks]


def test_days_stand_in_proportion_from_the_first_to_today() -> None:
    """A week is as wide as every other, and today is the right end."""
    laid = lay(course(11))

    assert laid.stops[0] == LEFT
    assert laid.stops[-1] == RIGHT
    assert {round(after - before, 6) for before, after in pairwise(laid.stops)} == {88.4}


def test_a_therapy_that_is_long_over_does_not_reach_today() -> None:
    """Its last day is the right end, and is named there."""
    laid = lay(course(11), today=date(2030, 1, 1))

    assert laid.stops[-1] == RIGHT
    assert laid.labels[-1].words == "18 Mar 2025"
    assert "today" not in [label.words for label in laid.labels]


def test_heights_run_from_nought_at_the_bottom_to_four_at_the_top() -> None:
    """Both ends of the scale are ends of the rows, and two is halfway."""
    laid = lay(course(3), *[reflection(n, [rating] * 6) for n, rating in enumerate((0, 2, 4))])
    rows = laid.rows

    assert [dot.y for dot in laid.dots] == [rows.bottom, (rows.top + rows.bottom) / 2, rows.top]
    assert (rows.top, rows.bottom) == (10, 90)


def test_the_line_runs_between_neighbours_only() -> None:
    """An hour without a rating is a gap that is never bridged."""
    laid = lay(course(5), *rated(0, 1, 3, 4))

    ends = [(start.x, end.x) for start, end in laid.lines]
    assert ends == [(laid.stops[0], laid.stops[1]), (laid.stops[3], laid.stops[4])]


def test_a_cancelled_hour_and_a_break_are_gaps() -> None:
    """Whatever kept the two apart interrupts the line; a gift between two hours does not."""
    pause, gift = event(4, FrameKind.BREAK, days=3), event(0, FrameKind.GIFT, days=3)
    laid = lay(course(6, called_off=[2], frame=[pause, gift]), *rated(0, 1, 3, 4, 5))
    joined = [(laid.dots.index(start), laid.dots.index(end)) for start, end in laid.lines]

    assert joined == [(0, 1), (2, 3)]


def test_few_ratings_have_a_row_of_their_own() -> None:
    """An hour with fewer than six ratings is a ring beneath the scale, never at its foot."""
    laid = lay(course(2), reflection(0, [0, 0]), *rated(1, rating=0))

    assert laid.rings == (Point(laid.stops[0], laid.rows.aside),)
    assert laid.rows.aside > laid.rows.bottom
    assert [dot.x for dot in laid.dots] == [laid.stops[1]]


def test_one_facet_has_its_own_line() -> None:
    """By one facet a single rating stands on the line; not observed has the ring."""
    laid = lay(course(2), reflection(0, [4]), reflection(1, [None]), facet=IDS[0])

    assert laid.dots == (Point(laid.stops[0], laid.rows.top),)
    assert laid.rings == (Point(laid.stops[1], laid.rows.aside),)


def test_strain_is_a_bar_from_its_ring_to_its_end() -> None:
    """An open moment reaches the right end, a closed one the session where it was closed."""
    laid = lay(course(11), strained=(strain(1, 4), strain(8)))

    assert [(bar.start.x, bar.end, bar.open) for bar in laid.bars] == [
        (laid.stops[1], laid.stops[4], False),
        (laid.stops[8], RIGHT, True),
    ]
    assert [bar.word for bar in laid.bars] == ["repaired", "open"]
    assert laid.rows.lanes == 1


def test_moments_that_overlap_lie_in_lanes() -> None:
    """A second moment lies beneath the first, and what stands below makes room."""
    plain = lay(course(11), strained=(strain(1, 4),)).rows
    laid = lay(course(11), strained=(strain(1, 4), strain(3), strain(5, 6)))
    first, second, third = laid.bars

    assert second.start.y - first.start.y == 16
    assert third.start.y == first.start.y
    assert laid.rows.frame - plain.frame == 16


def test_a_bar_without_room_has_no_word() -> None:
    """A word that would run beyond its bar is left to the sentences."""
    laid = lay(course(11), strained=(strain(1, 1),))

    assert [bar.word for bar in laid.bars] == [""]


def test_more_moments_than_lanes_share_the_last() -> None:
    """However many moments are open at once, the picture stays as high."""
    laid = lay(course(11), strained=tuple(strain(n) for n in range(7)))

    assert laid.rows.lanes == layout.LANES
    assert len({bar.start.y for bar in laid.bars}) == layout.LANES


def test_the_frame_has_signs_with_words() -> None:
    """Each event has its drawing above its day and its word."""
    laid = lay(course(11, called_off=[3], frame=[event(7, FrameKind.BREAK, days=3)]))

    assert [(sign.icon, sign.count) for sign in laid.signs] == [("calendar-x", 1), ("luggage", 1)]
    assert {sign.at.y for sign in laid.signs} == {laid.rows.frame}
    words = [label.words for label in laid.labels]
    assert "28 Jan, cancelled" in words
    assert "28 Feb, break" in words


def test_events_without_room_share_a_sign() -> None:
    """What happened close together is counted and not drawn one over the other."""
    crowd = [event(2, kind, days=n) for n, kind in enumerate((FrameKind.GIFT, FrameKind.CONTACT))]
    laid = lay(course(11, frame=crowd))

    assert [(sign.icon, sign.count) for sign in laid.signs] == [("", 2)]


def test_labels_never_touch() -> None:
    """However much there is to name, every label keeps its distance and its place in the room."""
    events = [event(week, FrameKind.CONTACT, days=2) for week in range(40)]
    laid = lay(course(40, frame=events), today=day(40))

    for before, after in pairwise(laid.labels):
        assert before.left + measure(before.words) + 12 <= after.left
    assert laid.labels[0].left >= 4
    assert laid.labels[-1].left + measure(laid.labels[-1].words) <= ROOM.width


def test_years_are_named_where_there_are_several() -> None:
    """A day without its year would be one of many."""
    laid = lay(course(110), today=day(110))

    assert "Jan 2025" in [label.words for label in laid.labels]


def test_five_hundred_sessions_keep_their_order_and_the_room() -> None:
    """Ten years of sessions are compressed: no two share a place, and none leaves the room."""
    laid = lay(course(500), *rated(*range(500)), today=day(500))

    assert all(after > before for before, after in pairwise(laid.stops))
    assert (laid.stops[0], laid.stops[-1]) == (LEFT, RIGHT) or laid.stops[-1] < RIGHT
    assert len(laid.dots) == 500


def test_days_close_together_are_pushed_apart() -> None:
    """Two events on neighbouring days can be told apart and hit."""
    close = [event(2, FrameKind.GIFT, days=1), event(2, FrameKind.CONTACT, days=2)]
    laid = lay(course(100, frame=close), today=day(100))
    apart = [after - before for before, after in pairwise(laid.stops)]

    assert min(apart) >= min(8, (RIGHT - LEFT) / 102) - 1e-9


def test_large_text_makes_everything_larger() -> None:
    """At 200 % the rows are twice as far apart."""
    plain = lay(course(3)).rows
    large = lay(course(3), sizes=replace(ROOM, scale=2.0)).rows

    assert large.height == 2 * plain.height


def test_every_stop_can_be_marked_where_it_stands() -> None:
    """The mark is on the dot or ring, on the sign of the frame, or between the rows."""
    pause = event(1, FrameKind.BREAK, days=3)
    laid = lay(course(3, frame=[pause]), *rated(0), reflection(1, [1]))

    assert laid.marks[0] == laid.dots[0]
    assert laid.marks[1] == laid.rings[0]
    assert laid.marks[2].y == laid.rows.frame
    assert laid.marks[3].y == laid.rows.aside


def test_the_nearest_stop_is_hit() -> None:
    """A click belongs to the stop that lies nearest, and to none where there is none."""
    laid = lay(course(3))

    assert laid.nearest(laid.stops[1] + 3) == 1
    assert lay(Course()).nearest(500) == -1
    assert lay(Course()).labels == ()

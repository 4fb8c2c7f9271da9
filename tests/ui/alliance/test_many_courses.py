"""Whatever a therapy was like, its marks keep their promises: random courses, always the same."""

import random
from itertools import pairwise

import pytest

from courses import BOOK, IDS, course, day, event, reflection, strain
from practicenotes.domain.sessions import FrameKind
from practicenotes.reflections.alliance import Alliance
from practicenotes.ui.alliance import layout, sentences
from practicenotes.ui.alliance import story as stories
from practicenotes.ui.alliance.layout import Layout, Sizes
from practicenotes.ui.alliance.story import Story


SEEDS = range(12)
NOTED = [kind for kind in FrameKind if kind not in (FrameKind.LATE, FrameKind.CANCELLED)]


def measure(words: str) -> float:
    """Measure words as a type writer would."""
    return 7.0 * len(words)


def some_story(seed: int) -> tuple[Story, int]:
    """Return a therapy of some length with whatever may happen in it, and its length."""
    chance = random.Random(seed)
    weeks = chance.choice((1, 2, 3, 8, 20, 60, 200))
    off = {n for n in range(weeks) if chance.random() < 0.1}
    held = [n for n in range(weeks) if n not in off]
    outside = course(
        weeks,
        called_off=off,
        late={n for n in held if chance.random() < 0.1},
        frame=[
            event(n, chance.choice(NOTED), days=chance.randrange(7))
            for n in range(weeks)
            if chance.random() < 0.15
        ],
    )
    ratings = (None, 0, 1, 2, 3, 4)
    written = tuple(
        reflection(n, [chance.choice(ratings) for _ in range(chance.randrange(11))])
        for n in held
        if chance.random() < 0.7
    )
    moments = tuple(
        strain(n, None if chance.random() < 0.3 else n + chance.randrange(10))
        for n in held
        if chance.random() < 0.1
    )
    return stories.tell(outside, Alliance(written, moments), day(weeks)), weeks


def lay(story: Story, weeks: int, facet: str = "", width: float = 900) -> Layout:
    """Return the layout of a story."""
    return layout.lay_out(story, facet, BOOK, day(weeks), Sizes(width, 92), measure)


@pytest.fixture(params=SEEDS)
def told(request: pytest.FixtureRequest) -> tuple[Story, int]:
    """Give one therapy after the other."""
    return some_story(request.param)


def test_stops_keep_their_order_inside_the_room(told: tuple[Story, int]) -> None:
    """Time runs from left to right and never out of the picture."""
    laid = lay(*told)

    assert all(before < after for before, after in pairwise(laid.stops))
    assert all(laid.left - 1e-6 <= x <= laid.right + 1e-6 for x in laid.stops)


@pytest.mark.parametrize("facet", ["", IDS[0], IDS[9]])
def test_every_rated_session_stands_in_exactly_one_row(told: tuple[Story, int], facet: str) -> None:
    """A session is on the line, beside it, or nowhere: never both."""
    story, weeks = told
    laid = lay(story, weeks, facet)
    on_line = {dot.x for dot in laid.dots}
    aside = {ring.x for ring in laid.rings}

    assert not on_line & aside
    assert len(on_line) == len(laid.dots)
    rated = sum(stories.value(stop, facet, BOOK) is not None for stop in story.stops)
    assert len(laid.dots) == rated


def test_every_dot_lies_between_the_two_ends(told: tuple[Story, int]) -> None:
    """No rating leaves the scale, and none lies in the row of those that are too few."""
    laid = lay(*told)

    assert all(laid.rows.top <= dot.y <= laid.rows.bottom for dot in laid.dots)
    assert {ring.y for ring in laid.rings} <= {laid.rows.aside}


def test_lines_join_dots_that_are_neighbours(told: tuple[Story, int]) -> None:
    """Each line joins two dots, and no session that was held lies unrated between them."""
    story, weeks = told
    laid = lay(story, weeks)
    at = {x: n for n, x in enumerate(laid.stops)}

    for start, end in laid.lines:
        assert start in laid.dots
        assert end in laid.dots
        between = story.stops[at[start.x] + 1 : at[end.x]]
        assert not any(stop.held or stop.is_gap for stop in between)


def test_bars_in_one_lane_do_not_overlap(told: tuple[Story, int]) -> None:
    """Unless there are more moments than lanes, each has its stretch for itself."""
    story, weeks = told
    laid = lay(story, weeks)
    lanes = {bar.start.y for bar in laid.bars}

    assert len(lanes) <= layout.LANES
    for lane in sorted(lanes)[: layout.LANES - 1]:
        there = sorted((bar.start.x, bar.end) for bar in laid.bars if bar.start.y == lane)
        assert all(end <= start for (_, end), (start, _) in pairwise(there))


def test_signs_count_everything_that_happened(told: tuple[Story, int]) -> None:
    """No event is lost where signs are shared, and no two signs lie one over the other."""
    story, weeks = told
    laid = lay(story, weeks)

    assert sum(sign.count for sign in laid.signs) == sum(len(stop.frame) for stop in story.stops)
    assert all(after.at.x - before.at.x >= 26 for before, after in pairwise(laid.signs))


@pytest.mark.parametrize("width", [420, 900, 1600])
def test_labels_keep_their_distance(told: tuple[Story, int], width: float) -> None:
    """In any room no word runs into another, and both ends have their day."""
    story, weeks = told
    laid = lay(story, weeks, width=width)

    for before, after in pairwise(laid.labels):
        assert before.left + measure(before.words) + 12 <= after.left + 1e-6
    assert "today" in [label.words for label in laid.labels]


def test_every_stop_can_be_heard(told: tuple[Story, int]) -> None:
    """Each has a sentence with its day, and no sentence holds a rating as a number."""
    story, _ = told
    for stop in story.stops:
        said = sentences.aloud(stop, None, BOOK)
        assert said.endswith(".")
        assert str(stop.on.year) in said
        assert "None" not in said
        assert "score" not in said.lower()


def test_every_stop_is_the_nearest_to_itself(told: tuple[Story, int]) -> None:
    """What is pressed on is what is marked."""
    laid = lay(*told)

    assert [laid.nearest(x) for x in laid.stops] == list(range(len(laid.stops)))
    assert set(laid.marks) == set(range(len(laid.stops)))


def test_years_tell_the_whole_without_loss(told: tuple[Story, int]) -> None:
    """The years of a therapy, one after the other, hold every stop once."""
    story, _ = told
    years = sorted({stop.on.year for stop in story.stops})
    parts = [stories.within(story, year).stops for year in years]

    assert [stop.id for part in parts for stop in part] == [stop.id for stop in story.stops]

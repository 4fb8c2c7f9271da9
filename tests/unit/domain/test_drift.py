"""A slow decline is said once, in a function of its own."""

import random
from collections.abc import Sequence
from itertools import pairwise

import pytest

import dyads
from practicenotes.domain import alliance
from practicenotes.domain.alliance import Drift, asking
from practicenotes.domain.alliance.course import State


FALLING = [3.8 - 0.05 * n for n in range(60)]


def test_a_slow_decline_is_said_once_however_long_it_goes_on() -> None:
    """Sixty sessions, each a twentieth of a point lower, are one drift from the first on."""
    assert alliance.drifts(FALLING) == (Drift(session=12, since=1, fall=0.55),)
    assert alliance.drift(FALLING) == alliance.drifts(FALLING)[0]


def test_a_slow_decline_is_no_dip() -> None:
    """No session of an even decline is asked about by itself."""
    assert alliance.dips(FALLING) == ()


def test_numbers_keep_the_gaps() -> None:
    """Sessions that were not rated count, and change nothing else."""
    spread = [value for each in FALLING[:12] for value in (None, each)]
    assert alliance.drifts(spread) == (Drift(session=24, since=2, fall=0.55),)


def test_too_few_ratings_drift_nowhere() -> None:
    """Eleven ratings are not enough to tell, and none is none."""
    assert alliance.drift(FALLING[:11]) is None
    assert alliance.drift([]) is None


def test_steady_and_rising_courses_do_not_drift() -> None:
    """A relationship that stays or grows is left alone."""
    assert alliance.drift([3.0] * 40) is None
    assert alliance.drift(FALLING[::-1]) is None


def test_one_low_session_is_no_drift() -> None:
    """What is said as a dip is not said again."""
    assert alliance.drift([3.0] * 12 + [1.5] + [3.0] * 12) is None


def test_a_fall_in_one_step_is_no_drift() -> None:
    """Six sessions on one level and six on a lower one are told as a dip."""
    step = [3.2, 3.1, 3.3, 3.0, 3.2, 3.1, 2.2, 2.1, 2.3, 2.0, 2.2, 2.1]
    assert alliance.drift(step) is None
    assert [dip.session for dip in alliance.dips(step)] == [7]


def test_a_clear_decline_is_not_asked_about_again_and_again() -> None:
    """A straight fall, however long and steep, is a drift and holds no dip at all."""
    for step in (0.05, 0.08, 0.1):
        falling = [4 - step * n for n in range(26)]
        assert len(alliance.drifts(falling)) == 1
        assert alliance.dips(falling) == ()


def test_another_decline_can_be_said_after_a_recovery() -> None:
    """Down, up again and down once more are two."""
    down, up = FALLING[:16], FALLING[15::-1]
    assert len(alliance.drifts([*down, *up, *[3.8] * 4, *down])) == 2


def test_a_drift_that_was_said_never_changes() -> None:
    """Over many dyads, what was known after any session is known after all others."""
    for dyad in dyads.Course(dyads.rising(-1.4)).dyads(60, "drifts"):
        known = [alliance.drifts(dyad.values[:end]) for end in range(len(dyad.values) + 1)]
        assert all(known[-1][: len(then)] == then for then in known)
        assert all(len(found) <= 1 for found in known)
        assert all(each.session <= end for end, found in enumerate(known) for each in found)


FALLING_WITH_DIPS = {
    "a dip on the way down": dyads.Course(dyads.both(dyads.rising(-1.4), dyads.dip(1.0))),
    "a dip over some sessions": dyads.Course(dyads.both(dyads.rising(-1.4), dyads.gradual(1.0))),
    "a dip late on the way": dyads.Course(
        dyads.both(dyads.rising(-1.2), dyads.dip(0.9)), noise=0.15, events=range(12, 23)
    ),
    "uneven ratings": dyads.Course(dyads.both(dyads.rising(-1.2), dyads.dip(1.2)), noise=0.4),
    "many gaps": dyads.Course(dyads.both(dyads.rising(-2.0), dyads.gradual(0.9)), missing=0.3),
    "whole ratings": dyads.Course(dyads.both(dyads.rising(-1.4), dyads.dip(1.0)), grain="facets"),
    "no decline": dyads.Course(dyads.dip(1.0)),
    "a fall that stays": dyads.Course(dyads.gone_down(1.0)),
}


def known(values: Sequence[float | None]) -> list[tuple[Drift, ...]]:
    """Return the drifts that were known after no session, after one, after two and so on."""
    return [alliance.drifts(values[:end]) for end in range(len(values) + 1)]


@pytest.mark.parametrize("course", FALLING_WITH_DIPS.values(), ids=FALLING_WITH_DIPS.keys())
def test_a_repair_that_comes_later_moves_no_drift(course: dyads.Course) -> None:
    """Over 2,400 beginnings of each kind, whatever was said stands, first session and fall too."""
    for dyad in course.dyads(100, "repairs"):
        then = known(dyad.values)
        assert all(then[-1][: len(each)] == each for each in then), dyad.values


@pytest.mark.parametrize("course", FALLING_WITH_DIPS.values(), ids=FALLING_WITH_DIPS.keys())
def test_a_drift_is_said_in_the_session_in_which_it_can_be_told(course: dyads.Course) -> None:
    """Never of a session that has long passed: what is new is of the session just rated."""
    for dyad in course.dyads(40, "in time"):
        then = known(dyad.values)
        for end, (before, after) in enumerate(pairwise(then), 1):
            assert [each.session for each in after[len(before) :]] in ([], [end])


@pytest.mark.parametrize("seed", range(25))
def test_long_courses_move_no_drift_either(seed: int) -> None:
    """Declines, dips, recoveries and gaps by chance, over up to two hundred sessions."""
    values = by_chance(seed, 60 + 6 * seed)
    whole = alliance.drifts(values)
    for end in range(0, len(values), 3):
        then = alliance.drifts(values[:end])
        assert whole[: len(then)] == then
        assert all(each.session > end for each in whole[len(then) :])


def by_chance(seed: int, count: int) -> list[float | None]:
    """Return a course of steps up and down, with dips of a session and sessions not rated."""
    chance = random.Random(seed)
    level, slope = 3.4, 0.0
    values: list[float | None] = []
    for number in range(count):
        if number % 15 == 0:
            slope = chance.choice((0.0, -0.05, -0.1, 0.08))
        level = min(3.8, max(0.8, level + slope))
        fell = chance.uniform(0.6, 1.5) if chance.random() < 0.12 else 0.0
        value = round(min(4.0, max(0.0, level + chance.gauss(0, 0.15) - fell)), 2)
        values.append(value if chance.random() > 0.05 else None)
    return values


@pytest.mark.parametrize("seed", range(25))
def test_what_was_calm_is_what_was_known_then(seed: int) -> None:
    """After each rated session: all ratings but those of dips repaired by that session."""
    values = by_chance(seed, 50)
    ends = [number for number, value in enumerate(values, 1) if value is not None]
    for end, calm in zip(ends, asking.calm_so_far(values), strict=True):
        inside = {
            number
            for dip in alliance.dips(values[:end])
            if dip.state is State.REPAIRED and dip.repaired_at
            for number in range(dip.session, dip.repaired_at)
        }
        assert calm == tuple(
            (number, value)
            for number, value in enumerate(values[:end], 1)
            if value is not None and number not in inside
        )


def test_a_dip_counts_until_it_is_repaired() -> None:
    """Its ratings are among the calm ones while it is open, and leave them with the repair."""
    values = [3.0] * 8 + [1.5, 1.6, 2.9]
    calm = list(asking.calm_so_far(values))
    assert [number for number, _ in calm[8]] == [*range(1, 10)]
    assert [number for number, _ in calm[9]] == [*range(1, 11)]
    assert [number for number, _ in calm[10]] == [*range(1, 9), 11]


def test_nothing_is_calm_where_nothing_was_rated() -> None:
    """No session, or none that was rated, gives nothing to look at."""
    assert list(asking.calm_so_far([])) == []
    assert list(asking.calm_so_far([None, None])) == []
    assert list(asking.calm_so_far([None, 3.0])) == [((2, 3.0),)]

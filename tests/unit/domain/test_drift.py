"""A slow decline is said once, in a function of its own."""

import dyads
from practicenotes.domain import alliance
from practicenotes.domain.alliance import Drift


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

"""Which copies stay, when one is due, and what is said: on thousands of invented histories."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from practicenotes.domain import copies
from practicenotes.domain.copies import Copy, Lack, Place, Reason, Standing, Trouble


NOW = datetime(2026, 3, 12, 17, 2, tzinfo=UTC)
FIRST = datetime(2023, 1, 1, tzinfo=UTC)

HISTORIES = settings(
    max_examples=300, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)


def _copy(minutes: int, notes: int, verified: bool, reason: Reason, entries: int) -> Copy:
    at = FIRST + timedelta(minutes=minutes)
    return Copy(f"{minutes}", at, notes, verified, reason.value, entries)


ANY_COPY = st.builds(
    _copy,
    st.integers(0, 3 * 366 * 24 * 60),
    st.integers(0, 3000),
    st.sampled_from([True, True, True, False]),
    st.sampled_from(list(Reason)),
    st.integers(0, 5),
)
HISTORY = st.lists(ANY_COPY, max_size=80, unique_by=lambda copy: copy.name)


# --- which stay --------------------------------------------------------------------------------


@HISTORIES
@given(HISTORY, st.booleans())
def test_the_last_verified_copy_never_goes(history: list[Copy], damaged: bool) -> None:
    """Whatever happened before, the newest copy that was read back whole stays."""
    ours = [copy for copy in history if copy.verified]
    gone = copies.to_go(history, damaged=damaged)

    assert not ours or max(ours, key=lambda copy: copy.at) not in gone
    assert len(gone) < len(ours) or not ours


@HISTORIES
@given(HISTORY)
def test_nothing_goes_for_a_newer_one_that_holds_less(history: list[Copy]) -> None:
    """What goes is ours, older than the newest, and has no more than a tenth over its notes."""
    ours = [copy for copy in history if copy.verified]
    for copy in copies.to_go(history, damaged=False):
        newest = max(ours, key=lambda each: each.at)
        assert copy.verified
        assert copy.at < newest.at
        assert newest.notes >= 0.9 * copy.notes
        assert newest.entries >= copy.entries
        assert copy.reason != Reason.BEFORE_MIGRATION.value


@HISTORIES
@given(HISTORY)
def test_nothing_goes_while_the_practice_is_damaged(history: list[Copy]) -> None:
    """A practice with damage keeps every copy that there is."""
    assert copies.to_go(history, damaged=True) == ()


@HISTORIES
@given(HISTORY)
def test_seven_days_eight_weeks_and_two_years_are_kept(history: list[Copy]) -> None:
    """The latest copy of each of the last days, weeks and months is still there."""
    ours = sorted((copy for copy in history if copy.verified), key=lambda copy: copy.at)
    left = set(ours) - set(copies.to_go(history, damaged=False))
    spans: list[tuple[int, Callable[[datetime], object]]] = [
        (7, datetime.date),
        (8, lambda at: at.isocalendar()[:2]),
        (24, lambda at: (at.year, at.month)),
    ]
    for most, span in spans:
        recent = sorted({span(copy.at) for copy in ours})[-most:]
        assert {span(copy.at) for copy in left} >= set(recent)


@HISTORIES
@given(HISTORY)
def test_what_has_gone_once_asks_for_nothing_more(history: list[Copy]) -> None:
    """After the copies that may go are gone, no other may."""
    gone = copies.to_go(history, damaged=False)
    assert copies.to_go([copy for copy in history if copy not in gone], damaged=False) == ()


@settings(HISTORIES, max_examples=40)
@given(st.lists(st.integers(1, 40), min_size=1, max_size=40), st.integers(0, 5))
def test_day_by_day_the_copies_stay_few_and_reach_far_back(hours: list[int], lost: int) -> None:
    """Tidied after every copy, a practice of any rhythm keeps at most a copy for each span."""
    kept: list[Copy] = []
    at, notes = FIRST, 10
    for number, wait in enumerate(hours * 10):
        at += timedelta(hours=wait)
        notes += 1 if number % 7 > lost else 0
        kept.append(Copy(f"{number}", at, notes))
        gone = copies.to_go(kept, damaged=False)
        kept = [copy for copy in kept if copy not in gone]

    assert kept[-1].at == at
    assert len(kept) <= copies.DAILY + copies.WEEKLY + copies.MONTHLY


def test_a_copy_of_an_emptied_practice_lets_nothing_go() -> None:
    """Twenty empty copies after one with notes: the one with notes stays, and so do all others."""
    full = Copy("full", FIRST, 400)
    empty = [Copy(f"{n}", FIRST + timedelta(minutes=n + 1), 0) for n in range(20)]

    assert full not in copies.to_go([full, *empty], damaged=False)


def test_a_clock_that_was_set_back_lets_nothing_newer_go() -> None:
    """Copies that seem to be of the future stay: only what is older than the newest can go."""
    ahead = Copy("ahead", NOW + timedelta(days=400), 10)

    assert copies.to_go([ahead, Copy("now", NOW, 10)], damaged=False) == ()


# --- when one is due ---------------------------------------------------------------------------


PLACE = Place("/copies", NOW - timedelta(days=1))


@pytest.mark.parametrize(
    ("place", "is_due"),
    [
        (PLACE, True),
        (replace(PLACE, last=NOW - timedelta(days=1)), True),
        (replace(PLACE, last=NOW - timedelta(hours=1)), False),
        (replace(PLACE, tried=NOW - timedelta(minutes=59)), False),
        (replace(PLACE, tried=NOW - timedelta(minutes=61)), True),
        (replace(PLACE, tried=NOW + timedelta(days=3)), True),
    ],
)
def test_a_place_is_due_once_a_day(place: Place, is_due: bool) -> None:
    """A place without a copy of today is due, but not within an hour after a failure."""
    assert bool(copies.due([place], NOW)) == is_due


def test_reflections_that_were_not_read_are_read_once_they_can_be() -> None:
    """A copy of today without them is enough while they are closed, and no reason to say more."""
    unread = replace(PLACE, last=NOW, tried=NOW, trouble=Trouble.UNREAD)
    assert copies.due([unread], NOW) == ()
    assert copies.due([unread], NOW, whole=True) == (unread,)
    assert copies.notice(replace(WELL, places=(replace(unread, away=True),)), NOW) is None
    assert copies.is_unread(replace(WELL, places=(unread,)))
    assert not copies.is_unread(WELL)
    assert copies.counts({"record": {"note": 3}, "private": {}}) == {
        "clients": 0,
        "sessions": 0,
        "notes": 3,
        "letters": 0,
    }


# --- what is said ------------------------------------------------------------------------------


WELL = Standing(
    places=(replace(PLACE, last=NOW, away=True),),
    begun=NOW - timedelta(days=30),
    last=NOW - timedelta(hours=1),
    away=NOW - timedelta(days=1),
)


LONG = replace(PLACE, since=NOW - timedelta(days=30))


def test_nothing_is_said_while_all_is_well() -> None:
    """A copy of today on another disk asks for no word."""
    assert copies.notice(WELL, NOW) is None


@pytest.mark.parametrize(
    ("standing", "lack"),
    [
        (replace(WELL, places=(), last=None), Lack.NO_PLACE),
        (replace(WELL, last=NOW - timedelta(days=2, seconds=1)), Lack.OLD),
        (replace(WELL, last=None), Lack.OLD),
        (replace(WELL, places=(replace(PLACE, trouble=Trouble.NOT_REACHED),)), Lack.TROUBLE),
        (replace(WELL, away=NOW - timedelta(days=7, seconds=1)), Lack.NEAR),
        (replace(WELL, begun=NOW - timedelta(days=183)), Lack.REHEARSAL),
        (replace(WELL, last=NOW + timedelta(days=999)), Lack.OLD),  # the clock was wrong once
        (replace(WELL, away=NOW + timedelta(days=999), places=(LONG,)), Lack.NEAR),
    ],
)
def test_each_lack_is_noticed(standing: Standing, lack: Lack) -> None:
    """Old copies, a place that fails, copies on one disk only and a restore never tried."""
    found = copies.notice(standing, NOW)
    assert found is not None
    assert found.lack is lack


@pytest.mark.parametrize(
    "standing",
    [
        replace(WELL, places=(), last=NOW - timedelta(days=1)),
        replace(WELL, places=(), last=None, begun=NOW - timedelta(days=1)),
        replace(WELL, places=(PLACE,), away=None),
        replace(WELL, begun=NOW - timedelta(days=400), rehearsed=NOW - timedelta(days=100)),
        replace(WELL, begun=NOW - timedelta(days=400), put_off=NOW - timedelta(days=10)),
    ],
)
def test_a_lack_is_given_time(standing: Standing) -> None:
    """On the first days, and after a trial or a *Later*, nothing is said."""
    assert copies.notice(standing, NOW) is None


@pytest.mark.parametrize("trouble", [Trouble.DAMAGED, Trouble.UNSOUND])
@pytest.mark.parametrize("last", [NOW, NOW - timedelta(days=30), None])
def test_a_trouble_of_the_practice_is_said_before_all_else(
    trouble: Trouble, last: datetime | None
) -> None:
    """A practice that takes no copy for its damage is to be repaired, however old the last one."""
    full, damaged = replace(PLACE, trouble=Trouble.FULL), replace(PLACE, trouble=trouble)
    standing = replace(WELL, places=(full, damaged), last=last)

    assert copies.notice(standing, NOW) == copies.Notice(Lack.TROUBLE, damaged)


def test_the_gravest_is_said_first() -> None:
    """An old copy is said before a folder that fails, and that before everything else."""
    failing = replace(PLACE, trouble=Trouble.FULL)
    worst = replace(WELL, places=(PLACE, failing), last=None, away=None)

    assert copies.notice(worst, NOW) == copies.Notice(Lack.OLD)
    assert copies.notice(replace(worst, last=NOW), NOW) == copies.Notice(Lack.TROUBLE, failing)

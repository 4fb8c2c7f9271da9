"""Sessions rated lower than usual: the reference rule, and the rule that is asked by."""

import random
from collections.abc import Callable
from typing import Any

import pytest

import dyads
from practicenotes.domain import alliance
from practicenotes.domain.alliance import Dip, Level, Pace, State


Rule = Callable[..., tuple[Dip, ...]]

RULES: list[Rule] = [alliance.dips, alliance.dips_reference]
CALM = [3.1, 3.2, 3.0, 3.3, 3.2]
SUDDEN, GRADUAL = Pace.SUDDEN, Pace.GRADUAL


def dip(session: int, **told: Any) -> Dip:
    """Return a marked dip that came at once and is still open."""
    found = {
        "session": session,
        "low": session,
        "level": Level.MARKED,
        "state": State.OPEN,
        "repaired_at": None,
        "decline": SUDDEN,
        "repair": None,
    }
    return Dip(**(found | told))


def mended(at: int, repair: Pace = SUDDEN) -> dict[str, Any]:
    """Return what is said of a dip that was repaired."""
    return {"state": State.REPAIRED, "repaired_at": at, "repair": repair}


def on_every_prefix(rule: Rule, values: list[float | None]) -> list[list[int]]:
    """Return the flagged sessions, as they were known after each session."""
    return [[each.session for each in rule(values[:end])] for end in range(len(values) + 1)]


REFERENCE = {
    "one low session": ([*CALM, 2.3, 3.1, 3.2], [dip(6, **mended(7))]),
    "two steps down, two steps up": (
        [*CALM, 2.8, 2.3, 2.6, 3.1],
        [dip(6, low=7, decline=GRADUAL, **mended(9, GRADUAL))],
    ),
    "a small one": ([*CALM, 2.9, 3.1, 3.2], [dip(6, level=Level.DIP, **mended(8, GRADUAL))]),
    "one that stays": ([*CALM, 2.0, 2.1, 2.2, 2.2], [dip(6)]),
    "one that half returns": ([*CALM, 2.0, 2.7, 2.7, 2.7], [dip(6, state=State.PARTIAL)]),
    "one of late": ([*CALM, 2.0, 2.1], [dip(6, state=State.PENDING)]),
    "gaps": ([3.1, None, 3.2, 3.0, 3.3, None, 2.4, 3.2], [dip(7, **mended(8))]),
    "a volatile dyad": ([2.0, 3.4, 1.8, 3.2, 2.6, 1.9, 3.0], []),
    "too few before": ([3.1, 3.2, 2.0], []),
}


@pytest.mark.parametrize(("values", "expected"), REFERENCE.values(), ids=REFERENCE)
def test_the_reference_rule_gives_its_vectors(
    values: list[float | None], expected: list[Dip]
) -> None:
    """Every example of the paper comes out in session, low, level, state, repair and shape."""
    assert list(alliance.dips_reference(values)) == expected


ASKED = {
    "one low session": ([*CALM, 2.3, 3.1, 3.2], [dip(6, **mended(7))]),
    "two steps down, two steps up": (
        [*CALM, 2.8, 2.3, 2.6, 3.1],
        [dip(7, decline=GRADUAL, **mended(9, GRADUAL))],
    ),
    "a small one": ([*CALM, 2.9, 3.1, 3.2], []),
    "one just beyond the limit": ([*CALM, 2.55, 3.1], [dip(6, level=Level.DIP, **mended(7))]),
    "one just within it": ([*CALM, 2.65, 3.1], []),
    "one that stays": ([*CALM, 2.0, 2.1, 2.2, 2.2], [dip(6)]),
    "one that half returns": ([*CALM, 2.0, 2.7, 2.7, 2.7], [dip(6, state=State.PARTIAL)]),
    "one of late": ([*CALM, 2.0, 2.1], [dip(6, state=State.PENDING)]),
    "gaps": ([3.1, None, 3.2, 3.0, 3.3, None, 2.4, 3.2], [dip(7, **mended(8))]),
    "a volatile dyad": ([2.0, 3.4, 1.8, 3.2, 2.6, 1.9, 3.0], []),
    "too few before": ([3.1, 3.2, 3.0, 2.0], []),
    "always the same": ([3.0] * 30, []),
    "nothing rated": ([None] * 12, []),
    "nothing": ([], []),
}


@pytest.mark.parametrize(("values", "expected"), ASKED.values(), ids=ASKED)
def test_the_rule_that_is_asked_by(values: list[float | None], expected: list[Dip]) -> None:
    """A clear fall is asked about, a small or an early one is not, and what follows is told."""
    assert list(alliance.dips(values)) == expected


@pytest.mark.parametrize("rule", RULES)
def test_a_date_never_changes_when_more_is_rated(rule: Rule) -> None:
    """Over hundreds of dyads, what was flagged after any session is flagged after all others."""
    kinds = [
        dyads.Course(dyads.dip(1.0), noise=noise, grain=grain)
        for noise in (0.15, 0.3, 0.6)
        for grain in ("fine", "tenths", "facets")
    ]
    for kind in kinds:
        for dyad in kind.dyads(25, "prefixes"):
            known = on_every_prefix(rule, list(dyad.values))
            assert all(known[-1][: len(then)] == then for then in known)
            after = [[number for number in known[-1] if number <= end] for end in range(len(known))]
            assert known == after


@pytest.mark.parametrize("rule", RULES)
def test_the_state_changes_only_while_the_window_runs(rule: Rule) -> None:
    """What is no longer pending stays word for word as it was."""
    for dyad in dyads.Course(dyads.gradual(1.2), noise=0.3).dyads(150, "states"):
        settled: dict[int, Dip] = {}
        for end in range(len(dyad.values) + 1):
            found = {each.session: each for each in rule(dyad.values[:end])}
            assert all(found[number] == then for number, then in settled.items())
            settled = {n: each for n, each in found.items() if each.state is not State.PENDING}


@pytest.mark.parametrize("rule", RULES)
def test_sessions_that_were_not_rated_change_nothing_but_the_numbers(rule: Rule) -> None:
    """With gaps put in anywhere, the same ratings give the same dips at their new numbers."""
    source = random.Random(4)
    for dyad in dyads.Course(dyads.dip(1.2), missing=0.0).dyads(60, "gaps"):
        spread: list[float | None] = []
        place = [0]
        for value in dyad.values:
            spread += [None] * source.randrange(3)
            spread.append(value)
            place.append(len(spread))
        moved = [(place[each.session], place[each.low], each.state) for each in rule(dyad.values)]
        assert [(each.session, each.low, each.state) for each in rule(spread)] == moved


@pytest.mark.parametrize("rule", RULES)
def test_a_caseload_that_moves_much_asks_for_more(rule: Rule) -> None:
    """Where ratings within dyads vary more over the caseload, the same small fall says less."""
    values = [*CALM, 2.5]
    assert rule(values)
    assert not rule(values, s_pool=0.7)


@pytest.mark.parametrize("rule", RULES)
def test_a_value_is_frozen_and_compares_with_plain_words(rule: Rule) -> None:
    """What is found cannot be changed, and its states read as words."""
    (found,) = rule([*CALM, 2.0])
    assert (found.level, found.state, found.decline) == ("marked", "pending", "sudden")
    with pytest.raises(AttributeError):
        found.session = 1  # type: ignore[misc]


def test_a_relationship_that_went_down_and_stays_is_asked_about_once() -> None:
    """A level that lasts becomes the usual, instead of a question every few sessions."""
    assert [each.session for each in alliance.dips([*CALM, *CALM, *[2.0] * 20])] == [11]


def test_a_fall_that_goes_on_is_one_dip() -> None:
    """The low moves with it while the window runs; the date does not."""
    falling = [*CALM, 2.4, 2.1, 1.8, 1.5, 1.2]
    assert alliance.dips(falling) == (dip(6, low=10, decline=GRADUAL, state=State.PENDING),)


def test_two_low_sessions_apart_are_two_dips() -> None:
    """After a repair the next fall is asked about anew."""
    values = [*CALM, *CALM, 2.2, 3.1, 3.2, 3.1, 2.1, 3.2]
    assert [each.session for each in alliance.dips(values)] == [11, 15]


def test_a_repaired_dip_leaves_the_usual_as_it_was() -> None:
    """Its low sessions do not lower what later ones are compared with."""
    before = alliance.dips([*CALM, *CALM, 2.5])
    after = alliance.dips([*CALM, 1.0, *CALM, 2.5])
    assert [each.session for each in before] == [11]
    assert [each.session for each in after] == [6, 12]


def test_a_rising_relationship_is_compared_with_where_it_was_going() -> None:
    """A fall back to an earlier level is seen, although that level was usual once."""
    rising = [2.0 + 0.08 * n for n in range(20)]
    assert [each.session for each in alliance.dips([*rising, 2.6])] == [21]


def test_a_volatile_dyad_must_fall_further() -> None:
    """The same fall is asked about in a calm course and not in one that always moves."""
    swinging = [2.4, 3.6] * 6
    assert not alliance.dips([*swinging, 2.0])
    assert alliance.dips([3.0] * 12 + [2.0])


def test_a_decline_that_was_asked_about_is_only_asked_about_again_when_it_is_marked() -> None:
    """After a dip on the way down, one more of the same size is no news; a deep one is."""
    falling = [3.8 - 0.06 * n for n in range(16)]
    once = [*falling[:8], falling[8] - 0.58, *falling[9:]]
    assert [each.session for each in alliance.dips(once)] == [9]
    assert [each.session for each in alliance.dips([*once, falling[15] - 0.64])] == [9]
    assert [each.session for each in alliance.dips([*falling, falling[15] - 0.64])] == [17]
    assert [each.session for each in alliance.dips([*once, falling[15] - 1.0])] == [9, 17]

"""Larger steps between two sessions, found as the first paper on them has it."""

import pytest

from practicenotes.domain import measures
from practicenotes.domain.gains import Kind, Step


BEFORE = [32, 31, 33]
AFTER = [5, 6, 7]


def gain(before: int, size: float, after: int | None = None, **told: int | None) -> Step:
    """Return a gain from one session to the next that was not lost again."""
    return Step(Kind.GAIN, before, after or before + 1, size, told.get("reversed_at"))


VECTORS = {
    "a large one": ([*BEFORE, *AFTER], 7, [gain(3, 28)]),
    "a small spread": ([18, 17, 18, 10, 11, 9], 6, [gain(3, 8)]),
    "a large spread": ([18, 13, 16, 9, 14, 8], 6, []),
    "one missing before": ([None, 17, 18, 10, 11, 9], 6, [gain(3, 8)]),
    "one missing on each side": ([None, 17, 18, 10, None, 9], 6, [gain(3, 8)]),
    "too few before": ([18, 10, 11, 9], 6, []),
    "too few after": ([18, 17, 18, 10], 6, []),
    "one missing at the step": ([18, 17, None, 10, 11, 9], 6, []),
    "less than the cut": ([18, 18, 18, 13, 13, 13], 6, []),
    "exactly the cut": ([18, 18, 18, 12, 12, 12], 6, [gain(3, 6)]),
    "less than a quarter": ([27, 27, 27, 21, 21, 21], 6, []),
    "nothing happens": ([9, 9, 9, 9, 9, 9], 6, []),
    "no totals": ([None, None, None], 6, []),
    "nothing": ([], 6, []),
}


@pytest.mark.parametrize(("totals", "cut", "expected"), VECTORS.values(), ids=VECTORS)
def test_every_vector_comes_out(
    totals: list[float | None], cut: float, expected: list[Step]
) -> None:
    """What is a gain by the three criteria is found at its session, and nothing else is."""
    assert list(measures.sudden_gains(totals, cut)) == expected


def test_the_third_criterion_uses_the_totals_that_are_there() -> None:
    """With fewer totals t is larger, and the same kind of spread is not enough."""
    assert measures.sudden_gains([17, 19, 17, 10, 12, 10], 6)
    assert not measures.sudden_gains([None, 19, 16, 9, None, 12], 6)


def test_a_gain_is_lost_when_half_of_it_is_gone() -> None:
    """The first later session that stands half-way back is told, and one short of it is not."""
    assert measures.sudden_gains([18, 18, 18, 10, 10, 10, 13, 14, 18], 6)[0].reversed_at == 8
    assert measures.sudden_gains([18, 18, 18, 10, 10, 10, 13, None, 13], 6)[0].reversed_at is None


def test_a_sudden_loss_is_the_mirror_image() -> None:
    """A step up is a loss, and it is undone when half of it has gone down again."""
    found = measures.sudden_gains([10, 11, 9, 18, 17, 18, 14, 13], 6)
    assert found == (Step(Kind.LOSS, 3, 4, 9, 8),)


def test_a_loss_too_must_be_a_quarter_of_what_was() -> None:
    """The criterion that is always true in the published code holds here."""
    assert not measures.sudden_gains([40, 40, 40, 48, 48, 48], 6)
    assert measures.sudden_gains([32, 32, 32, 40, 40, 40], 6)


def test_numbers_keep_the_gaps() -> None:
    """Sessions without a form count."""
    found = measures.sudden_gains([None, None, *BEFORE, *AFTER, None, 30], 7)
    assert [(step.before, step.after, step.reversed_at) for step in found] == [(5, 6, 10)]

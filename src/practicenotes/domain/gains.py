"""Larger steps between two sessions in the totals of a measure (lower is better): sudden gains.

Criteria of Tang and DeRubeis (1999). In series that only improve evenly they find a step in 29 %
(10 totals) to 64 % (20): a note on a chart, never a headline, never in a letter.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from math import sqrt
from statistics import fmean


SHARE = 0.25  # of the total before the step
LOST = 0.5  # of the step, for a reversal
T_CRITICAL = {4: 4.303, 5: 3.182, 6: 2.776}  # two-tailed .05, by the number of totals
LEAST_EACH_SIDE = 2
AROUND = 3  # totals looked at on each side

Totals = Sequence[float | None]


class Kind(Enum):
    """Which way a step went."""

    GAIN = "gain"
    LOSS = "loss"


@dataclass(frozen=True, slots=True)
class Step:
    """A larger step from one session to the next; sessions count from 1 and keep gaps.

    `reversed_at` is the first later session in which half of the step had gone again.
    """

    kind: Kind
    before: int
    after: int
    size: float
    reversed_at: int | None


def sudden_gains(totals: Totals, cut: float) -> tuple[Step, ...]:
    """Return the sudden gains, and their mirror images, the sudden losses.

    Between session n and n + 1: the step is at least `cut` points; at least a quarter of the total
    at n; and the means of up to three totals before and after differ by more than t times their
    pooled standard deviation, with two totals or more on each side. As in the published code, the
    third criterion has no factor sqrt(1/n + 1/n), so that it is stricter than a t-test.

    Args:
        totals: one measure's totals in the order of sessions, None where none was taken.
        cut: points; 7 on the BDI in the first paper, here the measure's reliable change.
    """
    found = (_step(totals, place, cut) for place in range(len(totals) - 1))
    return tuple(step for step in found if step)


def _step(totals: Totals, place: int, cut: float) -> Step | None:
    before, after = totals[place], totals[place + 1]
    if before is None or after is None or before == after:
        return None
    kind = Kind.GAIN if after < before else Kind.LOSS
    size = abs(before - after)
    if size < cut or size < SHARE * before:
        return None
    sign = 1 if kind is Kind.GAIN else -1
    earlier = _given(totals[max(place - AROUND + 1, 0) : place + 1])
    later = _given(totals[place + 1 : place + 1 + AROUND])
    if not _stands_out(earlier, later, sign):
        return None
    gone = after + sign * LOST * size
    back = (
        number
        for number, total in enumerate(totals, 1)
        if number > place + 2 and total is not None and sign * (total - gone) >= 0
    )
    return Step(kind, place + 1, place + 2, size, next(back, None))


def _given(totals: Totals) -> list[float]:
    return [total for total in totals if total is not None]


def _stands_out(earlier: Sequence[float], later: Sequence[float], sign: int) -> bool:
    if min(len(earlier), len(later)) < LEAST_EACH_SIDE:
        return False
    count = len(earlier) + len(later)
    pooled = sqrt((_squares(earlier) + _squares(later)) / (count - 2))
    return sign * (fmean(earlier) - fmean(later)) > T_CRITICAL[count] * pooled


def _squares(totals: Sequence[float]) -> float:
    mean = fmean(totals)
    return sum((total - mean) ** 2 for total in totals)

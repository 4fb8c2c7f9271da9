"""What sentences are put together from."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from practicenotes.domain import times


Says = str | Callable[[Any], str]  # a sentence with places for the facts, or what makes one of them


def listed(words: tuple[object, ...]) -> str:
    """Return things in a row: 2, 3 and 7."""
    *most, last = [str(word) for word in words]
    return f"{', '.join(most)} and {last}" if most else last


def day(at: datetime) -> str:
    """Return a day as it is read aloud: 26 November 2025."""
    return times.in_full(times.on_the_wall(at).date())


def moment(at: datetime) -> str:
    """Return when something began: 26 November 2025, 09:12."""
    began = times.on_the_wall(at)
    return f"{times.in_full(began)}, {times.clock(began)}"

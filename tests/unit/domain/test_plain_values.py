"""Frozen values become plain ones and come back the same, or not at all."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any, Generic, NewType, TypeVar

import pytest

from practicenotes.domain import plain_values


Id = NewType("Id", str)
Thing = TypeVar("Thing")


class Colour(Enum):
    """Something to choose."""

    RED = "red"


@dataclass(frozen=True, slots=True)
class Inner:
    """A value in a value."""

    words: str
    colour: Colour | None = None


@dataclass(frozen=True, slots=True)
class Outer(Generic[Thing]):
    """One of every kind of field."""

    id: Id
    thing: Thing
    inner: tuple[Inner, ...]
    pair: tuple[int, str]
    day: date
    at: datetime | None
    texts: Mapping[str, str]
    share: float | None
    free: Any
    ticked: bool = False


WHOLE = Outer(
    id=Id("a1"),
    thing=Inner("half a sign \ud83d"),
    inner=(Inner("one", Colour.RED), Inner("")),
    pair=(3, "c"),
    day=date(2025, 11, 18),
    at=datetime(2025, 11, 18, 13, 2, 44, 12, tzinfo=UTC),
    texts={"plan": "Go on.\n"},
    share=2,
    free=[1, None, "x"],
)


def operation(db: object, whole: Outer[Inner], at: datetime) -> datetime:
    """Keep it."""
    return at


def test_a_value_comes_back_the_same() -> None:
    """Through JSON and back, each field is what it was and of its own type."""
    plain = json.loads(json.dumps([plain_values.of(WHOLE), plain_values.of(WHOLE.at)]))

    assert plain_values.read_arguments(operation, plain) == (WHOLE, WHOLE.at)


@pytest.mark.parametrize(
    "change",
    [
        {"day": "someday"},
        {"inner": "one"},
        {"inner": [{"words": 3}]},
        {"inner": [{"words": "a", "colour": "green"}]},
        {"pair": [1]},
        {"ticked": 1},
        {"unknown": 1},
        {"texts": 3},
    ],
)
def test_what_is_no_such_value_is_refused(change: dict[str, Any]) -> None:
    """A file that somebody else made gives no half-right value."""
    plain = plain_values.of(WHOLE) | change

    with pytest.raises(ValueError, match=r"\w"):
        plain_values.read_arguments(operation, [plain, "2025-11-18T00:00:00+00:00"])


def test_too_few_arguments_are_refused() -> None:
    """An operation gets all that it asks for, or is not begun."""
    with pytest.raises(ValueError, match=r"\w"):
        plain_values.read_arguments(operation, [])


def test_what_cannot_be_written_plainly_is_a_mistake_of_ours() -> None:
    """Bytes and objects are not guessed at."""
    with pytest.raises(TypeError):
        plain_values.of(b"bytes")

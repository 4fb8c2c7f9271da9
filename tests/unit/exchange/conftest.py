"""A whole record in which every text says something else, whatever fields the domain has."""

import itertools
import types
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime
from enum import Enum
from pathlib import Path
from typing import Any, NewType, Union, get_args, get_origin, get_type_hints

import pytest

import disks
from practicenotes.domain.whole import WholeRecord


class Filler:
    """Makes a value of any domain type and remembers which text it put into which field."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self._numbers = itertools.count(100)

    def fill(self, kind: Any, place: str = "") -> Any:
        """Return a value of a type, with a text of its own in every field."""
        if isinstance(kind, NewType):
            return self.fill(kind.__supertype__, place)
        if is_dataclass(kind):
            hints = get_type_hints(kind)
            return kind(**{f.name: self._field(hints[f.name], place, f.name) for f in fields(kind)})
        if get_origin(kind) is tuple:
            return (self.fill(get_args(kind)[0], f"{place}[]"),)
        if get_origin(kind) in (Union, types.UnionType):
            return self.fill(get_args(kind)[0], place)
        return self._scalar(kind, place)

    def _field(self, kind: Any, place: str, name: str) -> Any:
        return False if name == "damaged" else self.fill(kind, f"{place}.{name}".lstrip("."))

    def _scalar(self, kind: type, place: str) -> Any:
        number = next(self._numbers)
        if kind is str:
            self.texts[place] = f"text{number}"
            return self.texts[place]
        if issubclass(kind, Enum):
            return next(iter(kind))
        made: dict[type, Callable[[], Any]] = {
            bool: lambda: True,
            int: lambda: number,
            datetime: lambda: datetime(2025, 11, 18, 14, 20, tzinfo=UTC),
            date: lambda: date(2025, 11, 18),
        }
        return made[kind]()


@pytest.fixture
def filler() -> Filler:
    return Filler()


@pytest.fixture
def whole(filler: Filler) -> WholeRecord:
    """Give one of everything that a record can hold; `filler.texts` lists every text in it."""
    return filler.fill(WholeRecord)


@pytest.fixture
def damaged(whole: WholeRecord) -> WholeRecord:
    """Give the same record after it was changed from outside: nothing in it can be trusted."""

    def hurt(value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(hurt(part) for part in value)
        return replace(value, damaged=True)

    return WholeRecord(**{f.name: hurt(getattr(whole, f.name)) for f in fields(whole)})


@pytest.fixture
def places() -> Callable[[Any], Iterator[str]]:
    """Give what walks through JSON and names every key by its place."""

    def walk(value: Any, place: str = "") -> Iterator[str]:
        if isinstance(value, dict):
            for key, part in value.items():
                yield f"{place}.{key}".lstrip(".")
                yield from walk(part, f"{place}.{key}".lstrip("."))
        elif isinstance(value, list):
            for part in value:
                yield from walk(part, f"{place}[]")

    return walk


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Give a disk of 64 KiB, where this account may mount one."""
    with disks.small(tmp_path / "disk", "64k") as disk:
        yield disk

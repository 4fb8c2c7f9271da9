"""Values of any type of the domain, in which every text says something else."""

import itertools
import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any, NewType, Union, get_args, get_origin, get_type_hints


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
            self.texts[place] = self.text(number)
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

    def text(self, number: int) -> str:
        """Return the next text."""
        return f"text{number}"

"""Turns a TOML text into a value of the domain, every field checked against its own type."""

import re
import tomllib
from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields, is_dataclass, replace
from enum import Enum
from types import UnionType
from typing import Any, NoReturn, TypeVar, get_args, get_origin
from unicodedata import category

from practicenotes.catalog import as_seen
from practicenotes.domain.measures import Points
from practicenotes.errors import CatalogBroken


MOST_BYTES = 256 * 1024
LONGEST_LINE = 2_000  # characters: the time for a dotted key grows with the square of its length
LARGEST_NUMBER = 9_999

_ID = re.compile(r"[a-z][a-z0-9_]{0,59}")
_ID_FIELDS = ("id", "key")
_NOT_PLAIN = frozenset({"Cc", "Cs", "Zl", "Zp"})  # control, half a sign, line and paragraph breaks

Shape = TypeVar("Shape")


def read(shape: type[Shape], text: str, file: str, unread: frozenset[str] = frozenset()) -> Shape:
    """Return the value of a dataclass that a TOML text holds; CatalogBroken for anything else.

    A field that has a default may be left out. Fields may be text, whole numbers from 1, points
    from 0, other numbers, true or false, enums (by value), other dataclasses, and tuples of these.
    Keys that are `unread` may stand anywhere, whatever they hold.
    """
    value: Shape = _table(shape, _toml(text, file), _Place(file, unread=unread))
    return value


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in a file the reader stands, as an error names it."""

    file: str
    steps: tuple[str, ...] = ()
    unread: frozenset[str] = frozenset()

    def key(self, name: str) -> "_Place":
        """Return the place of a key inside this one."""
        return replace(self, steps=(*self.steps, name))

    def item(self, number: int) -> "_Place":
        """Return the place of one item of the list that stands here, counted from 1."""
        return replace(self, steps=(*self.steps[:-1], f"{self.steps[-1]} {number}"))

    def refuse(self, why: str) -> NoReturn:
        """Raise the error that names this place."""
        raise CatalogBroken(self.file, ", ".join(self.steps), why)


def _toml(text: str, file: str) -> dict[str, Any]:
    whole = _Place(file, ("the whole file",))
    if len(text.encode("utf-8", "replace")) > MOST_BYTES:
        whole.refuse(f"it is larger than {MOST_BYTES // 1024} KiB")
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > LONGEST_LINE:
            _Place(file, (f"line {number}",)).refuse(f"it has more than {LONGEST_LINE} characters")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        why, _, where = str(error).rpartition(" (at ")
        raise CatalogBroken(file, where.rstrip(")"), f"it is not TOML: {why}") from None
    except ValueError:  # what tomllib lets through: more digits than Python is willing to read
        whole.refuse("a number in it has too many digits")
    except RecursionError:
        whole.refuse("its lists or tables are nested too deeply")


def _value(kind: Any, found: object, place: _Place) -> Any:
    """Return what was found, as the kind of value that a field asks for."""
    if get_origin(kind) is UnionType:  # it may be left out: what stands there is of the first kind
        kind = get_args(kind)[0]
    if get_origin(kind) is tuple:
        return _list(get_args(kind), found, place)
    if is_dataclass(kind):
        return _table(kind, found, place)
    if kind in _PLAIN:
        return _PLAIN[kind](found, place)
    return _choice(kind, found, place)


def _table(shape: Any, found: object, place: _Place) -> Any:
    if not isinstance(found, dict):
        place.refuse("it must be a table")
    known = {field.name: field for field in fields(shape)}
    found = {name: value for name, value in found.items() if name not in place.unread}
    for name in found:
        if name not in known:
            place.key(_shown(name)).refuse(f"it is not known here; known: {', '.join(known)}")
    for name, field in known.items():
        if name not in found and field.default is MISSING and field.default_factory is MISSING:
            place.key(name).refuse("it is missing")
    return shape(**{name: _value(known[name].type, found[name], place.key(name)) for name in found})


def _list(kinds: tuple[Any, ...], found: object, place: _Place) -> tuple[Any, ...]:
    """Return a list as a tuple: of any length for `tuple[X, ...]`, else of exactly that length."""
    if not isinstance(found, list):
        place.refuse("it must be a list")
    if kinds[-1] is not Ellipsis and len(found) != len(kinds):
        place.refuse(f"it must have {len(kinds)} items and has {len(found)}")
    values = tuple(_value(kinds[0], item, place.item(n)) for n, item in enumerate(found, 1))
    for name in _ID_FIELDS:
        seen = set()
        for number, one in enumerate((getattr(value, name, None) for value in values), 1):
            if one is not None and one in seen:
                place.item(number).key(name).refuse(f"{one} is already the {name} of another")
            seen.add(one)
    return values


def _choice(kind: type[Enum], found: object, place: _Place) -> Enum:
    known = {member.value: member for member in kind}
    if not isinstance(found, str) or found not in known:
        place.refuse(f"it must be one of: {', '.join(known)}")
    return known[found]


def _text(found: object, place: _Place) -> str:
    if not isinstance(found, str):
        place.refuse("it must be text in quotes")
    if not found.strip():
        place.refuse("it is empty")
    if not _NOT_PLAIN.isdisjoint(map(category, found)):
        place.refuse("it must be one line of plain text")
    if as_seen.hides(found):
        place.refuse("there is a sign in it that cannot be seen")
    if place.steps[-1] in _ID_FIELDS and not _ID.fullmatch(found):
        place.refuse("it must be small letters, digits and underscores, a letter first")
    return found


def _whole_number(found: object, place: _Place, least: int = 1) -> int:
    if isinstance(found, bool) or not isinstance(found, int) or not _within(found, least):
        place.refuse(f"it must be a whole number from {least} to {LARGEST_NUMBER}")
    return found


def _points(found: object, place: _Place) -> int:
    return _whole_number(found, place, least=0)


def _number(found: object, place: _Place) -> float:
    if isinstance(found, bool) or not isinstance(found, int | float) or not _within(found, 0):
        place.refuse(f"it must be a number from 0 to {LARGEST_NUMBER}")
    return float(found)


def _within(found: float, least: int) -> bool:
    return least <= found <= LARGEST_NUMBER


def _truth(found: object, place: _Place) -> bool:
    if not isinstance(found, bool):
        place.refuse("it must be true or false")
    return found


_PLAIN: dict[Any, Callable[[object, _Place], str | float | bool]] = {
    str: _text,
    int: _whole_number,
    Points: _points,
    float: _number,
    bool: _truth,
}


def _shown(name: str) -> str:
    """Return a key as an error may show it: short, and in one line."""
    return "".join(character if character.isprintable() else "?" for character in name[:40])

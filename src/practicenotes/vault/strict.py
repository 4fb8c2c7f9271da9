"""Reads JSON that anyone may have written: just the keys, kinds and lengths that are expected."""

import json
import re
from collections.abc import Mapping
from typing import Any


_HEX = re.compile(r"(?:[0-9a-f]{2})*")


class Broken(ValueError):
    """These bytes are not what a program of ours would have written."""


def canonical(value: Mapping[str, Any]) -> bytes:
    """Return the one JSON text of an object: ASCII, keys sorted, no spaces."""
    text = json.dumps(value, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return text.encode("ascii")


def parse(data: bytes) -> dict[str, Any]:
    """Return the object of a canonical JSON text, or raise Broken."""
    try:
        value = json.loads(data.decode("ascii"))
        same = isinstance(value, dict) and canonical(value) == data
    except (ValueError, RecursionError):
        raise Broken("encoding") from None
    require(same, "form")
    return dict(value)


def require(holds: bool, what: str) -> None:
    """Raise Broken, naming what is wrong, unless it holds."""
    if not holds:
        raise Broken(what)


def require_keys(value: Any, names: str) -> None:
    """Raise Broken unless this is an object with exactly these keys, named in order."""
    require(isinstance(value, dict) and sorted(value) == names.split(), names)


def number(value: Any, least: int, most: int) -> int:
    """Return a whole number within its bounds, or raise Broken."""
    require(type(value) is int and least <= value <= most, "number")
    return int(value)


def text(value: Any, form: re.Pattern[str]) -> str:
    """Return a text that has its form from end to end, or raise Broken."""
    require(isinstance(value, str) and form.fullmatch(value) is not None, "text")
    return str(value)


def raw(value: Any, length: int) -> bytes:
    """Return so many bytes from lowercase hex, or raise Broken."""
    require(len(text(value, _HEX)) == 2 * length, "length")
    return bytes.fromhex(value)

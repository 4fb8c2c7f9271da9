"""Frozen values as plain lists and words, and back again by the types that they are to have."""

import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import partial
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints


def of(value: Any) -> Any:
    """Return a value as plain lists, words and numbers."""
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: of(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):  # and a moment with it
        return value.isoformat()
    if isinstance(value, Mapping):
        return [[of(key), of(each)] for key, each in value.items()]
    if isinstance(value, (tuple, list, frozenset)):
        return [of(each) for each in value]
    if value is None or isinstance(value, (str, bool, int, float)):
        return value
    raise TypeError(type(value))


def read(kind: Any, plain: Any) -> Any:
    """Return the value of a type that `of` made this from; raises ValueError for anything else."""
    try:
        return _read(kind, plain)
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        raise ValueError(str(kind)) from error


def read_arguments(operation: Callable[..., Any], plain: list[Any]) -> tuple[Any, ...]:
    """Return the arguments of an operation, after the store that it works on."""
    hints = get_type_hints(operation)
    hints.pop("return", None)
    kinds = list(hints.values())[1:]
    if len(kinds) != len(plain):
        raise ValueError("arguments")
    return tuple(read(kind, each) for kind, each in zip(kinds, plain, strict=True))


def _read(kind: Any, plain: Any) -> Any:
    kind = getattr(kind, "__supertype__", kind)
    if kind is Any:
        return plain
    origin, inside = get_origin(kind), get_args(kind)
    if origin in {Union, types.UnionType}:
        return _read_either(inside, plain)
    if origin is tuple:
        return _read_row(inside, plain)
    if origin and issubclass(origin, Mapping):
        return {_read(inside[0], key): _read(inside[1], each) for key, each in plain}
    if is_dataclass(origin or kind):
        return _read_fields(origin or kind, inside, plain)
    return _read_one(kind, plain)


def _read_either(kinds: tuple[Any, ...], plain: Any) -> Any:
    if plain is None and type(None) in kinds:
        return None
    for kind in kinds:
        try:
            return read(kind, plain)
        except ValueError:
            continue
    raise ValueError(str(kinds))


def _read_row(kinds: tuple[Any, ...], plain: Any) -> tuple[Any, ...]:
    if not isinstance(plain, list):
        raise TypeError("list")
    if kinds[1:] == (...,):
        return tuple(map(partial(_read, kinds[0]), plain))
    return tuple(_read(kind, each) for kind, each in zip(kinds, plain, strict=True))


def _read_fields(kind: Any, inside: tuple[Any, ...], plain: Any) -> Any:
    """Return a frozen value; a field that is missing has what it has where nothing is said."""
    stand_for = dict(zip(getattr(kind, "__parameters__", ()), inside, strict=bool(inside)))
    hints = get_type_hints(kind)
    told = {}
    for name, each in plain.items():
        hint = hints[name]
        told[name] = _read(stand_for[hint] if isinstance(hint, TypeVar) else hint, each)
    return kind(**told)


def _read_one(kind: Any, plain: Any) -> Any:
    if issubclass(kind, Enum):
        return kind(plain)
    if issubclass(kind, date):
        return kind.fromisoformat(plain)
    if kind is float and type(plain) is int:
        return float(plain)
    if type(plain) is not kind:
        raise TypeError(str(kind))
    return plain

"""The recovery key: twenty random bytes that a person can print, read aloud and type back.

Nine groups of four signs (Crockford's Base32): 160 bits and a check of 20, which finds every wrong
sign and every swap of neighbours, and can often say where it is.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache

from practicenotes.errors import RecoveryKeyMistyped


ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

_BYTES = 20
_GROUPS, _SIGNS = 9, 4
_CHECK_BITS = 20
_CHECK_POLYNOMIAL = 0b1001  # x^20 + x^3 + 1, without its highest term
_READ_AS = str.maketrans("OIL", "011")
_BREAKS = re.compile(r"[\s\-\u2010-\u2015]+")


@dataclass(frozen=True, slots=True)
class RecoveryKey:
    """The secret behind the recovery slot."""

    secret: bytes = field(repr=False)

    def __post_init__(self) -> None:
        """Refuse anything but twenty bytes."""
        if len(self.secret) != _BYTES:
            raise ValueError(len(self.secret))

    @classmethod
    def new(cls, entropy: Callable[[int], bytes]) -> "RecoveryKey":
        """Return a fresh key."""
        return cls(entropy(_BYTES))

    @classmethod
    def parse(cls, text: str) -> "RecoveryKey":
        """Read a typed key: case, spaces, hyphens, O for 0 and I or L for 1 are forgiven.

        Raises RecoveryKeyMistyped with the groups, counted from 1, in which the slip may lie.
        """
        signs = _BREAKS.sub("", text).upper().translate(_READ_AS)
        unreadable = {at // _SIGNS for at, sign in enumerate(signs) if sign not in ALPHABET}
        if len(signs) != _GROUPS * _SIGNS:
            raise RecoveryKeyMistyped(_uneven_groups(text))
        if unreadable:
            raise RecoveryKeyMistyped(tuple(sorted(group + 1 for group in unreadable)))
        values = [ALPHABET.index(sign) for sign in signs]
        if _rest(_number(values)):
            raise RecoveryKeyMistyped(tuple(sorted({at // _SIGNS + 1 for at in _slips(values)})))
        return cls((_number(values) >> _CHECK_BITS).to_bytes(_BYTES, "big"))

    @property
    def groups(self) -> tuple[str, ...]:
        """The nine groups as they are printed."""
        secret = int.from_bytes(self.secret, "big")
        number = secret << _CHECK_BITS | _check(secret)
        count = _GROUPS * _SIGNS
        signs = [ALPHABET[number >> 5 * (count - 1 - at) & 31] for at in range(count)]
        return tuple("".join(signs[at : at + _SIGNS]) for at in range(0, count, _SIGNS))

    def __str__(self) -> str:
        """Return the key as it is printed."""
        return "-".join(self.groups)


def _check(secret: int) -> int:
    """Return the remainder of secret times x^20, modulo x^20 + x^3 + 1, over the 160 bits."""
    remainder = 0
    for at in reversed(range(_BYTES * 8)):
        carry = (remainder >> (_CHECK_BITS - 1)) ^ (secret >> at & 1)
        remainder = (remainder << 1) & (1 << _CHECK_BITS) - 1
        if carry:
            remainder ^= _CHECK_POLYNOMIAL
    return remainder


def _number(values: list[int]) -> int:
    number = 0
    for value in values:
        number = number << 5 | value
    return number


def _rest(number: int) -> int:
    """Return 0 for a right key; for a wrong one, a rest that depends on the slips alone."""
    return _check(number >> _CHECK_BITS) ^ (number & (1 << _CHECK_BITS) - 1)


@cache
def _rest_of(at: int, difference: int) -> int:
    """Return the rest that one wrong sign leaves."""
    return _rest(difference << 5 * (_GROUPS * _SIGNS - 1 - at))


def _slips(values: list[int]) -> Iterator[int]:
    """Yield the places where another sign, or two swapped back, would make the key right."""
    rest = _rest(_number(values))
    for at, value in enumerate(values):
        if any(_rest_of(at, difference) == rest for difference in range(1, 32)):
            yield at
        swapped = value ^ values[at - 1]
        if at and _rest_of(at - 1, swapped) ^ _rest_of(at, swapped) == rest:
            yield from (at - 1, at)


def _uneven_groups(text: str) -> tuple[int, ...]:
    """Return the groups that are too short or too long, if the key was typed in nine groups."""
    typed = [group for group in _BREAKS.split(text) if group]
    if len(typed) != _GROUPS:
        return ()
    return tuple(at for at, group in enumerate(typed, 1) if len(group) != _SIGNS)

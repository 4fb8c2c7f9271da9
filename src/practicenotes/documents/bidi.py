"""In which order the signs of a line stand on paper, where some of them run right to left.

This is the Unicode bidirectional algorithm (UAX 9) for one line without explicit marks of
direction, which `fonts.clean` takes out. Brackets have no rule of their own.
"""

import re
import unicodedata
from collections.abc import Sequence


_BACKWARDS = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\ue000-\ue4ff\U00010800-\U00010fff]"
)
_MIRRORED = dict(zip("()[]{}<>«»‹›≤≥", ")(][}{><»«›‹≥≤", strict=True))
_NEUTRAL = {"B", "S", "WS", "ON"}
_SEPARATES = {"ES", "ET", "CS"}
_NUMBERS = {"EN", "AN"}


def is_in(text: str) -> bool:
    """Say whether a text has a sign that runs right to left."""
    return _BACKWARDS.search(text) is not None


def runs_backwards(text: str) -> bool:
    """Say whether a line as a whole runs right to left: it begins so, and half of it does."""
    kinds = [_kind(sign) for sign in text]
    strong = [kind != "L" for kind in kinds if kind in ("L", "R", "AL")]
    return strong[:1] == [True] and 2 * sum(strong) >= len(strong)


def order(line: str, *, backwards: bool) -> list[tuple[int, str]]:
    """Return each sign with its place in the line, in the order in which they stand from the left.

    `backwards` says in which direction the line as a whole runs.
    """
    base = int(backwards)
    levels = _levels(_resolved(line, base), base)
    for at in reversed(range(len(line))):  # white space at the end stays at the end
        if not line[at].isspace():
            break
        levels[at] = base
    places = list(range(len(line)))
    for level in range(max(levels, default=0), 0, -1):
        _turn_round(places, [levels[place] >= level for place in places])
    return [
        (at, _MIRRORED.get(line[at], line[at]) if levels[at] % 2 else line[at]) for at in places
    ]


def _kind(sign: str) -> str:
    """Return the direction of a sign; the forms of letters that only our font has are Arabic."""
    return "AL" if "\ue000" <= sign <= "\ue4ff" else unicodedata.bidirectional(sign) or "L"


def _turn_round(places: list[int], turned: Sequence[bool]) -> None:
    at = 0
    while at < len(places):
        end = at
        while end < len(places) and turned[end]:
            end += 1
        places[at:end] = reversed(places[at:end])
        at = end + 1


def _resolved(line: str, base: int) -> list[str]:
    """Return the direction of each sign by its neighbours: rules W1 to W7, N1 and N2."""
    outer = "R" if base else "L"
    kinds = [_kind(sign) for sign in line]
    _resolve_marks_and_numbers(kinds, outer)
    _resolve_separators(kinds)
    strong = outer
    for at, kind in enumerate(kinds):
        if kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[at] = "L"
    _resolve_neutral(kinds, outer)
    return kinds


def _resolve_marks_and_numbers(kinds: list[str], outer: str) -> None:
    """W1 to W3: a mark is as its letter, a number after an Arabic letter is an Arabic number."""
    strong = outer
    for at, kind in enumerate(kinds):
        if kind == "NSM":
            kinds[at] = kinds[at - 1] if at else outer
        elif kind in ("L", "R", "AL"):
            strong = kind
        elif kind == "EN" and strong == "AL":
            kinds[at] = "AN"
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]


def _resolve_separators(kinds: list[str]) -> None:
    """W4 to W6: what stands between numbers belongs to them, and else to nothing."""
    for at in range(1, len(kinds) - 1):
        before, kind, after = kinds[at - 1 : at + 2]
        if before == after and ((kind == "ES" and before == "EN") or kind == "CS"):
            kinds[at] = before if before in _NUMBERS else kind
    for way in (1, -1):
        beside = ""
        for at in range(len(kinds))[::way]:
            if kinds[at] == "ET" and beside == "EN":
                kinds[at] = "EN"
            beside = kinds[at]
    kinds[:] = ["ON" if kind in _SEPARATES else kind for kind in kinds]


def _resolve_neutral(kinds: list[str], outer: str) -> None:
    """N1 and N2: what has no direction takes that of both sides, or else of the line."""
    at = 0
    while at < len(kinds):
        if kinds[at] not in _NEUTRAL:
            at += 1
            continue
        end = at
        while end < len(kinds) and kinds[end] in _NEUTRAL:
            end += 1
        sides = {
            _side(kinds[at - 1]) if at else outer,
            _side(kinds[end]) if end < len(kinds) else outer,
        }
        kinds[at:end] = [sides.pop() if len(sides) == 1 else outer] * (end - at)
        at = end


def _side(kind: str) -> str:
    return "R" if kind in _NUMBERS else kind


def _levels(kinds: list[str], base: int) -> list[int]:
    """I1 and I2: how deep each sign lies."""
    if base:
        return [1 if kind == "R" else 2 for kind in kinds]
    return [{"R": 1, "L": 0}.get(kind, 2) for kind in kinds]

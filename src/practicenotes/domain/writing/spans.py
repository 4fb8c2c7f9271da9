"""What a line of Markdown means to the eye: which of its signs are marks, and what they mark."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Flag, auto

from practicenotes.domain.writing.edit import LINE


class Look(Flag):
    """How a part of a line looks."""

    MARK = auto()
    BOLD = auto()
    ITALIC = auto()
    HEADING = auto()


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a line, in code points, and its look."""

    start: int
    end: int
    look: Look


_OPENING = re.compile(r"(?<![\\*])\*{1,3}(?=[^\s*])|(?<![\\\w])_{1,3}(?=[^\s_])")
_STARRED = re.compile(r"(\*{1,3})(?:[^*\\]|\\.)*?(?:[^\s*\\]|\\.)\1(?!\*)")
_STOP = re.compile(r"\\.|_(?!\w)")  # an escaped sign, or a bar that no word goes on behind
_LOOKS = {1: Look.ITALIC, 2: Look.BOLD, 3: Look.BOLD | Look.ITALIC}


def spans(line: str) -> tuple[Span, ...]:
    """Return the marks of a line and what they mark, from left to right, overlapping nowhere."""
    found: list[Span] = []
    whole = Look(0)
    prefix = LINE.match(line)
    start = prefix.end() if prefix else 0
    if prefix and prefix["marker"]:
        found.append(Span(prefix.start("marker"), len(prefix[0].rstrip()), Look.MARK))
        whole = Look.HEADING if prefix["marker"].startswith("#") else whole
    at = start
    for begin, end, marks in _emphasised(line, start):
        if whole and at < begin:
            found.append(Span(at, begin, whole))
        inside = begin + marks, end - marks
        found.append(Span(begin, inside[0], Look.MARK | whole))
        found.append(Span(*inside, _LOOKS[marks] | whole))
        found.append(Span(inside[1], end, Look.MARK | whole))
        at = end
    if whole and at < len(line):
        found.append(Span(at, len(line), whole))
    return tuple(found)


def _emphasised(line: str, at: int) -> Iterator[tuple[int, int, int]]:
    """Yield the bounds of what stands between stars or bars, and how many of them there are."""
    bars = _Bars(line, at)
    while opening := _OPENING.search(line, at):
        begin, inside = opening.span()
        if line[begin] == "*":
            starred = _STARRED.match(line, begin)
            end = starred.end() if starred else None
        else:
            end = bars.end(inside, inside - begin)
        if end is not None:
            yield begin, end, inside - begin
        at = end or inside


class _Bars:
    """Where bars can end in a line: found once, for every bar that begins would look again."""

    def __init__(self, line: str, at: int) -> None:
        self._line = line
        self._escaped: set[int] = set()
        stops = []
        for found in _STOP.finditer(line, at):
            if found[0] == "_":
                stops.append(found.start())
            else:
                self._escaped.add(found.end() - 1)
        self._stops = stops[::-1]

    def end(self, inside: int, marks: int) -> int | None:
        """Return where the emphasis ends whose words begin here: at the next stop or nowhere."""
        while self._stops and self._stops[-1] < inside:
            self._stops.pop()
        if not self._stops:
            return None
        end = self._stops[-1] + 1
        last = end - marks - 1  # the last sign of what stands between
        if last < inside or self._line[last + 1 : end] != "_" * marks:
            return None
        closes = last in self._escaped or not (
            self._line[last].isspace() or self._line[last] in "_\\"
        )
        return end if closes else None

"""What a line of Markdown means to the eye: which of its signs are marks, and what they mark."""

import re
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


_EMPHASIS = re.compile(
    r"(?<![\\*])(?P<stars>\*{1,3})(?=[^\s*])(?P<starred>(?:[^*\\]|\\.)*?(?:[^\s*\\]|\\.))(?P=stars)(?!\*)"
    r"|(?<![\\\w])(?P<bars>_{1,3})(?=[^\s_])(?P<barred>(?:[^_\\]|\\.|_(?=\w))*?(?:[^\s_\\]|\\.))(?P=bars)(?!\w)"
)
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
    for part in _EMPHASIS.finditer(line, start):
        marks = len(part["stars"] or part["bars"])
        if whole and at < part.start():
            found.append(Span(at, part.start(), whole))
        inside = part.start() + marks, part.end() - marks
        found.append(Span(part.start(), inside[0], Look.MARK | whole))
        found.append(Span(*inside, _LOOKS[marks] | whole))
        found.append(Span(inside[1], part.end(), Look.MARK | whole))
        at = part.end()
    if whole and at < len(line):
        found.append(Span(at, len(line), whole))
    return tuple(found)

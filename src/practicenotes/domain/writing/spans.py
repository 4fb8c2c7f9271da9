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


PLAIN = Look(0)


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a line, in code points, and its look."""

    start: int
    end: int
    look: Look


@dataclass(frozen=True, slots=True)
class Mark:
    """Stars or bars before (`begins`) or behind words that are bold or italic."""

    start: int
    end: int
    look: Look
    begins: bool


ESCAPED = re.compile(r"\\[!-/:-@\[-`{-~]")  # a sign that is meant as it stands

_RUNS = re.compile(rf"{ESCAPED.pattern}|\*+|_+")
_LOOKS = {1: Look.ITALIC, 2: Look.BOLD}


@dataclass(slots=True)
class _Run:
    """Stars or bars in a row: how many wait to be paired, and which way they may face."""

    sign: str
    start: int
    count: int
    length: int
    opens: bool
    closes: bool


def spans(line: str) -> tuple[Span, ...]:
    """Return the marks of a line and what they mark, from left to right, overlapping nowhere."""
    found: list[Span] = []
    prefix = LINE.match(line)
    marker = prefix["marker"] if prefix else None
    whole = Look.HEADING if marker and marker.startswith("#") else PLAIN
    at = prefix.end() if prefix else 0
    if prefix and marker:
        found.append(Span(prefix.start("marker"), len(prefix[0].rstrip()), Look.MARK))
    inside = {Look.BOLD: 0, Look.ITALIC: 0}
    for mark in marks(line, at):
        now = whole
        for each, depth in inside.items():
            now |= each if depth else PLAIN
        if at < mark.start and now:
            found.append(Span(at, mark.start, now))
        inside[mark.look] += 1 if mark.begins else -1
        begin = mark.start
        if found and begin == at == found[-1].end and found[-1].look == Look.MARK | whole:
            begin = found.pop().start
        found.append(Span(begin, mark.end, Look.MARK | whole))
        at = mark.end
    if whole and at < len(line):
        found.append(Span(at, len(line), whole))
    return tuple(found)


def marks(line: str, at: int) -> list[Mark]:
    """Return the marks of a line behind its marker, from left to right; each has its fellow."""
    if line.find("*", at) < 0 and line.find("_", at) < 0:
        return []
    found = []
    for opened, closed, width in _pairs(line, at):
        found.append(Mark(opened, opened + width, _LOOKS[width], begins=True))
        found.append(Mark(closed, closed + width, _LOOKS[width], begins=False))
    return sorted(found, key=lambda mark: mark.start)


def _pairs(line: str, at: int) -> Iterator[tuple[int, int, int]]:
    """Yield where a mark begins and where its fellow does, and how wide both are.

    Every run is looked at a few times: what was sought in vain is not sought there again.
    """
    waiting: list[_Run] = []
    vain: dict[tuple[str, bool, int], int] = {}  # how far down no fellow waits for such a run
    for run in _runs(line, at):
        kind = (run.sign, run.opens, run.length % 3)
        while run.closes and run.count:
            place = len(waiting) - 1
            while place >= vain.get(kind, 0) and not _fit(waiting[place], run):
                place -= 1
            if place < vain.get(kind, 0):
                vain[kind] = len(waiting)
                break
            opener = waiting[place]
            width = 2 if min(opener.count, run.count) > 1 else 1
            opener.count -= width
            yield opener.start + opener.count, run.start, width
            run.start, run.count = run.start + width, run.count - width
            del waiting[place + 1 if opener.count else place :]
            vain = {each: min(depth, len(waiting)) for each, depth in vain.items()}
        if run.opens and run.count:
            waiting.append(run)


def _runs(line: str, at: int) -> Iterator[_Run]:
    """Yield the stars and bars of a line that may mark something, with which way they face."""
    for found in _RUNS.finditer(line, at):
        sign, (start, end) = found[0][0], found.span()
        if sign == "\\":
            continue
        before = line[start - 1] if start > at else " "
        after = line[end : end + 1] or " "
        opens, closes = not after.isspace(), not before.isspace()
        if sign == "_":  # within a word a bar is a letter
            opens = opens and not _is_of_word(before)
            closes = closes and not _is_of_word(after)
        if opens or closes:
            yield _Run(sign, start, end - start, end - start, opens, closes)


def _fit(opener: _Run, closer: _Run) -> bool:
    """Say whether two runs face each other: `*a**b*` is one emphasis with two stars in it."""
    if opener.sign != closer.sign:
        return False
    either = opener.closes or closer.opens
    return not (
        either
        and (opener.length + closer.length) % 3 == 0
        and (opener.length % 3 or closer.length % 3)
    )


def _is_of_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"

"""Lines that ReportLab broke, with what runs right to left in the order of reading."""

from collections.abc import Iterable, Iterator
from copy import copy
from itertools import groupby
from typing import Any

from practicenotes.documents import bidi


_OBJECT = "\ufffc"  # stands for what is drawn between words, in the order of the line


def turned(broken: Any) -> Any:
    """Return the lines of a paragraph as they are to be drawn; the ones given stay as they are.

    `broken` is what ReportLab makes of a paragraph: lines of words, or of pieces in several faces.
    """
    if not any(bidi.is_in(_text(line)) for line in broken.lines):
        return broken
    drawn = copy(broken)
    drawn.lines = [_turned(line, way) for line, way in _with_ways(broken.lines)]
    return drawn


def _with_ways(lines: Iterable[Any]) -> Iterator[tuple[Any, bool]]:
    """Yield each line, and whether all that was written as one line with it runs backwards."""
    way: bool | None = None
    written = list(lines)
    for at, line in enumerate(written):
        if way is None:
            rest = "".join(map(_text, written[at : at + _until_break(written[at:])]))
            way = bidi.runs_backwards(rest)
        yield line, way
        if getattr(line, "lineBreak", False):
            way = None


def _until_break(lines: list[Any]) -> int:
    """Return how many lines were written as one."""
    breaks = (at for at, line in enumerate(lines, 1) if getattr(line, "lineBreak", False))
    return next(breaks, len(lines))


def _text(line: Any) -> str:
    if isinstance(line, tuple):
        return " ".join(line[1])
    return "".join(map(_signs, line.words))


def _signs(piece: Any) -> str:
    return _OBJECT if hasattr(piece, "cbDefn") else piece.text


def _turned(line: Any, way: bool) -> Any:
    text = _text(line)
    if not way and not bidi.is_in(text):
        return line
    order = bidi.order(text, backwards=way)
    if isinstance(line, tuple):
        return (line[0], ["".join(sign for _, sign in order)])
    pieces = [piece for piece in line.words for _ in _signs(piece)]
    drawn = copy(line)
    drawn.words = [
        _with_text(piece, "".join(sign for _, sign in run))
        for piece, run in ((pieces[run[0][0]], run) for run in _runs(order, pieces))
    ]
    return drawn


def _runs(order: list[tuple[int, str]], pieces: list[Any]) -> Iterator[list[tuple[int, str]]]:
    """Yield what stands side by side and belongs to one piece."""
    for _, run in groupby(order, lambda place: id(pieces[place[0]])):
        yield list(run)


def _with_text(piece: Any, text: str) -> Any:
    if hasattr(piece, "cbDefn"):
        return piece
    drawn = copy(piece)
    drawn.text = text
    return drawn

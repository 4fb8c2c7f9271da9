"""Headings and lists as Markdown writes them: a marker before the line."""

import re
from collections.abc import Callable, Iterator

from practicenotes.domain.writing.edit import Edit, lines_of, prefix


BULLET = "- "
DEEPER = "    "  # what makes an item part of the item above, under a bullet and under a number
_NUMBERED = re.compile(r"(\d{1,9})([.)])[ \t]+")


def heading(text: str, anchor: int, cursor: int, level: int) -> Edit:
    """Make the lines of the selection headings; those of this level already, or of 0, lose it."""
    mark = f"{'#' * level} " if level else ""
    bounds = _written(text, anchor, cursor)
    same = all(prefix(text[a:b])[1].rstrip() == mark.rstrip() for a, b in bounds)

    def line(_number: int, written: str) -> str:
        _, _, said = prefix(written)
        return said if same else mark + said

    return _each(text, anchor, cursor, line)


def bullets(text: str, anchor: int, cursor: int) -> Edit:
    """Make the lines of the selection items of a list, or no items where they all are."""
    return _listed(text, anchor, cursor, lambda _: BULLET, is_bullet)


def numbers(text: str, anchor: int, cursor: int) -> Edit:
    """Count the lines of the selection from 1, or take the numbers where all have one."""
    return _listed(text, anchor, cursor, "{}. ".format, is_number)


def after_enter(text: str, cursor: int) -> Edit | None:
    """Return what Enter does in an item of a list: the next item, or the end of an empty one.

    None where Enter is only a new line. Numbers below go on counting.
    """
    begin, end = next(lines_of(text, cursor, cursor))
    indent, marker, said = prefix(text[begin:end])
    starts = begin + len(indent) + len(marker)
    if not (is_bullet(marker) or is_number(marker)) or cursor < starts:
        return None
    if not said.strip():
        return _end_of_item(text, begin, end, indent)
    following = _next(marker)
    rest = text[cursor:end].lstrip(" \t")
    below, stop = _renumbered(text, end, indent, following)
    words = f"\n{indent}{following}{rest}{below}"
    at = cursor + 1 + len(indent) + len(following)
    return Edit(cursor, stop, words, at, at)


def deeper(text: str, anchor: int, cursor: int) -> Edit:
    """Make the items of the selection part of the item above."""
    return _each(text, anchor, cursor, lambda _, line: DEEPER + line if _is_item(line) else line)


def shallower(text: str, anchor: int, cursor: int) -> Edit:
    """Take the items of the selection one step out."""

    def out(_number: int, line: str) -> str:
        indent, _, _ = prefix(line)
        step = 1 if indent.startswith("\t") else min(len(indent), len(DEEPER))
        return line[step:]

    return _each(text, anchor, cursor, out)


def is_bullet(marker: str) -> bool:
    """Say whether a marker is that of an item without a number."""
    return marker[:1] in ("-", "*", "+")


def is_number(marker: str) -> bool:
    """Say whether a marker is a number."""
    return marker[:1].isdigit()


def _is_item(line: str) -> bool:
    marker = prefix(line)[1]
    return is_bullet(marker) or is_number(marker)


def _listed(
    text: str, anchor: int, cursor: int, mark: Callable[[int], str], is_so: Callable[[str], bool]
) -> Edit:
    bounds = _written(text, anchor, cursor)
    same = all(is_so(prefix(text[a:b])[1]) for a, b in bounds)

    def line(number: int, written: str) -> str:
        indent, _, said = prefix(written)
        return indent + said if same else f"{indent}{mark(number)}{said}"

    return _each(text, anchor, cursor, line)


def _written(text: str, anchor: int, cursor: int) -> list[tuple[int, int]]:
    """Return the lines of a selection: all but the blank ones, and a blank one alone."""
    bounds = list(lines_of(text, *sorted((anchor, cursor))))
    return [(a, b) for a, b in bounds if text[a:b].strip()] or bounds[:1]


def _each(text: str, anchor: int, cursor: int, line: Callable[[int, str], str]) -> Edit:
    """Write every line of a selection anew; the cursor stays with its word."""
    bounds = list(lines_of(text, *sorted((anchor, cursor))))
    chosen = set(_written(text, anchor, cursor))
    words, number, places = "", 0, [anchor, cursor]
    for begin, end in bounds:
        old = text[begin:end]
        new = old
        if (begin, end) in chosen:
            number += 1
            new = line(number, old)
        begins = bounds[0][0] + len(words)
        kept = _common_end(old, new)
        for which, place in enumerate((anchor, cursor)):
            if begin <= place <= end:
                places[which] = begins + len(new) - min(end - place, kept)
        words += new + ("\n" if (begin, end) != bounds[-1] else "")
    return Edit(bounds[0][0], bounds[-1][1], words, *places)


def _common_end(one: str, two: str) -> int:
    count = 0
    while count < min(len(one), len(two)) and one[-1 - count] == two[-1 - count]:
        count += 1
    return count


def _next(marker: str) -> str:
    found = _NUMBERED.match(marker)
    return f"{int(found[1]) + 1}{found[2]} " if found else marker


def _end_of_item(text: str, begin: int, end: int, indent: str) -> Edit:
    """Take an empty item one step out, or end the list."""
    if indent:
        edit = shallower(text, begin, begin)
        at = begin + len(edit.words)
        return Edit(edit.start, edit.end, edit.words, at, at)
    return Edit(begin, end, "", begin, begin)


def _renumbered(text: str, end: int, indent: str, marker: str) -> tuple[str, int]:
    """Return the items below with numbers that go on from a marker, and where they end."""
    words, stop = "", end
    if not is_number(marker):
        return words, stop
    for begin, over in _below(text, end):
        its_indent, its_marker, said = prefix(text[begin:over])
        if len(its_indent) < len(indent) or (its_indent == indent and not is_number(its_marker)):
            break
        if its_indent == indent:
            marker = _next(marker)
            its_marker = marker
        words += f"\n{its_indent}{its_marker}{said}"
        stop = over
    return words, stop


def _below(text: str, end: int) -> Iterator[tuple[int, int]]:
    if end < len(text):
        yield from lines_of(text, end + 1, len(text))

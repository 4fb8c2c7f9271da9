"""What is said of a copy that lies among the files of the practice."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from practicenotes.domain import times
from practicenotes.domain.strays import Course, Stray


_COPY_OF = {"record": "the record", "private": "the reflections", "keys": "a key file"}
_COURSES = {
    Course.SAME: "It is the same as here.",
    Course.BEHIND: "It is older, and the practice goes on from it.",
    Course.AHEAD: "It is newer: it goes on from where the practice ends.",
    Course.PARTED: "The two went separate ways: each has entries that the other has not.",
    Course.DAMAGED: "It is damaged.",
    Course.STRANGE: "It does not open with the keys of this practice.",
    Course.UNSEEN: "It could not be looked at.",
}


def said(found: Stray) -> str:
    """Return what is said of a copy that lies among the files of the practice."""
    parts = [f"“{found.name}” is a copy of {_COPY_OF[found.of]} and not the practice."]
    parts.append(_COURSES[found.course])
    if found.ends and found.here and found.course is not Course.SAME:
        ends = f"Its last entry: {_to_the_minute(found.ends)}"
        parts.append(f"{ends}; here: {_to_the_minute(found.here)}.")
    if found.holds:
        both = {word: (n, found.holds_here.get(word, 0)) for word, n in found.holds.items()}
        held = [_held(word, *counts) for word, counts in both.items() if any(counts)]
        parts.append(f"It holds {_listed(held or ['nothing'])}.")
    return " ".join(parts)


def _held(word: str, there: int, here: int) -> str:
    counted = f"{there} {word if there != 1 else word[:-1]}"
    return counted if there == here else f"{counted} (here {here})"


def _to_the_minute(at: datetime) -> str:
    wall = times.on_the_wall(at)
    return f"{times.in_full(wall.date())}, {times.clock(wall)}"


def _listed(parts: Sequence[str]) -> str:
    *most, last = parts
    return f"{', '.join(most)} and {last}" if most else last


def facts(found: Stray) -> Mapping[str, Any]:
    """Return the same as plain values, for a program to read, with the sentence for a reader."""
    plain = asdict(found) | {"course": found.course.value, "said": said(found)}
    return plain | {"ends": _iso(found.ends), "here": _iso(found.here)}


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def lie_here(names: Sequence[str]) -> str:
    """Return what is said at the opening, before they were looked at."""
    one = len(names) == 1
    lie = "A copy of a file lies" if one else f"{times.number(len(names)).capitalize()} copies lie"
    listed = _listed([f"“{name}”" for name in names])
    told = f"{lie} among the files of this practice: {listed}."
    return f"{told} Programs that keep folders in step leave such files."

"""How the answer to a section is kept: always as text that reads well, taken apart again here.

Search, export, print and digest need to know nothing of kinds. A text that does not read as an
answer of its kind, for it was written under another form, is words and nothing else: no text is
ever changed by being read, and `write(section, read(section, text))` is that text again.
"""

import re
from dataclasses import dataclass
from datetime import date

from practicenotes.domain import times
from practicenotes.domain.forms import FieldKind, Section


BETWEEN = "; "
LINE_ENDS = range(11)  # 0 to 10
_BREAK = "\n"
_MARK = re.compile(r"^\s*(?:[-*+]|#+|\d{1,3}[.)])\s+")


@dataclass(frozen=True, slots=True)
class Picked:
    """What was picked from a list, in the order of the list, and the words beside it."""

    chosen: tuple[str, ...] = ()
    words: str = ""


def offered(section: Section) -> tuple[str, ...]:
    """Return what can be picked; nothing for a section that is written."""
    if section.kind is FieldKind.NUMBER_LINE:
        return tuple(f"{number} of {LINE_ENDS[-1]}" for number in LINE_ENDS)
    return section.options if section.kind.is_picked else ()


def read(section: Section, text: str) -> Picked:
    """Return what a text says of a section that is picked: it may be all words."""
    chosen, words = _split(section, text)
    if chosen:
        return Picked(chosen, words)
    return Picked(words=text[1:] if _is_guarded(section, text) else text)


def write(section: Section, picked: Picked) -> str:
    """Return the text that keeps an answer: the options on the first line, the words beneath.

    Words that would read as an option get an empty line before them.
    """
    if picked.chosen:
        order = offered(section)
        first = BETWEEN.join(sorted(set(picked.chosen), key=order.index))
        return f"{first}{_BREAK}{picked.words}" if picked.words else first
    guarded = bool(_split(section, picked.words.lstrip(_BREAK))[0])
    return _BREAK + picked.words if guarded else picked.words


def day(text: str) -> date | None:
    """Return the day that a text names as `times.in_full` writes it, or None: then it is words."""
    parts = text.split(" ")
    if len(parts) != 3 or parts[1] not in times.MONTHS:  # noqa: PLR2004 - day, month, year
        return None
    try:
        found = date(int(parts[2]), times.MONTHS.index(parts[1]) + 1, int(parts[0]))
    except ValueError:
        return None
    return found if times.in_full(found) == text else None


def lines(text: str) -> tuple[str, ...]:
    """Return the lines of a text that say something, without the marks of a list."""
    found = (_MARK.sub("", line).strip() for line in text.splitlines())
    return tuple(line for line in found if line)


def _split(section: Section, text: str) -> tuple[tuple[str, ...], str]:
    """Return the options on the first line and what follows, or nothing where it is words."""
    first, broken, rest = text.partition(_BREAK)
    chosen = tuple(first.split(BETWEEN))
    order = offered(section)
    several = section.kind is FieldKind.SEVERAL
    known = set(chosen) <= set(order) and (several or len(chosen) == 1)
    if not known or list(chosen) != sorted(set(chosen), key=order.index) or (broken and not rest):
        return (), text
    return chosen, rest


def _is_guarded(section: Section, text: str) -> bool:
    """Say whether the empty line before a text keeps it from reading as an option."""
    return text.startswith(_BREAK) and bool(_split(section, text.lstrip(_BREAK))[0])

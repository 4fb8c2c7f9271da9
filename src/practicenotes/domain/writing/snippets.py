"""Words that stand ready under a short key, and the places in them that are filled when used."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NewType

from practicenotes.domain import times


SnippetId = NewType("SnippetId", str)

MOST_WORDS = 20_000  # characters of one snippet
LONGEST_KEY = 40

_KEY = re.compile(rf"[^\W_][\w-]{{0,{LONGEST_KEY - 1}}}")
_TYPED = re.compile(rf"(?<![\w;])(;)([\w-]{{0,{LONGEST_KEY}}})$")
_KNOWN = re.compile(r"\{(client|date|cursor)\}")
_FREE = re.compile(r"\{(?:[^{}\n?]{1,60}\?|client)\}")


@dataclass(frozen=True, slots=True)
class Snippet:
    """Some words and the key that brings them: `;sleep` and a space."""

    id: SnippetId
    key: str
    words: str
    damaged: bool = False


@dataclass(frozen=True, slots=True)
class Filled:
    """The words of a snippet as they are written into a note, and where the cursor goes."""

    words: str
    cursor: int


def is_key(key: str) -> bool:
    """Say whether something can be typed as a key: letters, digits, hyphens, no space."""
    return _KEY.fullmatch(key) is not None


def typed(before: str) -> tuple[int, str] | None:
    """Return where the key that was just typed begins, with its semicolon, and the key itself.

    `before` is what stands on the line before the cursor; None where no key ends there.
    """
    found = _TYPED.search(before)
    return (found.start(), found[2]) if found else None


def with_key(snippets: Iterable[Snippet], key: str) -> Snippet | None:
    """Return the snippet that has this key, however it is capitalised."""
    return next((each for each in snippets if _same(each.key) == _same(key)), None)


def offered(snippets: Iterable[Snippet], begun: str) -> tuple[Snippet, ...]:
    """Return the snippets whose key begins so, by key."""
    found = (each for each in snippets if _same(each.key).startswith(_same(begun)))
    return tuple(sorted((each for each in found if not each.damaged), key=lambda s: _same(s.key)))


def filled(snippet: Snippet, client: str, today: date) -> Filled:
    """Fill in the client and the day; places with a question stay, to be filled by hand.

    So does that of the client where no code name is given: better an open place than a wrong name.

    The cursor goes to the place that says so, or else behind the words.
    """
    words, cursor, at = "", None, 0
    for place in _KNOWN.finditer(snippet.words):
        words += snippet.words[at : place.start()]
        at = place.end()
        if place[1] == "cursor":
            cursor = len(words) if cursor is None else cursor
        else:
            words += (client or place[0]) if place[1] == "client" else times.in_full(today)
    words += snippet.words[at:]
    return Filled(words, len(words) if cursor is None else cursor)


def next_place(text: str, after: int) -> tuple[int, int] | None:
    """Return the next place that waits to be filled by hand: {what?}, or {client}."""
    found = _FREE.search(text, after)
    return found.span() if found else None


def _same(key: str) -> str:
    return key.casefold()

"""What goes to supervision on paper, and the names that may not stand on it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from itertools import count


@dataclass(frozen=True, slots=True)
class DisguisedSheet:
    """One page for a supervisor: every sentence on it was seen and released by the therapist."""

    alias: str
    question: str
    sentences: tuple[str, ...]
    prepared_on: date

    @property
    def is_empty(self) -> bool:
        """Whether nothing was released for it."""
        return not self.question and not self.sentences


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name that the record knows, and what can stand for it; no role stands for the alias.

    `whole` names are not looked for word by word: addresses, numbers.
    """

    words: str
    role: str
    what: str
    whole: bool = False


@dataclass(frozen=True, slots=True)
class NameBook:
    """What would tell who is meant: names, and the days on which this client was seen."""

    names: tuple[KnownName, ...] = ()
    held: tuple[date, ...] = ()  # earliest first


def next_alias(taken: Collection[str]) -> str:
    """Return the first of A, B, C … that stands for nobody yet; after Z comes A2."""
    used = {alias.strip().casefold() for alias in taken}
    return next(
        alias
        for turn in count(1)
        for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
        if (alias := letter if turn == 1 else f"{letter}{turn}").casefold() not in used
    )

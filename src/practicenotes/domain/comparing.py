"""What changed between two wordings, word by word: for a note with itself at another time."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum


class Change(Enum):
    """What became of a stretch of words."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of words with what became of it; the air after the words belongs to them."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class Compared:
    """One section in two wordings; `before` and `after` are None where it was not there."""

    key: str
    label: str
    before: str | None
    after: str | None
    passages: tuple[Passage, ...]

    @property
    def differs(self) -> bool:
        """Whether anything at all was added or removed."""
        return any(each.change is not Change.SAME for each in self.passages)


Wording = Iterable[tuple[str, str, str]]  # key, label, text

_TOKEN = re.compile(r"\S+[^\S\n]*|[^\S\n]+|\n")  # a word with its air, or the end of a line
MANY = 4_000  # words; beyond this the exact way takes too long to wait for


def compare(before: Wording, after: Wording) -> tuple[Compared, ...]:
    """Compare two wordings section by section, in the order of the later one."""
    old = {key: (label, text) for key, label, text in before}
    new = {key: (label, text) for key, label, text in after}
    return tuple(_section(key, old, new) for key in dict.fromkeys((*new, *old)))


def passages(before: str, after: str) -> tuple[Passage, ...]:
    """Return what became of each stretch of words, from the first to the last."""
    found = _changes(_words(before), _words(after))
    return tuple(each for each in found if each.text)


_Sections = Mapping[str, tuple[str, str]]


def _section(key: str, old: _Sections, new: _Sections) -> Compared:
    was, now = old.get(key), new.get(key)
    before, after = was[1] if was else None, now[1] if now else None
    label = (now or was or (key, ""))[0]
    return Compared(key, label, before, after, passages(before or "", after or ""))


def _words(text: str) -> list[str]:
    return _TOKEN.findall(text)


def _changes(old: list[str], new: list[str]) -> Iterator[Passage]:
    quick = len(old) + len(new) > MANY
    bare_old, bare_new = [_bare(word) for word in old], [_bare(word) for word in new]
    matcher = SequenceMatcher(None, bare_old, bare_new, autojunk=quick)
    for what, i1, i2, j1, j2 in matcher.get_opcodes():
        if what == "equal":
            yield Passage(Change.SAME, "".join(map(_airier, old[i1:i2], new[j1:j2])))
            continue
        yield Passage(Change.REMOVED, "".join(old[i1:i2]))
        yield Passage(Change.ADDED, "".join(new[j1:j2]))


def _bare(word: str) -> str:
    """Return a word without its air: one more space is no change of wording."""
    return word.rstrip(" \t") or " "


def _airier(one: str, other: str) -> str:
    """Return a word with the air of the wording that has more: no two words run together."""
    return max(one, other, key=len)

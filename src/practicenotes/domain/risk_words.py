"""Words that can be about risk, wherever in a note they stand: found, and never judged."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache


MOST = 240  # characters of a sentence that are shown
_SELF = "myself|yourself|himself|herself|itself|themself|themselves|oneself|ourselves|yourselves"
_OTHER = (
    "him|her|them|someone|somebody|others|another|people|anyone|anybody|everyone|everybody"
    "|(?:his|her|their|my|the) (?:child|children|baby|son|daughter|wife|husband|partner|mother"
    "|father|brother|sister|family|neighbour|boss|teacher|cat|dog)"
)
_STANDS_FOR = {
    "@self": f"(?:{_SELF})",
    "@other": f"(?:{_OTHER})",
    "@me": "(?:me|him|her|them|us)",
}
_GAP = r"(?: [\w'-]+){0,3}?"
_CONTRACTIONS = (
    ("can't", "can not"),
    ("cannot", "can not"),
    ("won't", "will not"),
    ("n't ", " not "),
)
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")


@dataclass(frozen=True, slots=True)
class RiskWords:
    """Phrases in the small language that the head of their file explains."""

    phrases: tuple[str, ...] = field(default=(), repr=False)

    def sentences(self, text: str) -> tuple[str, ...]:
        """Return the sentences of a text in which one of the phrases stands, each once."""
        anything = _any_of(self.phrases)
        found = (
            _shown(sentence)
            for sentence in _SENTENCE.findall(text)
            if anything and anything.search(_plain(sentence))
        )
        return tuple(dict.fromkeys(found))


def read(lines: Iterable[str]) -> RiskWords:
    """Return the phrases of a list; a line that begins with # says something about it."""
    return RiskWords(tuple(_phrases(lines)))


@cache
def _any_of(phrases: tuple[str, ...]) -> re.Pattern[str] | None:
    patterns = "|".join(map(_as_pattern, phrases))
    return re.compile(rf"(?<![\w'])(?:{patterns})(?![\w'])") if patterns else None


def _phrases(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        phrase = " ".join(line.split())
        if phrase and not phrase.startswith("#"):
            yield phrase


def _as_pattern(phrase: str) -> str:
    """Return a phrase as a pattern for texts that `_plain` has made."""
    parts: list[str] = []
    for word in phrase.split():
        if word == "..":
            parts.append(_GAP)
            continue
        known = _STANDS_FOR.get(word)
        pattern = known or re.escape(word).replace(r"\*", r"\w*")
        parts.append(f" {pattern}" if parts else pattern)
    return "".join(parts)


def _plain(text: str) -> str:
    """Return a text in small letters with one space between words, contractions written out."""
    words = text.casefold().replace("’", "'").replace("-", " ")
    for short, written_out in _CONTRACTIONS:
        words = words.replace(short, written_out)
    return " ".join(re.sub(r"[^\w' ]+", " ", words).split())


def _shown(sentence: str) -> str:
    words = " ".join(sentence.split())
    return words if len(words) <= MOST else f"{words[: MOST - 1].rstrip()}…"

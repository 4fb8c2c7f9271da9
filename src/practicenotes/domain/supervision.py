"""What goes to supervision on paper: sentences in disguise, each released by the therapist."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import count

from practicenotes.domain import sentences


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
class Sentence:
    """One sentence on its way to the sheet: as it was written, as it would be read, and whether.

    `asks` says that it belongs to the question.
    """

    original: str
    words: str
    released: bool = False
    asks: bool = False


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


def draft(question: str, passage: str, kept: Iterable[Sentence] = ()) -> tuple[Sentence, ...]:
    """Return the sentences of question and passage; what was done to one that stayed is kept."""
    known = {(each.asks, each.original): each for each in kept}
    return tuple(
        known.get((asks, words)) or Sentence(words, words, asks=asks)
        for asks, text in ((True, question), (False, passage))
        for words in sentences.split(text)
    )


def release(
    draft: Sequence[Sentence], number: int, *, released: bool = True
) -> tuple[Sentence, ...]:
    """Return the draft with one sentence released, or taken back."""
    return _with(draft, number, replace(draft[number], released=released))


def reword(draft: Sequence[Sentence], number: int, words: str) -> tuple[Sentence, ...]:
    """Return the draft with other words for one sentence, which nobody has released yet."""
    said = " ".join(words.split())
    if said == draft[number].words:
        return tuple(draft)
    return _with(draft, number, replace(draft[number], words=said, released=False))


def sheet(alias: str, draft: Iterable[Sentence], on: date) -> DisguisedSheet:
    """Return the page: the alias, and what was released in the order in which it stands."""
    released = [each for each in draft if each.released and each.words]
    return DisguisedSheet(
        alias=alias,
        question=" ".join(each.words for each in released if each.asks),
        sentences=tuple(each.words for each in released if not each.asks),
        prepared_on=on,
    )


def next_alias(taken: Collection[str]) -> str:
    """Return the first of A, B, C … that stands for nobody yet; after Z comes A2."""
    used = {alias.strip().casefold() for alias in taken}
    return next(
        alias
        for turn in count(1)
        for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
        if (alias := letter if turn == 1 else f"{letter}{turn}").casefold() not in used
    )


def _with(draft: Sequence[Sentence], number: int, sentence: Sentence) -> tuple[Sentence, ...]:
    return (*draft[:number], sentence, *draft[number + 1 :])

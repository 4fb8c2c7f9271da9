"""Sentences on their way to a sheet for supervision, each released by the therapist.

They stand among the private types: each still holds the words as they were written.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from practicenotes.domain import sentences
from practicenotes.domain.reflections import spelt
from practicenotes.domain.supervision import DisguisedSheet


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence on its way to the sheet: as it was written, as it would be read, and whether.

    `asks` says that it belongs to the question.
    """

    original: str
    words: str
    released: bool = False
    asks: bool = False


def draft(question: str, passage: str, kept: Iterable[Sentence] = ()) -> tuple[Sentence, ...]:
    """Return the sentences of question and passage; what was done to one that stayed is kept."""
    known = {(each.asks, each.original): each for each in kept}
    return tuple(
        known.get((asks, words)) or Sentence(words, spelt.seen(words), asks=asks)
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
    said = spelt.seen(" ".join(words.split()))
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


def _with(draft: Sequence[Sentence], number: int, sentence: Sentence) -> tuple[Sentence, ...]:
    return (*draft[:number], sentence, *draft[number + 1 :])

"""An edited letter read again: which sentences still stand, and what a new one grew from.

A letter may have forty pages and is read at every key, so that only what changed is looked at.
"""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby

from practicenotes.domain.letters import YOURS, Origin, Paragraph, Sentence, Source


# A sentence of the writer’s own: up to an end mark that no small letter follows.
_PIECE = re.compile(r"\S.*?(?:(?<=[.!?…])(?=\s+[^a-z])|(?=\s*$))")
_LIKE = 0.5  # the share of words from which a text counts as a rewording


def reword(before: Sequence[Paragraph], text: str) -> tuple[Paragraph, ...]:
    """Return the paragraphs of an edited text, in which every line is a paragraph.

    A sentence that still stands word for word keeps its source, wherever it was moved to. All else
    is the writer's own; where it grew from a sentence of the record, it says from which.
    """
    return _read(list(_every(before)), lines_of(text), 0)[0]


def read_on(
    known: Sequence[Paragraph],
    standing: Sequence[Paragraph],
    before: Sequence[str],
    after: Sequence[str],
) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a text of which some lines changed; the others stay as they were.

    `known` is all that a sentence can be traced back to; `standing` are the paragraphs of the lines
    `before`. Lines are those of `lines_of`.
    """
    head = alike(before, after)
    tail = alike(before[head:][::-1], after[head:][::-1])
    above, below = standing[:head], standing[len(before) - tail :]
    taken = Counter(sentence for each in (*above, *below) for sentence in each.sentences)
    free = []
    for each in _every(known):
        if taken[each.sentence] > 0:
            taken[each.sentence] -= 1
        else:
            free.append(each)
    between, lost = _read(free, after[head : len(after) - tail], head)
    rest = _Lines.of((*after[:head], *after[len(after) - tail :]))
    if any(True for each in lost for _ in rest.occurrences(each.sentence.text)):
        return reword(known, "\n".join(after))  # a copy outlived what it was copied from
    return (*above, *between, *below)


def lines_of(text: str) -> tuple[str, ...]:
    """Return the lines of a text that are paragraphs."""
    return tuple(line.strip() for line in text.split("\n") if line.strip())


def alike(one: Sequence[object], other: Sequence[object]) -> int:
    """Count how many are the same in both from the beginning on."""
    least = min(len(one), len(other))
    return next((n for n in range(least) if one[n] != other[n]), least)


@dataclass(frozen=True, slots=True)
class _Known:
    """A sentence of the text before, and where it stood."""

    sentence: Sentence
    key: str
    line: int
    start: int

    def fits(self, start: int, standing: Mapping[int, "_Known"]) -> bool:
        """Say whether the sentence can stand there beside those that already do."""
        end = start + len(self.sentence.text)
        return all(
            end <= other or other + len(known.sentence.text) <= start
            for other, known in standing.items()
        )


def _every(paragraphs: Iterable[Paragraph]) -> Iterator[_Known]:
    for number, paragraph in enumerate(paragraphs):
        for start, sentence in zip(paragraph.starts, paragraph.sentences, strict=True):
            yield _Known(sentence, paragraph.key, number, start)


def _read(
    known: list[_Known], lines: Sequence[str], first: int
) -> tuple[tuple[Paragraph, ...], list[_Known]]:
    """Return lines as paragraphs, and what stands in none of them.

    `first` is the number of the first line in the letter.
    """
    if not lines:
        return (), known
    text = _Lines.of(lines)
    standing: list[dict[int, _Known]] = [{} for _ in lines]
    stay: set[int] = set()
    longest_first = sorted(range(len(known)), key=lambda n: -len(known[n].sentence.text))
    for which in longest_first:
        each = known[which]
        free = [
            (abs(first + number - each.line), abs(start - each.start), number, start)
            for number, start in text.occurrences(each.sentence.text)
            if each.fits(start, standing[number])
        ]
        if free:  # the nearest to where it stood before
            *_, number, start = min(free)
            standing[number][start] = each
            stay.add(which)
    gone = [each for which, each in enumerate(known) if which not in stay]
    lost = _Lost.of(gone)
    read = (_reworded(line, found, lost) for line, found in zip(lines, standing, strict=True))
    return tuple(read), gone


@dataclass(frozen=True, slots=True)
class _Lines:
    """Lines in which sentences are looked for, all at once."""

    whole: str
    begins: tuple[int, ...]

    @classmethod
    def of(cls, lines: Sequence[str]) -> "_Lines":
        """Put lines together, and note where each begins."""
        return cls(
            "\n".join(lines), tuple(accumulate((len(line) + 1 for line in lines), initial=0))
        )

    def occurrences(self, words: str) -> Iterator[tuple[int, int]]:
        """Yield the line and the place at which some words stand, as whole words."""
        at = self.whole.find(words) if words else -1
        while at >= 0:
            if self._parts(at - 1) and self._parts(at + len(words)):
                number = bisect_right(self.begins, at) - 1
                yield number, at - self.begins[number]
            at = self.whole.find(words, at + 1)

    def _parts(self, at: int) -> bool:
        return not 0 <= at < len(self.whole) or self.whole[at].isspace()


@dataclass(frozen=True, slots=True)
class _Lost:
    """The sentences of the text before that stand nowhere any more."""

    known: tuple[_Known, ...]
    totals: tuple[int, ...]  # how many words each has
    having: Mapping[str, Sequence[tuple[int, int]]]  # word → which have it, and how many of it

    @classmethod
    def of(cls, known: Sequence[_Known]) -> "_Lost":
        """Count the words of each."""
        counts = [Counter(each.sentence.text.split()) for each in known]
        having: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for which, words in enumerate(counts):
            for word, many in words.items():
                having[word].append((which, many))
        return cls(tuple(known), tuple(words.total() for words in counts), having)

    def likest(self, words: str) -> _Known | None:
        """Return that from which words grew, if any; it has most of the words of the shorter."""
        if not self.known:
            return None
        theirs = Counter(words.split())
        total = theirs.total()
        shared: dict[int, int] = defaultdict(int)
        for word, many in theirs.items():
            for which, mine in self.having.get(word, ()):
                shared[which] += min(many, mine)
        likeness = ((n / min(self.totals[which], total), -which) for which, n in shared.items())
        most, which = max(likeness, default=(0.0, 0))
        return self.known[-which] if most >= _LIKE else None


def _reworded(line: str, standing: Mapping[int, _Known], lost: _Lost) -> Paragraph:
    """Return one line as a paragraph, under the key of the first part that had one."""
    parts: list[tuple[str, Sentence]] = []
    end = 0
    for start, known in sorted(standing.items()):
        parts += [*_own(line[end:start], lost), (known.key, known.sentence)]
        end = start + len(known.sentence.text)
    parts += _own(line[end:], lost)
    return Paragraph(
        tuple(sentence for _, sentence in parts), next((key for key, _ in parts if key), "")
    )


def _own(words: str, lost: _Lost) -> Iterator[tuple[str, Sentence]]:
    """Yield the writer's own words with their key, parted where they grew from other sentences."""
    pieces = _PIECE.finditer(words)
    for origin, run in groupby(pieces, key=lambda piece: lost.likest(piece[0])):
        spans = [piece.span() for piece in run]
        text = words[spans[0][0] : spans[-1][1]]
        yield origin.key if origin else "", Sentence(text, _former(origin))


def _former(origin: _Known | None) -> Source:
    """Return the source of the writer's own words that grew from a sentence, or from none."""
    source = origin.sentence.source if origin else YOURS
    if source.origin is not Origin.RECORD:
        return source if source.was else YOURS
    kept = replace(source, origin=Origin.YOURS, label="", record_id="")
    return replace(kept, was=source.label, was_id=source.record_id)

"""Where each sentence of a letter stands on its line, and the small tag that tells its source."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from practicenotes.domain.letters import Origin, Paragraph, Sentence, Source


REWORDED = "reworded"


@dataclass(frozen=True, slots=True)
class Mark:
    """One sentence on its line: where it begins and ends, and its tag ("" within a longer run).

    Places are counted as Qt counts them, in units of UTF-16.
    """

    start: int
    end: int
    sentence: Sentence
    tag: str

    @property
    def is_record(self) -> bool:
        """Whether the record says it, word for word."""
        return self.sentence.source.origin is Origin.RECORD


def of_line(paragraph: Paragraph, line: str, number: int) -> tuple[Mark, ...]:
    """Return the marks of a line; `number` is that of the last sentence of the record above it."""
    return _with_tags(_places(paragraph, line), number)


def said(source: Source) -> str:
    """Return in words where a sentence comes from."""
    if source.origin is Origin.TEMPLATE:
        return f"From the template: {source.label}"
    if source.origin is Origin.RECORD:
        version = f"version {source.revision}" if source.revision else ""
        return ", ".join(part for part in (source.label, version) if part)
    return f"Reworded by you; was: {source.was}" if source.was else "Your own words"


def units(text: str) -> int:
    """Return the length of a text as Qt counts it: a sign beyond 16 bits is two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _places(paragraph: Paragraph, line: str) -> Iterator[Mark]:
    end = 0
    for sentence in paragraph.sentences:
        start = line.index(sentence.text, end)
        end = start + len(sentence.text)
        tag = REWORDED if sentence.source.was else sentence.source.origin.value
        yield Mark(units(line[:start]), units(line[:end]), sentence, tag)


def _with_tags(marks: Iterator[Mark], number: int) -> tuple[Mark, ...]:
    """Give the sentences of the record their numbers, and a run from another source one tag."""
    found = list(marks)
    for position, (mark, following) in enumerate(pairwise([*found, None])):
        if mark is None:
            continue
        if mark.is_record:
            number += 1
            found[position] = replace(mark, tag=str(number))
        elif following and following.sentence.source == mark.sentence.source:
            found[position] = replace(mark, tag="")
    return tuple(found)

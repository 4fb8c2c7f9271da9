"""Former wordings of a reflection: kept only where the therapist asked for it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from practicenotes.domain.facets import FacetBook
from practicenotes.domain.reflections import FacetEntry, Reflection


_FIELDS = (("noticed", ""), ("said_or_done", "said or done"), ("my_part", "my part"))
_OTHERS = (("in_the_way", "What got in the way"), ("free", "Anything"), ("next_time", "Next time"))

Passages = tuple[tuple[str, str, str], ...]  # key, label, text


@dataclass(frozen=True, slots=True)
class FormerReflection:
    """What a reflection said at one moment; what was rated or ticked is no part of it."""

    number: int
    kept_at: datetime
    passages: Passages
    damaged: bool = False


def passages(reflection: Reflection, book: FacetBook) -> Passages:
    """Return the words of a reflection, each with its name; what is empty is left out."""
    return tuple(each for each in _passages(reflection, book) if each[2].strip())


def with_words(reflection: Reflection, words: Mapping[str, str]) -> Reflection:
    """Return a reflection that says these words and no others; ratings and ticks stay."""
    facets = dict.fromkeys(entry.facet_id for entry in reflection.entries)
    facets |= dict.fromkeys(key.partition(".")[0] for key in words if "." in key)
    entries = tuple(_entry(reflection.entry(facet_id), words) for facet_id in facets)
    return replace(
        reflection,
        entries=entries,
        sections=tuple(
            replace(each, text=words.get(f"{each.form_id}/{each.key}", ""))
            for each in reflection.sections
        ),
        free=words.get("free", ""),
        next_time=words.get("next_time", ""),
        in_the_way=words.get("in_the_way", ""),
    )


def _passages(reflection: Reflection, book: FacetBook) -> Iterator[tuple[str, str, str]]:
    names = {facet.id: facet.name for facet in book.facets}
    for entry in reflection.entries:
        for field, label in _FIELDS:
            name = names.get(entry.facet_id, entry.facet_id)
            key = f"{entry.facet_id}.{field}"
            yield key, f"{name}, {label}" if label else name, getattr(entry, field)
    for section in reflection.sections:
        yield f"{section.form_id}/{section.key}", section.label, section.text
    for field, label in _OTHERS:
        yield field, label, getattr(reflection, field)


def _entry(entry: FacetEntry, words: Mapping[str, str]) -> FacetEntry:
    noticed, said, mine = (words.get(f"{entry.facet_id}.{field}", "") for field, _ in _FIELDS)
    return replace(entry, noticed=noticed, said_or_done=said, my_part=mine)

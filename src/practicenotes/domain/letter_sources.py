"""The sources of a letter as a list: what each rests on, and what happened to it since."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from practicenotes.domain import times
from practicenotes.domain.letters import Offer, Origin, Paragraph, Source
from practicenotes.domain.notes import NoteId


OTHERWISE = "the record says something else by now"


@dataclass(frozen=True, slots=True)
class Standing:
    """How a note stands by now: the number of its wording, and what happened since it was signed.

    `since` reads "amended on 3 May 2026"; it is empty where nothing happened.
    """

    version: int | None = None
    since: str = ""


@dataclass(frozen=True, slots=True)
class ListedSource:
    """One sentence of a letter that rests on the record, as the list of sources shows it.

    `number` is that of its tag, and None where the sentence was reworded.
    """

    number: int | None
    label: str
    detail: str  # "version 2, 11 November 2025"
    text: str
    record_id: str
    since: str = ""


def note_of(record_id: str) -> NoteId | None:
    """Return the note that a source stands in, or None where it is a fact of the file."""
    note_id, slash, _ = record_id.partition("/")
    return NoteId(note_id) if slash else None


def detail(source: Source) -> str:
    """Return which wording of which day a source is."""
    version = f"version {source.revision}" if source.revision else ""
    day = times.in_full(source.on) if source.on else ""
    return ", ".join(part for part in (version, day) if part)


def listed(
    paragraphs: Iterable[Paragraph],
    standings: Mapping[NoteId, Standing],
    offers: Iterable[Offer] = (),
) -> tuple[ListedSource, ...]:
    """Return every sentence that rests on the record, in the order of the letter.

    A sentence of `offers` that would read otherwise by now is said to.
    """
    now = {offer.key: offer.sentence.text for offer in offers if offer.sentence}
    return tuple(_listed(paragraphs, standings, now))


def _listed(
    paragraphs: Iterable[Paragraph],
    standings: Mapping[NoteId, Standing],
    now: Mapping[str, str],
) -> Iterator[ListedSource]:
    number = 0
    for sentence in (each for paragraph in paragraphs for each in paragraph.sentences):
        source = sentence.source
        if source.origin is Origin.RECORD:
            number += 1
            since = _since(source, standings)
            said = now.get(source.record_id)
            if not since and said is not None and said.split() != sentence.text.split():
                since = OTHERWISE
            yield ListedSource(
                *(number, source.label, detail(source), sentence.text, source.record_id, since)
            )
        elif source.was:
            was = f"reworded; was: {source.was}"
            since = _since(source, standings)
            yield ListedSource(None, was, detail(source), sentence.text, source.was_id, since)


def _since(source: Source, standings: Mapping[NoteId, Standing]) -> str:
    note_id = note_of(source.record_id or source.was_id)
    standing = standings.get(note_id) if note_id else None
    if standing is None:
        return ""
    newer = standing.version and source.revision and standing.version > source.revision
    return standing.since or (f"version {standing.version} by now" if newer else "")

"""A letter: which facts it may mention, where each sentence came from, and what is still empty."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import Enum
from itertools import groupby
from typing import NewType

from practicenotes.domain import times
from practicenotes.domain.letter_kinds import LetterKind
from practicenotes.domain.people import ClientId


LetterId = NewType("LetterId", str)

RECIPIENT = "recipient’s name"
PURPOSE = "purpose"  # a place that what was talked over with the client fills

_PLACE = re.compile(r"\{([^{}\n]{1,60})\}")
# A sentence of the writer’s own: up to an end mark that no small letter follows.
_PIECE = re.compile(r"\S.*?(?:(?<=[.!?…])(?=\s+[^a-z])|(?=\s*$))")
_LIKE = 0.5  # the share of words from which a text counts as a rewording


class Origin(Enum):
    """Where a sentence came from."""

    TEMPLATE = "template"
    RECORD = "record"
    YOURS = "yours"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a sentence came from: for the record, which thing, which revision, which day.

    `was` names the source of a sentence that was reworded since, and `was_id` is its record id.
    """

    origin: Origin
    label: str = ""  # "session 10, Plan"
    record_id: str = ""  # the note section, or the fact's name
    revision: int | None = None
    on: date | None = None
    was: str = ""
    was_id: str = ""


YOURS = Source(Origin.YOURS)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, or a short run of them, with one source."""

    text: str
    source: Source = YOURS


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; `key` is the part of the letter kind it grew from ("" when typed)."""

    sentences: tuple[Sentence, ...]
    key: str = ""

    @property
    def text(self) -> str:
        """Return the paragraph as it reads."""
        return " ".join(sentence.text for sentence in self.sentences)

    @property
    def starts(self) -> Iterator[int]:
        """Where in the text each sentence begins."""
        start = 0
        for sentence in self.sentences:
            yield start
            start += len(sentence.text) + 1


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that the record offers to this letter; it stands in the letter only when ticked."""

    key: str  # the fact's name, or the id of a note section
    label: str
    detail: str  # "10 sessions since 26 August"
    part: str
    sentence: Sentence | None  # None: the record says nothing about it yet


class LetterState(Enum):
    """Where a letter stands."""

    DRAFT = "draft"
    APPROVED = "approved"


@dataclass(frozen=True, slots=True)
class Consent:
    """What the client agreed to for this letter."""

    given_on: date | None = None
    form: str = ""  # "in session, in writing"
    scope: str = ""  # "dates, focus, change, current risk"
    has_read: bool = False
    purpose: str = ""  # what the letter is for, as it was talked over
    confirmed_on: date | None = None  # when the client was asked again, with this letter in hand

    @property
    def is_given(self) -> bool:
        """Whether it is said when the client agreed, and to what."""
        return self.given_on is not None and bool(self.scope.strip())


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter of one client; an approved one keeps its exact pages and their SHA-256."""

    id: LetterId
    client_id: ClientId
    kind_id: str
    kind_version: int
    kind_name: str
    state: LetterState
    begun_at: datetime
    saved_at: datetime
    written_on: date
    recipient: str = ""
    recipient_address: str = ""
    subject: str = ""
    greeting: str = ""
    paragraphs: tuple[Paragraph, ...] = ()
    closing: str = ""
    footer: str = ""
    consent: Consent = field(default_factory=Consent)
    approved_at: datetime | None = None
    pdf_digest: str = ""
    damaged: bool = False
    seen: tuple[str, ...] = ()  # what the check found and was looked at, by keys without words
    replaces: LetterId | None = None  # the approved letter that this one corrects
    replaces_on: date | None = None  # the day that it bears

    @property
    def replacing(self) -> str:
        """What a letter that corrects another says of it; empty for any other."""
        if self.replaces_on is None:
            return ""
        return f"This letter replaces mine of {times.in_full(self.replaces_on)}."


def places(text: str) -> tuple[str, ...]:
    """Return the names of the empty places in a text, in their order."""
    return tuple(_PLACE.findall(text))


def unfilled(letter: Letter) -> tuple[str, ...]:
    """Return what still stops the letter, each once: empty places, and a recipient left blank."""
    found = [] if letter.recipient.strip() else [RECIPIENT]
    letter = addressed(letter)
    texts = [letter.subject, letter.greeting, letter.closing, letter.recipient_address]
    texts += [paragraph.text for paragraph in letter.paragraphs]
    for text in texts:
        found += places(text)
    return tuple(dict.fromkeys(found))


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put values into their places; a place without a value stays, and stops the letter."""
    return _PLACE.sub(lambda place: values.get(place[1]) or place[0], text)


def addressed(letter: Letter) -> Letter:
    """Return the letter with the recipient's name, and what it is for, where it speaks of them."""
    name = {"recipient": letter.recipient.strip() or f"{{{RECIPIENT}}}"}
    if purpose := letter.consent.purpose.strip():
        name[PURPOSE] = purpose
    paragraphs = tuple(
        replace(
            paragraph,
            sentences=tuple(replace(s, text=fill(s.text, name)) for s in paragraph.sentences),
        )
        for paragraph in letter.paragraphs
    )
    return replace(letter, greeting=fill(letter.greeting, name), paragraphs=paragraphs)


def purpose_line(letter: Letter) -> str:
    """Return what a letter is for as a line of its own; empty where its text says so already."""
    purpose = letter.consent.purpose.strip()
    said = any(purpose in paragraph.text for paragraph in addressed(letter).paragraphs)
    return f"Purpose: {purpose}" if purpose and not said else ""


def begin(kind: LetterKind) -> tuple[Paragraph, ...]:
    """Return a new letter's paragraphs: only what the kind itself always says."""
    return tuple(
        Paragraph((Sentence(part.opening, Source(Origin.TEMPLATE, kind.name)),), part.key)
        for part in kind.parts
        if part.opening
    )


def includes(paragraphs: Iterable[Paragraph], offer: Offer) -> bool:
    """Say whether the sentence of an offer stands in the letter, as it was taken."""
    return any(
        sentence.source.record_id == offer.key
        for paragraph in paragraphs
        for sentence in paragraph.sentences
    )


def take(paragraphs: Sequence[Paragraph], kind: LetterKind, offer: Offer) -> tuple[Paragraph, ...]:
    """Add the sentence of an offer at the end of its part, in the order of the kind's parts."""
    if offer.sentence is None or includes(paragraphs, offer):
        return tuple(paragraphs)
    sentence = replace(offer.sentence, text=" ".join(offer.sentence.text.split()))
    grown = list(paragraphs)
    here = [position for position, found in enumerate(grown) if found.key == offer.part]
    if here:
        last = grown[here[-1]]
        grown[here[-1]] = replace(last, sentences=(*last.sentences, sentence))
    else:
        order = [part.key for part in kind.parts]
        before = order[: order.index(offer.part)]
        after = max((n for n, found in enumerate(grown) if found.key in before), default=-1)
        grown.insert(after + 1, Paragraph((sentence,), offer.part))
    return tuple(grown)


def leave_out(paragraphs: Iterable[Paragraph], offer: Offer) -> tuple[Paragraph, ...]:
    """Take the sentence of an offer out again; a reworded one is the writer's and stays."""
    kept = (
        replace(
            paragraph,
            sentences=tuple(s for s in paragraph.sentences if s.source.record_id != offer.key),
        )
        for paragraph in paragraphs
    )
    return tuple(paragraph for paragraph in kept if paragraph.sentences)


def reword(before: Sequence[Paragraph], text: str) -> tuple[Paragraph, ...]:
    """Return the paragraphs of an edited text, in which every line is a paragraph.

    A sentence that still stands word for word keeps its source, wherever it was moved to. All else
    is the writer's own; where it grew from a sentence of the record, it says from which.
    """
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    lost = [
        _Known(sentence, paragraph.key, number, start, Counter(sentence.text.split()))
        for number, paragraph in enumerate(before)
        for start, sentence in zip(paragraph.starts, paragraph.sentences, strict=True)
    ]
    standing: list[dict[int, _Known]] = [{} for _ in lines]
    for known in sorted(lost, key=lambda known: -len(known.sentence.text)):
        free = [
            (abs(number - known.line), abs(start - known.start), number, start)
            for number, line in enumerate(lines)
            for start in known.occurrences(line)
            if known.fits(start, standing[number])
        ]
        if free:  # the nearest to where it stood before
            *_, number, start = min(free)
            standing[number][start] = known
            lost.remove(known)
    return tuple(_reworded(line, found, lost) for line, found in zip(lines, standing, strict=True))


@dataclass(frozen=True, slots=True)
class _Known:
    """A sentence of the text before, and where it stood."""

    sentence: Sentence
    key: str
    line: int
    start: int
    words: Counter[str] = field(hash=False)

    def occurrences(self, line: str) -> Iterator[int]:
        """Yield where the sentence stands in a line, as whole words."""
        words = rf"(?<!\S)(?={re.escape(self.sentence.text)}(?!\S))"
        return (found.start() for found in re.finditer(words, line))

    def fits(self, start: int, standing: Mapping[int, "_Known"]) -> bool:
        """Say whether the sentence can stand there beside those that already do."""
        end = start + len(self.sentence.text)
        return all(
            end <= other or other + len(known.sentence.text) <= start
            for other, known in standing.items()
        )

    def likeness(self, theirs: Mapping[str, int], total: int) -> float:
        """Return the share of words that both have, among those of the shorter one (0 to 1)."""
        mine = self.words
        fewer, more = (mine, theirs) if len(mine) < len(theirs) else (theirs, mine)
        shared = sum(min(many, more[word]) for word, many in fewer.items() if word in more)
        return shared / min(mine.total(), total)


def _reworded(line: str, standing: Mapping[int, _Known], lost: Sequence[_Known]) -> Paragraph:
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


def _own(words: str, lost: Sequence[_Known]) -> Iterator[tuple[str, Sentence]]:
    """Yield the writer's own words with their key, parted where they grew from other sentences."""
    pieces = _PIECE.finditer(words)
    for origin, run in groupby(pieces, key=lambda piece: _grown_from(piece[0], lost)):
        spans = [piece.span() for piece in run]
        text = words[spans[0][0] : spans[-1][1]]
        yield origin.key if origin else "", Sentence(text, _former(origin))


def _grown_from(words: str, lost: Sequence[_Known]) -> _Known | None:
    theirs = Counter(words.split())
    total = theirs.total()
    found = [(known.likeness(theirs, total), known) for known in lost]
    most, likeliest = max(found, key=lambda each: each[0], default=(0.0, None))
    return likeliest if most >= _LIKE else None


def _former(origin: _Known | None) -> Source:
    """Return the source of the writer's own words that grew from a sentence, or from none."""
    source = origin.sentence.source if origin else YOURS
    if source.origin is not Origin.RECORD:
        return source if source.was else YOURS
    kept = replace(source, origin=Origin.YOURS, label="", record_id="")
    return replace(kept, was=source.label, was_id=source.record_id)

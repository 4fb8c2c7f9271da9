"""A letter: which facts it may mention, where each sentence came from, and what is still empty."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import Enum
from typing import NewType

from practicenotes.domain import alike, times
from practicenotes.domain.letter_kinds import LetterKind
from practicenotes.domain.people import ClientId


LetterId = NewType("LetterId", str)

RECIPIENT = "recipient’s name"
PURPOSE = "purpose"  # a place that what was talked over with the client fills

_PLACE = re.compile(r"\{([^{}\n]{1,60})\}")


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
    detail: str  # "10 sessions since 26 August 2025"
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
    found = [RECIPIENT] if alike.is_blank(letter.recipient) else []
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
    paragraphs = tuple(_filled(paragraph, name) for paragraph in letter.paragraphs)
    return replace(letter, greeting=fill(letter.greeting, name), paragraphs=paragraphs)


def _filled(paragraph: Paragraph, values: Mapping[str, str]) -> Paragraph:
    if not any("{" in sentence.text for sentence in paragraph.sentences):
        return paragraph
    sentences = (replace(each, text=fill(each.text, values)) for each in paragraph.sentences)
    return replace(paragraph, sentences=tuple(sentences))


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


def included(paragraphs: Iterable[Paragraph]) -> frozenset[str]:
    """Return the record ids of all sentences that stand in the letter as they were taken."""
    return frozenset(
        sentence.source.record_id
        for paragraph in paragraphs
        for sentence in paragraph.sentences
        if sentence.source.record_id
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

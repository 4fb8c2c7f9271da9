"""A client's record as it goes on paper: all of it, or what was chosen of it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from typing import Any, TypeVar

from practicenotes.domain import attached, third_party, times
from practicenotes.domain.attached import Unset
from practicenotes.domain.attachments import Attachment, AttachmentId
from practicenotes.domain.cards import ClientCard
from practicenotes.domain.client_consents import ClientConsent
from practicenotes.domain.letterhead import PLAIN, Letterhead
from practicenotes.domain.letters import LetterState
from practicenotes.domain.measures import Measure, MeasureResult
from practicenotes.domain.notes import Addendum, Note, NoteSection, NoteState
from practicenotes.domain.redaction import Removal
from practicenotes.domain.sessions import SessionId
from practicenotes.domain.whole import WholeRecord


THIRD_PARTY = "[left out: third party]"
Thing = TypeVar("Thing")


class Part(Enum):
    """The parts in their order; the values are their titles on paper and in the choice."""

    CLIENT = "Client file and goals"
    NOTES = "Sessions and notes"
    FRAME = "The frame"
    MEASURES = "Questionnaires"
    CARDS = "Client cards"
    LETTERS = "Letters"
    CONSENTS = "Consents"
    FILES = "List of files"
    HISTORY = "Signatures, addenda and corrections"
    PAGES = "The files themselves"


USUAL = frozenset(Part) - {Part.PAGES}


@dataclass(frozen=True, slots=True)
class Choice:
    """What of a record goes on paper; `left_out` names single things by their keys.

    A range counts the day of the session, or the day on which a thing was begun or received.
    """

    parts: frozenset[Part] = USUAL
    since: date | None = None
    until: date | None = None
    drafts: bool = True
    addenda: bool = True
    in_error: bool = False
    third_party: bool = False
    reasons: bool = False  # a list of what was removed, with the reason for each
    left_out: frozenset[str] = frozenset()

    def holds(self, day: date) -> bool:
        """Say whether a day lies in the range."""
        return (self.since or day) <= day <= (self.until or day)

    def leaves_out(self, key: str) -> bool:
        """Say whether a thing is left out by its key; a file that is not listed shows no page."""
        return key in self.left_out or listed(key) in self.left_out


@dataclass(frozen=True, slots=True)
class FormInError:
    """A questionnaire that was entered in error, and why; a card says so itself."""

    result: MeasureResult
    why: str = ""

    @property
    def id(self) -> str:
        """Its own."""
        return self.result.id


@dataclass(frozen=True, slots=True)
class InError:
    """Questionnaires and cards that were entered in error."""

    measures: tuple[FormInError, ...] = ()
    cards: tuple[ClientCard, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordPaper:
    """A record with all that its paper needs; notes that were entered in error are among it.

    What else was entered in error stands apart, so that no course counts it.

    `contents` holds what was read of the files that go on paper as pages; `as_pages` names them
    once a choice was made.
    """

    whole: WholeRecord
    consents: tuple[ClientConsent, ...] = ()
    known: Mapping[str, Measure] = field(default_factory=dict)
    removals: tuple[Removal, ...] = ()
    letterhead: Letterhead = PLAIN
    as_pages: tuple[Attachment, ...] = ()
    contents: Mapping[AttachmentId, bytes | Unset] = field(default_factory=dict, repr=False)
    in_error: InError = InError()

    @property
    def code_name(self) -> str:
        """What the client is called on every page."""
        return "Client" if self.whole.client.damaged else self.whole.client.code_name

    @property
    def is_empty(self) -> bool:
        """Whether nothing but the client file itself is there."""
        held = self.whole
        return not any(
            (
                *(held.goals, held.sessions, held.notes, held.frame_events, held.measures),
                *(held.cards, held.letters, held.attachments, self.consents),
                *(self.in_error.measures, self.in_error.cards),
            )
        )


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that can be left out; its `name` tells nothing of what it says.

    `known_as` is for the therapist alone, to tell two files of a day apart, and so is `why` a
    thing was entered in error; neither is ever printed.
    """

    key: str
    part: Part
    name: str
    on: date
    state: str = ""
    damaged: bool = False
    known_as: str = ""
    unset: bool = False  # a file that cannot be set as pages, as far as its kind tells
    why: str = ""


def listed(key: str) -> str:
    """Return the key that a file has in the list, for the key of its pages."""
    kind, _, identity = key.partition(":")
    return f"file:{identity}" if kind == "pages" else key


def items(paper: RecordPaper) -> tuple[Item, ...]:
    """Return every single thing of a record, part by part, earliest first."""
    return tuple(sorted(_items(paper), key=lambda item: (list(Part).index(item.part), item.on)))


def _items(paper: RecordPaper) -> Iterator[Item]:
    whole = paper.whole
    days, noted = _days(whole), {note.session_id for note in whole.notes}
    numbers = {each.id: f"Session {each.number}" for each in whole.sessions if each.number}
    for session in whole.sessions:
        if session.id not in noted:
            name = numbers.get(session.id, "Session")
            state = session.attendance.value
            on = session.starts_at.date()
            yield Item(f"session:{session.id}", Part.NOTES, name, on, state, session.damaged)
    for note in whole.notes:
        name = numbers.get(note.session_id or SessionId(""), "Note")
        name = f"{name}, {note.template_name}"
        on, state = _day_of(note, days), note.state.value
        yield Item(f"note:{note.id}", Part.NOTES, name, on, state, note.damaged)
    for each in whole.measures:
        yield Item(f"measure:{each.id}", Part.MEASURES, each.name, each.taken_on, "", each.damaged)
    for card in whole.cards:
        on = card.taken_on
        yield Item(f"card:{card.id}", Part.CARDS, "Client card", on, card.given.value, card.damaged)
    yield from _in_error(paper.in_error)
    for letter in whole.letters:
        name, on = letter.kind_name, letter.written_on
        state = "draft" if letter.state is LetterState.DRAFT else "final"
        yield Item(f"letter:{letter.id}", Part.LETTERS, name, on, state, letter.damaged)
    for file in whole.attachments:
        name = file.kind.value.capitalize()
        on, kind = file.received_on, file.media_type
        own = "" if file.damaged else file.name
        yield Item(f"file:{file.id}", Part.FILES, name, on, "", file.damaged, own)
        unset = not (file.damaged or attached.can_be_set(kind))
        yield Item(f"pages:{file.id}", Part.PAGES, name, on, "", file.damaged, own, unset)


def _in_error(found: InError) -> Iterator[Item]:
    state = NoteState.IN_ERROR.value
    for form in found.measures:
        key, each = f"measure:{form.id}", form.result
        on, why = each.taken_on, form.why
        yield Item(key, Part.MEASURES, each.name, on, state, each.damaged, why=why)
    for card in found.cards:
        key, on, why = f"card:{card.id}", card.taken_on, card.why
        yield Item(key, Part.CARDS, "Client card", on, state, card.damaged, why=why)


def chosen(paper: RecordPaper, choice: Choice) -> RecordPaper:
    """Return what was chosen, with passages about third parties as the choice has them."""
    whole = paper.whole
    days = _days(whole)

    def keep(part: Part, kind: str, things: Iterable[Thing], day: Callable[[Thing], date]) -> Any:
        return tuple(
            each
            for each in things
            if part in choice.parts
            and choice.holds(day(each))
            and not choice.leaves_out(f"{kind}:{getattr(each, 'id', '')}")
        )

    signed = Part.NOTES if Part.NOTES in choice.parts else Part.HISTORY
    notes = keep(signed, "note", whole.notes, lambda note: _day_of(note, days))
    letters = keep(Part.LETTERS, "letter", whole.letters, lambda each: each.written_on)
    kept = replace(
        whole,
        goals=whole.goals if Part.CLIENT in choice.parts else (),
        sessions=tuple(
            each
            for each in keep(Part.NOTES, "session", whole.sessions, lambda s: s.starts_at.date())
            if each.id not in _silent(whole, choice)
        ),
        notes=tuple(_as_chosen(note, choice) for note in notes if _goes(note, choice)),
        frame_events=keep(Part.FRAME, "frame", whole.frame_events, lambda each: each.on),
        measures=keep(Part.MEASURES, "measure", whole.measures, lambda each: each.taken_on),
        cards=keep(Part.CARDS, "card", whole.cards, lambda each: each.taken_on),
        letters=tuple(e for e in letters if choice.drafts or e.state is not LetterState.DRAFT),
        attachments=keep(Part.FILES, "file", whole.attachments, lambda each: each.received_on),
    )
    in_error = replace(
        paper.in_error,
        measures=keep(
            Part.MEASURES, "measure", paper.in_error.measures, lambda e: e.result.taken_on
        ),
        cards=keep(Part.CARDS, "card", paper.in_error.cards, lambda each: each.taken_on),
    )
    consents = keep(Part.CONSENTS, "consent", paper.consents, lambda each: each.given_on)
    as_pages = keep(Part.PAGES, "pages", whole.attachments, lambda each: each.received_on)
    return replace(
        paper,
        whole=kept,
        consents=consents,
        as_pages=as_pages[::-1],
        in_error=in_error if choice.in_error else InError(),
    )


def _silent(whole: WholeRecord, choice: Choice) -> frozenset[SessionId | None]:
    """Return the sessions that go with their notes: each note of theirs is left out by its key."""
    noted = {note.session_id for note in whole.notes}
    told = {n.session_id for n in whole.notes if f"note:{n.id}" not in choice.left_out}
    return frozenset(noted - told)


def _goes(note: Note, choice: Choice) -> bool:
    if note.state is NoteState.IN_ERROR:
        return choice.in_error
    return choice.drafts or note.state is not NoteState.DRAFT


def _as_chosen(note: Note, choice: Choice) -> Note:
    """Return a note with what is said about third parties, or with a mark in its place."""
    note = note if choice.addenda else replace(note, addenda=())
    if choice.third_party:
        return note
    return undigested(
        note,
        tuple(replace(s, text=third_party.without(s.text, THIRD_PARTY)) for s in note.sections),
        tuple(replace(a, text=third_party.without(a.text, THIRD_PARTY)) for a in note.addenda),
    )


def undigested(
    note: Note, sections: tuple[NoteSection, ...], addenda: tuple[Addendum, ...]
) -> Note:
    """Return a note with these texts; its digest goes where words of what was signed are missing.

    Whoever knows all the rest could try words until the digest fits.
    """
    changed = sections != note.sections or addenda != note.addenda
    told = {"digest": "", "previous_digest": ""} if changed else {}
    return replace(note, sections=sections, addenda=addenda, **told)  # type: ignore[arg-type]


def _days(whole: WholeRecord) -> Mapping[SessionId | None, date]:
    return {each.id: each.starts_at.date() for each in whole.sessions if not each.damaged}


def _day_of(note: Note, days: Mapping[SessionId | None, date]) -> date:
    """Return the day that a note is about: that of its session, or that of its beginning."""
    return days.get(note.session_id) or times.on_the_wall(note.begun_at).date()

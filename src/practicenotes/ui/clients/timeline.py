"""The timeline as a list: months, and in them what happened, latest first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from PySide6.QtCore import QModelIndex

from practicenotes.domain import times
from practicenotes.domain.letters import LetterState
from practicenotes.domain.notes import NoteState
from practicenotes.domain.sessions import Attendance, Session
from practicenotes.records.timeline import Entry, EntryKind
from practicenotes.ui import damage
from practicenotes.ui.widgets.lines import Lines


DAMAGED = "changed from outside, or worn out on the disk"


class Shown(Enum):
    """What the timeline is narrowed to; the values are the words on the segments."""

    EVERYTHING = "Everything"
    SESSIONS = "Sessions"
    LETTERS = "Letters"
    MEASURES = "Measures"
    FRAME = "Frame"

    def holds(self, entry: Entry) -> bool:
        """Say whether an entry belongs here; a session that was not held is part of the frame."""
        if self is Shown.EVERYTHING:
            return True
        if self is Shown.FRAME:
            called_off = entry.session is not None and is_called_off(entry.session)
            return entry.kind is EntryKind.FRAME or called_off
        return entry.kind in _KINDS[self]


_KINDS = {
    Shown.SESSIONS: (EntryKind.SESSION, EntryKind.NOTE),
    Shown.LETTERS: (EntryKind.LETTER,),
    Shown.MEASURES: (EntryKind.MEASURE, EntryKind.CARD),
}


@dataclass(frozen=True, slots=True)
class State:
    """The state of a record as a word with its icon; `role` is its colour."""

    word: str
    icon: str = ""
    role: str = "text_muted"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list: the name of a month, or an entry in words with its states."""

    month: str = ""
    entry: Entry | None = None
    title: str = ""
    line: str = ""
    record: State | None = None
    private: State | None = None

    @property
    def id(self) -> str:
        """What names the line, however its words change."""
        return self.entry.id if self.entry else self.month

    @property
    def is_head(self) -> bool:
        """Whether the line is the name of a month."""
        return self.entry is None

    @property
    def aloud(self) -> str:
        """Return the line as a screen reader says it."""
        if self.entry is None:
            return self.month
        parts = [
            times.with_weekday(self.entry.at.date()),
            self.title,
            self.line,
            self.record.word if self.record else "",
            self.private.word if self.private else "",
        ]
        return ", ".join(part for part in parts if part)


class TimelineModel(Lines[Row]):
    """The rows that a view shows."""

    def __init__(self) -> None:
        super().__init__()
        self._entries: Sequence[Entry] = ()
        self._reflected: frozenset[str] | None = None
        self._shown = Shown.EVERYTHING
        self._now: datetime | None = None

    def show_entries(
        self, entries: Sequence[Entry], reflected: frozenset[str] | None, now: datetime
    ) -> None:
        """Take the entries (latest first) and the ids of the sessions that were reflected on.

        `now` is the clock on the wall.
        """
        self._entries, self._reflected, self._now = entries, reflected, now
        self._lay_out()

    def narrow(self, shown: Shown) -> None:
        """Show only entries of one kind."""
        self._shown = shown
        self._lay_out()

    def latest(self, now: datetime) -> QModelIndex:
        """Return the latest entry that is not still to come, or an invalid index."""
        for number, row in enumerate(self._rows):
            if row.entry and row.entry.at <= now:
                return self.index(number)
        return QModelIndex()

    def _lines(self) -> Iterator[Row]:
        if self._now is None:
            return
        before = None
        numbers = _numbers_to_come(self._entries)
        for entry in self._entries:
            if not self._shown.holds(entry):
                continue
            month = (entry.at.year, entry.at.month)
            if month != before:
                yield Row(month=f"{times.MONTHS[entry.at.month - 1]} {entry.at.year}")
                before = month
            yield self._row(entry, numbers.get(entry.id), self._now)

    def _row(self, entry: Entry, to_come: int | None, now: datetime) -> Row:
        title, line = damage.words(entry.title, "Damaged entry"), entry.line
        if entry.damaged:
            line = DAMAGED
        elif to_come:
            title = f"Session {to_come}"
            today = "today " if entry.at.date() == now.date() else ""
            line = f"{today}at {times.clock(entry.at)}"
        return Row(
            entry=entry,
            title=title,
            line=line,
            record=record_state(entry, now),
            private=self._private_state(entry),
        )

    def _private_state(self, entry: Entry) -> State | None:
        if self._reflected is None:  # the reflections were not read, or are closed
            return None
        if entry.id in self._reflected:
            return REFLECTED
        if entry.session and entry.session.attendance.held and entry.note_id:
            return NOT_REFLECTED
        return None


DRAFT = State("draft", "pen-line", "draft")
APPROVED = State("approved", "circle-check", "signed")
FILED = State("filed", "circle-check", "signed")
SIGNED = State("signed", "circle-check", "signed")
MISSING = State("needs a note", "circle-dashed", "draft")
TO_COME = State("not held yet")
UNFINISHED = State("not given back", "circle-dashed", "draft")
BROKEN = State("damaged", "circle-alert", "error")
REFLECTED = State("reflected", "lock", "private.mark")
NOT_REFLECTED = State("no reflection")


def record_state(entry: Entry, now: datetime) -> State | None:
    """Return the state of an entry's record in a word, or None where there is nothing to say."""
    if entry.damaged:
        return BROKEN
    if entry.session:
        return _note_state(entry, entry.session, now)
    if entry.kind is EntryKind.NOTE:
        return SIGNED if entry.note_state is NoteState.SIGNED else DRAFT
    if entry.kind is EntryKind.LETTER:
        return APPROVED if entry.letter_state is LetterState.APPROVED else DRAFT
    if entry.kind is EntryKind.CARD:
        return FILED if entry.finished else UNFINISHED
    return FILED if entry.kind is EntryKind.MEASURE else None


def is_called_off(session: Session) -> bool:
    """Say whether a session was in the diary and did not take place."""
    return not session.attendance.held and session.attendance is not Attendance.PLANNED


def _note_state(entry: Entry, session: Session, now: datetime) -> State | None:
    if entry.note_state is NoteState.SIGNED:
        added = f"signed, {entry.addenda} added"
        return State(added, SIGNED.icon, SIGNED.role) if entry.addenda else SIGNED
    if entry.note_state is NoteState.DRAFT:
        return DRAFT
    if session.attendance.held:
        return MISSING
    if session.attendance is Attendance.PLANNED:
        return TO_COME if entry.at >= now else MISSING
    return None


def _numbers_to_come(entries: Sequence[Entry]) -> dict[str, int]:
    """Return the number that each planned session will have when it is held, by its id."""
    held = [entry.session.number or 0 for entry in entries if entry.session]
    following = max(held, default=0) + 1
    planned = [
        entry.id
        for entry in reversed(entries)
        if entry.session and entry.session.attendance is Attendance.PLANNED and not entry.note_id
    ]
    return {entry_id: following + number for number, entry_id in enumerate(planned)}

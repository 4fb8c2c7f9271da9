"""The timeline as a list: months, and in them what happened, latest first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from practicenotes.domain import times
from practicenotes.domain.letters import LetterState
from practicenotes.domain.notes import NoteState
from practicenotes.domain.sessions import Attendance, Session
from practicenotes.records.timeline import Entry, EntryKind


Index = QModelIndex | QPersistentModelIndex

ROW = Qt.ItemDataRole.UserRole


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
        not_held = entry.session is not None and not entry.session.attendance.held
        if self is Shown.FRAME:
            return entry.kind is EntryKind.FRAME or not_held
        return entry.kind is _KIND[self]


_KIND = {
    Shown.SESSIONS: EntryKind.SESSION,
    Shown.LETTERS: EntryKind.LETTER,
    Shown.MEASURES: EntryKind.MEASURE,
}


@dataclass(frozen=True, slots=True)
class State:
    """The state of a record as a word with its icon; `role` is its colour."""

    word: str
    icon: str = ""
    role: str = "text_muted"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list: the name of a month, or an entry with its states."""

    month: str = ""
    entry: Entry | None = None
    record: State | None = None
    private: State | None = None
    last: bool = False  # of its month: the thread ends here

    @property
    def aloud(self) -> str:
        """Return the line as a screen reader says it."""
        if self.entry is None:
            return self.month
        parts = [
            times.with_weekday(self.entry.at.date()),
            self.entry.title,
            self.entry.line,
            self.record.word if self.record else "",
            self.private.word if self.private else "",
        ]
        return ", ".join(part for part in parts if part)


class TimelineModel(QAbstractListModel):
    """The rows that a view shows."""

    def __init__(self) -> None:
        super().__init__()
        self._entries: Sequence[Entry] = ()
        self._reflected: frozenset[str] = frozenset()
        self._shown = Shown.EVERYTHING
        self._today = date.min
        self._rows: list[Row] = []

    def show_entries(
        self, entries: Sequence[Entry], reflected: frozenset[str], today: date
    ) -> None:
        """Take the entries (latest first) and the ids of the sessions that were reflected on."""
        self._entries = entries
        self._reflected = reflected
        self._today = today
        self._lay_out()

    def narrow(self, shown: Shown) -> None:
        """Show only entries of one kind."""
        self._shown = shown
        self._lay_out()

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802
        """Return how many lines there are."""
        return 0 if parent and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a line's words, or the line itself under ROW."""
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.aloud
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let months be passed over."""
        if self._rows[index.row()].entry is None:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def index_of(self, entry_id: str) -> QModelIndex:
        """Return where an entry stands, or an invalid index."""
        for number, row in enumerate(self._rows):
            if row.entry and row.entry.id == entry_id:
                return self.index(number)
        return QModelIndex()

    def latest(self, today: date) -> QModelIndex:
        """Return the latest entry that is not still to come, or an invalid index."""
        for number, row in enumerate(self._rows):
            if row.entry and row.entry.at.date() <= today:
                return self.index(number)
        return QModelIndex()

    def _lay_out(self) -> None:
        self.beginResetModel()
        self._rows = list(self._lines())
        self.endResetModel()

    def _lines(self) -> Iterator[Row]:
        shown = [entry for entry in self._entries if self._shown.holds(entry)]
        months = [(entry.at.year, entry.at.month) for entry in shown]
        for number, entry in enumerate(shown):
            if number == 0 or months[number] != months[number - 1]:
                yield Row(month=f"{times.MONTHS[entry.at.month - 1]} {entry.at.year}")
            yield Row(
                entry=entry,
                record=record_state(entry, self._today),
                private=self._private_state(entry),
                last=number + 1 == len(shown) or months[number] != months[number + 1],
            )

    def _private_state(self, entry: Entry) -> State | None:
        if entry.id in self._reflected:
            return State("reflected", "lock", "private.mark")
        if entry.session and entry.session.attendance.held and entry.note_id:
            return State("no reflection")
        return None


DRAFT = State("draft", "pen-line", "draft")


def record_state(entry: Entry, today: date) -> State | None:
    """Return the state of an entry's record in a word, or None where there is nothing to say."""
    if entry.damaged:
        return State("damaged", "circle-alert", "error")
    if entry.session:
        return _note_state(entry, entry.session, today)
    if entry.kind is EntryKind.LETTER:
        approved = entry.letter_state is LetterState.APPROVED
        return State("approved", "circle-check", "signed") if approved else DRAFT
    if entry.kind is EntryKind.MEASURE:
        return State("filed", "circle-check", "signed")
    return None


def _note_state(entry: Entry, session: Session, today: date) -> State | None:
    if entry.note_state is NoteState.SIGNED:
        added = f"signed, {entry.addenda} added" if entry.addenda else "signed"
        return State(added, "circle-check", "signed")
    if entry.note_state is NoteState.DRAFT:
        return DRAFT
    if session.attendance.held:
        return State("needs a note", "circle-dashed", "draft")
    planned = session.attendance is Attendance.PLANNED
    return State("not held yet") if planned and entry.at.date() >= today else None

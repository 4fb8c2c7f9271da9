"""A client's timeline, and the file at a glance beside it."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from practicenotes.domain import times
from practicenotes.domain.sessions import SessionId
from practicenotes.records.overview import Overview
from practicenotes.records.timeline import Entry, EntryKind
from practicenotes.ui import theme
from practicenotes.ui.clients import entry_menu
from practicenotes.ui.clients.glance import Glance
from practicenotes.ui.clients.timeline import Shown, TimelineModel
from practicenotes.ui.clients.timeline_view import TimelineView
from practicenotes.ui.widgets import room
from practicenotes.ui.widgets.beside import Beside
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.either import Either
from practicenotes.ui.widgets.empty import EmptyState
from practicenotes.ui.widgets.lines import ROW
from practicenotes.ui.widgets.room import Room


class History(QWidget):
    """Everything that happened with a client, latest first.

    Signals:
        session_wanted(SessionId), letter_wanted(LetterId), card_opened(CardId): to be opened.
        note_opened(NoteId): a note that stands for itself is to be opened.
        note_wanted(): a note is to be begun.
        change_wanted(Session), became(Session, Attendance): a planned session is not as planned.
        frame_change_wanted(id), frame_removed(id): what was noted about the frame is not so.
    """

    session_wanted = Signal(str)
    letter_wanted = Signal(str)
    card_opened = Signal(str)
    note_opened = Signal(str)
    note_wanted = Signal()
    change_wanted = Signal(object)
    became = Signal(object, object)
    frame_change_wanted = Signal(str)
    frame_removed = Signal(str)

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._now = now
        self._overview: Overview | None = None
        self._reflected: frozenset[SessionId] | None = None
        self._room = Room.WIDE
        self._model = TimelineModel()
        self._view = TimelineView(self._model)
        self._narrowing = Either("Show", [(each, each.value) for each in Shown])
        self._turn = Button("At a glance", icon="clipboard-list")
        self._glance = Glance()
        self._empty = EmptyState("No sessions yet.", "New session note")
        self._build()
        self._listen()

    def show_overview(self, found: Overview, reflected: frozenset[SessionId] | None) -> None:
        """Show what happened; `reflected` are the sessions that were reflected on, if known."""
        self._overview = found
        sessions = [entry.session for entry in reversed(found.entries) if entry.session]
        shown = (found.goals, found.results, found.forms, found.consents)
        self._glance.show_facts(
            times.on_the_wall(self._now()).date(), found.client, sessions, *shown
        )
        self.show_reflected(reflected)
        self._show_parts()

    def show_reflected(self, reflected: frozenset[SessionId] | None) -> None:
        """Mark what was reflected on; the entry that was chosen stays so, or the latest is."""
        self._reflected = reflected
        if self._overview is None:
            return
        chosen = self._view.currentIndex().data(ROW)
        now = times.on_the_wall(self._now())
        self._model.show_entries(self._overview.entries, reflected, now)
        index = self._model.index_of(chosen.id) if chosen else QModelIndex()
        self._view.setCurrentIndex(index if index.isValid() else self._model.latest(now))

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Pass the keyboard on to the timeline; a proxy would pull the Tab key past the header."""
        super().focusInEvent(event)
        inside = self._empty.button if self._view.isHidden() else self._view
        inside.setFocus(event.reason())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Lay the page out for the room that the window gives."""
        super().resizeEvent(event)
        self._fit()

    # --- the page ------------------------------------------------------------------------------

    def _build(self) -> None:
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(0)
        self._columns.addWidget(self._main(), 1)
        self._columns.addWidget(self._glance)

    def _main(self) -> QWidget:
        look = theme.current()
        main = QWidget()
        stack = QVBoxLayout(main)
        margin = look.space("page_margin")
        inset = look.scaled(12)  # the words of a row stand in from its ground
        stack.setContentsMargins(margin - inset, look.space("two"), margin - inset, 0)
        stack.setSpacing(look.space("one"))
        tools = Beside(look.space("two"), under=look.space("one"), centred=True)
        tools.setContentsMargins(inset, 0, inset, 0)
        tools.add(self._narrowing)
        tools.add(_at_the_right(self._turn))
        stack.addLayout(tools)
        stack.addWidget(self._view, 1)
        stack.addWidget(self._empty, 1)
        return main

    def _listen(self) -> None:
        self._empty.wanted.connect(self.note_wanted)
        self._view.opened.connect(self._open_entry)
        self._view.menu_wanted.connect(self._show_menu)
        self._narrowing.chosen.connect(self._narrow)
        self._turn.setCheckable(True)
        self._turn.toggled.connect(self._fit)
        theme.current().changed.connect(self._fit)

    def _fit(self) -> None:
        """Put the file at a glance beside the timeline, or in its place where there is no room."""
        self._room = room.around(self)
        wide, narrow = self._room is Room.WIDE, self._room is Room.NARROW
        directions = QBoxLayout.Direction
        self._columns.setDirection(directions.LeftToRight if wide else directions.TopToBottom)
        self._glance.set_beside(wide)
        self._narrowing.set_narrow(narrow)
        self._view.set_grown(narrow)
        self._show_parts()

    def _show_parts(self) -> None:
        wide = self._room is Room.WIDE
        glance = not wide and self._turn.isChecked()
        some = self._overview is not None and bool(self._overview.entries)
        self._turn.setVisible(not wide)
        self._turn.setText("Timeline" if glance else "At a glance")
        theme.current().dress(self._turn, "history" if glance else "clipboard-list")
        self._glance.setVisible(wide or glance)
        self._view.setVisible(some and not glance)
        self._narrowing.setVisible(some and not glance)
        read = self._overview is not None  # what could not be read is not called empty
        self._empty.setVisible(read and not some and not glance)

    def _narrow(self, shown: Shown) -> None:
        chosen = self._view.currentIndex().data(ROW)
        self._model.narrow(shown)
        index = self._model.index_of(chosen.id) if chosen else QModelIndex()
        if index.isValid():
            self._view.setCurrentIndex(index)

    # --- what is done --------------------------------------------------------------------------

    def _open_entry(self, entry: Entry) -> None:
        if entry.kind is EntryKind.SESSION:
            self.session_wanted.emit(entry.id)
        elif entry.kind is EntryKind.NOTE:
            self.note_opened.emit(entry.id)
        elif entry.kind is EntryKind.LETTER:
            self.letter_wanted.emit(entry.id)
        elif entry.kind is EntryKind.FRAME and not entry.damaged:
            self.frame_change_wanted.emit(entry.id)
        elif entry.kind is EntryKind.CARD:
            self.card_opened.emit(entry.id)

    def _show_menu(self, entry: Entry, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, act in entry_menu.choices(
            entry,
            times.on_the_wall(self._now()),
            open_entry=self._open_entry,
            change=self.change_wanted.emit,
            become=self.became.emit,
            change_frame=self.frame_change_wanted.emit,
            remove_frame=self.frame_removed.emit,
        ):
            menu.addAction(words, act)
        if menu.actions():
            menu.popup(at)
            menu.setActiveAction(menu.actions()[0])


def _at_the_right(part: QWidget) -> QWidget:
    held = QWidget()
    row = QHBoxLayout(held)
    row.setContentsMargins(0, 0, 0, 0)
    row.addStretch()
    row.addWidget(part)
    return held

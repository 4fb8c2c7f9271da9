"""What else can be done with a note, beyond writing and signing it; only what fits is offered."""

from collections.abc import Callable
from datetime import datetime
from enum import Enum
from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from practicenotes.domain import notes
from practicenotes.domain.notes import Note, NoteState
from practicenotes.records.write_up import Around


class RecordAct(Enum):
    """One act, as the menu names it."""

    HISTORY = "Former &wordings…"
    DELETE = "&Delete this draft…"
    WITHDRAW = "Withdraw the &signature…"
    IN_ERROR = "Entered in &error…"
    SHOW_ERRORS = "Notes entered in error…"


_KEYS = {RecordAct.HISTORY: "Ctrl+Shift+H"}


class RecordMenu:
    """The acts of one note at the foot of a menu."""

    def __init__(self, menu: QMenu, chosen: Callable[[RecordAct], object]) -> None:
        menu.addSeparator()
        self.actions: dict[RecordAct, QAction] = {}
        for act in RecordAct:
            key = f"\t{_KEYS[act]}" if act in _KEYS else ""
            self.actions[act] = menu.addAction(f"{act.value}{key}", partial(chosen, act))

    def show_note(self, note: Note, around: Around, at: datetime) -> None:
        """Offer what fits this note now."""
        fitting = fit(note, around, at)
        for act, action in self.actions.items():
            action.setVisible(act in fitting)


def fit(note: Note, around: Around, at: datetime) -> frozenset[RecordAct]:
    """Return what can be done with a note as it stands; nothing is done to a damaged one."""
    found = {RecordAct.SHOW_ERRORS} if around.in_error else set()
    if note.damaged:
        return frozenset(found)
    found.add(RecordAct.HISTORY)
    if note.state is NoteState.DRAFT and not note.was_signed:
        found.add(RecordAct.DELETE)
    if note.state is NoteState.SIGNED:
        found.add(RecordAct.IN_ERROR)
    if notes.may_withdraw(note, around.hours, at):
        found.add(RecordAct.WITHDRAW)
    return frozenset(found)

"""Finds everything in a window that holds words which no store has confirmed."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QApplication, QWidget

from practicenotes.ui.alliance.questions import Questions
from practicenotes.ui.practice import PracticePage
from practicenotes.ui.saving import Autosave, Write
from practicenotes.ui.unfinished import Standing
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.sheet import Sheet


def unsaved(window: QWidget) -> list[tuple[Callable[..., Any], tuple[Any, ...]]]:
    """Return what would keep each of them, in the order in which it would be kept."""
    holding: list[Autosave | Standing | Questions | PracticePage] = []
    for kind in (Autosave, Standing, Questions, PracticePage):
        holding += window.findChildren(kind)
    writes: list[Write] = [write for each in holding for write in each.outstanding()]
    return [(write.operation, write.arguments) for write in writes]


def in_front(window: QWidget) -> QWidget:
    """Return the sheet that stands over a window, or the window."""
    return QApplication.activeModalWidget() or window


def offer_in_sheets(window: QWidget, words: str, act: Callable[[], object]) -> None:
    """Put a button on every open sheet that cannot be kept: it covers the window behind it."""
    for sheet in _stuck_sheets(window):
        if not sheet.findChild(_Way):
            way = _Way(words, "quiet")
            way.clicked.connect(act)
            sheet.add_button(way)
            sheet.make_room()


def say_in_sheets(window: QWidget, words: str) -> None:
    """Say how it went where it was asked for."""
    for sheet in _stuck_sheets(window):
        sheet.unkept.say(words)
        sheet.make_room()


def read_anew(desk: Any) -> None:
    """Read what is open on a page once more: other words may stand in the stores by now."""
    session, letter, note = desk.session, desk.letter, desk.notes.page
    if session.record.is_open and desk.session_id:
        session.open(desk.session_id)
    if letter.letter:
        letter.open(letter.letter.id)
    if note.note_id:
        note.open(note.note_id)
    if desk.second_look.session_id:
        desk.second_look.open(desk.second_look.session_id)
    desk.practice.refresh()


def _stuck_sheets(window: QWidget) -> list[Sheet]:
    found = window.findChildren(Sheet)
    return [sheet for sheet in found if sheet.isVisible() and not sheet.unkept.isHidden()]


class _Way(Button):
    """The way out of a sheet that cannot be kept."""

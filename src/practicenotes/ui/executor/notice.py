"""What the therapist is told at the next unlocking: that the record was opened, when, and what."""

from datetime import datetime

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from practicenotes.domain import times
from practicenotes.domain.executor import UNLOCK, Opened, Openings
from practicenotes.records import executor
from practicenotes.ui import theme as themes
from practicenotes.ui.tasks import Tasks
from practicenotes.ui.today import TodayPage
from practicenotes.ui.widgets.dialog import Dialog
from practicenotes.ui.widgets.strip import NoticeStrip
from practicenotes.ui.widgets.words import Words


WAS_OPENED = "The record was opened with the executor sheet: {when}."
WHAT = "What was read"
HEADING = "Opened with the executor sheet"
NAMED = 3  # moments that the strip names; the list has them all


class OpenedNotice(QObject):
    """A strip above the day, until the therapist has taken note of it."""

    def __init__(self, today: TodayPage, record: Tasks) -> None:
        super().__init__(today)
        self._record = record
        self._found = Openings()
        self.strip = NoticeStrip()
        self.strip.acted.connect(self._list)
        self.strip.closed.connect(self._noted)
        today.add_notice(self.strip)
        record.run(self, executor.openings, then=self._show)

    def _show(self, found: Openings) -> None:
        self._found = found
        if found.times:
            self.strip.say(WAS_OPENED.format(when=_moments(found)), WHAT)

    def _list(self) -> None:
        """Show everything that was read, and take it as told once that was closed."""
        dialog = Dialog(self.strip.window(), HEADING, _lines(self._found), "I have seen it")
        dialog.back.setText("Close")
        dialog.asked.connect(dialog.accept)
        dialog.accepted.connect(self.strip.hide)
        dialog.accepted.connect(self._noted)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _noted(self) -> None:
        self._record.run(self, executor.told, self._found.last)


def _moments(found: Openings) -> str:
    """Return when it was opened, the latest first where there are many."""
    latest = [_said(at) for at in found.times[::-1]]
    more = len(latest) - NAMED
    if more > 0:
        return f"{', '.join(latest[:NAMED])}, and {times.number(more)} more times"
    *others, last = latest[::-1]
    return f"{', '.join(others)} and {last}" if others else last


def _lines(found: Openings) -> QWidget:
    column = QWidget()
    stack = QVBoxLayout(column)
    stack.setContentsMargins(0, 0, 0, 0)
    stack.setSpacing(themes.current().space("half"))
    for opened in found.done:
        role = "strong" if opened.what == UNLOCK else "body"
        stack.addWidget(Words(_line(opened), role, wraps=True))
    stack.addStretch()
    return column


def _line(opened: Opened) -> str:
    what = _WORDS.get(opened.what, opened.what.capitalize())
    whom = f": {opened.client}" if opened.client else ""
    return f"{_said(opened.at)}, {what[0].lower()}{what[1:]}{whom}"


_WORDS = {
    UNLOCK: "opened",
    "lock": "locked",
    "read all contacts": "read the contacts of all clients",
    "print all contacts": "printed the contacts of all clients",
    "save all contacts": "saved the contacts of all clients as a file",
    "read record": "read the record",
}


def _said(at: datetime) -> str:
    wall = times.on_the_wall(at)
    return f"{times.in_full(wall.date())}, {times.clock(wall)}"

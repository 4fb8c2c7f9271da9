"""The section Supervision over two real encrypted stores, with Heron's passage in it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from practicenotes.domain.hours import Hour, HourId, HourKind
from practicenotes.domain.people import ClientId, NewClient, Person
from practicenotes.domain.reflections import Reflection
from practicenotes.domain.reflections.supervision_items import SupervisionItem, SupervisionItemId
from practicenotes.domain.sessions import Attendance, Session, SessionId
from practicenotes.records import clients, hours, sessions
from practicenotes.reflections import reflections, supervision
from practicenotes.ui.supervision import SupervisionSection
from practicenotes.ui.tasks import Broadcast, Tasks, Work
from practicenotes.ui.theme import Theme
from practicenotes.vault import Vault


HELD_AT = datetime(2025, 11, 18, 13, 0)
PASSAGE = "Heron looked away on 4 November. I spoke of the rota. His brother Martin laughed."
QUESTION = "What do I miss with Heron?"
LONG = 20_000  # ms


@dataclass
class Desk:
    """The section as a therapist sits before it."""

    section: SupervisionSection
    vault: Vault
    doors: tuple[Tasks, ...]
    qtbot: QtBot
    heron: ClientId
    held: SessionId
    ticked: SessionId
    item_id: SupervisionItemId
    said: list[str] = field(default_factory=list)

    def settle(self) -> None:
        """Wait until everything has come back and is shown."""
        self.until(lambda: not any(door.busy for door in self.doors))
        self.qtbot.wait(30)
        self.until(lambda: not any(door.busy for door in self.doors))

    def until(self, holds: Callable[[], object]) -> None:
        """Wait for something to become true."""
        self.qtbot.waitUntil(lambda: bool(holds()), timeout=LONG)

    def open(self) -> Any:
        """Open Heron's passage and return its view."""
        self.section.open(self.item_id)
        self.settle()
        return self.section.passages.item

    def prepare(self) -> Any:
        """Open the sheet of Heron's passage and return its view."""
        self.open().sheet.click()
        self.settle()
        self.until(lambda: not self.sheet.proof.busy)
        return self.sheet

    @property
    def sheet(self) -> Any:
        """The view of the sheet."""
        return self.section.passages.sheet

    def kept(self) -> SupervisionItem:
        """Return Heron's passage as the store has it."""
        return self.vault.private.run(supervision.get, self.item_id)

    def saved(self) -> None:
        """Wait until what was written is with the store."""
        self.section.flush()
        self.until(lambda: not self.section.has_unsaved)
        self.settle()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        """Press a key wherever the keyboard is."""
        focus = QApplication.focusWidget() or self.section
        QTest.keyClick(focus, key, modifier or Qt.KeyboardModifier.NoModifier)

    def words(self, where: QWidget | None = None) -> str:
        """Return every word that is seen."""
        labels = (where or self.section).findChildren(QLabel)
        seen = [label.accessibleName() or label.text() for label in labels if label.isVisible()]
        buttons = (where or self.section).findChildren(QPushButton)
        return "\n".join([*seen, *(b.text() for b in buttons if b.isVisible())])

    def answer_where(self, path: Path) -> str:
        """Answer the question for a file, and return the name that was offered."""
        self.until(lambda: self.section.findChildren(QFileDialog))
        dialog = self.section.findChildren(QFileDialog)[-1]
        [offered] = [Path(file).name for file in dialog.selectedFiles()]
        dialog.findChild(QLineEdit).setText(str(path))
        dialog.accept()
        self.until(path.exists)
        self.settle()
        return offered


@pytest.fixture
def at() -> Callable[[], datetime]:
    """Give a clock that stands."""
    return lambda: datetime(2025, 11, 18, 14, 2, tzinfo=UTC)


@pytest.fixture
def desk(
    qtbot: QtBot,
    theme: Theme,
    vault: Vault,
    broadcast: Broadcast,
    work: Work,
    at: Callable[[], datetime],
) -> Iterator[Desk]:
    """Show the section in a window of 1280 by 800, with one passage and one ticked session."""
    record, private = vault.record, vault.private
    people = (Person("Tom Ashdown"),)
    heron = record.run(clients.add, NewClient("Heron", people=people), at())
    held = []
    for weeks in range(4, -1, -1):
        day = HELD_AT - timedelta(weeks=weeks)
        session = Session(SessionId(""), heron, day, attendance=Attendance.ATTENDED)
        held.append(record.run(sessions.add, session, at()))
    new = SupervisionItem(SupervisionItemId(""), heron, held[-1], PASSAGE, QUESTION)
    item_id = private.run(supervision.flag, new, at())
    tick = Reflection(held[0], heron, free="A grey day.\nTom was late.", for_supervision=True)
    private.run(reflections.save, tick, at())
    doors = tuple(Tasks(store.submit, broadcast) for store in (record, private))
    section = SupervisionSection(*doors, work, broadcast, vault.check_key, at)
    qtbot.addWidget(section)
    section.resize(1200, 740)
    section.show()
    section.activateWindow()
    qtbot.waitUntil(section.isActiveWindow)
    section.refresh()
    here = Desk(section, vault, (*doors, work), qtbot, heron, held[-1], held[0], item_id)
    section.told.connect(here.said.append)
    here.settle()
    yield here
    section.flush()
    section.hide()
    here.settle()
    for door in doors:
        door.deleteLater()


@pytest.fixture
def logged(desk: Desk, at: Callable[[], datetime]) -> Desk:
    """Put three hours of two years into the log, and show it."""
    line = Hour(HourId(""), date(2025, 11, 5), HourKind.SUPERVISION, 60, "H. Abernathy", "Silence")
    for each in (
        line,
        replace(line, on=date(2025, 2, 1), kind=HourKind.READING, minutes=90, with_whom=""),
        replace(line, on=date(2024, 6, 1)),
    ):
        desk.vault.record.run(hours.add, each, at())
    desk.section.choose_tab("hours")
    desk.section.refresh()
    desk.settle()
    return desk

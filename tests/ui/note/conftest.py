"""The desk of the fictional practice, for notes that stand for themselves."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

import copy_care
from practicenotes.domain.notes import Note
from practicenotes.domain.people import ClientId
from practicenotes.records import notes
from practicenotes.ui import theme as themes
from practicenotes.ui.desk import Desk
from practicenotes.ui.device import Device
from practicenotes.ui.note.choosing import NewNoteDialog
from practicenotes.ui.note.page import NotePage
from practicenotes.ui.practice import VaultCare
from practicenotes.ui.tasks import Broadcast, Work
from practicenotes.ui.theme import Theme
from practicenotes.ui.window import Window


LONG = 20_000  # ms


class Sitting:
    """A therapist at the desk, with Heron's page in front."""

    def __init__(self, desk: Desk, window: Window, played: Any, qtbot: QtBot) -> None:
        self.desk, self.window, self.played, self.qtbot = desk, window, played, qtbot
        self.told: list[str] = []
        desk.notes.told.connect(self.told.append)

    @property
    def heron(self) -> ClientId:
        """The client in front."""
        found: ClientId = self.played.id_of("Heron")
        return found

    @property
    def page(self) -> NotePage:
        """The page of a note."""
        return self.desk.notes.page

    @property
    def focus(self) -> QWidget:
        """What has the keyboard."""
        found = QApplication.focusWidget() or self.window.focusWidget()
        assert found
        return found

    def until(self, holds: Callable[[], object]) -> None:
        """Wait for something to become true."""
        self.qtbot.waitUntil(lambda: bool(holds()), timeout=LONG)

    def settle(self) -> None:
        """Wait until everything has come back and is shown."""
        self.until(self.played.idle)
        self.qtbot.wait(40)
        self.until(self.played.idle)

    def ask(self) -> NewNoteDialog:
        """Ask for a new note for Heron."""
        self.desk.notes.ask(self.heron)
        self.settle()
        dialog = self.desk.notes.dialog
        assert dialog
        return dialog

    def begin(self, form_id: str, *, session: bool = False) -> Note:
        """Begin a note of a kind, of no session or of the last one, and return it."""
        dialog = self.ask()
        dialog.choose(form_id)
        held = [each.id for each in self.played.sessions_of("Heron") if each.attendance.held]
        dialog.session.set_value(held[-1] if session else None)
        dialog.main.click()
        self.settle()
        return self.notes()[-1]

    def notes(self) -> tuple[Note, ...]:
        """Return Heron's notes as the store has them now."""
        found: tuple[Note, ...] = self.played.record.run(notes.of_client, self.heron)
        return found

    def write(self, key: str, words: str) -> None:
        """Write into a section of the note in front, and wait until it is saved."""
        self.page.record.form.editor(key).setPlainText(words)
        self.until(lambda: not self.page.has_unsaved)
        self.settle()


@pytest.fixture
def sitting(
    qtbot: QtBot,
    theme: Theme,
    played: Any,
    broadcast: Broadcast,
    work: Work,
    tmp_path: Path,
) -> Iterator[Sitting]:
    """Sit down at noon, with Heron's page in front."""
    device = Device(tmp_path / "device")
    window = Window(device)
    qtbot.addWidget(window)
    window.resize(1280, 800)
    care = VaultCare(
        folder=tmp_path / "Demo.practice",
        back_up=lambda to: to / "copy",
        verify=lambda: {"sound": True, "stores": {}},
        change_passphrase=lambda _old, _new: None,
        strength=lambda _typed: 0,
        check_passphrase=lambda _typed: None,
        copies=copy_care.idle(),
    )
    with themes.laid_once():
        desk = Desk(window, *played.doors, work, broadcast, care, device, played.now)
    window.show()
    window.activateWindow()
    desk.begin()
    qtbot.waitUntil(window.isActiveWindow)
    sat = Sitting(desk, window, played, qtbot)
    desk.show_client(sat.heron)
    sat.settle()
    yield sat
    desk.flush()
    sat.settle()

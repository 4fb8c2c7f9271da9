"""What is handed over among the other pages: its tab, its key, the day, and after a lock."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import copy_care
from practicenotes.domain.record_requests import RecordRequest, RequestId
from practicenotes.domain.unfinished import Mark, Unfinished
from practicenotes.records import record_requests, unfinished
from practicenotes.ui.desk import Desk
from practicenotes.ui.device import Device
from practicenotes.ui.papers import requests, whole
from practicenotes.ui.papers.asking import RequestDialog
from practicenotes.ui.papers.choosing import ChoiceDialog
from practicenotes.ui.practice import VaultCare
from practicenotes.ui.tasks import Broadcast, Work
from practicenotes.ui.theme import Theme
from practicenotes.ui.widgets.dialog import Dialog
from practicenotes.ui.widgets.row_button import RowButton
from practicenotes.ui.window import Window


pytestmark = pytest.mark.qt_log_ignore(
    r"This plugin does not support (raise|grabbing the keyboard)", extend=True
)


class Sitting:
    """A therapist at the desk."""

    def __init__(self, desk: Desk, window: Window, played: Any, work: Work, qtbot: QtBot) -> None:
        self.desk, self.window, self.played, self.qtbot = desk, window, played, qtbot
        self.work = work
        self.heron = played.id_of("Heron")

    def settle(self) -> None:
        """Wait until everything has come back and is shown."""
        for _ in range(2):
            self.qtbot.waitUntil(lambda: self.played.idle() and not self.work.busy, timeout=20_000)
            self.qtbot.wait(30)

    def ask(self) -> None:
        """Note a request for Heron's record whose day is near."""
        new = RecordRequest(RequestId(""), self.heron, "Hart & Lowe", date(2025, 10, 28))
        self.played.record.run(record_requests.add, new, self.played.now())

    def dialogs(self) -> list[Dialog]:
        """Return every dialog that is open."""
        return [each for each in self.window.findChildren(Dialog) if each.isVisible()]


@pytest.fixture
def sitting(
    qtbot: QtBot, theme: Theme, played: Any, broadcast: Broadcast, work: Work, tmp_path: Path
) -> Iterator[Sitting]:
    """Sit down at noon, with the day in front."""
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
    desk = Desk(window, *played.doors, work, broadcast, care, device, played.now)
    window.show()
    window.activateWindow()
    desk.begin()
    qtbot.waitUntil(window.isActiveWindow)
    sat = Sitting(desk, window, played, work, qtbot)
    sat.settle()
    yield sat
    for dialog in sat.dialogs():
        dialog.reject()
    desk.flush()
    sat.settle()


def test_a_record_is_printed_from_anywhere_by_its_key(sitting: Sitting) -> None:
    """The client who was shown last is meant; before one was shown, the list is."""
    sitting.desk.show_client(sitting.heron)
    sitting.settle()
    keys = QKeySequence("Ctrl+Shift+R")
    sitting.qtbot.keySequence(QApplication.focusWidget() or sitting.window, keys)
    sitting.settle()
    [dialog] = sitting.dialogs()
    assert isinstance(dialog, ChoiceDialog)


def test_a_record_that_is_drawn_too_late_asks_nothing(sitting: Sitting) -> None:
    """Whoever goes on to another client, from whatever part of the file, sees no window of this."""
    sitting.desk.show_client(sitting.heron)
    sitting.settle()
    sitting.desk.papers.whole.ask_for(sitting.heron)
    [dialog] = sitting.dialogs()
    dialog.main.click()
    sitting.qtbot.waitUntil(lambda: not sitting.dialogs(), timeout=20_000)
    sitting.desk.show_client(sitting.played.id_of("Birch"))
    sitting.settle()
    assert sitting.dialogs() == []


def test_the_tab_shows_who_asked(sitting: Sitting) -> None:
    """The last tab of a client, read anew whenever it is shown."""
    sitting.desk.show_client(sitting.heron)
    sitting.desk.clients.page.choose_tab("papers")
    sitting.settle()
    assert sitting.desk.papers.isVisible()
    assert sitting.desk.papers.rows == []
    sitting.ask()
    sitting.desk.clients.page.refresh()
    sitting.settle()
    [row] = sitting.desk.papers.rows
    assert row.accessibleName() == "Hart & Lowe, Ten days left, until 28 November 2025."
    sitting.desk.show_client(sitting.played.id_of("Birch"))
    sitting.settle()
    assert sitting.desk.papers.rows == []


def test_the_day_leads_to_the_request(sitting: Sitting) -> None:
    """The line names the client, and not who asked."""
    sitting.ask()
    sitting.desk.today.refresh()
    sitting.settle()
    found = sitting.desk.today.findChildren(RowButton)
    [line] = [row for row in found if "days left" in row.accessibleName()]
    assert line.accessibleName() == "Heron, ten days left"
    line.click()
    sitting.settle()
    assert sitting.desk.papers.isVisible()
    assert len(sitting.desk.papers.rows) == 1


@pytest.mark.parametrize(
    ("sheet", "more", "kind"),
    [(whole.SHEET, (), ChoiceDialog), (requests.SHEET, ("",), RequestDialog)],
)
def test_a_sheet_that_stood_open_opens_again(sitting: Sitting, sheet, more, kind) -> None:
    """After a lock the same form stands over the same page, with what was typed in it."""
    words = {"until": "1 November 2025"}
    begun = Unfinished(Mark(sheet, (sitting.heron, *more)), words)
    sitting.played.record.run(unfinished.keep, begun, sitting.played.now())
    sitting.desk.begin()
    sitting.qtbot.waitUntil(lambda: bool(sitting.dialogs()), timeout=20_000)
    sitting.settle()
    [dialog] = sitting.dialogs()
    assert isinstance(dialog, kind)
    assert dialog.form.values()["until"] == date(2025, 11, 1)
    assert sitting.desk.papers.isVisible()

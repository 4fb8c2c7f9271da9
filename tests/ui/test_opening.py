"""The window looks for decay by itself, says nothing while all is sound, and tells what is not."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

import factory
from practicenotes.domain import settings as known
from practicenotes.errors import StoreClosed
from practicenotes.records import inspection, notes, settings
from practicenotes.ui import opening
from practicenotes.ui.device import Device
from practicenotes.ui.opening import CheckCare, OpeningCheck
from practicenotes.ui.tasks import Broadcast, Tasks, Work
from practicenotes.ui.theme import Theme
from practicenotes.ui.window import Window
from practicenotes.vault import Vault
from practicenotes.vault import opening as pages


NOW = datetime(2025, 11, 18, 12, 12, tzinfo=UTC)


class Page(QWidget):
    """A page of the practice that only hears that it is to check."""

    checked = Signal()

    def check(self) -> None:
        self.checked.emit()


class Sitting:
    """A window over a real vault, with its checks."""

    def __init__(self, vault: Vault, window: Window, doors: Any, qtbot: QtBot) -> None:
        self.vault, self.window, self.qtbot = vault, window, qtbot
        self.page = Page()
        self.now = NOW
        care = CheckCare(partial(pages.all_pages_fit, vault), partial(inspection.of, vault))
        practice: Any = self.page
        self.check = OpeningCheck(window, practice, doors, care, lambda: self.now)

    def last(self) -> str:
        return str(self.vault.record.run(settings.get, known.LAST_CHECK))

    def damage(self) -> None:
        """Let a bit of every page but the first decay in the private store."""
        path = self.vault.private.path

        def flip() -> None:
            data = bytearray(path.read_bytes())
            for place in range(4096 + 300, len(data), 4096):
                data[place] ^= 1
            path.write_bytes(data)

        self.vault.private.set_aside(flip)


@pytest.fixture
def sitting(
    vault: Vault, theme: Theme, work: Work, broadcast: Broadcast, tmp_path: Any, qtbot: QtBot
) -> Iterator[Sitting]:
    """Give a window in which nothing was checked yet."""
    window = Window(Device(tmp_path / "device"))
    qtbot.addWidget(window)
    record = Tasks(vault.record.submit, broadcast)
    yield Sitting(vault, window, (record, work), qtbot)
    record.deleteLater()


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let quiet be reached at once."""
    monkeypatch.setattr(opening, "QUIET", 0)


def test_a_sound_practice_is_checked_whole_once_a_day_and_nothing_is_said(
    sitting: Sitting,
) -> None:
    """The first opening of a day checks everything, the next only the pages."""
    sitting.check.look_at_pages()
    sitting.check.look_whether_due()
    sitting.qtbot.waitUntil(lambda: sitting.last() == NOW.isoformat(timespec="seconds"))
    assert sitting.check.strip.isHidden()

    sitting.now += timedelta(hours=3)
    sitting.check.look_whether_due()
    sitting.now += timedelta(hours=21)
    sitting.check.look_whether_due()
    sitting.qtbot.waitUntil(lambda: sitting.last() != NOW.isoformat(timespec="seconds"))
    assert sitting.last() == sitting.now.isoformat(timespec="seconds")


def test_a_check_that_takes_long_is_told(sitting: Sitting, monkeypatch: pytest.MonkeyPatch) -> None:
    """The foot of the window says that it goes on, and then that all is sound."""
    said: list[str] = []
    told = Event()

    def say(text: str) -> None:
        said.append(text)
        told.set()

    def slowly(tell: Any) -> Any:
        told.wait(20)
        return inspection.of(sitting.vault, tell)

    monkeypatch.setattr(sitting.window, "say", say)
    monkeypatch.setattr(sitting.check, "_care", CheckCare(lambda: True, slowly))
    sitting.check.check()

    sitting.qtbot.waitUntil(lambda: len(said) == 2)
    assert said == [opening.CHECKING, opening.SOUND]


def _type_a_key(window: Window, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_A)


def _type_by_an_input_method(window: Window, _qtbot: QtBot) -> None:
    QApplication.sendEvent(window, QInputMethodEvent("に", []))


@pytest.mark.parametrize("type_one", [_type_a_key, _type_by_an_input_method])
def test_a_key_puts_the_check_off(
    sitting: Sitting, monkeypatch: pytest.MonkeyPatch, type_one: Callable[[Window, QtBot], object]
) -> None:
    """A save need not wait for a check: it ends at a key, and is done once the keys are quiet."""
    begun, typed, ended = Event(), Event(), []

    def slowly(tell: Any) -> Any:
        begun.set()
        typed.wait(20)
        try:
            return inspection.of(sitting.vault, tell)
        except StoreClosed:
            ended.append(True)
            raise

    monkeypatch.setattr(sitting.check, "_care", CheckCare(lambda: True, slowly))
    sitting.check.check()
    sitting.qtbot.waitUntil(begun.is_set)
    type_one(sitting.window, sitting.qtbot)
    typed.set()

    sitting.qtbot.waitUntil(lambda: sitting.last() == NOW.isoformat(timespec="seconds"))
    assert ended == [True]
    assert sitting.check.strip.isHidden()


def test_decay_is_told_and_leads_to_what_was_found(sitting: Sitting) -> None:
    """One strip over the page; its word shows the page that tells all and can repair."""
    sitting.damage()

    sitting.check.look_at_pages()
    sitting.qtbot.waitUntil(lambda: not sitting.check.strip.isHidden())

    assert sitting.check.strip.said() == opening.DAMAGED
    assert sitting.last() == ""
    with sitting.qtbot.waitSignal(sitting.page.checked):
        sitting.check.strip.acted.emit()
    assert sitting.window.page is sitting.page
    assert sitting.check.strip.isHidden()


@pytest.mark.parametrize(("count", "said"), [(1, "one damaged entry"), (2, "two damaged entries")])
def test_damaged_entries_are_counted_and_said_to_be_shown_as_damaged(
    sitting: Sitting, count: int, said: str
) -> None:
    """Of entries that is true; of torn pages and a broken trail nothing is shown at all."""
    for name in ("Heron", "Wren")[:count]:
        factory.add_client(sitting.vault.record, name)
    factory.meddle(sitting.vault.record, "UPDATE client SET code_name = code_name || 'x'")

    sitting.check.check()
    sitting.qtbot.waitUntil(lambda: not sitting.check.strip.isHidden())

    are = "It is" if count == 1 else "They are"
    told = f"The check found {said} in the practice. {are} {opening.BEHIND}"
    assert sitting.check.strip.said() == told


def test_a_file_that_is_away_is_looked_for_and_not_called_damaged(sitting: Sitting) -> None:
    """A stick that was pulled is to be connected again; nothing is said of what lies on it."""
    sitting.vault.private.set_aside(sitting.vault.private.path.unlink)

    sitting.check.check()
    sitting.qtbot.waitUntil(lambda: not sitting.check.strip.isHidden())

    assert sitting.check.strip.said() == opening.AWAY
    assert sitting.last() == ""


def test_a_part_of_an_earlier_day_is_told_and_is_not_called_damaged(sitting: Sitting) -> None:
    """What went back to what it was once fits every mark: the strip says how it is wrong."""
    record = sitting.vault.record
    note = factory.write_note(record, factory.add_session(record, factory.add_client(record)))
    old = tuple(factory.rows_of(record, "SELECT * FROM note_section")[0])
    record.run(notes.save, note.id, {"plan": "Words of today."}, NOW)
    holes = ", ".join("?" for _ in old)
    factory.meddle(record, f"INSERT OR REPLACE INTO note_section VALUES ({holes})", *old)

    sitting.check.look_at_pages()
    sitting.qtbot.waitUntil(lambda: not sitting.check.strip.isHidden())

    assert sitting.check.strip.said() == opening.STALE


def test_a_lock_in_between_says_nothing(sitting: Sitting) -> None:
    """Whoever locks while it looks has no message waiting behind the prompt."""
    sitting.vault.close()

    sitting.check.look_at_pages()
    sitting.check.look_whether_due()
    sitting.qtbot.waitUntil(lambda: not sitting.check._work.busy)

    assert sitting.check.strip.isHidden()


@pytest.mark.parametrize("last", ["", "yesterday", "2025-11-17T12:00:00+00:00", "2099-01-01"])
def test_a_day_that_cannot_be_read_or_lies_ahead_is_no_check(last: str) -> None:
    """A clock that was set back keeps nobody from being warned."""
    assert opening._is_due(last, NOW)

"""Copies are made by themselves, wait for quiet, and stop no one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from threading import Event
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

import copy_care
from practicenotes.app import keeping
from practicenotes.domain import times
from practicenotes.domain.copies import Lack, Notice, Place, Reason, Standing, Trouble
from practicenotes.errors import StoreClosed, StoreReadOnly
from practicenotes.records import access, backups
from practicenotes.ui import backup_words, copies
from practicenotes.ui.backup_status import BackupStatus
from practicenotes.ui.copies import Copies
from practicenotes.ui.device import Device
from practicenotes.ui.practice import PracticePage
from practicenotes.ui.tasks import Broadcast, Tasks, Work
from practicenotes.ui.theme import Theme
from practicenotes.ui.window import Window
from practicenotes.vault import Vault


@dataclass
class Shelf:
    """Takes copies, or fails as it is told to; remembers for which places and why."""

    now: Callable[[], Any]
    asked: list[tuple[str, Reason]] = field(default_factory=list)
    failing: dict[str, Trouble] = field(default_factory=dict)
    error: Exception | None = None
    gate: Event = field(default_factory=Event)

    def copy_to(self, place: Place, reason: Reason) -> Place:
        """Copy, once the gate is open."""
        self.gate.wait(10)
        self.asked.append((place.path, reason))
        if self.error:
            raise self.error
        if trouble := self.failing.get(place.path):
            return replace(place, tried=self.now(), trouble=trouble)
        return replace(place, tried=self.now(), last=self.now(), trouble=Trouble.NONE)


@dataclass
class Kept:
    """The copying of an empty practice, with the door to its record."""

    copies: Copies
    shelf: Shelf
    door: Tasks
    work: Work
    vault: Vault
    qtbot: QtBot

    def choose(self, *paths: str) -> None:
        """Let copies go to these folders."""
        for path in paths:
            self.vault.record.run(backups.add, path, self.shelf.now())
        self.copies.take(self.standing())

    def standing(self) -> Standing:
        """Return what the record knows."""
        return self.vault.record.run(backups.standing, self.shelf.now())

    def page(self) -> Any:
        """Return the practice page, which makes its copies on this shelf."""
        page = PracticePage(self.door, self.work, keeping.care(self.vault), self.shelf.now)
        page.copies = self.copies
        self.qtbot.addWidget(page)
        return page

    def settle(self) -> None:
        """Wait until nothing is under way."""
        self.qtbot.waitUntil(lambda: not (self.door.busy or self.work.busy), timeout=20_000)


@pytest.fixture
def kept(qtbot: QtBot, vault: Vault, broadcast: Broadcast, work: Work) -> Iterator[Kept]:
    """Give copying into a shelf whose gate is open."""
    door = Tasks(vault.record.submit, broadcast)
    shelf = Shelf(times.utc_now)
    shelf.gate.set()
    copying = Copies(door, work, replace(copy_care.idle(), copy_to=shelf.copy_to), times.utc_now)
    sat = Kept(copying, shelf, door, work, vault, qtbot)
    yield sat
    shelf.gate.set()
    sat.settle()
    vault.close()
    door.deleteLater()
    copying.deleteLater()


def test_a_place_that_fails_stops_none_of_the_others(kept: Kept) -> None:
    """Of three places the middle one is full; all three are tried, and each is told of."""
    said: list[str] = []
    kept.copies.told.connect(said.append)
    kept.choose("/one", "/two", "/three")
    kept.shelf.failing["/two"] = Trouble.FULL
    with kept.qtbot.waitSignal(kept.copies.ended):
        kept.copies.make()

    kept.qtbot.waitUntil(lambda: said == [copies.MAKING, copies.SOME])
    assert kept.shelf.asked == [(path, Reason.ASKED) for path in ("/one", "/two", "/three")]
    troubles = [place.trouble for place in kept.standing().places]
    assert troubles == [Trouble.NONE, Trouble.FULL, Trouble.NONE]
    assert kept.standing().last is not None


@pytest.mark.parametrize(
    ("trouble", "how"), [(Trouble.NONE, copies.DONE), (Trouble.NOT_REACHED, copies.NONE)]
)
def test_the_foot_says_how_it_ended(kept: Kept, trouble: Trouble, how: str) -> None:
    """Nobody reads that a backup is still being made where none could be."""
    said: list[str] = []
    kept.copies.told.connect(said.append)
    kept.choose("/one")
    kept.shelf.failing["/one"] = trouble
    kept.copies.make()

    kept.qtbot.waitUntil(lambda: said == [copies.MAKING, how])


def test_once_a_day_a_copy_is_made_by_itself(kept: Kept) -> None:
    """What has no copy of today gets one once the keys are quiet, and no second one."""
    kept.copies._quiet.setInterval(20)
    kept.choose("/one")
    with kept.qtbot.waitSignal(kept.copies.ended):
        kept.copies.look()
    kept.copies.take(kept.standing())
    kept.copies.look()

    assert kept.shelf.asked == [("/one", Reason.DAILY)]
    assert not kept.copies._quiet.isActive()


def test_nothing_begins_while_somebody_types(kept: Kept, theme: Theme) -> None:
    """Each key puts the copy off; when the hands rest it is made."""
    line = QLineEdit()
    kept.qtbot.addWidget(line)
    line.show()
    kept.choose("/one")
    kept.copies._quiet.setTimerType(Qt.TimerType.PreciseTimer)
    kept.copies._quiet.setInterval(100_000)
    kept.copies.look()
    kept.qtbot.wait(500)
    before = kept.copies._quiet.remainingTime()
    kept.qtbot.keyClick(line, Qt.Key.Key_A)

    assert kept.copies._quiet.remainingTime() > before
    assert kept.shelf.asked == []
    with kept.qtbot.waitSignal(kept.copies.ended):
        kept.copies._quiet.start(0)
    assert len(kept.shelf.asked) == 1


def test_closing_waits_for_the_last_copy(kept: Kept) -> None:
    """The copy at the end is made, and then the window is closed."""
    kept.choose("/one")
    closed: list[bool] = []
    told: list[str] = []
    kept.copies.told.connect(told.append)

    assert kept.copies.keep_open(lambda: closed.append(True))
    kept.qtbot.waitUntil(lambda: closed == [True])
    assert kept.shelf.asked == [("/one", Reason.AT_QUIT)]
    assert told == [copies.AT_THE_END]


def test_who_closes_twice_does_not_wait(kept: Kept) -> None:
    """While the last copy is under way a second close is not held back."""
    kept.choose("/one")
    kept.shelf.gate.clear()

    assert kept.copies.keep_open(lambda: None)
    assert not kept.copies.keep_open(lambda: None)


def test_without_a_place_the_program_ends_at_once(kept: Kept) -> None:
    """Who chose no folder is not kept waiting, and hears of no backup that was made."""
    said: list[str] = []
    kept.copies.told.connect(said.append)
    kept.copies.make()
    assert not kept.copies.keep_open(lambda: None)
    assert said == []


def test_a_lock_is_no_error_and_ends_the_copies(kept: Kept, broadcast: Broadcast) -> None:
    """A copy that a lock cut off says nothing, and the next place is not tried."""
    raised: list[Exception] = []
    broadcast.raised.connect(raised.append)
    kept.choose("/one", "/two")
    kept.shelf.error = StoreClosed()
    with kept.qtbot.waitSignal(kept.copies.ended):
        kept.copies.make()

    assert raised == []
    assert len(kept.shelf.asked) == 1


def test_a_practice_that_can_only_be_read_is_copied_once(
    kept: Kept, broadcast: Broadcast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The record cannot keep how it went: nothing is said, and the copy is not made again."""

    def refuse(*_: object) -> None:
        raise StoreReadOnly(kept.vault.folder)

    raised: list[Exception] = []
    broadcast.raised.connect(raised.append)
    kept.choose("/one", "/two")
    monkeypatch.setattr(backups, "told", refuse)
    with kept.qtbot.waitSignal(kept.copies.ended):
        kept.copies.make()
    kept.copies.take(kept.standing())
    kept.copies.look()

    assert raised == []
    assert [path for path, _ in kept.shelf.asked] == ["/one", "/two"]
    assert not kept.copies._quiet.isActive()


def test_copying_ends_with_the_page(kept: Kept, theme: Theme) -> None:
    """After a lock the page is gone, and with it every timer that would look for a due copy."""
    page = PracticePage(kept.door, kept.work, keeping.care(kept.vault), kept.shelf.now)
    copying = page.copies
    copying.begin()
    shiboken6.delete(page)

    assert not shiboken6.isValid(copying)


# --- what is said ------------------------------------------------------------------------------


@pytest.fixture
def window(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Window:
    """Show the frame of the program."""
    shown = Window(Device(tmp_path / "config"))
    qtbot.addWidget(shown)
    return shown


def test_the_strip_is_seen_only_in_need(kept: Kept, window: Window, broadcast: Broadcast) -> None:
    """An old copy is said with one button that makes a new one, and then nothing is said."""
    begun = times.utc_now() - timedelta(days=3)
    kept.vault.record.run(_old_entry, begun)
    kept.choose("/one")
    status = BackupStatus(window, kept.door, broadcast, times.utc_now, kept.page())
    kept.settle()
    assert status.strip.said() == "There is no verified backup yet."
    assert not status.strip.isHidden()

    status.strip.acted.emit()
    kept.qtbot.waitUntil(status.strip.isHidden)
    assert kept.shelf.asked == [("/one", Reason.ASKED)]


def test_an_old_copy_of_a_damaged_practice_leads_to_the_repair(
    kept: Kept, window: Window, broadcast: Broadcast
) -> None:
    """After two days the button still checks: another copy would not be made either."""
    kept.vault.record.run(_old_entry, times.utc_now() - timedelta(days=3))
    kept.choose("/one")
    now = times.utc_now()
    damaged = Place("/one", now, now - timedelta(days=3), tried=now, trouble=Trouble.DAMAGED)
    kept.vault.record.run(backups.told, damaged)
    page = kept.page()
    status = BackupStatus(window, kept.door, broadcast, times.utc_now, page)
    kept.settle()
    assert status.strip._action.text() == "Check and repair"
    assert "safe" not in status.strip.said()

    status.strip.acted.emit()
    kept.qtbot.waitUntil(lambda: "were read" in page._found.said())
    assert kept.shelf.asked == []


def _old_entry(db: Any, at: Any) -> None:
    access.unlocked(db, 0, at)


def test_without_a_folder_the_button_leads_to_the_page(
    kept: Kept, window: Window, broadcast: Broadcast
) -> None:
    """After two days without a folder the strip says so and leads to where one is chosen."""
    kept.vault.record.run(_old_entry, times.utc_now() - timedelta(days=3))
    status = BackupStatus(window, kept.door, broadcast, times.utc_now, kept.page())
    kept.settle()

    assert status.strip.said().startswith("No folder is chosen for backups")
    with kept.qtbot.waitSignal(status.wanted):
        status.strip.acted.emit()


def test_a_trial_can_be_put_off(kept: Kept, window: Window, broadcast: Broadcast) -> None:
    """After half a year a trial of a restore is proposed; closed, it is not said again."""
    now = times.utc_now()
    kept.vault.record.run(_old_entry, now - timedelta(days=200))
    kept.choose("/one")
    kept.vault.record.run(backups.told, Place("/one", now, now, away=True, tried=now))
    status = BackupStatus(window, kept.door, broadcast, times.utc_now, kept.page())
    kept.settle()
    assert status.strip.said() == "Try a restore: it takes five minutes."

    status.strip.closed.emit()
    kept.qtbot.waitUntil(status.strip.isHidden)
    assert kept.standing().put_off is not None


@pytest.mark.parametrize("trouble", list(Trouble))
def test_every_trouble_has_words(trouble: Trouble, qapp: QApplication) -> None:
    """What keeps a copy out of a place is said in full, with the folder and what to do."""
    place = Place("/media/stick", times.utc_now(), trouble=trouble)
    standing = Standing((place,), times.utc_now())
    wall = times.on_the_wall(times.utc_now())
    line = backup_words.of_place(place, wall)
    assert line.endswith(".")
    if trouble not in {Trouble.NONE, Trouble.UNREAD}:  # the second is none: nothing is said above
        sentence, action = backup_words.of_notice(Notice(Lack.TROUBLE, place), standing, wall)
        assert sentence.startswith("The backup folder /media/stick ")
        assert action
        old, _ = backup_words.of_notice(Notice(Lack.OLD), standing, wall)
        assert old.startswith("There is no verified backup yet. The backup folder")
        assert ("safe" in sentence) != trouble.is_of_practice
    assert backup_words.of_notice(Notice(Lack.OLD), standing, wall)[1] == "Back up now"


@pytest.mark.parametrize("lack", list(Lack))
def test_every_lack_has_one_sentence_and_one_button(lack: Lack) -> None:
    """Whatever is said about the copies offers one thing to do."""
    place = Place("/media/stick", times.utc_now(), trouble=Trouble.FULL)
    wall = times.on_the_wall(times.utc_now())
    sentence, action = backup_words.of_notice(
        Notice(lack, place), Standing((place,), times.utc_now(), last=times.utc_now()), wall
    )
    assert sentence.endswith(".")
    assert action
    assert "!" not in sentence

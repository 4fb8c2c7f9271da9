"""Saving keeps up with the fingers, in order, and never says more than a commit has confirmed."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from practicenotes.errors import DiskFull
from practicenotes.ui import saving
from practicenotes.ui.saving import Autosave, Write
from practicenotes.ui.tasks import Broadcast, Tasks


AT = datetime(2025, 11, 18, 14, 2, tzinfo=UTC)


class Sheet(QObject):
    """A page with one text, and a store that keeps what it is given, or refuses."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.kept: list[str] = []
        self.full = False
        self.gate = threading.Event()
        self.gate.set()

    def compose(self) -> Write:
        return Write(self.keep, (self.text,))

    def keep(self, text: str) -> datetime:
        self.gate.wait(10)
        if self.full:
            raise DiskFull
        self.kept.append(text)
        return AT


@pytest.fixture
def sheet(qapp: object) -> Sheet:
    return Sheet()


@pytest.fixture
def tasks(broadcast: Broadcast) -> Iterator[Tasks]:
    """Give a door to a store with one thread."""
    with ThreadPoolExecutor(1) as thread:
        door = Tasks(thread.submit, broadcast)
        yield door
    door.deleteLater()


@pytest.fixture
def saves(
    qtbot: QtBot, sheet: Sheet, tasks: Tasks, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Autosave]:
    """Give the autosave of the sheet, in a hurry; nothing is left unsaved behind the test."""
    monkeypatch.setattr(saving, "BEHIND", 30)
    monkeypatch.setattr(saving, "AGAIN", 30)
    made = Autosave(sheet, tasks, sheet.compose)
    yield made
    sheet.full = False
    sheet.gate.set()
    qtbot.waitUntil(lambda: not made.has_unsaved)


@pytest.fixture
def write(sheet: Sheet, saves: Autosave) -> Callable[[str], None]:
    """Give a way to write on the sheet as a person does."""

    def type_text(text: str) -> None:
        sheet.text = text
        saves.touch()

    return type_text


def test_what_is_written_is_kept_a_moment_later(
    qtbot: QtBot, sheet: Sheet, saves: Autosave, write: Callable[[str], None]
) -> None:
    """Nobody has to ask; the time that is told is the time of the commit."""
    told: list[datetime] = []
    saves.saved.connect(told.append)

    write("one")
    assert saves.has_unsaved
    qtbot.waitUntil(lambda: not saves.has_unsaved)

    assert sheet.kept == ["one"]
    assert told == [AT]


def test_writing_on_does_not_put_a_save_off(
    qtbot: QtBot, sheet: Sheet, write: Callable[[str], None]
) -> None:
    """Whoever never pauses is saved all the same."""
    words = 0

    def goes_on() -> bool:
        nonlocal words
        words += 1
        write(f"word {words}")
        return len(sheet.kept) >= 2

    qtbot.waitUntil(goes_on)
    assert sheet.kept[0] != sheet.kept[1]


def test_one_write_follows_the_other(
    qtbot: QtBot, sheet: Sheet, saves: Autosave, write: Callable[[str], None]
) -> None:
    """While a save is under way the next one waits, and then covers all that was written."""
    sheet.gate.clear()
    write("one")
    saves.save()
    write("two")
    saves.save()
    write("three")
    saves.save()
    sheet.gate.set()
    qtbot.waitUntil(lambda: not saves.has_unsaved)

    assert sheet.kept == ["one", "three"]


def test_nothing_new_is_not_saved_again(sheet: Sheet, saves: Autosave) -> None:
    """Saving, flushing and waiting without a change write nothing."""
    done: list[str] = []

    saves.save()
    saves.flush()
    saves.then(lambda: done.append("done"))

    assert done == ["done"]
    assert sheet.kept == []


def test_what_waits_for_the_save_comes_after_it(
    qtbot: QtBot, sheet: Sheet, saves: Autosave, write: Callable[[str], None]
) -> None:
    """Leaving a page happens when its words are kept, and in the order in which it was asked."""
    done: list[object] = []
    sheet.gate.clear()
    write("one")

    saves.then(lambda: done.append(list(sheet.kept)))
    saves.then(lambda: done.append("second"))
    assert done == []
    sheet.gate.set()
    qtbot.waitUntil(lambda: len(done) == 2)

    assert done == [["one"], "second"]


def test_a_flush_hands_everything_over_at_once(
    qtbot: QtBot, sheet: Sheet, saves: Autosave, write: Callable[[str], None]
) -> None:
    """Even behind a save under way, what was written last is in the store's queue."""
    sheet.gate.clear()
    write("one")
    saves.save()
    write("two")

    saves.flush()
    sheet.text = "never meant to be kept"
    sheet.gate.set()
    qtbot.waitUntil(lambda: not saves.has_unsaved)

    assert sheet.kept == ["one", "two"]


def test_a_failed_save_is_told_and_tried_again(
    qtbot: QtBot, sheet: Sheet, saves: Autosave, write: Callable[[str], None]
) -> None:
    """The text stays unsaved in every word of the page until the disk takes it."""
    stuck: list[Exception] = []
    saves.stuck.connect(stuck.append)
    sheet.full = True
    write("one")
    qtbot.waitUntil(lambda: len(stuck) >= 2)
    assert saves.has_unsaved
    assert sheet.kept == []

    sheet.full = False
    qtbot.waitUntil(lambda: not saves.has_unsaved)

    assert sheet.kept == ["one"]
    assert {type(error) for error in stuck} == {DiskFull}


def test_what_waited_for_a_failed_save_is_not_done(
    qtbot: QtBot, sheet: Sheet, saves: Autosave, write: Callable[[str], None]
) -> None:
    """A page is not left on the strength of a save that did not happen."""
    done: list[str] = []
    stuck: list[Exception] = []
    saves.stuck.connect(stuck.append)
    sheet.full = True
    write("one")
    saves.then(lambda: done.append("left"))
    qtbot.waitUntil(lambda: bool(stuck))
    sheet.full = False
    qtbot.waitUntil(lambda: not saves.has_unsaved)

    assert done == []

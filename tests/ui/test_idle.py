"""Noticing that nobody is there: what counts as a sign of life, and what follows without one."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from practicenotes.ui.idle import WARNING, Idle


class Heard:
    """What a watch has said, in its order."""

    def __init__(self, idle: Idle) -> None:
        self.words: list[object] = []
        idle.warned.connect(self.words.append)
        idle.returned.connect(lambda: self.words.append("returned"))
        idle.expired.connect(lambda: self.words.append("expired"))


@pytest.fixture
def idle(qapp: QApplication) -> Iterator[Idle]:
    """Give a watch that stops behind the test."""
    watch = Idle(qapp)
    yield watch
    watch.stop()
    watch.deleteLater()


@pytest.fixture
def field(qtbot: QtBot) -> QLineEdit:
    """Show a field to type into."""
    shown = QLineEdit()
    qtbot.addWidget(shown)
    shown.show()
    return shown


def running(idle: Idle) -> list[int]:
    """Return the remaining ms of every clock that runs."""
    return [each.remainingTime() for each in idle.findChildren(QTimer) if each.isActive()]


def let_pass(idle: Idle) -> None:
    """Let the clock that runs come to its end now."""
    (clock,) = [each for each in idle.findChildren(QTimer) if each.isActive()]
    clock.timeout.emit()
    if clock.isSingleShot():
        clock.stop()


@pytest.mark.release(43)
def test_a_warning_comes_before_the_end(idle: Idle) -> None:
    """Twenty seconds before the minutes are over it warns, and then it expires, once each."""
    heard = Heard(idle)
    idle.start(5)
    (left,) = running(idle)
    assert 275_000 < left < 295_000

    let_pass(idle)
    assert heard.words == [WARNING]
    (left,) = running(idle)
    assert 19_000 < left < 25_000
    let_pass(idle)
    assert heard.words == [WARNING, "expired"]


@pytest.mark.release(43)
def test_typing_begins_the_time_again(qtbot: QtBot, idle: Idle, field: QLineEdit) -> None:
    """A key during the warning takes it back, and the letter arrives where it was typed."""
    heard = Heard(idle)
    idle.start(5)
    let_pass(idle)
    qtbot.keyClicks(field, "x")

    assert heard.words == [WARNING, "returned"]
    assert field.text() == "x"
    (left,) = running(idle)
    assert left > 270_000


def test_the_mouse_is_a_sign_of_life(qtbot: QtBot, idle: Idle, field: QLineEdit) -> None:
    """A click, and a movement alone, take the warning back."""
    heard = Heard(idle)
    idle.start(5)
    for act in (
        lambda: qtbot.mouseClick(field, Qt.MouseButton.LeftButton),
        lambda: qtbot.mouseMove(field, QPoint(3, 3)),
    ):
        let_pass(idle)
        assert heard.words[-1] == WARNING
        act()
        qtbot.waitUntil(lambda: heard.words[-1] == "returned")


def test_what_the_program_does_itself_is_no_sign_of_life(
    qtbot: QtBot, idle: Idle, field: QLineEdit
) -> None:
    """Painting, timers and saved text do not put the end off."""
    heard = Heard(idle)
    idle.start(5)
    let_pass(idle)
    field.setText("saved by itself")
    QApplication.sendEvent(field, QEvent(QEvent.Type.UpdateRequest))
    field.repaint()

    assert heard.words == [WARNING]
    (left,) = running(idle)
    assert left < 25_000


def test_no_minutes_mean_never(qtbot: QtBot, idle: Idle, field: QLineEdit) -> None:
    """With 0 minutes nothing is watched, whatever is typed."""
    idle.start(0)
    qtbot.keyClicks(field, "x")

    assert running(idle) == []


def test_a_stopped_watch_is_silent(qtbot: QtBot, idle: Idle, field: QLineEdit) -> None:
    """After the lock nothing runs on, and typing a passphrase starts no clock."""
    heard = Heard(idle)
    idle.start(5)
    idle.stop()
    qtbot.keyClicks(field, "x")

    assert running(idle) == []
    assert heard.words == []


def test_nothing_is_held_back(idle: Idle) -> None:
    """The watch lets every event through to whom it was meant for."""
    idle.start(5)

    assert idle.eventFilter(QObject(), QEvent(QEvent.Type.KeyPress)) is False


def test_whoever_wakes_the_computer_finds_it_locked(
    qapp: QApplication, field: QLineEdit, qtbot: QtBot
) -> None:
    """Clocks that stand still while the computer sleeps give nobody more time."""
    now = 1_000.0
    watch = Idle(qapp, lambda: now)
    heard = Heard(watch)
    watch.start(5)
    now += 299
    qtbot.keyClick(field, Qt.Key.Key_A)
    assert heard.words == []

    now += 301
    qtbot.keyClick(field, Qt.Key.Key_B)

    assert heard.words == ["expired"]
    assert running(watch) == []
    watch.deleteLater()

"""The card about locking, and the clipboard that is cleared."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from practicenotes.app import clipboard
from practicenotes.app.clipboard import Clipboard
from practicenotes.domain import settings
from practicenotes.ui.device import Device
from practicenotes.ui.locking import LockCard
from practicenotes.ui.theme import Theme


LINE = "Heron came on time."
HINT = "x-kde-passwordManagerHint"


@pytest.fixture
def device(tmp_path: Path) -> Device:
    """Give the settings of a computer that keeps nothing yet."""
    return Device(tmp_path / "config")


@pytest.fixture
def board(qapp: QApplication, device: Device) -> Iterator[Clipboard]:
    """Give a watch over an empty clipboard, which is empty again behind the test."""
    QGuiApplication.clipboard().clear()
    watch = Clipboard(qapp, device)
    watch._is_ours = lambda: True  # the screen that is not there cannot say so
    yield watch
    watch._board.dataChanged.disconnect(watch._look)
    watch.deleteLater()
    QGuiApplication.clipboard().clear()


@pytest.fixture
def copied(board: Clipboard, qtbot: QtBot, theme: Theme) -> QMimeData:
    """Copy a line out of an editor, as Ctrl+C does, and give what is on the clipboard then."""
    editor = QPlainTextEdit(LINE)
    qtbot.addWidget(editor)
    editor.selectAll()
    editor.copy()
    return QGuiApplication.clipboard().mimeData()


def test_a_choice_is_kept_at_once(device: Device, theme: Theme, qtbot: QtBot) -> None:
    """What is chosen holds from then on, and is told."""
    card = LockCard(device)
    qtbot.addWidget(card)
    with qtbot.waitSignal(card.changed):
        card.minutes.setCurrentIndex(0)
        card.minutes.activated.emit(0)

    assert device.get(settings.LOCK_AFTER_MINUTES) == 1
    assert LockCard(device).minutes.value == 1


def test_every_time_from_a_minute_to_an_hour_and_never_is_offered(
    device: Device, theme: Theme, qtbot: QtBot
) -> None:
    """The shortest is a minute, the longest an hour, and it can be turned off."""
    card = LockCard(device)
    qtbot.addWidget(card)
    offered = card.minutes._values

    assert (min(offered), sorted(offered)[1], max(offered)) == (0, 1, 60)


def test_a_time_that_is_not_offered_is_shown_all_the_same(
    device: Device, theme: Theme, qtbot: QtBot
) -> None:
    """What somebody wrote into the file of settings is not changed by looking at it."""
    device.put(settings.LOCK_AFTER_MINUTES, 7)
    card = LockCard(device)
    qtbot.addWidget(card)

    assert card.minutes.value == 7


@pytest.mark.release(40)
def test_a_copy_asks_to_be_kept_nowhere(copied: QMimeData) -> None:
    """The text can be pasted, and bears the mark of a secret."""
    assert copied.text() == LINE
    assert bytes(copied.data(HINT).data()) == b"secret"


@pytest.mark.release(40)
def test_a_copy_is_cleared_when_its_time_is_over(
    board: Clipboard, copied: QMimeData, qtbot: QtBot
) -> None:
    """After thirty seconds nothing can be pasted any more, and that is told."""
    assert board._clock.isActive()
    assert board._clock.interval() == 30_000
    with qtbot.waitSignal(board.cleared):
        board._clock.timeout.emit()

    assert QGuiApplication.clipboard().text() == ""


@pytest.mark.release(40)
def test_a_copy_is_cleared_at_a_lock(board: Clipboard, copied: QMimeData) -> None:
    """Whoever unlocks the screen next finds nothing to paste."""
    board.clear()

    assert QGuiApplication.clipboard().text() == ""
    assert not board._clock.isActive()


def test_what_is_only_selected_is_watched_where_it_can_be_pasted(
    qapp: QApplication, device: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Under X11 a selection is a clipboard of its own, and has the same care; elsewhere none is."""
    copies, selection = QClipboard.Mode.Clipboard, QClipboard.Mode.Selection
    for supported, modes in ((True, [copies, selection]), (False, [copies])):
        monkeypatch.setattr(QClipboard, "supportsSelection", lambda _, has=supported: has)
        parent = QObject()
        assert [each._mode for each in clipboard.watch(parent, device)] == modes
        parent.deleteLater()


def test_never_keeps_a_copy_until_the_lock(device: Device, board: Clipboard) -> None:
    """Where no time was chosen no clock runs."""
    device.put(settings.CLIPBOARD_SECONDS, 0)
    QGuiApplication.clipboard().setText(LINE)

    assert not board._clock.isActive()
    assert QGuiApplication.clipboard().text() == LINE


@pytest.mark.release(40)
def test_what_another_program_copied_stays(board: Clipboard, copied: QMimeData) -> None:
    """What is not ours is not cleared, neither when the time is over nor at a lock."""
    board._is_ours = lambda: False
    board._clock.timeout.emit()
    board.clear()

    assert QGuiApplication.clipboard().text() == LINE

"""The last step: thanks for the client, a covered field for the therapist."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from practicenotes.errors import StoreClosed, WrongPassphrase
from practicenotes.ui.cards.give_back import KEPT, THANKS, GiveBack
from practicenotes.ui.theme import Theme

from .conftest import said


@pytest.fixture
def step(qtbot: QtBot, theme: Theme) -> GiveBack:
    """Show the step after no wrong try."""
    return show(qtbot, 0)


def show(qtbot: QtBot, failures: int) -> GiveBack:
    """Show the step after so many wrong tries."""
    shown = GiveBack(failures)
    qtbot.addWidget(shown)
    shown.resize(900, 600)
    shown.show()
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    shown.setFocus()
    return shown


def tries(step: GiveBack) -> list[str]:
    """Collect what is given to be tried."""
    given: list[str] = []
    step.given.connect(given.append)
    return given


def test_it_thanks_and_says_what_is_safe(step: GiveBack) -> None:
    """The client reads the thanks, the therapist what closing the window would do."""
    assert THANKS in said(step)
    assert KEPT in said(step)
    assert step.field.field.echoMode() is QLineEdit.EchoMode.Password


def test_enter_and_button_give_what_is_typed(step: GiveBack) -> None:
    """One try at a time, and none without a word."""
    given = tries(step)
    QTest.keyClick(step.field.field, Qt.Key.Key_Return)
    assert given == []

    QTest.keyClicks(step.field.field, "one two")
    QTest.keyClick(step.field.field, Qt.Key.Key_Return)
    QTest.keyClick(step.field.field, Qt.Key.Key_Return)
    step.take.click()

    assert given == ["one two"]
    assert step.field.field.isReadOnly()
    assert not step.back.isEnabled()


def test_a_wrong_one_is_told_and_selected(step: GiveBack) -> None:
    """What happened is said in one sentence, and typing begins anew."""
    tries(step)
    QTest.keyClicks(step.field.field, "one two")
    step.take.click()

    step.refuse(WrongPassphrase())

    assert "That passphrase does not open this practice." in step.warning.said()
    assert step.field.field.selectedText() == "one two"
    assert step.take.isEnabled()
    assert step.failures == 1


def test_another_trouble_is_no_wrong_try(step: GiveBack) -> None:
    """A store that cannot be asked costs nobody a wait."""
    step.refuse(StoreClosed())

    assert step.failures == 0
    assert step.take.isEnabled()


@pytest.mark.parametrize(("failures", "seconds"), [(3, 8), (4, 16), (9, 60)])
def test_waits_grow_with_wrong_tries(
    qtbot: QtBot, theme: Theme, failures: int, seconds: int
) -> None:
    """What was tried at the prompt before counts here too, and the wait is counted down."""
    step = show(qtbot, failures)
    given = tries(step)
    QTest.keyClicks(step.field.field, "one two")
    QTest.keyClick(step.field.field, Qt.Key.Key_Return)
    assert given == []
    assert step.warning.said() == f"You can try again in {seconds} seconds."

    for _ in range(seconds - 1):
        step._tick()
    assert step.warning.said() == "You can try again in 1 second."
    step._tick()

    assert step.warning.said() == ""
    assert step.take.isEnabled()


def test_caps_lock_is_told(step: GiveBack) -> None:
    """It stands in the room that is kept for warnings, and goes again."""
    height = step.warning.height()
    step.field.caps_lock.emit(True)
    assert step.warning.said() == "Caps Lock is on."

    step.field.caps_lock.emit(False)

    assert step.warning.said() == ""
    assert step.warning.height() == height


def test_what_was_typed_is_forgotten(step: GiveBack) -> None:
    """Going back to the card leaves neither signs nor a sentence."""
    QTest.keyClicks(step.field.field, "one two")
    step.field.uncover()
    step.refuse(WrongPassphrase())

    step.forget()

    assert step.field.text() == ""
    assert step.field.field.echoMode() is QLineEdit.EchoMode.Password
    assert step.warning.said() == ""

"""One question: a single stop for the Tab key, and keys that answer it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from practicenotes import catalog
from practicenotes.domain.measures import Option, Points
from practicenotes.ui.measures.question import Question
from practicenotes.ui.theme import Theme


K10 = catalog.measure("k10")


@pytest.fixture
def asked(qtbot: QtBot, theme: Theme) -> Iterator[list[Question]]:
    """Show two questions of the K10, whose answers count from 1."""
    window = QWidget()
    stack = QVBoxLayout(window)
    questions = [Question(f"{item.n}.", item.text, K10.options) for item in K10.items[:2]]
    for question in questions:
        stack.addWidget(question)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    questions[0].go_to()
    yield questions
    window.hide()


def key(*keys: Qt.Key) -> None:
    """Press keys where the keyboard is."""
    for each in keys:
        QTest.keyClick(QApplication.focusWidget(), each)


def test_nothing_is_taken_at_first(asked: list[Question]) -> None:
    """No answer is proposed."""
    assert [question.answer for question in asked] == [None, None]


def test_digits_are_values_and_not_places(asked: list[Question], qtbot: QtBot) -> None:
    """On a form that counts from 1 the key 1 is the first answer, and 0 is none."""
    with qtbot.waitSignal(asked[0].left) as left:
        key(Qt.Key.Key_1)
    assert asked[0].answer == 1
    assert left.args == [1]
    asked[0].set_answer(None)
    key(Qt.Key.Key_0, Qt.Key.Key_6)
    assert asked[0].answer is None


@pytest.mark.parametrize(("step", "name"), [(-1, Qt.Key.Key_Up), (1, Qt.Key.Key_Down)])
def test_up_and_down_lead_away(
    asked: list[Question], qtbot: QtBot, step: int, name: Qt.Key
) -> None:
    """They change no answer."""
    with qtbot.waitSignal(asked[0].left) as left:
        key(name)
    assert left.args == [step]
    assert asked[0].answer is None


def test_left_and_right_go_round(asked: list[Question]) -> None:
    """After the last answer comes the first."""
    key(Qt.Key.Key_Left)
    assert asked[0].answer == 1
    key(Qt.Key.Key_Left)
    assert asked[0].answer == 5
    key(Qt.Key.Key_Right)
    assert asked[0].answer == 1


def test_an_answer_can_be_taken_back(asked: list[Question], qtbot: QtBot) -> None:
    """Backspace leaves the question open again, and says so."""
    key(Qt.Key.Key_Right)
    with qtbot.waitSignal(asked[0].answered):
        key(Qt.Key.Key_Backspace)
    assert asked[0].answer is None


def test_tab_stops_once_at_each_question(asked: list[Question]) -> None:
    """At the answer that is taken, or at the first while there is none."""
    asked[1].set_answer(4)
    key(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is asked[1].radio(4)
    key(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is asked[0].radio(1)


def test_other_keys_go_on_to_the_dialog(asked: list[Question]) -> None:
    """Letters, and digits with Ctrl, answer nothing."""
    QTest.keyClick(asked[0].radio(1), Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    key(Qt.Key.Key_X)
    assert asked[0].answer is None


def test_a_click_answers(asked: list[Question], qtbot: QtBot) -> None:
    """By mouse as by key, and only one answer is taken."""
    with qtbot.waitSignal(asked[0].answered):
        qtbot.mouseClick(asked[0].radio(3), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(asked[0].radio(2), Qt.MouseButton.LeftButton)
    assert asked[0].answer == 2
    assert asked[1].answer is None


def test_setting_an_answer_is_silent(asked: list[Question], qtbot: QtBot) -> None:
    """What is shown was not said now."""
    with qtbot.assertNotEmitted(asked[0].answered):
        asked[0].set_answer(3)
        asked[0].set_answer(None)


def test_ten_answers_have_their_keys(qtbot: QtBot, theme: Theme) -> None:
    """A line from 0 to 10 is answered by digits up to 9, and by arrows beyond."""
    line = Question("", "How was it?", [Option(Points(n), str(n)) for n in range(11)])
    qtbot.addWidget(line)
    line.show()
    QTest.keyClick(line.radio(0), Qt.Key.Key_9)
    assert line.answer == 9
    QTest.keyClick(line.radio(9), Qt.Key.Key_Right)
    assert line.answer == 10

"""The notice by itself: one question, a field when it is wanted, and no pressure."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from practicenotes.ui.alliance.notice import Notice


@pytest.fixture
def notice(qtbot: Any, theme: Any) -> Notice:
    """Give a notice on the private ground that asks something."""
    window = QWidget()
    window.setProperty("ground", "private")
    qtbot.addWidget(window)
    asked = Notice()
    QVBoxLayout(window).addWidget(asked)
    window.resize(900, 300)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    asked.ask("What was different?", "They were back near the usual on 4 May.")
    asked.window_ = window  # the test holds on to it
    return asked


def test_nothing_is_asked_at_first(qtbot: Any, theme: Any) -> None:
    """Silence has no frame."""
    silent = Notice()
    qtbot.addWidget(silent)

    assert silent.isHidden()
    assert not silent.has_line


def test_a_question_offers_two_ways(notice: Notice) -> None:
    """To write and to set aside; the field stays away until it is wanted."""
    assert notice.isVisible()
    assert notice.write.isVisible()
    assert notice.aside.isVisible()
    assert not notice.line.isVisible()


def test_what_is_kept_is_what_was_written(notice: Notice) -> None:
    """Space around a line is not part of it."""
    answers: list[str] = []
    notice.answered.connect(answers.append)
    notice.write.click()
    QTest.keyClicks(notice.line, "  I was away. ")
    assert notice.has_line
    notice.keep.click()

    assert answers == ["I was away."]


def test_setting_aside_is_one_act(notice: Notice) -> None:
    """It asks nothing more."""
    asked: list[bool] = []
    notice.set_aside.connect(lambda: asked.append(True))
    notice.aside.click()

    assert asked == [True]


def test_the_same_question_leaves_the_field_alone(notice: Notice) -> None:
    """Another one begins with an empty field."""
    notice.write.click()
    notice.line.set_text("half a")
    notice.ask("What was different?", "")
    assert notice.line.text() == "half a"
    notice.ask("What do you make of it?")

    assert notice.line.text() == ""
    assert not notice.line.isVisible()


def test_an_answer_comes_back_to_be_changed(notice: Notice) -> None:
    """The field is open, holds the answer, and has the keyboard."""
    notice.ask("What was different?", line="I was away.")

    assert notice.line.text() == "I was away."
    assert QApplication.focusWidget() is notice.line
    assert not notice.write.isVisible()


def test_no_question_hides_it(notice: Notice) -> None:
    """When everything was answered, nothing stands there."""
    notice.ask("")

    assert not notice.isVisible()


def test_escape_without_a_field_is_not_swallowed(notice: Notice) -> None:
    """Esc belongs to the page while no field is open."""
    QTest.keyClick(notice.write, Qt.Key.Key_Escape)

    assert notice.isVisible()
    assert notice.write.isVisible()


def test_in_a_narrow_room_the_answers_stand_beneath(notice: Notice, qtbot: Any) -> None:
    """Nothing is cut when there is no room beside the question."""
    notice.window_.resize(420, 400)
    qtbot.wait(20)

    below = notice.write.mapTo(notice, notice.write.rect().topLeft()).y()
    assert below > notice._words.mapTo(notice, notice._words.rect().bottomLeft()).y() - 1

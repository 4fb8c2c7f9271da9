"""Goals and the list of questionnaires beside the chart."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from practicenotes.domain.measures import Due, Plan
from practicenotes.ui import damage
from practicenotes.ui.measures.goals import GoalsPart
from practicenotes.ui.measures.listed import OTHERS, ListedPart
from practicenotes.ui.theme import Theme

from . import overviews


@pytest.fixture
def goals(qtbot: QtBot, theme: Theme) -> Iterator[GoalsPart]:
    """Give the goals in a window of their own."""
    part = GoalsPart()
    qtbot.addWidget(part)
    part.show()
    yield part
    part.hide()


@pytest.fixture
def listed(qtbot: QtBot, theme: Theme) -> Iterator[ListedPart]:
    """Give the list in a window of its own."""
    part = ListedPart()
    qtbot.addWidget(part)
    part.show()
    yield part
    part.hide()


def said(part: QWidget) -> list[str]:
    """Return every word that is seen in labels."""
    labels = [label for label in part.findChildren(QLabel) if label.isVisible()]
    return [label.accessibleName() or label.text() for label in labels]


def button(part: QWidget, name: str) -> QPushButton:
    """Return the button of this name."""
    seen = [each for each in part.findChildren(QPushButton) if each.isVisible()]
    return next(each for each in seen if name in (each.accessibleName(), each.text()))


def test_goals_stand_by_their_number(goals: GoalsPart, qtbot: QtBot) -> None:
    """With the day they were agreed, and where it is so the day they were reached."""
    reached = overviews.goal(2, "Ask", reached_on=date(2025, 10, 1))
    goals.show_goals([overviews.goal(1, "Sleep"), reached])
    qtbot.wait(10)

    assert said(goals) == [
        *("Working towards", "1  Sleep", "agreed 1 September 2025"),
        *("2  Ask", "agreed 1 September 2025, reached 1 October 2025"),
    ]


@pytest.mark.parametrize(
    ("name", "signal"),
    [
        ("Edit: Sleep", "change_wanted"),
        ("Reached: Sleep", "reach_wanted"),
        ("Remove: Sleep", "remove_wanted"),
        ("Open again: Ask", "reopen_wanted"),
    ],
)
def test_each_act_names_its_goal(goals: GoalsPart, qtbot: QtBot, name: str, signal: str) -> None:
    """A screen reader hears which goal is meant, and that goal is handed on."""
    both = [overviews.goal(1, "Sleep"), overviews.goal(2, "Ask", reached_on=date(2025, 10, 1))]
    goals.show_goals(both)
    with qtbot.waitSignal(getattr(goals, signal)) as wanted:
        button(goals, name).click()
    assert wanted.args == [both[1] if "Ask" in name else both[0]]


def test_a_damaged_goal_offers_nothing(goals: GoalsPart, qtbot: QtBot) -> None:
    """It is said in words, and cannot be saved over."""
    goals.show_goals([overviews.goal(1, damage.UNREADABLE, damaged=True)])
    qtbot.wait(10)
    assert said(goals) == ["Working towards", "1  damaged", "damaged"]
    assert [b.text() for b in goals.findChildren(QPushButton) if b.isVisible()] == ["Add a goal…"]


def test_no_goal_has_its_sentence(goals: GoalsPart, qtbot: QtBot) -> None:
    """And the button that adds the first."""
    goals.show_goals([])
    qtbot.wait(10)
    assert "No goal was agreed yet." in said(goals)
    with qtbot.waitSignal(goals.add_wanted):
        button(goals, "Add a goal…").click()
    goals.show_goals([overviews.goal(1, "Sleep")])
    with qtbot.waitSignal(goals.add_wanted):
        button(goals, "Add a goal…").click()


def test_forms_in_use_say_their_last_result(listed: ListedPart) -> None:
    """Result, day, and whether it is due; the one that is shown is told from the others."""
    page = overviews.overview(
        overviews.form(0, 15),
        overviews.form(1, 6, name="gad7"),
        plans={"k6": Plan("k6", 4, overviews.FIRST)},
        due={"k6": Due("k6", "K6", 4, None)},
    )
    listed.show_overview(page, "phq9", overviews.FIRST)

    assert [row.accessibleName() for row in listed._listed] == [
        "GAD-7, 6 of 21, mild, 15 September",
        "PHQ-9, 15 of 27, moderately severe, 1 September",
        "K6, due",
    ]
    assert [row.accessibleDescription() for row in listed._listed] == ["", "shown", ""]


def test_all_others_are_offered_once(listed: ListedPart) -> None:
    """What is in use stands above and not in the list."""
    listed.show_overview(overviews.overview(overviews.form(0, 15)), "k10", overviews.FIRST)
    words = [listed.others.itemText(n) for n in range(listed.others.count())]

    assert words[0] == OTHERS
    assert "PHQ-9" not in words
    assert "K10" in words
    assert listed.others.currentText() == "K10"
    listed.show_overview(overviews.overview(overviews.form(0, 15)), "phq9", overviews.FIRST)
    assert listed.others.currentText() == OTHERS


def test_choosing_hands_on_an_id(listed: ListedPart, qtbot: QtBot) -> None:
    """By a row, or from the list; the line that only asks to choose is nothing."""
    listed.show_overview(overviews.overview(overviews.form(0, 15)), "phq9", overviews.FIRST)
    with qtbot.waitSignal(listed.chosen) as chosen:
        listed._listed[0].click()
    assert chosen.args == ["phq9"]
    with qtbot.waitSignal(listed.chosen) as chosen:
        listed.others.activated.emit(1)
    assert chosen.args == [listed.others._values[1]]
    with qtbot.assertNotEmitted(listed.chosen):
        listed.others.activated.emit(0)


def test_the_choice_to_estimate_is_shown_and_handed_on(listed: ListedPart, qtbot: QtBot) -> None:
    """The box stands as the practice has it, and a click asks for the other."""
    listed.show_overview(replace(overviews.overview(), prorates=True), "", overviews.FIRST)
    assert listed.prorate.isChecked()
    with qtbot.waitSignal(listed.prorate_wanted) as wanted:
        listed.prorate.click()
    assert wanted.args == [False]
    with qtbot.waitSignal(listed.own_wanted):
        button(listed, "Add my own questionnaire").click()


def test_the_keyboard_comes_to_what_is_shown(
    listed: ListedPart, qtbot: QtBot, theme: Theme
) -> None:
    """To the chosen row, or to the list of others where none is in use."""
    listed.show_overview(overviews.overview(overviews.form(0, 15)), "phq9", overviews.FIRST)
    listed.focus_shown()
    assert listed.focusWidget() is listed._listed[0]
    listed.show_overview(overviews.overview(), "", overviews.FIRST)
    listed.focus_shown()
    assert listed.focusWidget() is listed.others

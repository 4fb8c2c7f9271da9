"""The small dialogs of the page: what they take, and what they say when it cannot be kept."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from practicenotes import catalog
from practicenotes.domain.measures import MeasureResult, Plan
from practicenotes.domain.people import ClientId, Goal
from practicenotes.records.measure_forms import DECLARATION
from practicenotes.ui.measures.asking import (
    EntryDialog,
    GoalDialog,
    OwnDialog,
    PlanDialog,
    SeenDialog,
)
from practicenotes.ui.theme import Theme


DAY = date(2025, 11, 18)
PHQ, WAI, SRS = (catalog.measure(each) for each in ("phq9", "wai_sr", "srs"))


@pytest.fixture
def over(qtbot: QtBot, theme: Theme) -> QWidget:
    """Give a window to open dialogs over."""
    window = QWidget()
    window.resize(900, 700)
    qtbot.addWidget(window)
    window.show()
    return window


def said(dialog: QWidget) -> str:
    """Return every word that is seen."""
    labels = [label for label in dialog.findChildren(QLabel) if label.isVisible()]
    return " ".join(label.accessibleName() or label.text() for label in labels)


def asks(qtbot: QtBot, dialog: EntryDialog) -> bool:
    """Press the main button, and say whether it was taken."""
    heard: list[bool] = []
    dialog.asked.connect(lambda: heard.append(True))
    dialog.main.click()
    return bool(heard)


def test_a_total_alone_is_enough(qtbot: QtBot, over: QWidget) -> None:
    """Its ends stand beside the field, and the licence beneath."""
    dialog = EntryDialog(SRS, DAY, over)
    dialog.open()
    assert "0 to 40." in said(dialog)
    assert SRS.licence.statement in said(dialog)
    dialog.form.set_values({"total": " 36 "})

    assert asks(qtbot, dialog)
    assert (dialog.total, dialog.parts, dialog.day) == (36, (), DAY)


def test_parts_add_up(qtbot: QtBot, over: QWidget) -> None:
    """All parts make the total; some of them need it beside them."""
    dialog = EntryDialog(WAI, DAY, over)
    dialog.open()
    assert "12 to 60, or leave it empty to add up the parts." in said(dialog)
    dialog.form.set_values({"part_task": "16", "part_bond": "18"})
    assert not asks(qtbot, dialog)
    dialog.form.set_values({"part_goal": "14"})
    assert asks(qtbot, dialog)
    assert (dialog.total, dialog.parts) == (48, (16, 18, 14))
    dialog.form.set_values({"part_goal": "", "total": "48"})
    assert (dialog.total, dialog.parts) == (48, (16, 18, None))


@pytest.mark.parametrize("typed", ["", "x", "3.5", "-1", "²"])
def test_what_is_no_whole_number_is_named(qtbot: QtBot, over: QWidget, typed: str) -> None:
    """The field says so, and nothing is asked."""
    dialog = EntryDialog(SRS, DAY, over)
    dialog.open()
    dialog.form.set_values({"total": typed})
    assert not asks(qtbot, dialog)
    assert "Write a whole number." in said(dialog)


def test_a_goal_keeps_its_day_when_it_is_reworded(qtbot: QtBot, over: QWidget) -> None:
    """Only a new goal asks when it was agreed."""
    goal = Goal("1", ClientId("2"), 1, "Sleep", DAY)
    assert set(GoalDialog(None, DAY, over).form.values()) == {"text", "on"}
    assert GoalDialog(goal, DAY, over).form.values() == {"text": "Sleep"}


@pytest.mark.parametrize("values", [{"text": " "}, {"text": "Sleep", "on": None}])
def test_a_goal_needs_words_and_a_day(
    qtbot: QtBot, over: QWidget, values: dict[str, object]
) -> None:
    """Without them it stays a dialog."""
    dialog = GoalDialog(None, DAY, over)
    dialog.open()
    dialog.form.set_values(values)
    with qtbot.assertNotEmitted(dialog.asked):
        dialog.main.click()


def test_how_often_offers_what_is_usual_and_what_is_there(qtbot: QtBot, over: QWidget) -> None:
    """An unusual rhythm that was decided once is still shown."""
    dialog = PlanDialog(PHQ, Plan("phq9", 5, DAY), over)
    field = dialog.form.field("every")
    words = [field.itemText(n) for n in range(field.count())]

    assert dialog.form.values() == {"every": 5}
    assert words[:3] == ["not regularly", "every session", "every 2 sessions"]
    assert "every 5 sessions" in words
    assert PlanDialog(PHQ, None, over).form.values() == {"every": 0}
    assert dialog.windowTitle() == "How often: PHQ-9"


def test_an_answer_is_shown_in_the_words_of_the_form(qtbot: QtBot, over: QWidget) -> None:
    """Question, answer and day stand there, and why it is asked for."""
    answers = (0, 0, 0, 0, 0, 0, 0, 0, 2)
    result = MeasureResult("1", ClientId("2"), "phq9", "PHQ-9", DAY, 2, answers)
    dialog = SeenDialog(PHQ, result, PHQ.flags[0], over)
    dialog.open()

    assert f"“{PHQ.items[8].text}”: more than half the days, 18 November 2025." in said(dialog)
    assert PHQ.flags[0].message in said(dialog)
    assert dialog.main.text() == "I have seen this"
    assert dialog.form.values() == {"words": ""}
    other = SeenDialog(PHQ, replace(result, answers=(*answers[:8], 3)), PHQ.flags[0], over)
    other.open()
    assert "nearly every day" in said(other)


def test_ones_own_questionnaire_is_chosen_and_declared(
    qtbot: QtBot, over: QWidget, tmp_path: object
) -> None:
    """The file can be looked for, and the declaration stands in full beside its box."""
    dialog = OwnDialog(over)
    dialog.open()
    assert DECLARATION in said(dialog)
    assert dialog.right == ""
    dialog.form.set_values({"right": True})
    assert dialog.right == DECLARATION
    dialog._choose()
    chooser = dialog.findChild(QFileDialog)
    chooser.fileSelected.emit(f"{tmp_path}/evening.toml")
    chooser.reject()

    assert dialog.path.name == "evening.toml"

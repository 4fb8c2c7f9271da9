"""Every form in its dialog: whole, exact, and added up as it is answered."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from practicenotes import catalog
from practicenotes.domain import scoring
from practicenotes.domain.measures import Measure
from practicenotes.ui.measures.fill import CORRECT, FILE, FILE_WITHOUT, FillDialog
from practicenotes.ui.theme import Theme

from . import overviews


DAY = date(2025, 11, 18)
FORMS = [measure for measure in catalog.measures() if measure.asks]
PHQ = catalog.measure("phq9")

each_form = pytest.mark.parametrize("measure", FORMS, ids=lambda measure: measure.id)


@pytest.fixture
def over(qtbot: QtBot, theme: Theme) -> Iterator[QWidget]:
    """Give a window to open forms over."""
    window = QWidget()
    window.resize(1000, 760)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    yield window
    window.hide()


@pytest.fixture
def fill(qtbot: QtBot, over: QWidget) -> Callable[..., FillDialog]:
    """Give what opens a form."""

    def show(measure: Measure = PHQ, **told: object) -> FillDialog:
        dialog = FillDialog(measure, DAY, over, **told)
        dialog.open()
        qtbot.waitUntil(dialog.isVisible)
        return dialog

    return show


def said(dialog: FillDialog) -> list[str]:
    """Return every word that stands in labels, in or out of sight."""
    labels = dialog.findChildren(QLabel)
    return [label.accessibleName() or label.text() for label in labels]


def answer(dialog: FillDialog, value: Callable[[list[int]], int]) -> None:
    """Answer every question that counts with one of its values."""
    values = [int(option.value) for option in dialog._measure.options]
    for question in dialog.questions[: len(dialog._measure.items)]:
        question.radio(value(values)).click()


@each_form
def test_every_question_and_the_licence_stand_in_the_dialog(
    fill: Callable[..., FillDialog], measure: Measure
) -> None:
    """Nothing of the form is left out, and the licence line is under it."""
    words = said(fill(measure))

    assert [f"{item.n}. {item.text}" for item in measure.items] == [
        each for each in words if each.split(".")[0].isdigit()
    ]
    assert measure.instruction in words
    assert measure.licence.statement in words
    assert words.index(measure.licence.statement) > words.index(measure.instruction)


@each_form
def test_every_answer_is_offered_in_its_words(
    fill: Callable[..., FillDialog], measure: Measure
) -> None:
    """Each question has the answers of the form, and only the last may have others."""
    dialog = fill(measure)
    for question in dialog.questions[: len(measure.items)]:
        labels = [question.radio(option.value).text() for option in measure.options]
        assert labels == [option.label for option in measure.options]
    extra = dialog.questions[len(measure.items) :]
    assert len(extra) == (1 if measure.extra_item else 0)


@each_form
@pytest.mark.parametrize("end", [min, max])
def test_the_extremes_are_said_with_their_words(
    fill: Callable[..., FillDialog], measure: Measure, end: Callable[[list[int]], int]
) -> None:
    """All lowest and all highest answers come to the ends of the scale, in the band there."""
    dialog = fill(measure)
    answer(dialog, end)
    total = measure.scoring.min if end is min else measure.scoring.max
    band = scoring.band(measure, total)
    wanted = f"{total} of {measure.scoring.max}" + (f", {band.label}" if band else "")

    assert dialog._said.said() == wanted
    with_signal: list[bool] = []
    dialog.asked.connect(lambda: with_signal.append(True))
    dialog.main.click()
    assert with_signal == [True]


@each_form
def test_an_untouched_form_says_what_is_open(
    fill: Callable[..., FillDialog], measure: Measure
) -> None:
    """The first try names every question that counts; there is no total to show."""
    dialog = fill(measure)
    needed = [item.n for item in measure.items if not item.optional]
    assert dialog._said.said() == f"0 of {len(needed)} answered"
    dialog.main.click()

    assert dialog.problem().startswith(f"Questions {needed[0]}, ")
    assert dialog.problem().endswith(f" and {needed[-1]} are open. The form can be filed as it is.")
    assert dialog.main.text() == FILE_WITHOUT


def test_digits_alone_carry_through_the_whole_form(fill: Callable[..., FillDialog]) -> None:
    """Ten keys and Enter are enough; the last question leads to the button."""
    dialog = fill()
    for digit in "2232122101":
        QTest.keyClicks(dialog.focusWidget(), digit)
    assert dialog.answers == (2, 2, 3, 2, 1, 2, 2, 1, 0, 1)
    assert dialog.focusWidget() is dialog.main
    asked: list[bool] = []
    dialog.asked.connect(lambda: asked.append(True))
    QTest.keyClick(dialog.main, Qt.Key.Key_Return)
    assert asked == [True]


def test_the_question_that_is_not_counted_changes_no_total(
    fill: Callable[..., FillDialog],
) -> None:
    """It is kept with the answers, and never asked for."""
    dialog = fill()
    answer(dialog, min)
    before = dialog._said.said()
    dialog.questions[9].radio(3).click()

    assert dialog._said.said() == before == "0 of 27, minimal"
    assert dialog.answers[9] == 3
    assert "Asked as well, and not counted." in said(dialog)


def test_a_correction_begins_with_what_was_filed(fill: Callable[..., FillDialog]) -> None:
    """Answers and day stand as they were; the day stays, and the button says what it does."""
    filed = overviews.form(3, 15, (2, 2, 3, 2, 1, 2, 2, 1, 0))
    dialog = fill(result=filed)

    assert dialog.answers == (*filed.answers, None)
    assert dialog.day.day == filed.taken_on
    assert dialog.day.isReadOnly()
    assert dialog.main.text() == CORRECT
    dialog.questions[0].set_answer(None)
    dialog.questions[1].radio(0).click()
    dialog.main.click()
    assert dialog.main.text() == FILE_WITHOUT


def test_an_optional_question_is_not_asked_for(fill: Callable[..., FillDialog]) -> None:
    """Question 4 of the PHQ-15 may stay open, and the total is whole."""
    dialog = fill(catalog.measure("phq15"))
    answer(dialog, max)
    dialog.questions[3].set_answer(None)
    dialog.questions[0].radio(2).click()

    assert dialog._said.said() == "28 of 30, high"
    assert dialog.main.text() == FILE


def test_an_estimate_is_announced_before_it_is_filed(fill: Callable[..., FillDialog]) -> None:
    """With estimates switched on the words say so, and the button still files a total."""
    dialog = fill(prorates=True)
    answer(dialog, max)
    dialog.questions[8].set_answer(None)
    dialog.questions[0].radio(3).click()
    assert dialog._said.said() == "27 of 27, severe, estimated (8 of 9 answered)"
    dialog.main.click()

    assert dialog.problem() == "Question 9 is open. The form can be filed as it is."
    assert dialog.main.text() == FILE


def test_a_form_of_ones_own_says_both_lines_above_it(fill: Callable[..., FillDialog]) -> None:
    """Instruction and stem are both shown where there are both."""
    dialog = fill(catalog.measure("pcl5"))
    assert "In the past month, how much were you bothered by:" in said(dialog)
    bare = fill(replace(PHQ, instruction="", extra_item=None))
    assert PHQ.instruction not in said(bare)
    assert len(bare.questions) == 9

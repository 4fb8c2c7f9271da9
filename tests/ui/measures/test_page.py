"""Goals and questionnaires of one client: seen, filled in, corrected, planned and taken back."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from outgoing import Papers
from practicenotes.domain import settings as known
from practicenotes.domain.people import NewClient
from practicenotes.records import clients, goals, measure_forms, measure_plans, measures, settings
from practicenotes.ui.measures.fill import FILE, FILE_WITHOUT
from practicenotes.ui.theme import Theme
from practicenotes.vault import audit


TODAY = date(2025, 11, 18)
OWN = """
[[measure]]
id = "evening"
name = "Evenings"
options = [{ value = 0, label = "No" }, { value = 1, label = "Yes" }]
items = [{ n = 1, text = "Did you sit down?" }, { n = 2, text = "Did you eat?" }]
[measure.scoring]
method = "sum"
min = 0
max = 2
higher_is = "better"
[measure.licence]
statement = "Written by myself."
"""


def answer(dialog: Any, *values: int | None) -> None:
    """Answer the questions of a form in their order."""
    for question, value in zip(dialog.questions, values, strict=False):
        if value is not None:
            question.radio(value).click()


# --- what is shown -------------------------------------------------------------------------------


def test_the_questionnaire_filled_in_last_is_in_front(heron: Any) -> None:
    """Its name, its last result in words, what may be said of it, and its licence."""
    said = heron.said()

    assert "Patient Health Questionnaire-9" in said
    assert "8 of 27, mild, on 11 November 2025" in said
    assert any("reliable improvement, now below the usual cut-off" in words for words in said)
    assert any(words.startswith("Copyright (c) Pfizer Inc.") for words in said)
    assert heron.page.course.chart.accessibleName().startswith("12 August 2025: 15 of 27")


def test_the_table_says_what_the_chart_shows(heron: Any) -> None:
    """Each form has its line: the day, the result in words, the answers."""
    heron.page.course.as_table.click()
    said = heron.said(heron.page.course)

    assert "12 August 2025" in said
    assert "15 of 27, moderately severe" in said
    assert "2, 2, 3, 2, 1, 2, 2, 1, 0" in said
    heron.page.course.as_table.click()
    assert "2, 2, 3, 2, 1, 2, 2, 1, 0" not in heron.said(heron.page.course)


def test_another_questionnaire_is_chosen_from_the_list(heron: Any) -> None:
    """Every questionnaire is offered, those of which totals alone are entered marked as such."""
    others = heron.page.listed.others
    words = [others.itemText(n) for n in range(others.count())]
    assert "WAI-SR (total only)" in words
    others.setFocus()
    others.setCurrentIndex(words.index("WAI-SR (total only)"))
    others.activated.emit(others.currentIndex())

    assert "Working Alliance Inventory - Short Revised" in heron.said()
    assert "No form was filled in yet." in heron.said()
    assert not heron.page.course.chart.isVisible()
    heron.choose("phq9")
    assert heron.page.course.chart.isVisible()


def test_a_new_file_is_empty(heron: Any) -> None:
    """One sentence and one button stand where no goal and no form is yet."""
    new = heron.played.record.run(clients.add, NewClient("Wagtail"), heron.played.now())
    heron.client_id = new
    heron.settle()

    assert "No goal was agreed yet." in heron.said()
    assert "No form was filled in yet." in heron.said()
    assert heron.page.empty.button.isVisible()


def test_a_page_that_has_not_changed_is_left_alone(heron: Any) -> None:
    """Reading the same again makes no widget anew, and the keyboard stays where it is."""
    heron.page.goals.findChildren(QWidget)[0]
    before = heron.page.goals._parts
    heron.settle()
    assert heron.page.goals._parts is before


def test_damaged_forms_are_said_and_left_out(heron: Any) -> None:
    """A form changed from outside is not drawn, and the page says that it is missing."""
    first = next(each for each in heron.results() if each.measure_id == "phq9")
    heron.played.record.on_connection(
        lambda connection: connection.exec_driver_sql(
            "UPDATE measure_result SET total = 1 WHERE id = ?", (first.id,)
        )
    )
    heron.settle()
    assert any("One form is damaged and left out" in words for words in heron.said())


# --- filling in ----------------------------------------------------------------------------------


def test_a_form_is_filled_in_by_digits(heron: Any) -> None:
    """0 to 3 answer and go on; the score is the record's number with its word; Enter files it."""
    heron.press("Fill in a form…")
    dialog = heron.dialog()
    assert "Over the last 2 weeks, how often have you been bothered by any of the following" in (
        " ".join(heron.said(dialog))
    )
    assert any(words.startswith("Copyright (c) Pfizer") for words in heron.said(dialog))
    for digit in "221021120":
        QTest.keyClicks(dialog.focusWidget(), digit)
    assert dialog.answers == (2, 2, 1, 0, 2, 1, 1, 2, 0, None)
    assert dialog._said.said() == "11 of 27, moderate"
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    heron.closed()

    filed = heron.results()[-1]
    assert (filed.total, filed.taken_on, filed.name) == (11, TODAY, "PHQ-9")
    assert filed.session_id == heron.played.session_today("Heron")
    assert "11 of 27, moderate, on 18 November 2025" in heron.said()
    assert heron.told[-1] == "Filed: PHQ-9, 11 of 27, moderate."


def test_arrows_and_backspace_move_among_answers(heron: Any) -> None:
    """Left and Right change an answer, Up and Down the question, Backspace takes it back."""
    heron.press("Fill in a form…")
    dialog = heron.dialog()
    first, second = dialog.questions[:2]

    def key(*keys: Qt.Key) -> None:
        for each in keys:
            QTest.keyClick(dialog.focusWidget(), each)

    key(Qt.Key.Key_Right)
    assert first.answer == 0
    key(Qt.Key.Key_Right, Qt.Key.Key_Right)
    assert first.answer == 2
    key(Qt.Key.Key_Left)
    assert first.answer == 1
    key(Qt.Key.Key_Down, Qt.Key.Key_3)
    assert second.answer == 3
    key(Qt.Key.Key_Up, Qt.Key.Key_Backspace)
    assert (first.answer, second.answer) == (1, None)
    key(Qt.Key.Key_9, Qt.Key.Key_A)
    assert second.answer is None
    dialog.reject()


def test_options_read_as_on_the_form(heron: Any) -> None:
    """Every answer is a mark with the exact words, and its question for who hears it."""
    heron.choose("gad7")
    heron.press("Fill in a form…")
    dialog = heron.dialog()
    radio = dialog.questions[0].radio(0)

    assert radio.text() == "Not at all"
    assert radio.accessibleDescription() == "1. Feeling nervous, anxious, or on edge. Key 0"
    assert [dialog.questions[7].radio(value).text() for value in range(4)] == [
        *("Not difficult at all", "Somewhat difficult"),
        *("Very difficult", "Extremely difficult"),
    ]
    dialog.reject()


def test_what_is_open_is_named_once_and_filed_without_a_total(heron: Any) -> None:
    """The first try names the questions and goes to the first; the second files the form."""
    heron.press("Fill in a form…")
    dialog = heron.dialog()
    answer(dialog, 1, 1, None, 1, 1, 1, None, 1, 0)
    dialog.main.click()
    assert dialog.problem() == "Questions 3 and 7 are open. The form can be filed as it is."
    assert dialog.main.text() == FILE_WITHOUT
    assert dialog.questions[2].isAncestorOf(dialog.focusWidget())

    dialog.questions[2].radio(1).click()
    assert dialog.main.text() == FILE
    dialog.main.click()
    assert dialog.problem() == "Question 7 is open. The form can be filed as it is."
    dialog.main.click()
    heron.closed()
    assert heron.results()[-1].total is None
    assert "no total, 8 of 9 answered, on 18 November 2025" in heron.said()
    assert any("A hollow mark is a form with answers missing" in words for words in heron.said())


def test_estimates_are_a_choice(heron: Any) -> None:
    """Switched on, a form with one gap gets a total that says that it is estimated."""
    heron.page.listed.prorate.click()
    heron.settle()
    assert heron.played.record.run(settings.get, known.PRORATE) is True
    heron.press("Fill in a form…")
    dialog = heron.dialog()
    answer(dialog, 1, 1, None, 1, 1, 1, 1, 1, 0)
    assert dialog._said.said() == "8 of 27, mild, estimated (8 of 9 answered)"
    dialog.main.click()
    assert dialog.main.text() == FILE
    dialog.main.click()
    heron.closed()

    assert "8 of 27, mild, estimated (8 of 9 answered), on 18 November 2025" in heron.said()


def choice(heron: Any, words: str) -> Any:
    """Return one of the ways to read the form that is shown, from its menu."""
    actions = heron.page.course.more.menu().actions()
    return next(each for each in actions if words in each.text().replace("&", ""))


def test_change_is_told_by_the_larger_threshold_when_wanted(heron: Any) -> None:
    """The sentence beneath the chart says how many points it takes, and by which reliability."""
    choice(heron, "Larger threshold: 7 points").trigger()
    heron.settle()
    beneath = " ".join(heron.said())
    assert "A change of 7 points or more counts as reliable, by retest reliability." in beneath
    assert heron.told[-1] == "Change on PHQ-9 is told by the larger threshold."

    assert choice(heron, "Larger threshold").isChecked()
    choice(heron, "Larger threshold").trigger()
    heron.settle()
    assert "A change of 6 points or more counts as reliable" in " ".join(heron.said())


def test_the_bands_of_k10_can_be_the_other_ones(heron: Any) -> None:
    """A total is called by the grouping that was chosen, which is named beneath."""
    heron.choose("k10")
    heron.press("Fill in a form…")
    dialog = heron.dialog()
    answer(dialog, *[2] * 10)
    dialog.main.click()
    heron.closed()
    assert "20 of 50, moderate, on 18 November 2025" in heron.said()

    choice(heron, "Bands 10 to 19").trigger()
    heron.settle()
    assert "20 of 50, mild, on 18 November 2025" in heron.said()
    assert any("10 to 19 likely well, 20 to 24 mild" in words for words in heron.said())


def test_an_unclear_day_is_named(heron: Any) -> None:
    """Nothing is filed under a day that nobody can read."""
    heron.press("Fill in a form…")
    dialog = heron.dialog()
    dialog.day.setText("soon")
    dialog.main.click()

    assert "Write a day" in dialog.problem()
    dialog.reject()


def test_question_9_asks_to_be_seen_at_once_and_goes_on_asking(heron: Any) -> None:
    """Put aside, it stands at the head of the page until what was seen is kept."""
    heron.press("Fill in a form…")
    dialog = heron.dialog()
    answer(dialog, 0, 0, 0, 0, 0, 0, 0, 0, 1)
    dialog.main.click()
    heron.qtbot.waitUntil(lambda: "question 9" in heron.dialog().windowTitle())
    seen = heron.dialog()
    assert any("“Thoughts that you would be better off dead" in w for w in heron.said(seen))
    assert any(": several days, 18 November 2025." in words for words in heron.said(seen))
    seen.reject()
    heron.closed()
    assert "Question 9 of 18 November 2025 asks to be seen." in heron.said()

    heron.press("Acknowledge…")
    heron.dialog().form.set_values({"words": "asked; no plan"})
    heron.dialog().main.click()
    heron.closed()
    assert heron.results()[-1].acknowledged[0].words == "asked; no plan"
    assert not heron.page.course.notice.isVisible()


def test_a_form_of_today_is_corrected(heron: Any) -> None:
    """The menu offers it for what was filed today, with the answers as they stand."""
    client, at = heron.client_id, heron.played.now()
    measure = heron.page.course.measure
    filed = heron.played.record.run(measures.file, client, measure, (1,) * 8 + (0,), TODAY, at)
    heron.settle()
    (act,) = [a for a in heron.page.course.more.menu().actions() if "Correct" in a.text()]
    act.trigger()
    dialog = heron.dialog()
    assert dialog.answers[:9] == filed.answers
    dialog.questions[0].radio(3).click()
    dialog.main.click()
    heron.closed()

    assert heron.results()[-1].total == 10
    heron.played.move(days=1)
    heron.page._overview = None
    heron.settle()
    assert not [a for a in heron.page.course.more.menu().actions() if "Correct" in a.text()]


# --- totals --------------------------------------------------------------------------------------


def test_a_total_is_entered(heron: Any) -> None:
    """Parts add up by themselves, and what lies outside the ends is refused in the dialog."""
    heron.choose("wai_sr")
    heron.press("Enter a total…")
    dialog = heron.dialog()
    dialog.main.click()
    assert "Write a whole number." in heron.said(dialog)
    dialog.form.set_values({"part_task": "16", "part_bond": "x", "part_goal": "14"})
    dialog.main.click()
    assert "Write a whole number." in heron.said(dialog)
    dialog.form.set_values({"part_bond": "21"})
    dialog.main.click()
    heron.qtbot.waitUntil(lambda: "A total of Bond lies between 4 and 20." in dialog.problem())
    dialog.form.set_values({"part_bond": "18"})
    dialog.main.click()
    heron.closed()

    assert "48 of 60, on 18 November 2025" in heron.said()
    assert heron.results()[-1].answers == (16, 18, 14)


def test_a_total_needs_its_day(heron: Any) -> None:
    """Without a day nothing is filed."""
    heron.choose("srs")
    heron.press("Enter a total…")
    dialog = heron.dialog()
    dialog.form.set_values({"total": "36", "on": None})
    dialog.main.click()
    assert "Write the day, for example 26 August 2025." in heron.said(dialog)
    dialog.form.set_values({"on": TODAY})
    dialog.main.click()
    heron.closed()
    assert heron.results()[-1].total == 36


# --- how often, and one's own ---------------------------------------------------------------------


def test_how_often_is_decided_and_taken_back(heron: Any) -> None:
    """The plan stands on its button, and what is due is said in the list."""
    before = _plans(heron)
    heron.choose("k6")
    heron.press("How often…")
    heron.dialog().form.set_values({"every": 4})
    heron.dialog().main.click()
    heron.closed()
    assert [(p.measure_id, p.every) for p in _plans(heron)][-1] == ("k6", 4)
    assert heron.page.course.plan.text() == "Every 4 sessions…"
    assert "k6" in heron.page._overview.in_use
    assert heron.page.listed._listed[-1].accessibleName() == "K6, due"

    heron.press("Every 4 sessions…")
    heron.dialog().form.set_values({"every": 0})
    heron.dialog().main.click()
    heron.closed()
    assert _plans(heron) == before


def _plans(shown: Any) -> Any:
    return shown.played.record.run(measure_plans.plans, shown.client_id)


def test_ones_own_questionnaire_comes_with_a_declaration(heron: Any, tmp_path: Path) -> None:
    """Without a file, with a broken one, or undeclared, nothing is added; then it is in front."""
    file = tmp_path / "evening.toml"
    file.write_text(OWN.replace("max = 2", "max = 3"), "utf-8")
    heron.press("Add my own questionnaire")
    dialog = heron.dialog()
    dialog.main.click()
    assert "Choose the file of the questionnaire." in heron.said(dialog)
    dialog.form.set_values({"file": str(tmp_path / "none.toml")})
    dialog.main.click()
    heron.qtbot.waitUntil(lambda: "none.toml is not there." in dialog.problem())
    dialog.form.set_values({"file": str(file)})
    dialog.main.click()
    heron.qtbot.waitUntil(lambda: "evening.toml breaks a rule at" in dialog.problem())
    file.write_text(OWN, "utf-8")
    dialog.main.click()
    heron.qtbot.waitUntil(lambda: "declaration" in dialog.problem())
    assert heron.played.record.run(measure_forms.own) == ()
    dialog.form.set_values({"right": True})
    dialog.main.click()
    heron.closed()

    assert "Evenings" in heron.said()
    (form,) = heron.played.record.run(measure_forms.own)
    assert form.right == measure_forms.DECLARATION
    assert not [a for a in heron.page.course.more.menu().actions() if "empty" in a.text()]
    heron.page.course.more.menu().actions()[-1].trigger()
    heron.settle()
    assert heron.told[-1] == "Evenings is offered no longer. Its results stay."
    assert heron.played.record.run(measure_forms.own)[0].retired_at


# --- goals ---------------------------------------------------------------------------------------


def _goals(shown: Any) -> list[tuple[int, str, date | None]]:
    found = shown.played.record.run(goals.of_client, shown.client_id)
    return [(goal.number, goal.text, goal.reached_on) for goal in found]


def test_a_goal_is_added_and_reworded(heron: Any) -> None:
    """It takes the next number, and needs a word."""
    heron.press("Add a goal…")
    heron.dialog().main.click()
    assert "A goal needs a few words. Nothing was saved yet." in heron.said(heron.dialog())
    heron.dialog().form.set_values({"text": " Cook on Sundays "})
    heron.dialog().main.click()
    heron.closed()
    assert _goals(heron)[-1] == (3, "Cook on Sundays", None)

    heron.press("Edit: Cook on Sundays")
    heron.dialog().form.set_values({"text": "Cook twice a week"})
    heron.dialog().main.click()
    heron.closed()
    assert "3  Cook twice a week" in heron.said()


def test_a_goal_is_reached_and_opened_again(heron: Any) -> None:
    """One press each, with the day of today, and the keyboard stays at the goal's acts."""
    text = _goals(heron)[0][1]
    links = heron.page.goals.findChildren(QWidget)
    next(w for w in links if w.accessibleName() == f"Reached: {text}").setFocus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    heron.settle()
    assert QApplication.focusWidget().accessibleName() == f"Edit: {text}"
    assert _goals(heron)[0][2] == TODAY
    assert any("reached 18 November 2025" in words for words in heron.said())
    heron.press(f"Open again: {text}")
    heron.settle()
    assert _goals(heron)[0][2] is None


def test_a_goal_that_was_removed_can_be_brought_back(heron: Any) -> None:
    """A strip says what was taken out, and Undo restores number and words."""
    before = _goals(heron)
    heron.press(f"Remove: {before[0][1]}")
    heron.settle()
    assert _goals(heron) == before[1:]
    assert heron.page.undo.said() == f"“{before[0][1]}” was taken out."
    heron.press("Undo")
    heron.settle()

    assert _goals(heron) == before
    assert not heron.page.undo.isVisible()


# --- paper ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "name", "trail"),
    [
        ("Save the empty form…", "PHQ-9.pdf", None),
        ("Save the results…", "Heron, PHQ-9.pdf", "save results: phq9"),
    ],
)
def test_form_and_results_are_saved(
    heron: Any, papers: Papers, tmp_path: Path, words: str, name: str, trail: str | None
) -> None:
    """The file bears no legal name; that results went out stands in the audit trail."""
    actions = heron.page.course.more.menu().actions()
    (act,) = [each for each in actions if each.text().replace("&", "") == words]
    act.trigger()
    assert papers.save_to(heron.page, tmp_path / name) == name
    heron.qtbot.waitUntil(lambda: bool(heron.told), timeout=20_000)

    assert (tmp_path / name).read_bytes().startswith(b"%PDF")
    assert heron.told[-1].startswith(f"Saved as {tmp_path / name}.")
    newest = heron.played.record.run(audit.entries)[0].act
    assert (newest == trail) == (trail is not None)


# --- by keyboard, at every size -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("size", "width", "height"), [(100, 968, 640), (100, 944, 540), (200, 944, 540)]
)
def test_nothing_is_clipped_and_everything_has_a_name(
    open_page: Callable[..., Any],
    theme: Theme,
    clipped: Callable[[QWidget], list[str]],
    unnamed: Callable[[QWidget], list[str]],
    size: int,
    width: int,
    height: int,
) -> None:
    """The page and the form fit a small window with large text, and can be heard."""
    theme.set_text_size(size)
    shown = open_page(width=width, height=height)
    shown.page.course.as_table.click()
    shown.qtbot.wait(50)
    assert clipped(shown.window) == []
    assert unnamed(shown.page) == []
    shown.press("Fill in a form…")
    dialog = shown.dialog()
    shown.qtbot.wait(50)
    assert clipped(dialog) == []
    assert unnamed(dialog) == []
    dialog.reject()


def test_tab_leads_in_reading_order(heron: Any) -> None:
    """Goals come first, then the list, then the questionnaire that is shown."""
    first = next(
        b for b in heron.page.goals.findChildren(QWidget) if b.accessibleName()[:4] == "Edit"
    )
    first.setFocus()
    there = []
    for _ in range(14):
        focus = QApplication.focusWidget()
        there.append(focus.accessibleName() or focus.text())
        QTest.keyClick(focus, Qt.Key.Key_Tab)

    names = [name.partition(":")[0] for name in there[:6]]
    assert names == ["Edit", "Reached", "Remove"] * 2
    assert there[6] == "Add a goal…"
    after = ["Add a goal…", "PHQ-9, 8 of 27, mild, 11 November"]
    after += ["GAD-7, 6 of 21, mild, 28 October", "Another questionnaire"]
    after += ["Add my own questionnaire", "Estimate totals", "Fill in a form…", "Every 4 sessions…"]
    assert there[6:] == after

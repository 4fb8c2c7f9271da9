"""The log of hours on its page: added, changed, removed and saved as a table."""

import csv
from datetime import date

import pytest
from PySide6.QtCore import Qt

import factory
from practicenotes.domain.hours import HourKind
from practicenotes.records import hours
from practicenotes.ui.style import on_private
from practicenotes.ui.supervision.hours import NO_DAY, NO_LENGTH, NOTHING
from practicenotes.vault import audit


def pane(desk):
    """Return the page of hours."""
    return desk.section.hours


def rows(desk):
    """Return what a screen reader says of each line."""
    return [row.accessibleName() for row in pane(desk).rows]


def kept(desk):
    """Return the whole log as the store has it."""
    return desk.vault.record.run(hours.every)


def test_a_year_is_listed_with_its_sums(logged):
    """Latest first, and each kind added up."""
    assert rows(logged) == [
        "5 November, supervision  ·  1 h  ·  H. Abernathy  ·  Silence",
        "1 February, reading  ·  1 h 30 min  ·  Silence",
    ]
    said = "2025: supervision 1 h, reading 1 h 30 min. Together 2 h 30 min."
    assert pane(logged).sums.said() == said


def test_the_log_lies_on_paper(logged):
    """It belongs to the record: no part of it is on the private ground."""
    assert pane(logged).isVisible()
    assert not on_private(pane(logged).add)
    assert "Never printed" not in logged.words()


def test_another_year_is_chosen(logged):
    """Every year that has lines is there, and this one."""
    choice = pane(logged).year
    assert [choice.itemText(n) for n in range(choice.count())] == ["2025", "2024"]
    choice.setCurrentIndex(1)
    choice.activated.emit(1)
    logged.settle()
    assert rows(logged) == ["1 June 2024, supervision  ·  1 h  ·  H. Abernathy  ·  Silence"]


def test_an_empty_year_says_so_and_offers_to_begin(desk):
    """One sentence and one button."""
    desk.section.choose_tab("hours")
    desk.settle()
    assert NOTHING in desk.words()
    assert pane(desk).sums.isHidden()
    assert not pane(desk).export.isEnabled()


def test_hours_are_added(desk):
    """Today and an hour of supervision stand there at first; what is typed is kept."""
    desk.section.choose_tab("hours")
    pane(desk).add.click()
    dialog = pane(desk).dialog
    assert dialog.form.values()["on"] == date(2025, 11, 18)
    desk.qtbot.keyClicks(dialog.form.field("with_whom"), "H. Abernathy")
    dialog.form.set_values({"kind": HourKind.TRAINING, "minutes": 120, "topic": "Endings"})
    dialog.main.click()
    desk.settle()

    [line] = kept(desk)
    assert (line.on, line.kind, line.minutes) == (date(2025, 11, 18), HourKind.TRAINING, 120)
    assert (line.with_whom, line.topic) == ("H. Abernathy", "Endings")
    assert len(rows(desk)) == 1
    assert desk.said[-1] == "The log is kept."


def test_what_is_added_for_another_year_is_shown_there(logged):
    """The page turns to the year that was written."""
    pane(logged).begin()
    pane(logged).dialog.form.set_values({"on": date(2023, 5, 1)})
    pane(logged).dialog.main.click()
    logged.settle()
    assert pane(logged).year.value == 2023
    assert len(rows(logged)) == 1


@pytest.mark.parametrize(
    ("values", "problem"), [({"on": None}, NO_DAY), ({"minutes": 0}, NO_LENGTH)]
)
def test_a_line_needs_its_day_and_its_length(logged, values, problem):
    """What is missing is said beneath its field, and the form stays."""
    before = kept(logged)
    pane(logged).begin()
    dialog = pane(logged).dialog
    dialog.form.set_values(values)
    dialog.main.click()
    logged.settle()
    assert problem in logged.words(dialog)
    assert dialog.isVisible()
    assert kept(logged) == before
    dialog.reject()


def test_a_day_that_cannot_be_read_is_named(logged):
    """The form itself says so before anything is asked."""
    pane(logged).begin()
    dialog = pane(logged).dialog
    dialog.form.field("on").setText("the other day")
    dialog.main.click()
    assert dialog.isVisible()
    assert "Write a day" in logged.words(dialog)
    dialog.reject()


def test_a_line_is_changed(logged):
    """Enter opens it as it is; what is changed is kept."""
    pane(logged).rows[0].setFocus()
    logged.press(Qt.Key.Key_Return)
    dialog = pane(logged).dialog
    assert dialog.form.values()["topic"] == "Silence"
    dialog.form.set_values({"topic": "Endings", "minutes": 75})
    dialog.main.click()
    logged.settle()
    assert rows(logged)[0] == "5 November, supervision  ·  1 h 15 min  ·  H. Abernathy  ·  Endings"
    assert len(kept(logged)) == 3


def test_a_line_that_was_taken_out_comes_back_with_undo(logged):
    """It is gone at once, and one word brings it back."""
    before = rows(logged)
    pane(logged).rows[0].click()
    pane(logged).dialog.removal_wanted.emit()
    logged.settle()
    assert rows(logged) == before[1:]
    assert pane(logged).strip.said() == "The line is out of the log."

    pane(logged).strip.acted.emit()
    logged.settle()
    assert rows(logged) == before


def test_the_year_is_saved_as_a_table(logged, tmp_path):
    """The lines that are shown, for a spreadsheet; the trail tells of it."""
    pane(logged).export.click()
    offered = logged.answer_where(tmp_path / "hours.csv")
    lines = list(csv.reader((tmp_path / "hours.csv").read_text("utf-8-sig").splitlines()))

    assert offered == "Hours 2025.csv"
    assert [line[0] for line in lines] == ["Date", "2025-02-01", "2025-11-05"]
    assert "Whoever can open that folder can read it." in pane(logged).strip.said()
    assert logged.vault.record.run(audit.entries)[0].act == "export"


def test_a_damaged_line_is_shown_and_cannot_be_opened(logged):
    """It says so, and what it held is not shown."""
    factory.meddle(logged.vault.record, "UPDATE hour SET topic = 'forged' WHERE minutes = 90")
    logged.section.refresh()
    logged.settle()
    [_, row] = pane(logged).rows
    assert row.accessibleName().startswith("A line that can no longer be read")
    assert not row.isEnabled()
    assert "forged" not in logged.words()


def test_everything_has_a_name(logged, unnamed):
    """A screen reader can name every control, of the form too."""
    assert unnamed(logged.section) == []
    pane(logged).begin()
    assert unnamed(pane(logged).dialog) == []
    pane(logged).dialog.reject()


def test_nothing_is_clipped(logged, clipped, theme):
    """In small windows and with large text every word is seen whole."""
    for width, height, size in ((940, 640, 100), (1120, 690, 200)):
        theme.set_text_size(size)
        logged.section.resize(width, height)
        logged.qtbot.wait(50)
        assert clipped(logged.section) == []

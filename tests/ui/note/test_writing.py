"""A note that stands for itself is written with the same hands as that of a session."""

from PySide6.QtCore import Qt

from practicenotes.ui.session.find_bar import FindBar
from practicenotes.ui.widgets.editor import GrowingEditor


CTRL = Qt.KeyboardModifier.ControlModifier


def first_sheet(sitting) -> GrowingEditor:
    """Return the sheet on which one begins."""
    sheet = sitting.page.record.form.first_editor()
    assert sheet is not None
    sheet.setFocus()
    return sheet


def open_bars(sitting) -> list[FindBar]:
    """Return the search bars that are seen."""
    return [bar for bar in sitting.page.findChildren(FindBar) if bar.isVisibleTo(sitting.page)]


def test_words_are_found_in_it(sitting) -> None:
    """There is one side, and it is searched."""
    sitting.begin("consultation")
    sheet = first_sheet(sitting)
    sitting.qtbot.keyClicks(sheet, "asked about sleep, and sleep again")
    sitting.page.finding.open()
    [bar] = open_bars(sitting)
    sitting.qtbot.keyClicks(bar.field, "sleep")
    assert bar.count.said() == "1 of 2"
    sitting.qtbot.keyClick(bar.field, Qt.Key.Key_F3)
    assert bar.count.said() == "2 of 2"
    sitting.qtbot.keyClick(bar.field, Qt.Key.Key_Escape)
    assert open_bars(sitting) == []


def test_marks_are_kept_as_they_were_typed(sitting) -> None:
    """Bold by its key, a list by its sign, and the words counted at the foot."""
    note = sitting.begin("consultation")
    sheet = first_sheet(sitting)
    sitting.qtbot.keyClicks(sheet, "- sleep")
    sitting.qtbot.keyClick(sheet, Qt.Key.Key_B, CTRL)
    sitting.qtbot.keyClick(sheet, Qt.Key.Key_End)
    sitting.qtbot.keyClick(sheet, Qt.Key.Key_Return)
    sitting.qtbot.keyClicks(sheet, "work")
    sitting.page.save_now()
    sitting.settle()
    [kept] = [each for each in sitting.notes() if each.id == note.id]
    assert "- **sleep**\n- work" in [section.text for section in kept.sections]
    sitting.until(lambda: sitting.page.record.count.said() == "2 words")


def test_its_sheets_have_the_words_of_the_record(sitting) -> None:
    """What is learnt here is learnt in the record, and the client's name is known."""
    sitting.begin("consultation")
    vocabulary = sitting.desk.vocabulary
    sitting.until(lambda: vocabulary.record.client == "Heron")
    first_sheet(sitting)
    vocabulary.record.learn("fremdeling")
    sitting.settle()
    assert vocabulary.record.learnt == ("fremdeling",)
    assert vocabulary.private.learnt == ()


def test_another_note_begins_without_a_search(sitting) -> None:
    """What was sought in one is not sought in the next."""
    sitting.begin("consultation")
    first_sheet(sitting)
    sitting.page.finding.open()
    assert len(open_bars(sitting)) == 1
    sitting.begin("contact")
    assert open_bars(sitting) == []

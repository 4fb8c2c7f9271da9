"""Taking words of the private side to supervision."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QMenu

from practicenotes import catalog
from practicenotes.reflections import supervision
from practicenotes.ui.session.private_flagging import NOTHING, TAKEN


# A screen that is none has no popups.
pytestmark = pytest.mark.qt_log_ignore(
    r"This plugin does not support (raise|grabbing the keyboard)", extend=True
)
WORDS = "Take this passage to supervision…"
CTRL = Qt.KeyboardModifier.ControlModifier


def items(visit):
    """Return the passages as the store has them."""
    return visit.practice.private.run(supervision.every)


def menu(visit, editor):
    """Ask for the menu of a field with the keyboard and return its entries; it is closed again."""
    editor.setFocus()
    visit.qtbot.keyClick(editor, Qt.Key.Key_Menu)
    visit.until(lambda: any(each.isVisible() for each in editor.findChildren(QMenu)))
    shown = next(each for each in editor.findChildren(QMenu) if each.isVisible())
    shown.hide()
    return {action.text().replace("&", ""): action for action in shown.actions()}


def take(visit, question=""):
    """Ask, type a question and take the passage there."""
    visit.page.private.flagging.ask()
    dialog = visit.page.private.flagging.dialog
    visit.type(question, into=dialog.question)
    visit.press(Qt.Key.Key_Return, CTRL)
    visit.until(lambda: visit.page.private.flagging.dialog is None)
    visit.saved()


def test_selected_words_are_taken(visit):
    """What is selected in a private field becomes the passage, with its question."""
    free = visit.page.private.free
    visit.type("He paused. I spoke.", into=free)
    cursor = free.textCursor()
    cursor.setPosition(0)
    cursor.setPosition(len("He paused."), QTextCursor.MoveMode.KeepAnchor)
    free.setTextCursor(cursor)
    take(visit, "Why so quick?")

    [item] = items(visit)
    assert (item.passage, item.question) == ("He paused.", "Why so quick?")
    assert (item.client_id, item.session_id) == (visit.practice.client, visit.practice.eleventh)
    assert free.text() == "He paused. I spoke."


def test_selected_words_are_taken_from_the_menu_of_the_field(visit):
    """A right click offers it where words are selected, and on the private side alone."""
    free = visit.page.private.free
    free.setPlainText("He paused. I spoke.")
    free.setFocus()
    assert WORDS not in menu(visit, free)
    free.selectAll()
    menu(visit, free)[WORDS].trigger()

    dialog = visit.page.private.flagging.dialog
    assert dialog.passage == "He paused. I spoke."
    dialog.reject()
    record = visit.page.record.form.first_editor()
    record.setPlainText("He came on time.")
    record.selectAll()
    assert WORDS not in menu(visit, record)


def test_without_a_selection_the_whole_field_is_taken(visit):
    """The field in which the keyboard is, lines and all."""
    pad = visit.page.private.facets.pad
    pad.noticed.setPlainText("He paused.\nI spoke.")
    pad.noticed.setFocus()
    take(visit)
    assert items(visit)[0].passage == "He paused.\nI spoke."
    assert items(visit)[0].question == ""


def test_a_selection_over_lines_keeps_them(visit):
    """A line break stays one."""
    free = visit.page.private.free
    free.setPlainText("He paused.\nI spoke.")
    free.setFocus()
    free.selectAll()
    take(visit)
    assert items(visit)[0].passage == "He paused.\nI spoke."


def test_from_anywhere_else_the_whole_reflection_is_taken(visit):
    """On the record side, or on a button, everything that is written here becomes the passage."""
    pad = visit.page.private.facets.pad
    pad.noticed.setPlainText("He paused.")
    visit.page.private.free.setPlainText("A grey day.")
    visit.page.private.all_ten.setFocus()
    take(visit)
    facet = catalog.facet_book().facet(pad.entry().facet_id).name.capitalize()
    assert items(visit)[0].passage == f"{facet}:\nHe paused.\nA grey day."


def test_no_word_of_the_record_is_taken(visit):
    """With the keyboard in the record note, its text stays where it is."""
    visit.page.private.free.setPlainText("A grey day.")
    visit.page.record.focus_first()
    visit.type("The record says this.")
    take(visit)
    assert items(visit)[0].passage == "A grey day."


def test_the_session_is_ticked(visit):
    """What was taken ticks the session, and that is saved."""
    visit.type("He paused.", into=visit.page.private.free)
    take(visit)
    assert visit.page.private.foot.supervision.isChecked()
    assert visit.practice.reflection().for_supervision


def test_it_is_told(visit, qtbot):
    """The status line says so, and none of the words."""
    visit.type("He paused.", into=visit.page.private.free)
    with qtbot.waitSignal(visit.page.told, check_params_cb=lambda said: said == TAKEN):
        take(visit)


def test_an_empty_reflection_has_nothing_to_take(visit, qtbot):
    """It is said, and no form is opened."""
    visit.page.private.all_ten.setFocus()
    with qtbot.waitSignal(visit.page.told, check_params_cb=lambda said: said == NOTHING):
        visit.page.private.flagging.ask()
    assert visit.page.private.flagging.dialog is None
    assert items(visit) == ()


def test_leaving_the_form_takes_nothing(visit):
    """Esc, and the list is as it was."""
    visit.type("He paused.", into=visit.page.private.free)
    visit.page.private.flagging.ask()
    visit.press(Qt.Key.Key_Escape)
    assert items(visit) == ()
    assert not visit.page.private.foot.supervision.isChecked()


def test_a_full_disk_keeps_the_form_open(visit):
    """What was asked stays there until it can be kept."""
    visit.type("He paused.", into=visit.page.private.free)
    visit.saved()
    visit.page.private.flagging.ask()
    dialog = visit.page.private.flagging.dialog
    visit.practice.fill_disk(visit.practice.private)
    visit.type("Why so quick?" * 800, into=dialog.question)
    visit.press(Qt.Key.Key_Return, CTRL)
    visit.until(dialog.main.isEnabled)
    assert dialog.isVisible()
    visit.practice.free_disk(visit.practice.private)
    visit.press(Qt.Key.Key_Return, CTRL)
    visit.until(lambda: items(visit))
    assert items(visit)[0].question.startswith("Why so quick?")


@pytest.mark.parametrize("size", [100, 200])
def test_the_form_is_private_and_whole(visit, theme, clipped, unnamed, size):
    """It carries the lock and its words, every control has a name, and nothing is clipped."""
    theme.set_text_size(size)
    visit.type("He paused.", into=visit.page.private.free)
    visit.page.private.flagging.ask()
    dialog = visit.page.private.flagging.dialog
    visit.qtbot.wait(30)
    assert dialog.property("ground") == "private"
    assert unnamed(dialog) == []
    assert clipped(dialog) == []
    dialog.reject()

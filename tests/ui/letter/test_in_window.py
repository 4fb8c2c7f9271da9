"""The letter page inside the window's frame: its keys, its names, and what the frame says."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from practicenotes.ui.device import Device
from practicenotes.ui.widgets.words import Words
from practicenotes.ui.window import TITLE, Section, Window


@pytest.fixture
def framed(heron, tmp_path):
    """Show the page in a window of the size that the pictures have, with a letter begun."""
    window = Window(Device(tmp_path))
    clients = QWidget()
    window.add_section(Section("clients", "Clients", "users"), clients)
    heron.page.told.connect(window.say)
    heron.broadcast.raised.connect(window.tell)
    heron.page.left.connect(window.go_back)
    heron.qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    heron.qtbot.waitUntil(window.isActiveWindow)
    window.show_page(clients)
    window.show_page(heron.page, "clients")
    heron.window = window
    heron.begin()
    yield heron
    heron.page.setParent(None)


def press(heron, key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget() or heron.window, key, modifier)


def test_the_title_names_nobody(framed):
    """Whatever stands on the page, the title is the program's name."""
    framed.fact("reason").click()
    framed.page.panes.sheet.subject.covered.turn()

    assert framed.window.windowTitle() == TITLE


def test_the_status_line_follows_the_letter(framed):
    """The frame says whose letter it is, and how many places are empty."""
    field = framed.page.panes.sheet.recipient
    field.setFocus()
    field.selectAll()
    press(framed, Qt.Key.Key_Delete)

    said = [words.said() for words in framed.window.statusBar().findChildren(Words)]
    assert "Heron, progress letter to a referrer. One place empty" in said


def test_f6_goes_to_the_next_pane_once(framed):
    """Page and frame both know F6; one press goes one pane on."""
    assert QApplication.focusWidget() is framed.fact("dates_seen")

    press(framed, Qt.Key.Key_F6)
    assert framed.page.panes.widget(1).isAncestorOf(QApplication.focusWidget())
    press(framed, Qt.Key.Key_F6)
    assert framed.page.panes.widget(2).isAncestorOf(QApplication.focusWidget())
    press(framed, Qt.Key.Key_F6)
    assert QApplication.focusWidget() is framed.fact("dates_seen")


def test_f8_shows_and_covers_the_name(framed):
    """The frame's key reaches the subject and, through it, the page."""
    subject = framed.page.panes.sheet.subject

    press(framed, Qt.Key.Key_F8)
    assert not subject.is_covered
    assert framed.page.panes.preview.covers == 0
    press(framed, Qt.Key.Key_F8)
    assert subject.is_covered
    assert framed.page.panes.preview.covers > 0


def test_leaving_covers_the_name_and_keeps_the_words(framed):
    """Alt+Left goes back; the name is covered, and what was typed is in the store."""
    framed.page.panes.sheet.subject.covered.turn()
    sheet = framed.page.panes.sheet.text
    sheet.setFocus()
    sheet.moveCursor(sheet.textCursor().MoveOperation.End)
    QTest.keyClicks(sheet, " Until soon.")
    letter = framed.page.letter.id

    press(framed, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    framed.qtbot.waitUntil(lambda: not framed.page.isVisible())

    assert framed.page.panes.sheet.subject.is_covered
    assert framed.kept().id == letter
    assert framed.kept().paragraphs[-1].text.endswith("Until soon.")


def test_undo_in_the_menu_reaches_the_letter(framed):
    """Ctrl+Z is the frame's key, and does what it says where the keyboard is."""
    sheet = framed.page.panes.sheet.text
    sheet.setFocus()
    before = sheet.toPlainText()
    QTest.keyClicks(sheet, "x")

    press(framed, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    assert sheet.toPlainText() == before


@pytest.mark.parametrize("kind", ["no such kind", "", "../progress"])
def test_an_unknown_kind_begins_nothing(framed, kind):
    """A kind that is not there is refused before anything is written, and the letter stays."""
    count, letter = framed.scalar("SELECT count(*) FROM letter"), framed.page.letter

    framed.page.begin(framed.client, kind)
    framed.settle()

    assert framed.page.isEnabled()
    assert framed.page.letter == letter
    assert framed.scalar("SELECT count(*) FROM letter") == count


def test_a_letter_that_is_not_there_is_told_by_the_window(framed):
    """The open letter stays, and the window says that nothing was found."""
    letter = framed.page.letter
    framed.page.panes.sheet.text.setFocus()

    framed.page.open("f" * 32)
    framed.qtbot.waitUntil(framed.window.problem.isVisible)

    assert "This letter is no longer there." in framed.window.problem.said()
    assert framed.page.letter == letter
    assert framed.page.panes.sheet.text.hasFocus()


def test_ticking_scrolls_to_the_sentence(framed):
    """Facts ticked in quick succession leave the last sentence in sight."""
    framed.window.resize(1280, 640)
    for key in ("dates_seen", "reason", "focus", "measure_change", "risk", "medication"):
        framed.fact(key).click()
    sheet = framed.page.panes.sheet.text

    def in_sight() -> bool:
        cursor = sheet.viewport().mapTo(framed.window, sheet.cursorRect().center())
        return framed.window.childAt(cursor) is sheet.viewport()

    framed.qtbot.waitUntil(in_sight)
    assert sheet.current.sentence.source.record_id == "medication"


def test_whoever_scrolls_away_is_not_fetched_back(framed):
    """After scrolling by hand the page stays where it was put, even when it grows."""
    framed.window.resize(1280, 640)
    for key in ("dates_seen", "reason", "focus", "measure_change", "risk"):
        framed.fact(key).click()
    framed.settle()
    bar = framed.page.panes.widget(1).findChild(QScrollArea).verticalScrollBar()
    framed.qtbot.waitUntil(lambda: bar.value() > 0)

    bar.triggerAction(bar.SliderAction.SliderToMinimum)
    framed.page.panes.consent.turn.click()
    framed.page.panes.consent.turn.click()
    framed.settle()

    assert bar.value() == 0

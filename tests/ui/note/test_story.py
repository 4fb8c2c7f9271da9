"""One evening of writing, from the former note to the paper, as a therapist goes through it."""

from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from practicenotes.domain.notes import AddendumKind, NoteState
from practicenotes.domain.sessions import Attendance
from practicenotes.records import carrying, chains, notes, revisions, search
from practicenotes.ui.session.page import SessionPage
from practicenotes.ui.session.record_reading import Reading

from .conftest import Sitting


pytestmark = pytest.mark.qt_log_ignore(
    r"This plugin does not support (raise|grabbing the keyboard)", extend=True
)
CTRL = Qt.KeyboardModifier.ControlModifier
CTRL_SHIFT = CTRL | Qt.KeyboardModifier.ShiftModifier


class Evening:
    """Heron's new hour on the session page."""

    def __init__(self, sitting: Sitting) -> None:
        self.sitting = sitting
        sitting.desk.new_note(sitting.heron)
        sitting.until(lambda: self.page.record.is_open)
        sitting.settle()
        self.note_id = self.page.record.note.id

    @property
    def page(self) -> SessionPage:
        """The page of the hour."""
        return self.sitting.desk.session

    def text(self, key: str) -> str:
        """Return what stands on a sheet."""
        return self.page.record.form.editor(key).text()

    def kept(self, key: str) -> str:
        """Return what the store has of a section."""
        note = self.sitting.played.record.run(notes.get, self.note_id)
        return {section.key: section.text for section in note.sections}[key]

    def type(self, key: str, words: str) -> None:
        """Type at the end of a sheet."""
        editor = self.page.record.form.editor(key)
        editor.setFocus()
        editor.moveCursor(QTextCursor.MoveOperation.End)
        for line, part in enumerate(words.split("\n")):
            if line:
                QTest.keyClick(editor, Qt.Key.Key_Return)
            QTest.keyClicks(editor, part)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
        """Press a key where the keyboard is."""
        QTest.keyClick(self.sitting.focus, key, modifier)

    def saved(self) -> None:
        """Wait until everything is with the store."""
        self.sitting.until(lambda: not self.page.has_unsaved)
        self.sitting.settle()

    def run(self, operation: Any, *arguments: Any) -> Any:
        """Ask the record store."""
        return self.sitting.played.record.run(operation, *arguments)


@pytest.fixture
def evening(sitting: Sitting) -> Evening:
    """Begin the note of an hour of today."""
    return Evening(sitting)


def test_a_note_is_written_with_the_one_before_it_beside(evening: Evening) -> None:
    """Own words come first, carried ones behind them, and both are kept as they stand."""
    evening.type("plan", "Walk each day.")
    evening.press(Qt.Key.Key_O, CTRL_SHIFT)
    evening.sitting.until(lambda: evening.page.former.sections)
    former = {section.key: section for section in evening.page.former.sections}
    carried = former["plan"].words.text()
    former["plan"].take.click()
    evening.saved()

    assert evening.kept("plan") == f"Walk each day.\n\n{carried}"
    (taken,) = evening.run(carrying.of_note, evening.note_id)
    assert (taken.key, taken.words) == ("plan", carried)
    assert taken.places(evening.kept("plan"))


def test_lists_and_bold_words_are_kept_as_markdown(evening: Evening) -> None:
    """What is typed with keys is plain text that any program can read."""
    evening.type("data", "- slept six hours\ncame on time")
    editor = evening.page.record.form.editor("data")
    editor.moveCursor(QTextCursor.MoveOperation.StartOfBlock, QTextCursor.MoveMode.KeepAnchor)
    evening.press(Qt.Key.Key_B, CTRL)
    evening.saved()

    lines = evening.kept("data").splitlines()
    assert lines[0] == "- slept six hours"
    assert lines[1].startswith("- ")
    assert "**" in lines[1]


def test_undo_leads_back_past_a_save(evening: Evening) -> None:
    """Saving in between takes no step away."""
    evening.type("data", "He came.")
    evening.saved()
    evening.type("data", " He left.")
    evening.saved()
    editor = evening.page.record.form.editor("data")
    while editor.document().isUndoAvailable():
        editor.undo()
    evening.saved()
    assert evening.text("data") == evening.kept("data") == ""


def test_it_is_signed_added_to_and_found(evening: Evening) -> None:
    """The reading comes first; the signature holds the chain; search finds it as it was signed."""
    evening.type("data", "He spoke of the lighthouse.")
    evening.type("plan", "Ask about the lighthouse.")
    evening.saved()
    evening.page.sign()
    reading = evening.page.record.findChild(Reading)
    assert "He spoke of the lighthouse." in reading.sheet.toPlainText()
    reading.asked.emit()
    evening.sitting.until(lambda: not evening.page.record.writable)
    evening.sitting.settle()

    signed = evening.run(notes.get, evening.note_id)
    assert signed.state is NoteState.SIGNED
    assert evening.run(chains.is_unbroken, evening.sitting.heron)
    at = evening.sitting.played.now() + timedelta(minutes=5)
    evening.run(notes.add_to, evening.note_id, AddendumKind.ADDENDUM, "He rang.", "A call.", at)
    later = evening.run(notes.get, evening.note_id)
    assert (later.digest, len(later.addenda)) == (signed.digest, 1)
    assert evening.run(chains.is_unbroken, evening.sitting.heron)
    assert any("lighthouse" in str(hit) for hit in evening.run(search.find, "lighthouse"))


def test_a_former_wording_stays_when_the_note_is_rewritten(evening: Evening) -> None:
    """Leaving the page keeps what stood there; what is written after it is another wording."""
    evening.type("data", "First wording.")
    evening.saved()
    evening.page.record.leave()
    evening.sitting.settle()
    evening.page.record.form.editor("data").setPlainText("Second wording.")
    evening.saved()
    evening.page.record.leave()
    evening.sitting.settle()

    said = [
        section.text
        for each in evening.run(revisions.of_note, evening.note_id)
        for section in each.sections
        if section.key == "data"
    ]
    assert said == ["First wording.", "Second wording."]


def test_another_hour_brings_none_of_it_along(evening: Evening) -> None:
    """Words, undo and the former note belong to the hour they were written in."""
    evening.type("data", "For today only.")
    evening.saved()
    held = [
        each
        for each in evening.sitting.played.sessions_of("Heron")
        if each.attendance is Attendance.ATTENDED and each.number
    ]
    evening.sitting.desk.open_session(held[-2].id)
    evening.sitting.until(lambda: evening.page.record.note.id != evening.note_id)
    evening.sitting.settle()

    shown = evening.page.record.form.texts()
    assert "For today only." not in shown.values()
    assert not any(
        evening.page.record.form.editor(key).document().isUndoAvailable() for key in shown
    )
    assert evening.page.former.sections == ()

"""Signing: read first, never by one key; afterwards the note is only added to."""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from practicenotes import catalog
from practicenotes.domain.notes import AddendumKind, NoteState
from practicenotes.records import measures
from practicenotes.ui.measures.asking import SeenDialog
from practicenotes.ui.session.record_addenda import AddendumDialog
from practicenotes.ui.session.record_form import LastPlan
from practicenotes.ui.session.record_reading import Reading
from practicenotes.ui.widgets.reading import ReadText


HELD_ON = datetime(2025, 11, 18, 13, 0)
SIGN = (Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)


def write_and_read(visit, text="Heron came on time."):
    """Write a line, ask to sign, and return the reading that opens."""
    editor = visit.page.record.form.editor("data")
    editor.setFocus()
    editor.insertPlainText(text)
    visit.press(*SIGN)
    return visit.page.record.findChildren(Reading)[-1]


def sign(visit):
    """Sign a note as a person does: read it, go to the button, press it."""
    reading = write_and_read(visit)
    reading.main.setFocus()
    visit.press(Qt.Key.Key_Space)
    visit.until(lambda: visit.page.record.note.state is NoteState.SIGNED)


def test_the_reading_shows_the_words_and_nothing_of_the_tool(visit):
    """The client's view has the sections that were written, with the newest word in them."""
    reading = write_and_read(visit)
    shown = reading.sheet.toPlainText()

    assert shown.split("\n") == ["Data", "Heron came on time.", ""]
    reading.reject()


def test_no_single_key_signs(visit):
    """Ctrl+Shift+S, Enter, Space and Ctrl+Enter sign nothing: the button must be gone to."""
    reading = write_and_read(visit)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Enter, Qt.Key.Key_S):
        QTest.keyClick(reading.focusWidget(), key)
        QTest.keyClick(reading.focusWidget(), key, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(reading.focusWidget(), *SIGN)
    visit.saved()

    assert visit.practice.note().state is NoteState.DRAFT
    assert reading.isVisible()
    reading.reject()


def test_escape_goes_back_to_writing(visit):
    """Closing the reading leaves the draft as it was, and writable."""
    reading = write_and_read(visit)
    QTest.keyClick(reading.focusWidget(), Qt.Key.Key_Escape)
    visit.type(" He sat down.", into=visit.page.record.form.editor("data"))
    visit.saved()

    assert visit.practice.note().state is NoteState.DRAFT
    assert visit.practice.text("data") == "Heron came on time. He sat down."


def test_signing_keeps_exactly_what_was_read(visit, clock):
    """The last word before the reading is under the signature, and the page shows the state."""
    sign(visit)

    note = visit.practice.note()
    assert note.state is NoteState.SIGNED
    assert note.sections[0].text == "Heron came on time."
    assert visit.page.record.head.state.word == f"signed {clock.wall}"
    assert visit.page.header.add.isVisible()
    assert not visit.page.header.sign.isVisible()


def test_a_signed_note_takes_no_key_and_the_private_side_does(visit):
    """After signing the record is read, while the reflection stays open for writing."""
    sign(visit)
    editor = visit.page.record.form.editor("data")
    visit.type("more", into=editor)
    visit.type("still rough", into=visit.page.private.facets.pad.noticed)
    visit.saved()

    assert editor.isReadOnly()
    assert editor.text() == visit.practice.text("data") == "Heron came on time."
    assert visit.practice.reflection().entries[0].noticed == "still rough"
    assert not visit.page.record.head.template.isVisible()
    assert not visit.page.record.head.facts.edit.isVisible()
    assert not visit.page.findChild(LastPlan)._copy.isVisible()


def test_a_signed_note_is_read_as_it_is_meant(visit):
    """No mark is seen any more, words are counted and found in it, and the text stays as it was."""
    written = "# Sleep\n\nHe was **calm**.\n\n- walked"
    reading = write_and_read(visit, written)
    assert reading.sheet.toPlainText() == "Data\nSleep\nHe was calm.\n•\twalked\n"
    assert reading.sheet.document().find("calm").charFormat().fontWeight() > 400
    reading.main.setFocus()
    visit.press(Qt.Key.Key_Space)
    visit.until(visit.page.header.add.isVisible)

    answer = visit.page.record.form.answer("data")
    assert answer.reading.text() == "Sleep\nHe was calm.\n•\twalked"
    assert answer.reading.accessibleName() == "Data"
    assert not answer.editor.isVisible()
    assert answer.text() == visit.practice.text("data") == written
    assert visit.page.record.form.first_entry() is not answer.editor
    visit.page.activateWindow()
    answer.reading.setFocus()
    visit.until(lambda: QApplication.focusWidget() is answer.reading)
    visit.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    visit.type("calm")
    assert [each.cursor.selectedText() for each in answer.reading.extraSelections()] == ["calm"]


def test_a_withdrawn_signature_brings_the_sheet_back(visit, clock):
    """What may be written again stands there as it was typed, and takes keys."""
    answer = visit.page.record.form.answer("data")
    visit.type("**calm**", into=answer.editor)
    visit.saved()
    answer.set_out(True)
    assert answer.entry is answer.reading
    answer.set_out(False)
    assert answer.entry is answer.editor
    visit.type(" and slept", into=answer.editor)
    visit.saved()
    assert visit.practice.text("data") == "**calm** and slept"


def test_an_empty_note_cannot_be_signed(visit):
    """The reading of an empty note says so, and offers no signature."""
    visit.press(*SIGN)
    reading = visit.page.record.findChild(Reading)

    assert "nothing" in reading.sheet.toPlainText()
    assert not reading.main.isEnabled()
    reading.reject()


def test_reading_without_signing_offers_no_signature(visit, qtbot):
    """*Read as the client would* is only a look."""
    visit.type("a line", into=visit.page.record.form.editor("data"))
    qtbot.mouseClick(visit.page.header.read, Qt.MouseButton.LeftButton)
    reading = visit.page.record.findChild(Reading)

    assert "a line" in reading.sheet.toPlainText()
    assert not reading.main.isVisible()
    reading.reject()


def test_a_signature_that_cannot_be_saved_leaves_a_draft(visit):
    """On a full disk nothing is half signed: the text stays here as a draft."""
    visit.practice.fill_disk(visit.practice.record)
    reading = write_and_read(visit, "a" * 60_000)
    reading.main.setFocus()
    visit.press(Qt.Key.Key_Space)
    visit.until(visit.page.header.trouble)

    assert visit.page.record.form.editor("data").isReadOnly() is False
    visit.practice.free_disk(visit.practice.record)
    visit.qtbot.waitUntil(lambda: not visit.page.has_unsaved, timeout=20_000)
    assert visit.practice.note().state is NoteState.DRAFT
    assert visit.practice.text("data") == "a" * 60_000


def test_an_addendum_is_kept_and_shown_below(visit):
    """What is added later has its kind, its reason and its date, and the note stays as signed."""
    sign(visit)
    visit.press(*SIGN)
    dialog = visit.page.findChild(AddendumDialog)
    assert not dialog.main.isEnabled()
    kinds = dialog.form.field("kind")
    assert dialog.way.startswith("What you signed was right.")
    kinds.button(AddendumKind.AMENDMENT).click()
    assert dialog.way.startswith("Something that you signed was wrong.")
    visit.type("the day was wrong", into=dialog.form.field("reason"))
    visit.type("It was *Thursday*.", into=dialog.form.field("text"))
    visit.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    visit.until(lambda: visit.page.record.note.addenda)

    (added,) = visit.practice.note().addenda
    assert (added.kind, added.reason, added.text) == (
        AddendumKind.AMENDMENT,
        "the day was wrong",
        "It was *Thursday*.",
    )
    shown = [
        label.said() for label in visit.page.record.addenda.findChildren(type(dialog._problem))
    ]
    assert shown[0].startswith("Amendment, 18 November 2025 at")
    assert shown[1:] == ["the day was wrong"]
    assert visit.page.record.addenda.findChild(ReadText).text() == "It was Thursday."
    assert visit.practice.text("data") == "Heron came on time."


def test_an_addendum_that_was_put_aside_is_still_there(visit):
    """Esc closes the form and loses no word of it."""
    sign(visit)
    visit.press(*SIGN)
    dialog = visit.page.findChild(AddendumDialog)
    visit.type("half a thought", into=dialog.form.field("text"))
    visit.press(Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    visit.page.sign()

    assert visit.page.findChild(AddendumDialog).form.values()["text"] == "half a thought"
    dialog.reject()


def test_an_addendum_that_cannot_be_kept_stays_in_its_form(visit, told):
    """On a full disk the form says why, and keeps every word until it can be kept."""
    sign(visit)
    visit.press(*SIGN)
    dialog = visit.page.findChild(AddendumDialog)
    dialog.form.set_values({"text": "b" * 60_000})
    visit.practice.fill_disk(visit.practice.record)
    dialog.main.click()
    visit.until(dialog._problem.isVisible)

    assert "full" in dialog._problem.said()
    assert told == []
    visit.practice.free_disk(visit.practice.record)
    dialog.main.click()
    visit.until(lambda: visit.practice.note().addenda)


def test_an_answer_that_asks_to_be_seen_comes_before_the_signature(visit, clock, told):
    """The page asks for it, keeps what was said, and lets the note be read and signed then."""
    phq, answers = catalog.measure("phq9"), (0, 0, 0, 0, 0, 0, 0, 0, 2)
    filed = visit.practice.record.run(
        measures.file, visit.practice.client, phq, answers, HELD_ON.date(), clock()
    )
    reading = write_and_read(visit)
    reading.main.setFocus()
    visit.press(Qt.Key.Key_Space)
    visit.until(lambda: visit.page.record.findChildren(SeenDialog))
    dialog = visit.page.record.findChild(SeenDialog)
    assert visit.practice.note().state is NoteState.DRAFT
    assert told == []

    dialog.form.set_values({"words": "asked; no plan"})
    dialog.main.click()
    visit.until(lambda: any(each.isVisible() for each in visit.page.record.findChildren(Reading)))
    (seen,) = visit.practice.record.run(measures.get, filed.id).acknowledged
    assert (seen.item, seen.value, seen.words) == (9, 2, "asked; no plan")
    again = [each for each in visit.page.record.findChildren(Reading) if each.isVisible()][-1]
    again.main.click()
    visit.until(lambda: visit.page.record.note.state is NoteState.SIGNED)


def test_an_answer_put_aside_leaves_the_draft(visit, clock):
    """Esc acknowledges nothing, and writing goes on."""
    phq, answers = catalog.measure("phq9"), (0, 0, 0, 0, 0, 0, 0, 0, 2)
    visit.practice.record.run(
        measures.file, visit.practice.client, phq, answers, HELD_ON.date(), clock()
    )
    reading = write_and_read(visit)
    reading.main.click()
    visit.until(lambda: visit.page.record.findChildren(SeenDialog))
    visit.page.record.findChild(SeenDialog).reject()

    assert visit.practice.record.run(measures.unseen, visit.practice.eleventh)
    visit.type(" More.", into=visit.page.record.form.editor("data"))
    visit.saved()
    assert visit.practice.text("data") == "Heron came on time. More."

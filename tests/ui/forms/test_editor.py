"""A form is written by keyboard, seen as it will look, and saved as a version in one act."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from practicenotes import catalog
from practicenotes.domain import form_drafts as rules
from practicenotes.domain.forms import FieldKind, Layer, RecordOnly, Use
from practicenotes.errors import CatalogBroken
from practicenotes.records import form_drafts, forms
from practicenotes.ui.forms.column import NO_SECTIONS
from practicenotes.ui.forms.editor import NOTHING_CHANGED
from practicenotes.ui.style import on_private


CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
DAP = catalog.note_template("dap")


def labels(desk):
    """Return the labels of the form as it stands."""
    return [section.label for section in desk.form.sections]


def card(desk, number):
    """Return a section of the page, counted from 1."""
    return desk.editor.column.cards[number - 1]


def opened(desk, number):
    """Open a section, and return its fields."""
    card(desk, number).head.click()
    return card(desk, number).fields


def field(desk, number, name):
    """Go into a field of a section, which is opened for it."""
    desk.editor.column.go_to(number - 1, name)
    return QApplication.focusWidget()


# --- begun ------------------------------------------------------------------------------------


def test_a_copy_begins_as_what_it_was_copied_from(desk):
    """Every section is there, the keyboard is in the name, and it would be version 1."""
    desk.write(rules.copied(DAP))

    assert labels(desk) == ["Data", "Assessment", "Plan"]
    assert desk.editor.header.save.text() == "Save as version 1"
    assert QApplication.focusWidget() is desk.editor.column.head.field("name")


def test_an_empty_form_says_what_it_lacks(desk):
    """One sentence, and the ways to begin; it cannot be saved yet, and the button says why."""
    editor = desk.write()

    assert NO_SECTIONS in desk.words(editor.column)
    assert "Three things keep this form from being saved" in editor.wanting.said()
    assert not editor.header.save.isEnabled()
    assert "Three things" in editor.header.save.accessibleDescription()


def test_a_whole_form_is_written_by_keyboard(desk):
    """From an empty page to a version, without a pointer."""
    desk.write()
    desk.type("Short note")
    desk.press(Qt.Key.Key_Tab)
    desk.type("What mattered.")
    desk.press(Qt.Key.Key_F4)
    desk.press(Qt.Key.Key_Return)
    desk.type("Mood")
    desk.press(Qt.Key.Key_Tab)
    desk.type("How was it?")
    assert desk.editor.wanting.isHidden()
    desk.press(Qt.Key.Key_S, CTRL | SHIFT)
    desk.until(lambda: desk.versions("short_note"))
    desk.settle()

    kept = desk.run(forms.get, "short_note", 1).template
    assert [(s.id, s.label, s.prompt) for s in kept.sections] == [("mood", "Mood", "How was it?")]
    assert desk.said == ["Short note is saved as version 1."]
    assert desk.page.form.isVisible()


# --- sections ---------------------------------------------------------------------------------


def test_every_field_of_a_section_is_changed(desk):
    """Label, question, kind, options, help, layer and covered items."""
    desk.write(rules.copied(DAP))
    field(desk, 1, "label")
    desk.type("Mood")
    field(desk, 1, "prompt")
    desk.type("In which word?")
    field(desk, 1, "help")
    desk.type("In their own words")
    kind = field(desk, 1, "kind")
    for _ in range(2):  # text, a line, one of a list
        desk.press(Qt.Key.Key_Down)
        kind = QApplication.focusWidget()
    assert kind.currentText() == "One from a list"
    assert QApplication.focusWidget() is card(desk, 1).fields.form.field("kind")
    card(desk, 1).fields.form.field("options").setPlainText("low\n\n flat \n")
    card(desk, 1).fields.covers[RecordOnly.PROGNOSIS].click()

    section = desk.form.sections[0]
    assert (section.label, section.prompt, section.help) == (
        "Mood",
        "In which word?",
        "In their own words",
    )
    assert (section.kind, section.options) == (FieldKind.ONE, ("low", "flat"))
    assert RecordOnly.PROGNOSIS in section.covers


def test_a_space_at_the_end_is_no_obstacle_to_typing_on(desk):
    """What is kept has no space around it; what is typed keeps it until the next word."""
    desk.write(rules.copied(DAP))
    label = field(desk, 1, "label")
    desk.type("My ")
    assert (label.text(), labels(desk)[0]) == ("My ", "My")
    QTest.keyClicks(label, "part")
    assert labels(desk)[0] == "My part"


def test_a_private_section_lies_on_its_own_ground(desk):
    """In the list and in the preview, with the lock and the words."""
    editor = desk.write(rules.copied(DAP))
    editor.column.add(Layer.PRIVATE)
    desk.qtbot.wait(400)

    assert on_private(card(desk, 4).head)
    assert not on_private(card(desk, 1).head)
    assert "Private. Never printed." in desk.words(editor.preview)
    assert "private" in card(desk, 4).head.accessibleName()


def test_a_section_changes_its_side(desk):
    """The keyboard stays at the question that was answered."""
    desk.write(rules.copied(DAP))
    segments = opened(desk, 1).form.field("layer")
    segments.button(Layer.PRIVATE).click()

    assert desk.form.sections[0].layer is Layer.PRIVATE
    assert on_private(card(desk, 1).fields)


def test_sections_change_places_by_keyboard(desk):
    """Alt with an arrow, from the line and from inside a field; the keyboard goes with it."""
    desk.write(rules.copied(DAP))
    card(desk, 1).head.setFocus()
    desk.press(Qt.Key.Key_Down, ALT)
    desk.press(Qt.Key.Key_Down, ALT)
    assert labels(desk) == ["Assessment", "Plan", "Data"]
    assert QApplication.focusWidget() is card(desk, 3).head

    inside = field(desk, 3, "prompt")
    desk.press(Qt.Key.Key_Up, ALT)
    assert labels(desk) == ["Assessment", "Data", "Plan"]
    assert QApplication.focusWidget() is inside
    desk.press(Qt.Key.Key_Up, ALT)
    desk.press(Qt.Key.Key_Up, ALT)
    assert labels(desk) == ["Data", "Assessment", "Plan"]
    assert [c.head.text()[0] for c in desk.editor.column.cards] == ["1", "2", "3"]


def test_a_section_is_drawn_to_another_place(desk):
    """By its handle; the neighbours give way as the pointer passes them."""
    desk.write(rules.copied(DAP))
    first, last = card(desk, 1), card(desk, 3)
    QTest.mousePress(first.grip, Qt.MouseButton.LeftButton)
    for target in (card(desk, 2), last):
        middle = target.mapToGlobal(target.rect().center()) + QPoint(0, 2)
        move = QMouseEvent(
            *(QEvent.Type.MouseMove, first.grip.mapFromGlobal(middle).toPointF()),
            *(middle.toPointF(), Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton),
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(first.grip, move)
        QApplication.processEvents()
    QTest.mouseRelease(first.grip, Qt.MouseButton.LeftButton)

    assert labels(desk) == ["Assessment", "Plan", "Data"]
    assert card(desk, 3) is first


def test_buttons_move_a_section_too(desk):
    """For whoever has neither keys nor a steady hand."""
    desk.write(rules.copied(DAP))
    opened(desk, 2)
    desk.click("Move up")
    assert labels(desk) == ["Assessment", "Data", "Plan"]
    desk.click("Move down")
    assert labels(desk) == ["Data", "Assessment", "Plan"]


def test_one_section_is_open_at_a_time(desk):
    """Opening another closes the first; opening it again closes it."""
    desk.write(rules.copied(DAP))
    opened(desk, 1)
    opened(desk, 2)
    assert [c.fields is not None for c in desk.editor.column.cards] == [False, True, False]
    card(desk, 2).head.click()
    assert not any(c.fields for c in desk.editor.column.cards)


def test_a_section_is_taken_out_and_comes_back(desk):
    """*Undo* stands there until something else is done."""
    desk.write(rules.copied(DAP))
    opened(desk, 2)
    desk.click("Take out")
    assert labels(desk) == ["Data", "Plan"]
    assert desk.editor.strip.said() == "Assessment was taken out."
    assert QApplication.focusWidget() is card(desk, 2).head

    desk.click("Undo")
    assert labels(desk) == ["Data", "Assessment", "Plan"]
    assert desk.editor.strip.isHidden()


def test_the_head_is_changed(desk):
    """What the form is used as, and whom it is for."""
    editor = desk.write(rules.copied(DAP))
    editor.column.head.field("use").button(Use.COURSE).click()
    editor.column.head.field("for_client").click()
    assert (desk.form.use, desk.form.for_client) == (Use.COURSE, True)


# --- undo --------------------------------------------------------------------------------------


def test_undo_goes_back_over_everything(desk):
    """From inside a field too: typing, a section, a move; and the page shows where it was."""
    desk.write(rules.copied(DAP))
    field(desk, 1, "label")
    desk.type("Said")
    field(desk, 2, "prompt")
    desk.type("Why?")
    card(desk, 3).head.setFocus()
    desk.press(Qt.Key.Key_Up, ALT)
    assert labels(desk) == ["Said", "Plan", "Assessment"]

    field(desk, 1, "help")
    desk.press(Qt.Key.Key_Z, CTRL)
    assert labels(desk) == ["Said", "Assessment", "Plan"]
    desk.press(Qt.Key.Key_Z, CTRL)
    assert desk.form.sections[1].prompt == DAP.sections[1].prompt
    assert QApplication.focusWidget() is card(desk, 2).fields.form.field("prompt")
    assert QApplication.focusWidget().text() == DAP.sections[1].prompt
    desk.press(Qt.Key.Key_Z, CTRL)
    assert labels(desk) == ["Data", "Assessment", "Plan"]
    assert not desk.editor.header.undo.isEnabled()

    desk.press(Qt.Key.Key_Z, CTRL | SHIFT)
    assert labels(desk)[0] == "Said"
    assert desk.editor.header.redo.isEnabled()


def test_the_menu_takes_back_what_the_key_does(desk):
    """*Edit* asks the field in focus, which passes it on to the whole form."""
    desk.write(rules.copied(DAP))
    field(desk, 1, "label")
    desk.type("Said")
    opened(desk, 2)
    field(desk, 2, "help")

    QApplication.focusWidget().undo()
    assert labels(desk)[0] == "Data"
    QApplication.focusWidget().redo()
    assert labels(desk)[0] == "Said"


def test_a_head_that_was_changed_is_changed_back(desk):
    """The keyboard goes to the field that is another now."""
    editor = desk.write(rules.copied(DAP))
    name = editor.column.head.field("name")
    before = name.text()
    desk.type("Other")
    desk.press(Qt.Key.Key_Tab)
    desk.press(Qt.Key.Key_Z, CTRL)
    assert (name.text(), QApplication.focusWidget()) == (before, name)


# --- faults ------------------------------------------------------------------------------------


def test_each_fault_stands_at_its_section(desk):
    """In the catalog’s words, also while the section is closed; F4 leads there."""
    editor = desk.write(rules.copied(DAP))
    editor.column.add(Layer.PRIVATE)
    desk.type("Symptoms")
    field(desk, 4, "prompt")
    desk.type("What happened in me?")
    field(desk, 2, "label")
    desk.type("Data")

    assert "45 CFR 164.501" in card(desk, 4).faults()
    assert "another section has it too" in card(desk, 2).faults()
    assert "another section has it too" in card(desk, 2).head.accessibleDescription()
    assert card(desk, 1).faults() == ""
    assert "Two things keep" in editor.wanting.said()
    assert not editor.header.save.isEnabled()

    editor.column.head.field("name").setFocus()
    desk.press(Qt.Key.Key_F4)
    assert QApplication.focusWidget() is card(desk, 4).fields.form.field("label")


def test_a_list_without_options_cannot_be_saved(desk):
    """Ctrl+Shift+S leads to the reason, and nothing is saved."""
    editor = desk.write(rules.copied(DAP))
    opened(desk, 1)
    card(desk, 1).changed.emit("kind", FieldKind.SEVERAL)
    desk.press(Qt.Key.Key_S, CTRL | SHIFT)
    desk.settle()

    assert "needs 2 to 30" in card(desk, 1).faults()
    assert QApplication.focusWidget() is card(desk, 1).fields.form.field("options")
    assert desk.run(forms.listed) == ()
    assert editor.isVisible()


def test_a_form_with_faults_stays_as_a_draft(desk):
    """It is kept as it stands, and waits in the list."""
    desk.write()
    desk.type("Half")
    desk.saved()
    desk.editor.header.back.click()
    desk.settle()

    assert any(row.startswith("Half, to be version 1") for row in desk.rows())
    [draft] = desk.run(form_drafts.listed)
    assert draft.template.name == "Half"


def test_nothing_is_saved_where_nothing_changed(desk):
    """A version that is like the one before would be noise."""
    editor = desk.write(desk.keep().template)
    assert editor.header.save.text() == "Save as version 2"
    assert editor.header.save.accessibleDescription() == NOTHING_CHANGED
    field(desk, 1, "label")
    desk.type("Feeling")
    assert editor.header.save.isEnabled()


# --- kept --------------------------------------------------------------------------------------


def test_a_draft_is_kept_behind_the_fingers(desk):
    """Every change is with the store soon, and the head says since when."""
    editor = desk.write(rules.copied(DAP))
    desk.type("Mine")
    assert editor.has_unsaved
    desk.saved()

    assert desk.run(form_drafts.get, editor.draft.id).template.name == "Mine"
    assert "Draft kept" in editor.header.kept.word


def test_a_version_is_saved_as_one_act(desk):
    """The draft is gone, the version is offered, and the earlier one stays as it was."""
    first = desk.keep().template
    desk.write(first)
    field(desk, 1, "label")
    desk.type("Feeling")
    desk.editor.header.save.click()
    desk.until(lambda: desk.versions("mine") == [2, 1])
    desk.settle()

    assert desk.run(form_drafts.listed) == ()
    assert desk.run(forms.get, "mine", 1).template == first
    assert "Mood is called Feeling now." in desk.words()
    assert not desk.editor.has_unsaved


def test_a_late_save_brings_no_draft_back(desk):
    """What was typed just before the act is in the version, and nothing follows it."""
    desk.write(rules.copied(DAP))
    desk.type("Quick")
    desk.editor.publish()
    desk.until(lambda: desk.versions("quick"))
    desk.qtbot.wait(1500)
    desk.settle()

    assert desk.run(form_drafts.listed) == ()


def test_a_refusal_leaves_the_form_on_the_page(desk, monkeypatch):
    """What was written stays there, the keyboard where it was, and the sentence says why."""
    desk.write(rules.copied(DAP))
    desk.type("Mine")

    def refuse(*_told):
        raise CatalogBroken("Mine", "sections 1", "it is a test")

    monkeypatch.setattr(form_drafts.DRAFTS, "publish", refuse)
    name = QApplication.focusWidget()
    monkeypatch.setattr(desk.editor, "_faults", ())
    desk.editor._publish_kept()
    desk.until(desk.editor.trouble.isVisible)

    assert "it is a test" in desk.editor.trouble.said()
    assert "still here" in desk.editor.trouble.said()
    assert isinstance(name, QLineEdit)
    assert name.text() == "Mine"
    monkeypatch.undo()


def test_a_draft_is_thrown_away_and_comes_back(desk):
    """*Undo* brings it back as it stood."""
    desk.write(rules.copied(DAP))
    desk.type("Mine")
    desk.click("Throw this draft away")
    assert desk.run(form_drafts.listed) == ()
    assert desk.page.list.isVisible()

    desk.click("Undo")
    assert desk.form.name == "Mine"
    assert desk.editor.isVisible()
    assert len(desk.run(form_drafts.listed)) == 1


@pytest.mark.parametrize("own", [True, False])
def test_a_draft_in_which_nothing_was_done_leaves_no_trace(desk, own):
    """Whoever only looked, or took everything back, finds the list as it was."""
    desk.write(desk.keep().template if own else None)
    desk.type("Other")
    desk.press(Qt.Key.Key_Z, CTRL)
    desk.editor.header.back.click()
    desk.settle()
    desk.qtbot.wait(1500)

    assert desk.run(form_drafts.listed) == ()
    assert not any("to be version" in row for row in desk.rows())


def test_a_draft_is_opened_again_after_a_lock(desk):
    """The page that was left by the lock is the page that comes back."""
    desk.write(rules.copied(DAP))
    desk.type("Mine")
    draft_id = desk.page.draft_id
    desk.saved()
    desk.editor.header.back.click()
    desk.settle()
    assert desk.page.draft_id is None

    desk.page.open_draft(draft_id)
    desk.settle()

    assert (desk.page.draft_id, desk.form.name) == (draft_id, "Mine")


def test_what_cannot_be_kept_is_told(desk):
    """The text stays, and the sentence says what is safe."""
    desk.write(rules.copied(DAP))
    desk.type("Mine")
    desk.settle()
    desk.vault.close()
    desk.editor.flush()
    desk.until(desk.editor.trouble.isVisible)

    assert "still here" in desk.editor.trouble.said()
    assert desk.form.name == "Mine"
    desk.editor.saves._timer.stop()
    desk.editor.saves._unsaved = False


# --- preview -----------------------------------------------------------------------------------


@pytest.mark.parametrize("template", catalog.note_templates(), ids=lambda each: each.id)
def test_every_form_is_drawn_as_the_session_page_draws_it(desk, template):
    """With every label, and without a stop for the keyboard in it."""
    preview = desk.write(rules.copied(template)).preview
    seen = desk.words(preview)

    for section in template.sections:
        assert section.label in seen
    assert not [w for w in preview.findChildren(QLineEdit) if w.focusPolicy()]


def test_the_preview_follows_the_fingers(desk):
    """A moment later, and what did not change stays as it is drawn."""
    editor = desk.write(rules.copied(DAP))
    plan = editor.preview._sheets[DAP.sections[2]]
    field(desk, 1, "label")
    desk.type("What was said")
    desk.until(lambda: "What was said" in desk.words(editor.preview))
    assert editor.preview._sheets[DAP.sections[2]] is plan


def test_f6_goes_to_the_preview_and_back(desk):
    """The keyboard can scroll it, and comes back to the field where it was."""
    editor = desk.write(rules.copied(catalog.note_template("intake")))
    before = QApplication.focusWidget()
    desk.press(Qt.Key.Key_F6)
    assert QApplication.focusWidget() is editor.panes.reading
    desk.press(Qt.Key.Key_PageDown)
    assert editor.panes.reading.verticalScrollBar().value() > 0
    desk.press(Qt.Key.Key_F6)
    assert QApplication.focusWidget() is before

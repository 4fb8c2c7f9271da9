"""The list of passages, and one passage from its question to what changed."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

import factory
from practicenotes.domain.reflections.supervision_items import ItemState
from practicenotes.reflections import reflections, supervision
from practicenotes.ui.style import on_private
from practicenotes.ui.supervision.listing import NOTHING
from practicenotes.ui.supervision.removal import GONE
from practicenotes.ui.widgets.state import NeverPrinted


def rows(desk):
    """Return what a screen reader says of each row."""
    return [row.accessibleName() for row in desk.section.passages.list.rows]


def items(desk):
    """Return every passage as the store has it."""
    return desk.vault.private.run(supervision.every)


# --- the list --------------------------------------------------------------------------------


def test_the_list_says_whose_and_what(desk):
    """A ticked session and a passage stand there by code name, with their day."""
    assert rows(desk) == [
        "Heron, session of 21 October 2025  ·  ticked, no passage taken yet",
        "Heron, session of 18 November 2025  ·  What do I miss with Heron?",
    ]
    assert "Two passages wait for the next hour." in desk.words()


def test_the_list_is_grouped_by_how_far_things_have_come(desk, at):
    """Each state has its heading, and only those that have something."""
    desk.vault.private.run(supervision.bring, desk.item_id, ItemState.DISCUSSED, at())
    desk.section.refresh()
    desk.settle()

    said = desk.words()

    assert said.index("To prepare") < said.index("Discussed")
    assert "Sheet ready" not in said
    assert "One passage waits for the next hour." in said


def test_no_legal_name_is_in_the_list(desk):
    """Whoever looks over a shoulder reads code names alone."""
    assert "Ashdown" not in desk.words()


def test_an_empty_list_says_what_to_do(desk, at, qtbot):
    """One sentence with the keys, and the way to the clients."""
    desk.vault.private.run(supervision.remove, desk.item_id, at())
    nothing = factory.reflection(desk.ticked, desk.heron)
    desk.vault.private.run(reflections.save, nothing, at())
    desk.section.refresh()
    desk.settle()

    assert NOTHING in desk.words()
    with qtbot.waitSignal(desk.section.clients_wanted):
        press(desk, "Go to the clients")


def test_enter_opens_a_passage(desk):
    """From the keyboard, with the cursor in the question."""
    desk.section.passages.list.rows[1].setFocus()
    desk.press(Qt.Key.Key_Return)
    desk.settle()

    assert desk.section.item_id == desk.item_id
    assert QApplication.focusWidget() is desk.section.passages.item.question
    assert "Session of 18 November 2025" in desk.words()
    assert "His brother Martin laughed." in desk.words()


def test_a_ticked_session_becomes_a_passage(desk):
    """Its whole reflection is taken, and the session stands in the list once."""
    desk.section.passages.list.rows[0].click()
    desk.until(lambda: desk.section.item_id)
    desk.settle()

    newest = items(desk)[0]
    assert newest.passage == "A grey day.\nTom was late."
    assert newest.session_id == desk.ticked
    assert newest.alias == "A"
    desk.section.passages.show_list()
    desk.settle()
    assert len(rows(desk)) == 2
    assert not any("ticked" in row for row in rows(desk))


def test_a_damaged_passage_is_shown_and_cannot_be_opened(desk):
    """It says so; the other rows still lead somewhere."""
    factory.meddle(desk.vault.private, "UPDATE supervision_item SET passage = 'forged'")
    desk.section.refresh()
    desk.settle()

    [_, row] = desk.section.passages.list.rows
    assert row.accessibleName() == "Heron, a passage that can no longer be read"
    assert not row.isEnabled()
    assert "forged" not in desk.words()


# --- one passage -----------------------------------------------------------------------------


def test_everything_about_a_passage_is_kept(desk):
    """Question, what was said, done and changed, and the facet, as they were typed."""
    view = desk.open()
    for editor, words in (
        (view.question, " And why?"),
        (view.said, "Wait."),
        (view.did, "I waited."),
        (view.changed, "He spoke."),
    ):
        editor.moveCursor(editor.textCursor().MoveOperation.End)
        desk.qtbot.keyClicks(editor, words)
    view.facet.setFocus()
    view.facet.set_value("trust_safety")
    view.facet.chosen.emit("trust_safety")
    desk.saved()

    kept = desk.kept()
    assert kept.question == "What do I miss with Heron? And why?"
    assert (kept.said, kept.did, kept.changed) == ("Wait.", "I waited.", "He spoke.")
    assert kept.facet_id == "trust_safety"
    assert desk.said[-1] == "Supervision. Saved."


def test_opening_a_passage_saves_nothing(desk):
    """Looking leaves it as it was."""
    before = desk.kept()
    desk.open()
    assert not desk.section.has_unsaved
    desk.section.passages.show_list()
    desk.settle()
    assert desk.kept() == before


def test_another_passage_has_its_own_words(desk, at):
    """What was written on one does not stand on the next, nor come back with Undo."""
    view = desk.open()
    desk.qtbot.keyClicks(view.did, "I waited.")
    desk.section.passages.list.ticked_wanted.emit(desk.vault.private.run(supervision.ticked)[0])
    desk.until(lambda: desk.section.item_id != desk.item_id)
    desk.settle()

    view.did.undo()
    assert view.did.text() == view.question.text() == ""
    assert desk.kept().did == "I waited."


def test_how_far_it_has_come_is_said_by_hand(desk):
    """Each step is one choice, and each can be taken back."""
    view = desk.open()
    for state in (ItemState.DISCUSSED, ItemState.CLOSED, ItemState.SHEET_READY):
        view.state.button(state).click()
        desk.settle()
        assert desk.kept().state is state
        assert view.state.value is state


def test_a_step_loses_no_word(desk):
    """What was typed a moment before is kept with it."""
    view = desk.open()
    desk.qtbot.keyClicks(view.said, "Wait.")
    view.state.button(ItemState.DISCUSSED).click()
    desk.settle()
    assert (desk.kept().said, desk.kept().state) == ("Wait.", ItemState.DISCUSSED)
    assert view.said.text() == "Wait."


def test_a_passage_that_was_removed_comes_back_with_undo(desk):
    """It is gone at once, nothing is asked, and one word brings it back."""
    view = desk.open()
    desk.qtbot.keyClicks(view.said, "Wait.")
    view.remove.click()
    desk.settle()
    assert items(desk) == ()
    assert desk.section.passages.strip.said() == GONE
    assert desk.section.item_id is None

    desk.section.passages.strip.acted.emit()
    desk.settle()
    [back] = items(desk)
    assert (back.passage, back.said) == (desk_passage(), "Wait.")
    assert any("What do I miss" in row for row in rows(desk))


def desk_passage():
    """Return the words that were flagged."""
    return "Heron looked away on 4 November. I spoke of the rota. His brother Martin laughed."


def test_its_session_can_be_opened(desk, qtbot):
    """The way back to the hour that it came from."""
    desk.open()
    with qtbot.waitSignal(desk.section.session_wanted) as wanted:
        press(desk, "Open the session")
    assert wanted.args == [desk.held]


def test_a_write_that_fails_is_told_and_tried_again(desk):
    """The text stays, one sentence says so, and it goes when the store takes it."""
    view = desk.open()
    tasks = desk.section.passages._private
    submit = tasks._submit
    desk.qtbot.keyClicks(view.did, "I waited.")

    def full(*_arguments):
        raise DiskFull(desk.vault.folder)

    tasks._submit = full
    desk.section.flush()
    desk.qtbot.waitUntil(lambda: "is full" in desk.section.passages.problem.said())
    assert view.did.text() == "I waited."
    tasks._submit = submit
    desk.saved()
    assert desk.section.passages.problem.isHidden()
    assert desk.kept().did == "I waited."


def press(desk, words):
    """Take the button that says so."""
    from PySide6.QtWidgets import QPushButton

    buttons = desk.section.findChildren(QPushButton)
    [button] = [b for b in buttons if b.isVisible() and b.text() == words]
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return if words != "Open the session" else Qt.Key.Key_Space)


def test_a_sheet_that_comes_late_does_not_open_over_the_list(desk):
    """Whoever went back before the names were there stays where they are."""
    desk.open().sheet.click()
    desk.section.passages.show_list()
    desk.settle()

    assert not desk.sheet.isVisible()
    assert desk.section.item_id is None


# --- the ground ------------------------------------------------------------------------------


def test_every_view_says_that_it_is_private(desk):
    """List, passage and sheet lie on the private ground under the lock and its words."""
    for show in (lambda: None, desk.open, desk.prepare):
        show()
        marks = [m for m in desk.section.findChildren(NeverPrinted) if m.isVisible()]
        assert len(marks) == 1
        assert on_private(marks[0])


def test_everything_has_a_name(desk, unnamed):
    """A screen reader can name every control of list, passage and sheet."""
    assert unnamed(desk.section) == []
    desk.open()
    assert unnamed(desk.section) == []
    desk.prepare()
    assert unnamed(desk.section) == []


def test_nothing_is_clipped(desk, clipped, theme):
    """In small windows and with large text every word is seen whole."""
    for width, height, size in ((1200, 740, 100), (940, 640, 100), (860, 560, 200)):
        theme.set_text_size(size)
        desk.section.resize(width, height)
        for show in (desk.section.passages.show_list, desk.open, desk.prepare):
            show()
            desk.settle()
            desk.qtbot.wait(50)
            assert clipped(desk.section) == [], (width, size, show)


from practicenotes.errors import DiskFull  # noqa: E402

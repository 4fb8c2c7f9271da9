"""A note that stands for itself: begun from a client's page, written, read, signed, found again."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from practicenotes import catalog
from practicenotes.domain.forms import Layer
from practicenotes.domain.notes import NoteState
from practicenotes.errors import DiskFull
from practicenotes.records import notes, timeline
from practicenotes.records.timeline import EntryKind
from practicenotes.reflections import reflections
from practicenotes.ui.note import desk as note_desk
from practicenotes.ui.session.record_reading import Reading
from practicenotes.ui.widgets.lines import ROW

from .conftest import Sitting


pytestmark = pytest.mark.qt_log_ignore(
    r"This plugin does not support (raise|grabbing the keyboard)", extend=True
)
FORMS = [catalog.note_template(name) for name in ("mental_status", "risk", "ending_summary")]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_a_note_of_any_kind_is_begun_without_a_session(sitting: Sitting, form) -> None:
    """Its page stands open with a field for every section, and the keyboard in the first."""
    note = sitting.begin(form.id)

    assert sitting.window.page is sitting.page
    assert (note.session_id, note.template_id, note.state) == (None, form.id, NoteState.DRAFT)
    assert sitting.page.note_id == note.id
    keys = [section.id for section in form.of_layer(Layer.RECORD)]
    assert list(sitting.page.record.form.texts()) == keys
    first = sitting.page.record.form.answer(keys[0])
    assert first.isAncestorOf(sitting.focus)


def test_what_is_written_is_saved_and_said(sitting: Sitting) -> None:
    """The head says whose note it is and since when it is kept."""
    sitting.begin("contact")
    sitting.write("asked", "May she come on Friday?")

    header = sitting.page.header
    assert header.name.said() == "Heron"
    assert header.when.said() == "Contact note · Tuesday 18 November 2025"
    assert "Saved" in header.saved.word
    assert sitting.notes()[-1].sections[3].text == "May she come on Friday?"
    assert not sitting.page.record.head.facts.isVisible()


def test_it_is_read_and_signed_as_any_other(sitting: Sitting) -> None:
    """Ctrl+Shift+S reads it, without blank sections, and the signature closes it."""
    sitting.begin("contact")
    sitting.write("asked", "May she come on Friday?")
    sitting.page.sign()
    reading = sitting.page.record.findChild(Reading)
    assert "May she come on Friday?" in reading.sheet.toPlainText()
    assert "With whom" not in reading.sheet.toPlainText()

    reading.asked.emit()
    sitting.until(lambda: sitting.notes()[-1].state is NoteState.SIGNED)
    sitting.settle()

    assert sitting.page.record.form.editor("asked").isReadOnly()
    assert sitting.page.header.add.isVisible()
    assert not sitting.page.header.sign.isVisible()


def test_it_stands_in_the_timeline_and_opens_from_there(sitting: Sitting) -> None:
    """It is a line of its own among the sessions, with its state; Enter opens it."""
    note = sitting.begin("consultation")
    sitting.write("question", "How to go on?")
    sitting.page.header.back.click()
    sitting.settle()
    assert sitting.window.page is sitting.desk.clients

    history = sitting.desk.clients.page._history
    index = history._model.index_of(note.id)
    row = index.data(ROW)
    assert (row.title, row.line, row.record.word) == (
        "Consultation note",
        "How to go on?",
        "draft",
    )
    history._open_entry(row.entry)
    sitting.settle()

    assert sitting.page.note_id == note.id
    assert sitting.window.page is sitting.page


def test_a_draft_of_no_session_waits_on_the_day(sitting: Sitting) -> None:
    """The page of the day offers it among the drafts, and leads to it."""
    note = sitting.begin("review")
    sitting.window.show_page(sitting.desk.today)
    sitting.settle()

    with sitting.qtbot.waitSignal(sitting.desk.today.note_opened) as opened:
        button = next(
            button
            for key, button in sitting.desk.today._buttons.items()
            if "Review" in button.accessibleName()
        )
        button.click()
    sitting.settle()

    assert opened.args == [note.id]
    assert sitting.window.page is sitting.page


def test_a_second_note_of_a_session_has_its_own_page(sitting: Sitting) -> None:
    """A risk note beside the session's own is written apart, with the facts of the hour."""
    note = sitting.begin("risk", session=True)

    held = [each for each in sitting.played.sessions_of("Heron") if each.attendance.held]
    assert note.session_id == held[-1].id
    assert sitting.window.page is sitting.page
    assert sitting.page.record.head.facts.isVisible()
    entries = sitting.played.record.run(timeline.of_client, sitting.heron)
    assert [each.id for each in entries if each.kind is EntryKind.NOTE] == [note.id]


def test_the_first_note_of_a_session_is_written_on_its_page(sitting: Sitting) -> None:
    """Begun for an hour that has no note yet, it is the note of that hour."""
    hour = sitting.played.session_today("Heron")
    form = catalog.note_template("soap")
    begun = sitting.played.record.run(
        notes.begin_another, sitting.heron, hour, form, sitting.played.now()
    )
    with sitting.qtbot.waitSignal(sitting.desk.notes.session_wanted) as wanted:
        sitting.desk.notes._lead(begun, begun)
    sitting.settle()

    assert wanted.args == [hour]
    assert sitting.window.page is sitting.desk.session
    assert sitting.desk.session.record.note.id == begun.id


def test_a_private_form_leads_beside_the_session(sitting: Sitting) -> None:
    """Chosen among the notes, it opens on the private side, and no note is begun."""
    before = len(sitting.notes())
    dialog = sitting.ask()
    dialog.choose("gibbs")
    dialog.main.click()
    sitting.settle()
    sitting.qtbot.wait(50)

    forms = sitting.desk.session.private.forms
    assert sitting.window.page is sitting.desk.session
    assert forms.open_forms[-1] == "gibbs"
    assert sitting.focus is forms.form("gibbs").answer("description").editor
    assert len(sitting.notes()) == before


def test_the_private_end_of_a_mixed_form_is_written_beside_the_session(sitting: Sitting) -> None:
    """The ending summary says where its private questions stand, and leads there."""
    note = sitting.begin("ending_summary", session=True)
    assert sitting.page.tail.isVisible()
    assert [section.key for section in note.sections][-1] == "records"

    sitting.page.tail.button.click()
    sitting.settle()
    sitting.qtbot.wait(50)
    form = sitting.desk.session.private.forms.form("ending_summary")
    form.answer("unsaid").editor.setPlainText("Thank you.")
    sitting.until(lambda: not sitting.desk.session.private.has_unsaved)

    kept = sitting.played.private.run(reflections.get, note.session_id, sitting.heron)
    assert [(s.key, s.text) for s in kept.sections] == [("unsaid", "Thank you.")]


def test_a_mixed_form_of_no_session_says_where_its_questions_are(sitting: Sitting) -> None:
    """Without a session there is no place to lead to, and the line says so."""
    sitting.begin("ending_summary")
    assert sitting.page.tail.isVisible()
    assert not sitting.page.tail.button.isVisible()

    sitting.begin("contact")
    assert not sitting.page.tail.isVisible()


def test_the_form_can_be_changed_and_no_word_is_lost(sitting: Sitting) -> None:
    """A contact note that turns out to be a consultation keeps what was written."""
    sitting.begin("contact")
    sitting.write("asked", "Two questions.")
    sitting.page.record._change_form("consultation")
    sitting.settle()
    sitting.until(lambda: sitting.page.record.note.template_id == "consultation")

    kept = {section.key: section.text for section in sitting.notes()[-1].sections}
    assert kept["asked"] == "Two questions."
    assert "facts" in kept


def test_the_menu_begins_another_note(sitting: Sitting) -> None:
    """Beside the form there is a way to the next note, once this one is saved."""
    sitting.begin("contact")
    sitting.page.record.form.editor("asked").setPlainText("A word")
    sitting.page.record.head.another_wanted.emit()
    sitting.settle()
    sitting.until(sitting.desk.notes.dialog.isVisible)

    assert sitting.notes()[-1].sections[3].text == "A word"
    sitting.desk.notes.dialog.reject()


def test_without_a_client_nothing_is_asked(sitting: Sitting) -> None:
    """Where no client is in question, one sentence says what to do first."""
    sitting.desk.notes.ask(None)

    assert sitting.told == [note_desk.NOBODY]
    assert sitting.desk.notes.dialog is None


def test_the_menus_ask_for_the_client_in_front(sitting: Sitting) -> None:
    """Ctrl+Shift+K asks which note is begun for whom the page is about."""
    sitting.desk.ask_for_note()
    sitting.settle()
    dialog = sitting.desk.notes.dialog
    assert dialog is not None
    dialog.reject()

    menu = sitting.desk.clients.page._header._menu()
    action = next(each for each in menu.actions() if "any kind" in each.text())
    action.trigger()
    sitting.settle()

    assert sitting.desk.notes.dialog is not dialog
    sitting.desk.notes.dialog.reject()


def test_the_place_is_found_again(sitting: Sitting) -> None:
    """After a lock the therapist comes back to the note that was open."""
    note = sitting.begin("contact")
    place = sitting.desk.place
    assert place.note_id == note.id
    sitting.window.show_page(sitting.desk.today)
    sitting.settle()

    sitting.desk.begin(place)
    sitting.settle()

    assert sitting.window.page is sitting.page
    assert sitting.page.note_id == note.id


def test_what_cannot_be_saved_stays_on_the_page(sitting: Sitting, monkeypatch) -> None:
    """A full disk is said at the head; the words stay, and are kept once there is room."""
    sitting.begin("contact")
    sitting.page.record.saves.stuck.emit(DiskFull())
    assert "Not saved" in sitting.page.header.trouble()

    sitting.write("asked", "kept after all")

    assert sitting.page.header.trouble() == ""
    assert sitting.notes()[-1].sections[3].text == "kept after all"


def test_leaving_saves(sitting: Sitting) -> None:
    """Whichever way the page is left, the last word is with the store."""
    sitting.begin("contact")
    sitting.page.record.form.editor("asked").setPlainText("the last word")
    sitting.window.show_page(sitting.desk.today)
    sitting.settle()

    assert sitting.notes()[-1].sections[3].text == "the last word"


def test_ctrl_s_saves_now(sitting: Sitting) -> None:
    """The key that everybody knows works here too."""
    sitting.begin("contact")
    editor = sitting.page.record.form.editor("asked")
    editor.setFocus()
    editor.setPlainText("now")
    QTest.keyClick(editor, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    sitting.settle()

    assert not sitting.page.has_unsaved
    assert sitting.notes()[-1].sections[3].text == "now"


@pytest.mark.parametrize(("width", "height", "size"), [(1280, 800, 100), (1024, 700, 200)])
def test_the_page_fits_its_window(
    sitting: Sitting, theme, width: int, height: int, size: int, unnamed, clipped
) -> None:
    """Every field has a name, and nothing is cut off in a small window with large text."""
    if size != 100:
        theme.set_text_size(size)
    sitting.window.resize(width, height)
    sitting.begin("treatment_plan")
    sitting.qtbot.wait(80)

    assert unnamed(sitting.page) == []
    assert clipped(sitting.page) == []


def test_a_former_note_stands_beside_it_and_goes_again(sitting: Sitting) -> None:
    """The key puts it there, words are taken over, F6 crosses, and the key puts it away."""
    sitting.begin("review")
    page = sitting.page
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(page, Qt.Key.Key_O, keys)
    sitting.until(lambda: page.former.sections)
    assert page.record.isVisible()
    words = page.former.sections[0].words.text()
    page.former.sections[0].take.click()
    assert words in page.record.form.texts().values()

    page.former.focus_first()
    QTest.keyClick(page, Qt.Key.Key_F6)
    assert page.record.isAncestorOf(sitting.focus)
    QTest.keyClick(page, Qt.Key.Key_O, keys)
    assert not page.former.isVisible()
    sitting.settle()


def test_a_note_is_begun_once_however_often_it_is_asked_for(sitting: Sitting) -> None:
    """Typing again while the store works does not wake the button: one note, and it is open."""
    before = len(sitting.notes())
    dialog = sitting.ask()
    dialog.choose("dap")
    dialog.session.set_value(None)
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    dialog.field.setText("d")
    dialog.choose("dap")
    dialog.session.chosen.emit(None)
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    dialog.main.click()
    sitting.settle()

    assert len(sitting.notes()) == before + 1
    assert sitting.page.note_id == sitting.notes()[-1].id


def test_leaving_while_a_note_is_begun_leaves_none_unseen(sitting: Sitting) -> None:
    """Esc at the wrong moment does nothing: the note that was begun is opened."""
    before = len(sitting.notes())
    dialog = sitting.ask()
    dialog.choose("contact")
    dialog.session.set_value(None)
    dialog.main.click()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    dialog.back.click()
    assert dialog.isVisible()
    sitting.settle()

    assert len(sitting.notes()) == before + 1
    assert sitting.window.page is sitting.page
    assert sitting.page.note_id == sitting.notes()[-1].id


def test_what_the_store_refuses_can_be_asked_again(sitting: Sitting) -> None:
    """The dialog stays with its choice and says why; once it can be, the note is begun."""
    before = len(sitting.notes())
    dialog = sitting.ask()
    dialog.choose("contact")
    dialog.session.set_value(None)
    allow = forbid(sitting)
    dialog.main.click()
    sitting.settle()
    assert dialog.isVisible()
    assert dialog._problem.isVisible()
    assert dialog.main.isEnabled()
    allow()
    assert len(sitting.notes()) == before

    dialog.main.click()
    sitting.settle()

    assert len(sitting.notes()) == before + 1
    assert sitting.page.note_id == sitting.notes()[-1].id


def forbid(sitting: Sitting) -> Callable[[], object]:
    """Let the record be read and not written; return what lets it be written again."""
    driver = sitting.played.record.on_connection(
        lambda connection: connection.connection.driver_connection.driver
    )

    def tell(pragma: str) -> None:
        guard, driver.authorizer = driver.authorizer, None
        driver.execute(pragma)
        driver.authorizer = guard

    tell("PRAGMA query_only = ON")
    return lambda: tell("PRAGMA query_only = OFF")

"""The choice of a form: found by typing, grouped, with the session that the note is about."""

from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from practicenotes import catalog
from practicenotes.domain.people import ClientId
from practicenotes.domain.sessions import Attendance, Session, SessionId
from practicenotes.records.new_note import NewNote
from practicenotes.ui.note.choosing import NEEDS_SESSION, NOTHING_FOUND, NewNoteDialog
from practicenotes.ui.theme import Theme


HERON = ClientId("a" * 32)
HELD = tuple(
    Session(
        SessionId(f"{number:032x}"),
        HERON,
        datetime(2025, 11, number, 13),
        attendance=Attendance.ATTENDED,
        number=number,
    )
    for number in range(18, 2, -1)
)


@pytest.fixture
def window(qtbot: QtBot, theme: Theme) -> QWidget:
    """Give a window to ask over."""
    shown = QWidget()
    qtbot.addWidget(shown)
    shown.resize(1280, 800)
    shown.show()
    return shown


@pytest.fixture
def dialog(window: QWidget, qtbot: QtBot) -> NewNoteDialog:
    """Give the choice among all shipped forms, DAP used last."""
    offer = NewNote(HERON, "Heron", catalog.note_templates(), ("dap",), HELD)
    shown = NewNoteDialog(offer, window)
    shown.show_sheet()
    qtbot.waitUntil(shown.isVisible)
    return shown


def listed(dialog: NewNoteDialog) -> list[str]:
    """Return every line of the list."""
    return [dialog.list.item(row).text().strip() for row in range(dialog.list.count())]


def test_forms_stand_under_their_headings(dialog: NewNoteDialog) -> None:
    """What was used last comes first and is chosen; the facets have their own place and are not."""
    lines = listed(dialog)

    assert lines[:3] == ["Used last", "DAP", "Session notes"]
    assert lines.index("Course documents") < lines.index("For the therapist alone")
    assert "Alliance reflection" not in lines
    assert len(lines) == len(catalog.note_templates()) - 1 + 4
    assert dialog.form == catalog.note_template("dap")


def test_typing_finds_a_form(dialog: NewNoteDialog) -> None:
    """Letters of the name, of the description or of the group narrow the list."""
    for typed, found in (
        ("soap", "SOAP"),
        ("hard hours", "Staying-safe plan"),
        ("KOLB", "Reflect in four steps"),
        ("alone counter", "Countertransference check"),
    ):
        dialog.field.setText(typed)
        assert found in listed(dialog), typed
        assert dialog.form is not None
        assert dialog.form.name == found


def test_nothing_found_begins_nothing(dialog: NewNoteDialog) -> None:
    """Where no form has these letters, the sentence says so and the button rests."""
    dialog.field.setText("xyzzy")

    assert dialog.form is None
    assert dialog.about.said() == NOTHING_FOUND
    assert not dialog.main.isEnabled()


def test_it_goes_by_keyboard(dialog: NewNoteDialog, qtbot: QtBot) -> None:
    """Arrows in the field walk through the list, passing headings over, and Enter begins."""
    asked: list[str] = []
    dialog.asked.connect(lambda: asked.append(dialog.form.id))  # type: ignore[union-attr]
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        QTest.keyClick(dialog.field, key)
    assert dialog.form is not None
    first = dialog.form.id

    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    QTest.keyClick(dialog.list, Qt.Key.Key_Enter)

    assert asked == [first, first] == ["birp", "birp"]


def test_the_session_follows_the_form_until_it_is_chosen(dialog: NewNoteDialog) -> None:
    """A session note and a private form belong to the latest session, a document to none."""
    latest = HELD[0].id
    for form_id, session in (
        ("soap", latest),
        ("contact", None),
        ("ending_summary", latest),
        ("gibbs", latest),
        ("treatment_plan", None),
    ):
        dialog.choose(form_id)
        assert dialog.session_id == session, form_id

    dialog.session.setCurrentIndex(3)
    dialog.session.activated.emit(3)
    dialog.choose("soap")

    assert dialog.session_id == HELD[2].id


def test_what_is_private_needs_a_session(dialog: NewNoteDialog) -> None:
    """A private form stands beside a session, and the dialog says so before it is begun."""
    dialog.choose("gibbs")
    dialog.session.setCurrentIndex(0)
    dialog.session.activated.emit(0)

    assert dialog.about.said() == NEEDS_SESSION
    assert not dialog.main.isEnabled()

    dialog.session.setCurrentIndex(1)
    dialog.session.activated.emit(1)
    assert dialog.main.isEnabled()


def test_only_the_latest_sessions_are_offered(dialog: NewNoteDialog) -> None:
    """A dozen of them by number and day, and none at all first."""
    assert dialog.session.count() == 13
    assert dialog.session.itemText(0) == "No session"
    assert dialog.session.itemText(1) == "Session 18, 18 November 2025"


def test_a_client_without_sessions_can_have_a_note(window: QWidget, qtbot: QtBot) -> None:
    """Before the first hour there are contacts to note; nothing private can be begun yet."""
    offer = NewNote(HERON, "Heron", catalog.note_templates(), (), ())
    dialog = NewNoteDialog(offer, window)
    qtbot.addWidget(dialog)

    dialog.choose("contact")
    assert dialog.main.isEnabled()
    dialog.choose("kolb")
    assert not dialog.main.isEnabled()


def test_nothing_is_asked_while_a_store_is_about_to_answer(dialog: NewNoteDialog) -> None:
    """Another choice, Enter, Ctrl+Enter or a double click: until it answers none of them asks."""
    asked: list[str] = []
    dialog.asked.connect(lambda: asked.append("asked"))
    dialog.wait(True)

    dialog.field.setText("soap")
    dialog.choose("soap")
    dialog.session.set_value(None)
    assert not dialog.main.isEnabled()
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    QTest.keyClick(dialog.list, Qt.Key.Key_Enter)
    QTest.keyClick(dialog.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    dialog.list.itemDoubleClicked.emit(dialog.list.currentItem())
    dialog.main.click()
    assert asked == []

    dialog.wait(False)
    assert dialog.main.isEnabled()
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert asked == ["asked"]


def test_an_answer_does_not_allow_what_the_choice_does_not(dialog: NewNoteDialog) -> None:
    """Once the store has answered the button rests still where nothing can be begun."""
    dialog.wait(True)
    dialog.field.setText("xyzzy")
    dialog.wait(False)

    assert not dialog.main.isEnabled()


@pytest.mark.parametrize("size", [100, 200])
def test_everything_is_named_and_seen(
    window: QWidget, theme: Theme, qtbot: QtBot, size: int, unnamed, clipped
) -> None:
    """A screen reader can name each stop, and large text is not cut off."""
    if size != 100:
        theme.set_text_size(size)
    offer = NewNote(HERON, "Heron", catalog.note_templates(), ("dap",), HELD)
    dialog = NewNoteDialog(offer, window)
    dialog.show_sheet()
    qtbot.wait(50)

    assert unnamed(dialog) == []
    assert clipped(dialog) == []

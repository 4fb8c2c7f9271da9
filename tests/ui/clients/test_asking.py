"""The forms over the page: what they ask, what they keep, and that nothing typed is lost."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from practicenotes import messages
from practicenotes.domain.people import FileKind
from practicenotes.domain.sessions import Modality
from practicenotes.errors import CodeNameTaken, NameMissing
from practicenotes.records import clients, sessions
from practicenotes.ui.theme import Theme
from practicenotes.ui.widgets.dialog import UNCLEAR


def file_of(shown: Any, code_name: str) -> Any:
    """Return a client's file as the record has it now."""
    return shown.played.record.run(clients.get, shown.played.id_of(code_name))


def write(shown: Any, dialog: Any, field: str, text: str) -> None:
    """Replace what stands in a field, as one does."""
    widget = dialog.form.field(field)
    widget.setFocus()
    widget.selectAll()
    shown.qtbot.keyClicks(widget, text)


@pytest.fixture
def adding(open_clients: Callable[..., Any]) -> tuple[Any, Any]:
    """Open the form of a new client."""
    shown = open_clients()
    shown.section.add()
    return shown, shown.dialog()


@pytest.fixture
def editing(open_clients: Callable[..., Any]) -> Callable[[str], tuple[Any, Any]]:
    """Give what opens the form of a client's file."""

    def edit(code_name: str) -> tuple[Any, Any]:
        shown = open_clients()
        shown.client(code_name)
        shown.section.page.edit_wanted.emit(file_of(shown, code_name))
        return shown, shown.dialog()

    return edit


# --- a client --------------------------------------------------------------------------------


def test_a_code_name_is_enough(adding: tuple[Any, Any]) -> None:
    """The cursor stands in the first field, and Enter adds and shows the client."""
    shown, dialog = adding
    assert QApplication.focusWidget() is dialog.form.field("code_name")
    shown.qtbot.keyClicks(QApplication.focusWidget(), "Wagtail")
    shown.key(QApplication.focusWidget(), Qt.Key.Key_Return)
    shown.settle()

    assert not dialog.isVisible()
    assert file_of(shown, "Wagtail").kind is FileKind.INDIVIDUAL
    assert "Wagtail is added." in shown.told
    assert "Wagtail" in shown.said()
    assert shown.chosen("Clients").startswith("Wagtail")


def test_esc_adds_nobody(adding: tuple[Any, Any]) -> None:
    """Esc closes the form, and the record is as it was."""
    shown, dialog = adding
    shown.qtbot.keyClicks(dialog.form.field("code_name"), "Wagtail")
    shown.key(dialog.form.field("code_name"), Qt.Key.Key_Escape)

    assert not dialog.isVisible()
    assert not any("Wagtail" in row for row in shown.rows("Clients"))


@pytest.mark.parametrize(
    ("code_name", "error"), [("", NameMissing()), ("heron", CodeNameTaken("heron"))]
)
def test_a_refused_name_is_said_beside_the_name(
    adding: tuple[Any, Any], code_name: str, error: Exception
) -> None:
    """The form stays with all that was typed, says what is amiss, and the cursor is there."""
    shown, dialog = adding
    write(shown, dialog, "code_name", code_name)
    write(shown, dialog, "reason", "sleeps badly")
    shown.press("Add client", dialog)
    shown.settle()

    assert dialog.isVisible()
    assert messages.sentence(error) in shown.said(dialog)
    assert dialog.form.field("reason").text() == "sleeps badly"
    assert QApplication.focusWidget() is dialog.form.field("code_name")

    write(shown, dialog, "code_name", "Wagtail")
    shown.press("Add client", dialog)
    shown.settle()
    assert file_of(shown, "Wagtail").reason == "sleeps badly"


def test_a_store_that_cannot_write_loses_nothing(adding: tuple[Any, Any]) -> None:
    """When the record refuses for another reason, the form says why at its foot and stays."""
    shown, dialog = adding
    write(shown, dialog, "code_name", "Wagtail")
    shown.played.record.close()
    shown.press("Add client", dialog)
    shown.settle()

    assert dialog.isVisible()
    assert dialog.problem().startswith("The practice was locked before this was done.")
    assert dialog.form.field("code_name").text() == "Wagtail"


def test_a_day_that_cannot_be_read_is_named(adding: tuple[Any, Any]) -> None:
    """A birthday that is no day is named beside its field before anything is written."""
    shown, dialog = adding
    write(shown, dialog, "code_name", "Wagtail")
    write(shown, dialog, "born0", "in spring")
    shown.press("Add client", dialog)
    shown.settle()

    assert UNCLEAR in shown.said(dialog)
    assert QApplication.focusWidget() is dialog.form.field("born0")
    assert not any("Wagtail" in row for row in shown.rows("Clients"))


def test_a_file_is_changed_in_place(editing: Callable[[str], tuple[Any, Any]]) -> None:
    """What is not touched stays as it was, and the person keeps the same id."""
    shown, dialog = editing("Heron")
    before = file_of(shown, "Heron")
    write(shown, dialog, "rhythm", "fortnightly")
    shown.press("Keep changes", dialog)
    shown.settle()

    after = file_of(shown, "Heron")
    assert after.rhythm == "fortnightly"
    assert after.people == before.people
    assert (after.consent, after.referrer, after.pronoun) == (
        before.consent,
        before.referrer,
        before.pronoun,
    )
    assert "The client file is kept." in shown.told


def test_both_of_a_couple_have_their_own_day(
    editing: Callable[[str], tuple[Any, Any]],
) -> None:
    """Each person of a couple has a name, a birthday and a contact, and keeps the id."""
    shown, dialog = editing("Wren and Lark")
    first, second = file_of(shown, "Wren and Lark").people
    assert dialog.form.field("name1").text() == second.name
    write(shown, dialog, "born1", "4 December 1986")
    shown.press("Keep changes", dialog)
    shown.settle()

    people = file_of(shown, "Wren and Lark").people
    assert people[0] == first
    assert (people[1].id, people[1].born) == (second.id, date(1986, 12, 4))


def test_a_person_can_be_added_and_taken_out(
    editing: Callable[[str], tuple[Any, Any]],
) -> None:
    """*Add a person* makes room for one more; an empty name takes the person out of the file."""
    shown, dialog = editing("Wren and Lark")
    write(shown, dialog, "reason", "a quarrel about the move")
    shown.press("Add a person", dialog)
    assert QApplication.focusWidget() is dialog.form.field("name2")
    write(shown, dialog, "name2", "Robin Thorsby")
    dialog.form.field("name1").clear()
    shown.press("Keep changes", dialog)
    shown.settle()

    kept = file_of(shown, "Wren and Lark")
    assert [person.name for person in kept.people] == ["Elin Thorsby", "Robin Thorsby"]
    assert kept.reason == "a quarrel about the move"


def test_a_person_of_a_couple_has_a_part_and_a_day_of_leaving(
    editing: Callable[[str], tuple[Any, Any]],
) -> None:
    """Both are kept with the person, and the file says them without a legal name."""
    shown, dialog = editing("Wren and Lark")
    dialog.form.set_values({"part0": "partner A", "part1": "partner B"})
    dialog.form.set_values({"left1": date(2025, 11, 1)})
    shown.press("Keep changes", dialog)
    shown.settle()
    one, two = shown.played.record.run(clients.get, shown.section.client_id).people
    assert (one.part, one.left_on) == ("partner A", None)
    assert (two.part, two.left_on) == ("partner B", date(2025, 11, 1))
    assert "partner A, partner B (left 1 November)" in shown.said()


def test_a_couple_asks_for_a_second_person(adding: tuple[Any, Any]) -> None:
    """Choosing *couple* makes room for the other one, and loses nothing, not even half a day."""
    shown, dialog = adding
    write(shown, dialog, "code_name", "Rook and Daw")
    write(shown, dialog, "born0", "in spring")
    couple = next(b for b in dialog.form.findChildren(QPushButton) if b.text() == "couple")
    shown.qtbot.mouseClick(couple, Qt.MouseButton.LeftButton)

    assert dialog.form.field("name1").isVisible()
    assert dialog.form.field("code_name").text() == "Rook and Daw"
    assert dialog.form.field("born0").text() == "in spring"
    assert QApplication.focusWidget().text() == "couple"


def test_enter_on_a_segment_keeps_the_form(adding: tuple[Any, Any]) -> None:
    """Enter stands for the main button also while a segment has the keyboard."""
    shown, dialog = adding
    write(shown, dialog, "code_name", "Wagtail")
    segment = next(b for b in dialog.form.findChildren(QPushButton) if b.text() == "individual")
    segment.setFocus()
    shown.key(segment, Qt.Key.Key_Return)
    shown.settle()

    assert not dialog.isVisible()
    assert file_of(shown, "Wagtail")


def test_a_damaged_file_is_not_written_over(open_clients: Callable[..., Any]) -> None:
    """The form of a file that was changed from outside does not open; the window says why."""
    shown = open_clients()
    shown.played.record.on_connection(
        lambda connection: connection.exec_driver_sql(
            "UPDATE client SET reason = 'forged' WHERE code_name = 'Heron'"
        )
    )
    shown.section.refresh()
    shown.settle()
    shown.choose("Clients", "damaged")
    shown.settle()
    shown.section.page._header.edit_wanted.emit()

    assert shown.told[-1].startswith("One entry was changed from outside")


# --- a session in the diary ------------------------------------------------------------------


def test_a_session_is_planned_for_the_client_that_is_shown(
    open_clients: Callable[..., Any],
) -> None:
    """The form proposes the client and the next full hour; what is typed is put in the diary."""
    shown = open_clients()
    shown.client("Teasel")
    shown.section.plan()
    dialog = shown.dialog()
    assert dialog.form.field("client").currentText() == "Teasel"
    assert dialog.form.values()["time"].hour == 13
    write(shown, dialog, "day", "25.11.2025")
    video = next(b for b in dialog.form.findChildren(QPushButton) if b.text() == "by video")
    shown.qtbot.mouseClick(video, Qt.MouseButton.LeftButton)
    shown.press("Plan session", dialog)
    shown.settle()

    planned = shown.played.sessions_of("Teasel")[-1]
    found = [s for s in shown.played.sessions_of("Teasel") if s.starts_at.day == 25]
    assert [(s.starts_at, s.modality) for s in found] == [
        (datetime(2025, 11, 25, 13), Modality.VIDEO)
    ]
    assert planned.number is None
    assert "Planned for 25 November 2025, 13:00." in shown.told


@pytest.mark.parametrize(("typed", "said"), [("", "A session needs a day"), ("soon", "Write a")])
def test_a_session_needs_a_day(open_clients: Callable[..., Any], typed: str, said: str) -> None:
    """Without a day that can be read, the form says so and nothing is put in the diary."""
    shown = open_clients()
    before = len(shown.played.record.run(sessions.of_day, date(2025, 11, 18)))
    shown.section.plan()
    dialog = shown.dialog()
    dialog.form.field("day").clear()
    shown.qtbot.keyClicks(dialog.form.field("day"), typed)
    shown.press("Plan session", dialog)
    shown.settle()

    assert dialog.isVisible()
    assert any(words.startswith(said) for words in shown.said(dialog))
    assert len(shown.played.record.run(sessions.of_day, date(2025, 11, 18))) == before


def test_without_clients_there_is_nothing_to_plan(
    open_clients: Callable[..., Any], vault: Any
) -> None:
    """In an empty practice, planning begins with the first client."""
    shown = open_clients(stores=(vault.record, vault.private))
    shown.section.plan()

    assert shown.dialog().windowTitle() == "New client"


# --- any form --------------------------------------------------------------------------------


@pytest.mark.parametrize(("size", "width", "height"), [(100, 1280, 800), (200, 1024, 700)])
def test_a_form_is_never_larger_than_its_window(
    theme: Theme,
    open_clients: Callable[..., Any],
    clipped: Callable[[QWidget], list[str]],
    unnamed: Callable[[QWidget], list[str]],
    size: int,
    width: int,
    height: int,
) -> None:
    """A long form scrolls inside, nothing of it is clipped, and everything has a name."""
    theme.set_text_size(size)
    shown = open_clients(width, height)
    shown.section.add()
    dialog = shown.dialog()
    shown.qtbot.wait(20)

    assert dialog.width() <= width
    assert dialog.height() <= height
    assert clipped(dialog) == []
    assert unnamed(dialog) == []

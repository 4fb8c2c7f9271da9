"""A snippet writes the code name of whoever the page in front is about, and never another."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit

import factory
from practicenotes.domain.sessions import SessionId
from practicenotes.domain.writing.snippets import Snippet, SnippetId
from practicenotes.records import clients
from practicenotes.records import snippets as record_snippets
from practicenotes.reflections import snippets as private_snippets
from practicenotes.ui.thoughts.dialog import LineDialog
from practicenotes.ui.widgets.editor import GrowingEditor


TABS = ("timeline", "before", "measures", "alliance", "thoughts", "files")


def held(sitting: Any, code_name: str = "Heron") -> SessionId:
    """Return a client's last session that took place."""
    found = [each.id for each in sitting.played.sessions_of(code_name) if each.attendance.held]
    return SessionId(found[-1])


def names(sitting: Any) -> tuple[str, str]:
    """Return whose code name the snippets of the record and of the private layer would write."""
    vocabulary = sitting.desk.vocabulary
    return vocabulary.record.client, vocabulary.private.client


def keep_snippet(sitting: Any) -> None:
    """Keep `;c` on both sides, and read it."""
    said = Snippet(SnippetId(""), "c", "{client} said")
    sitting.played.record.run(record_snippets.keep, said, sitting.played.at)
    sitting.played.private.run(private_snippets.keep, said, sitting.played.at)
    vocabulary = sitting.desk.vocabulary
    vocabulary.begin()
    sitting.until(lambda: vocabulary.record.snippets and vocabulary.private.snippets)


def typed(sheet: QPlainTextEdit) -> str:
    """Type the key of the snippet into an empty sheet, and return what stands there."""
    sheet.clear()
    sheet.setFocus(Qt.FocusReason.OtherFocusReason)
    QTest.keyClicks(sheet, ";c ")
    return sheet.toPlainText()


def saying(sitting: Any) -> GrowingEditor:
    """Begin a saying among the thoughts in front, and return its sheet."""
    sitting.desk.thoughts.sayings._begin()
    sitting.settle()
    dialogs = sitting.desk.thoughts.findChildren(LineDialog)
    return dialogs[-1].findChildren(GrowingEditor)[0]


def test_a_saying_of_one_client_never_bears_the_name_of_another(sitting: Any) -> None:
    """After an hour of Heron's, what is written among Alder's thoughts is about Alder."""
    keep_snippet(sitting)
    sitting.desk.show_session(held(sitting))
    sitting.settle()
    sitting.desk.show_client(sitting.played.id_of("Alder"))
    sitting.desk.clients.page.choose_tab("thoughts")
    sitting.settle()
    sheet = saying(sitting)
    assert typed(sheet) == "Alder said"
    sheet.window().reject()


def test_both_sides_of_an_hour_write_its_client(sitting: Any) -> None:
    """The note and the reflection of Heron's hour are about Heron."""
    keep_snippet(sitting)
    sitting.desk.show_session(held(sitting))
    sitting.settle()
    assert names(sitting) == ("Heron", "Heron")
    sheet = sitting.desk.session.private.free
    assert typed(sheet) == "Heron said"
    sheet.clear()
    sitting.settle()


def test_the_one_before_is_forgotten_at_once(sitting: Any) -> None:
    """Before the store has said who is in front now, no code name is known at all."""
    assert names(sitting) == ("Heron", "Heron")
    sitting.desk.show_client(sitting.played.id_of("Alder"))
    assert names(sitting) == ("", "")
    sitting.settle()
    assert names(sitting) == ("Alder", "Alder")


def test_of_two_that_were_asked_for_the_last_one_counts(sitting: Any) -> None:
    """Who walks quickly through the list is where the walk ended."""
    for code_name in ("Alder", "Heron", "Alder", "Heron", "Alder"):
        sitting.desk.show_client(sitting.played.id_of(code_name))
    sitting.settle()
    assert names(sitting) == ("Alder", "Alder")


@pytest.mark.parametrize("tab", TABS)
def test_every_part_of_a_file_is_about_its_client(sitting: Any, tab: str) -> None:
    """Whichever part is in front while another client is chosen."""
    sitting.desk.show_session(held(sitting))
    sitting.settle()
    sitting.desk.clients.page.choose_tab(tab)
    sitting.desk.show_client(sitting.played.id_of("Alder"))
    sitting.settle()
    assert sitting.desk.clients.page.tab == tab
    assert names(sitting) == ("Alder", "Alder")


@pytest.mark.parametrize(
    "show",
    [
        lambda sitting: sitting.window.show_page(sitting.desk.today),
        lambda sitting: sitting.window.show_page(sitting.desk.practice),
        lambda sitting: sitting.window.show_page(sitting.desk.supervision),
    ],
    ids=["today", "practice", "supervision"],
)
def test_a_page_about_nobody_knows_nobody(sitting: Any, show: Callable[[Any], object]) -> None:
    """What is written there can bear no code name, and the names of before mean nothing."""
    side = sitting.desk.vocabulary.record
    assert side._knows("Heron")
    show(sitting)
    assert names(sitting) == ("", "")
    sitting.settle()
    assert names(sitting) == ("", "")
    assert not side._knows("Heron")


def test_the_way_back_leads_to_the_same_client(sitting: Any) -> None:
    """Back from another file, the hour that is open still knows whose it is."""
    sitting.desk.show_session(held(sitting))
    sitting.settle()
    sitting.desk.show_client(sitting.played.id_of("Alder"))
    sitting.settle()
    assert names(sitting) == ("Alder", "Alder")
    sitting.window.go_back()
    sitting.settle()
    assert sitting.window.page is sitting.desk.session
    assert names(sitting) == ("Heron", "Heron")


def test_a_second_look_is_about_the_client_of_its_hour(sitting: Any) -> None:
    """Nobody until its session was read, then whoever came to it."""
    sitting.desk.show_client(sitting.played.id_of("Alder"))
    sitting.settle()
    sitting.desk.look_again(held(sitting))
    assert names(sitting) == ("", "")
    sitting.settle()
    assert names(sitting) == ("Heron", "Heron")


def test_a_letter_is_about_its_client(sitting: Any) -> None:
    """Whoever's file was in front when it was opened."""
    sitting.desk.new_letter(sitting.heron)
    sitting.settle()
    assert names(sitting) == ("Heron", "Heron")
    begun = sitting.desk.letter.letter.id
    sitting.desk.show_client(sitting.played.id_of("Alder"))
    sitting.settle()
    assert names(sitting) == ("Alder", "Alder")
    sitting.desk.open_letter(begun)
    sitting.settle()
    assert names(sitting) == ("Heron", "Heron")
    sitting.desk.new_letter(sitting.played.id_of("Alder"))
    sitting.settle()
    assert names(sitting) == ("Alder", "Alder")


def test_a_note_of_no_session_is_about_its_client(sitting: Any) -> None:
    """It is opened from anywhere, and knows whose it is."""
    note = sitting.begin("free")
    sitting.desk.show_client(sitting.played.id_of("Alder"))
    sitting.settle()
    sitting.desk.notes.open(note.id)
    sitting.settle()
    assert names(sitting) == ("Heron", "Heron")


def test_another_code_name_is_written_from_then_on(sitting: Any) -> None:
    """A client who was given another one is called by it when the file is read anew."""
    client = sitting.played.record.run(clients.get, sitting.heron)
    new = factory.client("Egret")
    sitting.played.record.run(clients.change, client.id, new, sitting.played.at)
    sitting.desk.clients.page.refresh()
    sitting.settle()
    assert names(sitting) == ("Egret", "Egret")


def test_a_client_who_is_not_known_leaves_an_open_place(sitting: Any) -> None:
    """Where no code name is at hand the place stays, chosen, for a hand to fill."""
    keep_snippet(sitting)
    sitting.desk.show_session(held(sitting))
    sitting.settle()
    sitting.desk.vocabulary.meet(None)
    sheet = sitting.desk.session.private.free
    assert typed(sheet) == "{client} said"
    assert sheet.textCursor().selectedText() == "{client}"
    QTest.keyClicks(sheet, "Heron")
    QTest.keyClick(sheet, Qt.Key.Key_Tab)
    assert sheet.toPlainText() == "Heron said"
    sheet.clear()
    sitting.settle()


def test_a_client_who_is_gone_is_nobody(sitting: Any) -> None:
    """Nothing is written about one whom the store does not know, and nothing breaks."""
    sitting.desk.vocabulary.meet("nobody")
    assert names(sitting) == ("", "")
    sitting.settle()
    assert names(sitting) == ("", "")

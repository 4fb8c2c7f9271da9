"""The parts that the views are made of, each on its own."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from practicenotes import catalog
from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections import disguise
from practicenotes.domain.reflections.sheets import Sentence
from practicenotes.domain.reflections.supervision_items import (
    ItemState,
    SupervisionItem,
    SupervisionItemId,
    Ticked,
)
from practicenotes.domain.sessions import SessionId
from practicenotes.domain.supervision import KnownName, NameBook
from practicenotes.reflections.supervision import Agenda
from practicenotes.ui.clients.tabs import Tab, Tabs
from practicenotes.ui.printing.where import ask_where
from practicenotes.ui.supervision import listing
from practicenotes.ui.supervision.item import ItemView
from practicenotes.ui.supervision.listing import PassageList, Whose
from practicenotes.ui.supervision.sentence import FindRow, SentenceRow
from practicenotes.ui.theme import Theme
from practicenotes.vault.rows import DAMAGED


HERON, GONE = ClientId("c1"), ClientId("c9")
HELD = SessionId("s1")
WHOSE = Whose({HERON: "Heron"}, {HELD: date(2025, 11, 18)})
ITEM = SupervisionItem(SupervisionItemId("1"), HERON, HELD, "He <left>.", "Why?", "A")
BOOK = NameBook((KnownName("Heron", "", "the client’s code name"),))


def agenda(*states: ItemState, ticked: int = 0) -> Agenda:
    """Return a list with passages in these states and so many ticked sessions."""
    told = {
        ItemState.TO_PREPARE: {},
        ItemState.SHEET_READY: {"sheet_on": date(2025, 11, 19)},
        ItemState.DISCUSSED: {"discussed_at": True},
        ItemState.CLOSED: {"closed_at": True},
    }
    items = tuple(replace(ITEM, **told[state]) for state in states)
    return Agenda(items, (Ticked(HELD, HERON),) * ticked)


# --- words -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (agenda(), ""),
        (agenda(ItemState.CLOSED, ItemState.DISCUSSED), ""),
        (agenda(ItemState.TO_PREPARE), "One passage waits for the next hour."),
        (agenda(ItemState.SHEET_READY, ticked=1), "Two passages wait for the next hour."),
        (agenda(ticked=13), "13 passages wait for the next hour."),
    ],
)
def test_what_waits_is_counted(found: Agenda, said: str) -> None:
    """What is to be prepared, what is ready and what is ticked; the rest has had its hour."""
    assert listing.count_words(found) == said


def test_whose_a_passage_is_is_said_in_words() -> None:
    """By code name and day; what is gone or damaged says so plainly."""
    assert WHOSE.name(HERON) == "Heron"
    assert WHOSE.name(GONE) == "A client who is gone"
    assert DAMAGED not in Whose({HERON: DAMAGED}, {}).name(HERON)
    assert WHOSE.session(HELD) == "session of 18 November 2025"
    assert WHOSE.session(None) == WHOSE.session(SessionId("s9")) == "of no one session"


def test_a_long_passage_is_cut_in_its_row(qtbot: QtBot, theme: Theme) -> None:
    """At a word, with a sign that it goes on; the question stands before the passage."""
    shown = PassageList()
    qtbot.addWidget(shown)
    long = replace(ITEM, question="", passage="He waited and waited. " * 20)
    shown.show_agenda(Agenda((long, ITEM), ()), WHOSE)
    first, second = (row.accessibleName() for row in shown.rows)
    assert first.endswith((" He …", " waited …", " and …", " waited. …"))
    assert len(first) < 160
    assert second.endswith("Why?")


def test_the_keyboard_stays_in_its_row(qtbot: QtBot, theme: Theme) -> None:
    """When the list is read anew, one is where one was, or on the last that is left."""
    shown = PassageList()
    qtbot.addWidget(shown)
    shown.show_agenda(agenda(*[ItemState.TO_PREPARE] * 3), WHOSE)
    shown.show()
    qtbot.waitExposed(shown)
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    shown.rows[2].setFocus()
    shown.show_agenda(agenda(*[ItemState.TO_PREPARE] * 2), WHOSE)
    assert shown.rows[1].hasFocus()


# --- one sentence ----------------------------------------------------------------------------


@pytest.fixture
def row(qtbot: QtBot, theme: Theme) -> Iterator[SentenceRow]:
    """Show one sentence with a name in it."""
    shown = SentenceRow()
    qtbot.addWidget(shown)
    show(shown, "Heron <b>left</b> & Jordan came.")
    shown.show()
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    shown.box.setFocus()
    yield shown
    shown.hide()


def show(row: SentenceRow, words: str, *, released: bool = False) -> None:
    """Show a sentence with everything that is found in it."""
    sentence = Sentence(words, words, released=released)
    row.show_sentence(sentence, disguise.find([sentence], BOOK, "A"))


def test_words_are_shown_as_they_were_written(row: SentenceRow) -> None:
    """Nothing in a sentence is markup; what was found is underlined."""
    shown = row.words.text()
    assert "&lt;b&gt;left&lt;/b&gt; &amp;" in shown
    assert "<b><u>Heron</u></b>" in shown
    assert "<b><u>Jordan</u></b>" in shown
    assert row.words.accessibleName() == "Heron <b>left</b> & Jordan came."


def test_the_box_says_what_stands_there(row: SentenceRow) -> None:
    """A screen reader hears the sentence, what is to be looked at, and whether it is released."""
    assert row.box.accessibleName() == "Heron <b>left</b> & Jordan came."
    assert row.box.accessibleDescription() == "Still to look at: Heron, Jordan"
    show(row, "He left.")
    assert row.box.accessibleDescription() == "not on the sheet"
    show(row, "He left.", released=True)
    assert row.box.accessibleDescription() == "on the sheet"


def test_a_name_that_stands_twice_is_listed_once(row: SentenceRow) -> None:
    """One act replaces both."""
    show(row, "Heron and Heron’s brother")
    assert [find.words for find in row.find_rows] == ["Heron"]


@pytest.mark.parametrize("key", [Qt.Key.Key_R, Qt.Key.Key_L])
def test_keys_mean_nothing_where_nothing_is_found(
    row: SentenceRow, qtbot: QtBot, key: Qt.Key
) -> None:
    """Without a find, R and L do nothing; with Ctrl they are never meant for the row."""
    with qtbot.assertNotEmitted(row.replaced), qtbot.assertNotEmitted(row.left_so):
        QTest.keyClick(row.box, key, Qt.KeyboardModifier.ControlModifier)
        show(row, "He left.")
        QTest.keyClick(row.box, key)


def test_keys_of_the_row_reach_the_first_find(row: SentenceRow, qtbot: QtBot) -> None:
    """R takes what stands in its field at that moment, L leaves it."""
    row.find_rows[0].instead.setText("  B ")
    with qtbot.waitSignal(row.replaced) as put:
        QTest.keyClick(row.box, Qt.Key.Key_R)
    with qtbot.waitSignal(row.left_so) as left:
        QTest.keyClick(row.box, Qt.Key.Key_L)
    assert put.args == ["Heron", "B"]
    assert left.args == ["Heron"]


def test_the_keyboard_stays_when_the_finds_change(row: SentenceRow) -> None:
    """From a find that is gone it goes to the box of its sentence, and nowhere else."""
    row.find_rows[0].put.setFocus()
    show(row, "He left.")
    assert row.find_rows == []
    assert row.box.hasFocus()


def test_the_buttons_of_a_find_say_what_they_do(qtbot: QtBot, theme: Theme) -> None:
    """Each names the words that it is about, and both can be clicked."""
    [find] = disguise.find([Sentence("Heron left", "Heron left")], BOOK, "A")
    shown = FindRow(find)
    qtbot.addWidget(shown)
    assert shown.put.accessibleName() == "Replace Heron"
    assert shown.keep.accessibleName() == "Leave Heron as it is"
    assert shown.instead.accessibleName() == "What stands in the place of Heron"
    with qtbot.waitSignal(shown.replaced):
        shown.put.click()
    with qtbot.waitSignal(shown.left_so):
        shown.keep.click()


# --- one passage, a place, tabs --------------------------------------------------------------


def test_a_passage_of_no_session_leads_to_none(qtbot: QtBot, theme: Theme) -> None:
    """The way to the session is there only where there is one."""
    view = ItemView(catalog.facet_book().facets, QWidget())
    qtbot.addWidget(view)
    with qtbot.assertNotEmitted(view.touched):
        view.show_item(replace(ITEM, session_id=None), WHOSE)
    assert view._session.isHidden()
    assert view.written(ITEM) == ITEM


def test_a_place_is_asked_for_with_a_name(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    """The name that is offered can be replaced, and the answer is heard once."""
    page = QWidget()
    qtbot.addWidget(page)
    page.show()
    heard: list[Path] = []
    ask_where(page, "Save", "Offered.pdf", "PDF (*.pdf)", heard.append)
    [dialog] = page.findChildren(QFileDialog)
    assert [Path(file).name for file in dialog.selectedFiles()] == ["Offered.pdf"]
    dialog.findChild(QLineEdit).setText(str(tmp_path / "mine.pdf"))
    dialog.accept()
    assert heard == [tmp_path / "mine.pdf"]


def test_leaving_the_question_for_a_place_does_nothing(qtbot: QtBot, theme: Theme) -> None:
    """No file is written by whoever goes back."""
    page = QWidget()
    qtbot.addWidget(page)
    page.show()
    heard: list[Path] = []
    ask_where(page, "Save", "Offered.pdf", "PDF (*.pdf)", heard.append)
    page.findChildren(QFileDialog)[0].reject()
    assert heard == []


def test_tabs_are_called_what_they_lead_to(
    qtbot: QtBot, theme: Theme, unnamed: Callable[[QWidget], list[str]]
) -> None:
    """A screen reader hears of what these are the parts."""
    tabs = Tabs("Parts of supervision")
    qtbot.addWidget(tabs)
    tabs.add(Tab("one", "One"))
    tabs.show()
    assert tabs._bar.accessibleName() == tabs._list.accessibleName() == "Parts of supervision"
    assert unnamed(tabs) == []

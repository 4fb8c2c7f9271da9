"""What is misspelt is underlined while one writes, and each side learns for itself."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QTextCharFormat
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

import factory
from hands import Desk
from practicenotes.domain import settings as known
from practicenotes.domain.people import Person
from practicenotes.records import settings
from practicenotes.records import words as record_words
from practicenotes.reflections import words as private_words
from practicenotes.ui.theme import Theme
from practicenotes.ui.vocabulary import Vocabulary
from practicenotes.vault import Store


pytest.importorskip("hunspell", reason="no dictionary library for this computer")

pytestmark = pytest.mark.qt_log_ignore(
    r"This plugin does not support (raise|grabbing the keyboard)", extend=True
)

UNDERLINED = QTextCharFormat.UnderlineStyle.SpellCheckUnderline


def underlined(desk: Desk) -> list[str]:
    """Return what is underlined on the sheet, word by word."""
    found, block = [], desk.sheet.document().begin()
    while block.isValid():
        text, word, behind = block.text().encode("utf-16-le"), "", -1
        for part in block.layout().formats():
            if QTextCharFormat(part.format).underlineStyle() == UNDERLINED:
                said = text[2 * part.start : 2 * (part.start + part.length)].decode("utf-16-le")
                word = word + said if part.start == behind else said
                found = [*found[:-1], word] if part.start == behind else [*found, word]
                behind = part.start + part.length
        block = block.next()
    return found


@pytest.fixture
def both(qtbot: QtBot, theme: Theme, vocabulary: Vocabulary) -> tuple[Desk, Desk]:
    """Give a sheet of the record and one of the private layer."""
    desks = Desk(qtbot), Desk(qtbot)
    vocabulary.lend((desks[0].page,), (desks[1].page,))
    for each in desks:
        each.show()
    return desks


def settled(desk: Desk, *words: str) -> None:
    """Wait until exactly these words are underlined."""
    desk.qtbot.waitUntil(lambda: underlined(desk) == list(words), timeout=10_000)


def menu(desk: Desk, key: Qt.Key = Qt.Key.Key_F10) -> dict[str, QAction]:
    """Open the menu at the cursor by the keyboard, and return what it offers by its words."""
    shift = (Qt.KeyboardModifier.ShiftModifier,) if key == Qt.Key.Key_F10 else ()
    desk.press(key, *shift)
    desk.qtbot.waitUntil(lambda: any(m.isVisible() for m in desk.sheet.findChildren(QMenu)))
    opened = next(m for m in desk.sheet.findChildren(QMenu) if m.isVisible())
    found = {action.text(): action for action in opened.actions() if not action.isSeparator()}
    opened.hide()
    return found


def test_misspelt_words_are_underlined(both: tuple[Desk, Desk]) -> None:
    """On either side, whatever marks and scripts stand around them."""
    for desk in both:
        desk.write("He **recieved** a lettre 🙂 שלום |\n- it’s behaviour, Winnicott and CBT")
        settled(desk, "recieved", "lettre")


def test_a_word_is_left_alone_while_it_is_typed(both: tuple[Desk, Desk]) -> None:
    """It is judged when a space or the cursor leaves it."""
    desk, _ = both
    desk.type("lettre recieved")
    settled(desk, "lettre")
    desk.press(Qt.Key.Key_Home)
    settled(desk, "lettre", "recieved")


def test_a_suggestion_is_one_step_to_undo(both: tuple[Desk, Desk]) -> None:
    """It is taken from the menu by the keyboard, and Undo brings the old word back."""
    desk, _ = both
    desk.write("He reciev|ed it")
    settled(desk, "recieved")
    offered = menu(desk)
    offered["received"].trigger()
    assert desk.sheet.text() == "He received it"
    desk.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert desk.sheet.text() == "He recieved it"


def test_a_right_word_has_the_usual_menu(both: tuple[Desk, Desk]) -> None:
    """There is nothing to add or to ignore."""
    desk, _ = both
    desk.write("He rece|ived it")
    offered = menu(desk, Qt.Key.Key_Menu)
    assert not any("dictionary" in text for text in offered)
    assert any("Paste" in text for text in offered)


def test_a_word_learnt_on_one_side_is_misspelt_on_the_other(
    both: tuple[Desk, Desk], record: Store, private: Store
) -> None:
    """It is kept in the store of its side, and nothing of it crosses."""
    desk, other = both
    for each in both:
        each.write("the fremdel|ing")
        settled(each, "fremdeling")
    menu(other)["Add “fremdeling” to dictionary"].trigger()
    settled(other)
    desk.qtbot.waitUntil(lambda: private.run(private_words.every) == ("fremdeling",))

    assert underlined(desk) == ["fremdeling"]
    assert record.run(record_words.every) == ()


def test_an_ignored_word_is_kept_nowhere(
    both: tuple[Desk, Desk], record: Store, private: Store
) -> None:
    """It is left alone on its side until the practice is locked."""
    desk, other = both
    for each in both:
        each.write("the fremdel|ing Fremdeling")
        settled(each, "fremdeling", "Fremdeling")
    menu(desk)["Ignore “fremdeling”"].trigger()
    settled(desk)
    assert underlined(other) == ["fremdeling", "Fremdeling"]
    assert (record.run(record_words.every), private.run(private_words.every)) == ((), ())


def test_what_was_learnt_is_known_the_next_time(
    both: tuple[Desk, Desk], vocabulary: Vocabulary, record: Store
) -> None:
    """Words of the store count from the start, capitalised or in the genitive too."""
    desk, _ = both
    record.run(record_words.learn, "fremdeling", factory.AT)
    vocabulary.begin()
    desk.write("Fremdeling’s fremdeling lettre |")
    settled(desk, "lettre")


def test_names_of_the_client_are_spelt_as_they_are(
    both: tuple[Desk, Desk], vocabulary: Vocabulary, record: Store
) -> None:
    """No name of the open file is called misspelt, on either side, and none is kept for that."""
    client_id = factory.add_client(record, people=(Person("Zorvath Quillip"),))
    for each in both:
        each.write("Zorvath and Quillip’s lettre |")
    vocabulary.meet(client_id)
    for each in both:
        settled(each, "lettre")
    assert record.run(record_words.every) == ()


def test_another_language_is_checked_at_once(
    both: tuple[Desk, Desk], vocabulary: Vocabulary, record: Store
) -> None:
    """The choice is kept in the vault; off means that nothing is underlined."""
    desk, _ = both
    desk.write("his behaviour and color |")
    settled(desk, "color")
    vocabulary.choose("en_US")
    settled(desk, "behaviour")
    vocabulary.choose("")
    settled(desk)
    desk.qtbot.waitUntil(lambda: record.run(settings.get, known.SPELLING) == "")


def test_a_dictionary_that_cannot_be_read_is_said_and_costs_nothing(
    both: tuple[Desk, Desk], vocabulary: Vocabulary, told: list[Exception], added: Path
) -> None:
    """The text stays, and writing goes on without a check."""
    desk, _ = both
    vocabulary.choose("xx")
    desk.qtbot.waitUntil(lambda: len(told) == 1)
    desk.type("lettre ")
    assert desk.sheet.text() == "lettre "
    assert underlined(desk) == []


def test_checking_leaves_no_step_to_undo_and_says_no_change(
    both: tuple[Desk, Desk], vocabulary: Vocabulary
) -> None:
    """A save is asked for by a change of the text, never by an underline."""
    desk, _ = both
    desk.write("a recieved lettre |")
    told: list[int] = []
    desk.sheet.textChanged.connect(lambda: told.append(1))
    vocabulary.choose("en_US")
    settled(desk, "recieved", "lettre")
    assert told == []
    assert not desk.sheet.document().isUndoAvailable()


def test_a_read_only_sheet_offers_no_other_word(both: tuple[Desk, Desk]) -> None:
    """What is signed stays as it is."""
    desk, _ = both
    desk.write("He reciev|ed it")
    settled(desk, "recieved")
    desk.sheet.setReadOnly(True)
    assert "received" not in menu(desk)


def test_a_sheet_that_no_side_is_lent_to_is_not_checked(desk: Desk, vocabulary: Vocabulary) -> None:
    """Where it is not known whose words they are, none are looked up."""
    desk.type("lettre ")
    desk.qtbot.wait(50)
    assert underlined(desk) == []

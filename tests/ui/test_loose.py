"""What is typed into fields that no page keeps: taken up by its side, and given back."""

import pytest
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from practicenotes.ui import loose
from practicenotes.ui.loose import Loose
from practicenotes.ui.theme import Theme
from practicenotes.ui.widgets.search_field import SearchField


@pytest.fixture
def page(qtbot: QtBot, theme: Theme) -> QWidget:
    """Give a page with a search, another on private ground, and a line that its page keeps."""
    page, private = QWidget(), QWidget()
    private.setProperty("ground", "private")
    stack, inside = QVBoxLayout(page), QVBoxLayout(private)
    stack.addWidget(SearchField("Find a client"))
    stack.addWidget(private)
    inside.addWidget(SearchField("Find in this reflection"))
    kept = QLineEdit()
    kept.setAccessibleName("Name")
    stack.addWidget(kept)
    qtbot.addWidget(page)
    page.show()
    return page


def line(page: QWidget, name: str) -> QLineEdit:
    """Return a field by its name."""
    return next(f for f in page.findChildren(QLineEdit) if f.accessibleName() == name)


def test_each_side_takes_up_its_own_words(page: QWidget, qtbot: QtBot) -> None:
    """What was typed on private ground is private; what a page keeps itself is not asked for."""
    for name, words in (("Find a client", "Her"), ("Find in this reflection", "anger")):
        qtbot.keyClicks(line(page, name), words)
    qtbot.keyClicks(line(page, "Name"), "M. Lindqvist")

    found = loose.typed(page)

    assert list(found.record.values()) == ["Her"]
    assert list(found.private.values()) == ["anger"]
    assert "Her" not in repr(found)
    assert "anger" not in repr(found)


def test_what_nobody_typed_or_nobody_sees_is_left_out(page: QWidget, qtbot: QtBot) -> None:
    """A field that a page filled, and one that is folded away, hold nothing to be remembered."""
    line(page, "Find a client").setText("filled in")
    qtbot.keyClicks(line(page, "Find in this reflection"), "anger")
    line(page, "Find in this reflection").hide()

    assert loose.typed(page) == Loose()
    assert loose.typed(None) == Loose()


def test_a_page_behind_the_prompt_still_has_its_words(page: QWidget, qtbot: QtBot) -> None:
    """Where a lock has to wait for a save, the windows are hidden by the time that it ends."""
    qtbot.keyClicks(line(page, "Find a client"), "Her")
    page.hide()

    assert list(loose.typed(page).record.values()) == ["Her"]


def test_words_never_come_over_what_was_typed_since(page: QWidget, qtbot: QtBot) -> None:
    """Where somebody was quicker theirs stands; what a page itself put there gives way."""
    number = str(loose.number(line(page, "Find a client")))
    qtbot.keyClicks(line(page, "Find a client"), "Wren")

    assert loose.give_back(page, Loose({number: "Her"})) == Loose()
    assert line(page, "Find a client").text() == "Wren"
    line(page, "Find a client").setText("filled in")
    assert loose.give_back(page, Loose({number: "Her"})) == Loose()
    assert line(page, "Find a client").text() == "Her"


def test_words_come_back_once_their_field_is_there(page: QWidget, qtbot: QtBot) -> None:
    """A field that is still folded away keeps its words waiting; a second lock takes them again."""
    qtbot.keyClicks(line(page, "Find a client"), "Her")
    qtbot.keyClicks(line(page, "Find in this reflection"), "anger")
    words = loose.typed(page)
    for each in page.findChildren(SearchField):
        each.clear()
    line(page, "Find in this reflection").hide()

    waiting = loose.give_back(page, words)

    assert line(page, "Find a client").text() == "Her"
    assert waiting == Loose({}, words.private)
    line(page, "Find in this reflection").show()
    assert loose.give_back(page, waiting) == Loose()
    assert loose.typed(page) == words


def test_private_words_go_into_no_field_of_the_record(page: QWidget) -> None:
    """The same number on the other side is another field."""
    number = str(loose.number(line(page, "Find a client")))

    waiting = loose.give_back(page, Loose({}, {number: "anger"}))

    assert line(page, "Find a client").text() == ""
    assert waiting.private == {number: "anger"}


def test_a_button_is_named_by_its_words_and_a_label_not_at_all(page: QWidget) -> None:
    """Only what takes the keyboard has a number, so that a label is not taken for its field."""
    label = QWidget(page, accessibleName="Name")

    assert loose.number(QPushButton("Plan", page)) != loose.number(QPushButton("Print", page)) != 0
    assert loose.number(line(page, "Name")) != 0
    assert loose.number(label) == 0

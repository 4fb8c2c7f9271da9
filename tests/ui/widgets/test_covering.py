"""A covered name is not in the widget, and a key is typed as it stands on paper."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from practicenotes.ui.theme import Theme
from practicenotes.ui.widgets.buttons import LinkButton
from practicenotes.ui.widgets.covered import Bars, CoveredName
from practicenotes.ui.widgets.key_fields import KeyFields


KEY = "7QM4-X0TB-9HKD-2WVE-R3NA-6ZPC-84GJ-YF1S-D5M8"


@pytest.fixture
def name(qtbot: QtBot, theme: Theme) -> CoveredName:
    """Show a covered name whose owner answers with one."""
    covered = CoveredName()
    covered.wanted.connect(lambda: covered.reveal("Martin Ashdown"))
    qtbot.addWidget(covered)
    covered.show()
    return covered


def everything_in(widget: QWidget) -> str:
    """Return all text that the widgets hold, seen or not."""
    labels = widget.findChildren(QLabel)
    return " ".join(f"{label.text()} {label.accessibleName()}" for label in labels)


def test_a_covered_name_is_nowhere_in_the_widget(qtbot: QtBot, name: CoveredName) -> None:
    """Before it is asked for and after it is covered, no label holds it."""
    assert "Ashdown" not in everything_in(name)
    qtbot.mouseClick(name.findChild(LinkButton), Qt.MouseButton.LeftButton)
    assert "Ashdown" in everything_in(name)
    qtbot.mouseClick(name.findChild(LinkButton), Qt.MouseButton.LeftButton)

    assert "Ashdown" not in everything_in(name)
    assert name.covered


def test_the_bars_tell_nothing_of_the_length(qtbot: QtBot, name: CoveredName) -> None:
    """A short and a long name look the same while covered."""
    before = name.findChild(Bars).grab().toImage()
    name.reveal("Maximiliane von Hohenstein-Ashdown")
    name.cover()

    assert name.findChild(Bars).grab().toImage() == before


def test_it_covers_itself_when_its_page_is_left(qtbot: QtBot, theme: Theme) -> None:
    """Coming back one finds bars."""
    name = CoveredName()
    pages = QStackedWidget()
    qtbot.addWidget(pages)
    pages.addWidget(name)
    pages.addWidget(QWidget())
    pages.show()
    name.reveal("Martin Ashdown")
    assert not name.covered
    pages.setCurrentIndex(1)

    assert name.covered


def test_it_covers_itself_after_a_while(qtbot: QtBot, name: CoveredName) -> None:
    """Nobody has to think of covering it."""
    name._clock.setInterval(1)
    name.turn()
    qtbot.waitUntil(lambda: name.covered)


def test_the_switch_says_what_it_will_do(qtbot: QtBot, name: CoveredName) -> None:
    """Show and Cover are named for the ear, too."""
    switch = name.findChild(LinkButton)
    assert (switch.text(), switch.accessibleName()) == ("Show", "Show the name")
    name.turn()
    assert (switch.text(), switch.accessibleName()) == ("Cover", "Cover the name")


@pytest.fixture
def fields(qtbot: QtBot, theme: Theme) -> KeyFields:
    """Show the nine fields, which refuse a paste."""
    made = KeyFields(paste=False)
    qtbot.addWidget(made)
    made.show()
    made.setFocus()
    return made


def type_in(qtbot: QtBot, fields: KeyFields, text: str) -> None:
    """Type sign by sign wherever the cursor is."""
    for sign in text:
        qtbot.keyClicks(fields.focusWidget(), sign)


@pytest.mark.parametrize("text", [KEY, KEY.lower(), KEY.replace("-", " "), KEY.replace("-", "")])
def test_a_key_is_typed_in_one_go(qtbot: QtBot, fields: KeyFields, text: str) -> None:
    """With hyphens, spaces or nothing between the groups, the cursor goes on by itself."""
    with qtbot.waitSignal(fields.completed):
        type_in(qtbot, fields, text)

    assert fields.key() == KEY
    assert fields.complete


def test_backspace_goes_back_a_field(qtbot: QtBot, fields: KeyFields) -> None:
    """A slip in the group before is mended without the mouse."""
    type_in(qtbot, fields, "7QM4")
    qtbot.keyClick(fields.focusWidget(), Qt.Key.Key_Backspace)
    qtbot.keyClick(fields.focusWidget(), Qt.Key.Key_Backspace)
    type_in(qtbot, fields, "5")

    assert fields.key().startswith("7QM5-")


def test_a_sign_in_the_middle_does_not_make_the_cursor_jump(
    qtbot: QtBot, fields: KeyFields
) -> None:
    """Mending the second sign of a whole group stays in that group."""
    type_in(qtbot, fields, "7QM4")
    first = fields.findChildren(type(fields.focusWidget()))[0]
    first.setFocus()
    first.setCursorPosition(1)
    qtbot.keyClick(first, Qt.Key.Key_Delete)
    qtbot.keyClicks(first, "r")

    assert fields.focusWidget() is first
    assert fields.key().startswith("7RM4-")


def test_a_paste_is_refused_where_paper_is_to_be_proved(qtbot: QtBot, fields: KeyFields) -> None:
    """The clipboard does not get in, and the owner can say why."""
    QGuiApplication.clipboard().setText(KEY)
    with qtbot.waitSignal(fields.paste_refused):
        qtbot.keyClick(fields.focusWidget(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    assert fields.key() == "--------"


def test_wrong_groups_are_marked_until_they_are_typed_anew(qtbot: QtBot, fields: KeyFields) -> None:
    """The first doubtful group is selected; typing there takes its mark away."""
    type_in(qtbot, fields, KEY.replace("-", ""))
    fields.show_wrong([4, 9])

    fourth = fields.focusWidget()
    assert fourth.accessibleName() == "Group 4 of 9"
    assert fourth.selectedText() == "2WVE"
    assert fourth.property("wrong") is True
    type_in(qtbot, fields, "2")
    assert fourth.property("wrong") is False


def test_a_key_can_be_let_go(qtbot: QtBot, fields: KeyFields) -> None:
    """After use no field holds a part of it."""
    type_in(qtbot, fields, KEY)
    fields.clear()

    assert fields.key() == "--------"

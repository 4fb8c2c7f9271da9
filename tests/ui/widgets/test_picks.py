"""A list to pick from, with keys and with the mouse."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from practicenotes.domain.forms import NOT_ASSESSED
from practicenotes.ui.theme import Theme
from practicenotes.ui.widgets.picks import Picks


OPTIONS = ("low", "anxious", "at odds with what is said")
RIGHT, LEFT, SPACE = Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Space
HOME, END, BACK = Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Backspace


def shown(qtbot: QtBot, *, several: bool) -> Picks:
    """Return a list with the keyboard on its first choice."""
    picks = Picks("Affect", OPTIONS, several=several)
    picks.resize(700, 60)
    qtbot.addWidget(picks)
    picks.show()
    picks.activateWindow()
    qtbot.waitUntil(picks.isActiveWindow)
    picks.button(NOT_ASSESSED).setFocus()
    return picks


def keys(*pressed: Qt.Key) -> None:
    """Press keys wherever the keyboard is."""
    for key in pressed:
        QTest.keyClick(QApplication.focusWidget(), key)


def test_nothing_is_picked_at_first(qtbot: QtBot, theme: Theme) -> None:
    """A fresh list says that nothing was assessed, and no option stands out."""
    picks = shown(qtbot, several=True)

    assert picks.chosen == ()
    assert picks.button(NOT_ASSESSED).isChecked()
    assert not any(picks.button(words).isChecked() for words in OPTIONS)


@pytest.mark.parametrize(
    ("pressed", "chosen"),
    [
        ((RIGHT,), ()),
        ((RIGHT, SPACE), ("low",)),
        ((END, SPACE, LEFT, SPACE), ("anxious", "at odds with what is said")),
        ((RIGHT, SPACE, SPACE), ()),
        ((RIGHT, SPACE, END, SPACE, HOME, SPACE), ()),
        ((RIGHT, SPACE, RIGHT, SPACE, BACK), ()),
        ((LEFT, LEFT, Qt.Key.Key_Return), ()),
        ((Qt.Key.Key_Down, Qt.Key.Key_Return), ("low",)),
        ((END, RIGHT, SPACE, Qt.Key.Key_Up, SPACE), ("anxious", "at odds with what is said")),
        ((Qt.Key.Key_X,), ()),
    ],
)
def test_several_can_be_picked_with_keys(
    qtbot: QtBot, theme: Theme, pressed: tuple[Qt.Key, ...], chosen: tuple[str, ...]
) -> None:
    """Arrows go from one to the next, Space takes and lets go, Backspace clears the list."""
    picks = shown(qtbot, several=True)

    keys(*pressed)

    assert picks.chosen == chosen
    assert picks.button(NOT_ASSESSED).isChecked() == (not chosen)


def test_of_one_only_the_last_stays(qtbot: QtBot, theme: Theme) -> None:
    """Where one can be picked, another takes its place, and it can be let go again."""
    picks = shown(qtbot, several=False)
    keys(RIGHT, SPACE, RIGHT, SPACE)
    assert picks.chosen == ("anxious",)

    keys(SPACE)

    assert picks.chosen == ()


def test_what_was_picked_can_be_undone_and_done_again(qtbot: QtBot, theme: Theme) -> None:
    """Each pick is a step back, by hand or not; a list that begins with something begins there."""
    picks = shown(qtbot, several=True)
    picks.choose(("low",))
    picks.undo()
    assert picks.chosen == ("low",)
    keys(END, SPACE)
    picks.choose(("anxious",), undoable=True)
    option = picks.button("anxious")
    option.undo()
    assert picks.chosen == ("low", "at odds with what is said")
    option.undo()
    assert picks.chosen == ("low",)
    with qtbot.waitSignal(picks.picked):
        option.redo()
    assert picks.chosen == ("low", "at odds with what is said")
    picks.setEnabled(False)
    option.undo()
    assert picks.chosen == ("low", "at odds with what is said")


def test_the_mouse_picks_too(qtbot: QtBot, theme: Theme) -> None:
    """A click takes, a second lets go, and each is told once."""
    picks = shown(qtbot, several=True)
    told: list[tuple[str, ...]] = []
    picks.picked.connect(lambda: told.append(picks.chosen))

    for words in ("low", "anxious", "low", NOT_ASSESSED):
        qtbot.mouseClick(picks.button(words), Qt.MouseButton.LeftButton)

    assert told == [("low",), ("low", "anxious"), ("anxious",), ()]


def test_tab_stops_once(qtbot: QtBot, theme: Theme) -> None:
    """However long the list is, the Tab key comes to it once, where it was left."""
    picks = shown(qtbot, several=True)
    keys(RIGHT, RIGHT)

    stops = [
        words
        for words in (NOT_ASSESSED, *OPTIONS)
        if picks.button(words).focusPolicy() & Qt.FocusPolicy.TabFocus
    ]

    assert stops == ["anxious"]


def test_choosing_without_a_hand_tells_nobody(qtbot: QtBot, theme: Theme) -> None:
    """What is shown from the store is no act of the therapist; what is unknown is passed over."""
    picks = shown(qtbot, several=True)
    told: list[int] = []
    picks.picked.connect(lambda: told.append(1))

    picks.choose(("anxious", "gone"))

    assert (picks.chosen, told) == (("anxious",), [])


def test_each_option_says_whose_it_is(qtbot: QtBot, theme: Theme, unnamed, clipped) -> None:
    """A screen reader hears the option with the name of its list, at every size of text."""
    picks = shown(qtbot, several=True)
    theme.set_text_size(200)
    picks.resize(700, 400)

    assert picks.button("low").accessibleDescription() == "Affect"
    assert unnamed(picks) == []
    assert clipped(picks) == []


def test_the_list_passes_the_keyboard_on(qtbot: QtBot, theme: Theme) -> None:
    """Who goes to the list comes to the choice that was left last."""
    picks = shown(qtbot, several=True)
    keys(END)
    picks.button("low").clearFocus()

    picks.setFocus()

    assert QApplication.focusWidget() is picks.button(OPTIONS[-1])

"""The sides of a page: which are shown, where the keyboard goes, what a narrow window changes."""

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from practicenotes.ui.session.header import FORMER, PRIVATE, RECORD
from practicenotes.ui.session.sides import LEAST, Sides
from practicenotes.ui.theme import Theme


WIDE, NARROW = 2 * LEAST + 200, LEAST + 100


class Side(QWidget):
    """A side with two fields."""

    def __init__(self) -> None:
        super().__init__()
        self.first, self.second = QLineEdit(), QLineEdit()
        stack = QVBoxLayout(self)
        stack.addWidget(self.first)
        stack.addWidget(self.second)

    def focus_first(self) -> None:
        self.first.setFocus()


class Laid:
    """Three sides in a window."""

    def __init__(self, qtbot: QtBot, *names: str) -> None:
        self.parts = {name: Side() for name in names}
        self.window = QWidget()  # a page gives its sides what width there is
        self.sides = Sides(self.parts)
        self.sides.setParent(self.window)
        qtbot.addWidget(self.window)
        self.sides.resize(WIDE, 400)
        self.window.resize(WIDE, 400)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)

    def shown(self) -> list[str]:
        """Return the names of the sides that are seen."""
        return [name for name, part in self.parts.items() if part.isVisible()]

    def holder(self) -> str:
        """Return the side that has the keyboard."""
        return self.sides.side_of(QApplication.focusWidget())


@pytest.fixture
def laid(qtbot: QtBot, theme: Theme) -> Laid:
    """Lay out a record, a private side and a former note."""
    return Laid(qtbot, RECORD, PRIVATE, FORMER)


@pytest.fixture
def alone(qtbot: QtBot, theme: Theme) -> Laid:
    """Lay out a record that has no private side."""
    return Laid(qtbot, RECORD, FORMER)


def test_record_and_private_side_stand_next_to_each_other(laid: Laid) -> None:
    """The former note waits until it is asked for."""
    assert laid.shown() == [RECORD, PRIVATE]


def test_a_narrow_window_shows_one_side(laid: Laid) -> None:
    """The private side is never partly visible beside the record."""
    laid.sides.resize(NARROW, 400)
    assert laid.shown() == [RECORD]
    laid.sides.cross()
    assert laid.shown() == [PRIVATE]
    laid.sides.resize(WIDE, 400)
    assert laid.shown() == [RECORD, PRIVATE]


def test_crossing_brings_the_keyboard_back_to_where_it_was(laid: Laid) -> None:
    """Each side remembers its own field."""
    laid.parts[RECORD].second.setFocus()
    laid.sides.cross()
    assert laid.holder() == PRIVATE
    assert laid.parts[PRIVATE].first.hasFocus()
    laid.parts[PRIVATE].second.setFocus()
    laid.sides.cross()
    assert laid.parts[RECORD].second.hasFocus()
    laid.sides.cross()
    assert laid.parts[PRIVATE].second.hasFocus()


def test_the_former_note_takes_the_place_of_the_private_side(laid: Laid) -> None:
    """Beside it nothing private is seen, and crossing leads between it and the record."""
    laid.sides.go_to(FORMER)
    assert laid.shown() == [RECORD, FORMER]
    assert laid.holder() == FORMER
    laid.sides.cross()
    assert laid.holder() == RECORD
    laid.sides.cross()
    assert laid.holder() == FORMER


def test_put_back_brings_the_private_side_and_goes_on_in_the_record(laid: Laid) -> None:
    """Who was reading the former note goes on writing."""
    laid.sides.go_to(FORMER)
    laid.sides.put_back()
    assert laid.shown() == [RECORD, PRIVATE]
    assert laid.holder() == RECORD


def test_put_back_leaves_the_keyboard_in_the_record(laid: Laid) -> None:
    """Who was writing is not interrupted."""
    laid.sides.go_to(FORMER)
    laid.parts[RECORD].second.setFocus()
    laid.sides.put_back()
    assert laid.parts[RECORD].second.hasFocus()


def test_put_back_changes_nothing_where_no_former_note_stands(laid: Laid) -> None:
    """Neither the sides nor the keyboard."""
    laid.sides.go_to(PRIVATE)
    laid.sides.put_back()
    assert laid.shown() == [RECORD, PRIVATE]
    assert laid.holder() == PRIVATE


def test_in_a_narrow_window_put_back_shows_the_record(laid: Laid) -> None:
    """What was written beside it is in front again."""
    laid.sides.resize(NARROW, 400)
    laid.sides.go_to(FORMER)
    assert laid.shown() == [FORMER]
    laid.sides.put_back()
    assert laid.shown() == [RECORD]


def test_the_private_switch_puts_the_former_note_away(laid: Laid) -> None:
    """Asked for, the private side stands where the former note was."""
    laid.sides.go_to(FORMER)
    laid.sides.go_to(PRIVATE)
    assert laid.shown() == [RECORD, PRIVATE]
    assert laid.sides.other == PRIVATE


def test_a_record_without_a_private_side_stands_alone(alone: Laid) -> None:
    """Crossing stays where it is, and a former note comes and goes."""
    assert alone.shown() == [RECORD]
    alone.parts[RECORD].first.setFocus()
    alone.sides.cross()
    assert alone.holder() == RECORD

    alone.sides.go_to(FORMER)
    assert alone.shown() == [RECORD, FORMER]
    alone.sides.put_back()
    assert alone.shown() == [RECORD]


def test_turning_is_told_once_for_each_turn(laid: Laid, qtbot: QtBot) -> None:
    """The page learns that other sides are shown now."""
    with qtbot.waitSignal(laid.sides.turned):
        laid.sides.go_to(FORMER)
    with qtbot.waitSignal(laid.sides.turned):
        laid.sides.put_back()


def test_a_border_that_was_drawn_is_told_when_it_rests(laid: Laid, qtbot: QtBot) -> None:
    """The width of the record is worth remembering, and no step on the way to it."""
    laid.sides.divide(LEAST + 60)
    with qtbot.waitSignal(laid.sides.divided, timeout=5_000) as told:
        laid.sides.splitterMoved.emit(LEAST + 60, 1)
    assert told.args == [laid.sides.sizes()[0]]

"""Two parts that share a row while there is room, and a column when there is not."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from practicenotes.ui.theme import Theme
from practicenotes.ui.widgets.beside import Beside


class Pair(QWidget):
    """Two labels of known wants in a layout beneath which something else stands."""

    def __init__(self, layout: Beside, wants: tuple[int, int]) -> None:
        super().__init__()
        self.one, self.other, self.below = QWidget(), QWidget(), QLabel("below")
        self.one.setMinimumHeight(40)
        self.other.setMinimumHeight(20)
        layout.add(self.one, wants[0])
        layout.add(self.other, wants[1])
        self.parts = layout
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        stack.addLayout(layout)
        stack.addWidget(self.below)
        stack.addStretch()


@pytest.fixture
def show(qtbot: QtBot, theme: Theme) -> Iterator[object]:
    """Give what shows a pair in a width."""

    def shown(width: int, layout: Beside, wants: tuple[int, int] = (200, 100)) -> Pair:
        pair = Pair(layout, wants)
        qtbot.addWidget(pair)
        pair.resize(width, 300)
        pair.show()
        return pair

    return shown


def test_both_share_a_row_while_they_fit(show) -> None:
    """With room for both and the gap, they stand side by side and fill the width."""
    pair = show(310, Beside(10))

    assert pair.one.geometry().getRect() == (0, 0, 200, 40)
    assert pair.other.geometry().getRect() == (210, 0, 100, 20)
    assert pair.below.y() == 40


def test_one_px_less_puts_the_second_under_the_first(show) -> None:
    """Without that room each takes the whole width, and what stands below moves down."""
    pair = show(309, Beside(10))

    assert pair.one.geometry().getRect() == (0, 0, 309, 40)
    assert pair.other.geometry().getRect() == (0, 50, 309, 20)
    assert pair.below.y() == 70


def test_spare_room_is_shared(show) -> None:
    """What is left over goes to the parts as their shares say."""
    pair = show(610, Beside(10, shares=(2, 1)))

    assert pair.one.width() == 400
    assert pair.other.geometry().left() == 410
    assert pair.other.width() == 200


def test_a_part_alone_has_all_the_room(show) -> None:
    """When one part is hidden, the other takes the row."""
    pair = show(500, Beside(10))
    pair.other.hide()
    pair.layout().activate()

    assert pair.one.geometry().getRect() == (0, 0, 500, 40)


def test_the_second_stands_in_under_the_first(show) -> None:
    """An indent and a gap of its own hold only where the parts lie under each other."""
    pair = show(250, Beside(10, indent=30, under=4))

    assert pair.other.geometry().getRect() == (30, 44, 220, 20)


def test_a_lower_part_is_centred(show) -> None:
    """On request the lower part stands on the middle of the row."""
    pair = show(400, Beside(10, centred=True))

    assert pair.other.y() == 10


def test_margins_are_left_free(show) -> None:
    """The margins of the layout are taken off before the parts are measured."""
    layout = Beside(10)
    layout.setContentsMargins(5, 6, 7, 8)
    pair = show(322, layout)

    assert pair.one.geometry().getRect() == (5, 6, 200, 40)
    assert pair.other.geometry().left() == 215
    assert pair.below.y() == 54


def test_larger_text_needs_more_room(theme: Theme, show) -> None:
    """What the parts need grows with the text, so that large text is like a small window."""
    pair = show(400, Beside(10))
    assert pair.parts.is_beside(400)

    theme.set_text_size(200)
    assert not pair.parts.is_beside(400)
    assert pair.parts.is_beside(610)


def test_the_layout_gives_its_parts_away(show) -> None:
    """Parts can be counted, looked at and taken out."""
    layout = Beside(10)
    show(400, layout)

    assert layout.count() == 2
    assert layout.itemAt(2) is None
    assert layout.takeAt(0) is not None
    assert layout.count() == 1


def test_centred_parts_stand_in_the_middle_of_a_higher_row(qtbot: QtBot, theme: Theme) -> None:
    """Where a row is higher than its parts need, centred parts leave as much above as below."""
    held, one, other = QWidget(), QWidget(), QWidget()
    qtbot.addWidget(held)
    one.setMinimumHeight(40)
    layout = Beside(10, centred=True, parent=held)
    layout.add(one, 100)
    layout.add(other, 100)
    held.resize(300, 100)
    held.show()

    assert one.y() == 30

"""Rows that become several, and words that ask for one line."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QFrame, QWidget

from practicenotes.ui.widgets.flow import Flow
from practicenotes.ui.widgets.phrase import Phrase
from practicenotes.ui.widgets.words import Words


GAP = 8


@pytest.fixture
def row(qtbot, theme):
    """Give a row of four parts of 100 by 30."""
    held = QWidget()
    qtbot.addWidget(held)
    flow = Flow(GAP, held)
    for _ in range(4):
        button = QFrame()
        button.setFixedSize(100, 30)
        flow.addWidget(button)
    held.resize(500, 60)
    held.show()
    return held


def places(row, width):
    """Lay the row out in a width, and return the place of every part."""
    row.layout().setGeometry(QRect(0, 0, width, row.layout().heightForWidth(width)))
    return [button.pos().toTuple() for button in row.findChildren(QFrame)]


def test_a_flow_is_one_row_where_there_is_room(row):
    """What fits stands side by side."""
    assert places(row, 424) == [(0, 0), (108, 0), (216, 0), (324, 0)]


def test_a_flow_goes_on_in_the_next_row(row):
    """What does not fit goes below, and the row asks for the height of both."""
    assert places(row, 423) == [(0, 0), (108, 0), (216, 0), (0, 34)]
    assert row.layout().heightForWidth(423) == 64


def test_a_flow_leaves_out_what_is_hidden(row):
    """A hidden item takes no room."""
    row.findChildren(QFrame)[1].hide()

    assert places(row, 316)[2] == (108, 0)
    assert row.layout().sizeHint().width() == 316


def test_a_flow_needs_no_more_than_its_widest_item(row):
    """A window can be as narrow as one item."""
    assert row.layout().minimumSize().width() == 100


@pytest.mark.parametrize("size", [100, 200])
def test_a_phrase_asks_for_one_line(qtbot, theme, size):
    """Beside other things, words stand on one line as long as there is room for them."""
    theme.set_text_size(size)
    words = "What was said and seen, and what did I do?"
    phrase, plain = Phrase(words, "muted"), Words(words, "muted")
    for widget in (phrase, plain):
        qtbot.addWidget(widget)

    assert 0 <= phrase.sizeHint().width() - plain.sizeHint().width() <= 4
    assert phrase.sizeHint().height() == phrase.heightForWidth(1_000)
    assert phrase.minimumSizeHint().width() < plain.minimumSizeHint().width() / 2
    assert phrase.heightForWidth(phrase.sizeHint().width() // 2) > phrase.sizeHint().height()

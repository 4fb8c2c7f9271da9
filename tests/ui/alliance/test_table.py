"""The table: every fact of the picture, for the eye, the ear and the keyboard."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from courses import BOOK, course, day, event, reflection, session_id, strain
from practicenotes.domain.sessions import FrameKind
from practicenotes.reflections.alliance import Alliance
from practicenotes.ui.alliance import story as stories
from practicenotes.ui.alliance.story import Story
from practicenotes.ui.alliance.table import Table


def story(weeks: int = 4) -> Story:
    """Return a short therapy in which something of everything happened."""
    outside = course(weeks, called_off=[1], frame=[event(2, FrameKind.ROOM, "the one upstairs")])
    written = (reflection(0, [3] * 7), reflection(2, [1, None]))
    return stories.tell(outside, Alliance(written, (strain(0, 2),)), day(weeks))


@pytest.fixture
def table(qtbot: Any, theme: Any) -> Table:
    """Give a table of that therapy."""
    shown = Table(BOOK)
    qtbot.addWidget(shown)
    shown.show_story(story(), None)
    shown.resize(700, 300)
    shown.show()
    return shown


def test_the_latest_comes_first(table: Table) -> None:
    """Sessions, what was called off and the frame stand in one list."""
    assert table.told == [
        "Session 3, 28 January 2025. No reflection.",
        (
            "Session 2, 21 January 2025. One facet rated, fewer than six: no point."
            " A moment of strain was repaired. Room changed: the one upstairs."
        ),
        "14 January 2025. Cancelled by the client.",
        (
            "Session 1, 7 January 2025. Seven facets rated, their mean nearer the end called more"
            " workable. Strain noted: Agrees, praises or goes along to avoid friction, repaired."
        ),
    ]


def test_a_screen_reader_hears_the_rows(table: Table) -> None:
    """The list has a name, and each row is its sentence."""
    described = QAccessible.queryAccessibleInterface(table)
    assert described.text(QAccessible.Text.Name) == "Sessions one after the other"
    rows = [described.child(n).text(QAccessible.Text.Name) for n in range(described.childCount())]

    assert table.told[2] in rows


@pytest.mark.parametrize(("row", "opened"), [(0, 3), (2, None), (3, 0)])
def test_enter_opens_what_was_held(table: Table, row: int, opened: int | None) -> None:
    """A session that was called off has nothing to open."""
    asked: list[str] = []
    table.opened.connect(asked.append)
    table.setCurrentIndex(table.model().index(row, 0))
    QTest.keyClick(table, Qt.Key.Key_Return)

    assert asked == ([] if opened is None else [session_id(opened)])


def test_t_asks_for_the_picture(table: Table) -> None:
    """Other letters still look for a sentence."""
    asked: list[bool] = []
    table.marks_wanted.connect(lambda: asked.append(True))
    QTest.keyClick(table, Qt.Key.Key_T)
    QTest.keyClick(table, Qt.Key.Key_1)

    assert asked == [True]
    assert table.currentIndex().data() == "14 January 2025. Cancelled by the client."


def test_the_same_story_leaves_the_row_where_it_was(table: Table) -> None:
    """Reading anew does not send the keyboard back to the top."""
    table.setCurrentIndex(table.model().index(2, 0))
    table.show_story(story(), None)
    assert table.currentIndex().row() == 2
    table.show_story(story(5), None)

    assert table.currentIndex().row() == 0
    assert len(table.told) == 5


def test_by_one_facet_the_sentences_are_its_anchors(table: Table) -> None:
    """What was not observed and what was not rated are told apart."""
    facet = BOOK.facets[1]
    table.show_story(story(), facet)

    assert f"Not observed. {facet.not_observed_when}" in table.told[1]
    assert facet.anchors[3] in table.told[3]


def test_the_table_grows_with_the_text(table: Table, theme: Any) -> None:
    """At 200 % it is twice as high and still scrolls only down."""
    before = table.height()
    theme.set_text_size(200)

    assert table.height() == 2 * before
    assert table.horizontalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff

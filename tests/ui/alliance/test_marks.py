"""Sessions side by side: by mouse, by key, as a table, and where there is not enough for a line."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from courses import BOOK, course, day, event, reflection, strain
from practicenotes.domain.sessions import FrameKind
from practicenotes.reflections.alliance import Alliance
from practicenotes.ui import theme as themes
from practicenotes.ui.alliance import story as stories
from practicenotes.ui.alliance.marks import Marks
from practicenotes.ui.alliance.side_by_side import BEGINS, SideBySide


def long_story(weeks: int = 500) -> stories.Story:
    """Return ten years of weekly sessions with everything that can happen in them."""
    outside = course(
        weeks,
        called_off=range(5, weeks, 17),
        late=range(3, weeks, 23),
        frame=[event(n, FrameKind.BREAK, days=3) for n in range(10, weeks, 26)],
    )
    written = tuple(
        reflection(n, [n % 5] * (3 if n % 11 == 0 else 8)) for n in range(weeks) if n % 7
    )
    moments = [strain(n, n + 6) for n in range(4, weeks - 8, 40)]
    moments.append(strain(weeks - 3))
    return stories.tell(outside, Alliance(written, tuple(moments)), day(weeks))


def test_right_and_left_read_one_session_after_the_other(heron: Any, spoken: list[str]) -> None:
    """The first key marks the latest; each is spoken, described and said beneath the picture."""
    marks = heron.page.marks.marks
    marks.setFocus()
    heron.key(Qt.Key.Key_Right)
    latest = spoken[-1]
    heron.key(Qt.Key.Key_Left)

    assert latest.startswith("Session 12, 11 November 2025. Eight facets rated")
    assert spoken[-1] == "Session 11, 4 November 2025. No reflection. Late."
    assert marks.accessibleDescription() == spoken[-1]
    assert heron.page.marks.said == spoken[-1]


def test_home_and_end_go_to_the_ends(heron: Any, spoken: list[str]) -> None:
    """Beyond either end there is nothing, and the mark stays."""
    heron.page.marks.marks.setFocus()
    heron.key(Qt.Key.Key_Home, Qt.Key.Key_Left)
    assert spoken[-1].startswith("Session 1, ")

    heron.key(Qt.Key.Key_End, Qt.Key.Key_Right)
    assert spoken[-1].startswith("Session 12, ")


def test_enter_opens_the_session_that_is_marked(heron: Any) -> None:
    """Where nothing is marked, or no session was held, Enter opens nothing."""
    marks = heron.page.marks.marks
    marks.setFocus()
    heron.key(Qt.Key.Key_Return)
    marks.mark(4)  # cancelled
    heron.key(Qt.Key.Key_Return)
    assert heron.opened == []

    marks.mark(0)
    heron.key(Qt.Key.Key_Return)
    assert heron.opened == [heron.played.sessions_of("Heron")[0].id]


def test_a_click_on_a_point_opens_its_session(heron: Any) -> None:
    """Beside the points a click marks the nearest and opens nothing."""
    marks = heron.page.marks.marks
    at = heron.point_at(0)
    QTest.mouseClick(marks, Qt.MouseButton.LeftButton, pos=at.toPoint() + QPoint(1, 40))
    assert (heron.opened, marks.marked) == ([], 0)

    QTest.mouseClick(marks, Qt.MouseButton.LeftButton, pos=at.toPoint())
    assert heron.opened == [heron.played.sessions_of("Heron")[0].id]


def test_a_click_far_from_everything_does_nothing(heron: Any) -> None:
    """The names of the rows are not sessions."""
    marks = heron.page.marks.marks
    QTest.mouseClick(marks, Qt.MouseButton.LeftButton, pos=QPoint(4, 30))

    assert (heron.opened, marks.marked) == ([], -1)


def test_the_pointer_is_told_what_stands_there(heron: Any) -> None:
    """Hovering says what the keyboard hears."""
    marks = heron.page.marks.marks
    hover(marks, heron.point_at(0))
    assert marks.toolTip().startswith("Session 1, ")
    assert marks.cursor().shape() is Qt.CursorShape.PointingHandCursor

    hover(marks, QPointF(2, 2))
    assert marks.toolTip() == ""


def hover(marks: Marks, at: QPointF) -> None:
    """Move the pointer over the picture."""
    none = Qt.MouseButton.NoButton
    kind, keys = QEvent.Type.MouseMove, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(marks, QMouseEvent(kind, at, marks.mapToGlobal(at), none, none, keys))


def test_t_shows_the_same_as_a_table(heron: Any) -> None:
    """T turns the picture into sentences, latest first, and T brings it back."""
    side = heron.page.marks
    side.marks.setFocus()
    heron.key(Qt.Key.Key_T)
    assert side.table.isVisible()
    assert not side.marks.isVisible()
    assert side.table.told[0].startswith("Session 12, 11 November 2025.")
    assert len(side.table.told) == len(side.marks.laid.stops)
    assert heron.page.table_link.text() == "Show as marks"

    heron.key(Qt.Key.Key_T)
    assert side.marks.isVisible()
    assert QApplication.focusWidget() is side.marks


def test_the_table_is_walked_by_key_and_opens_sessions(heron: Any) -> None:
    """Up and Down pass from sentence to sentence, Enter opens, a break opens nothing."""
    heron.page.table_link.click()
    table = heron.page.marks.table
    assert QApplication.focusWidget() is table
    heron.key(Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert heron.opened == [heron.played.sessions_of("Heron")[-3].id]

    table.setCurrentIndex(table.model().index(3, 0))
    assert "break" in table.told[3].lower()
    heron.key(Qt.Key.Key_Return)
    assert len(heron.opened) == 1


def test_a_facet_has_its_own_line(heron: Any) -> None:
    """When a facet is chosen the line, its words and the table are those of the facet."""
    heron.narrow("resistance_transference")
    side = heron.page.marks

    assert "Your ratings of this facet, where you gave one. Gaps stay gaps." in heron.said()
    assert any("Not observed" in told for told in side.table.told)
    assert len(side.marks.laid.rings) == 1


def test_fewer_than_three_reflections_make_no_line(open_alliance: Callable[..., Any]) -> None:
    """A sentence says when it begins; the table is there all the same."""
    wren = open_alliance("Wren and Lark")
    assert not wren.page.marks.marks.isVisible()
    assert wren.page.marks.said == BEGINS == "The line begins with your third reflection."

    wren.page.table_link.click()
    assert wren.page.marks.table.isVisible()


def test_marks_are_words_and_no_digits(heron: Any) -> None:
    """The scale ends in words; no row of the picture is named by a number."""
    names = heron.page.marks.marks._names()

    assert names == ("more workable", "less workable", "Fewer than six", "Strain", "Frame")


def test_five_hundred_sessions_are_painted_and_marked(qtbot: Any, theme: Any) -> None:
    """Ten years stand in one picture, and each session of them can be read."""
    marks = Marks(BOOK)
    qtbot.addWidget(marks)
    story = long_story()
    marks.show_story(story, None, day(500))
    marks.resize(900, marks.sizeHint().height())
    drawn = QPixmap(marks.size())
    marks.render(drawn)
    marks.mark(250)

    assert len(marks.laid.stops) == len(story.stops) > 500
    assert marks.accessibleDescription().startswith("Session ")
    assert not drawn.isNull()


def test_one_year_of_many_can_be_looked_at(qtbot: Any, theme: Any) -> None:
    """Where the whole is crowded, a year can be chosen; another client begins with all of them."""
    side = SideBySide(BOOK)
    qtbot.addWidget(side)
    side.show()
    side.show_story(long_story(), None, day(500), afresh=True)
    whole = len(side.marks.laid.stops)
    assert side._years.isVisible()
    side._years.set_value(2027)
    side._years.activated.emit(side._years.currentIndex())
    assert 50 < len(side.marks.laid.stops) < whole

    side.show_story(long_story(20), None, day(500), afresh=True)
    assert not side._years.isVisible()
    assert len(side.marks.laid.stops) >= 20


@pytest.mark.parametrize("size", [100, 200])
def test_the_picture_grows_with_the_text(qtbot: Any, theme: Any, size: int) -> None:
    """Rows and letters grow together."""
    theme.set_text_size(size)
    marks = Marks(BOOK)
    qtbot.addWidget(marks)
    marks.show_story(long_story(20), None, day(20))

    assert marks.sizeHint().height() == round(marks.laid.rows.height) + 4
    assert marks.laid.rows.height > themes.current().scaled(180)


def test_what_was_lost_is_counted_in_words(qtbot: Any, theme: Any) -> None:
    """Sessions that can no longer be read stand nowhere, and a sentence says so."""
    side = SideBySide(BOOK)
    qtbot.addWidget(side)
    side.show()
    story = long_story(20)
    lost = stories.Story(story.stops, story.spans, lost=2)
    side.show_story(lost, None, day(20) + timedelta(days=1), afresh=True)

    assert side._lost.said().startswith("Two sessions or events can no longer be read")
    side.show_story(stories.Story(story.stops, lost=1), None, day(20), afresh=True)
    assert side._lost.said().startswith("One session or event can no longer be read")

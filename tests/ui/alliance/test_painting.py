"""What is painted: the marks in their colours, in both themes, and nothing that warns."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from courses import BOOK, course, day, event, reflection, strain
from practicenotes.domain.facets import Facet
from practicenotes.domain.sessions import FrameKind
from practicenotes.reflections.alliance import Alliance
from practicenotes.ui import theme as themes
from practicenotes.ui.alliance import story as stories
from practicenotes.ui.alliance.marks import Marks
from practicenotes.ui.theme import Appearance, Theme


TODAY = day(12)


class Picture:
    """The marks on the private ground, as a therapist sees them."""

    def __init__(self, marks: Marks, window: QWidget) -> None:
        self.marks, self.window = marks, window

    def image(self) -> QImage:
        """Return what is painted now."""
        return self.marks.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)

    def near(self, x: float, y: float, reach: int = 3) -> set[int]:
        """Return the colours around a place."""
        image = self.image()
        around = QRect(round(x) - reach, round(y) - reach, 2 * reach, 2 * reach)
        inside = around.intersected(image.rect())
        return {
            image.pixel(left, top)
            for left in range(inside.left(), inside.right() + 1)
            for top in range(inside.top(), inside.bottom() + 1)
        }

    def everywhere(self) -> set[int]:
        """Return every colour of the picture."""
        image = self.image()
        return {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}


def rgb(role: str) -> int:
    """Return the colour of a role as a pixel has it."""
    return themes.current().colour(role).rgb()


@pytest.fixture
def paint(qtbot: Any, theme: Theme) -> Callable[..., Picture]:
    """Give what shows the marks of a course in a window."""

    def show(
        *written: Any,
        strained: Any = (),
        frame: Any = (),
        facet: Facet | None = None,
        today: date = TODAY,
    ) -> Picture:
        window = QWidget()
        window.setProperty("ground", "private")
        qtbot.addWidget(window)
        marks = Marks(BOOK)
        QVBoxLayout(window).addWidget(marks)
        told = stories.tell(
            course(12, frame=frame), Alliance(tuple(written), tuple(strained)), today
        )
        marks.show_story(told, facet, today)
        window.resize(900, 320)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return Picture(marks, window)

    return show


@pytest.mark.parametrize("appearance", [Appearance.LIGHT, Appearance.DARK])
def test_a_rating_is_a_filled_dot_and_too_few_are_a_ring(
    paint: Callable[..., Picture], theme: Theme, appearance: Appearance
) -> None:
    """Shape tells them apart, in either theme; the middle of a ring is the ground."""
    theme.set_appearance(appearance)
    shown = paint(reflection(2, [3] * 7), reflection(5, [3, 3]))
    (dot,), (ring,) = shown.marks.laid.dots, shown.marks.laid.rings

    assert shown.near(dot.x, dot.y, reach=1) == {rgb("chart.one")}
    assert shown.near(ring.x, ring.y, reach=1) == {rgb("private.ground")}
    assert rgb("chart.one") in shown.near(ring.x, ring.y, reach=6)


def test_between_neighbours_runs_a_line_and_in_a_gap_none(paint: Callable[..., Picture]) -> None:
    """Halfway between two rated sessions the line is seen; where one is missing it is not."""
    shown = paint(*[reflection(n, [2] * 7) for n in (0, 1, 3)])
    first, second, third = shown.marks.laid.dots

    assert rgb("chart.one") in shown.near((first.x + second.x) / 2, first.y)
    assert rgb("chart.one") not in shown.near((second.x + third.x) / 2, second.y)


@pytest.mark.parametrize("rating", [0, 4])
def test_high_and_low_have_one_colour(paint: Callable[..., Picture], rating: int) -> None:
    """No rating is red or green: the same blue stands at either end."""
    shown = paint(reflection(2, [rating] * 7))
    (dot,) = shown.marks.laid.dots

    assert shown.near(dot.x, dot.y, reach=1) == {rgb("chart.one")}
    assert not {rgb("error"), rgb("signed"), rgb("draft")} & shown.everywhere()


def test_strain_begins_with_a_ring_and_runs_to_today(paint: Callable[..., Picture]) -> None:
    """The bar is seen up to the right end, and a line leads up from its beginning."""
    shown = paint(strained=[strain(4)])
    (bar,) = shown.marks.laid.bars

    assert shown.near(bar.start.x, bar.start.y, reach=1) == {rgb("private.ground")}
    assert rgb("strain") in shown.near(bar.start.x, bar.start.y, reach=8)
    assert rgb("strain") in shown.near(bar.end - 12, bar.start.y, reach=8)
    assert rgb("strain") in shown.near(bar.start.x, shown.marks.laid.rows.aside - 20, reach=6)


def test_strain_that_ended_has_an_end(paint: Callable[..., Picture]) -> None:
    """Beyond the session where it was repaired there is no bar, and nothing leads up."""
    shown = paint(strained=[strain(4, 7)])
    (bar,) = shown.marks.laid.bars

    assert rgb("strain") in shown.near(bar.end, bar.start.y, reach=4)
    assert rgb("strain") not in shown.near(bar.end + 20, bar.start.y, reach=8)
    assert rgb("strain") not in shown.near(bar.start.x, shown.marks.laid.rows.aside - 20, reach=6)


def test_the_frame_is_drawn_with_its_sign(paint: Callable[..., Picture]) -> None:
    """A sign has an edge and a drawing in the colours of the private side."""
    shown = paint(frame=[event(3, FrameKind.GIFT, days=2)])
    (sign,) = shown.marks.laid.signs

    assert rgb("private.text_soft") in shown.near(sign.at.x, sign.at.y, reach=8)


def test_signs_that_share_a_place_say_how_many(paint: Callable[..., Picture]) -> None:
    """Two events close together are one sign with a count."""
    near = [event(3, kind, days=n) for n, kind in enumerate((FrameKind.GIFT, FrameKind.FEE))]
    shown = paint(frame=near)
    (sign,) = shown.marks.laid.signs

    assert (sign.icon, sign.count) == ("", 2)
    assert len(shown.near(sign.at.x, sign.at.y, reach=5)) > 1


def test_what_is_marked_is_ringed_in_the_accent(paint: Callable[..., Picture]) -> None:
    """The mark of the keyboard stands around its dot and goes on with it."""
    shown = paint(reflection(2, [3] * 7), reflection(9, [1] * 7))
    first, second = shown.marks.laid.dots
    shown.marks.mark(2)
    assert rgb("accent") in shown.near(first.x, first.y - 8, reach=3)
    shown.marks.mark(9)

    assert rgb("accent") in shown.near(second.x, second.y - 8, reach=3)
    assert rgb("accent") not in shown.near(first.x, first.y - 8, reach=3)


def test_the_keyboard_is_seen_around_the_picture(paint: Callable[..., Picture]) -> None:
    """A focus ring stands at the edge while the picture has the keyboard."""
    shown = paint(reflection(2, [3] * 7))
    shown.marks.clearFocus()
    assert rgb("accent") not in shown.near(1, 60, reach=3)
    shown.marks.setFocus()
    QTest.qWait(20)

    assert rgb("accent") in shown.near(1, 60, reach=3)


def test_a_mark_on_the_frame_stands_around_its_sign(paint: Callable[..., Picture]) -> None:
    """The drawing inside stays readable."""
    shown = paint(frame=[event(3, FrameKind.BREAK, days=3)])
    number = next(n for n, x in enumerate(shown.marks.laid.stops) if n == 4)
    shown.marks.mark(number)
    at = shown.marks.laid.marks[number]

    assert at.y == shown.marks.laid.rows.frame
    assert rgb("accent") in shown.near(at.x, at.y - 14, reach=3)
    assert rgb("accent") not in shown.near(at.x, at.y, reach=5)


def test_the_theme_is_followed_at_once(paint: Callable[..., Picture], theme: Theme) -> None:
    """Light turned to dark paints the same marks in the colours of the dark."""
    shown = paint(reflection(2, [3] * 7))
    light = rgb("chart.one")
    theme.set_appearance(Appearance.DARK)

    assert light not in shown.everywhere()
    assert rgb("chart.one") in shown.everywhere()


def test_by_one_facet_the_row_beneath_has_another_name(paint: Callable[..., Picture]) -> None:
    """Rings mean what was not observed, and the row says so."""
    shown = paint(reflection(2, [None]), facet=BOOK.facets[0])

    assert shown.marks._names()[2] == "Not observed"
    assert len(shown.marks.laid.rings) == 1


def test_an_empty_story_is_painted_too(paint: Callable[..., Picture], qtbot: Any) -> None:
    """Rows without anything in them, and keys that lead nowhere."""
    marks = Marks(BOOK)
    qtbot.addWidget(marks)
    marks.show_story(stories.Story(), None, TODAY)
    marks.resize(600, 240)
    Picture(marks, marks).image()
    QTest.keyClick(marks, Qt.Key.Key_Right)

    assert marks.marked == -1
    assert marks.accessibleDescription() == "Left and Right read one session after the other."

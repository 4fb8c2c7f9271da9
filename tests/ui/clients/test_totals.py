"""The line of totals: where its points lie, and that it claims no more than it knows."""

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from practicenotes.domain.measures import MeasureResult
from practicenotes.domain.people import ClientId
from practicenotes.ui.clients.totals import TotalsChart, lay_out
from practicenotes.ui.theme import Theme


def result(day: int, total: int) -> MeasureResult:
    """Return a total of one day of November."""
    return MeasureResult("1", ClientId("2"), "phq_9", "PHQ-9", date(2025, 11, day), total)


def test_points_lie_by_their_days() -> None:
    """The distance between two points is that between their days, not their number."""
    points = lay_out([result(1, 10), result(3, 5), result(11, 0)])

    assert [point.x for point in points] == [0.0, 0.2, 1.0]
    assert [point.y for point in points] == [1.0, 0.5, 0.0]
    assert [(point.total, point.day) for point in points] == [
        *(("10", "1 Nov"), ("5", "3 Nov")),
        ("0", "11 Nov"),
    ]


def test_zero_and_one_day_are_no_trouble() -> None:
    """Two forms of one day, or totals of nothing, still have their places."""
    assert [(p.x, p.y) for p in lay_out([result(1, 0), result(1, 0)])] == [(0.0, 0.0), (0.0, 0.0)]


@pytest.mark.parametrize("size", [100, 200])
def test_the_line_is_painted_in_its_colour(qtbot: QtBot, theme: Theme, size: int) -> None:
    """The chart shows the line, and a screen reader hears every total with its day."""
    theme.set_text_size(size)
    chart = TotalsChart([result(1, 15), result(9, 8)])
    qtbot.addWidget(chart)
    chart.resize(chart.sizeHint())
    chart.show()
    image = chart.grab().toImage()
    wanted = theme.colour("chart.one").rgb()

    assert any(
        image.pixel(x, y) == wanted for x in range(image.width()) for y in range(image.height())
    )
    assert chart.accessibleName() == "15 on 1 Nov, 8 on 9 Nov"

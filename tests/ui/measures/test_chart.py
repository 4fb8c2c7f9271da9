"""The chart on the screen: its colours are seen, and what it shows can be heard."""

from datetime import date, timedelta

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from practicenotes import catalog
from practicenotes.domain import chart
from practicenotes.domain.measures import MeasureResult
from practicenotes.domain.people import ClientId
from practicenotes.ui.measures.chart import MeasureChart
from practicenotes.ui.theme import Theme


PHQ = catalog.measure("phq9")


def forms(*totals: int | None) -> list[MeasureResult]:
    """Return forms of every second week; one without a total has one answer."""
    return [
        MeasureResult(
            *(f"r{n}", ClientId("1"), "phq9", "PHQ-9"),
            date(2025, 9, 1) + timedelta(weeks=2 * n),
            total,
            () if total is not None else (1, *[None] * 8),
        )
        for n, total in enumerate(totals)
    ]


def painted(qtbot: QtBot, laid: chart.Chart, *, bands: bool = True) -> QImage:
    """Return the chart as it is seen."""
    shown = MeasureChart()
    qtbot.addWidget(shown)
    shown.show_chart(laid, "said", bands=bands)
    shown.resize(600, shown.sizeHint().height())
    shown.show()
    assert shown.accessibleName() == "said"
    return shown.grab().toImage()


def colours(image: QImage) -> set[int]:
    """Return every colour of a picture."""
    return {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}


@pytest.mark.parametrize("size", [100, 200])
def test_the_line_is_painted_in_its_colour(qtbot: QtBot, theme: Theme, size: int) -> None:
    """The line of the totals and the shade around the first form are there at any text size."""
    theme.set_text_size(size)
    seen = colours(painted(qtbot, chart.lay_out(PHQ, forms(15, 14, 8), ["r2"])))

    assert theme.colour("chart.one").rgb() in seen
    assert theme.colour("alternate").rgb() in seen


def test_bands_can_be_left_out(qtbot: QtBot, theme: Theme) -> None:
    """Without them no pale ground is painted, and the words beside it go."""
    with_bands = painted(qtbot, chart.lay_out(PHQ, forms(0, 27)))
    without = painted(qtbot, chart.lay_out(PHQ, forms(0, 27)), bands=False)

    assert theme.colour("alternate").rgb() in colours(with_bands)
    assert theme.colour("alternate").rgb() not in colours(without)


def test_a_chart_of_gaps_alone_is_painted(qtbot: QtBot, theme: Theme) -> None:
    """One form that is not complete has its ring and nothing else."""
    seen = colours(painted(qtbot, chart.lay_out(PHQ, forms(None))))
    assert theme.colour("chart.one").rgb() in seen


def test_nothing_is_painted_before_there_is_something(qtbot: QtBot, theme: Theme) -> None:
    """A chart without a course is an empty place."""
    shown = MeasureChart()
    qtbot.addWidget(shown)
    shown.show()
    assert theme.colour("chart.one").rgb() not in colours(shown.grab().toImage())

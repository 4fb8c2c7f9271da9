"""The chart's layout: every place exact, nothing guessed over what is missing."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from practicenotes import catalog
from practicenotes.domain import chart, scoring
from practicenotes.domain.chart import Line, Mark, Strip, Tick
from practicenotes.domain.measures import Answers, MeasureResult
from practicenotes.domain.people import ClientId


PHQ = catalog.measure("phq9")
FIRST = date(2025, 9, 1)


def form(day: int, total: int | None, answers: Answers = ()) -> MeasureResult:
    """Return a form of so many days after the first."""
    on = FIRST + timedelta(days=day)
    return MeasureResult(f"r{day}", ClientId("1"), "phq9", "PHQ-9", on, total, tuple(answers))


GAP = form(50, None, [1, *[None] * 8])
GUESS = form(50, 9, [*[1] * 8, None])


def test_places_follow_days_and_the_whole_scale() -> None:
    """The distance between marks is that between their days, and 27 is the top."""
    laid = chart.lay_out(PHQ, [form(0, 27), form(25, 9), form(100, 0)])

    assert laid.marks == (
        Mark(0.0, 1.0, "27", "r0"),
        Mark(0.25, 9 / 27, "9", "r25"),
        Mark(1.0, 0.0, "0", "r100"),
    )
    assert laid.lines == (Line(((0.0, 1.0), (0.25, 9 / 27), (1.0, 0.0))),)


@pytest.mark.parametrize(("missing", "y"), [(GAP, 0.0), (GUESS, 9 / 27)])
def test_what_is_not_complete_is_hollow_and_breaks_the_line(
    missing: MeasureResult, y: float
) -> None:
    """No line leads to it or over it; without a total it lies on the base line."""
    days = [form(0, 18), form(25, 18), missing, form(75, 9), form(100, 9)]
    laid = chart.lay_out(PHQ, days)
    words = "1 of 9" if missing.total is None else "9"

    assert laid.marks[2] == Mark(0.5, y, words, "r50", hollow=True)
    assert [mark.hollow for mark in laid.marks].count(True) == 1
    assert laid.lines == (
        Line(((0.0, 18 / 27), (0.25, 18 / 27))),
        Line(((0.75, 9 / 27), (1.0, 9 / 27))),
    )


def test_a_single_form_beside_a_gap_has_no_line() -> None:
    """A line needs two ends."""
    assert chart.lay_out(PHQ, [form(0, 18), GAP, form(100, 9)]).lines == ()


def test_bands_lie_on_each_other_without_a_gap() -> None:
    """Each begins where the one below ends, from the bottom to the top."""
    laid = chart.lay_out(PHQ, [form(0, 15)])

    assert laid.bands == (
        Strip(0.0, 5 / 27, "minimal"),
        Strip(5 / 27, 10 / 27, "mild"),
        Strip(10 / 27, 15 / 27, "moderate"),
        Strip(15 / 27, 20 / 27, "moderately severe"),
        Strip(20 / 27, 1.0, "severe"),
    )
    assert chart.lay_out(catalog.measure("pcl5"), [form(0, 15)]).bands == ()


def test_the_shade_lies_six_points_round_the_first_complete_form() -> None:
    """It begins with the first whole total, never with an estimate, and keeps to the scale."""
    laid = chart.lay_out(PHQ, [GUESS, form(60, 15), form(70, 3)])
    assert laid.around == Strip(9 / 27, 21 / 27)
    assert chart.lay_out(PHQ, [form(0, 2)]).around == Strip(0.0, 8 / 27)
    assert chart.lay_out(PHQ, [form(0, 25)]).around == Strip(19 / 27, 1.0)
    assert chart.lay_out(PHQ, [GAP]).around is None
    assert chart.lay_out(catalog.measure("k6"), [form(0, 2)]).around is None


def test_larger_steps_are_marked_where_they_led() -> None:
    """Only the marks that were named carry the remark."""
    laid = chart.lay_out(PHQ, [form(0, 18), form(50, 8), form(100, 7)], ["r50"])
    assert laid.steps == (Mark(0.5, 8 / 27, "8", "r50"),)


def test_one_day_lies_in_the_middle() -> None:
    """A single form, and two of one day, still have their places."""
    laid = chart.lay_out(PHQ, [form(0, 0), form(0, 27)])
    assert [mark.x for mark in laid.marks] == [0.5, 0.5]
    assert laid.days == (Tick(0.5, "1 Sep"),)


def test_days_are_named_where_there_is_room() -> None:
    """The first and the last always are; between them only those with room on both sides."""
    days = [0, 10, 20, 90, 100]
    laid = chart.lay_out(PHQ, [form(day, 5) for day in days])

    assert laid.days == (Tick(0.0, "1 Sep"), Tick(0.2, "21 Sep"), Tick(1.0, "10 Dec"))
    wide = chart.lay_out(PHQ, [form(day, 5) for day in days], gap=0.05)
    assert len(wide.days) == 5
    assert [t.words for t in chart.lay_out(PHQ, [form(0, 5), form(200, 5)]).days] == [
        *("1 Sep 2025", "20 Mar 2026"),
    ]


def test_totals_are_named_at_the_ends_and_where_bands_begin() -> None:
    """Those that would stand on each other are left out."""
    ticks = [tick.words for tick in chart.lay_out(PHQ, [form(0, 5)]).totals]
    assert ticks == ["0", "5", "10", "15", "20", "27"]
    k10 = catalog.measure("k10")
    laid = chart.lay_out(k10, [replace(form(0, 30), measure_id="k10")])
    assert [tick.words for tick in laid.totals] == ["10", "16", "22", "30", "50"]
    assert laid.totals[1].at == pytest.approx(6 / 40)
    assert laid.marks[0].y == 0.5


def test_an_entered_total_is_as_good_as_a_form() -> None:
    """A licensed form has a total and no answers, and its marks are full."""
    wai = catalog.measure("wai_sr")
    laid = chart.lay_out(wai, [form(0, 36), form(10, 60)])
    assert [(mark.y, mark.hollow) for mark in laid.marks] == [(0.5, False), (1.0, False)]
    assert scoring.is_certain(wai, form(0, 36))

"""One questionnaire in front: its words, its chart, its table, and what can be done with it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from practicenotes import catalog
from practicenotes.domain import course
from practicenotes.domain.measures import Acknowledged, Measure, MeasureResult, Plan
from practicenotes.ui.measures.course import CoursePart
from practicenotes.ui.theme import Theme

from . import overviews


PHQ, K10, WAI = (catalog.measure(each) for each in ("phq9", "k10", "wai_sr"))
HERON = (2, 2, 3, 2, 1, 2, 2, 1, 0)
THOUGHTS = (0, 0, 0, 0, 0, 0, 0, 0, 1)


@pytest.fixture
def part(qtbot: QtBot, theme: Theme) -> Iterator[CoursePart]:
    """Give the part in a window of its own."""
    shown = CoursePart()
    qtbot.addWidget(shown)
    shown.resize(700, 900)
    shown.show()
    yield shown
    shown.hide()


def show(part: CoursePart, *results: MeasureResult, measure: Measure = PHQ, **told: object) -> None:
    """Show a course."""
    part.show_course(
        course.of(measure, results, overviews.FIRST), overviews.overview(*results, **told)
    )


def said(part: CoursePart) -> list[str]:
    """Return every word that is seen in labels."""
    labels = [label for label in part.findChildren(QLabel) if label.isVisible()]
    return [label.accessibleName() or label.text() for label in labels]


def menu(part: CoursePart) -> list[str]:
    """Return what the menu offers."""
    return [action.text().replace("&", "") for action in part.more.menu().actions()]


def test_nothing_filled_in_has_its_sentence(part: CoursePart) -> None:
    """Name, what it is about and for how long it asks, and no chart."""
    show(part)

    assert said(part)[:3] == [
        *("Patient Health Questionnaire-9", "depressive symptoms, last 2 weeks"),
        "No form was filled in yet.",
    ]
    assert not part.chart.isVisible()
    assert not part.bands.isVisible()
    strict = "Larger threshold: 7 points"
    assert menu(part) == ["Print the empty form…", "Save the empty form…", strict]


def test_a_course_is_said_and_drawn(part: CoursePart, qtbot: QtBot) -> None:
    """The last result, the sentence, and every form to who hears the chart."""
    show(part, overviews.form(0, 15, HERON), overviews.form(2, 8))
    qtbot.wait(20)

    assert "8 of 27, mild, on 29 September 2025" in said(part)
    assert any("reliable improvement, now below the usual cut-off" in each for each in said(part))
    assert part.chart.accessibleName() == (
        "1 September 2025: 15 of 27, moderately severe. 29 September 2025: 8 of 27, mild"
    )
    assert part.bands.isVisible()
    assert part.fill.text() == "Fill in a form…"


def test_the_table_reads_from_the_latest(part: CoursePart, qtbot: QtBot) -> None:
    """Day, result and answers of each form, with the larger step and what was seen."""
    totals = (18, 17, 18, 10, 11, 9)
    forms = [overviews.form(number, total) for number, total in enumerate(totals)]
    seen = Acknowledged(9, 1, "asked", overviews.AT)
    forms[0] = replace(forms[0], answers=THOUGHTS, acknowledged=(seen,))
    show(part, *forms)
    part.as_table.click()
    qtbot.wait(20)
    words = said(part)

    days = [
        each for each in words if each.endswith("2025") and each[0].isdigit() and "of" not in each
    ]
    assert days[0] == "10 November 2025"
    assert days[-1] == "1 September 2025"
    assert "10 of 27, moderate, a larger step here" in words
    assert "0, 0, 0, 0, 0, 0, 0, 0, 1; question 9 was seen" in words
    part.as_table.click()
    assert "10 of 27, moderate, a larger step here" not in said(part)


@pytest.mark.parametrize(
    ("every", "words"),
    [(None, "How often…"), (1, "Every session…"), (6, "Every 6 sessions…")],
)
def test_the_plan_stands_on_its_button(part: CoursePart, every: int | None, words: str) -> None:
    """What was decided is read where it is changed."""
    plans = {"phq9": Plan("phq9", every, overviews.FIRST)} if every else {}
    show(part, plans=plans)
    assert part.plan.text() == words


def test_what_asks_to_be_seen_stands_above(part: CoursePart, qtbot: QtBot) -> None:
    """The latest such answer is named with its day, and its form is handed on."""
    early, late = overviews.form(0, 1, THOUGHTS), overviews.form(1, 1, THOUGHTS)
    show(part, early, late)
    assert part.notice.said() == "Question 9 of 15 September 2025 asks to be seen."
    with qtbot.waitSignal(part.seen_wanted) as wanted:
        part.notice.acted.emit()
    assert wanted.args == [late]

    seen = (Acknowledged(9, 1, "", overviews.AT),)
    show(part, replace(early, acknowledged=seen), replace(late, acknowledged=seen))
    assert not part.notice.isVisible()


def test_a_licensed_form_takes_totals(part: CoursePart) -> None:
    """No form is printed or filled in, and the rights stand beneath."""
    show(part, overviews.form(0, 48, (16, 18, 14), "wai_sr"), measure=WAI)

    assert part.fill.text() == "Enter a total…"
    assert menu(part) == ["Print the results…", "Save the results…", "Entered in error"]
    assert "48 of 60, on 1 September 2025" in said(part)
    assert WAI.licence.statement in said(part)
    assert not part.bands.isVisible()


def test_only_todays_forms_are_offered_for_correction(part: CoursePart, qtbot: QtBot) -> None:
    """Each by its day; others stand."""
    first, second = overviews.form(0, 15, HERON), overviews.form(1, 15, HERON)
    show(part, first, second, correctable=frozenset({"r1"}))
    assert menu(part)[0] == "Correct the form of 15 September 2025…"
    with qtbot.waitSignal(part.correct_wanted) as wanted:
        part.more.menu().actions()[0].trigger()
    assert wanted.args == [second]


def test_a_form_of_ones_own_can_be_retired_and_not_printed(part: CoursePart) -> None:
    """Its text goes nowhere from here."""
    own = replace(PHQ, id="evening", ship_text=False)
    show(part, measure=own, own=frozenset({"evening"}))
    assert menu(part) == ["Larger threshold: 7 points", "Offer it no longer"]


def test_bands_carry_the_name_of_their_grouping(part: CoursePart) -> None:
    """Of the K10 there are several; which one is shown is said."""
    show(part, overviews.form(0, 30, (3,) * 10, "k10"), measure=K10)
    assert any("Australian Bureau of Statistics" in each for each in said(part))
    assert "30 of 50, very high, on 1 September 2025" in said(part)


@pytest.mark.parametrize(
    ("count", "words"), [(1, "One form is damaged and left out"), (2, "2 forms are damaged and")]
)
def test_damaged_forms_are_counted_in_words(part: CoursePart, count: int, words: str) -> None:
    """They are missing from chart and table, and not from what is said."""
    hurt = [replace(overviews.form(number, 3), damaged=True) for number in range(count)]
    show(part, overviews.form(5, 8), *hurt)
    assert any(words in each for each in said(part))


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("Print the empty form…", ["form", "print"]),
        ("Save the empty form…", ["form", "save"]),
        ("Print the results…", ["results", "print"]),
        ("Save the results…", ["results", "save"]),
    ],
)
def test_paper_is_asked_for_by_name(
    part: CoursePart, qtbot: QtBot, words: str, wanted: list[str]
) -> None:
    """What, and where to."""
    show(part, overviews.form(0, 15, HERON))
    action = part.more.menu().actions()[menu(part).index(words)]
    with qtbot.waitSignal(part.paper_wanted) as asked:
        action.trigger()
    assert asked.args == wanted

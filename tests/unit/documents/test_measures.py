"""Questionnaires on paper: the empty form in its own words, and the results with their chart."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from practicenotes import catalog
from practicenotes.documents import chart as drawing
from practicenotes.documents import measure_form, measure_sheet, style
from practicenotes.documents.page import Paper
from practicenotes.domain import course
from practicenotes.domain.measures import MeasureResult
from practicenotes.domain.people import ClientId
from practicenotes.errors import GlyphMissing, RowDamaged, UnknownKind


TODAY = date(2025, 11, 18)
PRINTED = [measure for measure in catalog.measures() if measure.prints]
PHQ = catalog.measure("phq9")


def flat(pages: list[str]) -> str:
    """Return what stands on all pages as one line."""
    return " ".join(" ".join(pages).split())


def forms(*totals: int | None) -> list[MeasureResult]:
    """Return forms of every second week; one without a total has one answer."""
    return [
        MeasureResult(
            *(f"r{n}", ClientId("1"), "phq9", "PHQ-9"),
            date(2025, 9, 1) + timedelta(weeks=2 * n),
            total,
            (1, 1, 1, 1, 1, 1, 1, 1, 0) if total is not None else (1, *[None] * 8),
        )
        for n, total in enumerate(totals)
    ]


@pytest.mark.parametrize("measure", PRINTED, ids=lambda measure: measure.id)
@pytest.mark.parametrize("paper", Paper)
def test_the_empty_form_has_every_word_and_its_licence(
    measure, paper, practitioner, read, faults
) -> None:
    """Questions and answers stand in their order, and the licence line on every page."""
    pdf = measure_form.draw(measure, practitioner, TODAY, paper=paper)
    pages = read(pdf)
    words = flat(pages)

    at = [words.index(item.text) for item in measure.items]
    assert at == sorted(at)
    assert all(option.label.split()[0] in words for option in measure.options)
    for page in pages:
        assert " ".join(measure.licence.statement.split()) in flat([page])
    assert measure.licence.cite in words
    assert faults(pdf) == []


def test_the_form_fits_on_one_sheet_and_says_how_to_answer(practitioner, read, read_aloud) -> None:
    """The PHQ-9 has its instruction, its question that is not counted, and room for a name."""
    pdf = measure_form.draw(PHQ, practitioner, TODAY)
    (page,) = read(pdf)
    words = flat([page])
    spoken = " ".join(words for _, words in read_aloud(pdf))
    assert PHQ.items[8].text in " ".join(spoken.split())
    assert PHQ.instruction in words
    assert PHQ.extra_item.text in words
    assert "Extremely difficult" in words
    assert "Name or code" in words


def test_gad_7_on_paper_begins_with_not_at_all(practitioner, read) -> None:
    """The wrong copy of its lowest answer is nowhere."""
    words = flat(read(measure_form.draw(catalog.measure("gad7"), practitioner, TODAY)))
    assert "Not at all" in words
    assert "Not at all sure" not in words


@pytest.mark.parametrize("measure", [catalog.measure("wai_sr"), replace(PHQ, ship_text=False)])
def test_what_may_not_be_handed_out_is_not_printed(measure, practitioner) -> None:
    """A licensed form, and one's own, have no page from here."""
    with pytest.raises(UnknownKind):
        measure_form.draw(measure, practitioner, TODAY)


def test_the_sheet_of_results_says_what_the_screen_says(practitioner, read, faults) -> None:
    """Code name, chart, sentence, each result, and the licence; no item is repeated."""
    found = course.of(PHQ, forms(15, None, 8), date(2025, 9, 1))
    pdf = measure_sheet.draw(found, "Heron", practitioner, TODAY)
    words = flat(read(pdf))

    assert "Heron: Patient Health Questionnaire-9" in words
    assert "Drawn up on 18 November 2025" in words
    assert course.in_words(found) in words
    assert "1 September 2025 15 of 27, moderately severe 1, 1, 1, 1, 1, 1, 1, 1, 0" in words
    assert "15 September 2025 no total, 1 of 9 answered" in words
    assert PHQ.licence.statement in words
    assert PHQ.items[0].text not in words
    assert faults(pdf) == []


def test_the_chart_is_drawn_and_told_in_words(practitioner, read, read_aloud, colours) -> None:
    """Its words are seen on the page; a reading program hears what it is, and the table."""
    found = course.of(PHQ, forms(18, 17, 18, 10, 11, 9), date(2025, 9, 1))
    pdf = measure_sheet.draw(found, "Heron", practitioner, TODAY)

    assert "moderately severe" in flat(read(pdf))
    assert "a larger step here" in flat(read(pdf))
    heard = read_aloud(pdf)
    [chart] = [words for role, words in heard if role == "Figure"]
    assert chart.startswith("Chart of the totals over time.")
    spoken = " ".join(words for _, words in heard)
    assert "10 of 27, moderate, a larger step here" in spoken
    assert "a larger step here" not in spoken.replace("moderate, a larger step here", "")
    accent = tuple(round(part * 255) for part in style.ink("accent").rgb())
    assert accent in colours(pdf)


def test_places_on_paper_are_those_of_the_layout() -> None:
    """The unit square lies between the words at its sides, and keeps its proportions."""
    laid = course.of(PHQ, forms(27, 0)).chart()
    drawn = drawing.ChartDrawing(laid)
    width, height = drawn.wrap(400, 800)

    assert (width, height) == (400, drawing.HEIGHT)
    left, bottom = drawn._at(0, 0)
    right, top = drawn._at(1, 1)
    assert 0 < left < right < 400
    assert 0 < bottom < top < height
    assert drawn._at(0.5, 0.5) == pytest.approx(((left + right) / 2, (bottom + top) / 2))


def test_a_course_without_a_total_has_no_chart(practitioner, read) -> None:
    """What is damaged is counted, and an empty course is still a page."""
    hurt = replace(forms(15)[0], damaged=True)
    words = flat(read(measure_sheet.draw(course.of(PHQ, [hurt]), "Heron", practitioner, TODAY)))
    assert "1 damaged, left out." in words


def test_what_cannot_be_printed_is_refused(practitioner) -> None:
    """A sign that no face has, and a letterhead that cannot be trusted, stop the page."""
    found = course.of(PHQ, forms(15))
    with pytest.raises(GlyphMissing):
        measure_sheet.draw(found, "ह", practitioner, TODAY)
    with pytest.raises(RowDamaged):
        measure_sheet.draw(found, "Heron", replace(practitioner, damaged=True), TODAY)

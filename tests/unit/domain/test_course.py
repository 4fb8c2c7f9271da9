"""What may be said of a course: plainly, from complete forms alone, with the rule it rests on."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from practicenotes import catalog
from practicenotes.domain import course
from practicenotes.domain.change import Category
from practicenotes.domain.measures import ChangeRule, Direction, MeasureResult
from practicenotes.domain.people import ClientId


PHQ, GAD, PCL, K6 = (catalog.measure(each) for each in ("phq9", "gad7", "pcl5", "k6"))
FIRST = date(2025, 9, 1)
RULE = "A change of 6 points or more counts as reliable, by Cronbach's alpha."


def forms(*totals: int | None, measure_id: str = "phq9", days: int = 14) -> list[MeasureResult]:
    """Return forms so many days apart; one without a total has one answer."""
    return [
        MeasureResult(
            *(f"r{n}", ClientId("1"), measure_id, "PHQ-9"),
            FIRST + timedelta(days=days * n),
            total,
            () if total is not None else (1, *[None] * 8),
        )
        for n, total in enumerate(totals)
    ]


@pytest.mark.parametrize(
    ("totals", "words"),
    [
        ((15, 11), "Lower by 4 than on 1 September 2025: no reliable change."),
        ((15, 9), f"Lower by 6 than on 1 September 2025: {Category.IMPROVED_BELOW.value}."),
        ((18, 11), "Lower by 7 than on 1 September 2025: reliable improvement."),
        ((9, 3), "Lower by 6 than on 1 September 2025: reliable improvement."),
        ((5, 11), "Higher by 6 than on 1 September 2025: reliable worsening."),
        ((5, 5), "The same as on 1 September 2025: no reliable change."),
    ],
)
def test_the_latest_form_is_compared_with_the_first(totals: tuple[int, ...], words: str) -> None:
    """The category stands in its own words, with the points that it takes."""
    found = course.of(PHQ, forms(*totals), FIRST)
    assert course.in_words(found) == f"{words} {RULE}"


def test_a_late_first_form_is_the_first_available() -> None:
    """More than two weeks after the first session it is not called the first."""
    late = course.of(PHQ, forms(15, 14), FIRST - timedelta(days=15))
    assert "2025, the first available form: no reliable change." in course.in_words(late)
    assert "available" not in course.in_words(course.of(PHQ, forms(15, 14), FIRST))


@pytest.mark.parametrize(
    ("measure_id", "days", "least"), [("phq9", 13, 14), ("gad7", 13, 14), ("pcl5", 29, 30)]
)
def test_forms_that_ask_about_the_same_days_are_not_compared(
    measure_id: str, days: int, least: int
) -> None:
    """Nearer than the time that the form asks about, they are too close."""
    measure = catalog.measure(measure_id)
    near = course.of(measure, forms(20, 2, measure_id=measure_id, days=days), FIRST)
    apart = course.of(measure, forms(20, 2, measure_id=measure_id, days=least), FIRST)

    assert course.in_words(near) == (
        "Lower by 18 than on 1 September 2025: too close to compare."
        f" Forms are compared from {least} days apart."
    )
    assert "reliable" in course.in_words(apart)


def test_what_is_missing_or_estimated_is_never_compared() -> None:
    """The comparison passes over such forms, and says what a hollow mark is."""
    missing, estimated = forms(15, None)[1], replace(forms(15, 2)[1], answers=(*[1] * 8, None))
    for uncertain in (missing, estimated):
        found = course.of(PHQ, [forms(15)[0], uncertain], FIRST)
        assert course.in_words(found) == (
            "A hollow mark is a form with answers missing; it is not compared."
            " A change can be told from two complete forms on."
        )
        assert found.compared is None
        assert len(found.certain) == 1


def test_without_a_rule_only_the_difference_is_said() -> None:
    """Nobody has published what a reliable change on the K6 is."""
    found = course.of(K6, forms(12, 5, measure_id="k6"))
    assert course.in_words(found) == "Lower by 7 than on 1 September 2025."
    assert found.steps == ()


def test_a_rule_that_does_not_say_by_what_is_told_without_it() -> None:
    """One's own questionnaire may give points alone."""
    own = replace(PHQ, change=ChangeRule(3))
    words = course.in_words(course.of(own, forms(9, 3), FIRST))
    assert words.endswith("A change of 3 points or more counts as reliable.")


def test_larger_steps_are_found_between_complete_forms() -> None:
    """The form after the step is named; a form with answers missing beside it hides it."""
    totals = (18, 17, 18, 10, 11, 9)
    assert course.of(PHQ, forms(*totals)).steps == ("r3",)
    assert course.of(PHQ, forms(18, 17, None, 10, 11, 9)).steps == ()


def test_other_questionnaires_and_damaged_forms_stay_out() -> None:
    """Of everything that a client filled in, only sound forms of this kind are its course."""
    hurt = replace(forms(15, 3)[1], damaged=True, answers=())
    found = course.of(PHQ, [*forms(15), hurt, *forms(3, measure_id="gad7")])

    assert [result.total for result in found.results] == [15]
    assert found.damaged == 1


def test_a_course_without_a_form_says_and_draws_nothing() -> None:
    """There is no chart before there is a mark."""
    assert course.in_words(course.of(PHQ, [])) == ""
    assert course.of(PHQ, []).chart() is None
    drawn = course.of(PHQ, forms(15, 9)).chart()
    assert drawn
    assert len(drawn.marks) == 2


@pytest.mark.parametrize(
    ("totals", "words"),
    [
        ((20, 30), "Higher by 10 than on 1 September 2025: reliable improvement."),
        ((30, 20), "Lower by 10 than on 1 September 2025: reliable worsening."),
        ((20, 21), "Higher by 1 than on 1 September 2025: no reliable change."),
    ],
)
def test_more_is_better_where_the_form_says_so(totals: tuple[int, ...], words: str) -> None:
    """Of a form of one's own that rises as things get better, a rise is no worsening."""
    scoring = replace(PHQ.scoring, higher_is=Direction.BETTER)
    rising = replace(PHQ, scoring=scoring)
    assert course.in_words(course.of(rising, forms(*totals), FIRST)) == f"{words} {RULE}"

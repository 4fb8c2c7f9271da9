"""From answers to totals: at the extremes, with gaps, and in the words of the record."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from practicenotes import catalog
from practicenotes.domain import scoring
from practicenotes.domain.measures import Acknowledged, Item, Measure, MeasureResult, Method
from practicenotes.domain.people import ClientId


FORMS = [measure for measure in catalog.measures() if measure.asks]
PHQ, GAD = catalog.measure("phq9"), catalog.measure("gad7")
HERON = [2, 2, 3, 2, 1, 2, 2, 1, 0]  # 15

each_form = pytest.mark.parametrize("measure", FORMS, ids=lambda measure: measure.id)


def lowest(measure: Measure) -> list[int]:
    """Return the lowest answer to every question."""
    return [min(option.value for option in measure.options)] * len(measure.items)


def highest(measure: Measure) -> list[int]:
    """Return the highest answer to every question."""
    return [max(option.value for option in measure.options)] * len(measure.items)


def result(answers: list[int | None], measure: Measure = PHQ, **told: object) -> MeasureResult:
    """Return a form as it is filed, with estimates switched on."""
    total = scoring.score(measure, answers, prorate=True).total
    day = date(2025, 11, 18)
    filed = MeasureResult("1", ClientId("2"), measure.id, measure.short, day, total, tuple(answers))
    return replace(filed, **told)


@each_form
def test_extremes_are_the_ends_of_the_scale(measure: Measure) -> None:
    """The lowest and the highest answers come to the ends that the paper prints."""
    assert scoring.score(measure, lowest(measure)).total == measure.scoring.min
    assert scoring.score(measure, highest(measure)).total == measure.scoring.max


@pytest.mark.parametrize(
    ("measure_id", "ends"),
    [
        ("phq9", (0, 27)),
        ("gad7", (0, 21)),
        ("phq15", (0, 30)),
        ("k10", (10, 50)),
        ("k6", (0, 24)),
        ("pcl5", (0, 80)),
    ],
)
def test_ends_are_the_published_ones(measure_id: str, ends: tuple[int, int]) -> None:
    """Each scale runs from and to the published totals."""
    measure = catalog.measure(measure_id)
    assert (measure.scoring.min, measure.scoring.max) == ends


@each_form
def test_one_missing_answer_leaves_no_total(measure: Measure) -> None:
    """No total is made until every question that must be answered is."""
    answers: list[int | None] = [*highest(measure)]
    answers[0] = None
    found = scoring.score(measure, answers)
    needed = sum(not item.optional for item in measure.items)

    assert found == scoring.Score(None, needed - 1, needed)
    assert scoring.open_items(measure, answers) == (1,)


@pytest.mark.parametrize(
    ("measure_id", "bands"),
    [
        ("phq9", {4: "minimal", 5: "mild", 10: "moderate", 15: "moderately severe", 20: "severe"}),
        ("gad7", {0: "minimal", 9: "mild", 10: "moderate", 15: "severe", 21: "severe"}),
        ("phq15", {4: "minimal", 5: "low", 10: "medium", 15: "high", 30: "high"}),
        ("k10", {15: "low", 16: "moderate", 22: "high", 30: "very high", 50: "very high"}),
        ("k6", {4: "low", 5: "moderate distress", 12: "moderate distress", 13: "serious distress"}),
    ],
)
def test_bands_begin_where_the_papers_say(measure_id: str, bands: dict[int, str]) -> None:
    """Each total lies in the band that was published for it."""
    measure = catalog.measure(measure_id)
    found = {total: scoring.band(measure, total) for total in bands}

    assert {total: band.label for total, band in found.items() if band} == bands


def test_pcl_5_has_no_bands() -> None:
    """Nobody has published severity ranges for it, so it has none."""
    pcl = catalog.measure("pcl5")
    assert scoring.band(pcl, 80) is None
    assert scoring.in_words(pcl, result([4] * 20, pcl)) == "80 of 80"


@pytest.mark.parametrize(
    ("measure_id", "answers", "wanted"),
    [
        ("phq9", [2, 2, 3, 2, 1, 2, 2, None, None], 18),  # 14 * 9 / 7
        ("phq9", [1, 1, 1, 1, 1, 1, 1, 0, None], 8),  # 7 * 9 / 8 = 7.875
        ("phq9", [1, 1, 1, 1, 0, 0, 0, 0, None], 5),  # 4.5: a half goes up
        ("phq9", [2, 2, 3, 2, 1, 2, None, None, None], None),
        ("gad7", [3, 3, 3, 3, 3, 2, None], 20),  # 17 * 7 / 6 = 19.83
        ("gad7", [3, 3, 3, 3, 3, None, None], None),
        ("pcl5", [1] * 16 + [None] * 4, 20),
        ("pcl5", [1] * 15 + [None] * 5, None),
        ("k10", [1] * 9 + [None], None),
        ("phq15", [1] * 14 + [None], None),
    ],
)
def test_estimates_only_where_enough_was_answered(
    measure_id: str, answers: list[int | None], wanted: int | None
) -> None:
    """The sum is stretched to all questions, half up, from the published least number on."""
    measure = catalog.measure(measure_id)
    found = scoring.score(measure, answers, prorate=True)

    assert (found.total, found.estimated) == (wanted, wanted is not None)
    assert scoring.score(measure, answers).total is None


def test_the_optional_question_of_phq_15_counts_nothing_when_left_out() -> None:
    """Question 4 left out gives a total that is whole, and not an estimate."""
    phq15 = catalog.measure("phq15")
    answers: list[int | None] = [1] * 15
    answers[3] = None

    assert scoring.score(phq15, answers) == scoring.Score(14, 14, 14)
    assert scoring.is_certain(phq15, result(answers, phq15))


def test_an_estimate_says_so() -> None:
    """The words carry how many were answered, and the total is never taken for certain."""
    estimated = result([2, 2, 3, 2, 1, 2, 2, 1, None])

    assert (
        scoring.in_words(PHQ, estimated)
        == "17 of 27, moderately severe, estimated (8 of 9 answered)"
    )
    assert scoring.is_estimated(PHQ, estimated)
    assert not scoring.is_certain(PHQ, estimated)
    assert not scoring.is_certain(None, estimated)


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        (HERON, "15 of 27, moderately severe"),
        ([*HERON, 1], "15 of 27, moderately severe"),
        ([0] * 9, "0 of 27, minimal"),
        ([1, None, None, None, None, None, None, None, None], "no total, 1 of 9 answered"),
    ],
)
def test_a_result_is_the_records_number_with_its_word(answers: list[int | None], said: str) -> None:
    """The question that is not counted changes nothing, and missing answers are said."""
    assert scoring.in_words(PHQ, result(answers)) == said


def test_parts_of_a_form_have_sums_of_their_own() -> None:
    """PHQ-2 and PHQ-8 are sums over their questions, and wait for them alone."""
    found = {part.id: total for part, total in scoring.subscores(PHQ, [*HERON[:8], 3])}
    assert found == {"phq2": 4, "phq8": 15}
    gap = {part.id: total for part, total in scoring.subscores(PHQ, [1, 2, *[None] * 7])}
    assert gap == {"phq2": 3, "phq8": None}


def test_parts_of_a_licensed_form_are_as_they_were_entered() -> None:
    """The working alliance inventory is entered as task, bond and goal."""
    wai = catalog.measure("wai_sr")
    entered = result([16, 18, 14], wai, total=48)

    assert [(part.name, total) for part, total in scoring.subscores(wai, entered.answers)] == [
        *(("Task", 16), ("Bond", 18)),
        ("Goal", 14),
    ]
    assert scoring.in_words(wai, entered) == "48 of 60"
    assert scoring.is_certain(wai, entered)


def own(method: Method, *reverse: int) -> Measure:
    """Return a questionnaire of three questions, 0 to 3, with some of them reversed."""
    items = tuple(Item(n, f"Question {n}", reverse=n in reverse) for n in (1, 2, 3))
    told = replace(PHQ.scoring, method=method, max=9, subscores=(), prorate_from=0)
    return replace(PHQ, items=items, extra_item=None, scoring=told, bands=(), flags=())


def test_reversed_questions_count_from_the_other_end() -> None:
    """The highest answer to a reversed question counts as the lowest."""
    measure = own(Method.REVERSED, 2)
    assert scoring.score(measure, [3, 3, 3]).total == 6
    assert scoring.score(measure, [0, 0, 0]).total == 3


def test_a_mean_stands_beside_its_sum() -> None:
    """What is kept is the sum; the words add the mean."""
    assert scoring.in_words(own(Method.MEAN), result([1, 2, 2], own(Method.MEAN))) == (
        "5 of 9, mean 1.67"
    )


def test_subscales_alone_make_no_total() -> None:
    """A form of subscales says each of them, and what is open."""
    parts = tuple(replace(part, items=(1, 2)) for part in PHQ.scoring.subscores[:1])
    measure = own(Method.SUBSCALES)
    measure = replace(measure, scoring=replace(measure.scoring, subscores=parts))

    assert scoring.score(measure, [1, 2, 3]).total is None
    assert scoring.in_words(measure, result([1, 2, 3], measure)) == "PHQ-2 3"
    assert scoring.in_words(measure, result([1, None, 3], measure)) == "PHQ-2 –"


@pytest.mark.parametrize("value", [1, 2, 3])
def test_question_9_asks_to_be_seen(value: int) -> None:
    """Any answer but the lowest raises it, until that very answer was acknowledged."""
    filed = result([0] * 8 + [value])
    assert [flag.item for flag in scoring.unseen(PHQ, filed)] == [9]
    at = datetime(2025, 11, 18, tzinfo=UTC)

    seen = replace(filed, acknowledged=(Acknowledged(9, value, "asked", at),))
    assert scoring.unseen(PHQ, seen) == ()
    other = replace(filed, acknowledged=(Acknowledged(9, value + 1, "asked", at),))
    assert scoring.unseen(PHQ, other) != ()


@pytest.mark.parametrize("answer", [0, None])
def test_question_9_is_quiet_otherwise(answer: int | None) -> None:
    """The lowest answer, and none at all, raise nothing."""
    assert scoring.raised(PHQ, [3] * 8 + [answer]) == ()


def test_what_is_damaged_or_has_no_total_is_not_certain() -> None:
    """Neither is compared, nor told to others."""
    assert not scoring.is_certain(PHQ, result(HERON, damaged=True))
    assert not scoring.is_certain(PHQ, result(HERON, total=None))
    assert scoring.is_certain(PHQ, result(HERON))
    assert scoring.is_certain(None, result(HERON))

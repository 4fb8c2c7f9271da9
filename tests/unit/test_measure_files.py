"""The shipped questionnaires: exact words, their licence, and faults named by file and field."""

import tomllib
from dataclasses import replace
from math import ceil, sqrt

import pytest

from practicenotes import catalog, resources
from practicenotes.domain.measures import Direction, Measure, Method
from practicenotes.errors import CatalogBroken, UnknownKind


PFIZER = (
    "Copyright (c) Pfizer Inc. All rights reserved. Developed by Drs. Robert L. Spitzer, Janet B.W."
    " Williams, Kurt Kroenke and colleagues, with an educational grant from Pfizer Inc. No"
    " permission required to reproduce, translate, display or distribute."
)
FREQUENCY = ["Not at all", "Several days", "More than half the days", "Nearly every day"]

FORM = """
[[measure]]
id = "evening"
name = "Evenings"
options = [{ value = 0, label = "No" }, { value = 1, label = "Yes" }]
items = [{ n = 1, text = "Did you sit down?" }, { n = 2, text = "Did you eat?" }]
[measure.scoring]
method = "sum"
min = 0
max = 2
higher_is = "better"
[measure.licence]
statement = "Written by myself."
"""


def labels(measure: Measure) -> list[str]:
    """Return the answers in their order."""
    return [option.label for option in measure.options]


def test_gad_7_begins_with_not_at_all() -> None:
    """The lowest answer is "Not at all", and not the widely copied wrong one."""
    assert labels(catalog.measure("gad7")) == FREQUENCY


def test_phq_9_reads_as_it_was_published() -> None:
    """Questions, answers and the question that is not counted stand as on the form."""
    phq = catalog.measure("phq9")

    assert labels(phq) == FREQUENCY
    assert phq.items[0].text == "Little interest or pleasure in doing things"
    assert phq.items[8].text == (
        "Thoughts that you would be better off dead or of hurting yourself in some way"
    )
    assert phq.extra_item
    assert [option.label for option in phq.extra_item.options] == [
        *("Not difficult at all", "Somewhat difficult"),
        *("Very difficult", "Extremely difficult"),
    ]
    assert [o.loinc_answer for o in phq.extra_item.options][2:] == ["LA6575-0", "LA6574-3"]
    assert (phq.scoring.loinc_panel, phq.scoring.loinc_total) == ("44249-1", "44261-6")
    assert [item.loinc for item in phq.items] == [
        *("44250-9", "44255-8", "44259-0", "44254-1", "44251-7"),
        *("44258-2", "44252-5", "44253-3", "44260-8"),
    ]


@pytest.mark.parametrize(("measure_id", "count"), [("phq9", 9), ("gad7", 7), ("phq15", 15)])
def test_the_licence_of_these_is_pfizers(measure_id: str, count: int) -> None:
    """The copyright line stands whole, and every question is there."""
    measure = catalog.measure(measure_id)
    assert measure.licence.statement == PFIZER
    assert len(measure.items) == count


@pytest.mark.parametrize("measure", catalog.measures(), ids=lambda measure: measure.id)
def test_every_form_has_its_licence_and_its_file(measure: Measure) -> None:
    """A statement stands with each, a source with each that is shown, and the file bears its id."""
    folder = "measures" if measure.asks else "licensed"

    assert resources.path(folder, f"{measure.id}.toml").is_file()
    assert measure.licence.statement
    assert measure.prints == measure.asks
    assert bool(measure.licence.cite and measure.licence.sources) == measure.asks


def test_forms_that_may_not_be_shown_hold_no_text() -> None:
    """Of a licensed questionnaire there are ends and rights, and not one question."""
    licensed = [measure for measure in catalog.measures() if not measure.asks]

    named = {"wai_sr", "srs", "ors", "wsas", "wemwbs", "bdi2", "oq45", "hads", "dass21", "cesd"}
    assert named <= {measure.id for measure in licensed}
    assert all(not m.options and not m.instruction and not m.bands for m in licensed)
    wai = catalog.measure("wai_sr")
    assert [(part.name, part.min, part.max) for part in wai.scoring.subscores] == [
        *(("Task", 4, 20), ("Bond", 4, 20)),
        ("Goal", 4, 20),
    ]
    assert (wai.scoring.min, wai.scoring.max) == (12, 60)


@pytest.mark.parametrize(
    ("measure_id", "default", "strict"), [("phq9", 6, 7), ("gad7", 4, 6)], ids=["phq9", "gad7"]
)
def test_the_points_of_a_reliable_change_follow_from_the_study(
    measure_id: str, default: int, strict: int
) -> None:
    """Both thresholds are those of their spread and reliability, in whole points, rounded up."""
    measure = catalog.measure(measure_id)
    rule, sd = measure.change, measure.psychometrics.clinical_sd
    assert rule
    found = [
        ceil(1.96 * sqrt(2) * sd * sqrt(1 - r)) for r in (rule.reliability, rule.reliability_strict)
    ]

    assert found == [rule.reliable_points, rule.reliable_points_strict] == [default, strict]
    assert rule.reliability == measure.psychometrics.cronbach_alpha[0]
    assert rule.reliability_strict == measure.psychometrics.test_retest


def test_pcl_5_takes_the_newer_points() -> None:
    """A change is reliable from 15 points on, strictly from 18, and not from 5 or 10."""
    rule = catalog.measure("pcl5").change
    assert rule
    assert (rule.reliable_points, rule.reliable_points_strict) == (15, 18)


def test_an_unknown_questionnaire_names_those_that_exist() -> None:
    """The error lists what there is."""
    with pytest.raises(UnknownKind) as refused:
        catalog.measure("mood")
    assert "phq9" in refused.value.known


# --- one's own ---------------------------------------------------------------------------------


def test_a_small_form_is_enough() -> None:
    """Name, answers, questions, scoring and a statement make a questionnaire."""
    measure = catalog.parse_measure(FORM, "evening.toml")

    assert (measure.short, measure.scoring.method) == ("Evenings", Method.SUM)
    assert measure.scoring.higher_is is Direction.BETTER
    assert not measure.prints


def test_what_only_tells_of_sources_may_stand_anywhere() -> None:
    """Keys about verification and study are let through and not read."""
    told = FORM.replace('statement = "W', 'verified = "V"\nstatement = "W')
    told = told.replace('method = "sum"', 'method = "sum"\nclusters = { B = [1, 2] }')
    assert catalog.parse_measure(told, "x") == catalog.parse_measure(FORM, "x")


def swap(old: str, new: str) -> str:
    """Return the small form with a piece of it changed."""
    assert old in FORM
    return FORM.replace(old, new)


@pytest.mark.parametrize(
    ("text", "where", "why"),
    [
        (swap('statement = "Written by myself."', ""), "measure 1, licence, statement", "missing"),
        (swap('id = "evening"', ""), "measure 1, id", "missing"),
        (swap("n = 2", "n = 3"), "measure 1, items 2, n", "must be 2"),
        (swap("max = 2", "max = 3"), "measure 1, scoring", "min and max must be 0 and 2"),
        (swap("min = 0\n", "min = -1\n"), "measure 1, scoring, min", "from 0 to 9999"),
        (swap("value = 1", "value = 0"), "measure 1, options", "same value"),
        (swap(', { value = 1, label = "Yes" }', ""), "measure 1, options", "2 to 11"),
        (swap('"sum"', '"sum-with-reverse"'), "measure 1, scoring, method", "no question"),
        (swap('eat?"', 'eat?", reverse = true'), "measure 1, scoring, method", "must be sum-with"),
        (swap('"sum"', '"subscales"'), "measure 1, scoring, subscores", "at least one"),
        (swap('"sum"', '"median"'), "measure 1, scoring, method", "must be one of"),
        (swap('name = "Ev', 'colour = "red"\nname = "Ev'), "measure 1, colour", "not known"),
        (swap("max = 2", "max = 2\nprorate_from = 3"), "measure 1, scoring, prorate", "fewer"),
        (
            swap(
                "max = 2", 'max = 2\nsubscores = [{ id = "a", name = "A", items = [3], max = 1 }]'
            ),
            "measure 1, scoring, subscores 1, items",
            "number of a question",
        ),
        (
            swap(
                "max = 2", 'max = 2\nsubscores = [{ id = "a", name = "A", items = [1], max = 2 }]'
            ),
            "measure 1, scoring, subscores 1, max",
            "must be 1",
        ),
        (
            f'{FORM}[[measure.bands]]\nmin = 0\nmax = 1\nlabel = "low"\n',
            "measure 1, bands 1, max",
            "must be 2",
        ),
        (
            f'{FORM}[[measure.bands]]\nmin = 1\nmax = 2\nlabel = "low"\n',
            "measure 1, bands 1, min",
            "must be 0",
        ),
        (
            f'{FORM}[[measure.flags]]\nitem = 3\nat_least = 1\nmessage = "Look."\n',
            "measure 1, flags 1, item",
            "no such question",
        ),
        (FORM + FORM, "measure", "must have 1 items"),
        (f"{FORM}[measure.psychometrics]\ntest_retest = true\n", "test_retest", "a number from 0"),
        (f"{FORM}[measure.psychometrics]\ntest_retest = nan\n", "test_retest", "a number from 0"),
    ],
)
def test_a_fault_names_file_and_field(text: str, where: str, why: str) -> None:
    """What cannot be answered, added up or told apart is refused in one sentence."""
    with pytest.raises(CatalogBroken) as refused:
        catalog.parse_measure(text, "evening.toml")

    assert refused.value.file == "evening.toml"
    assert where in refused.value.where
    assert why in refused.value.why


def test_a_licensed_form_with_questions_is_refused() -> None:
    """A file of totals may not carry what its holder has not let go."""
    with pytest.raises(CatalogBroken) as refused:
        catalog._parse_licensed(FORM, "evening.toml")
    assert refused.value.where == "measure 1, items"


def test_bands_cannot_stand_where_no_total_is_made() -> None:
    """Subscales alone have nothing that a band could be of."""
    part = 'max = 2\nsubscores = [{ id = "a", name = "A", items = [1], max = 1 }]'
    text = swap("max = 2", part).replace('"sum"', '"subscales"')
    with pytest.raises(CatalogBroken) as refused:
        catalog.parse_measure(f'{text}[[measure.bands]]\nmin = 0\nmax = 2\nlabel = "x"\n', "x")
    assert refused.value.where == "measure 1, bands"


def test_the_shipped_files_are_read_strictly() -> None:
    """Nothing stands in a shipped file that the reader would pass over."""
    for file in resources.path("measures").glob("*.toml"):
        (told,) = tomllib.loads(file.read_text("utf-8"))["measure"]
        assert catalog._TOLD_ONLY.isdisjoint(told)
    assert replace(catalog.measure("phq9"), version=1) == catalog.measure("phq9")

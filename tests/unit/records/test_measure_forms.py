"""Questionnaires that the therapist brings, with the declaration that they may be used."""

import pytest

import factory
from practicenotes.domain.measure_choices import Choices
from practicenotes.domain.people import ClientId
from practicenotes.errors import CatalogBroken, MeasureTaken, NotFound, RightMissing
from practicenotes.records import measure_forms, measure_plans, measures
from practicenotes.vault import Store


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


def bring(record: Store, source: str = FORM, right: str = measure_forms.DECLARATION):
    """Add a questionnaire of one's own."""
    return record.run(measure_forms.add, source, "evening.toml", right, factory.AT)


def test_ones_own_questionnaire_is_offered_first(record: Store) -> None:
    """It stands before the shipped ones, with source and declaration kept."""
    added = bring(record)

    assert record.run(measure_forms.offered)[0] == added
    (form,) = record.run(measure_forms.own)
    assert (form.measure, form.right) == (added, measure_forms.DECLARATION)
    assert factory.rows_of(record, "SELECT source FROM measure_form") == [(FORM,)]


def test_without_the_declaration_nothing_is_added(record: Store) -> None:
    """Nor from a file that is not sound."""
    with pytest.raises(RightMissing):
        bring(record, right=" ")
    with pytest.raises(CatalogBroken) as refused:
        bring(record, FORM.replace("max = 2", "max = 3"))
    assert refused.value.file == "evening.toml"
    assert record.run(measure_forms.own) == ()


@pytest.mark.parametrize("taken", ["phq9", "wai_sr", "evening"])
def test_an_id_is_taken_once(record: Store, taken: str) -> None:
    """Neither a shipped questionnaire nor one's own is replaced."""
    bring(record)
    with pytest.raises(MeasureTaken):
        bring(record, FORM.replace('id = "evening"', f'id = "{taken}"'))


def test_a_retired_questionnaire_keeps_its_results(record: Store, heron: ClientId) -> None:
    """It is offered no more and asked for no more, and its results can still be read."""
    added = bring(record)
    filed = record.run(measures.file, heron, added, (1, 1), factory.DAY, factory.AT)
    record.run(measure_plans.plan, heron, added.id, 1, factory.DAY, factory.AT)
    record.run(measure_forms.retire, added.id, factory.AT)

    assert added not in record.run(measure_forms.offered)
    assert record.run(measure_forms.known)["evening"] == added
    assert record.run(measures.of_client, heron) == (filed,)
    assert record.run(measures.due, heron, factory.HELD_AT.replace(year=2026)) == ()
    with pytest.raises(NotFound):
        record.run(measure_forms.retire, "phq9", factory.AT)


def test_the_same_file_brings_it_back_and_another_does_not(record: Store) -> None:
    """A retired id stands for what was filed under it."""
    added = bring(record)
    record.run(measure_forms.retire, added.id, factory.AT)
    with pytest.raises(MeasureTaken):
        bring(record, FORM.replace("Did you eat?", "Did you sleep?"))

    assert bring(record) == added
    assert added in record.run(measure_forms.offered)


def test_a_damaged_questionnaire_is_left_out(record: Store) -> None:
    """Its text cannot be trusted, so nobody is asked by it."""
    bring(record)
    factory.meddle(record, "UPDATE measure_form SET source = replace(source, 'eat', 'lie')")

    assert record.run(measure_forms.own) == ()
    assert "evening" not in record.run(measure_forms.known)


def test_a_form_is_read_as_the_therapist_chose(record: Store) -> None:
    """The larger threshold and the other bands hold until they are taken back; others stay."""
    usual = record.run(measure_forms.known)
    record.run(measure_forms.read_strictly, "phq9", True, factory.AT)
    record.run(measure_forms.read_by_other_bands, "k10", True, factory.AT)

    known = record.run(measure_forms.known)
    assert known["phq9"].change.reliable_points == 7
    assert known["phq9"].change.reliability_kind == "retest reliability"
    assert [band.label for band in known["k10"].bands] == [
        "likely well",
        "mild",
        "moderate",
        "severe",
    ]
    assert known["k10"].bands_note.text.startswith("Bands: 10 to 19 likely well")
    assert known["gad7"] == usual["gad7"]
    assert {each.id: each for each in record.run(measure_forms.offered)} == known

    record.run(measure_forms.read_strictly, "phq9", False, factory.AT)
    record.run(measure_forms.read_by_other_bands, "k10", False, factory.AT)
    assert record.run(measure_forms.known) == usual


def test_a_choice_for_no_questionnaire_is_refused(record: Store) -> None:
    """Nothing is kept of it."""
    with pytest.raises(NotFound):
        record.run(measure_forms.read_strictly, "none", True, factory.AT)
    assert record.run(measure_forms.choices) == Choices()

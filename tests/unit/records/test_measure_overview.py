"""Everything that the page of goals and questionnaires shows, read in one go."""

from datetime import datetime, timedelta

import pytest

import factory
from practicenotes import catalog
from practicenotes.domain import settings as known
from practicenotes.domain.measures import Due
from practicenotes.domain.people import ClientId
from practicenotes.domain.sessions import Attendance
from practicenotes.errors import NotFound
from practicenotes.records import (
    goals,
    measure_forms,
    measure_overview,
    measure_plans,
    measures,
    settings,
)
from practicenotes.records.measure_overview import MeasureOverview
from practicenotes.vault import Store


PHQ, GAD, WAI = (catalog.measure(each) for each in ("phq9", "gad7", "wai_sr"))
NOW = factory.HELD_AT


def read(record: Store, client: ClientId, now: datetime = NOW) -> MeasureOverview:
    """Read the page."""
    return record.run(measure_overview.of_client, client, now)


def test_an_empty_file_has_every_questionnaire_and_nothing_else(
    record: Store, heron: ClientId
) -> None:
    """All shipped ones are offered; nothing is in use, due, or the therapist's own."""
    overview = read(record, heron)

    assert overview.client.code_name == "Heron"
    assert overview.offered == catalog.measures()
    assert (overview.goals, overview.results, overview.in_use) == ((), (), ())
    assert (overview.due, overview.plans) == ({}, {})
    assert (overview.own, overview.correctable) == (frozenset(), frozenset())
    assert overview.first_session is None
    assert overview.prorates is False


def test_what_was_filled_in_last_comes_first(record: Store, heron: ClientId) -> None:
    """Then the other questionnaires with a result, and then those that are only planned."""
    early = factory.DAY - timedelta(days=7)
    record.run(measures.file, heron, PHQ, (1,) * 9, early, factory.AT)
    record.run(measures.file, heron, GAD, (1,) * 7, factory.DAY, factory.AT)
    record.run(measure_plans.plan, heron, "k6", 4, early, factory.AT)
    record.run(measure_plans.plan, heron, "phq9", 4, early, factory.AT)

    overview = read(record, heron)
    assert overview.in_use == ("gad7", "phq9", "k6")
    assert overview.due == {"k6": Due("k6", "K6", 4, None)}
    assert {name: plan.every for name, plan in overview.plans.items()} == {"k6": 4, "phq9": 4}


def test_damaged_results_and_unknown_forms_are_not_in_use(record: Store, heron: ClientId) -> None:
    """They are read, and lead to no page of their own."""
    record.run(measures.file, heron, PHQ, (1,) * 9, factory.DAY, factory.AT)
    strange = factory.result(heron, measure_id="mood", name="Mood")
    record.run(measures.add, strange, None, factory.AT)
    factory.meddle(record, "UPDATE measure_result SET total = 1 WHERE measure_id = 'phq9'")

    overview = read(record, heron)
    assert len(overview.results) == 2
    assert overview.in_use == ()


def test_only_todays_filing_can_be_corrected(record: Store, heron: ClientId) -> None:
    """What counts is when it was filed, and not which day stands on the form."""
    before = factory.AT - timedelta(days=1)
    record.run(measures.file, heron, PHQ, (1,) * 9, factory.DAY, before)
    new = record.run(measures.file, heron, PHQ, (2,) * 9, factory.weeks_ago(3).date(), factory.AT)

    assert read(record, heron).correctable == {new.id}
    assert read(record, heron, NOW + timedelta(days=1)).correctable == frozenset()


def test_the_first_session_is_the_first_that_was_held(record: Store, heron: ClientId) -> None:
    """A missed hour begins no course."""
    missed = factory.weeks_ago(3)
    factory.add_session(record, heron, starts_at=missed, attendance=Attendance.MISSED)
    factory.add_session(record, heron, starts_at=factory.weeks_ago(2))
    factory.add_session(record, heron)

    assert read(record, heron).first_session == factory.weeks_ago(2).date()


def test_goals_and_choices_stand_there(record: Store, heron: ClientId) -> None:
    """Goals by their number, and whether totals are estimated."""
    record.run(goals.add, heron, "Sleep", factory.DAY, factory.AT)
    record.run(settings.put, known.PRORATE, True)

    overview = read(record, heron)
    assert [goal.text for goal in overview.goals] == ["Sleep"]
    assert overview.prorates is True


def test_ones_own_forms_are_told_from_the_shipped_ones(record: Store, heron: ClientId) -> None:
    """A form that the therapist brought can be retired; then it is known and not offered."""
    source = """
[[measure]]
id = "evening"
name = "Evenings"
options = [{ value = 0, label = "No" }, { value = 1, label = "Yes" }]
items = [{ n = 1, text = "Did you sit down?" }]
[measure.scoring]
method = "sum"
min = 0
max = 1
higher_is = "better"
[measure.licence]
statement = "Written by myself."
"""
    own = record.run(measure_forms.add, source, "evening.toml", "mine", factory.AT)
    assert read(record, heron).own == {"evening"}
    assert own in read(record, heron).offered
    record.run(measure_forms.retire, "evening", factory.AT)

    assert own not in read(record, heron).offered
    assert read(record, heron).known["evening"] == own


def test_a_client_who_is_not_there_is_not_found(record: Store) -> None:
    """The page is of somebody."""
    with pytest.raises(NotFound):
        read(record, ClientId("0"))


def test_paper_that_goes_out_is_entered_in_the_trail(record: Store, heron: ClientId) -> None:
    """The entry is on the client's file, and names the questionnaire."""
    record.run(measures.told_of_paper, heron, "print results: phq9", factory.AT)
    acts = factory.rows_of(record, "SELECT act, object FROM audit ORDER BY seq DESC LIMIT 1")

    assert acts == [("print results: phq9", f"client:{heron}")]
    with pytest.raises(NotFound):
        record.run(measures.told_of_paper, ClientId("0"), "print", factory.AT)


def test_wai_is_entered_for_the_session_of_its_day(record: Store, heron: ClientId) -> None:
    """A total belongs to the hour like any form."""
    hour = factory.add_session(record, heron)
    entered = record.run(measures.enter, heron, WAI, 48, (), factory.DAY, factory.AT)
    assert entered.session_id == hour

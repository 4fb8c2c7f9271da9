"""A filled-in form keeps its answers and its total, and asks for what must be seen."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

import factory
from practicenotes import catalog
from practicenotes.domain import settings as known
from practicenotes.domain.measures import Acknowledged
from practicenotes.domain.people import ClientId
from practicenotes.domain.sessions import Attendance, SessionId
from practicenotes.errors import (
    AnswerUnknown,
    AnswerUnseen,
    NotFound,
    PartsDiffer,
    ResultStands,
    RowDamaged,
    TotalOutside,
)
from practicenotes.records import measure_plans, measures, notes, sessions, settings
from practicenotes.vault import Store, audit
from practicenotes.vault.rows import DAMAGED


PHQ, GAD, WAI = (catalog.measure(each) for each in ("phq9", "gad7", "wai_sr"))
HERON = (2, 2, 3, 2, 1, 2, 2, 1, 0)
THOUGHTS = (0, 0, 0, 0, 0, 0, 0, 0, 1)


def file(record: Store, client: ClientId, answers: tuple[int | None, ...], **told: object):
    """File a PHQ-9 on the day of the session."""
    on, at = told.get("on", factory.DAY), told.get("at", factory.AT)
    return record.run(measures.file, client, told.get("measure", PHQ), answers, on, at)


def test_a_result_keeps_its_answers_and_its_total(
    record: Store, heron: ClientId, hour: SessionId
) -> None:
    """As they were given, also those that were left out; earliest first."""
    told = {"answers": (1, None, 3), "taken_on": date(2025, 11, 4), "scoring_version": 2}
    given = factory.result(heron, 9, **told)
    kept = record.run(measures.add, given, hour, factory.AT)
    earlier = factory.result(heron, 17, taken_on=date(2025, 9, 2))
    record.run(measures.add, earlier, None, factory.AT)
    first, second = record.run(measures.of_client, heron)
    assert first == replace(earlier, id=first.id)
    assert second == replace(given, id=kept, session_id=hour)
    assert second.answers == (1, None, 3)


@pytest.mark.parametrize("damage", ["total = 0", "answers = '[0]'", "taken_on = 'x'"])
def test_a_damaged_result_is_marked(record: Store, heron: ClientId, damage: str) -> None:
    """It is listed, and its answers do not come out."""
    record.run(measures.add, factory.result(heron, answers=HERON), None, factory.AT)
    factory.meddle(record, f"UPDATE measure_result SET {damage}")
    (found,) = record.run(measures.of_client, heron)
    assert (found.damaged, found.name, found.answers) == (True, DAMAGED, ())


# --- filing --------------------------------------------------------------------------------------


def test_a_form_belongs_to_the_session_of_its_day(
    record: Store, heron: ClientId, hour: SessionId
) -> None:
    """The total is made from the answers, and the session of the day is found."""
    filed = file(record, heron, (*HERON, 2))

    assert (filed.total, filed.name, filed.session_id) == (15, "PHQ-9", hour)
    assert filed.answers == (*HERON, 2)
    assert record.run(measures.of_client, heron) == (filed,)
    assert file(record, heron, HERON, on=date(2025, 11, 1)).session_id is None


def test_the_session_that_was_held_comes_first(record: Store, heron: ClientId) -> None:
    """Of two appointments on one day, the form belongs to the one that took place."""
    missed = factory.HELD_AT - timedelta(hours=3)
    factory.add_session(record, heron, starts_at=missed, attendance=Attendance.MISSED)
    held = factory.add_session(record, heron)
    assert file(record, heron, HERON).session_id == held


def test_gaps_leave_no_total_until_estimates_are_switched_on(
    record: Store, heron: ClientId
) -> None:
    """The setting makes an estimate from eight answers, and none from two."""
    gap = (*HERON[:8], None)
    assert file(record, heron, gap).total is None
    record.run(settings.put, known.PRORATE, True)

    assert file(record, heron, gap).total == 17
    assert file(record, heron, (1, 2, *[None] * 7)).total is None


@pytest.mark.parametrize(
    ("answers", "item"), [((4,), 1), ((0, -1), 2), ((*HERON, 4), 10), ((*HERON, 0, 0), 11)]
)
def test_an_answer_that_the_form_does_not_offer_is_refused(
    record: Store, heron: ClientId, answers: tuple[int, ...], item: int
) -> None:
    """The error names the question, and nothing is filed."""
    with pytest.raises(AnswerUnknown) as refused:
        file(record, heron, answers)
    assert (refused.value.name, refused.value.item) == ("PHQ-9", item)
    assert record.run(measures.of_client, heron) == ()


def test_a_total_is_entered_with_its_parts(record: Store, heron: ClientId) -> None:
    """Of a licensed form the total is kept, and task, bond and goal beside it."""
    parts = (16, 18, 14)
    entered = record.run(measures.enter, heron, WAI, 48, parts, factory.DAY, factory.AT)
    alone = record.run(measures.enter, heron, WAI, 12, (), factory.DAY, factory.AT)

    assert (entered.total, entered.answers, entered.name) == (48, parts, "WAI-SR")
    assert (alone.total, alone.answers) == (12, ())


@pytest.mark.parametrize(
    ("total", "parts", "error"),
    [
        (11, (), TotalOutside("WAI-SR", 12, 60)),
        (61, (), TotalOutside("WAI-SR", 12, 60)),
        (48, (3, None, None), TotalOutside("Task", 4, 20)),
        (48, (16, 21, 11), TotalOutside("Bond", 4, 20)),
        (48, (16, 18, 13), PartsDiffer("WAI-SR", 48, 47)),
    ],
)
def test_a_total_outside_its_ends_is_refused(
    record: Store, heron: ClientId, total: int, parts: tuple[int | None, ...], error: Exception
) -> None:
    """Total and parts lie between their ends, and agree."""
    with pytest.raises(type(error)) as refused:
        record.run(measures.enter, heron, WAI, total, parts, factory.DAY, factory.AT)
    assert vars(refused.value) == vars(error)


# --- correcting ----------------------------------------------------------------------------------


def test_a_form_is_corrected_on_its_day_and_the_trail_keeps_what_it_said(
    record: Store, heron: ClientId
) -> None:
    """The new answers make a new total; the old ones stand in the audit trail."""
    filed = file(record, heron, HERON)
    better = (2, 2, 2, 2, 1, 2, 2, 1, None)
    corrected = record.run(measures.correct, filed.id, better, factory.later(hours=2))

    assert (corrected.total, corrected.answers, corrected.id) == (None, better, filed.id)
    newest = record.run(audit.entries)[0]
    assert newest.act == "correct; before: 2, 2, 3, 2, 1, 2, 2, 1, 0; total 15"
    assert newest.object == f"measure_result:{filed.id}"


def test_an_entered_total_is_corrected_too(record: Store, heron: ClientId) -> None:
    """It keeps to the same ends."""
    entered = record.run(measures.enter, heron, WAI, 48, (), factory.DAY, factory.AT)

    assert record.run(_corrected, entered.id, 50).total == 50
    with pytest.raises(TotalOutside):
        record.run(_corrected, entered.id, 61)


def _corrected(db, result_id: str, total: int):
    return measures.correct(db, result_id, (), factory.AT, total=total)


def test_a_form_of_an_earlier_day_stands(record: Store, heron: ClientId) -> None:
    """What counts is the day of filing: yesterday's form typed in today can still be corrected."""
    filed = file(record, heron, HERON, on=date(2025, 11, 1))
    record.run(measures.correct, filed.id, HERON, factory.later(hours=1))
    with pytest.raises(ResultStands):
        record.run(measures.correct, filed.id, HERON, factory.later(days=1))
    with pytest.raises(NotFound):
        record.run(measures.correct, "0", HERON, factory.AT)


def test_a_damaged_form_is_not_saved_over(record: Store, heron: ClientId) -> None:
    """It can neither be corrected nor acknowledged."""
    filed = file(record, heron, THOUGHTS)
    factory.meddle(record, "UPDATE measure_result SET total = 3")
    for operation in (
        (measures.correct, filed.id, HERON, factory.AT),
        (measures.acknowledge, filed.id, 9, "asked", factory.AT),
    ):
        with pytest.raises(RowDamaged):
            record.run(*operation)


# --- what asks to be seen ------------------------------------------------------------------------


def test_a_note_waits_until_the_answer_was_seen(
    record: Store, heron: ClientId, hour: SessionId
) -> None:
    """Signing is refused with the question; acknowledged, the note can be signed."""
    filed = file(record, heron, THOUGHTS)
    note = factory.write_note(record, hour)
    with pytest.raises(AnswerUnseen) as refused:
        record.run(notes.sign, note.id, factory.AT)
    assert vars(refused.value) == {"name": "PHQ-9", "item": 9, "result_id": filed.id}
    ((measure, result, flag),) = record.run(measures.unseen, hour)
    assert (measure, result, flag.item) == (PHQ, filed, 9)

    record.run(measures.acknowledge, filed.id, 9, " asked; no plan ", factory.AT)
    assert record.run(measures.unseen, hour) == ()
    assert record.run(notes.sign, note.id, factory.AT).signed_at
    seen = Acknowledged(9, 1, "asked; no plan", factory.AT)
    assert record.run(measures.get, filed.id).acknowledged == (seen,)


def test_a_corrected_answer_asks_again(record: Store, heron: ClientId, hour: SessionId) -> None:
    """Who has seen a 1 has not seen the 3 that it was corrected to."""
    filed = file(record, heron, THOUGHTS)
    record.run(measures.acknowledge, filed.id, 9, "asked", factory.AT)
    record.run(measures.correct, filed.id, (*THOUGHTS[:8], 3), factory.AT)

    assert len(record.run(measures.unseen, hour)) == 1


def test_a_form_of_the_day_counts_also_where_the_session_came_later(
    record: Store, heron: ClientId
) -> None:
    """A session entered after its form still waits for it; other days and clients do not."""
    file(record, heron, THOUGHTS)
    late = factory.add_session(record, heron)
    other = factory.add_session(record, factory.add_client(record, "Wren"))
    earlier = factory.add_session(record, heron, starts_at=factory.weeks_ago(1))

    assert len(record.run(measures.unseen, late)) == 1
    assert record.run(measures.unseen, other) == record.run(measures.unseen, earlier) == ()
    assert record.run(measures.unseen, SessionId("0")) == ()


def test_an_acknowledgement_that_was_changed_from_outside_counts_for_nothing(
    record: Store, heron: ClientId, hour: SessionId
) -> None:
    """The answer asks to be seen again."""
    filed = file(record, heron, THOUGHTS)
    record.run(measures.acknowledge, filed.id, 9, "asked", factory.AT)
    factory.meddle(record, "UPDATE acknowledged SET words = 'x'")
    assert len(record.run(measures.unseen, hour)) == 1


@pytest.mark.parametrize("item", [0, 9, 10])
def test_only_an_answer_can_be_acknowledged(record: Store, heron: ClientId, item: int) -> None:
    """A question that nobody answered, or that is not there, cannot be seen."""
    filed = file(record, heron, (*HERON[:8], None))
    with pytest.raises(NotFound):
        record.run(measures.acknowledge, filed.id, item, "", factory.AT)


# --- how often -----------------------------------------------------------------------------------


def due_on(record: Store, client: ClientId, day: date) -> list[tuple[str, date | None]]:
    """Return what is due on a day at noon."""
    now = datetime.combine(day, datetime.min.time()) + timedelta(hours=12)
    return [(each.name, each.last_on) for each in record.run(measures.due, client, now)]


def plan(record: Store, client: ClientId, measure_id: str, every: int) -> None:
    """Ask for a questionnaire from the first of September on."""
    since = date(2025, 9, 1)
    record.run(measure_plans.plan, client, measure_id, every, since, factory.AT)


def test_every_third_session_means_the_third_after_a_form(record: Store, heron: ClientId) -> None:
    """Before the first form it is due at once, and then at every third session."""
    plan(record, heron, "phq9", 3)
    for weeks in (3, 2, 1):
        factory.add_session(record, heron, starts_at=factory.weeks_ago(weeks))
    days = [factory.weeks_ago(weeks).date() for weeks in (3, 2, 1, 0)]
    assert due_on(record, heron, days[0]) == [("PHQ-9", None)]
    file(record, heron, HERON, on=days[0])

    asked = [due_on(record, heron, day) for day in days]
    assert asked == [[], [], [], [("PHQ-9", days[0])]]


def test_sessions_that_were_not_held_do_not_count(record: Store, heron: ClientId) -> None:
    """A missed hour does not bring the next form nearer."""
    plan(record, heron, "phq9", 2)
    file(record, heron, HERON, on=factory.weeks_ago(2).date())
    missed = factory.weeks_ago(1)
    factory.add_session(record, heron, starts_at=missed, attendance=Attendance.MISSED)
    assert due_on(record, heron, factory.DAY) == []


def test_a_form_before_every_session(record: Store, heron: ClientId) -> None:
    """It is due each time, and not twice on one day."""
    plan(record, heron, "gad7", 1)
    file(record, heron, (0,) * 7, measure=GAD)
    assert due_on(record, heron, factory.DAY) == []
    assert due_on(record, heron, factory.DAY + timedelta(days=7)) == [("GAD-7", factory.DAY)]


def test_a_plan_is_changed_and_taken_back(record: Store, heron: ClientId) -> None:
    """There is one plan for each questionnaire; 0 ends it, and nothing is due before it begins."""
    plan(record, heron, "phq9", 3)
    plan(record, heron, "phq9", 4)
    assert [p.every for p in record.run(measure_plans.plans, heron)] == [4]
    assert due_on(record, heron, date(2025, 8, 1)) == []
    plan(record, heron, "phq9", 0)
    plan(record, heron, "gad7", 0)
    assert record.run(measure_plans.plans, heron) == ()
    assert due_on(record, heron, factory.DAY) == []


def test_a_damaged_plan_asks_for_nothing(record: Store, heron: ClientId) -> None:
    """What cannot be trusted is not asked for."""
    plan(record, heron, "phq9", 3)
    factory.meddle(record, "UPDATE measure_plan SET every = 1")
    assert due_on(record, heron, factory.DAY) == []


def test_an_unheld_session_is_still_found(record: Store, heron: ClientId) -> None:
    """A form filled in before a planned session belongs to it."""
    planned = factory.add_session(record, heron, attendance=Attendance.PLANNED)
    assert file(record, heron, HERON).session_id == planned
    assert record.run(sessions.get, planned).attendance is Attendance.PLANNED

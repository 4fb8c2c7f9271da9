"""What the record says before a session, read by itself."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

import factory
from practicenotes import catalog
from practicenotes.domain import settings as known
from practicenotes.domain.measures import MeasureResult
from practicenotes.domain.people import ClientId
from practicenotes.domain.sessions import Attendance, FrameKind, SessionId
from practicenotes.errors import NotFound
from practicenotes.records import briefing, goals, letters, measures, notes, sessions, settings
from practicenotes.records.briefing import Agreed, Briefing
from practicenotes.records.schema import MeasurePlanRow
from practicenotes.vault import Store, Vault, rows


NOW = factory.HELD_AT - timedelta(minutes=48)  # a quarter past twelve; the session is at one


def read(record: Store, client_id: ClientId, now: datetime = NOW) -> Briefing:
    """Return what the record says."""
    return record.run(briefing.of_client, client_id, now)


def held(record: Store, client_id: ClientId, weeks: int, **told: Any) -> SessionId:
    """Hold a session some weeks ago."""
    at = factory.weeks_ago(weeks)
    return factory.add_session(record, client_id, **{"starts_at": at, **told})


def plan(record: Store, client_id: ClientId, at: datetime = factory.HELD_AT) -> SessionId:
    """Put a session into the diary."""
    planned = Attendance.PLANNED
    return factory.add_session(record, client_id, starts_at=at, attendance=planned)


# --- which session ---------------------------------------------------------------------------


def test_the_next_session_and_the_last(record: Store, heron: ClientId) -> None:
    """The page is about the next planned session, after the last that was held."""
    held(record, heron, 2)
    last = held(record, heron, 1)
    ahead = plan(record, heron)
    plan(record, heron, factory.weeks_ago(-1))

    found = read(record, heron)

    assert found.ahead
    assert found.last
    assert (found.ahead.id, found.last.id) == (ahead, last)
    assert (found.last.number, found.number) == (2, 3)
    assert found.client.code_name == "Heron"


def test_a_session_that_is_on_is_the_one_in_question(record: Store, heron: ClientId) -> None:
    """Who looks again during the hour, its note begun, sees the same page as before it."""
    last = held(record, heron, 1)
    now = factory.HELD_AT + timedelta(minutes=20)
    on = held(record, heron, 0)
    plan(record, heron, factory.weeks_ago(-1))

    found = read(record, heron, now)
    assert found.ahead
    assert found.last
    assert (found.ahead.id, found.last.id, found.number) == (on, last, 2)

    after = read(record, heron, now + timedelta(hours=1))
    assert after.last
    assert after.last.id == on


def test_a_planned_hour_that_has_passed_is_not_ahead(record: Store, heron: ClientId) -> None:
    """What was planned for the morning and never marked is not what comes next."""
    plan(record, heron, NOW - timedelta(hours=3))
    coming = plan(record, heron)

    found = read(record, heron)
    assert found.ahead
    assert found.ahead.id == coming


def test_a_first_meeting_has_nothing_behind_it(record: Store, heron: ClientId) -> None:
    """There is no last session, no note and nothing agreed; an empty diary has nothing ahead."""
    found = read(record, heron)
    assert (found.ahead, found.last, found.note, found.agreed) == (None, None, None, None)
    assert (found.number, found.held, found.earlier) == (1, (), ())


def test_an_unknown_client_is_not_found(record: Store) -> None:
    """The error names the id."""
    with pytest.raises(NotFound):
        read(record, ClientId("0"))


# --- last time and what was agreed -----------------------------------------------------------


def test_last_time_and_what_both_agreed(record: Store, heron: ClientId) -> None:
    """The note of the last session is there, and its plan with its day."""
    factory.sign_note(record, held(record, heron, 2), {"data": "old", "plan": "older"})
    written = factory.sign_note(record, held(record, heron, 1), {"data": "new", "plan": "newer"})

    found = read(record, heron)

    assert found.note
    assert found.note.id == written.id
    assert found.agreed == Agreed("newer", date(2025, 11, 11))


def test_a_blank_plan_lets_the_one_before_stand(record: Store, heron: ClientId) -> None:
    """What was agreed earlier still holds, under the day of its own session."""
    factory.sign_note(record, held(record, heron, 3), {"data": "old", "plan": "keep a record"})
    held(record, heron, 2)
    factory.sign_note(record, held(record, heron, 1), {"data": "new", "plan": " "})

    assert read(record, heron).agreed == Agreed("keep a record", date(2025, 10, 28))


def test_what_was_entered_in_error_does_not_stand(record: Store, heron: ClientId) -> None:
    """A note that was withdrawn is neither last time nor a plan, and is to be written again."""
    last = held(record, heron, 1)
    note = factory.sign_note(record, last)
    factory.meddle(record, "UPDATE note SET state = 'entered in error' WHERE id = ?", note.id)
    found = read(record, heron)

    assert found.note is None
    assert found.agreed is None


# --- what is due -----------------------------------------------------------------------------


def test_what_is_not_signed_or_not_written_is_due(record: Store, heron: ClientId) -> None:
    """Drafts and sessions without a note are named by their days, latest first."""
    factory.write_note(record, held(record, heron, 3))
    held(record, heron, 2)
    factory.sign_note(record, held(record, heron, 1))

    found = read(record, heron)

    assert found.unsigned == (date(2025, 10, 28),)
    assert found.unwritten == (date(2025, 11, 4),)


def test_a_letter_that_was_begun_is_due(record: Store, heron: ClientId) -> None:
    """It is named by its kind."""
    kind = catalog.letter_kind("progress")
    record.run(letters.begin, heron, kind, factory.DAY, factory.AT)

    assert read(record, heron).letters == (kind.name,)


def ask_every(record: Store, client_id: ClientId, every: int, since: date) -> None:
    """Plan a questionnaire."""

    def add(db: Any) -> None:
        told = {"measure_id": "phq9", "every": every, "since": since, "changed_at": factory.AT}
        rows.keep(db, MeasurePlanRow(client_id=client_id, **told))

    record.run(add)


def fill_in(record: Store, client_id: ClientId, weeks: int) -> MeasureResult:
    """File a questionnaire some weeks ago."""
    result = factory.result(client_id, taken_on=factory.weeks_ago(weeks).date())
    record.run(measures.add, result, None, factory.AT)
    return result


def test_a_questionnaire_is_due_when_its_turn_comes(record: Store, heron: ClientId) -> None:
    """Before the first form, and at the third session after the last where it is every third."""
    for weeks in (4, 3, 2, 1):
        held(record, heron, weeks)
    ask_every(record, heron, 3, date(2025, 8, 1))
    assert read(record, heron).due == ("PHQ-9",)

    fill_in(record, heron, 3)
    assert read(record, heron).due == ("PHQ-9",)
    fill_in(record, heron, 2)
    assert read(record, heron).due == ()


@pytest.mark.parametrize(("since", "weeks"), [(date(2025, 11, 19), 30), (date(2025, 8, 1), 0)])
def test_a_questionnaire_has_its_time(
    record: Store, heron: ClientId, since: date, weeks: int
) -> None:
    """Nothing is due before the day from which it is asked, nor on the day it was filled in."""
    held(record, heron, 1)
    ask_every(record, heron, 1, since)
    fill_in(record, heron, weeks)

    assert read(record, heron).due == ()


# --- the frame, goals, risk ------------------------------------------------------------------


def test_the_frame_since_last_time(record: Store, heron: ClientId) -> None:
    """What happened from the last session on stands there with what is known to come."""
    held(record, heron, 4, attendance=Attendance.LATE)
    held(record, heron, 2)
    factory.add_session(
        record,
        heron,
        starts_at=factory.weeks_ago(1),
        attendance=Attendance.CANCELLED_BY_CLIENT,
    )
    for days, kind in ((-30, FrameKind.FEE), (-3, FrameKind.GIFT), (34, FrameKind.BREAK)):
        event = factory.frame_event(heron, on=factory.DAY + timedelta(days), kind=kind)
        record.run(sessions.note_frame, event, factory.AT)

    kinds = [event.kind for event in read(record, heron).frame]

    assert kinds == [FrameKind.CANCELLED, FrameKind.GIFT, FrameKind.BREAK]


def test_goals_that_are_reached_are_behind(record: Store, heron: ClientId) -> None:
    """Only what is still worked towards stands there."""
    done = record.run(goals.add, heron, "Sleep", factory.DAY, factory.AT)
    record.run(goals.add, heron, "Ask", factory.DAY, factory.AT)
    record.run(goals.reach, done, factory.DAY, factory.AT)

    assert [goal.text for goal in read(record, heron).goals] == ["Ask"]


def test_only_the_latest_sessions_are_read(record: Store, heron: ClientId) -> None:
    """A long history is not read; its end is, latest first."""
    for weeks in range(20, 0, -1):
        held(record, heron, weeks, risk=f"{weeks}")

    found = read(record, heron)

    assert [each.risk for each in found.held] == [str(week) for week in range(1, 9)]
    assert found.number == 21


def test_the_days_before_go_to_the_other_side(record: Store, heron: ClientId) -> None:
    """Sessions before the one in question, held or not, latest first, and none after it."""
    first = held(record, heron, 3)
    missed = held(record, heron, 2, attendance=Attendance.MISSED)
    last = held(record, heron, 1)
    plan(record, heron)
    plan(record, heron, factory.weeks_ago(-1))

    days = [factory.weeks_ago(weeks).date() for weeks in (1, 2, 3)]

    assert read(record, heron).earlier == tuple(zip((last, missed, first), days, strict=True))


def test_another_client_is_not_looked_at(record: Store, heron: ClientId) -> None:
    """What stands in another file does not stand on this page."""
    moss = factory.add_client(record, "Moss")
    factory.sign_note(record, held(record, moss, 1, attendance=Attendance.LATE))
    record.run(goals.add, moss, "Ask", factory.DAY, factory.AT)
    found = read(record, heron)

    assert (found.last, found.held, found.frame, found.goals) == (None, (), (), ())


def test_the_fold_is_remembered(record: Store, heron: ClientId) -> None:
    """Whether the private card is folded is kept in the vault."""
    assert not read(record, heron).folded
    record.run(settings.put, known.BEFORE_FOLDED, True)
    assert read(record, heron).folded


# --- damage, and the wall --------------------------------------------------------------------


def test_damage_is_marked_and_hides_nothing_else(record: Store, heron: ClientId) -> None:
    """A damaged session and a note that was changed are marked; the rest is as it was."""
    sound = held(record, heron, 2)
    hurt = held(record, heron, 1)
    note = factory.sign_note(record, hurt)
    factory.meddle(record, "UPDATE session SET risk = 'x' WHERE id = ?", hurt)
    factory.meddle(record, "UPDATE note_section SET body = 'x' WHERE note_id = ?", note.id)

    found = read(record, heron)

    assert found.last
    assert found.note
    assert [each.id for each in found.held] == [hurt, sound]
    assert (found.last.damaged, found.note.damaged) == (True, True)


@pytest.mark.parametrize("day", ["never", "2025-11-11T13:00+01:00"])
def test_a_day_that_cannot_be_read_is_left_out(record: Store, heron: ClientId, day: str) -> None:
    """A session whose hour is lost stands last, without a day for the other side."""
    hurt = held(record, heron, 2)
    sound = held(record, heron, 1)
    factory.meddle(record, "UPDATE session SET starts_at = ? WHERE id = ?", day, hurt)

    found = read(record, heron)

    assert [session_id for session_id, _ in found.earlier] == [sound]
    assert found.last


def test_a_damaged_plan_of_questionnaires_asks_for_nothing(record: Store, heron: ClientId) -> None:
    """What cannot be trusted is not asked for."""
    ask_every(record, heron, 3, date(2025, 8, 1))
    factory.meddle(record, "UPDATE measure_plan SET every = 1")

    assert read(record, heron).due == ()


def test_the_private_store_stays_shut(vault: Vault) -> None:
    """The record's side is read whole while the private store is closed."""
    heron = factory.add_client(vault.record)
    last = held(vault.record, heron, 1)
    vault.private.close()

    found = read(vault.record, heron)

    assert found.last
    assert found.last.id == last


def test_reading_changes_nothing(record: Store, heron: ClientId) -> None:
    """No row and no entry of the trail is written by looking."""
    factory.sign_note(record, held(record, heron, 1))
    before = factory.rows_of(record, "SELECT count(*), max(seq) FROM audit")
    shown = read(record, heron)

    assert factory.rows_of(record, "SELECT count(*), max(seq) FROM audit") == before
    assert replace(shown) == read(record, heron)
    assert record.run(notes.of_client, heron)

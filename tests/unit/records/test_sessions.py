"""Sessions are numbered as they were held, and tell the frame what it needs to know."""

import random
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

import factory
from practicenotes.domain.people import ClientId, PersonId
from practicenotes.domain.sessions import Attendance, FrameKind, Modality, Session, SessionId
from practicenotes.errors import NotFound, RowDamaged
from practicenotes.records import clients, sessions
from practicenotes.vault import Store, audit
from practicenotes.vault.rows import DAMAGED


NOT_HELD = [attendance for attendance in Attendance if not attendance.held]


def fill(
    record: Store, client: ClientId, told: Iterable[tuple[int, Attendance]]
) -> list[SessionId]:
    """Put sessions into the diary, each so many weeks ago."""
    return [
        factory.add_session(
            record, client, starts_at=factory.weeks_ago(weeks), attendance=attendance
        )
        for weeks, attendance in told
    ]


def numbers(record: Store, client: ClientId) -> list[int | None]:
    """Return the numbers of a client's sessions in their order."""
    return [session.number for session in record.run(sessions.of_client, client)]


# --- keeping -------------------------------------------------------------------------------------


def test_every_fact_of_a_session_comes_back(record: Store, heron: ClientId) -> None:
    """What was entered is what is kept; its number is counted."""
    (person,) = record.run(clients.get, heron).people
    told = Session(
        id=SessionId("ignored"),
        client_id=heron,
        starts_at=factory.HELD_AT,
        minutes=80,
        modality=Modality.VIDEO,
        attendance=Attendance.LATE,
        risk="asked; none reported",
        place="room 2",
        present=(person.id,),
        number=99,
    )
    kept = record.run(sessions.add, told, factory.AT)
    assert record.run(sessions.get, kept) == replace(told, id=kept, number=1)


def test_a_changed_session_is_kept_as_it_is_now(record: Store, heron: ClientId) -> None:
    """Every fact may change but whose session it is."""
    hour = factory.add_session(record, heron)
    moved = factory.session(
        ClientId("of no matter"),
        id=hour,
        starts_at=factory.weeks_ago(1),
        attendance=Attendance.MISSED,
        present=(PersonId("ab"),),
    )
    record.run(sessions.change, moved, factory.AT)
    assert record.run(sessions.get, hour) == replace(moved, client_id=heron)


@pytest.mark.parametrize(
    ("ask", "what"),
    [
        (lambda db: sessions.get(db, SessionId("0")), "session"),
        (lambda db: sessions.number_of(db, SessionId("0")), "session"),
        (lambda db: sessions.change(db, factory.session(ClientId("0")), factory.AT), "session"),
        (lambda db: sessions.add(db, factory.session(ClientId("0")), factory.AT), "client"),
    ],
)
def test_what_is_not_there_is_not_found(record: Store, ask: Callable[..., Any], what: str) -> None:
    """An unknown session or client is named by its kind."""
    with pytest.raises(NotFound) as refused:
        record.run(ask)
    assert refused.value.what == what


# --- numbers -------------------------------------------------------------------------------------


def test_only_sessions_that_were_held_are_numbered(record: Store, heron: ClientId) -> None:
    """The count goes on over gaps: cancelled, missed and planned ones have no number."""
    held = Attendance.ATTENDED
    told = [(9, held), (8, NOT_HELD[0]), (7, Attendance.LATE), (6, NOT_HELD[1])]
    told += [(5, NOT_HELD[2]), (4, NOT_HELD[3]), (3, held)]
    fill(record, heron, told)
    assert numbers(record, heron) == [1, None, 2, None, None, None, 3]


def test_the_order_of_entry_does_not_matter(record: Store, heron: ClientId) -> None:
    """A session that is entered late takes its place in time, and those after it move on."""
    fill(record, heron, [(3, Attendance.ATTENDED), (1, Attendance.ATTENDED)])
    (between,) = fill(record, heron, [(2, Attendance.ATTENDED)])
    assert record.run(sessions.get, between).number == 2
    assert numbers(record, heron) == [1, 2, 3]


def test_sessions_at_the_same_time_have_numbers_of_their_own(
    record: Store, heron: ClientId
) -> None:
    """Of twins, the one entered first counts first, wherever it is asked for."""
    twins = fill(record, heron, [(2, Attendance.ATTENDED)] * 3)
    assert [record.run(sessions.get, twin).number for twin in twins] == [1, 2, 3]
    assert [session.id for session in record.run(sessions.of_client, heron)] == twins


def test_clients_are_counted_apart(record: Store, heron: ClientId) -> None:
    """Another client's sessions change no number."""
    fill(record, heron, [(2, Attendance.ATTENDED)])
    wren = factory.add_client(record, "Wren")
    (first,) = fill(record, wren, [(1, Attendance.ATTENDED)])
    assert record.run(sessions.get, first).number == 1


def test_a_number_is_the_same_by_whatever_way_it_is_asked(record: Store, heron: ClientId) -> None:
    """Thirty random diaries: one by one, by day and all together agree."""
    source = random.Random(3)
    told = [(source.randrange(12), source.choice(list(Attendance))) for _ in range(30)]
    fill(record, heron, told)
    together = record.run(sessions.of_client, heron)
    for session in together:
        assert record.run(sessions.get, session.id) == session
        assert session in record.run(sessions.of_day, session.starts_at.date())
        if session.number:
            assert record.run(sessions.number_of, session.id) == session.number


def test_a_planned_session_knows_the_number_it_would_have(record: Store, heron: ClientId) -> None:
    """One more than were held before it, and it has none yet."""
    fill(record, heron, [(3, Attendance.ATTENDED), (2, Attendance.MISSED)])
    (planned,) = fill(record, heron, [(-1, Attendance.PLANNED)])
    assert record.run(sessions.get, planned).number is None
    assert record.run(sessions.number_of, planned) == 2


# --- a day ---------------------------------------------------------------------------------------


def test_a_day_holds_its_own_sessions_from_midnight_to_midnight(
    record: Store, heron: ClientId
) -> None:
    """The first and the last minute belong to it, the next midnight does not."""
    for at in ((17, 23, 59), (18, 0, 0), (18, 23, 59), (19, 0, 0)):
        factory.add_session(record, heron, starts_at=datetime(2025, 11, *at))
    found = record.run(sessions.of_day, date(2025, 11, 18))
    assert [(s.starts_at.hour, s.number) for s in found] == [(0, 2), (23, 3)]


# --- beginning now -------------------------------------------------------------------------------


def begin_now(record: Store, client: ClientId, now: datetime = factory.HELD_AT) -> SessionId:
    """Begin a session at this moment on the wall."""
    return record.run(sessions.begin_now, client, now, factory.AT)


def test_beginning_now_without_an_appointment_makes_a_session(
    record: Store, heron: ClientId
) -> None:
    """It began at the last full hour and was held."""
    begun = begin_now(record, heron, factory.HELD_AT + timedelta(minutes=47, seconds=3))
    found = record.run(sessions.get, begun)
    assert (found.starts_at, found.attendance) == (factory.HELD_AT, Attendance.ATTENDED)


@pytest.mark.parametrize("attendance", [Attendance.PLANNED, Attendance.ATTENDED, Attendance.LATE])
def test_beginning_now_takes_the_appointment_of_today(
    record: Store, heron: ClientId, attendance: Attendance
) -> None:
    """The hour that is in the diary is the hour that is written up."""
    planned = factory.add_session(record, heron, attendance=attendance)
    assert begin_now(record, heron, factory.HELD_AT + timedelta(hours=2)) == planned


def test_beginning_now_goes_on_with_a_draft(record: Store, heron: ClientId) -> None:
    """A session whose note is a draft is gone on with; a second click makes no second hour."""
    begun = begin_now(record, heron)
    factory.write_note(record, begun)
    assert begin_now(record, heron) == begun
    assert len(record.run(sessions.of_client, heron)) == 1


@pytest.mark.parametrize(
    "attendance", [Attendance.MISSED, Attendance.CANCELLED_BY_CLIENT, Attendance.ATTENDED]
)
def test_beginning_now_leaves_what_is_over(
    record: Store, heron: ClientId, attendance: Attendance
) -> None:
    """A missed hour, or one whose note is signed, is not begun again; nor is another day's."""
    over = factory.add_session(record, heron, attendance=attendance)
    if attendance is Attendance.ATTENDED:
        factory.sign_note(record, over)
    factory.add_session(record, heron, starts_at=factory.weeks_ago(1))
    factory.add_session(record, factory.add_client(record, "Wren"))
    assert begin_now(record, heron) not in {s.id for s in record.run(sessions.of_client, heron)[:2]}
    assert len(record.run(sessions.of_client, heron)) == 3


# --- the frame -----------------------------------------------------------------------------------


def test_the_frame_hears_from_sessions_and_from_what_was_noted(
    record: Store, heron: ClientId
) -> None:
    """Lateness, cancellations and missed hours need no entry of their own; all stand by day."""
    told = [(5, Attendance.LATE), (4, Attendance.ATTENDED), (3, Attendance.CANCELLED_BY_CLIENT)]
    told += [
        (2, Attendance.CANCELLED_BY_THERAPIST),
        (1, Attendance.MISSED),
        (-1, Attendance.PLANNED),
    ]
    ids = fill(record, heron, told)
    noted = factory.frame_event(heron, on=factory.weeks_ago(4).date(), kind=FrameKind.FEE)
    event = record.run(sessions.note_frame, noted, factory.AT)
    found = record.run(sessions.frame_of, heron)
    assert [(e.kind, e.session_id, e.words) for e in found] == [
        (FrameKind.LATE, ids[0], "late"),
        (FrameKind.FEE, None, "two weeks away"),
        (FrameKind.CANCELLED, ids[2], "cancelled by the client"),
        (FrameKind.ABSENCE, ids[3], "cancelled by the therapist"),
        (FrameKind.MISSED, ids[4], "missed"),
    ]
    assert found[1] == replace(noted, id=event)


def test_what_was_noted_about_the_frame_can_be_changed(record: Store, heron: ClientId) -> None:
    """Kind, day and words may change; whose it is stays."""
    event_id = record.run(sessions.note_frame, factory.frame_event(heron), factory.AT)
    noted = record.run(sessions.frame_event, event_id)
    told = replace(noted, kind=FrameKind.GIFT, on=factory.weeks_ago(1).date(), words="honey")
    record.run(sessions.change_frame, replace(told, client_id=ClientId("0")), factory.AT)

    assert record.run(sessions.frame_event, event_id) == told
    assert record.run(audit.entries)[0].act == "change"


def test_what_was_noted_about_the_frame_can_be_removed(record: Store, heron: ClientId) -> None:
    """It lies in the trash and comes back as it was; the trail knows of it."""
    event_id = record.run(sessions.note_frame, factory.frame_event(heron), factory.AT)
    noted = record.run(sessions.frame_event, event_id)

    assert record.run(sessions.remove_frame, event_id, factory.AT) == noted
    assert record.run(sessions.frame_of, heron) == ()
    assert [entry.act for entry in record.run(audit.entries)][:2] == ["delete", "to the trash"]

    assert record.run(sessions.restore_frame, noted, factory.AT) == event_id
    assert record.run(sessions.frame_of, heron) == (noted,)


@pytest.mark.parametrize("operation", [sessions.frame_event, sessions.remove_frame])
def test_what_was_never_noted_is_not_found(record: Store, operation: Any) -> None:
    """Neither to read nor to remove."""
    more = () if operation is sessions.frame_event else (factory.AT,)
    with pytest.raises(NotFound):
        record.run(operation, "0" * 32, *more)


def test_the_course_is_sessions_and_frame_in_one(record: Store, heron: ClientId) -> None:
    """What a session says of the frame stands there once, beside what was noted."""
    late = factory.add_session(record, heron, attendance=Attendance.LATE)
    record.run(sessions.note_frame, factory.frame_event(heron, on=date(2030, 1, 1)), factory.AT)
    course = record.run(sessions.course_of, heron)

    assert course.sessions == record.run(sessions.of_client, heron)
    assert course.frame == record.run(sessions.frame_of, heron)
    assert [event.session_id for event in course.frame] == [late, None]


def test_the_frame_of_one_client_is_not_that_of_another(record: Store, heron: ClientId) -> None:
    """Each frame is one's own."""
    record.run(sessions.note_frame, factory.frame_event(heron), factory.AT)
    assert record.run(sessions.frame_of, factory.add_client(record, "Wren")) == ()


# --- damage --------------------------------------------------------------------------------------


DAMAGE = [
    "risk = 'none'",
    "starts_at = '2025-11-18T14:00'",
    "starts_at = 'noon'",
    "attendance = 'dreamt'",
    "modality = 'by letter'",
    "present = '[\"someone\"]'",
    "present = 'nobody'",
    "minutes = 5",
    "changed_at = ''",
]


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_session_leaves_the_diary_readable(
    record: Store, heron: ClientId, damage: str
) -> None:
    """It is among the others, marked, without a word of its own."""
    fill(record, heron, [(3, Attendance.ATTENDED), (1, Attendance.ATTENDED)])
    hurt = factory.add_session(record, heron, starts_at=factory.weeks_ago(2), risk="asked")
    factory.meddle(record, f"UPDATE session SET {damage} WHERE id = ?", hurt)
    found = record.run(sessions.of_client, heron)
    assert len(found) == 3
    (damaged,) = [session for session in found if session.damaged]
    assert (damaged.id, damaged.risk, damaged.present) == (hurt, DAMAGED, ())
    assert record.run(sessions.get, hurt).damaged
    assert record.run(sessions.frame_of, heron) is not None


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_session_cannot_be_saved_over(
    record: Store, heron: ClientId, damage: str
) -> None:
    """What is kept stays as it was found."""
    hurt = factory.add_session(record, heron)
    factory.meddle(record, f"UPDATE session SET {damage}")
    before = factory.rows_of(record, "SELECT * FROM session")
    with pytest.raises(RowDamaged):
        record.run(sessions.change, factory.session(heron, id=hurt), factory.AT)
    assert factory.rows_of(record, "SELECT * FROM session") == before


@pytest.mark.parametrize("damage", ["words = 'none'", "kind = 'quake'", "\"on\" = 'some day'"])
def test_a_damaged_event_leaves_the_frame_readable(
    record: Store, heron: ClientId, damage: str
) -> None:
    """It is there, marked, and says nothing."""
    record.run(sessions.note_frame, factory.frame_event(heron), factory.AT)
    factory.meddle(record, f"UPDATE frame_event SET {damage}")
    (event,) = record.run(sessions.frame_of, heron)
    assert (event.damaged, event.words) == (True, DAMAGED)
    assert event.kind in FrameKind


def test_what_a_damaged_session_says_of_the_frame_is_marked(record: Store, heron: ClientId) -> None:
    """A missed hour that someone may have made up is not taken for true."""
    factory.add_session(record, heron)
    factory.meddle(record, "UPDATE session SET attendance = 'missed'")
    assert [event.damaged for event in record.run(sessions.frame_of, heron)] == [True]


def test_who_was_present_is_kept_beside_the_other_facts(record: Store, heron: ClientId) -> None:
    """Nothing else of the session changes, and the trail tells of it."""
    hour = factory.add_session(record, heron, risk="none reported", place="Room 2")
    before = record.run(sessions.get, hour)
    [person] = record.run(clients.get, heron).people
    record.run(sessions.say_present, hour, [person.id], factory.AT)
    assert record.run(sessions.get, hour) == replace(before, present=(person.id,))
    record.run(sessions.say_present, hour, [], factory.AT)
    assert record.run(sessions.get, hour) == before
    with pytest.raises(NotFound):
        record.run(sessions.say_present, SessionId("f" * 32), [], factory.AT)

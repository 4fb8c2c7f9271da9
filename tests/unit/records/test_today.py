"""A day shows who is expected and what waits, at a cost that does not grow with the years."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import event

import factory
from practicenotes import catalog
from practicenotes.domain import settings as known
from practicenotes.domain.notes import Note, NoteState
from practicenotes.domain.people import ClientId, FileKind
from practicenotes.domain.sessions import Attendance, SessionId
from practicenotes.records import letters, notes, settings, today
from practicenotes.records.schema import NoteRow
from practicenotes.records.today import Today
from practicenotes.vault import Store
from practicenotes.vault.rows import DAMAGED


def get(record: Store, day: date = factory.DAY) -> Today:
    """Return a day."""
    return record.run(today.get, day)


def test_a_day_without_anything_is_empty(record: Store, heron: ClientId) -> None:
    """Nobody is expected and nothing waits."""
    factory.add_session(record, heron, starts_at=factory.weeks_ago(1))
    assert get(record) == Today(factory.DAY, (), (), ())


def test_the_sessions_of_a_day_stand_in_their_order(record: Store) -> None:
    """Each with the client's code name and kind, and whether there is a consent."""
    for name, hours, told in (
        ("Wren", 3, {"kind": FileKind.COUPLE}),
        ("Heron", 0, {"consent": "signed in March"}),
        ("Alder", 2, {"consent": "  "}),
    ):
        client = factory.add_client(record, name, **told)
        factory.add_session(record, client, starts_at=factory.HELD_AT + timedelta(hours=hours))
    found = get(record).appointments
    assert [(a.code_name, a.session.starts_at.hour, a.kind, a.has_consent) for a in found] == [
        ("Heron", 13, FileKind.INDIVIDUAL, True),
        ("Alder", 15, FileKind.INDIVIDUAL, False),
        ("Wren", 16, FileKind.COUPLE, False),
    ]


@pytest.mark.parametrize(
    ("attendance", "number"),
    [(Attendance.ATTENDED, 3), (Attendance.PLANNED, 3), (Attendance.MISSED, 3)],
)
def test_an_appointment_has_its_number_or_the_one_it_will_have(
    record: Store, heron: ClientId, attendance: Attendance, number: int
) -> None:
    """Counted over what was held before it, whatever is in the diary after it."""
    for weeks in (2, 3, -1):
        factory.add_session(record, heron, starts_at=factory.weeks_ago(weeks))
    factory.add_session(record, heron, attendance=attendance)
    assert [a.number for a in get(record).appointments] == [number]


def test_an_appointment_knows_its_note(record: Store, heron: ClientId, hour: SessionId) -> None:
    """None yet, then a draft, then signed at its instant; one in error does not count."""
    (before,) = get(record).appointments
    assert (before.note_id, before.note_state, before.signed_at) == (None, None, None)
    in_error = factory.write_note(record, hour)
    _enter_in_error(record, in_error)
    assert get(record).appointments[0].note_id is None
    draft = factory.write_note(record, hour)
    (written,) = get(record).appointments
    assert (written.note_id, written.note_state) == (draft.id, NoteState.DRAFT)
    factory.sign_note(record, hour)
    (signed,) = get(record).appointments
    assert (signed.note_state, signed.signed_at) == (NoteState.SIGNED, factory.AT)


def test_drafts_of_other_days_wait_and_those_of_today_do_not(
    record: Store, heron: ClientId, hour: SessionId
) -> None:
    """The oldest first; what is signed has stopped waiting."""
    factory.write_note(record, hour)
    waiting = []
    for weeks in (1, 3, 2):
        earlier = factory.add_session(record, heron, starts_at=factory.weeks_ago(weeks))
        factory.write_note(record, earlier)
        waiting.append(earlier)
    factory.sign_note(record, waiting[2])
    found = get(record).drafts
    assert [(w.session_id, w.on, w.number, w.code_name) for w in found] == [
        (waiting[1], factory.weeks_ago(3).date(), 1, "Heron"),
        (waiting[0], factory.weeks_ago(1).date(), 3, "Heron"),
    ]
    assert {w.client_id for w in found} == {heron}


def test_many_drafts_wait_behind_the_first(record: Store, heron: ClientId) -> None:
    """Whoever signs nothing for years sees the oldest, and how many more there are."""
    for weeks in range(1, 6):
        hour = factory.add_session(record, heron, starts_at=factory.weeks_ago(weeks))
        factory.write_note(record, hour)
    record.run(notes.begin_another, heron, None, catalog.note_template("contact"), factory.AT)

    def first(most: int) -> tuple[list[date | None], int]:
        found = record.run(today.get, factory.DAY, most)
        return [each.on for each in found.drafts], found.more_drafts

    oldest = [factory.weeks_ago(weeks).date() for weeks in (5, 4, 3, 2, 1)]
    assert first(2) == (oldest[:2], 4)
    assert first(6) == ([*oldest, factory.DAY], 0)


def test_letters_wait_until_they_are_approved(record: Store, heron: ClientId) -> None:
    """The oldest first, with the kind of letter."""
    ids = []
    for day in (9, 3):
        kind = factory.letter_kind()
        begun = record.run(letters.begin, heron, kind, date(2025, 11, day), factory.AT)
        ids.append(begun.id)
    found = get(record).letters
    assert [(w.letter_id, w.on and w.on.day, w.what) for w in found] == [
        (ids[1], 3, "Progress letter"),
        (ids[0], 9, "Progress letter"),
    ]
    letter = record.run(letters.get, ids[0])
    told = {"recipient": "Dr. Voss", "subject": "Re: him", "consent": factory.CONSENT}
    record.run(letters.save, replace(letter, **told), factory.AT)
    record.run(letters.approve, letter.id, b"%PDF", factory.AT)
    assert [w.letter_id for w in get(record).letters] == [ids[1]]


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE client SET code_name = 'Egret', consent = 'made up'",
        "UPDATE client SET kind = 'crowd'",
        "UPDATE session SET attendance = 'dreamt'",
        "UPDATE session SET risk = 'x'",
        "UPDATE note SET state = 'lost'",
        "UPDATE note SET saved_at = 'x'",
        "UPDATE letter SET kind_name = 'Egret'",
        "UPDATE letter SET written_on = 'x'",
    ],
)
def test_a_day_stands_whatever_is_damaged(
    record: Store, heron: ClientId, hour: SessionId, damage: str
) -> None:
    """Whoever is expected is shown, without a word that someone may have put there."""
    factory.write_note(record, hour)
    other = factory.add_session(record, heron, starts_at=factory.weeks_ago(1))
    factory.write_note(record, other)
    record.run(letters.begin, heron, factory.letter_kind(), factory.DAY, factory.AT)
    factory.meddle(record, damage)
    found = get(record)
    assert len(found.appointments) == 1
    assert "Egret" not in repr(found)
    if "client" in damage:
        assert {a.code_name for a in found.appointments} == {DAMAGED}
        assert not any(a.has_consent for a in found.appointments)


def count_rows(record: Store, operation: Callable[..., Any], *arguments: Any) -> int:
    """Return how many rows an operation reads as objects."""
    loaded = []

    def counted(db: Any) -> None:
        event.listen(db, "loaded_as_persistent", lambda _db, row: loaded.append(row))
        operation(db, *arguments)

    record.run(counted)
    return len(loaded)


def test_a_day_reads_no_history(record: Store, heron: ClientId, hour: SessionId) -> None:
    """Fifty sessions of the past, with notes, do not make a day read one row more."""
    factory.sign_note(record, hour)
    before = count_rows(record, today.get, factory.DAY)
    for weeks in range(1, 51):
        earlier = factory.add_session(record, heron, starts_at=factory.weeks_ago(weeks))
        factory.sign_note(record, earlier)
    assert get(record).appointments[0].number == 51
    assert count_rows(record, today.get, factory.DAY) == before


def test_the_fortnight_before_is_looked_back_on(record: Store, heron: ClientId) -> None:
    """Sessions that were held in the two weeks before a day stand there, latest first."""
    wren = factory.add_client(record, "Wren")
    factory.add_session(record, heron)
    for weeks in (1, 2, 3):
        factory.add_session(record, heron, starts_at=factory.weeks_ago(weeks))
    day_before = factory.HELD_AT - timedelta(days=1)
    factory.add_session(record, wren, starts_at=day_before)
    factory.add_session(record, wren, starts_at=day_before, attendance=Attendance.MISSED)

    found = record.run(today.recent, factory.DAY)

    assert [(each.code_name, each.on) for each in found] == [
        ("Wren", date(2025, 11, 17)),
        ("Heron", date(2025, 11, 11)),
        ("Heron", date(2025, 11, 4)),
    ]


def _enter_in_error(record: Store, note: Note) -> None:
    def enter(db: Any) -> None:
        db.get_one(NoteRow, note.id).state = NoteState.IN_ERROR

    record.run(enter)


@pytest.mark.parametrize(("allowed", "waits"), [(3, 7), (6, 7), (7, 0), (0, 0)])
def test_a_draft_older_than_the_limit_says_how_long_it_waits(
    record: Store, heron: ClientId, allowed: int, waits: int
) -> None:
    """Counted from its session; where no limit is set, nothing is said."""
    record.run(settings.put, known.DRAFT_DAYS, allowed)
    factory.write_note(record, factory.add_session(record, heron, starts_at=factory.weeks_ago(1)))
    (draft,) = record.run(today.get, factory.DAY).drafts
    assert draft.waits == waits


@pytest.mark.parametrize(("allowed", "waits"), [(3, 7), (6, 7), (7, 0), (0, 0)])
def test_a_draft_of_no_session_counts_from_its_beginning(
    record: Store, heron: ClientId, allowed: int, waits: int
) -> None:
    """A contact note or a plan that is never finished is named as any other draft."""
    record.run(settings.put, known.DRAFT_DAYS, allowed)
    form = catalog.note_template("contact")
    begun_at = factory.AT - timedelta(days=7)
    record.run(notes.begin_another, heron, None, form, begun_at)
    (draft,) = record.run(today.get, factory.DAY).drafts
    assert (draft.what, draft.waits) == (form.name, waits)

"""The timeline tells everything once, latest first, and stands whatever is damaged."""

from datetime import date, datetime, time
from typing import Any

import pytest

import factory
from practicenotes.domain.letters import LetterState
from practicenotes.domain.notes import AddendumKind, NoteState
from practicenotes.domain.people import ClientId
from practicenotes.domain.sessions import Attendance, FrameKind, Modality
from practicenotes.records import cards, letters, measures, notes, sessions, timeline
from practicenotes.records.schema import NoteRow
from practicenotes.records.timeline import Entry, EntryKind
from practicenotes.vault import Store
from practicenotes.vault.rows import DAMAGED


def told(record: Store, client: ClientId) -> tuple[Entry, ...]:
    """Return the timeline."""
    return record.run(timeline.of_client, client)


def only(record: Store, client: ClientId) -> Entry:
    """Return the one entry of a timeline."""
    (entry,) = told(record, client)
    return entry


def measured(record: Store, client: ClientId, total: int, on: date, **more: Any) -> None:
    """File a questionnaire."""
    result = factory.result(client, total, taken_on=on, **more)
    record.run(measures.add, result, None, factory.AT)


def test_a_client_without_a_history_has_none(record: Store, heron: ClientId) -> None:
    """An empty timeline is empty."""
    assert told(record, heron) == ()


@pytest.mark.parametrize(
    ("card", "line"),
    [
        ({"answers": (7, None, 0)}, "filled in on paper, 2 of 3 lines"),
        ({"comment": "KANARIE"}, "filled in on paper, 0 of 3 lines, words added"),
    ],
)
def test_a_client_card_is_told_without_what_it_says(
    record: Store, heron: ClientId, card: dict[str, Any], line: str
) -> None:
    """How and how far it was filled in stands there, never a number or a word of the client."""
    answers = card.pop("answers", ())
    record.run(cards.add, factory.paper(heron, *answers, **card), factory.AT)

    entry = only(record, heron)

    assert (entry.kind, entry.title, entry.line) == (EntryKind.CARD, "Client card", line)
    assert entry.at == datetime.combine(factory.DAY, time(12))
    assert entry.finished
    assert "KANARIE" not in repr(entry)


def test_a_card_that_was_not_given_back_is_told_as_such(record: Store, heron: ClientId) -> None:
    """The timeline knows that the hand-over was interrupted."""
    record.run(cards.begin, factory.card(heron, 7), factory.AT)

    assert not only(record, heron).finished


def test_a_damaged_card_stands_in_the_timeline(record: Store, heron: ClientId) -> None:
    """It is named as damaged and says nothing."""
    record.run(cards.add, factory.paper(heron, 7), factory.AT)
    factory.meddle(record, "UPDATE client_card SET comment = 'x'")

    entry = only(record, heron)

    assert (entry.damaged, entry.line) == (True, "")


def test_everything_stands_in_one_order_latest_first(record: Store, heron: ClientId) -> None:
    """Sessions, letters, questionnaires and the frame, of this client alone."""
    factory.add_session(record, factory.add_client(record, "Wren"))
    kind = factory.letter_kind()
    record.run(letters.begin, heron, kind, date(2025, 11, 18), factory.AT)
    record.run(letters.begin, heron, kind, date(2025, 11, 3), factory.AT)
    measured(record, heron, 9, date(2025, 11, 5))
    event = factory.frame_event(heron, on=date(2025, 11, 11), kind=FrameKind.GIFT)
    record.run(sessions.note_frame, event, factory.AT)
    for weeks in (2, 0, 1):
        factory.add_session(record, heron, starts_at=factory.weeks_ago(weeks))
    found = told(record, heron)
    assert [(entry.kind, entry.at.day) for entry in found] == [
        (EntryKind.SESSION, 18),
        (EntryKind.LETTER, 18),
        (EntryKind.SESSION, 11),
        (EntryKind.FRAME, 11),
        (EntryKind.MEASURE, 5),
        (EntryKind.SESSION, 4),
        (EntryKind.LETTER, 3),
    ]
    assert [entry.title for entry in found if entry.kind is EntryKind.SESSION] == [
        "Session 3",
        "Session 2",
        "Session 1",
    ]


def test_of_two_sessions_at_one_time_the_later_number_comes_first(
    record: Store, heron: ClientId
) -> None:
    """Latest first holds within the minute too."""
    for _ in range(3):
        factory.add_session(record, heron)
    assert [entry.title[-1] for entry in told(record, heron)] == ["3", "2", "1"]


@pytest.mark.parametrize(
    ("attendance", "title", "line"),
    [
        (Attendance.ATTENDED, "Session 1", "13:00, by video"),
        (Attendance.LATE, "Session 1", "13:00, by video"),
        (Attendance.PLANNED, "Session", "planned"),
        (Attendance.MISSED, "Session", "missed"),
        (Attendance.CANCELLED_BY_CLIENT, "Session", "cancelled by the client"),
    ],
)
def test_a_session_without_a_note_says_what_became_of_it(
    record: Store, heron: ClientId, attendance: Attendance, title: str, line: str
) -> None:
    """When and how it was held, or why it was not."""
    factory.add_session(record, heron, attendance=attendance, modality=Modality.VIDEO)
    entry = only(record, heron)
    assert (entry.title, entry.line, entry.note_id) == (title, line, None)
    assert entry.at == factory.HELD_AT
    assert entry.session is not None
    assert entry.session.attendance is attendance


def test_a_session_shows_its_note_and_the_state_it_is_in(record: Store, heron: ClientId) -> None:
    """The first line of a draft, then of the signed note with what was added."""
    hour = factory.add_session(record, heron)
    note = factory.write_note(record, hour, {"plan": "He spoke.\nAnd more."})
    entry = only(record, heron)
    assert (entry.line, entry.note_id, entry.note_state, entry.addenda) == (
        "He spoke.",
        note.id,
        NoteState.DRAFT,
        0,
    )
    record.run(notes.sign, note.id, factory.AT)
    for count in (1, 2):
        arguments = (AddendumKind.ADDENDUM, "", "more", factory.AT)
        record.run(notes.add_to, note.id, *arguments)
        entry = only(record, heron)
        assert (entry.note_state, entry.addenda) == (NoteState.SIGNED, count)


def test_a_note_entered_in_error_is_not_the_note_of_a_session(
    record: Store, heron: ClientId
) -> None:
    """The session stands there as if it had none."""
    note = factory.write_note(record, factory.add_session(record, heron))

    def enter(db: Any) -> None:
        db.get_one(NoteRow, note.id).state = NoteState.IN_ERROR

    record.run(enter)
    assert only(record, heron).note_id is None


def test_a_letter_shows_to_whom_and_whether_it_is_approved(record: Store) -> None:
    """A draft without a recipient says so."""
    client = factory.add_client(record, referrer="")
    begun = record.run(letters.begin, client, factory.letter_kind(), factory.DAY, factory.AT)
    entry = only(record, client)
    assert (entry.title, entry.line) == ("Progress letter", "no recipient yet")
    assert (entry.id, entry.letter_state) == (begun.id, LetterState.DRAFT)
    assert entry.at == datetime.combine(factory.DAY, time(12))
    other = factory.add_client(record, "Wren", referrer="Dr. Voss")
    record.run(letters.begin, other, factory.letter_kind(), factory.DAY, factory.AT)
    assert only(record, other).line == "to Dr. Voss"


def test_a_questionnaire_shows_its_total_and_the_one_before(record: Store, heron: ClientId) -> None:
    """Each form beside its own last total, not beside another form's."""
    measured(record, heron, 17, date(2025, 9, 2))
    measured(record, heron, 11, date(2025, 9, 2), measure_id="gad7", name="GAD-7")
    measured(record, heron, 9, date(2025, 11, 4))
    assert [(entry.title, entry.line) for entry in told(record, heron)] == [
        ("PHQ-9", "total 9, was 17 on 2 September"),
        ("GAD-7", "total 11"),
        ("PHQ-9", "total 17"),
    ]


def test_an_event_of_the_frame_shows_its_words(record: Store, heron: ClientId) -> None:
    """What sessions say of the frame themselves is not said twice."""
    factory.add_session(record, heron, attendance=Attendance.MISSED)
    event = factory.frame_event(heron, on=date(2025, 1, 1))
    record.run(sessions.note_frame, event, factory.AT)
    _, entry = told(record, heron)
    assert (entry.title, entry.line) == ("Break", "two weeks away")


@pytest.mark.parametrize(
    ("kind", "damage"),
    [
        (EntryKind.SESSION, "UPDATE session SET attendance = 'dreamt' WHERE row = 1"),
        (EntryKind.SESSION, "UPDATE session SET starts_at = 'noon' WHERE row = 1"),
        (EntryKind.SESSION, "UPDATE session SET risk = 'x' WHERE row = 1"),
        (EntryKind.SESSION, "UPDATE note SET summary = 'never said'"),
        (EntryKind.SESSION, "UPDATE note SET state = 'lost'"),
        (EntryKind.SESSION, "UPDATE note SET begun_at = 'once'"),
        (EntryKind.LETTER, "UPDATE letter SET recipient = 'never said'"),
        (EntryKind.LETTER, "UPDATE letter SET written_on = 'soon'"),
        (EntryKind.LETTER, "UPDATE letter SET state = 'lost'"),
        (EntryKind.MEASURE, "UPDATE measure_result SET total = 99"),
        (EntryKind.MEASURE, "UPDATE measure_result SET taken_on = 'soon'"),
        (EntryKind.MEASURE, "UPDATE measure_result SET answers = 'x'"),
        (EntryKind.FRAME, "UPDATE frame_event SET words = 'never said'"),
        (EntryKind.FRAME, "UPDATE frame_event SET kind = 'quake'"),
        (EntryKind.FRAME, "UPDATE frame_event SET \"on\" = 'soon'"),
    ],
)
def test_one_damaged_thing_leaves_the_timeline_whole(
    record: Store, heron: ClientId, kind: EntryKind, damage: str
) -> None:
    """It is there and marked, without a word or a number; all others are as they were."""
    hour = factory.add_session(record, heron)
    factory.write_note(record, hour)
    factory.add_session(record, heron, starts_at=factory.weeks_ago(1))
    record.run(letters.begin, heron, factory.letter_kind(), factory.DAY, factory.AT)
    measured(record, heron, 9, factory.DAY)
    record.run(sessions.note_frame, factory.frame_event(heron), factory.AT)
    before = told(record, heron)
    factory.meddle(record, damage)
    found = told(record, heron)
    assert len(found) == len(before)
    (hurt,) = [entry for entry in found if entry.damaged]
    assert hurt.kind is kind
    assert "never said" not in hurt.line
    assert "99" not in hurt.line
    assert {e for e in before if e.id != hurt.id} >= {e for e in found if not e.damaged}


def test_a_damaged_note_shows_no_first_line(record: Store, heron: ClientId) -> None:
    """The sign of damage stands in its place."""
    factory.write_note(record, factory.add_session(record, heron))
    factory.meddle(record, "UPDATE note SET summary = 'never said'")
    assert only(record, heron).line == DAMAGED


def test_a_damaged_total_is_no_one_elses_last_total(record: Store, heron: ClientId) -> None:
    """The next form is compared with the last one that can be read."""
    for total, day in ((17, 1), (3, 2), (9, 3)):
        measured(record, heron, total, date(2025, 11, day))
    factory.meddle(record, "UPDATE measure_result SET total = 27 WHERE total = 3")
    assert [entry.line for entry in told(record, heron)] == [
        "total 9, was 17 on 1 November",
        "",
        "total 17",
    ]


def test_a_form_without_a_total_says_so(record: Store, heron: ClientId) -> None:
    """It stands in the timeline, and the next form is compared with the last that has one."""
    measured(record, heron, 17, date(2025, 9, 2))
    record.run(
        measures.add,
        factory.result(heron, None, taken_on=date(2025, 10, 2), answers=(1, None)),
        None,
        factory.AT,
    )
    measured(record, heron, 9, date(2025, 11, 4))
    found = record.run(timeline.of_client, heron)

    assert [entry.line for entry in found if entry.kind is EntryKind.MEASURE] == [
        *("total 9, was 17 on 2 September", "no total, answers are missing"),
        "total 17",
    ]

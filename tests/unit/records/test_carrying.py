"""Former notes stand in the order of their days, and what was taken over is remembered."""

from datetime import timedelta

import pytest

import factory
from practicenotes import catalog
from practicenotes.domain import times
from practicenotes.domain.carrying import Carried
from practicenotes.domain.notes import Note, NoteId, NoteState
from practicenotes.domain.people import ClientId, NewClient
from practicenotes.errors import NoteSigned, NotFound
from practicenotes.records import carrying, clients, notes, sessions, trash
from practicenotes.vault import Store, audit


DAP = catalog.note_template("dap")


def write(record: Store, client: ClientId, days_ago: int, words: str) -> Note:
    """Return the note of an hour so many days ago."""
    at = factory.AT - timedelta(days=days_ago)
    held = record.run(sessions.begin_now, client, times.on_the_wall(at), at)
    begun = record.run(notes.begin, held, DAP, at)
    record.run(notes.save, begun.id, {"plan": words}, at)
    return record.run(notes.get, begun.id)


@pytest.fixture
def course(record: Store, heron: ClientId) -> list[Note]:
    """Give four notes a week apart, the newest first."""
    return [write(record, heron, days, f"Plan {days}") for days in (21, 14, 7, 0)][::-1]


def test_the_note_before_comes_first(record: Store, course: list[Note]) -> None:
    """Going back leads through all of them, and ends."""
    newest, *earlier = course
    for back, expected in enumerate(earlier):
        found = record.run(carrying.former, newest.id, back)
        assert (found.note.id, found.back, found.count) == (expected.id, back, 3)
    assert record.run(carrying.former, newest.id, 3) is None
    assert record.run(carrying.former, newest.id, -1) is None


def test_only_what_is_earlier_is_former(record: Store, course: list[Note]) -> None:
    """From a note in the middle, later ones are not offered, and the first has none."""
    found = record.run(carrying.former, course[2].id)
    assert (found.note.id, found.count) == (course[3].id, 1)
    assert record.run(carrying.former, course[3].id) is None


def test_notes_without_a_session_stand_on_the_day_they_were_begun(
    record: Store, heron: ClientId, course: list[Note]
) -> None:
    """A plan of ten days ago lies between the hours of seven and fourteen days ago."""
    at = factory.AT - timedelta(days=10)
    form = catalog.note_template("treatment_plan")
    plan = record.run(notes.begin_another, heron, None, form, at)
    found = record.run(carrying.former, course[0].id, 1)
    assert (found.note.id, found.on) == (plan.id, times.on_the_wall(at).date())


def test_another_client_has_no_part_in_it(record: Store, course: list[Note]) -> None:
    """Only notes of the same file are offered."""
    wren = record.run(clients.add, NewClient("Wren"), factory.AT)
    assert record.run(carrying.former, write(record, wren, 0, "Walk.").id) is None


def test_a_note_entered_in_error_is_not_offered(record: Store, course: list[Note]) -> None:
    """What does not stand is not carried on."""
    statement = f"UPDATE note SET state = '{NoteState.IN_ERROR.value}' WHERE id = '{course[1].id}'"
    record.on_connection(lambda connection: connection.exec_driver_sql(statement))
    assert record.run(carrying.former, course[0].id).note.id == course[2].id


def test_what_was_taken_over_is_remembered_once(record: Store, course: list[Note]) -> None:
    """The same words taken twice are one entry, which the trail tells."""
    walk = Carried("plan", "Plan 7", course[1].id, factory.DAY)
    record.run(carrying.take, course[0].id, walk, factory.AT)
    record.run(carrying.take, course[0].id, walk, factory.AT)
    assert record.run(carrying.of_note, course[0].id) == (walk,)
    assert [entry.act for entry in record.run(audit.entries)].count("carry over") == 1


def test_a_signed_note_takes_nothing_over(record: Store, course: list[Note]) -> None:
    """It is refused, and so is a note that is not there."""
    record.run(notes.sign, course[0].id, factory.AT)
    walk = Carried("plan", "Plan 7", course[1].id, factory.DAY)
    with pytest.raises(NoteSigned):
        record.run(carrying.take, course[0].id, walk, factory.AT)
    with pytest.raises(NotFound):
        record.run(carrying.take, NoteId("0" * 32), walk, factory.AT)
    with pytest.raises(NotFound):
        record.run(carrying.former, NoteId("0" * 32))


def test_a_former_note_in_the_trash_is_not_offered_until_it_is_back(
    record: Store, course: list[Note]
) -> None:
    """The one before it takes its place meanwhile."""
    trashed = record.run(trash.put_note, course[1].id, factory.AT)
    found = record.run(carrying.former, course[0].id)
    assert (found.note.id, found.count) == (course[2].id, 2)

    record.run(trash.restore, trashed, factory.AT)
    assert record.run(carrying.former, course[0].id).note.id == course[1].id


def test_what_was_carried_stays_with_the_note_that_holds_it(
    record: Store, course: list[Note]
) -> None:
    """Neither note needs the other to go to the trash, or to come back from it."""
    walk = Carried("plan", "Plan 7", course[1].id, factory.DAY)
    record.run(carrying.take, course[0].id, walk, factory.AT)

    former = record.run(trash.put_note, course[1].id, factory.AT)
    assert record.run(carrying.of_note, course[0].id) == (walk,)
    later = record.run(trash.put_note, course[0].id, factory.AT)
    record.run(trash.restore, former, factory.AT)
    assert record.run(carrying.of_note, course[1].id) == ()

    record.run(trash.restore, later, factory.AT)
    assert record.run(carrying.of_note, course[0].id) == (walk,)
    assert record.run(carrying.former, course[0].id).note.id == course[1].id


def test_a_damaged_entry_names_nothing_as_carried(record: Store, course: list[Note]) -> None:
    """Words that somebody changed from outside are not said to come from a former note."""
    walk = Carried("plan", "Plan 7", course[1].id, factory.DAY)
    record.run(carrying.take, course[0].id, walk, factory.AT)
    forged = "UPDATE carried SET words = 'Forged'"
    record.on_connection(lambda connection: connection.exec_driver_sql(forged))
    assert record.run(carrying.of_note, course[0].id) == ()


def test_many_former_notes_are_paged_one_at_a_time(record: Store, heron: ClientId) -> None:
    """Each step back is one note further from the one that is written, to the very first."""
    written = [write(record, heron, days, f"Plan {days}") for days in range(12)]
    seen = [record.run(carrying.former, written[0].id, back) for back in range(11)]
    assert [each.note.id for each in seen] == [note.id for note in written[1:]]
    assert {each.count for each in seen} == {11}
    assert [each.on for each in seen] == sorted((each.on for each in seen), reverse=True)


def test_the_words_of_a_former_note_stay_as_they_were(record: Store, course: list[Note]) -> None:
    """Taking words over changes nothing in the note that they come from, signed or not."""
    record.run(notes.sign, course[1].id, factory.AT)
    before = record.run(notes.get, course[1].id)
    walk = Carried("plan", "Plan 7", course[1].id, factory.DAY)
    record.run(carrying.take, course[0].id, walk, factory.AT)
    record.run(notes.save, course[0].id, {"plan": "Plan 0\n\nPlan 7"}, factory.AT)
    assert record.run(notes.get, course[1].id) == before


DAMAGE = [
    "UPDATE note SET begun_at = 'once' WHERE id = '{note}'",
    "UPDATE note SET state = 'odd' WHERE id = '{note}'",
    "UPDATE note SET template_version = 99 WHERE id = '{note}'",
    "UPDATE note SET summary = 'forged' WHERE id = '{note}'",
]


@pytest.mark.parametrize("damage", DAMAGE)
def test_one_damaged_note_takes_no_other_away(
    record: Store, course: list[Note], damage: str
) -> None:
    """It is left out, and the notes before it are still there to take words from."""
    newest, damaged, *sound = course
    factory.meddle(record, damage.format(note=damaged.id))

    for back, expected in enumerate(sound):
        found = record.run(carrying.former, newest.id, back)
        assert (found.note.id, found.back, found.count) == (expected.id, back, 2)
    assert record.run(carrying.former, newest.id, 2) is None


@pytest.mark.parametrize("damage", ["starts_at = 'once'", "attendance = 'odd'"])
def test_a_note_of_a_damaged_session_stands_on_the_day_it_was_begun(
    record: Store, course: list[Note], damage: str
) -> None:
    """The note itself can be read, so its words can be taken over."""
    newest, before, *_ = course
    factory.meddle(record, f"UPDATE session SET {damage} WHERE id = '{before.session_id}'")

    found = record.run(carrying.former, newest.id)

    assert (found.note.id, found.count) == (before.id, 3)
    assert found.on == times.on_the_wall(before.begun_at).date()


def test_a_damaged_note_that_is_open_breaks_nothing(record: Store, course: list[Note]) -> None:
    """It still stands on the day of its session, and what is before it is found."""
    factory.meddle(record, DAMAGE[0].format(note=course[0].id))

    assert record.run(carrying.former, course[0].id).note.id == course[1].id


def test_another_clients_damage_is_nothing_to_this_one(record: Store, course: list[Note]) -> None:
    """Only rows of the same file are read."""
    wren = record.run(clients.add, NewClient("Wren"), factory.AT)
    other = write(record, wren, 30, "Walk.")
    factory.meddle(record, DAMAGE[0].format(note=other.id))

    assert record.run(carrying.former, course[0].id).count == 3

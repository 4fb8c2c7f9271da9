"""Client files keep what was entered, under code names that nobody can mistake."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

import factory
from practicenotes.domain.notes import NoteId
from practicenotes.domain.people import ClientId, ClientStatus, FileKind, NewClient, Person
from practicenotes.domain.sessions import Attendance
from practicenotes.errors import CodeNameTaken, NameMissing, NotFound, RowDamaged
from practicenotes.records import clients, notes
from practicenotes.vault import Store, audit
from practicenotes.vault.rows import DAMAGED


NOW = factory.HELD_AT
FULL = NewClient(
    code_name="Juniper",
    kind=FileKind.COUPLE,
    status=ClientStatus.PAUSED,
    since=date(2024, 3, 1),
    people=(Person("Mara Lind", date(1980, 1, 2), "partner A", "a@b"), Person("Ole Lind")),
    pronoun="they",
    reason="Quarrels about moving",
    rhythm="weekly, Tuesdays 13:00",
    referrer="Dr. Voss",
    referrer_address="Elm Row 4",
    medication="none",
    consent="signed on 1 March",
)


def acts(store: Store) -> list[tuple[str, str]]:
    """Return what the audit trail tells, oldest first, each with its kind of thing."""
    entries = store.run(audit.entries)
    return [(entry.act, entry.object.partition(":")[0]) for entry in reversed(entries)]


def test_everything_that_was_entered_comes_back(record: Store) -> None:
    """Every detail and both people, in their order, each with an id."""
    found = record.run(clients.get, record.run(clients.add, FULL, factory.AT))
    for name in ("code_name", "kind", "status", "since", "pronoun", "reason", "rhythm"):
        assert getattr(found, name) == getattr(FULL, name)
    for name in ("referrer", "referrer_address", "medication", "consent"):
        assert getattr(found, name) == getattr(FULL, name)
    assert [(p.name, p.born, p.part, p.contact) for p in found.people] == [
        ("Mara Lind", date(1980, 1, 2), "partner A", "a@b"),
        ("Ole Lind", None, "", ""),
    ]
    assert all(len(person.id) == 32 for person in found.people)
    assert not found.damaged


@pytest.mark.parametrize("name", ["", "  ", "\n\t"])
def test_a_client_without_a_code_name_is_refused(record: Store, heron: ClientId, name: str) -> None:
    """Neither a new file nor a changed one goes without."""
    with pytest.raises(NameMissing):
        record.run(clients.add, factory.client(name), factory.AT)
    with pytest.raises(NameMissing):
        record.run(clients.change, heron, factory.client(name), factory.AT)
    assert [line.code_name for line in record.run(clients.find, NOW)] == ["Heron"]


@pytest.mark.parametrize(
    ("taken", "asked"),
    [
        ("Heron", "heron"),
        ("Heron", " HERON "),
        ("Élan", "éLAN"),
        ("Straße", "STRASSE"),
        ("Am\u00e9lie", "Ame\u0301lie"),
    ],
)
def test_a_code_name_is_given_once_however_it_is_written(
    record: Store, taken: str, asked: str
) -> None:
    """Capitals, space around it and the way an accent is typed make no other name."""
    factory.add_client(record, taken)
    other = factory.add_client(record, "Wren")
    for operation, arguments in (
        (clients.add, (factory.client(asked), factory.AT)),
        (clients.change, (other, factory.client(asked), factory.AT)),
    ):
        with pytest.raises(CodeNameTaken) as refused:
            record.run(operation, *arguments)
        assert refused.value.code_name == asked.strip()


def test_a_client_keeps_its_own_code_name(record: Store, heron: ClientId) -> None:
    """To write it in capitals is a change, not a clash."""
    record.run(clients.change, heron, factory.client("HERON"), factory.AT)
    assert record.run(clients.get, heron).code_name == "HERON"


def test_people_keep_their_ids_when_a_file_changes(record: Store) -> None:
    """Who stays is the same person under another name, who is new gets an id, who left is gone."""
    client = record.run(clients.add, FULL, factory.AT)
    mara, ole = record.run(clients.get, client).people
    grown = (Person("Noa Lind"), Person("Mara Berg", mara.born, mara.part, mara.contact, mara.id))
    record.run(clients.change, client, factory.client("Juniper", people=grown), factory.AT)
    noa, changed = record.run(clients.get, client).people
    assert (changed.id, changed.name) == (mara.id, "Mara Berg")
    assert noa.name == "Noa Lind"
    assert noa.id not in {mara.id, ole.id}


def test_the_trail_tells_who_came_changed_and_left(record: Store) -> None:
    """Each person has an entry of its own; one who stayed as they were has none."""
    client = record.run(clients.add, FULL, factory.AT)
    assert acts(record) == [("add", "person"), ("add", "person"), ("add", "client")]
    mara, _ = record.run(clients.get, client).people
    record.run(clients.change, client, factory.client("Juniper", people=(mara,)), factory.AT)
    assert acts(record)[3:] == [("remove", "person"), ("change", "client")]


@pytest.mark.parametrize(
    "ask",
    [
        clients.get,
        lambda db, client: clients.change(db, client, factory.client(), factory.AT),
    ],
)
def test_a_client_that_is_not_there_is_not_found(record: Store, ask: Callable[..., Any]) -> None:
    """An unknown id is named."""
    with pytest.raises(NotFound) as refused:
        record.run(ask, ClientId("0" * 32))
    assert (refused.value.what, refused.value.id) == ("client", "0" * 32)


# --- the list ------------------------------------------------------------------------------------


def test_the_list_is_by_code_name_as_people_read_it(record: Store) -> None:
    """Capitals and the order of entry do not matter."""
    for name in ("wren", "Élan", "Heron", "birch", "Alder"):
        factory.add_client(record, name)
    names = [line.code_name for line in record.run(clients.find, NOW)]
    assert names == ["Alder", "birch", "Heron", "wren", "Élan"]


def test_a_line_counts_what_was_held_and_knows_the_last_and_the_next(
    record: Store, heron: ClientId
) -> None:
    """Cancelled and missed sessions do not count; one that is being held now is not the next."""
    other = factory.add_client(record, "Wren")
    held_on = (3, 2, 1)
    for weeks in held_on:
        factory.add_session(record, heron, starts_at=factory.weeks_ago(weeks))
    for weeks, attendance in (
        (4, Attendance.MISSED),
        (0, Attendance.CANCELLED_BY_CLIENT),
        (5, Attendance.PLANNED),
        (-1, Attendance.PLANNED),
        (-2, Attendance.PLANNED),
    ):
        factory.add_session(
            record, heron, starts_at=factory.weeks_ago(weeks), attendance=attendance
        )
    first, second = record.run(clients.find, NOW)
    assert (first.sessions_held, first.last_seen, first.next_seen) == (
        3,
        factory.weeks_ago(1).date(),
        factory.weeks_ago(-1).date(),
    )
    assert (second.id, second.sessions_held, second.last_seen, second.next_seen) == (
        other,
        0,
        None,
        None,
    )


def test_a_session_that_begins_this_minute_is_the_next(record: Store, heron: ClientId) -> None:
    """The next one is counted from now on, this moment included."""
    factory.add_session(record, heron, starts_at=NOW, attendance=Attendance.PLANNED)
    assert record.run(clients.find, NOW)[0].next_seen == NOW.date()
    assert record.run(clients.find, NOW + timedelta(minutes=1))[0].next_seen is None


def test_a_line_says_whether_a_draft_waits(record: Store, heron: ClientId) -> None:
    """A signed note is no draft."""
    hour = factory.add_session(record, heron)
    assert not record.run(clients.find, NOW)[0].has_draft
    factory.write_note(record, hour)
    assert record.run(clients.find, NOW)[0].has_draft
    factory.sign_note(record, hour)
    assert not record.run(clients.find, NOW)[0].has_draft


def test_a_list_shows_no_legal_name(record: Store) -> None:
    """Nothing of the people is in any line."""
    record.run(clients.add, FULL, factory.AT)
    assert "Lind" not in repr(record.run(clients.find, NOW))


# --- damage --------------------------------------------------------------------------------------


DAMAGE = [
    "code_name = 'Egret'",
    "kind = 'crowd'",
    "status = 'gone'",
    "since = 'once'",
    "reason = 'another'",
    "changed_at = 'never'",
]


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_client_stands_in_the_list_without_its_name(record: Store, damage: str) -> None:
    """The others are as they were, and no text of the damaged one is shown."""
    hurt = factory.add_client(record, "Heron", reason="grief")
    factory.add_client(record, "Wren")
    factory.meddle(record, f"UPDATE client SET {damage} WHERE id = ?", hurt)
    wren, line = record.run(clients.find, NOW)
    assert (wren.code_name, wren.damaged) == ("Wren", False)
    assert (line.id, line.code_name, line.damaged) == (hurt, DAMAGED, True)
    found = record.run(clients.get, hurt)
    assert found.damaged
    assert (found.code_name, found.reason, found.consent) == (DAMAGED,) * 3
    assert found.kind in FileKind
    assert found.status in ClientStatus


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_client_cannot_be_saved_over(record: Store, damage: str) -> None:
    """What is kept stays as it was found."""
    hurt = factory.add_client(record)
    factory.meddle(record, f"UPDATE client SET {damage}")
    before = factory.rows_of(record, "SELECT * FROM client")
    with pytest.raises(RowDamaged):
        record.run(clients.change, hurt, factory.client("Egret"), factory.AT)
    assert factory.rows_of(record, "SELECT * FROM client") == before


@pytest.mark.parametrize("damage", ["name = 'Someone'", "born = 'long ago'", "part = 'x'"])
def test_a_file_with_a_damaged_person_is_damaged(record: Store, damage: str) -> None:
    """No name of a damaged person is shown, and leaving the person out is refused."""
    client = record.run(clients.add, FULL, factory.AT)
    factory.meddle(record, f"UPDATE person SET {damage} WHERE position = 0")
    found = record.run(clients.get, client)
    assert found.damaged
    assert [person.name for person in found.people] == [DAMAGED, "Ole Lind"]
    with pytest.raises(RowDamaged):
        record.run(clients.change, client, factory.client(people=()), factory.AT)


@pytest.mark.parametrize("when", ["zzz", "", "2025-11-18T13:00+01:00"])
def test_a_session_of_no_readable_time_leaves_the_list_readable(
    record: Store, heron: ClientId, when: str
) -> None:
    """The client is listed, whatever the day of the damaged session."""
    factory.add_session(record, heron)
    factory.add_session(record, heron, attendance=Attendance.PLANNED)
    factory.meddle(record, "UPDATE session SET starts_at = ?", when)
    assert [line.code_name for line in record.run(clients.find, NOW)] == ["Heron"]


def test_a_damaged_note_leaves_the_list_readable(record: Store, heron: ClientId) -> None:
    """A draft of which nobody can say what it is does not stop the list."""
    note = factory.write_note(record, factory.add_session(record, heron))
    factory.meddle(record, "UPDATE note SET state = 'lost' WHERE id = ?", NoteId(note.id))
    assert [line.code_name for line in record.run(clients.find, NOW)] == ["Heron"]


# --- couples, families and groups ----------------------------------------------------------------


def test_a_person_leaves_a_file_on_a_day_and_it_goes_on(record: Store) -> None:
    """The day is kept, can be changed and taken back, and each is entered in the trail."""
    people = (Person("Ada Brook", part="mother"), Person("Ben Brook", part="father"))
    client_id = factory.add_client(record, "Brooks", kind=FileKind.COUPLE, people=people)
    for left_on in (date(2025, 9, 1), date(2025, 9, 2), None):
        ada, ben = record.run(clients.get, client_id).people
        told = factory.client("Brooks", people=(ada, replace(ben, left_on=left_on)))
        record.run(clients.change, client_id, told, factory.AT)
        kept = record.run(clients.get, client_id)
        assert [person.left_on for person in kept.people] == [None, left_on]
        assert not kept.damaged
    acts = [e.act for e in record.run(audit.entries) if e.object.startswith("departure:")]
    assert acts == ["remove", "change", "add"]


def test_a_person_who_left_can_be_taken_out(record: Store) -> None:
    """Nothing of the day is left behind, and the trail is whole."""
    client_id = factory.add_client(record, "Brooks", people=(Person("Ada"), Person("Ben")))
    ada, ben = record.run(clients.get, client_id).people
    left = factory.client("Brooks", people=(ada, replace(ben, left_on=factory.DAY)))
    record.run(clients.change, client_id, left, factory.AT)
    record.run(clients.change, client_id, factory.client("Brooks", people=(ada,)), factory.AT)
    assert factory.rows_of(record, "SELECT count(*) FROM departure") == [(0,)]


def test_a_damaged_day_of_leaving_makes_the_file_damaged(record: Store, heron: ClientId) -> None:
    """What was changed from outside is not told as a fact."""
    [person] = record.run(clients.get, heron).people
    left = factory.client(people=(replace(person, left_on=factory.DAY),))
    record.run(clients.change, heron, left, factory.AT)
    factory.meddle(record, "UPDATE departure SET left_on = '2020-01-01'")
    assert record.run(clients.get, heron).damaged


@pytest.mark.parametrize(
    ("words", "found"),
    [("weber", True), ("JONAS", True), ("  nas web ", True), ("Webers", False), ("  ", False)],
)
def test_a_file_is_found_by_the_legal_name_of_anyone_in_it(
    record: Store, heron: ClientId, words: str, found: bool
) -> None:
    """A part of the name is enough, in any case; only the file is told, and not the name."""
    factory.add_client(record, "Wren", people=(Person("Ada Brook"),))
    assert record.run(clients.named, words) == (frozenset({heron}) if found else frozenset())


def test_the_notes_of_a_couple_belong_to_their_one_file(record: Store) -> None:
    """Whoever of them was there, the note stands in the file of both."""
    people = (Person("Ada"), Person("Ben"))
    unit = factory.add_client(record, "Brooks", kind=FileKind.COUPLE, people=people)
    for person in record.run(clients.get, unit).people:
        hour = factory.add_session(record, unit, present=(person.id,))
        factory.sign_note(record, hour)
    assert [note.client_id for note in record.run(notes.of_client, unit)] == [unit, unit]

"""Every name that the record knows is given to the sheet from which it is to be missing."""

from dataclasses import replace
from datetime import date

import pytest

import factory
from practicenotes.domain.people import Person
from practicenotes.domain.reflections import disguise
from practicenotes.domain.reflections.sheets import Sentence
from practicenotes.domain.sessions import Attendance, SessionId
from practicenotes.domain.supervision import KnownName, NameBook
from practicenotes.records import names, practice
from practicenotes.vault import Store


PEOPLE = (
    Person("Tom Ashdown", date(1985, 4, 2), "partner A", "tom@mail.example\n01632 960118"),
    Person("Marta Vale", None, "his mother", ""),
)


def book(record: Store, code_name: str = "Heron", **told: object) -> NameBook:
    """Return the book of a client who is added now."""
    told = {"people": PEOPLE, "referrer": "Dr. Ada Fenwick", **told}
    client_id = factory.add_client(record, code_name, **told)
    return record.run(names.book, client_id)


def roles(found: NameBook) -> dict[str, str]:
    """Return what stands for each name."""
    return {name.words: name.role for name in found.names}


def test_everyone_of_the_file_is_known(record: Store) -> None:
    """Code name, people with their part, contacts, referrer and the referrer's address."""
    found = roles(book(record, referrer_address="Fernhill Surgery\n12 High Street"))

    assert found == {
        "Heron": "",
        "Tom Ashdown": "partner A",
        "tom@mail.example": "[number]",
        "01632 960118": "[number]",
        "Marta Vale": "his mother",
        "Dr. Ada Fenwick": "the referrer",
        "Fernhill Surgery": "[address]",
        "12 High Street": "[address]",
    }


def test_who_is_alone_in_a_file_is_the_alias(record: Store) -> None:
    """For a single person the alias stands, whatever the part is called."""
    assert roles(book(record, people=PEOPLE[:1]))["Tom Ashdown"] == ""


def test_other_clients_are_known_too(record: Store) -> None:
    """Their code names, people and referrers, with a word that tells nothing."""
    factory.add_client(
        record, "Birch", people=(Person("Will Short"),), referrer="Dr. Oduya", reason="sleep"
    )
    found = roles(book(record))
    assert found["Birch"] == found["Will Short"] == "another client"
    assert found["Dr. Oduya"] == "a colleague"


def test_a_name_of_the_file_comes_before_the_same_of_another(record: Store) -> None:
    """Two clients with one referrer: on this sheet it is the referrer."""
    factory.add_client(record, "Birch", people=(), referrer="Dr. Ada Fenwick")
    [first, *_] = [n for n in book(record).names if n.words == "Dr. Ada Fenwick"]
    assert first.role == "the referrer"


def test_the_therapist_is_known(record: Store) -> None:
    """The name becomes me, and where the therapist is reached an address."""
    record.run(
        practice.save,
        factory.practitioner(phone="030 123456", email="ada@brandt.example"),
        factory.AT,
    )
    found = roles(book(record))
    assert found["Dr. Ada Brandt"] == "me"
    assert found["Elm Row 4"] == found["030 123456"] == found["ada@brandt.example"] == "[address]"


def test_places_of_sessions_are_known(record: Store) -> None:
    """Wherever any client was seen."""
    heron = factory.add_client(record)
    factory.add_session(record, heron, place="Room at St Bride’s")
    assert roles(record.run(names.book, heron))["Room at St Bride’s"] == "the room"


def test_empty_fields_are_no_names(record: Store) -> None:
    """What nobody filled in is looked for nowhere."""
    found = book(record, people=(), referrer="  ", referrer_address="\n")
    assert [name.words for name in found.names] == ["Heron"]


def test_the_days_are_those_on_which_they_met(record: Store) -> None:
    """Held sessions of this client alone, earliest first, each day once."""
    heron = factory.add_client(record)
    other = factory.add_client(record, "Birch")
    for weeks, attendance in (
        (0, Attendance.ATTENDED),
        (1, Attendance.MISSED),
        (2, Attendance.LATE),
        (2, Attendance.ATTENDED),
        (3, Attendance.PLANNED),
    ):
        at = factory.weeks_ago(weeks)
        factory.add_session(record, heron, starts_at=at, attendance=attendance)
    factory.add_session(record, other, starts_at=factory.weeks_ago(5))

    days = record.run(names.book, heron).held

    assert days == (factory.weeks_ago(2).date(), factory.weeks_ago(0).date())


@pytest.mark.parametrize("table", ["client", "person", "practitioner"])
def test_what_is_damaged_lends_no_name(record: Store, table: str) -> None:
    """A row that cannot be trusted is left out, and the others still stand."""
    record.run(practice.save, factory.practitioner(), factory.AT)
    heron = factory.add_client(record, people=PEOPLE)
    column = "code_name" if table == "client" else "name"
    factory.meddle(record, f"UPDATE {table} SET {column} = 'forged'")

    found = record.run(names.book, heron)

    assert "forged" not in roles(found)
    assert "\ufffd" not in "".join(roles(found))


def test_the_book_finds_what_the_record_knows(record: Store) -> None:
    """Put together: nothing of a file is left on a sheet without being listed."""
    found = book(record, referrer_address="12 High Street")
    text = "tom and marta went to 12 High Street, wrote fenwick and heron, 01632 960118."
    listed = {each.words for each in disguise.find([Sentence(text, text)], found, "A")}
    assert listed == {"tom", "marta", "12 High Street", "fenwick", "heron", "01632 960118"}


def test_the_book_is_one_of_values(record: Store) -> None:
    """What is handed over knows nothing of any row."""
    found = book(record)
    assert isinstance(found, NameBook)
    assert all(type(name) is KnownName for name in found.names)


def test_ids_get_their_names_and_days(record: Store) -> None:
    """Code names of all clients, days of the sessions asked for; what is gone has none."""
    heron = factory.add_client(record)
    birch = factory.add_client(record, "Birch")
    held = factory.add_session(record, heron)

    clients, days = record.run(names.whose, [held, SessionId("0")])

    assert clients == {heron: "Heron", birch: "Birch"}
    assert days == {held: factory.HELD_AT.date()}


def test_a_damaged_session_has_no_day(record: Store) -> None:
    """Its day cannot be trusted."""
    held = factory.add_session(record, factory.add_client(record))
    factory.meddle(record, "UPDATE session SET minutes = 51")
    assert record.run(names.whose, [held])[1] == {}


def test_a_part_without_a_name_is_no_name(record: Store) -> None:
    """A person who is not named yet is looked for nowhere."""
    nameless = replace(PEOPLE[1], name=" ")
    assert "" not in roles(book(record, people=(PEOPLE[0], nameless)))

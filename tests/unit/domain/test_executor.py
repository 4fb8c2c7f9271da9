"""Whom an executor calls first, and what the therapist is told afterwards."""

from datetime import UTC, date, datetime, timedelta

import pytest

from practicenotes.domain import executor
from practicenotes.domain.executor import Opened, Openings, Reach
from practicenotes.domain.people import Client, ClientId, ClientStatus, Person
from practicenotes.domain.sessions import Session, SessionId


TODAY = date(2025, 11, 18)
NOON = datetime(2025, 11, 18, 12, 0)


def reach(name: str, status: ClientStatus = ClientStatus.ACTIVE, *days: int) -> Reach:
    """Return a client with appointments in so many days."""
    client = Client(ClientId(name), name, status=status)
    return Reach(client, tuple(appointment(NOON + timedelta(days=n)) for n in days))


def appointment(at: datetime, *, damaged: bool = False) -> Session:
    return Session(SessionId(""), ClientId("heron"), at, damaged=damaged)


def names(reached: list[Reach]) -> list[str]:
    return [each.client.code_name for each in executor.in_order(reached)]


def test_whoever_comes_next_stands_first() -> None:
    """The nearest appointment counts, whatever the work with a client has come to."""
    ended = reach("Wren", ClientStatus.ENDED, 1)
    assert names([reach("Adder"), reach("Otter", ClientStatus.ACTIVE, 9, 2), ended]) == [
        "Wren",
        "Otter",
        "Adder",
    ]


def test_without_appointments_the_work_counts() -> None:
    """Active clients stand before paused ones, enquiries, ended and archived ones."""
    statuses = list(ClientStatus)
    found = executor.in_order([reach(status.value, status) for status in statuses[::-1]])
    assert [each.client.status for each in found] == [
        ClientStatus.ACTIVE,
        ClientStatus.PAUSED,
        ClientStatus.ENQUIRY,
        ClientStatus.ENDED,
        ClientStatus.ARCHIVED,
    ]


def test_names_decide_in_the_end() -> None:
    """Clients who are alike otherwise stand by code name, in capital letters or small ones."""
    assert names([reach("otter"), reach("Heron"), reach("adder")]) == ["adder", "Heron", "otter"]


def test_a_damaged_appointment_does_not_count() -> None:
    """One whose time is lost brings nobody to the top."""
    lost = Reach(Client(ClientId("w"), "Wren"), (appointment(NOON, damaged=True),))
    assert names([lost, reach("Otter", ClientStatus.PAUSED, 5)]) == ["Otter", "Wren"]


@pytest.mark.parametrize(
    ("part", "called"),
    [
        ("Emergency contact", True),
        ("in an emergency: her sister", True),
        ("mother", False),
        ("", False),
    ],
)
def test_who_is_for_an_emergency(part: str, called: bool) -> None:
    """The therapist's own word in the file tells."""
    assert executor.is_for_emergency(Person("Mara Weber", part=part)) == called


def test_who_left_the_file_is_not_called() -> None:
    """A person counts up to the day on which the file went on without them."""
    people = (
        Person("Ina", left_on=TODAY),
        Person("Ute", part="emergency"),
        Person("Jonas", left_on=TODAY + timedelta(days=1)),
    )
    found = Reach(Client(ClientId("h"), "Heron", people=people)).people(TODAY)
    assert [person.name for person in found] == ["Jonas", "Ute"]


def test_openings_are_the_moments_of_unlocking() -> None:
    """What was read in between is no opening of its own."""
    at = datetime(2025, 11, 18, 12, 0, tzinfo=UTC)
    done = (
        Opened(at, "unlock"),
        Opened(at + timedelta(minutes=1), "read record", "Heron"),
        Opened(at + timedelta(days=1), "unlock"),
    )
    assert Openings(done, 3).times == (at, at + timedelta(days=1))
    assert Openings().times == ()

"""The list of contacts on paper: whom an executor calls, in order, and nothing else."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from practicenotes.documents import contacts
from practicenotes.domain.executor import DAMAGED, NOBODY, Reach
from practicenotes.domain.people import Client, ClientId, Person, Practitioner
from practicenotes.domain.sessions import Session, SessionId
from practicenotes.errors import GlyphMissing


Read = Callable[[bytes], list[str]]
AT = datetime(2026, 3, 3, 17, 2)
PEOPLE = (
    Person("Jonas Weber", contact="0151 2345, jonas@example.org"),
    Person("Mara Weber", part="emergency contact", contact="0171 99"),
    Person("Ina Weber", contact="0160 1", left_on=AT.date()),
)


def reach(name: str = "Heron", **facts: object) -> Reach:
    """Return a client who is seen tomorrow."""
    client = Client(ClientId(name), name, people=PEOPLE)
    coming = Session(SessionId(""), client.id, AT + timedelta(days=1), place="Room 2")
    return Reach(replace(client, **facts), (coming,))


def test_it_tells_what_the_page_tells(
    practitioner: Practitioner, read: Read, faults: Callable[[bytes], list[str]]
) -> None:
    """Names, numbers and the next appointment of each, in order, on the sheet asked for."""
    otter = Reach(Client(ClientId("otter"), "Otter", referrer="Dr Ashdown", reason="her grief"))
    pdf = contacts.draw((reach(), otter), practitioner, AT, paper=contacts.Paper.LETTER)
    [text] = read(pdf)
    places = [
        text.index(words)
        for words in (
            "Contacts and appointments",
            f"As recorded on 3 March 2026, 17:02, in the practice of {practitioner.name}",
            *("Heron", "Individual, active", "How to reach them"),
            "Jonas Weber: 0151 2345, jonas@example.org",
            *("In an emergency", "Mara Weber (emergency contact): 0171 99"),
            "Wednesday 4 March 2026, 17:02",
            *("Otter", "Nothing is planned.", "Referred by", "Dr Ashdown"),
        )
    ]
    assert places == sorted(places)
    assert "Ina" not in text
    assert "grief" not in text
    assert faults(pdf) == []


def test_no_client_is_torn_apart_by_the_end_of_a_page(
    practitioner: Practitioner, read: Read
) -> None:
    """Of many clients each stands whole on one page, and every page has some."""
    names = [f"Bird {number:02}" for number in range(30)]
    pages = read(contacts.draw(tuple(map(reach, names)), practitioner, AT))
    assert len(pages) > 2
    for page in pages:
        assert 0 < page.count("Bird ") == page.count("How to reach them") == page.count("Room 2")


def test_damage_is_told_and_stops_nobody(read: Read) -> None:
    """A file that is damaged says so; without the practitioner's name, the list is there too."""
    pdf = contacts.draw((reach(damaged=True),), Practitioner(damaged=True), AT)
    [text] = read(pdf)
    assert DAMAGED in " ".join(text.split())
    assert "0151 2345" in text
    assert "practice of" not in text


def test_nobody_is_told_in_a_sentence(practitioner: Practitioner, read: Read) -> None:
    """A list without anybody is not an empty sheet."""
    assert NOBODY in " ".join(read(contacts.draw((), practitioner, AT)))


def test_a_symbol_is_named_and_a_script_that_is_missing_is_told(
    practitioner: Practitioner, read: Read
) -> None:
    """A picture in a name stands in words; letters without a face are told before printing."""
    assert "Heron [" in read(contacts.draw((reach("Heron \U0001fab6"),), practitioner, AT))[0]
    with pytest.raises(GlyphMissing):
        contacts.draw((reach("हिन्दी"),), practitioner, AT)

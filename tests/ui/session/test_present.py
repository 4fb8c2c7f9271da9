"""Who was there, in the session of a file that is about several people."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt

from practicenotes.domain.people import Client, ClientId, FileKind, NewClient, Person
from practicenotes.records import clients, notes, sessions, signatures
from practicenotes.ui.session import record_present
from practicenotes.ui.session.record_present import NOT_NOTED, Presence, PresenceDialog


@pytest.fixture
def family(visit: Any, clock: Any) -> Any:
    """Make the file of the visit that of a family: of four, one left before that day."""
    record, client_id = visit.practice.record, visit.practice.client
    day = record.run(sessions.get, visit.practice.eleventh).starts_at.date()
    people = (
        Person("Ada Brook", part="mother"),
        Person("Ben Brook", part="child"),
        Person("Cleo Brook", part="child"),
        Person("Dan Brook", part="father"),
    )
    new = NewClient("Brooks", FileKind.FAMILY, people=people)
    record.run(clients.change, client_id, new, clock())
    kept = record.run(clients.get, client_id).people
    gone = replace(kept[3], left_on=day - timedelta(days=1))
    record.run(clients.change, client_id, replace(new, people=(*kept[:3], gone)), clock())
    visit.open(visit.practice.eleventh)
    visit.until(lambda: presence(visit).isVisible())
    return visit


def presence(visit: Any) -> Presence:
    """Return the line."""
    [found] = visit.page.record.findChildren(Presence)
    return found


def test_a_file_about_one_person_is_not_asked_who_was_there(visit: Any) -> None:
    """The line is not there at all."""
    assert not presence(visit).isVisible()


def test_who_was_there_is_ticked_and_kept_beside_the_other_facts(family: Any) -> None:
    """Two of three by keyboard; what is kept afterwards of the facts does not take it back."""
    assert presence(family).said() == NOT_NOTED
    presence(family).edit.setFocus()
    family.press(Qt.Key.Key_Space)
    [dialog] = family.page.findChildren(PresenceDialog)
    assert [box.text() for box in _boxes(dialog)] == ["mother", "child 2", "child 3"]
    for number in (0, 2):
        _boxes(dialog)[number].click()
    dialog.main.click()
    family.until(lambda: presence(family).said() == "Present: mother, child 3")
    facts = replace(family.page.record.session, minutes=90)
    assert len(facts.present) == 2
    record = family.practice.record
    kept = record.run(sessions.get, family.practice.eleventh)
    people = record.run(clients.get, family.practice.client).people
    assert kept.present == (people[0].id, people[2].id)


def _boxes(dialog: Any) -> list[Any]:
    from PySide6.QtWidgets import QCheckBox

    return dialog.form.findChildren(QCheckBox)


def test_what_was_signed_is_not_asked_again(family: Any, clock: Any) -> None:
    """Who was there can be changed as long as the note is a draft."""
    assert presence(family).edit.isVisible()
    record, tenth = family.practice.record, family.practice.tenth
    note = record.run(notes.of_session, tenth)
    record.run(signatures.sign, note.id, clock())
    family.open(tenth)
    family.until(lambda: presence(family).isVisible())
    assert not presence(family).edit.isVisible()


def test_who_left_is_asked_for_no_more_unless_they_were_there(family: Any) -> None:
    """Somebody who came once more still stands in that session."""
    record = family.practice.record
    client = record.run(clients.get, family.practice.client)
    session = record.run(sessions.get, family.practice.eleventh)
    assert [p.part for p in record_present.belonging(client, session)] == [
        *("mother", "child", "child"),
    ]
    came = replace(session, present=(client.people[3].id,))
    assert len(record_present.belonging(client, came)) == 4


def test_a_person_without_a_part_is_called_by_their_first_letters() -> None:
    """A legal name does not stand on the page of a session."""
    people = (Person("Ada Brook", id="a"), Person("", id="b"))
    assert record_present.names(people) == {"a": "AB", "b": "someone"}
    assert Client(ClientId("x"), "Brooks").people == ()

"""What the private store adds to a day: ids, and never a word."""

from dataclasses import fields
from datetime import UTC, date, datetime

from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections import Reflection
from practicenotes.domain.sessions import SessionId
from practicenotes.reflections import reflections, today
from practicenotes.vault import Store


AT = datetime(2025, 11, 18, 12, tzinfo=UTC)
HERON, ALDER = ClientId("a" * 32), ClientId("b" * 32)
FIRST, SECOND, THIRD = (SessionId(sign * 32) for sign in "123")


def reflect(private: Store, session_id: SessionId, client_id: ClientId, **words: str) -> None:
    """Write a reflection."""
    private.run(reflections.save, Reflection(session_id, client_id, **words), AT)


def test_it_tells_for_whom_a_line_was_left(private: Store) -> None:
    """A client whose last reflection leaves a line is named, and no other."""
    reflect(private, FIRST, HERON, next_time="stay with the pause")
    reflect(private, SECOND, ALDER, free="a quiet hour")

    found = private.run(today.get, [HERON, ALDER], [])

    assert found.lines_left == {HERON}


def test_an_older_line_has_had_its_day(private: Store) -> None:
    """Only the last reflection counts."""
    reflect(private, FIRST, HERON, next_time="stay with the pause")
    reflect(private, SECOND, HERON, free="a quiet hour")

    assert private.run(today.get, [HERON], []).lines_left == frozenset()


def test_it_tells_which_hours_were_reflected_on(private: Store) -> None:
    """Of the sessions that are asked for, those with a reflection are named."""
    reflect(private, FIRST, HERON, free="a word")
    reflect(private, THIRD, ALDER, free="another")

    assert private.run(today.get, [], [FIRST, SECOND]).reflected == {FIRST}


def test_it_hands_out_no_words(private: Store) -> None:
    """Whatever is written, what comes out are ids."""
    reflect(private, FIRST, HERON, next_time="CANARY", free="CANARY", in_the_way="CANARY")
    found = private.run(today.get, [HERON], [FIRST], [FIRST], date(2025, 11, 19))

    assert found.second_looks == {FIRST}
    assert {field.name for field in fields(found)} == {"lines_left", "reflected", "second_looks"}
    assert "CANARY" not in repr(found)


def test_a_day_without_anyone_asks_for_nothing(private: Store) -> None:
    """With nobody on it, a day has nothing beneath."""
    assert private.run(today.get, [], []) == today.Beneath()

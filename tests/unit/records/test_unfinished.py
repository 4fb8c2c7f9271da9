"""Begun sheets of the record: kept as they stand, found by their mark, gone when handed in."""

from dataclasses import replace

import pytest

import factory
from practicenotes.domain.changes import Changes, touched_by, writes
from practicenotes.domain.unfinished import Mark, Unfinished
from practicenotes.records import unfinished
from practicenotes.vault import Store, audit


MARK = Mark("goal", ("c1" * 16, ""))
BEGUN = Unfinished(MARK, {"text": "Sleep six", "answers": [2, None], "yes": True})


def test_a_sheet_is_found_as_it_was_left(record: Store) -> None:
    """The last that was kept stands under its mark, and under no other."""
    record.run(unfinished.keep, replace(BEGUN, words={"text": "S"}), factory.AT)
    record.run(unfinished.keep, BEGUN, factory.later(days=1))

    found = record.run(unfinished.find, MARK)

    assert found == replace(BEGUN, kept_at=factory.later(days=1))
    assert record.run(unfinished.find, Mark("goal", ("c1" * 16, "g"))) is None
    assert len(factory.rows_of(record, "SELECT id FROM unfinished")) == 1


def test_the_latest_open_sheet_stands(record: Store) -> None:
    """One that was put aside waits, and does not come by itself."""
    aside = replace(BEGUN, mark=Mark("frame", ("c2" * 16, "")), stands=False)
    record.run(unfinished.keep, BEGUN, factory.AT)
    record.run(unfinished.keep, aside, factory.later(days=1))

    standing = record.run(unfinished.standing)

    assert standing is not None
    assert standing.mark == MARK
    record.run(unfinished.forget, MARK)
    assert record.run(unfinished.standing) is None
    assert record.run(unfinished.find, aside.mark)


def test_handing_in_lets_go_of_the_sheet_in_one_breath(record: Store) -> None:
    """An operation that fails leaves the sheet; one that does not takes it along."""

    @writes(Changes.GOALS)
    def work(_db: object, answer: int) -> float:
        return 12 / answer

    record.run(unfinished.keep, BEGUN, factory.AT)
    ending = unfinished.ending(work, MARK)
    with pytest.raises(ZeroDivisionError):
        record.run(ending, 0)
    assert record.run(unfinished.find, MARK)

    assert record.run(ending, 4) == 3
    assert touched_by(ending) is Changes.GOALS
    assert record.run(unfinished.find, MARK) is None


def test_a_damaged_sheet_is_not_shown_and_stands_in_nobodys_way(record: Store) -> None:
    """It stays as it was found, and another is kept beside it."""
    record.run(unfinished.keep, BEGUN, factory.AT)
    factory.meddle(record, "UPDATE unfinished SET words = ?", '[["text","other"]]')
    assert record.run(unfinished.find, MARK) is None
    assert record.run(unfinished.standing) is None

    record.run(unfinished.keep, BEGUN, factory.AT)

    assert record.run(unfinished.find, MARK)
    assert len(factory.rows_of(record, "SELECT id FROM unfinished")) == 2


def test_the_trail_says_nothing_of_what_was_never_kept(record: Store) -> None:
    """A sheet comes and goes without an entry."""
    before = record.run(audit.entries)
    record.run(unfinished.keep, BEGUN, factory.AT)
    record.run(unfinished.forget, MARK)

    assert record.run(audit.entries) == before

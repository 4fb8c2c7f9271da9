"""Begun sheets of the private side: kept as they stand, gone when handed in."""

from dataclasses import replace

import pytest

import factory
from practicenotes.domain.changes import Changes, touched_by, writes
from practicenotes.domain.unfinished import Mark, Unfinished
from practicenotes.reflections import unfinished
from practicenotes.vault import Store, audit


MARK = Mark("goal", ("c1" * 16, ""))
BEGUN = Unfinished(MARK, {"text": "Sleep six", "answers": [2, None], "yes": True})


def test_a_sheet_is_found_as_it_was_left(private: Store) -> None:
    """The last that was kept stands under its mark, and under no other."""
    private.run(unfinished.keep, replace(BEGUN, words={"text": "S"}), factory.AT)
    private.run(unfinished.keep, BEGUN, factory.later(days=1))

    found = private.run(unfinished.find, MARK)

    assert found == replace(BEGUN, kept_at=factory.later(days=1))
    assert private.run(unfinished.find, Mark("goal", ("c1" * 16, "g"))) is None
    assert len(factory.rows_of(private, "SELECT id FROM unfinished")) == 1


def test_the_latest_open_sheet_stands(private: Store) -> None:
    """One that was put aside waits, and does not come by itself."""
    aside = replace(BEGUN, mark=Mark("frame", ("c2" * 16, "")), stands=False)
    private.run(unfinished.keep, BEGUN, factory.AT)
    private.run(unfinished.keep, aside, factory.later(days=1))

    standing = private.run(unfinished.standing)

    assert standing is not None
    assert standing.mark == MARK
    private.run(unfinished.forget, MARK)
    assert private.run(unfinished.standing) is None
    assert private.run(unfinished.find, aside.mark)


def test_handing_in_lets_go_of_the_sheet_in_one_breath(private: Store) -> None:
    """An operation that fails leaves the sheet; one that does not takes it along."""

    @writes(Changes.GOALS)
    def work(_db: object, answer: int) -> float:
        return 12 / answer

    private.run(unfinished.keep, BEGUN, factory.AT)
    ending = unfinished.ending(work, MARK)
    with pytest.raises(ZeroDivisionError):
        private.run(ending, 0)
    assert private.run(unfinished.find, MARK)

    assert private.run(ending, 4) == 3
    assert touched_by(ending) is Changes.GOALS
    assert private.run(unfinished.find, MARK) is None


def test_a_damaged_sheet_is_not_shown_and_stands_in_nobodys_way(private: Store) -> None:
    """It stays as it was found, and another is kept beside it."""
    private.run(unfinished.keep, BEGUN, factory.AT)
    factory.meddle(private, "UPDATE unfinished SET words = ?", '[["text","other"]]')
    assert private.run(unfinished.find, MARK) is None
    assert private.run(unfinished.standing) is None

    private.run(unfinished.keep, BEGUN, factory.AT)

    assert private.run(unfinished.find, MARK)
    assert len(factory.rows_of(private, "SELECT id FROM unfinished")) == 2


def test_the_trail_says_nothing_of_what_was_never_kept(private: Store) -> None:
    """A sheet comes and goes without an entry."""
    before = private.run(audit.entries)
    private.run(unfinished.keep, BEGUN, factory.AT)
    private.run(unfinished.forget, MARK)

    assert private.run(audit.entries) == before

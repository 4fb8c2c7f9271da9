"""Former wordings of reflections: off at first, kept when asked for, and erased on their own."""

import pytest

import factory
from practicenotes import catalog
from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections import Answer, FacetEntry, Reflection, former
from practicenotes.domain.sessions import SessionId
from practicenotes.errors import NotFound, RowDamaged
from practicenotes.reflections import history, reflections
from practicenotes.vault import Store, audit


HERON, HOUR = ClientId("c1" * 16), SessionId("a1" * 16)
BOOK = catalog.facet_book()
ENTRY = FacetEntry("trust_safety", "He sat down.", "“Fine.”", "hurried", Answer.RATED, 3)


def write(private: Store, free: str, *entries: FacetEntry) -> None:
    """Write the reflection on the hour anew."""
    private.run(reflections.save, Reflection(HOUR, HERON, entries, free), factory.AT)


def keep(private: Store) -> int | None:
    """Keep what it says."""
    return private.run(history.keep, HOUR, HERON, BOOK, factory.AT)


def kept(private: Store) -> list[dict[str, str]]:
    """Return the words of every wording that is kept."""
    found = private.run(history.of_session, HOUR)
    return [{key: text for key, _, text in each.passages} for each in found]


@pytest.fixture
def asked(private: Store) -> Store:
    """Give a private store in which the history is kept."""
    private.run(history.turn, factory.AT, on=True)
    return private


def test_nothing_is_kept_until_it_is_asked_for(private: Store) -> None:
    """A reflection may stay rough: only its newest words exist."""
    write(private, "rough")
    assert not private.run(history.is_kept)
    assert keep(private) is None
    assert kept(private) == []


def test_every_wording_is_kept_once(asked: Store) -> None:
    """With the name of each passage; an empty reflection and unchanged words add nothing."""
    assert keep(asked) is None
    write(asked, "first", ENTRY)
    assert keep(asked) == 1
    assert keep(asked) is None
    write(asked, "second")
    assert keep(asked) == 2
    assert kept(asked) == [
        {
            "trust_safety.noticed": "He sat down.",
            "trust_safety.said_or_done": "“Fine.”",
            "trust_safety.my_part": "hurried",
            "free": "first",
        },
        {"free": "second"},
    ]
    (first, _) = asked.run(history.of_session, HOUR)
    assert first.passages[1][1] == f"{BOOK.facet('trust_safety').name}, said or done"


def test_a_wording_is_taken_back_and_ratings_stay(asked: Store) -> None:
    """What stood there is kept first; what was rated is no part of a wording."""
    write(asked, "first", ENTRY)
    keep(asked)
    write(asked, "second", FacetEntry("trust_safety", "", "", "", Answer.RATED, 1))
    asked.run(history.take_back, HOUR, HERON, 1, BOOK, factory.AT)

    found = asked.run(reflections.get, HOUR, HERON)
    assert found.free == "first"
    assert found.entry("trust_safety").noticed == "He sat down."
    assert found.entry("trust_safety").rating == 1
    assert kept(asked)[1] == {"free": "second"}
    with pytest.raises(NotFound):
        asked.run(history.take_back, HOUR, HERON, 9, BOOK, factory.AT)


def test_the_history_is_erased_on_its_own(asked: Store) -> None:
    """The reflections stay as they are, and the trail says that it happened."""
    write(asked, "first")
    keep(asked)
    write(asked, "second")
    assert asked.run(history.erase, factory.AT) == 1
    assert kept(asked) == []
    assert asked.run(reflections.get, HOUR, HERON).free == "second"
    assert asked.run(audit.entries)[0].act == "erase history"


def test_turned_off_again_nothing_more_is_kept(asked: Store) -> None:
    """What is there stays until it is erased."""
    write(asked, "first")
    keep(asked)
    asked.run(history.turn, factory.AT, on=False)
    write(asked, "second")
    assert keep(asked) is None
    assert len(kept(asked)) == 1


def test_a_damaged_wording_is_named_and_neither_used_nor_erased(asked: Store) -> None:
    """So that it can still be looked into."""
    write(asked, "first")
    keep(asked)
    factory.meddle(asked, "UPDATE reflection_revision SET passages = '[]'")
    assert asked.run(history.of_session, HOUR)[0].damaged
    with pytest.raises(RowDamaged):
        asked.run(history.take_back, HOUR, HERON, 1, BOOK, factory.AT)
    assert asked.run(history.erase, factory.AT) == 0


def test_a_switch_that_was_touched_counts_as_off(asked: Store) -> None:
    """Nobody turns the history on from outside."""
    factory.meddle(asked, "UPDATE setting SET revision = 9")
    assert not asked.run(history.is_kept)


def test_words_of_a_facet_that_is_new_make_an_entry() -> None:
    """And what the former wording did not say is empty again."""
    bare = Reflection(HOUR, HERON, (), "now", next_time="ask")
    back = former.with_words(bare, {"trust_safety.noticed": "He sat down."})
    assert back.entries == (FacetEntry("trust_safety", "He sat down."),)
    assert (back.free, back.next_time) == ("", "")

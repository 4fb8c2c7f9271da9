"""A reflection is kept as it is written, and is gone when nothing is left of it."""

from dataclasses import replace
from typing import Any

import pytest

import factory
from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections import (
    Answer,
    Carried,
    FacetEntry,
    Happened,
    Reflection,
)
from practicenotes.domain.sessions import SessionId
from practicenotes.errors import RowDamaged
from practicenotes.reflections import reflections
from practicenotes.vault import Store, audit
from practicenotes.vault.rows import DAMAGED


FACETS = (
    FacetEntry("trust_safety", "He smiled.", "“fine”", "I hurried.", Answer.RATED, 0),
    FacetEntry("bond", answer=Answer.NOT_OBSERVED),
    FacetEntry("goals", my_part="Too quick."),
)


def save(private: Store, reflection: Reflection, at: Any = factory.AT) -> None:
    """Keep a reflection."""
    private.run(reflections.save, reflection, at)


def get(private: Store, session: SessionId, client: ClientId) -> Reflection:
    """Return a reflection."""
    return private.run(reflections.get, session, client)


def in_file(private: Store) -> list[Any]:
    """Return every row of every reflection as it lies in the file."""
    return [
        factory.rows_of(private, f"SELECT * FROM {table} ORDER BY row")
        for table in ("reflection", "facet_entry")
    ]


@pytest.fixture
def whole(hours: list[SessionId], heron: ClientId) -> Reflection:
    """Give a reflection with something in every place."""
    return Reflection(
        hours[0],
        heron,
        FACETS,
        free="A dream about the room.",
        next_time="stay with the pause",
        happened=Happened.PARTLY,
        in_the_way="my own hurry",
        for_supervision=True,
        saved_at=factory.AT,
    )


# --- keeping -------------------------------------------------------------------------------------


def test_a_session_that_was_not_reflected_on_has_an_empty_reflection(
    private: Store, hours: list[SessionId], heron: ClientId
) -> None:
    """Asking writes nothing."""
    assert get(private, hours[0], heron) == Reflection(hours[0], heron)
    assert in_file(private) == [[], []]


def test_everything_comes_back_as_it_was_saved(private: Store, whole: Reflection) -> None:
    """Every field, every facet in the order of taking it up, a 0 as a 0."""
    save(private, whole)
    assert get(private, whole.session_id, whole.client_id) == whole


def test_what_is_saved_again_replaces_what_was_there(private: Store, whole: Reflection) -> None:
    """There is one reflection on a session, and it says what was saved last."""
    save(private, whole)
    at = factory.later(minutes=1)
    entries = (replace(FACETS[0], noticed="He did not."), *FACETS[1:], FacetEntry("tasks", "new"))
    other = replace(whole, free="", entries=entries, happened=None, saved_at=at)
    save(private, other, at)
    assert get(private, whole.session_id, whole.client_id) == other
    assert len(in_file(private)[0]) == 1


def test_saving_the_same_again_changes_no_facet(private: Store, whole: Reflection) -> None:
    """Continuous saving writes only what differs."""
    save(private, whole)
    before = in_file(private)[1]
    save(private, replace(whole, free="more"), factory.later(minutes=1))
    assert in_file(private)[1] == before


@pytest.mark.parametrize("emptied", [FacetEntry("bond"), None])
def test_a_facet_that_says_nothing_any_more_is_gone(
    private: Store, whole: Reflection, emptied: FacetEntry | None
) -> None:
    """Whether it is handed over empty or not at all; the others stay in their order."""
    save(private, whole)
    left = tuple(entry for entry in FACETS if entry.facet_id != "bond")
    handed = (*left, emptied) if emptied else left
    save(private, replace(whole, entries=handed))
    assert get(private, whole.session_id, whole.client_id).entries == left
    assert len(in_file(private)[1]) == 2


def test_a_facet_that_was_only_opened_is_not_kept(
    private: Store, hours: list[SessionId], heron: ClientId
) -> None:
    """Looking at a facet is not writing about it."""
    save(private, Reflection(hours[0], heron, (FacetEntry("bond"),), free="x"))
    assert in_file(private)[1] == []


@pytest.mark.parametrize(
    ("answer", "rating", "kept"),
    [
        (Answer.NOT_OBSERVED, None, ("not observed", None)),
        (Answer.RATED, 0, ("rated", 0)),
        (Answer.RATED, 4, ("rated", 4)),
        (Answer.OPEN, None, ("open", None)),
    ],
)
def test_not_observed_is_nothing_in_the_database_and_never_a_zero(
    private: Store,
    hours: list[SessionId],
    heron: ClientId,
    answer: Answer,
    rating: int | None,
    kept: tuple[str, int | None],
) -> None:
    """A number stands there only where one was given."""
    save(private, Reflection(hours[0], heron, (FacetEntry("bond", "x", "", "", answer, rating),)))
    (row,) = factory.rows_of(private, "SELECT answer, rating FROM facet_entry")
    assert tuple(row) == kept


@pytest.mark.parametrize(
    "lie", ["rating = 0", "answer = 'rated'", "answer = 'rated', rating = 5", "rating = 2"]
)
def test_the_table_itself_refuses_a_number_that_was_not_given(
    private: Store, hours: list[SessionId], heron: ClientId, lie: str
) -> None:
    """Not even from outside can a facet that was not observed become a number."""
    entry = FacetEntry("bond", answer=Answer.NOT_OBSERVED)
    save(private, Reflection(hours[0], heron, (entry,)))
    with pytest.raises(Exception, match="CHECK"):
        factory.meddle(private, f"UPDATE facet_entry SET {lie}")


@pytest.mark.parametrize(
    "told",
    [
        {"free": "x"},
        {"next_time": "x"},
        {"in_the_way": "x"},
        {"happened": Happened.NO},
        {"for_supervision": True},
        {"entries": (FacetEntry("bond", answer=Answer.NOT_OBSERVED),)},
    ],
)
def test_the_least_that_was_said_is_kept_and_gone_when_it_is_taken_back(
    private: Store, hours: list[SessionId], heron: ClientId, told: dict[str, Any]
) -> None:
    """One mark is a reflection; emptied again, not a trace of it is left but in the trail."""
    save(private, Reflection(hours[0], heron, **told))
    assert private.run(reflections.reflected, heron) == {hours[0]}
    save(private, Reflection(hours[0], heron))
    assert in_file(private) == [[], []]
    assert private.run(reflections.reflected, heron) == frozenset()
    acts = [entry.act for entry in private.run(audit.entries)]
    assert acts == ["forget", "begin"]


def test_an_empty_reflection_is_not_even_begun(
    private: Store, hours: list[SessionId], heron: ClientId
) -> None:
    """Saving nothing leaves nothing, not even in the trail."""
    save(private, Reflection(hours[0], heron, (FacetEntry("bond"),), free=" \n"))
    assert in_file(private) == [[], []]
    assert private.run(audit.entries) == []


def test_the_trail_of_the_private_store_is_whole_after_forgetting(
    private: Store, whole: Reflection
) -> None:
    """What was forgotten is not missed, and the reflection written anew is another thing."""
    save(private, whole)
    save(private, Reflection(whole.session_id, whole.client_id))
    save(private, whole)

    def check(db: Any) -> bool:
        return audit.check(db.connection(), db.info["audit_key"]).is_whole

    assert private.run(check)


# --- finding -------------------------------------------------------------------------------------


def test_reflections_of_a_client_come_in_the_order_of_their_beginning(
    private: Store, hours: list[SessionId], heron: ClientId
) -> None:
    """Each with its own facets; another client's are not among them."""
    other = ClientId("d2" * 16)
    save(private, factory.reflection(hours[4], other, "bond"))
    for hour, facet in zip(hours[:3], ("bond", "goals", "tasks"), strict=True):
        save(private, factory.reflection(hour, heron, facet, "trust_safety"))
    found = private.run(reflections.of_client, heron)
    assert [(each.session_id, each.entries[0].facet_id) for each in found] == [
        (hours[0], "bond"),
        (hours[1], "goals"),
        (hours[2], "tasks"),
    ]
    assert [len(each.entries) for each in found] == [2, 2, 2]
    assert private.run(reflections.reflected, heron) == set(hours[:3])


def carried(private: Store, *earlier: SessionId) -> Carried:
    """Return what is carried over; `earlier` are given latest first."""
    return private.run(reflections.carried, earlier)


def test_the_last_intention_is_carried_over(
    private: Store, hours: list[SessionId], heron: ClientId
) -> None:
    """With the session it is from, and the facet that the writing began with."""
    save(private, factory.reflection(hours[0], heron, "bond", next_time="older"))
    told = {"next_time": "stay with the pause"}
    save(private, factory.reflection(hours[1], heron, "goals", "tasks", **told))
    assert carried(private, hours[1], hours[0]) == Carried("stay with the pause", hours[1], "goals")


def test_an_intention_stands_until_the_next_reflection(
    private: Store, hours: list[SessionId], heron: ClientId
) -> None:
    """A cancelled hour, or one that was not reflected on, does not lose it; a reflection does."""
    save(private, factory.reflection(hours[0], heron, next_time="stay"))
    assert carried(private, hours[2], hours[1], hours[0]).intention == "stay"
    save(private, factory.reflection(hours[1], heron, "bond"))
    assert carried(private, hours[2], hours[1], hours[0]) == Carried("", hours[1], "bond")


def test_nothing_is_carried_over_from_nothing(private: Store, hours: list[SessionId]) -> None:
    """Without a session before, or a reflection on one, there is no intention."""
    assert carried(private) == Carried()
    assert carried(private, *hours) == Carried()


def test_nothing_is_carried_over_from_a_later_session(
    private: Store, hours: list[SessionId], heron: ClientId
) -> None:
    """Looking back at an old hour shows what stood then."""
    save(private, factory.reflection(hours[0], heron, next_time="first"))
    save(private, factory.reflection(hours[2], heron, next_time="later"))
    assert carried(private, hours[0]).intention == "first"


def test_a_line_was_left_where_the_last_reflection_has_one(
    private: Store, hours: list[SessionId], heron: ClientId
) -> None:
    """It is said of whom, and never what; a newer reflection without a line ends it."""
    other = ClientId("d2" * 16)
    save(private, factory.reflection(hours[0], heron, next_time="canary"))
    save(private, factory.reflection(hours[1], other, next_time=" "))
    asked = (heron, other, ClientId("e3" * 16))
    assert private.run(reflections.lines_left, asked) == {heron}
    save(private, factory.reflection(hours[2], heron, "bond"))
    assert private.run(reflections.lines_left, asked) == frozenset()


# --- damage --------------------------------------------------------------------------------------


DAMAGE = [
    ("reflection", "free = 'never said'"),
    ("reflection", "next_time = 'never said'"),
    ("reflection", "happened = 'no'"),
    ("reflection", "happened = 'perhaps'"),
    ("reflection", "saved_at = 'x'"),
    ("facet_entry", "noticed = 'never said'"),
    ("facet_entry", "rating = 4"),
    ("facet_entry", "answer = 'open', rating = NULL"),
    ("facet_entry", "answer = 'x', rating = NULL"),
]


@pytest.mark.parametrize(("table", "damage"), DAMAGE)
def test_a_damaged_reflection_says_nothing_and_is_not_saved_over(
    private: Store, whole: Reflection, table: str, damage: str
) -> None:
    """It is marked, the others are readable, and it lies in the file as it was found."""
    save(private, whole)
    fine = factory.reflection(SessionId("f0" * 16), whole.client_id, "bond")
    save(private, fine)
    (kept,) = factory.rows_of(private, "SELECT id FROM reflection WHERE next_time != ''")
    where = (
        "reflection_id = ? AND facet_id = 'trust_safety'" if table == "facet_entry" else "id = ?"
    )
    factory.meddle(private, f"UPDATE {table} SET {damage} WHERE {where}", kept.id)
    hurt, other = private.run(reflections.of_client, whole.client_id)
    assert (hurt.damaged, other.damaged) == (True, False)
    assert "never said" not in repr(hurt)
    assert get(private, whole.session_id, whole.client_id) == hurt
    before = in_file(private)
    for attempt in (whole, replace(whole, free="new", entries=()), Reflection(*_of(whole))):
        with pytest.raises(RowDamaged):
            save(private, replace(attempt, entries=(replace(FACETS[0], noticed="new"),)))
        with pytest.raises(RowDamaged):
            save(private, attempt)
    assert in_file(private) == before


def test_of_a_damaged_entry_not_even_the_rating_comes_out(
    private: Store, whole: Reflection
) -> None:
    """A number that someone may have put there moves no mean."""
    save(private, whole)
    factory.meddle(private, "UPDATE facet_entry SET rating = 4 WHERE rating = 0")
    entry = get(private, whole.session_id, whole.client_id).entry("trust_safety")
    assert (entry.answer, entry.rating, entry.noticed) == (Answer.OPEN, None, DAMAGED)


@pytest.mark.parametrize(("table", "damage"), DAMAGE)
def test_nothing_is_carried_over_from_a_damaged_reflection(
    private: Store, whole: Reflection, table: str, damage: str
) -> None:
    """Neither an intention nor a facet."""
    save(private, whole)
    where = "WHERE facet_id = 'trust_safety'" if table == "facet_entry" else ""
    factory.meddle(private, f"UPDATE {table} SET {damage} {where}")
    assert carried(private, whole.session_id) == Carried()


def test_a_damaged_reflection_has_left_no_line(private: Store, whole: Reflection) -> None:
    """Nobody is told of a line that cannot be read."""
    save(private, whole)
    factory.meddle(private, "UPDATE reflection SET next_time = 'x'")
    assert private.run(reflections.lines_left, (whole.client_id,)) == frozenset()


def _of(reflection: Reflection) -> tuple[SessionId, ClientId]:
    return reflection.session_id, reflection.client_id

"""What the pad shows first, and what a number may say about a session."""

import random
from collections.abc import Callable, Iterable

import pytest

from practicenotes import catalog
from practicenotes.domain import alliance
from practicenotes.domain.facets import FacetBook
from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections import Answer, FacetEntry, Reflection
from practicenotes.domain.sessions import SessionId


BOOK = catalog.facet_book()
IDS = [facet.id for facet in BOOK.facets]
CLIENT = ClientId("c" * 32)

Habit = Callable[[tuple[str, str], int], list[str]]  # what one writes about, of a pair


def reflected(*facet_ids: str, rated: Iterable[str] = (), free: str = "a word") -> Reflection:
    """Return a reflection with words on some facets and only a rating on others."""
    entries = [FacetEntry(facet_id, noticed="a word") for facet_id in facet_ids]
    entries += [FacetEntry(facet_id, answer=Answer.RATED, rating=2) for facet_id in rated]
    return Reflection(SessionId("s" * 32), CLIENT, tuple(entries), free=free)


def course(habit: Habit, sessions: int = 30) -> list[tuple[tuple[str, str], list[str]]]:
    """Return the pairs of a course with one who has this habit, and what was written about."""
    earlier: list[Reflection] = []
    told = []
    for number in range(sessions):
        pair = alliance.pair_for(BOOK, earlier)
        told.append((pair, habit(pair, number)))
        earlier.append(reflected(*told[-1][1]))
    return told


def turned_up(habit: Habit, sessions: int = 30) -> set[str]:
    """Return the facets that were shown or written about in a course."""
    return {facet_id for pair, written in course(habit, sessions) for facet_id in (*pair, *written)}


def both(pair: tuple[str, str], _number: int) -> list[str]:
    """Write about both, the carried one first."""
    return list(pair)


HABITS: dict[str, Habit] = {
    "both": both,
    "both, the rotating one first": lambda pair, _: [pair[1], pair[0]],
    "only the carried one": lambda pair, _: [pair[0]],
    "only the rotating one": lambda pair, _: [pair[1]],
    "one or the other": lambda pair, number: [pair[number % 2]],
    "neither": lambda _pair, _number: [],
    "always the same two": lambda _pair, _number: [IDS[3], IDS[7]],
    "the same two in turn": lambda _pair, number: [IDS[3], IDS[7]][:: 1 if number % 2 else -1],
    "two facets in turn, one at a time": lambda _pair, number: [IDS[number % 2]],
    "now and then": lambda pair, number: list(pair) if number % 3 == 0 else [],
}


@pytest.mark.parametrize("habit", HABITS.values(), ids=HABITS)
def test_no_facet_is_silent_for_ever(habit: Habit) -> None:
    """Whatever one's habit, each of the ten turns up at least once in thirty sessions."""
    assert turned_up(habit) == set(IDS)


def test_no_facet_is_silent_for_ever_whatever_one_writes() -> None:
    """A hundred courses of random writing: every facet turns up in each of them."""
    for seed in range(100):
        source = random.Random(seed)
        assert turned_up(lambda _p, _n, s=source: s.sample(IDS, s.randrange(3)), 40) == set(IDS)


def test_whoever_takes_up_both_is_shown_every_facet_in_thirty_sessions() -> None:
    """With the plainest habit no facet needs to be looked for."""
    assert {facet_id for pair, _ in course(both) for facet_id in pair} == set(IDS)


def test_whoever_takes_up_both_goes_through_the_book_in_its_order() -> None:
    """In nine sessions every other facet has rotated in once, from the second to the last."""
    assert [rotating for (_, rotating), _ in course(both, 9)] == IDS[1:]


@pytest.mark.parametrize("habit", HABITS.values(), ids=HABITS)
def test_the_two_facets_are_never_the_same(habit: Habit) -> None:
    """The pad always shows two."""
    assert all(carried != rotating for (carried, rotating), _ in course(habit))


def test_a_first_session_begins_the_book() -> None:
    """Without a reflection behind one, the first two facets are shown."""
    assert alliance.pair_for(BOOK, []) == (IDS[0], IDS[1])


def test_the_facet_carried_on_is_the_one_that_the_last_writing_began_with() -> None:
    """Of several that were written about, the first; a session without words changes nothing."""
    earlier = [reflected(IDS[2]), reflected(IDS[5], IDS[1]), reflected()]
    assert alliance.pair_for(BOOK, earlier)[0] == IDS[5]


def test_a_rating_without_words_is_not_carried_on_but_breaks_the_silence() -> None:
    """What was only rated is no theme to go on with; yet it was thought of."""
    earlier = [reflected(IDS[4], rated=[i for i in IDS if i not in (IDS[4], IDS[8])])]
    assert alliance.pair_for(BOOK, earlier) == (IDS[4], IDS[8])


def test_a_facet_that_the_book_no_longer_has_is_passed_over() -> None:
    """A reflection under an older book does not break the pad."""
    carried, rotating = alliance.pair_for(BOOK, [reflected("given_up", IDS[2])])
    assert {carried, rotating} <= set(IDS)
    assert alliance.pair_for(BOOK, [reflected("given_up")])[0] == IDS[0]


def test_the_composite_is_the_mean_of_what_was_rated() -> None:
    """Not observed is left out, never counted as 0; open is no number either."""
    rated = [
        FacetEntry(i, answer=Answer.RATED, rating=n)
        for i, n in zip(IDS, (4, 3, 2, 1, 0, 2), strict=False)
    ]
    rest = [FacetEntry(IDS[6], answer=Answer.NOT_OBSERVED), FacetEntry(IDS[7], noticed="words")]
    given = Reflection(SessionId("s"), CLIENT, (*rated, *rest))
    assert alliance.composite(given) == 2.0


@pytest.mark.parametrize(("rated", "least", "says"), [(6, 6, True), (5, 6, False), (5, 5, True)])
def test_too_few_ratings_make_no_composite(rated: int, least: int, says: bool) -> None:
    """Below the least number there is none, rather than a shaky one."""
    given = reflected(rated=IDS[:rated])
    assert (alliance.composite(given, least) is not None) is says


def test_an_empty_reflection_has_no_composite() -> None:
    """Nothing rated is nothing said, even where none is needed."""
    assert alliance.composite(reflected(), least=0) is None


def test_the_book_finds_facets_and_markers_by_their_ids() -> None:
    """Each id leads to its own entry; one that is not there is an error at once."""
    book: FacetBook = BOOK
    assert [book.facet(facet.id) for facet in book.facets] == list(book.facets)
    assert [book.marker(marker.id) for marker in book.markers] == list(book.markers)
    for find in (book.facet, book.marker):
        with pytest.raises(KeyError):
            find("no such id")

"""One question at a time: which one, in which words, and never a verdict."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from courses import BOOK, CLIENT, day, session_id
from practicenotes.domain import alliance
from practicenotes.domain.cards import CardId, CardLine, ClientCard
from practicenotes.domain.cards import Given as On
from practicenotes.domain.reflections.questions import Given, Question, QuestionKind
from practicenotes.ui.alliance import asking


DAYS = {session_id(week): day(week) for week in range(10)}
TODAY = day(10)


def question(week: int, kind: QuestionKind = QuestionKind.FACET, **told: object) -> Question:
    """Return a question about a week's session."""
    return Question(session_id(week), kind, **{"about": "trust_safety", **told})  # type: ignore[arg-type]


def given(week: int, kind: QuestionKind) -> Given:
    """Return what was made of a question about a week's session."""
    return Given(CLIENT, session_id(week), kind, "trust_safety", "a line")


def test_the_relationship_as_a_whole_is_asked_about_first() -> None:
    """A dip of last month comes before a smaller sign of today."""
    asked = [question(9), question(3, QuestionKind.DIP), question(2, QuestionKind.DRIFT)]

    assert asking.choose(asked, (), DAYS) == asked[1]


@pytest.mark.parametrize(("week", "asked"), [(9, True), (7, True), (6, False)])
def test_a_smaller_sign_is_asked_about_while_it_is_fresh(week: int, asked: bool) -> None:
    """What is further back than the last three sessions is not dug up."""
    assert (asking.choose([question(week)], (), DAYS) is not None) is asked


def test_a_smaller_sign_of_an_hour_that_was_asked_about_is_passed_over() -> None:
    """Who has said something about a dip is not asked about each facet of the same hour."""
    done: Sequence[Given] = [given(9, QuestionKind.DIP)]

    assert asking.choose([question(9), question(8)], done, DAYS) == question(8)


def test_nothing_open_is_no_question() -> None:
    """Silence is the usual."""
    assert asking.choose([], (), DAYS) is None


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (
            question(5, QuestionKind.DIP),
            (
                "Your ratings of this relationship were lower than usual on 11 February."
                " What do you make of it?"
            ),
        ),
        (
            question(5, QuestionKind.DRIFT, since=session_id(1)),
            (
                "Your ratings of this relationship went down little by little between 14 January"
                " and 11 February. What do you make of it?"
            ),
        ),
        (
            question(5, now=1, was=3, since=session_id(4)),
            (
                "You rated Trust and Safety two steps lower on 11 February than on 4 February."
                " What was different?"
            ),
        ),
        (
            question(5, about="forgotten", now=1, was=3, since=session_id(4)),
            (
                "You rated one facet two steps lower on 11 February than on 4 February."
                " What was different?"
            ),
        ),
        (
            question(5, QuestionKind.COMMENT),
            (
                "The client wrote something in their own words on the card of 11 February."
                " Have you come back to it together?"
            ),
        ),
    ],
)
def test_every_question_ends_as_a_question(asked: Question, words: str) -> None:
    """Each kind has its sentence, and none of them judges."""
    said = asking.sentence(asked, DAYS, BOOK, TODAY)

    assert said == words
    assert said.endswith("?")


@pytest.mark.parametrize("was", [None, 8])
def test_a_line_of_the_card_is_quoted(was: int | None) -> None:
    """The client's card is asked about in its own words."""
    asked = question(5, QuestionKind.CARD, now=4, was=was, since=session_id(4) if was else None)
    said = asking.sentence(asked, DAYS, BOOK, TODAY)

    assert BOOK.facet("trust_safety").card.rstrip(".") in said
    assert ("after 8 on 4 February" in said) is (was is not None)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ([2, 2, 2, 2, 2, 2, 0.5, 2], "They were back near the usual on 25 February."),
        ([2, 2, 2, 2, 2, 2, 0.5, 0.5], "Fewer than three sessions have been rated since."),
        (
            [2, 2, 2, 2, 2, 2, 0.5, 1.4, 1.4, 1.4],
            "In the three rated sessions after it they came part of the way back.",
        ),
        (
            [2, 2, 2, 2, 2, 2, 0.5, 0.5, 0.5, 0.5],
            "In the three rated sessions after it they stayed near there.",
        ),
    ],
)
def test_what_came_after_a_dip_is_said_beneath_it(values: list[float], words: str) -> None:
    """Whether the ratings came back is an observation and no consolation."""
    dips = alliance.dips(values)
    asked = question(6, QuestionKind.DIP, about="")

    assert asking.since_then(asked, dips, DAYS, TODAY) == words
    assert asking.since_then(question(6), dips, DAYS, TODAY) == ""
    assert asking.since_then(question(1, QuestionKind.DIP), dips, DAYS, TODAY) == ""


@pytest.mark.parametrize("kind", QuestionKind)
def test_a_line_says_what_it_was_an_answer_to(kind: QuestionKind) -> None:
    """Among the words an answer stands under what was asked."""
    assert asking.about(given(3, kind), BOOK).startswith("Asked about ")


def test_days_are_those_of_the_sessions() -> None:
    """The dates of these tests are what they seem to be."""
    assert DAYS[session_id(5)] == date(2025, 2, 11)


def card(week: int, **told: object) -> ClientCard:
    """Return a card that was finished after a week's session."""
    lines = (CardLine("trust_safety", "I could say it.", 3), CardLine("feeling", "It fits.", None))
    made = ClientCard(CardId(f"card {week}"), CLIENT, day(week), lines, session_id=session_id(week))
    at = datetime(2025, 11, 18, 14, tzinfo=UTC)
    return replace(made, **{"finished_at": at, **told})  # type: ignore[arg-type]


def test_cards_become_plain_numbers_of_their_sessions() -> None:
    """The session counts from 1, an empty line has no number, and no name goes along."""
    (found,) = asking.answered([card(4, comment="Too fast.")], list(DAYS))

    assert (found.session, found.comment, found.opened) == (5, "Too fast.", False)
    assert found.numbers == {"trust_safety": 3, "feeling": None}


def test_what_was_typed_in_from_paper_is_known() -> None:
    """Who typed a card in has read it; one that was given on the screen waits to be opened."""
    paper, screen = card(1, given=On.ON_PAPER), card(2, given=On.ON_SCREEN)
    assert [each.opened for each in asking.answered([paper, screen], list(DAYS))] == [True, False]


@pytest.mark.parametrize(
    "told", [{"finished_at": None}, {"damaged": True}, {"session_id": None}], ids=str
)
def test_a_card_that_says_nothing_safe_is_left_out(told: dict[str, object]) -> None:
    """One that was never given back, is damaged, or belongs to no session asks nothing."""
    assert asking.answered([card(1, **told)], list(DAYS)) == ()

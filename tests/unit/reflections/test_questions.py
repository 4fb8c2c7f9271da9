"""A question is asked until it is answered or set aside, and then never again for that session."""

from collections.abc import Callable
from typing import Any

import pytest

import factory
from practicenotes.domain import alliance, signs
from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections import Answer, FacetEntry, Reflection
from practicenotes.domain.reflections.questions import Given, Question, QuestionKind
from practicenotes.domain.sessions import SessionId
from practicenotes.errors import NotFound, RowDamaged
from practicenotes.reflections import questions
from practicenotes.vault import Store, audit


COURSE = [3.1, 3.2, 3.0, 3.3, 3.2, 2.3, 3.1, 3.2]
DIPPED = 5  # the place of the low session
HOURS = [SessionId(f"{number:032x}") for number in range(40)]
DIP = Question(HOURS[DIPPED], QuestionKind.DIP)

Ask = Callable[..., tuple[Question, ...]]


@pytest.fixture
def asked(private: Store, heron: ClientId) -> Ask:
    """Give what is still to be asked about a course."""

    def ask(composites: list[float | None] | None = None, *noticed: Any) -> tuple[Question, ...]:
        values = composites or list(COURSE)
        return private.run(questions.still_to_ask, heron, HOURS[: len(values)], values, noticed)

    return ask


def acts(private: Store) -> list[str]:
    """Return what the trail tells, oldest first."""
    return [entry.act for entry in reversed(private.run(audit.entries))]


def rated(place: int, client: ClientId, rating: int | None, count: int = 6) -> Reflection:
    """Return a reflection with that many facets rated alike."""
    answer = Answer.RATED if rating is not None else Answer.NOT_OBSERVED
    entries = tuple(FacetEntry(f"f{n}", answer=answer, rating=rating) for n in range(count))
    return Reflection(HOURS[place], client, entries)


def test_a_dip_raises_one_question_about_its_session(asked: Ask) -> None:
    """The question names the low session, and nothing is kept by asking."""
    assert asked() == (DIP,)


def test_a_drift_raises_one_question_and_says_since_when(asked: Ask) -> None:
    """A slow decline is asked about once, in the session in which it could be told."""
    falling = [3.8 - 0.05 * n for n in range(30)]
    assert asked(falling) == (Question(HOURS[11], QuestionKind.DRIFT, since=HOURS[0]),)


def test_a_dip_on_the_way_down_is_part_of_the_decline(asked: Ask) -> None:
    """A low session of a slow decline raises no question of its own; one after it does."""
    falling = [3.7, 3.6, 3.4, 3.6, 3.5, 3.3, 3.4, 3.2, 2.7, 3.2, 3.2, 3.1, 2.8, 2.9, 2.8]
    assert [dip.session for dip in alliance.dips(falling)] == [9]
    assert [each.kind for each in asked(falling)] == [QuestionKind.DRIFT]
    assert [each.kind for each in asked([*falling, 1.0])] == [QuestionKind.DIP, QuestionKind.DRIFT]


def test_a_rupture_on_the_way_down_is_asked_about_too(asked: Ask) -> None:
    """One that is marked and was repaired is news of its own beside a slow decline."""
    falling = [3.9 - 0.06 * n for n in range(20)]
    falling[14] = 1.8
    assert [each.kind for each in asked(falling)] == [QuestionKind.DIP, QuestionKind.DRIFT]


def test_smaller_signs_stand_beside_it_latest_first(asked: Ask) -> None:
    """Signs of facets, of the card and of its words come in the order of their sessions."""
    noticed = [
        *signs.facet_steps([{}, {"trust_safety": 4}, {"trust_safety": 1}]),
        *signs.card_lines([{}] * 7 + [{"felt_heard": 3}]),
        *signs.card_comments([None, "You looked away."]),
    ]
    assert asked(None, *noticed) == (
        Question(HOURS[7], QuestionKind.CARD, "felt_heard", now=3),
        DIP,
        Question(HOURS[2], QuestionKind.FACET, "trust_safety", HOURS[1], now=1, was=4),
        Question(HOURS[1], QuestionKind.COMMENT),
    )


def test_an_answered_question_is_not_asked_again(
    private: Store, heron: ClientId, asked: Ask
) -> None:
    """The line that was written comes back, and the question does not."""
    private.run(questions.answer, heron, DIP, "He came late.", factory.AT)
    assert asked() == ()
    assert private.run(questions.given, heron) == (
        Given(heron, DIP.session_id, DIP.kind, "", "He came late.", changed_at=factory.AT),
    )


def test_a_question_set_aside_never_returns_for_that_date(
    private: Store, heron: ClientId, asked: Ask
) -> None:
    """Whatever is rated later, that session is not asked about again; another one is."""
    private.run(questions.set_aside, heron, DIP, factory.AT)
    assert asked() == ()
    later = [*COURSE, 3.1, 3.2, 2.2, 3.1]
    assert asked(later) == (Question(HOURS[10], QuestionKind.DIP),)
    assert private.run(questions.given, heron)[0].set_aside_at == factory.AT


def test_setting_aside_can_be_taken_back(private: Store, heron: ClientId, asked: Ask) -> None:
    """The question is there again; one that was not set aside cannot be taken back."""
    private.run(questions.set_aside, heron, DIP, factory.AT)
    private.run(questions.ask_again, DIP, factory.AT)
    assert asked() == (DIP,)
    with pytest.raises(NotFound):
        private.run(questions.ask_again, DIP, factory.AT)


def test_what_was_written_outlives_setting_aside(
    private: Store, heron: ClientId, asked: Ask
) -> None:
    """A line stays when the question is set aside, and when that is taken back."""
    private.run(questions.answer, heron, DIP, "He came late.", factory.AT)
    private.run(questions.set_aside, heron, DIP, factory.AT)
    private.run(questions.ask_again, DIP, factory.AT)
    assert [each.answer for each in private.run(questions.given, heron)] == ["He came late."]
    assert asked() == ()


def test_an_answer_that_is_emptied_opens_the_question_again(
    private: Store, heron: ClientId, asked: Ask
) -> None:
    """Nothing is left of a line that was taken out; without a line nothing is kept."""
    private.run(questions.answer, heron, DIP, "He came late.", factory.AT)
    private.run(questions.answer, heron, DIP, "  ", factory.AT)
    private.run(questions.answer, heron, DIP, "", factory.AT)
    assert asked() == (DIP,)
    assert private.run(questions.given, heron) == ()


def test_emptying_the_answer_of_what_was_set_aside_leaves_it_so(
    private: Store, heron: ClientId, asked: Ask
) -> None:
    """Setting aside is an act of its own."""
    private.run(questions.set_aside, heron, DIP, factory.AT)
    private.run(questions.answer, heron, DIP, "He came late.", factory.AT)
    private.run(questions.answer, heron, DIP, "", factory.AT)
    assert asked() == ()


def test_each_facet_and_line_is_a_question_of_its_own(
    private: Store, heron: ClientId, asked: Ask
) -> None:
    """To set one aside leaves another one of the same session."""
    noticed = signs.facet_steps([{"a": 4, "b": 4}, {"a": 1, "b": 1}])
    private.run(questions.set_aside, heron, Question(HOURS[1], QuestionKind.FACET, "a"), factory.AT)
    steady: list[float | None] = [3.0] * 8
    assert [each.about for each in asked(steady, *noticed)] == ["b"]


def test_one_client_s_answers_are_not_another_s(private: Store, heron: ClientId) -> None:
    """What was given is read by client."""
    private.run(questions.answer, heron, DIP, "He came late.", factory.AT)
    assert private.run(questions.given, ClientId("d2" * 16)) == ()


def test_the_trail_tells_acts_and_no_keystroke(private: Store, heron: ClientId) -> None:
    """Beginning, setting aside, asking again and taking out are entered; words are not."""
    before = len(acts(private))
    for words in ("He", "He came", "He came late."):
        private.run(questions.answer, heron, DIP, words, factory.AT)
    private.run(questions.set_aside, heron, DIP, factory.AT)
    private.run(questions.set_aside, heron, DIP, factory.AT)
    private.run(questions.ask_again, DIP, factory.AT)
    private.run(questions.answer, heron, DIP, "", factory.AT)
    assert acts(private)[before:] == ["begin", "set aside", "ask again", "forget"]


def test_a_damaged_answer_is_shown_as_such_and_not_asked_again(
    private: Store, heron: ClientId, asked: Ask
) -> None:
    """It was answered, though the line can no longer be read; nothing is written over it."""
    private.run(questions.answer, heron, DIP, "He came late.", factory.AT)
    factory.meddle(private, "UPDATE question SET answer = 'It was me.'")
    (found,) = private.run(questions.given, heron)
    assert found.damaged
    assert "me" not in found.answer
    assert asked() == ()
    with pytest.raises(RowDamaged):
        private.run(questions.answer, heron, DIP, "again", factory.AT)


def test_composites_stand_in_the_order_of_the_sessions(heron: ClientId) -> None:
    """Sessions without a reflection, with too few ratings, or damaged have none."""
    few = rated(2, heron, 3, count=5)
    damaged = Reflection(HOURS[3], heron, rated(3, heron, 4).entries, damaged=True)
    given = [rated(4, heron, 2), damaged, few, rated(0, heron, 3)]
    assert alliance.composites(HOURS[:5], given) == (3.0, None, None, None, 2.0)


def test_steps_of_facets_are_read_from_reflections(heron: ClientId) -> None:
    """What was not observed, or cannot be read, is no number; a fall is counted across it."""
    damaged = Reflection(HOURS[1], heron, rated(1, heron, 0, 1).entries, damaged=True)
    reflections = [rated(0, heron, 4, 1), damaged, rated(2, heron, None, 1), rated(3, heron, 1, 1)]
    (found,) = questions.of_facets(HOURS[:4], reflections)
    assert (found.session, found.about, found.was_in, found.fell) == (4, "f0", 1, 3)

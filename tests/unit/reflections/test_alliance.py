"""What the private store holds on one relationship, gathered in one transaction."""

import factory
from courses import BOOK, reflection
from practicenotes.domain.cards import CardId
from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections.looking_back import Guess
from practicenotes.domain.reflections.questions import QuestionKind
from practicenotes.domain.sessions import SessionId
from practicenotes.domain.signs import CardAnswers
from practicenotes.reflections import alliance, episodes, guesses, questions, reflections
from practicenotes.reflections.alliance import Alliance
from practicenotes.vault import Store


def rate(private: Store, client: ClientId, hours: list[SessionId], means: list[int]) -> None:
    """Rate eight facets alike in each session."""
    for week, (session_id, mean) in enumerate(zip(hours, means, strict=False)):
        written = reflection(week, [mean] * 8, session_id=session_id, client_id=client)
        private.run(reflections.save, written, factory.AT)


def of(private: Store, client: ClientId, hours: list[SessionId], *cards: CardAnswers) -> Alliance:
    """Return what is gathered."""
    least = BOOK.composite_min_rated
    return private.run(alliance.of_client, client, hours, least, cards)


def weeks(count: int) -> list[SessionId]:
    """Return the ids of so many sessions."""
    return [SessionId(f"{week:032x}") for week in range(count)]


def test_everything_on_a_relationship_is_there(private: Store) -> None:
    """Reflections, strain, what fell, what is asked and what was made of it."""
    heron, hours = ClientId("c" * 32), weeks(8)
    rate(private, heron, hours, [3, 3, 3, 3, 3, 3, 1, 3])
    private.run(episodes.add, factory.episode(heron, hours[6]), factory.AT)
    found = of(private, heron, hours)

    assert [each.session_id for each in found.reflections] == hours
    assert [each.session_id for each in found.strain] == [hours[6]]
    assert [dip.session for dip in found.dips] == [7]
    assert found.asked[0].kind is QuestionKind.DIP
    assert found.asked[0].session_id == hours[6]
    assert found.given == ()


def test_what_was_answered_is_given_and_not_asked(private: Store) -> None:
    """A question is asked until something was made of it."""
    heron, hours = ClientId("c" * 32), weeks(8)
    rate(private, heron, hours, [3, 3, 3, 3, 3, 3, 1, 3])
    dip = of(private, heron, hours).asked[0]
    private.run(questions.answer, heron, dip, "I was away.", factory.AT)
    found = of(private, heron, hours)

    assert dip not in found.asked
    assert [each.answer for each in found.given] == ["I was away."]


def test_what_a_card_says_is_asked_about_once_it_is_known(private: Store) -> None:
    """A low line and the client's own words give rise to questions, in the session of the card."""
    heron, hours = ClientId("c" * 32), weeks(3)
    card = CardAnswers("k" * 32, 2, {"trust_safety": 3.0}, "Too fast.", opened=True)
    found = of(private, heron, hours, card)

    asked = {(question.kind, question.about) for question in found.asked}
    assert asked == {(QuestionKind.CARD, "trust_safety"), (QuestionKind.COMMENT, "")}
    assert {question.session_id for question in found.asked} == {hours[1]}


def test_a_card_that_was_not_opened_is_asked_about_in_no_way(private: Store) -> None:
    """Until the therapist has guessed and looked, no question tells what stands there."""
    heron, hours = ClientId("c" * 32), weeks(2)
    card = CardAnswers("k" * 32, 2, {"trust_safety": 3.0}, "Too fast.")
    assert of(private, heron, hours, card).asked == ()

    private.run(guesses.make, Guess(CardId(card.card_id), heron), factory.AT)
    assert of(private, heron, hours, card).asked == ()
    private.run(guesses.look, CardId(card.card_id), factory.AT)
    assert len(of(private, heron, hours, card).asked) == 2


def test_damaged_ratings_are_not_reckoned_with(private: Store) -> None:
    """A rating that may have been changed gives rise to no question."""
    heron, hours = ClientId("c" * 32), weeks(8)
    rate(private, heron, hours, [3, 3, 3, 3, 3, 3, 1, 3])
    factory.meddle(private, "UPDATE facet_entry SET my_part = 'x' WHERE rating = 1")
    found = of(private, heron, hours)

    assert found.dips == ()
    assert not any(question.session_id == hours[6] for question in found.asked)
    assert [each.damaged for each in found.reflections].count(True) == 1

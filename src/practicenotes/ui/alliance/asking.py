"""Which question stands on the page, one at a time, and in which words."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from practicenotes.domain import cards as client_cards
from practicenotes.domain.alliance import Dip, State
from practicenotes.domain.cards import ClientCard
from practicenotes.domain.facets import FacetBook
from practicenotes.domain.reflections import wording
from practicenotes.domain.reflections.questions import Given, Question, QuestionKind
from practicenotes.domain.sessions import SessionId
from practicenotes.domain.signs import CardAnswers


LATELY = 3  # sessions back from the last, in which a smaller sign is still worth a question

_WHOLE = {QuestionKind.DIP, QuestionKind.DRIFT}

Days = Mapping[SessionId, date]  # of every session up to now, earliest first


def choose(asked: Sequence[Question], given: Sequence[Given], days: Days) -> Question | None:
    """Return the one question to ask, or None; `asked` are all that are open, latest first.

    What concerns the relationship as a whole comes first. A smaller sign is asked about only while
    it is fresh, and not where the whole of that hour is or was asked about.
    """
    whole = [each for each in asked if each.kind in _WHOLE]
    if whole:
        return whole[0]
    covered = {each.session_id for each in given if each.kind in _WHOLE}
    lately = set(list(days)[-LATELY:]) - covered
    return next((each for each in asked if each.session_id in lately), None)


def answered(cards: Iterable[ClientCard], sessions: Sequence[SessionId]) -> tuple[CardAnswers, ...]:
    """Return what clients said on their cards, in plain numbers of these sessions.

    One that was typed in from paper is known to the therapist; others were opened or were not.
    """
    numbers = {session_id: number for number, session_id in enumerate(sessions, 1)}
    return tuple(
        CardAnswers(
            card_id=card.id,
            session=numbers[card.session_id],
            numbers={line.facet_id: line.answer for line in card.lines},
            comment=card.comment,
            opened=card.given is client_cards.Given.ON_PAPER,
        )
        for card in cards
        if card.session_id in numbers and card.finished_at and not card.damaged
    )


def sentence(question: Question, days: Days, book: FacetBook, today: date) -> str:
    """Return a question in words."""
    on = days[question.session_id]
    since = days.get(question.since, on) if question.since else on
    if question.kind is QuestionKind.DIP:
        return wording.dip(on, today)
    if question.kind is QuestionKind.DRIFT:
        return wording.drift(since, on, today)
    if question.kind is QuestionKind.COMMENT:
        return wording.comment(on, today)
    now, was = round(question.now or 0), round(question.was or 0)
    if question.kind is QuestionKind.FACET:
        name = names(book).get(question.about, "one facet")
        return wording.facet(name, was - now, on, since, today)
    line = {facet.id: facet.card for facet in book.facets}.get(question.about, "one line")
    before = (was, since) if question.was is not None else None
    return wording.card_line(line, now, on, today, before)


def since_then(question: Question, dips: Sequence[Dip], days: Days, today: date) -> str:
    """Return what became of the ratings after a dip, or "" for any other question."""
    ids = list(days)
    dip = next((d for d in dips if ids[d.session - 1] == question.session_id), None)
    if dip is None or question.kind is not QuestionKind.DIP:
        return ""
    if dip.repaired_at is not None:
        return wording.repaired(days[ids[dip.repaired_at - 1]], today)
    said = {
        State.PARTIAL: wording.partly_repaired,
        State.OPEN: wording.not_repaired,
        State.PENDING: wording.still_early,
    }
    return said[dip.state]()


def names(book: FacetBook) -> dict[str, str]:
    """Return the name of each facet by its id."""
    return {facet.id: facet.name for facet in book.facets}


def about(given: Given, book: FacetBook) -> str:
    """Return what a line was an answer to, in a few words."""
    if given.kind is QuestionKind.FACET:
        return f"Asked about {names(book).get(given.about, 'one facet')}, rated lower"
    return {
        QuestionKind.DIP: "Asked about ratings lower than usual",
        QuestionKind.DRIFT: "Asked about a slow decline",
        QuestionKind.CARD: "Asked about a line of the client’s card",
        QuestionKind.COMMENT: "Asked about what the client wrote",
    }[given.kind]

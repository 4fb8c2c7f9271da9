"""The inside of one therapy: what was written about the relationship, and what is asked of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session as Db

from practicenotes.domain import alliance
from practicenotes.domain.alliance import Dip
from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections import Reflection, StrainEpisode
from practicenotes.domain.reflections.questions import Given, Question
from practicenotes.domain.sessions import SessionId
from practicenotes.domain.signs import CardAnswers, of_cards
from practicenotes.reflections import episodes, guesses, questions, reflections


@dataclass(frozen=True, slots=True)
class Alliance:
    """Every reflection on a client and every moment of strain, each in the order of beginning.

    `asked` are the questions that are still open, latest first; `given` is what was made of others.
    """

    reflections: tuple[Reflection, ...] = ()
    strain: tuple[StrainEpisode, ...] = ()
    asked: tuple[Question, ...] = ()
    given: tuple[Given, ...] = ()
    dips: tuple[Dip, ...] = ()


def of_client(
    db: Db,
    client_id: ClientId,
    sessions: Sequence[SessionId],
    least: int,
    cards: Iterable[CardAnswers] = (),
) -> Alliance:
    """Return what was written about the relationship with one client.

    Args:
        db: the private store.
        client_id: the client.
        sessions: the client's sessions up to now, earliest first.
        least: how many facets are rated at least where there is a composite.
        cards: the client's cards, in numbers of these sessions. One that was not opened yet is
            passed over: a question would tell what stands on it before the guess.
    """
    written = reflections.of_client(db, client_id)
    sound = [each for each in written if not each.damaged]
    composites = alliance.composites(sessions, sound, least)
    looked = {each.card_id for each in guesses.of_client(db, client_id) if each.looked_at}
    seen = [card for card in cards if card.opened or card.card_id in looked]
    signs = (*questions.of_facets(sessions, sound), *of_cards(seen, len(sessions)))
    return Alliance(
        reflections=written,
        strain=episodes.of_client(db, client_id),
        asked=questions.still_to_ask(db, client_id, sessions, composites, signs),
        given=questions.given(db, client_id),
        dips=alliance.dips(composites),
    )

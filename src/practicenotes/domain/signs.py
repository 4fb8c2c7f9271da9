"""Small signs beside the dips that are worth a look: facts about numbers, never a verdict.

Plain numbers only, so that the record (the client card) and the private side (the facets) can both
use them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum


FACET_STEPS = 2  # down since the facet was last rated, on 0 to 4
CARD_LOW = 4  # or below, on 0 to 10
CARD_DOWN = 3  # since the line was last answered

Sessions = Sequence[Mapping[str, float | None]]  # per session: facet or line, and its number


class Sign(Enum):
    """What there is to look at."""

    FACET = "facet"
    CARD = "card"
    COMMENT = "comment"


@dataclass(frozen=True, slots=True)
class Noticed:
    """One sign in one session; sessions count from 1 and keep gaps.

    `about` is the facet or the line of the card. `was` and `was_in` are the number before and its
    session, when there was one.
    """

    sign: Sign
    session: int
    about: str = ""
    now: float | None = None
    was: float | None = None
    was_in: int | None = None

    @property
    def fell(self) -> float:
        """How far the number went down since it was last given."""
        return 0.0 if self.was is None or self.now is None else max(0.0, self.was - self.now)


@dataclass(frozen=True, slots=True)
class CardAnswers:
    """One card in plain numbers: of which session (from 1), each line's number, and any words.

    `opened` says that the therapist knows what stands on it, whatever the guesses say.
    """

    card_id: str
    session: int
    numbers: Mapping[str, float | None]
    comment: str = ""
    opened: bool = False


def facet_steps(sessions: Sessions) -> tuple[Noticed, ...]:
    """Return every facet that went down two steps or more since it was last rated."""
    return tuple(each for each in _in_order(sessions, Sign.FACET) if each.fell >= FACET_STEPS)


def card_lines(sessions: Sessions) -> tuple[Noticed, ...]:
    """Return every line of the card that stands at 4 or lower, or went down by 3 or more."""
    return tuple(
        each
        for each in _in_order(sessions, Sign.CARD)
        if (each.now is not None and each.now <= CARD_LOW) or each.fell >= CARD_DOWN
    )


def card_comments(comments: Sequence[str | None]) -> tuple[Noticed, ...]:
    """Return the sessions on whose card the client wrote something in their own words."""
    return tuple(
        Noticed(Sign.COMMENT, session)
        for session, words in enumerate(comments, 1)
        if words and words.strip()
    )


def of_cards(cards: Iterable[CardAnswers], sessions: int) -> tuple[Noticed, ...]:
    """Return what the cards of so many sessions give to look at; one session may have several."""
    numbers: list[dict[str, float | None]] = [{} for _ in range(sessions)]
    comments: list[str | None] = [None] * sessions
    for card in cards:
        numbers[card.session - 1] |= card.numbers
        comments[card.session - 1] = card.comment or comments[card.session - 1]
    return (*card_lines(numbers), *card_comments(comments))


def _in_order(sessions: Sessions, sign: Sign) -> list[Noticed]:
    """Return every number that was given, beside the one before it."""
    last: dict[str, tuple[int, float]] = {}
    found = []
    for session, given in enumerate(sessions, 1):
        for about, now in given.items():
            if now is None:
                continue
            was_in, was = last.get(about, (None, None))
            found.append(Noticed(sign, session, about, now, was, was_in))
            last[about] = (session, now)
    return found

"""What to look at before a session: rules on plain values, which know neither store."""

import math
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum

from practicenotes.domain.notes import Note
from practicenotes.domain.people import Client
from practicenotes.domain.sessions import FrameEvent, FrameKind, Session
from practicenotes.domain.writing import reading


WORDS_A_MINUTE = 230  # read slowly, with thinking
LONGEST = 90  # words of one part: four or five of them are read in two minutes
ENOUGH = 6  # reflections before the silence of a facet says anything
PLAN = "plan"  # the key of the section in which every form keeps what was agreed

_SENTENCE = re.compile(r"(?<=[.!?…”’\"])\s+")


class Question(Enum):
    """What the one question of the page is about."""

    STRAIN = "strain that is still open"
    FRAME = "the frame since last time"
    FACET = "a facet that was silent for longest"


def question(*, strained: bool, unsettled: bool, quietest: str | None) -> Question | None:
    """Return what the one question is about: the first of these that there is.

    1. Strain that is still open, because it weighs on the hour whether it is spoken of or not.
    2. A frame that moved since last time (called off, missed, a break, a fee, a gift), because the
       client was left alone with it until now.
    3. The facet that was silent for longest, so that none is silent for ever.

    Without any of them nothing is asked.
    """
    if strained:
        return Question.STRAIN
    if unsettled:
        return Question.FRAME
    return Question.FACET if quietest else None


def unsettled(frame: Iterable[FrameEvent], last: date, today: date) -> bool:
    """Say whether the frame moved after the day of the last session; lateness alone is not it."""
    return any(
        last < event.on <= today and event.kind is not FrameKind.LATE and not event.damaged
        for event in frame
    )


@dataclass(frozen=True, slots=True)
class Quiet:
    """The facets that nothing was said about: the one longest silent, and those silent for long."""

    longest: str | None = None
    lately: tuple[str, ...] = ()


def quiet(facet_ids: Sequence[str], spoken: Sequence[Collection[str]], turn: int) -> Quiet:
    """Return which facets are silent.

    Args:
        facet_ids: every facet, in the order of the book.
        spoken: of each reflection, oldest first, the facets with a word or a rating.
        turn: counts up with every reflection, so that several equally silent ones take turns.
    """
    if not spoken:
        return Quiet()
    last = dict.fromkeys(facet_ids, -1)
    for number, spoken_of in enumerate(spoken):
        last.update(dict.fromkeys(last.keys() & set(spoken_of), number))
    longest = [facet_id for facet_id in facet_ids if last[facet_id] == min(last.values())]
    long_ago = len(spoken) - ENOUGH
    lately = [each for each in facet_ids if long_ago >= 0 and last[each] < long_ago]
    return Quiet(longest[turn % len(longest)], tuple(lately))


def ends_at(session: Session) -> datetime:
    """Return when a session is over, on the clock of the wall."""
    return session.starts_at + timedelta(minutes=session.minutes)


def told_in(note: Note) -> str:
    """Return what a note says first, apart from what was agreed."""
    told = (section.text.strip() for section in note.sections if section.key != PLAN)
    return next((text for text in told if text), "")


def agreed_in(note: Note) -> str:
    """Return what a note says of what was agreed."""
    return next((s.text.strip() for s in note.sections if s.key == PLAN), "")


def opening(text: str, most: int = LONGEST) -> str:
    """Return a text without its marks, or its first whole sentences of so many words, and "…"."""
    text = reading.plain(text)
    if len(text.split()) <= most:
        return text
    kept: list[str] = []
    for sentence in _SENTENCE.split(text):
        if len(" ".join([*kept, sentence]).split()) > most:
            break
        kept.append(sentence)
    return f"{' '.join(kept or text.split()[:most])} …"


def minutes_to_read(texts: Sequence[str]) -> int:
    """Return how many minutes it takes to read all this, at least one."""
    return max(1, math.ceil(sum(len(text.split()) for text in texts) / WORDS_A_MINUTE))


def missing(client: Client, *, agreed: bool = False) -> tuple[str, ...]:
    """Return what a file still lacks before the first meeting; a damaged file cannot tell.

    `agreed` says that there is a consent in the register.
    """
    if client.damaged:
        return ()
    lacks = {
        "consent": not (client.consent.strip() or agreed),
        "referral": not client.referrer.strip(),
        "reason for coming": not client.reason.strip(),
        "a way to reach them": not any(person.contact.strip() for person in client.people),
    }
    return tuple(name for name, is_lacking in lacks.items() if is_lacking)

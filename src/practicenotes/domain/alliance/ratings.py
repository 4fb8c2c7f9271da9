"""What the ratings of an hour come to, and which facets are shown first."""

from collections.abc import Iterable, Sequence
from statistics import fmean

from practicenotes.domain.facets import FacetBook
from practicenotes.domain.reflections import Answer, Reflection
from practicenotes.domain.sessions import SessionId


def composite(reflection: Reflection, least: int = 6) -> float | None:
    """Return the mean of the rated facets (0 to 4), or None when fewer than `least` are rated.

    A facet that was not observed is left out, never counted as 0.
    """
    ratings = [
        entry.rating
        for entry in reflection.entries
        if entry.answer is Answer.RATED and entry.rating is not None
    ]
    return fmean(ratings) if len(ratings) >= max(least, 1) else None


def composites(
    sessions: Sequence[SessionId], reflections: Iterable[Reflection], least: int = 6
) -> tuple[float | None, ...]:
    """Return one composite for each of a client's sessions, None where none can be given.

    What cannot be read whole gives none: part of an hour's ratings is not its composite.
    """
    found = {each.session_id: composite(each, least) for each in reflections if not each.damaged}
    return tuple(found.get(session_id) for session_id in sessions)


def pair_for(book: FacetBook, earlier: Sequence[Reflection]) -> tuple[str, str]:
    """Return the two facets that the pad shows first: the one carried on, and the rotating one.

    Args:
        book: the ten facets.
        earlier: the reflections on the sessions before, oldest first.

    The facet carried on is the one that the last writing began with (the first facet when there
    was none). The rotating one has been silent longest, without a word or a rating; where several
    have, they take turns, so that none is silent for ever and none insists.
    """
    last_spoken = {facet.id: -1 for facet in book.facets}
    carried = book.facets[0].id
    for number, reflection in enumerate(earlier):
        spoken = [entry.facet_id for entry in reflection.entries if not entry.is_empty]
        last_spoken.update(dict.fromkeys(last_spoken.keys() & set(spoken), number))
        if reflection.first_written in last_spoken:
            carried = reflection.first_written
    del last_spoken[carried]
    longest = min(last_spoken.values())
    silent = [facet_id for facet_id, number in last_spoken.items() if number == longest]
    turn = len(earlier) - len(last_spoken)  # whoever takes up both goes through the book in order
    return carried, silent[turn % len(silent)]

"""What is not being written about: a quiet map of clients and facets, and never a tally."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from practicenotes.domain.facets import FacetBook
from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections import Reflection
from practicenotes.domain.sessions import SessionId


LATELY = 4  # reflections with one client: what was written about in them is not silent
ENOUGH = 4  # reflections with one client, before any silence says something


class Voice(Enum):
    """How a facet has been heard with one client."""

    LATELY = "written about lately"
    EARLIER = "written about earlier"
    SILENT = "not written about yet"


@dataclass(frozen=True, slots=True)
class Line:
    """One client on the map: how each facet has been heard, in the order of the book.

    `last` names the session in which a facet that was heard earlier was written about last.
    """

    client_id: ClientId
    voices: tuple[Voice, ...]
    last: tuple[SessionId | None, ...]


def map_of(
    book: FacetBook, reflections: Mapping[ClientId, Sequence[Reflection]]
) -> tuple[Line, ...]:
    """Return a line for each client with enough reflections to ask about.

    Args:
        book: the ten facets.
        reflections: each client's, oldest first. Damaged ones are left out.
    """
    lines = []
    for client_id, every in reflections.items():
        whole = [each for each in every if not each.damaged and not each.is_empty]
        if len(whole) >= ENOUGH:
            heard = [_heard(facet.id, whole) for facet in book.facets]
            voices, last = zip(*heard, strict=True)
            lines.append(Line(client_id, voices, last))
    return tuple(lines)


def _heard(facet_id: str, whole: Sequence[Reflection]) -> tuple[Voice, SessionId | None]:
    """Return how a facet has been heard, and where last; only words count, not a rating."""
    spoken = [n for n, each in enumerate(whole) if each.entry(facet_id).has_words]
    if not spoken:
        return Voice.SILENT, None
    lately = spoken[-1] >= len(whole) - LATELY
    return (Voice.LATELY if lately else Voice.EARLIER), whole[spoken[-1]].session_id


def question(lines: Sequence[Line], turn: int) -> tuple[ClientId, int] | None:
    """Return one silence to ask about: the client, and the facet's place in the book.

    What was never written about comes before what was; `turn` (the number of the week, say) lets
    them take turns, so that none insists. None when nothing is silent.
    """
    for wanted in (Voice.SILENT, Voice.EARLIER):
        found = [
            (line.client_id, place)
            for line in lines
            for place, voice in enumerate(line.voices)
            if voice is wanted
        ]
        if found:
            return found[turn % len(found)]
    return None

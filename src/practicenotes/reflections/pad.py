"""What the private pad shows when a session is opened, gathered in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session as Db

from practicenotes.domain import alliance
from practicenotes.domain.facets import FacetBook
from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections import Carried, Reflection, StrainEpisode, StrainState
from practicenotes.domain.sessions import SessionId
from practicenotes.reflections import episodes, reflections


@dataclass(frozen=True, slots=True)
class Pad:
    """The reflection on one session, and what comes along from the sessions before.

    `pair` are the two facets that are shown first; `carried_on_from` is the session in which the
    first of them was written about last. `strain` are the moments of this session, and those of
    earlier sessions that are still open.
    """

    reflection: Reflection
    carried: Carried
    pair: tuple[str, str]
    carried_on_from: SessionId | None
    strain: tuple[StrainEpisode, ...]


def lay(
    db: Db,
    session_id: SessionId,
    client_id: ClientId,
    earlier: Sequence[SessionId],
    book: FacetBook,
) -> Pad:
    """Lay out the pad of a session; `earlier` are the client's sessions before it, oldest first."""
    known = {each.session_id: each for each in reflections.of_client(db, client_id)}
    past = [known[each] for each in earlier if each in known and not known[each].damaged]
    written = [each.session_id for each in past if each.first_written]
    return Pad(
        reflection=reflections.get(db, session_id, client_id),
        carried=reflections.carried(db, reversed(earlier)),
        pair=alliance.pair_for(book, past),
        carried_on_from=written[-1] if written else None,
        strain=tuple(
            each
            for each in episodes.of_client(db, client_id)
            if each.session_id == session_id
            or (each.session_id in earlier and each.state is StrainState.OPEN)
        ),
    )

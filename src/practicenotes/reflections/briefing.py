"""What the private store adds before a session, read in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import func, select
from sqlalchemy.orm import Session as Db

from practicenotes.domain import briefing
from practicenotes.domain.briefing import Quiet
from practicenotes.domain.facets import FacetBook
from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections import Carried, StrainEpisode
from practicenotes.domain.reflections.sayings import Saying
from practicenotes.domain.sessions import SessionId
from practicenotes.reflections import episodes, reflections, sayings
from practicenotes.reflections.schema import ReflectionRow


LOOKED_BACK = 12  # reflections: what was silent for longer is silent all the same


@dataclass(frozen=True, slots=True)
class Beneath:
    """The private side of the page before a session."""

    carried: Carried = field(default_factory=Carried)
    strain: tuple[StrainEpisode, ...] = ()  # still open, in the order they were opened
    quiet: Quiet = field(default_factory=Quiet)
    said: Saying | None = None  # the client's last words about us


def of_client(
    db: Db, client_id: ClientId, earlier: Sequence[SessionId], book: FacetBook
) -> Beneath:
    """Return what is carried into a session; `earlier` are the sessions before, latest first."""
    return Beneath(
        carried=reflections.carried(db, earlier),
        strain=episodes.still_open(db, client_id),
        quiet=_quiet(db, client_id, earlier, book),
        said=next(iter(sayings.of_client(db, client_id)), None),
    )


def _quiet(db: Db, client_id: ClientId, earlier: Sequence[SessionId], book: FacetBook) -> Quiet:
    """Return the silent facets, in the order of the sessions and not of the writing."""
    chosen = select(ReflectionRow.session_id).where(ReflectionRow.session_id.in_(earlier))
    reflected_on = set(db.scalars(chosen))
    latest = [each for each in earlier if each in reflected_on][:LOOKED_BACK]
    found = {each.session_id: each for each in reflections.of_sessions(db, latest)}
    spoken = [
        [entry.facet_id for entry in found[session_id].entries if not entry.is_empty]
        for session_id in reversed(latest)
        if not found[session_id].damaged
    ]
    counted = select(func.count()).where(ReflectionRow.client_id == client_id)
    facet_ids = [facet.id for facet in book.facets]
    return briefing.quiet(facet_ids, spoken, db.scalar(counted) or 0)

"""The inside of one therapy: what was written about the relationship, and its moments of strain."""

from dataclasses import dataclass

from sqlalchemy.orm import Session as Db

from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections import Reflection, StrainEpisode
from practicenotes.reflections import episodes, reflections


@dataclass(frozen=True, slots=True)
class Alliance:
    """Every reflection on a client and every moment of strain, each in the order of beginning."""

    reflections: tuple[Reflection, ...] = ()
    strain: tuple[StrainEpisode, ...] = ()


def of_client(db: Db, client_id: ClientId) -> Alliance:
    """Return what was written about the relationship with one client."""
    return Alliance(reflections.of_client(db, client_id), episodes.of_client(db, client_id))

"""Moments of strain: opened in one session, followed until repaired or lived with."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from practicenotes.domain.changes import Changes, writes
from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections import (
    EpisodeId,
    Sighting,
    StrainEpisode,
    StrainState,
    Strength,
)
from practicenotes.domain.sessions import SessionId
from practicenotes.errors import NotFound
from practicenotes.reflections.schema import StrainEpisodeRow
from practicenotes.vault import audit, rows


@writes(Changes.STRAIN)
def add(db: Db, episode: StrainEpisode, at: datetime) -> EpisodeId:
    """Open an episode; its own id and time are ignored; return its id."""
    row = StrainEpisodeRow(client_id=episode.client_id, session_id=episode.session_id, opened_at=at)
    _fill(row, episode, at)
    rows.keep(db, row)
    audit.append(db, "begin", row, at)
    return EpisodeId(row.id)


@writes(Changes.STRAIN)
def change(db: Db, episode: StrainEpisode, at: datetime) -> None:
    """Keep an episode as it stands now; raises NotFound."""
    row = db.get(StrainEpisodeRow, episode.id)
    if row is None:
        raise NotFound("episode", episode.id)
    was = row.state
    _fill(row, episode, at)
    if row.state is not was:
        audit.append(db, "change state", row, at)


@writes(Changes.STRAIN)
def remove(db: Db, episode_id: EpisodeId, at: datetime) -> None:
    """Take back an episode that was none; raises NotFound."""
    row = db.get(StrainEpisodeRow, episode_id)
    if row is None:
        raise NotFound("episode", episode_id)
    db.delete(row)
    audit.append(db, "forget", row, at)


def of_client(db: Db, client_id: ClientId) -> tuple[StrainEpisode, ...]:
    """Return the episodes with one client, in the order they were opened."""
    chosen = select(StrainEpisodeRow).where(StrainEpisodeRow.client_id == client_id)
    return tuple(_value(row) for row in db.scalars(chosen.order_by(StrainEpisodeRow.row)))


def still_open(db: Db, client_id: ClientId) -> tuple[StrainEpisode, ...]:
    """Return the episodes with one client that are still open."""
    return tuple(e for e in of_client(db, client_id) if e.state is StrainState.OPEN)


def _fill(row: StrainEpisodeRow, episode: StrainEpisode, at: datetime) -> None:
    row.kind = episode.kind
    row.sightings = [[s.marker_id, s.strength.value] for s in episode.sightings]
    row.client_words = episode.client_words
    row.my_part = episode.my_part
    row.mine_too = int(episode.mine_too)
    row.tried = list(episode.tried)
    row.state = episode.state
    row.changed_at = at


def _value(row: StrainEpisodeRow) -> StrainEpisode:
    return StrainEpisode(
        id=EpisodeId(row.id),
        client_id=ClientId(row.client_id),
        session_id=SessionId(row.session_id),
        kind=row.kind,
        sightings=tuple(Sighting(marker, Strength(how)) for marker, how in row.sightings),
        client_words=row.client_words,
        my_part=row.my_part,
        mine_too=bool(row.mine_too),
        tried=tuple(row.tried),
        state=row.state,
        opened_at=row.opened_at,
        damaged=row.damaged,
    )

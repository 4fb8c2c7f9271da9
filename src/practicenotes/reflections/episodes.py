"""Moments of strain: opened in one session, followed until repaired or lived with."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session as Db

from practicenotes.domain.changes import Changes, writes
from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections import (
    EpisodeId,
    Sighting,
    Step,
    StrainEpisode,
    Strength,
)
from practicenotes.domain.sessions import SessionId
from practicenotes.errors import NotFound
from practicenotes.reflections.schema import StrainEpisodeRow, StrainStepRow
from practicenotes.vault import audit, rows


@writes(Changes.STRAIN)
def add(db: Db, episode: StrainEpisode, at: datetime) -> EpisodeId:
    """Open an episode; its own id and time are ignored; return its id."""
    return _open(db, episode, at, (Step(at, episode.tried, episode.state),), at)


@writes(Changes.STRAIN)
def put_back(db: Db, episode: StrainEpisode, at: datetime) -> EpisodeId:
    """Open an episode that was taken back as it was then; return its new id."""
    return _open(db, episode, episode.opened_at or at, episode.steps, at)


@writes(Changes.STRAIN)
def change(db: Db, episode: StrainEpisode, at: datetime) -> None:
    """Keep an episode as it stands now, and when it came to stand so; raises NotFound."""
    row = _row(db, episode.id)
    was, had = row.state, row.tried
    _fill(row, episode, at)
    new = tuple(repair for repair in episode.tried if repair not in had)
    if new or row.state is not was:
        _keep_steps(db, row, (Step(at, new, episode.state),))
    if row.state is not was:
        audit.append(db, "change state", row, at)


@writes(Changes.STRAIN)
def remove(db: Db, episode_id: EpisodeId, at: datetime) -> None:
    """Take back an episode that was none; raises NotFound."""
    row = _row(db, episode_id)
    for step in _step_rows(db, StrainStepRow.episode_id == episode_id):
        db.delete(step)
    db.flush()
    db.delete(row)
    audit.append(db, "forget", row, at)


def of_client(db: Db, client_id: ClientId) -> tuple[StrainEpisode, ...]:
    """Return the episodes with one client, in the order they were opened."""
    chosen = select(StrainEpisodeRow).where(StrainEpisodeRow.client_id == client_id)
    found = db.scalars(chosen.order_by(StrainEpisodeRow.row)).all()
    steps: defaultdict[str, list[StrainStepRow]] = defaultdict(list)
    for step in _step_rows(db, StrainStepRow.episode_id.in_([row.id for row in found])):
        steps[step.episode_id].append(step)
    return tuple(_value(row, steps[row.id]) for row in found)


def still_open(db: Db, client_id: ClientId) -> tuple[StrainEpisode, ...]:
    """Return the episodes with one client that are still open."""
    return tuple(episode for episode in of_client(db, client_id) if episode.is_open)


def _row(db: Db, episode_id: EpisodeId) -> StrainEpisodeRow:
    row = db.get(StrainEpisodeRow, episode_id)
    if row is None:
        raise NotFound("episode", episode_id)
    return row


def _open(
    db: Db, episode: StrainEpisode, opened_at: datetime, steps: Iterable[Step], at: datetime
) -> EpisodeId:
    row = StrainEpisodeRow(
        client_id=episode.client_id, session_id=episode.session_id, opened_at=opened_at
    )
    _fill(row, episode, at)
    rows.keep(db, row)
    _keep_steps(db, row, steps)
    audit.append(db, "begin", row, at)
    return EpisodeId(row.id)


def _keep_steps(db: Db, row: StrainEpisodeRow, steps: Iterable[Step]) -> None:
    for step in steps:
        kept = StrainStepRow(
            episode_id=row.id, tried=list(step.tried), state=step.state, at=step.at
        )
        rows.keep(db, kept)


def _step_rows(db: Db, which: ColumnElement[bool]) -> Sequence[StrainStepRow]:
    return db.scalars(select(StrainStepRow).where(which).order_by(StrainStepRow.row)).all()


def _fill(row: StrainEpisodeRow, episode: StrainEpisode, at: datetime) -> None:
    row.kind = episode.kind
    row.sightings = [[s.marker_id, s.strength.value] for s in episode.sightings]
    row.client_words = episode.client_words
    row.my_part = episode.my_part
    row.mine_too = int(episode.mine_too)
    row.tried = list(episode.tried)
    row.state = episode.state
    row.changed_at = at


def _value(row: StrainEpisodeRow, steps: Iterable[StrainStepRow]) -> StrainEpisode:
    """Return an episode; a step that can no longer be read is left out."""
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
        steps=tuple(Step(s.at, tuple(s.tried), s.state) for s in steps if not s.damaged),
        damaged=row.damaged,
    )

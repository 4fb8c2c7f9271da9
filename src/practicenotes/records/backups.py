"""Where copies of the practice go, and how it went there: kept in the record, never on the device.

The path of a folder may hold a name.
"""

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session as Db

from practicenotes.domain import copies
from practicenotes.domain import settings as known
from practicenotes.domain.changes import Changes, writes
from practicenotes.domain.copies import Place, Standing, Trouble
from practicenotes.domain.settings import Setting
from practicenotes.records import settings
from practicenotes.vault import audit


LATER = timedelta(days=14)  # until a trial that was put off is asked for again


def standing(db: Db, now: datetime) -> Standing:
    """Return what is known of the copies."""
    return Standing(
        places=_places(db),
        begun=audit.begun(db) or now,
        last=_instant(db, known.LAST_BACKUP),
        away=_instant(db, known.LAST_AWAY),
        rehearsed=_instant(db, known.REHEARSED),
        put_off=_instant(db, known.REHEARSAL_OFF),
    )


@writes(Changes.SETTINGS)
def add(db: Db, path: str, at: datetime) -> None:
    """Let copies go to a folder from now on; one that was chosen before stays as it is."""
    places = _places(db)
    if path not in {place.path for place in places}:
        _keep(db, (*places, Place(path, at)))


@writes(Changes.SETTINGS)
def remove(db: Db, path: str) -> None:
    """Let no more copies go to a folder; those that lie there stay."""
    _keep(db, (place for place in _places(db) if place.path != path))


@writes(Changes.SETTINGS)
def told(db: Db, tried: Place) -> None:
    """Keep how it went with one place, if it is still chosen."""
    places = _places(db)
    _keep(db, (tried if place.path == tried.path else place for place in places))
    if tried.last and tried.trouble.has_copy:
        settings.put(db, known.LAST_BACKUP, tried.last.isoformat(timespec="seconds"))
        if tried.away:
            settings.put(db, known.LAST_AWAY, tried.last.isoformat(timespec="seconds"))


@writes(Changes.SETTINGS)
def rehearsed(db: Db, at: datetime) -> None:
    """Keep when a restore was tried."""
    settings.put(db, known.REHEARSED, at.isoformat(timespec="seconds"))
    audit.append(db, "try a restore", "vault", at)


@writes(Changes.SETTINGS)
def put_off(db: Db, at: datetime) -> None:
    """Ask for a trial of a restore again in two weeks."""
    counted_from = at - copies.REHEARSAL + LATER
    settings.put(db, known.REHEARSAL_OFF, counted_from.isoformat(timespec="seconds"))


def _places(db: Db) -> tuple[Place, ...]:
    try:
        kept = json.loads(str(settings.get(db, known.BACKUP_PLACES)) or "[]")
        return tuple(_place(each) for each in kept)
    except (ValueError, TypeError, KeyError):
        return ()


def _place(kept: dict[str, Any]) -> Place:
    last, tried = (datetime.fromisoformat(kept[key]) if kept[key] else None for key in _TIMES)
    since, trouble = datetime.fromisoformat(kept["since"]), Trouble(kept["trouble"])
    return Place(str(kept["path"]), since, last, bool(kept["away"]), trouble, tried)


_TIMES = ("last", "tried")


def _keep(db: Db, places: Iterable[Place]) -> None:
    kept = [
        {
            "path": place.path,
            "since": place.since.isoformat(),
            "away": place.away,
            "trouble": place.trouble.value,
            "last": place.last.isoformat() if place.last else "",
            "tried": place.tried.isoformat() if place.tried else "",
        }
        for place in places
    ]
    settings.put(db, known.BACKUP_PLACES, json.dumps(kept))


def _instant(db: Db, setting: Setting) -> datetime | None:
    kept = str(settings.get(db, setting))
    try:
        found = datetime.fromisoformat(kept)
    except ValueError:
        return None
    return found if found.tzinfo else found.astimezone()

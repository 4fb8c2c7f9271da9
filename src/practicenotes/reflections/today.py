"""What the private store adds to a day: lines left, hours reflected on, and a second look due."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from practicenotes.domain.people import ClientId
from practicenotes.domain.sessions import SessionId
from practicenotes.reflections import reflections, second_looks
from practicenotes.reflections.schema import ReflectionRow


@dataclass(frozen=True, slots=True)
class Beneath:
    """Ids alone: a day is read with others in the room."""

    lines_left: frozenset[ClientId] = frozenset()
    reflected: frozenset[SessionId] = frozenset()
    second_looks: frozenset[SessionId] = frozenset()


def get(
    db: Db,
    coming: Iterable[ClientId],
    held: Iterable[SessionId],
    recent: Iterable[SessionId] = (),
    today: date | None = None,
) -> Beneath:
    """Return which clients who are coming have a line left for them, and what was reflected on.

    Of the `recent` sessions, also those at which a second look may be taken today.
    """
    chosen = select(ReflectionRow.session_id).where(ReflectionRow.session_id.in_(list(held)))
    return Beneath(
        lines_left=reflections.lines_left(db, coming),
        reflected=frozenset(SessionId(session_id) for session_id in db.scalars(chosen)),
        second_looks=second_looks.due(db, recent, today) if today else frozenset(),
    )

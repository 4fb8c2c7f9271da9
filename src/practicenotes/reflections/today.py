"""What the private store adds to a day: where a line was left, and which hours are reflected on."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from practicenotes.domain.people import ClientId
from practicenotes.domain.sessions import SessionId
from practicenotes.reflections import reflections
from practicenotes.reflections.schema import ReflectionRow


@dataclass(frozen=True, slots=True)
class Beneath:
    """Ids alone: a day is read with others in the room."""

    lines_left: frozenset[ClientId] = frozenset()
    reflected: frozenset[SessionId] = frozenset()


def get(db: Db, coming: Iterable[ClientId], held: Iterable[SessionId]) -> Beneath:
    """Return which clients who are coming have a line left for them, and what was reflected on."""
    chosen = select(ReflectionRow.session_id).where(ReflectionRow.session_id.in_(list(held)))
    return Beneath(
        lines_left=reflections.lines_left(db, coming),
        reflected=frozenset(SessionId(session_id) for session_id in db.scalars(chosen)),
    )

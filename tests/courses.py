"""Therapies in a few words: weekly sessions with ratings, and what happened around them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import factory
from practicenotes import catalog
from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections import (
    Answer,
    EpisodeId,
    FacetEntry,
    Reflection,
    Step,
    StrainEpisode,
    StrainState,
)
from practicenotes.domain.sessions import (
    Attendance,
    Course,
    FrameEvent,
    FrameKind,
    Session,
    SessionId,
)


BOOK = catalog.facet_book()
IDS = [facet.id for facet in BOOK.facets]
CLIENT = ClientId("c" * 32)
FIRST = datetime(2025, 1, 7, 13, 0)  # a Tuesday, on the clock of the wall


def day(week: int) -> date:
    """Return the day of a week's session."""
    return (FIRST + timedelta(weeks=week)).date()


def session_id(week: int) -> SessionId:
    """Return the id of a week's session."""
    return SessionId(f"{week:032x}")


def entries(ratings: Sequence[int | None], words: str = "") -> tuple[FacetEntry, ...]:
    """Return one entry for each rating, in the order of the book; None is not observed."""
    return tuple(
        FacetEntry(
            IDS[n],
            words,
            answer=Answer.NOT_OBSERVED if rating is None else Answer.RATED,
            rating=rating,
        )
        for n, rating in enumerate(ratings)
    )


def reflection(week: int, ratings: Sequence[int | None], **told: object) -> Reflection:
    """Return the reflection on a week's session."""
    made = Reflection(session_id(week), CLIENT, entries(ratings))
    return replace(made, **told)  # type: ignore[arg-type]


def session(week: int, attendance: Attendance, number: int | None) -> Session:
    """Return a week's session."""
    return Session(
        session_id(week),
        CLIENT,
        FIRST + timedelta(weeks=week),
        attendance=attendance,
        number=number,
    )


def course(
    weeks: int,
    *,
    called_off: Iterable[int] = (),
    late: Iterable[int] = (),
    frame: Iterable[FrameEvent] = (),
) -> Course:
    """Return a therapy of so many weeks; lateness and cancellations tell the frame themselves."""
    off, behind = set(called_off), set(late)
    made, number, events = [], 0, list(frame)
    for week in range(weeks):
        attendance = Attendance.LATE if week in behind else Attendance.ATTENDED
        if week in off:
            attendance = Attendance.CANCELLED_BY_CLIENT
        number += attendance.held
        made.append(session(week, attendance, number if attendance.held else None))
        kind = FrameKind.CANCELLED if week in off else FrameKind.LATE
        if week in off | behind:
            own = session_id(week)
            events.append(FrameEvent(own, CLIENT, day(week), kind, attendance.value, own))
    return Course(tuple(made), tuple(sorted(events, key=lambda event: event.on)))


def event(week: int, kind: FrameKind, words: str = "", days: int = 0) -> FrameEvent:
    """Return something that was noted about the frame, so many days after a week's session."""
    on = day(week) + timedelta(days=days)
    return FrameEvent(f"{kind.value}-{week}", CLIENT, on, kind, words)


def strain(
    began: int, ended: int | None = None, state: StrainState = StrainState.REPAIRED
) -> StrainEpisode:
    """Return a moment of strain from a week's session on, open or until another week's."""
    opened = (FIRST + timedelta(weeks=began, hours=1)).astimezone(UTC)
    steps = [Step(opened)]
    if ended is not None:
        steps.append(Step((FIRST + timedelta(weeks=ended, hours=1)).astimezone(UTC), (), state))
    return replace(
        factory.episode(CLIENT, session_id(began)),
        id=EpisodeId(f"{began:032x}"),
        state=state if ended is not None else StrainState.OPEN,
        opened_at=opened,
        steps=tuple(steps),
    )

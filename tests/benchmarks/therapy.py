"""A long therapy as the Alliance tab tells it, made of values alone."""

from datetime import UTC, date, datetime, timedelta

from practicenotes import catalog
from practicenotes.domain.facets import StrainKind
from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections import (
    Answer,
    EpisodeId,
    FacetEntry,
    Reflection,
    StrainEpisode,
)
from practicenotes.domain.sessions import (
    Attendance,
    Course,
    FrameEvent,
    FrameKind,
    Session,
    SessionId,
)
from practicenotes.reflections.alliance import Alliance
from practicenotes.ui.alliance.story import Story, tell


def story(count: int) -> tuple[Story, date]:
    """Return weekly sessions with ratings, strain and a frame that gave way now and then."""
    client_id, begun = ClientId("c" * 32), datetime(2005, 1, 4, 13)
    days = [begun + timedelta(weeks=week) for week in range(count)]
    ids = [SessionId(f"{week:032x}") for week in range(count)]
    came = [Attendance.LATE if week % 9 == 4 else Attendance.ATTENDED for week in range(count)]
    held = tuple(
        Session(ids[n], client_id, days[n], attendance=came[n], number=n + 1) for n in range(count)
    )
    frame = tuple(
        FrameEvent(ids[n], client_id, days[n].date(), FrameKind.LATE, "late", ids[n])
        for n in range(count)
        if came[n] is Attendance.LATE
    )
    facets = [facet.id for facet in catalog.facet_book().facets]
    written = tuple(
        Reflection(ids[n], client_id, tuple(_rated(facet, (n + 7) % 5) for facet in facets))
        for n in range(count)
        if n % 6
    )
    strain = tuple(
        StrainEpisode(
            EpisodeId(ids[n]),
            client_id,
            ids[n],
            StrainKind.MIXED,
            opened_at=days[n].astimezone(UTC),
        )
        for n in range(10, count, 50)
    )
    today = days[-1].date()
    return tell(Course(held, frame), Alliance(written, strain), today), today


def _rated(facet_id: str, rating: int) -> FacetEntry:
    return FacetEntry(facet_id, answer=Answer.RATED, rating=rating)

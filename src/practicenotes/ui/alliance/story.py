"""A therapy as this page tells it: the appointments of the record joined to what was thought.

Nothing here knows Qt. What comes from the two stores is joined by the ids of sessions alone.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from practicenotes.domain import alliance as rules
from practicenotes.domain import times
from practicenotes.domain.facets import FacetBook
from practicenotes.domain.reflections import Answer, Reflection, StrainEpisode
from practicenotes.domain.sessions import (
    Attendance,
    Course,
    FrameEvent,
    FrameKind,
    Session,
    SessionId,
)
from practicenotes.reflections.alliance import Alliance


_GAPS = {FrameKind.BREAK, FrameKind.ABSENCE}


@dataclass(frozen=True, slots=True)
class Stop:
    """One place in time: an appointment, or something that happened to the frame between two."""

    on: date
    session: Session | None = None
    reflection: Reflection | None = None
    frame: tuple[FrameEvent, ...] = ()
    began: tuple[StrainEpisode, ...] = ()  # moments of strain that were opened here
    ended: tuple[StrainEpisode, ...] = ()  # and those that were no longer open from here on

    @property
    def id(self) -> str:
        """What names this place."""
        return self.session.id if self.session else self.frame[0].id

    @property
    def held(self) -> bool:
        """Whether the two met."""
        return self.session is not None and self.session.attendance.held

    @property
    def is_gap(self) -> bool:
        """Whether a line must not run across: the two did not meet although they might have."""
        return not self.held and (
            self.session is not None or any(event.kind in _GAPS for event in self.frame)
        )


@dataclass(frozen=True, slots=True)
class Span:
    """A moment of strain from the stop at which it began to the one at which it ended."""

    episode: StrainEpisode
    began: int  # number of a stop
    ended: int | None  # None while it is open
    earlier: bool = False  # it began before the first stop that is told of here


@dataclass(frozen=True, slots=True)
class Story:
    """Everything up to today that can be placed in time, earliest first.

    `lost` counts appointments and events that can no longer be read and so stand nowhere.
    """

    stops: tuple[Stop, ...] = ()
    spans: tuple[Span, ...] = ()
    lost: int = 0

    @property
    def reflected(self) -> bool:
        """Whether anything was written yet."""
        return any(stop.reflection for stop in self.stops)

    def stop_of(self, session_id: SessionId) -> Stop | None:
        """Return the stop of a session, or None when it stands nowhere."""
        return next((s for s in self.stops if s.session and s.session.id == session_id), None)


def tell(course: Course, inside: Alliance, today: date) -> Story:
    """Join what the two stores hold of one client; what is still to come is left out."""
    sound = [s for s in course.sessions if not s.damaged and _is_past(s, inside, today)]
    events = [e for e in course.frame if not e.damaged and e.on <= today]
    written = {each.session_id: each for each in inside.reflections}
    stops = list(_stops(sound, events, written))
    spans = tuple(_span(episode, stops) for episode in inside.strain)
    placed = tuple(span for span in spans if span is not None)
    began, ended = defaultdict(list), defaultdict(list)
    for span in placed:
        began[span.began].append(span.episode)
        if span.ended is not None:
            ended[span.ended].append(span.episode)
    return Story(
        stops=tuple(
            Stop(s.on, s.session, s.reflection, s.frame, tuple(began[n]), tuple(ended[n]))
            for n, s in enumerate(stops)
        ),
        spans=placed,
        lost=sum(s.damaged for s in course.sessions) + sum(e.damaged for e in _noted(course)),
    )


def days(course: Course, today: date) -> dict[SessionId, date]:
    """Return the day of every session up to now that can be read, earliest first."""
    return {
        session.id: session.starts_at.date()
        for session in course.sessions
        if not session.damaged and session.starts_at.date() <= today
    }


def within(story: Story, year: int) -> Story:
    """Return what happened in one year; with 0, everything."""
    numbers = [n for n, stop in enumerate(story.stops) if stop.on.year == year]
    if not year or not numbers:
        return story
    first, last = numbers[0], numbers[-1]
    spans = (
        Span(
            span.episode,
            max(span.began - first, 0),
            None if span.ended is None or span.ended > last else span.ended - first,
            earlier=span.began < first,
        )
        for span in story.spans
        if span.began <= last and (span.ended is None or span.ended >= first)
    )
    return Story(story.stops[first : last + 1], tuple(spans), story.lost)


def value(stop: Stop, facet_id: str, book: FacetBook) -> float | None:
    """Return where a stop stands between 0 and 4, by one facet or ("") by all of them together."""
    written = stop.reflection
    if written is None or written.damaged:
        return None
    if not facet_id:
        return rules.composite(written, book.composite_min_rated)
    return written.entry(facet_id).rating


def is_aside(stop: Stop, facet_id: str, book: FacetBook) -> bool:
    """Say whether a stop has its ring beneath the line: rated, but too little to stand on it."""
    written = stop.reflection
    if written is None or written.damaged or value(stop, facet_id, book) is not None:
        return False
    if facet_id:
        return written.entry(facet_id).answer is Answer.NOT_OBSERVED
    return any(entry.answer is Answer.RATED for entry in written.entries)


def _is_past(session: Session, inside: Alliance, today: date) -> bool:
    """Say whether a session has its place: begun, and not merely waiting in the diary."""
    if session.starts_at.date() > today:
        return False
    planned = session.attendance is Attendance.PLANNED
    return not planned or any(each.session_id == session.id for each in inside.reflections)


def _noted(course: Course) -> list[FrameEvent]:
    """Return the events that no session tells itself."""
    told = {session.id for session in course.sessions}
    return [event for event in course.frame if event.id not in told]


def _stops(
    sessions: Sequence[Session],
    events: Sequence[FrameEvent],
    written: dict[SessionId, Reflection],
) -> list[Stop]:
    """Return a stop for each session, with the frame of its day, and for each other event."""
    by_id = {session.id: session for session in sessions}
    of_day = {session.starts_at.date(): session.id for session in reversed(sessions)}
    frame: defaultdict[str, list[FrameEvent]] = defaultdict(list)
    alone: list[FrameEvent] = []
    for event in events:
        home = event.session_id if event.session_id in by_id else of_day.get(event.on)
        (frame[home] if home else alone).append(event)
    stops = [Stop(s.starts_at.date(), s, written.get(s.id), tuple(frame[s.id])) for s in sessions]
    stops += [Stop(event.on, frame=(event,)) for event in alone]
    return sorted(stops, key=lambda stop: stop.on)


def _span(episode: StrainEpisode, stops: Sequence[Stop]) -> Span | None:
    """Place a moment of strain; one whose session stands nowhere has no place either."""
    ids = [stop.session.id if stop.session else "" for stop in stops]
    if episode.damaged or episode.session_id not in ids:
        return None
    began = ids.index(episode.session_id)
    closed_at = episode.closed_at
    if closed_at is None:
        return Span(episode, began, None)
    on = times.on_the_wall(closed_at).date()
    until = [n for n, stop in enumerate(stops) if stop.held and stop.on <= on]
    return Span(episode, began, max(began, until[-1] if until else began))

"""What the page of a day says, line by line, worked out from values alone."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum, auto

from practicenotes.domain import times
from practicenotes.domain.notes import NoteState
from practicenotes.domain.people import ClientId, FileKind
from practicenotes.domain.sessions import Attendance
from practicenotes.records.today import Appointment, Today, Waiting
from practicenotes.reflections.today import Beneath
from practicenotes.ui import damage
from practicenotes.ui.today import requests, reviews


class Opens(Enum):
    """Where the action of a line leads."""

    NOTE = "the note of the session"
    BEFORE = "the page before the session"
    FILE = "the file of the client"


@dataclass(frozen=True, slots=True)
class Line:
    """One appointment as it is shown; `state` is a state of the state label with its word."""

    id: str  # of the session
    client_id: ClientId
    at: str
    code_name: str
    which: str
    state: tuple[str, str]
    action: str
    opens: Opens
    weight: str  # primary, plain or text: how the action stands out
    is_next: bool = False
    line_left: bool = False

    @property
    def aloud(self) -> str:
        """Return what a screen reader says beside the action."""
        left = LINE_LEFT if self.line_left else ""
        return ", ".join(part for part in (self.at, self.which, self.state[1], left) if part)


class Leads(Enum):
    """Where something that waits leads."""

    TO_SESSION = auto()
    TO_NOTE = auto()
    TO_LETTER = auto()
    TO_SECOND_LOOK = auto()
    TO_FILES = auto()
    TO_PAPERS = auto()


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that waits, and where it leads: to the id behind the last space of its own."""

    id: str
    code_name: str
    about: str
    leads: Leads = Leads.TO_SESSION


@dataclass(frozen=True, slots=True)
class Group:
    """What waits of one kind."""

    name: str
    icon: str
    items: tuple[Item, ...]
    private: bool = False
    more: int = 0  # of its kind that wait behind these


@dataclass(frozen=True, slots=True)
class DayView:
    """Everything that stands on the page of a day."""

    title: str
    summary: str
    heading: str
    nobody: str
    lines: tuple[Line, ...]
    groups: tuple[Group, ...]
    offer: Group  # what may be taken up and waits for nobody


_OFFERED = 3  # second looks at once
LINE_LEFT = "You left yourself a line for today."


def view(found: Today, recent: Iterable[Waiting], beneath: Beneath, now: datetime) -> DayView:
    """Return what the page says; `now` is the clock on the wall, `recent` the fortnight before."""
    is_today = found.day == now.date()
    coming = _next(found.appointments, now) if is_today else None
    heading, nobody = _asked(found.day, now.date())
    return DayView(
        title=_title(found.day, now.date()),
        summary=_summary(found, now),
        heading=heading,
        nobody=nobody,
        lines=tuple(
            _line(appointment, beneath, now, is_next=appointment is coming)
            for appointment in found.appointments
        ),
        groups=tuple(group for group in _groups(found, beneath, now.date()) if group.items),
        offer=_second_looks(recent, beneath, now.date()),
    )


def coming(found: Today, now: datetime) -> list[ClientId]:
    """Return the clients who are still expected on the day that is now."""
    if found.day != now.date():
        return []
    return [a.session.client_id for a in found.appointments if _is_ahead(a, now)]


def _title(day: date, today: date) -> str:
    return f"{times.DAYS[day.weekday()]} {times.in_brief(day, today)}"


def _asked(day: date, today: date) -> tuple[str, str]:
    """Return the heading over the day, and what stands there when it is empty."""
    if day == today:
        return "Who comes today", "Nobody is expected today."
    if day > today:
        return "Who comes", "Nobody is expected on this day."
    return "Who came", "Nobody was expected on this day."


def _summary(found: Today, now: datetime) -> str:
    today = "today" if found.day == now.date() else ""
    parts = [
        _counted(len(found.appointments), "session", "sessions", today),
        _counted(sum(_lacks_note(a, now) for a in found.appointments), "note", "notes", "to write"),
        _counted(
            len(found.drafts)
            + found.more_drafts
            + sum(a.note_state is NoteState.DRAFT for a in found.appointments),
            "draft",
            "drafts",
            "to sign",
        ),
    ]
    first, *rest = parts
    said = ", ".join(part for part in rest if part)
    return " ".join(f"{part[0].upper()}{part[1:]}." for part in (first, said) if part)


def _counted(count: int, one: str, many: str, what: str = "") -> str:
    if not count:
        return ""
    words = f"{times.number(count)} {one if count == 1 else many}"
    return f"{words} {what}" if what else words


def _line(appointment: Appointment, beneath: Beneath, now: datetime, *, is_next: bool) -> Line:
    begun = appointment.session.starts_at <= now
    action, opens, weight = _action(appointment, begun=begun, is_next=is_next)
    session = appointment.session
    return Line(
        id=session.id,
        client_id=session.client_id,
        at=times.clock(session.starts_at),
        code_name=damage.words(appointment.code_name, damage.NAME),
        which=_which(appointment),
        state=_state(appointment, now),
        action=action,
        opens=opens,
        weight="primary" if is_next else weight,
        is_next=is_next,
        line_left=session.client_id in beneath.lines_left and _is_ahead(appointment, now),
    )


def _action(appointment: Appointment, *, begun: bool, is_next: bool) -> tuple[str, Opens, str]:
    """Return the action of a line: the note once the hour has begun, before that what to look at.

    Before a first session there is nothing to look back on: until it comes next, the file opens.
    """
    if appointment.note_id:
        signed = appointment.note_state is NoteState.SIGNED
        return "Open note", Opens.NOTE, "text" if signed else "plain"
    if begun and _may_be_held(appointment):
        return "Write note", Opens.NOTE, "plain"
    expected = appointment.session.attendance is Attendance.PLANNED
    if expected and (is_next or appointment.number > 1):
        return "Before the session", Opens.BEFORE, "text"
    return "Open file", Opens.FILE, "text"


def _which(appointment: Appointment) -> str:
    kind = appointment.kind
    number = f"session {appointment.number}" if appointment.number > 1 else "first session"
    return number if kind is FileKind.INDIVIDUAL else f"{kind.value} · {number}"


def _state(appointment: Appointment, now: datetime) -> tuple[str, str]:
    session = appointment.session
    if session.damaged:
        return "error", "damaged"
    if appointment.note_state is NoteState.SIGNED:
        return "signed", _signed(appointment)
    if appointment.note_state is NoteState.DRAFT:
        return "draft", "draft"
    if not _may_be_held(appointment):
        return "quiet", session.attendance.value
    return _state_to_come(appointment, session.starts_at - now)


def _state_to_come(appointment: Appointment, wait: timedelta) -> tuple[str, str]:
    if wait <= timedelta():
        return "missing", "needs a note"
    if not appointment.has_consent:
        return "lacking", "no consent yet"
    if wait > timedelta(hours=1):
        return "quiet", ""
    minutes = math.ceil(wait / timedelta(minutes=1))
    return "quiet", f"in {minutes} minute{'' if minutes == 1 else 's'}"


def _signed(appointment: Appointment) -> str:
    """Say when a note was signed, if that was on the day of its session."""
    at = times.on_the_wall(appointment.signed_at) if appointment.signed_at else None
    same_day = at is not None and at.date() == appointment.session.starts_at.date()
    return f"signed {times.clock(at)}" if at and same_day else "signed"


def _may_be_held(appointment: Appointment) -> bool:
    """Say whether the two met or may still meet."""
    attendance = appointment.session.attendance
    return attendance is Attendance.PLANNED or attendance.held


def _is_ahead(appointment: Appointment, now: datetime) -> bool:
    session = appointment.session
    ends = session.starts_at + timedelta(minutes=session.minutes)
    return session.attendance is Attendance.PLANNED and ends >= now and not appointment.note_id


def _lacks_note(appointment: Appointment, now: datetime) -> bool:
    begun = appointment.session.starts_at <= now
    return begun and _may_be_held(appointment) and appointment.note_id is None


def _next(appointments: Iterable[Appointment], now: datetime) -> Appointment | None:
    """Return who comes next; when the day is over, the first whose note is not finished."""
    whole = tuple(appointments)
    ahead = [a for a in whole if _is_ahead(a, now)]
    unfinished = [a for a in whole if _lacks_note(a, now) or a.note_state is NoteState.DRAFT]
    return next(iter(ahead + unfinished), None)


def _groups(found: Today, beneath: Beneath, today: date) -> Iterator[Group]:
    drafts = tuple(_draft(each, today) for each in found.drafts)
    yield Group("Drafts to sign", "pen-line", drafts, more=found.more_drafts)
    yield Group("Letters", "mail", tuple(_letter(each, today) for each in found.letters))
    due = (Item(*each, Leads.TO_FILES) for each in reviews.lines(found.reviews, today))
    yield Group(reviews.NAME, "file-check", tuple(due))
    asked = (Item(*each, Leads.TO_PAPERS) for each in requests.lines(found.requests, today))
    yield Group(requests.NAME, "file-text", tuple(asked))
    unreflected = [
        a for a in found.appointments if a.note_id and a.session.id not in beneath.reflected
    ]
    thoughts = tuple(_reflection(a, today) for a in unreflected)
    yield Group("Reflections waiting", "lock", thoughts, private=True)


def _second_looks(recent: Iterable[Waiting], beneath: Beneath, today: date) -> Group:
    """Return the latest few hours that may be looked at again: an offer is not a list to do."""
    due = [each for each in recent if each.session_id in beneath.second_looks][:_OFFERED]
    offered = tuple(_again(each, today) for each in due)
    return Group("A second look, if you like", "lock", offered, private=True)


def _again(waiting: Waiting, today: date) -> Item:
    on = times.in_brief(waiting.on, today) if waiting.on else ""
    name = damage.words(waiting.code_name, damage.NAME)
    return Item(str(waiting.session_id), name, f"the hour of {on}", Leads.TO_SECOND_LOOK)


def _draft(waiting: Waiting, today: date) -> Item:
    on = times.in_brief(waiting.on, today) if waiting.on else ""
    number = f"session {waiting.number}" if waiting.number else ""
    waits = f"a draft for {waiting.waits} days" if waiting.waits else ""
    name = damage.words(waiting.code_name, damage.NAME)
    if waiting.note_id:
        what = damage.words(waiting.what, "A note")
        about = " · ".join(part for part in (what, on, waits) if part)
        return Item(str(waiting.note_id), name, about, Leads.TO_NOTE)
    about = " · ".join(part for part in (on, number, waits) if part)
    return Item(str(waiting.session_id), name, about)


def _letter(waiting: Waiting, today: date) -> Item:
    on = times.in_brief(waiting.on, today) if waiting.on else ""
    about = " · ".join(part for part in (waiting.what, on) if part)
    return Item(
        str(waiting.letter_id),
        damage.words(waiting.code_name, damage.NAME),
        about,
        Leads.TO_LETTER,
    )


def _reflection(appointment: Appointment, today: date) -> Item:
    day = appointment.session.starts_at.date()
    on = "today" if day == today else times.in_brief(day, today)
    name = damage.words(appointment.code_name, damage.NAME)
    return Item(appointment.session.id, name, f"{on}, {_which(appointment)}")

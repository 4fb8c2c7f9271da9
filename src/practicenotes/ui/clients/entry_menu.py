"""What can be done with an entry of the timeline: only what works stands in the menu."""

from collections.abc import Callable, Iterator
from datetime import datetime

from practicenotes.domain.sessions import Attendance, Session
from practicenotes.records.timeline import Entry, EntryKind
from practicenotes.ui.clients.timeline import is_called_off


Choice = tuple[str, Callable[[], object]]


def choices(
    entry: Entry,
    now: datetime,
    *,
    open_entry: Callable[[Entry], object],
    change: Callable[[Session], object],
    become: Callable[[Session, Attendance], object],
    change_frame: Callable[[str], object],
    remove_frame: Callable[[str], object],
) -> Iterator[Choice]:
    """Yield each entry of the menu as its words and what it does; `now` is the wall clock."""
    session = entry.session
    planned = session is not None and session.attendance is Attendance.PLANNED
    begun = entry.at.date() <= now.date()
    paper = entry.kind in (EntryKind.LETTER, EntryKind.CARD)
    if paper or entry.note_id or (begun and (planned or _held(session))):
        yield "&Open", lambda: open_entry(entry)
    if entry.kind is EntryKind.FRAME and not entry.damaged:
        yield "&Change…", lambda: change_frame(entry.id)
        yield "&Remove", lambda: remove_frame(entry.id)
    if session is None or entry.note_id or entry.damaged:
        return
    if planned:
        yield "&Change…", lambda: change(session)
        yield "Cancelled by the c&lient", lambda: become(session, Attendance.CANCELLED_BY_CLIENT)
        yield "Cancelled by &me", lambda: become(session, Attendance.CANCELLED_BY_THERAPIST)
        if begun:
            yield "Mi&ssed", lambda: become(session, Attendance.MISSED)
    elif is_called_off(session):
        yield "Back into the &diary", lambda: become(session, Attendance.PLANNED)


def _held(session: Session | None) -> bool:
    return session is not None and session.attendance.held

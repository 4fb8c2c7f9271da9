"""What the record says on the page before a session, worked out from values alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from practicenotes.domain import briefing, client_consents, consents, times
from practicenotes.domain.notes import Note, NoteState
from practicenotes.domain.sessions import FrameEvent, FrameKind, Session, SessionId
from practicenotes.domain.writing import reading
from practicenotes.records.briefing import Briefing
from practicenotes.ui import damage


SOON = timedelta(weeks=4)  # a review that lies further off is not looked at yet
SHOWN = 4  # lines of one kind; the timeline has the others

UNREADABLE_NOTE = "This note can no longer be read as it was written. A backup may hold it whole."


@dataclass(frozen=True, slots=True)
class Part:
    """Something to read slowly, with a word beside its name."""

    name: str
    text: str
    aside: str = ""
    opens: SessionId | None = None  # the session whose note goes on
    ours: bool = False  # whether the program says it, and not the therapist


@dataclass(frozen=True, slots=True)
class Fact:
    """One line at the side; `mark` is its icon, or the number that stands in its place."""

    mark: str
    words: str
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Facts of one kind."""

    name: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class RecordView:
    """Everything that the record says; parts and groups that would be blank are not in it."""

    opening: str  # of a page that has nothing to look back on
    parts: tuple[Part, ...]
    groups: tuple[Group, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """Every word there is to read."""
        facts = tuple(fact.words for group in self.groups for fact in group.facts)
        return (self.opening, *(part.text for part in self.parts), *facts)


def view(found: Briefing, now: datetime) -> RecordView:
    """Return what the page says; `now` is the clock on the wall."""
    groups = (
        Group(_day_ahead(found.ahead, now), tuple(_hour(found, now.date()))),
        Group("Due", tuple(_due(found, now.date()))),
        Group(_frame_name(found, now.date()), tuple(_frame(found, now.date()))),
        Group("Coming up", tuple(_coming(found, now.date()))),
        Group("Working towards", tuple(_goals(found))),
    )
    return RecordView(
        opening=_opening(found),
        parts=tuple(part for part in _parts(found, now.date()) if part.text),
        groups=tuple(group for group in groups if group.facts),
    )


def code_name(found: Briefing) -> str:
    """Return the name that the page may show."""
    return damage.words(found.client.code_name, damage.NAME)


def _opening(found: Briefing) -> str:
    if found.last:
        return ""
    name = code_name(found)
    return (
        f"This is your first meeting with {name}." if found.ahead else f"You have not met {name}."
    )


def _parts(found: Briefing, today: date) -> Iterator[Part]:
    client, last = found.client, found.last
    if last:
        yield _last_time(last, found.note, today)
    elif not client.damaged:
        yield Part("Why they come", client.reason.strip())
        lacking = _listed(briefing.missing(client, agreed=any(c.stands for c in found.consents)))
        yield Part("Not in the file yet", lacking and f"{lacking.capitalize()}.", ours=True)
    if found.agreed and last:
        earlier = found.agreed.on != last.starts_at.date()
        aside = times.in_brief(found.agreed.on, today) if earlier else ""
        yield Part("You both agreed", briefing.opening(damage.words(found.agreed.text)), aside)


def _last_time(last: Session, note: Note | None, today: date) -> Part:
    state = _state(note)
    number = f"session {last.number}" if last.number else ""
    aside = ", ".join(part for part in (_day_of(last, today), number, state) if part)
    if note is None:
        return Part("Last time", "There is no note on this session.", aside, last.id, ours=True)
    if note.damaged:
        return Part("Last time", UNREADABLE_NOTE, aside, ours=True)
    told = briefing.told_in(note)
    text = briefing.opening(told)
    more = last.id if text != reading.plain(told) else None
    return Part("Last time", text, aside, more)


def _day_of(session: Session, today: date) -> str:
    if session.damaged:
        return "a day that can no longer be read"
    return times.in_brief(session.starts_at, today)


def _state(note: Note | None) -> str:
    if note is None:
        return ""
    if note.damaged:
        return "damaged"
    return "not signed yet" if note.state is NoteState.DRAFT else note.state.value


# --- at the side ---------------------------------------------------------------------------------


def _day_ahead(ahead: Session | None, now: datetime) -> str:
    if ahead is None:
        return "Next session"
    day = ahead.starts_at.date()
    if day == now.date():
        return "Today"
    return f"{times.DAYS[day.weekday()]} {times.in_brief(day, now)}"


def _hour(found: Briefing, today: date) -> Iterator[Fact]:
    ahead = found.ahead
    if ahead is None:
        yield Fact("clock", "No session is planned.")
    elif ahead.damaged:
        yield Fact("clock", "The hour can no longer be read.")
    else:
        hours = f"{times.clock(ahead.starts_at)} to {times.clock(briefing.ends_at(ahead))}"
        place = f", {ahead.place.strip()}" if ahead.place.strip() else ""
        yield Fact("clock", f"{hours}, {ahead.modality.value}{place}")
    asked = [each for each in found.held if each.risk.strip() and not each.damaged]
    if asked:
        day = times.in_brief(asked[0].starts_at, today)
        yield Fact("shield-check", f"Risk: {asked[0].risk.strip()}, {day}")
    elif found.last:
        yield Fact("shield-check", "Risk: nothing noted lately")


def _due(found: Briefing, today: date) -> Iterator[Fact]:
    for what, days in (("Sign", found.unsigned), ("Write", found.unwritten)):
        if days:
            said = _listed(tuple(times.in_brief(day, today) for day in days))
            yield Fact("pen-line", f"{what} the note of {said}")
    for name in found.due:
        yield Fact("clipboard-list", f"{damage.words(name, 'A damaged questionnaire')} is due")
    for letter in found.letters[:SHOWN]:
        yield Fact("mail", f"{damage.words(letter, 'Damaged letter')}, not finished")
    for consent in client_consents.due(found.consents, today)[:SHOWN]:
        yield Fact("file-check", f"Look again at the consent: {consent.scope}")
    review = _review(found, today)
    if review and review <= today:
        yield Fact("file-check", f"Consent was to be reviewed on {times.in_full(review)}")


def _review(found: Briefing, today: date) -> date | None:
    damaged = found.client.damaged
    return None if damaged else consents.review_on(found.client.consent, today)


def _frame_name(found: Briefing, today: date) -> str:
    known = found.last is not None and not found.last.damaged
    return f"The frame since {_day_of(found.last, today)}" if known and found.last else "The frame"


def _frame(found: Briefing, today: date) -> Iterator[Fact]:
    for event in [each for each in found.frame if each.on <= today][-SHOWN:]:
        yield Fact(_ICONS[event.kind], _said(event, today))


def _coming(found: Briefing, today: date) -> Iterator[Fact]:
    client = found.client
    review = _review(found, today)
    if review and today < review <= today + SOON:
        yield Fact("file-check", f"Review of consent on {times.in_brief(review, today)}")
    elif review is None and not client.damaged and consents.mentions_review(client.consent):
        yield Fact("file-check", f"Consent: {client.consent.strip()}")
    for consent in client_consents.due(found.consents, today + SOON)[:SHOWN]:
        if consent.review_on and consent.review_on > today:
            on = times.in_brief(consent.review_on, today)
            yield Fact("file-check", f"Consent to look at again on {on}: {consent.scope}")
    for event in [each for each in found.frame if each.on > today][:SHOWN]:
        yield Fact(_ICONS[event.kind], _said(event, today))


def _goals(found: Briefing) -> Iterator[Fact]:
    for goal in found.goals:
        yield Fact(str(goal.number), damage.words(goal.text), numbered=True)


def _said(event: FrameEvent, today: date) -> str:
    """Say what happened to the frame: the day, and the words that were noted or else the kind."""
    if event.damaged:
        return "Something that can no longer be read"
    words = event.words.strip()
    told = event.session_id is not None and event.id == event.session_id
    named = words if told else f"{event.kind.value}. {words}" if words else event.kind.value
    return f"{times.in_brief(event.on, today)}: {named}"


_ICONS = {
    FrameKind.BREAK: "luggage",
    FrameKind.LATE: "clock",
    FrameKind.CANCELLED: "calendar-x",
    FrameKind.MISSED: "calendar-x",
    FrameKind.FEE: "coins",
    FrameKind.ROOM: "door-open",
    FrameKind.GIFT: "gift",
    FrameKind.CONTACT: "phone",
    FrameKind.ABSENCE: "calendar-off",
}


def _listed(words: tuple[str, ...]) -> str:
    *most, last = words or ("",)
    return f"{', '.join(most)} and {last}" if most else last

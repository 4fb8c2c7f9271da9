"""What the colleague needs who acts for a therapist, and what the therapist is told afterwards."""

from dataclasses import dataclass
from datetime import date, datetime

from practicenotes.domain import times
from practicenotes.domain.people import Client, ClientStatus, Person
from practicenotes.domain.sessions import Session


MOST_COMING = 4  # appointments of one client that are named: the next ones are what matters
CONTACTS = "Contacts and appointments"
NOBODY = "No client is recorded in this practice."
NOTHING_PLANNED = "Nothing is planned."
NO_CONTACT = "no contact is recorded"
DAMAGED = "Something in this file is damaged and may be missing here. A backup may hold it whole."

_ORDER = (
    ClientStatus.ACTIVE,
    ClientStatus.PAUSED,
    ClientStatus.ENQUIRY,
    ClientStatus.ENDED,
    ClientStatus.ARCHIVED,
)


@dataclass(frozen=True, slots=True)
class Reach:
    """How one client is reached, and which appointments somebody has to call off."""

    client: Client
    coming: tuple[Session, ...] = ()
    last_seen: date | None = None

    def people(self, today: date) -> tuple[Person, ...]:
        """Return who belongs to the file today; whoever is for an emergency comes last."""
        here = [person for person in self.client.people if person.is_part_on(today)]
        return tuple(sorted(here, key=is_for_emergency))

    @property
    def facts(self) -> str:
        """What kind of file it is, how the work stands, and when it was last."""
        client = self.client
        facts = [client.kind.value.capitalize(), client.status.value, client.rhythm.strip()]
        facts += [f"last seen on {times.in_full(self.last_seen)}"] if self.last_seen else []
        return ", ".join(fact for fact in facts if fact)

    def parts(self, today: date) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Return what is told, part by part: a heading and its lines; no part is empty."""
        people = self.people(today)
        told = (
            ("How to reach them", tuple(_person(p) for p in people if not is_for_emergency(p))),
            ("In an emergency", tuple(_person(p) for p in people if is_for_emergency(p))),
            ("Next appointments", tuple(map(_appointment, self.coming)) or (NOTHING_PLANNED,)),
            ("Referred by", (_referrer(self.client),) if self.client.referrer.strip() else ()),
        )
        return tuple(part for part in told if part[1])


def is_for_emergency(person: Person) -> bool:
    """Say whether a person stands in the file to be called in an emergency."""
    return "emergency" in person.part.casefold()


def in_order(reached: list[Reach]) -> tuple[Reach, ...]:
    """Return whom to call first: who comes next, then who is in therapy, then all others."""

    def place(each: Reach) -> tuple[bool, list[datetime], int, str]:
        first = sorted(s.starts_at for s in each.coming if not s.damaged)[:1]
        status = _ORDER.index(each.client.status)
        return not first, first, status, each.client.code_name.casefold()

    return tuple(sorted(reached, key=place))


def _person(person: Person) -> str:
    part = f" ({person.part.strip()})" if person.part.strip() else ""
    return f"{person.name}{part}: {person.contact.strip() or NO_CONTACT}"


def _appointment(session: Session) -> str:
    if session.damaged:
        return "One appointment is damaged, and its time is lost."
    at = session.starts_at
    place = f", {session.place.strip()}" if session.place.strip() else ""
    day = times.with_weekday(at.date())
    return f"{day}, {times.clock(at)}, {session.modality.value}{place}"


def _referrer(client: Client) -> str:
    lines = (client.referrer, *client.referrer_address.splitlines())
    return ", ".join(line.strip() for line in lines if line.strip())


@dataclass(frozen=True, slots=True)
class Opened:
    """One thing that was done with the executor's key; `client` is a code name, or nothing."""

    at: datetime
    what: str
    client: str = ""


@dataclass(frozen=True, slots=True)
class Openings:
    """What was done with it since the therapist was told last; `last` names the newest entry."""

    done: tuple[Opened, ...] = ()
    last: int = 0

    @property
    def times(self) -> tuple[datetime, ...]:
        """When the record was opened, earliest first."""
        return tuple(each.at for each in self.done if each.what == UNLOCK)


UNLOCK = "unlock"


@dataclass(frozen=True, slots=True)
class SheetState:
    """Whether there is an executor sheet, which opens the record also before it was tried."""

    made_at: datetime | None = None
    tried: bool = False
    in_parts: bool = False

"""What the colleague needs who acts for a therapist, and what the therapist is told afterwards."""

from dataclasses import dataclass
from datetime import date, datetime

from practicenotes.domain.people import Client, ClientStatus, Person
from practicenotes.domain.sessions import Session


MOST_COMING = 4  # appointments of one client that are named: the next ones are what matters

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
    """Whether there is an executor sheet: in force is one that was tried."""

    made_at: datetime | None = None
    tried: bool = False
    in_parts: bool = False

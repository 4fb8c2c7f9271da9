"""Who the practice is about: the client file, the people in it, and the practitioner."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import NewType


ClientId = NewType("ClientId", str)
PersonId = NewType("PersonId", str)


class FileKind(Enum):
    """Whom one client file is about."""

    INDIVIDUAL = "individual"
    COUPLE = "couple"
    FAMILY = "family"
    GROUP = "group"


class ClientStatus(Enum):
    """Where the work with a client stands."""

    ENQUIRY = "enquiry"
    ACTIVE = "active"
    PAUSED = "paused"
    ENDED = "ended"
    ARCHIVED = "archived"


@dataclass(frozen=True, slots=True)
class Person:
    """One person of a client file, under the legal name that letters use."""

    name: str
    born: date | None = None
    part: str = ""  # "mother", "partner A": what this person is in the file
    contact: str = ""
    id: PersonId = PersonId("")
    left_on: date | None = None  # the day from which the file goes on without this person

    def is_part_on(self, day: date) -> bool:
        """Say whether this person still belonged to the file on a day."""
        return self.left_on is None or day < self.left_on

    @property
    def covered(self) -> str:
        """What a screen may show: the part in the file, or the first letters of the name."""
        return self.part.strip() or "".join(word[0] for word in self.name.split())


@dataclass(frozen=True, slots=True)
class Client:
    """One client file: a code name for every screen, and the people behind it."""

    id: ClientId
    code_name: str
    kind: FileKind = FileKind.INDIVIDUAL
    status: ClientStatus = ClientStatus.ACTIVE
    since: date | None = None
    people: tuple[Person, ...] = ()
    pronoun: str = ""  # he, she, they: words that a letter may use
    reason: str = ""  # why the client came, in one line
    rhythm: str = ""  # "weekly, Tuesdays 13:00"
    referrer: str = ""  # name of who referred the client; letters may be addressed to them
    referrer_address: str = ""
    medication: str = ""
    consent: str = ""  # what the client agreed to, and when it is reviewed
    damaged: bool = False


@dataclass(frozen=True, slots=True)
class NewClient:
    """What is asked when a client is added; everything but the code name may stay empty."""

    code_name: str
    kind: FileKind = FileKind.INDIVIDUAL
    status: ClientStatus = ClientStatus.ACTIVE
    since: date | None = None
    people: tuple[Person, ...] = ()
    pronoun: str = ""
    reason: str = ""
    rhythm: str = ""
    referrer: str = ""
    referrer_address: str = ""
    medication: str = ""
    consent: str = ""


@dataclass(frozen=True, slots=True)
class ClientLine:
    """One line of the client list."""

    id: ClientId
    code_name: str
    kind: FileKind
    status: ClientStatus
    sessions_held: int
    last_seen: date | None
    next_seen: date | None
    has_draft: bool
    rhythm: str = ""
    damaged: bool = False


@dataclass(frozen=True, slots=True)
class Goal:
    """Something that therapist and client agreed to work towards."""

    id: str
    client_id: ClientId
    number: int
    text: str
    agreed_on: date
    reached_on: date | None = None
    damaged: bool = False


@dataclass(frozen=True, slots=True)
class Practitioner:
    """The person at the window, as the head of a letter names them."""

    name: str = ""
    profession: str = ""
    registration: str = ""
    address: tuple[str, ...] = field(default=())
    phone: str = ""
    email: str = ""
    damaged: bool = False


_TITLES = frozenset({"mr", "mrs", "ms", "mx", "miss", "herr", "frau", "and"})


def for_a_screen(name: str, code_name: str, people: Iterable[Person]) -> str:
    """Return the name of somebody as a list on a screen shows it: of a client the code name.

    A single name, or one behind a title, is the client's where no other word stands beside it: the
    namesake of a client may be anybody.
    """
    known = [person.name.strip() for person in people if person.name.strip()]
    parts = {word.casefold() for whole in known for word in re.findall(r"\w+", whole)}
    words = {word.casefold() for word in re.findall(r"\w+", name)} - _TITLES
    if words and words <= parts:
        return code_name
    for whole in sorted(known, key=len, reverse=True):
        name = re.sub(
            rf"(?<!\w){re.escape(whole)}(?!\w)", lambda _: code_name, name, flags=re.IGNORECASE
        )
    return name

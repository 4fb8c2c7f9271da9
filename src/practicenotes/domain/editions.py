"""What is kept in versions and can be made by oneself: forms for notes, and kinds of letters."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Generic, NewType, Protocol, TypeVar


DraftId = NewType("DraftId", str)


class Template(Protocol):
    """A form or a kind of letter: known by its id, and by its version among others of that id."""

    @property
    def id(self) -> str:
        """What it is known by; "" while it is new."""

    @property
    def version(self) -> int:
        """Which edition it is; 0 while it is new."""

    @property
    def name(self) -> str:
        """What it is called."""


Thing = TypeVar("Thing", bound=Template)


class Origin(Enum):
    """Where a form, or a kind of letter, comes from."""

    SHIPPED = "shipped"
    OWN = "own"


class Incoming(Enum):
    """How what is in a file comes in where its id is taken."""

    ASK = "ask"
    VERSION = "version"
    COPY = "copy"


@dataclass(frozen=True, slots=True)
class Kept(Generic[Thing]):
    """One version as the record keeps it, for as long as anything was written with it.

    `made_at` is None for a shipped one with which nothing was begun yet.
    """

    template: Thing
    origin: Origin
    made_at: datetime | None
    retired_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Draft(Generic[Thing]):
    """What one is about to become.

    The `template` has the id and the version that it was begun from: "" and 0 for a new one.
    `becomes` is the version that it would be saved as.
    """

    id: DraftId
    template: Thing
    becomes: int = 1
    changed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Line(Generic[Thing]):
    """One form or kind with all its versions that are known here, the newest first."""

    versions: tuple[Kept[Thing], ...]

    @property
    def template(self) -> Thing:
        """It as it is offered now."""
        return self.versions[0].template

    @property
    def is_own(self) -> bool:
        """Whether the therapist made it or brought it."""
        return self.versions[0].origin is Origin.OWN

    @property
    def retired_at(self) -> datetime | None:
        """Since when it is no longer offered."""
        return self.versions[0].retired_at


@dataclass(frozen=True, slots=True)
class Shelf(Generic[Thing]):
    """All of them by name, those that are being changed, and how many versions cannot be read."""

    forms: tuple[Line[Thing], ...]
    drafts: tuple[Draft[Thing], ...]
    unread: int = 0

    def find(self, form_id: str) -> Line[Thing] | None:
        """Return the one of this id, if there is one."""
        return next((line for line in self.forms if line.template.id == form_id), None)

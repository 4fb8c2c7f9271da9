"""Copies of the practice: which of them stay, and what is said when they are old or too near."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum


DAILY, WEEKLY, MONTHLY = 7, 8, 24
STALE = timedelta(days=2)  # without a verified copy, until that is said
NEAR = timedelta(days=7)  # without a copy on another disk, until that is said
REHEARSAL = timedelta(days=182)  # between two trials of a restore
AGAIN = timedelta(hours=1)  # until a place that took no copy is tried once more


class Reason(Enum):
    """Why a copy was made, as it stands in the copy."""

    ASKED = "asked"
    DAILY = "daily"
    AT_QUIT = "at-quit"
    BEFORE_MIGRATION = "before-migration"


class Trouble(Enum):
    """What kept the last copy out of a place."""

    NONE = ""
    NOT_REACHED = "not reached"
    NOT_WRITABLE = "not writable"
    FULL = "full"
    NOT_VERIFIED = "not verified"
    DAMAGED = "damaged"  # not the place: the practice
    UNSOUND = "unsound"  # likewise: the copy is whole, and holds what is damaged
    UNSETTLED = "unsettled"  # not the place: closed reflections were being written to
    UNREAD = "unread"  # no trouble: the reflections were closed, and copied as they lay
    GONE = "gone"  # the copy was made, and the one before it is not there any more

    @property
    def is_of_practice(self) -> bool:
        """Whether the practice is to be checked, and not the place."""
        return self in {Trouble.DAMAGED, Trouble.UNSOUND}

    @property
    def has_copy(self) -> bool:
        """Whether the copy was kept all the same."""
        return self in {Trouble.NONE, Trouble.UNSOUND, Trouble.UNREAD, Trouble.GONE}


@dataclass(frozen=True, slots=True)
class Place:
    """A folder that copies go to, and how it went there last; `away` is on another disk."""

    path: str
    since: datetime
    last: datetime | None = None  # the last verified copy
    away: bool = False
    trouble: Trouble = Trouble.NONE
    tried: datetime | None = None


# --- what they hold ------------------------------------------------------------------------------


# What a copy is said to hold: the word, the store and its table.
COUNTED = (
    ("clients", "record", "client"),
    ("sessions", "record", "session"),
    ("notes", "record", "note"),
    ("letters", "record", "letter"),
    ("reflections", "private", "reflection"),
)
_WRITTEN = ("note", "addendum", "letter", "reflection")  # the tables that a copy is weighed by

Rows = Mapping[str, Mapping[str, int]]  # store → table → how many


def counts(rows: Rows) -> dict[str, int]:
    """Return what a copy holds, in the words that are shown; of what was not read, nothing."""
    return {word: rows[store].get(table, 0) for word, store, table in COUNTED if rows.get(store)}


def weight(rows: Rows) -> int:
    """Return how many written things a copy holds."""
    return sum(tables.get(name, 0) for tables in rows.values() for name in _WRITTEN)


@dataclass(frozen=True, slots=True)
class Found:
    """A backup that lies somewhere; `known` says that the keys of this practice made it."""

    path: str
    at: datetime
    known: bool
    sound: bool
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Overview:
    """The backups that can be reached, newest first, and what the practice holds now."""

    found: tuple[Found, ...]
    now: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Mended:
    """How many damaged entries are now as a backup had them, and how many are damaged still."""

    restored: int
    left: int
    is_aside: bool = True  # whether the damaged file could be moved to the quarantine
    is_latest: bool = True  # whether all is as it was saved last, as far as can be known
    refused: str = ""  # the store that could not be mended beside the other, and is as it was
    left_private: int = 0  # of those that are damaged still, the reflections


# --- which stay ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy in one place; `verified` says that it is ours and was read back whole."""

    name: str
    at: datetime
    notes: int
    verified: bool = True
    reason: str = Reason.DAILY.value
    entries: int = 0  # in the trail: a copy of an older practice has fewer


def to_go(copies: Iterable[Copy], *, damaged: bool) -> tuple[Copy, ...]:
    """Return the copies that are no longer needed, earliest first; in any doubt, none.

    Of the last seven days, eight weeks and twenty-four months that have a copy, the latest of each
    stays, and so do all that were made before a change of the tables. Nothing goes while the
    practice is `damaged`, nor what is as new as the newest, knows a longer trail or holds clearly
    more notes: the newest may be of an older practice that was restored.
    """
    ours = sorted((copy for copy in copies if copy.verified), key=lambda copy: copy.at)
    if damaged or not ours:
        return ()
    newest, staying = ours[-1], _by_the_calendar(ours)
    return tuple(
        copy
        for copy in ours
        if copy not in staying
        and copy.reason != Reason.BEFORE_MIGRATION.value
        and copy.at < newest.at
        and copy.entries <= newest.entries
        and newest.notes * 10 >= copy.notes * 9
    )


def _by_the_calendar(copies: Sequence[Copy]) -> set[Copy]:
    """Return the latest copy of each of the last days, weeks and months; `copies` are in order."""
    spans: tuple[tuple[int, Callable[[date], object]], ...] = (
        (DAILY, lambda day: day),
        (WEEKLY, lambda day: day.isocalendar()[:2]),
        (MONTHLY, lambda day: (day.year, day.month)),
    )
    staying: set[Copy] = set()
    for most, span in spans:
        latest = {span(copy.at.date()): copy for copy in copies}
        staying.update(list(latest.values())[-most:])
    return staying


# --- when one is due, and what is said -----------------------------------------------------------


def due(places: Iterable[Place], now: datetime, *, whole: bool = False) -> tuple[Place, ...]:
    """Return the places without a copy of today; one that took none is left alone for an hour.

    While the practice is open as a `whole`, a copy in which the reflections were not read is
    followed by one in which they are.
    """
    today = now.astimezone().date()
    return tuple(
        place
        for place in places
        if (whole and place.trouble is Trouble.UNREAD)
        or (
            (place.last is None or place.last.astimezone().date() != today)
            and (place.tried is None or not timedelta() <= now - place.tried < AGAIN)
        )
    )


class Lack(Enum):
    """What there is to say about the copies, the gravest first.

    Graver than an old copy is one trouble alone: that of the practice itself.
    """

    NO_PLACE = "no place"
    OLD = "old"
    TROUBLE = "trouble"
    NEAR = "near"
    REHEARSAL = "rehearsal"


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of the copies: the places, the last verified one, and the first days."""

    places: tuple[Place, ...]
    begun: datetime  # when the practice was
    last: datetime | None = None  # the last verified copy, wherever it went
    away: datetime | None = None  # the last one that left this disk
    rehearsed: datetime | None = None  # the last trial of a restore
    put_off: datetime | None = None  # when the next was put off


def is_unread(standing: Standing) -> bool:
    """Say whether the reflections were closed when the last copy was made, wherever it went."""
    made = [place for place in standing.places if place.last]
    return any(place.trouble is Trouble.UNREAD for place in made)


@dataclass(frozen=True, slots=True)
class Notice:
    """The one thing to say, and the place it is about, if it is about one."""

    lack: Lack
    place: Place | None = None


_NO_TROUBLE = {Trouble.NONE, Trouble.UNREAD}


def notice(standing: Standing, now: datetime) -> Notice | None:
    """Return the gravest thing to say about the copies; None while all is well.

    A time that is still to come was told by a clock that was wrong, and says nothing.
    """
    old = now - (_past(standing.last, now) or _past(standing.begun, now) or now) > STALE
    if not standing.places:
        return Notice(Lack.NO_PLACE) if old else None
    troubled = [place for place in standing.places if place.trouble not in _NO_TROUBLE]
    for place in troubled:
        if place.trouble.is_of_practice:  # which is repaired first: a new copy mends nothing
            return Notice(Lack.TROUBLE, place)
    if old:
        return Notice(Lack.OLD)
    if troubled:
        return Notice(Lack.TROUBLE, troubled[0])
    since = _past(standing.away, now) or min(place.since for place in standing.places)
    if now - since > NEAR:
        return Notice(Lack.NEAR)
    asked = [_past(each, now) for each in (standing.rehearsed, standing.put_off)]
    latest = max(filter(None, asked), default=standing.begun)
    return Notice(Lack.REHEARSAL) if now - latest > REHEARSAL else None


def _past(at: datetime | None, now: datetime) -> datetime | None:
    return at if at and at <= now else None

"""What was written and not taken, as pieces: packed for a file elsewhere, and put back into place.

Each store says which of its operations keep words, and where these would stand.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session as Db

from practicenotes.domain import plain_values
from practicenotes.domain.elsewhere import Came, Place, Returned
from practicenotes.domain.unfinished import Unfinished
from practicenotes.errors import PracticeNotesError, WordsUnreadable


Operation = Callable[..., Any]
Lines = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of thing that is written on, and the operation that keeps it.

    All callables take the operation's arguments without the time; `stands` and `about` have the
    store before them. `stands` returns when the place was changed last and what the operation would
    say of it now.
    """

    name: str  # as the file calls it; never another
    what: str  # as the therapist calls it
    operation: Operation
    lines: Callable[..., Lines]
    stands: Callable[..., tuple[datetime | None, tuple[Any, ...]] | None]
    about: Callable[..., tuple[str, str]]  # ids of the client and the session, or ""
    typed: Operation | None = None  # says the types where the operation itself does not

    @property
    def signature(self) -> Operation:
        """What says of which types the arguments are."""
        return self.typed or self.operation


def sheet_lines(sheet: Unfinished) -> Lines:
    """Return what stands in a sheet that was begun."""
    return [
        (name.replace("_", " ").capitalize(), value)
        for name, value in sheet.words.items()
        if isinstance(value, str)
    ]


def know(kinds: Iterable[Kind], operation: Operation) -> bool:
    """Say whether one of these kinds is written by this operation."""
    return any(kind.operation == operation for kind in kinds)


def pack(kinds: Iterable[Kind], writes: Iterable[tuple[Operation, tuple[Any, ...]]]) -> bytes:
    """Return writes that these kinds know as bytes; empty where there is none."""
    named = {kind.operation: kind.name for kind in kinds}
    pieces = [
        [named[operation], [plain_values.of(value) for value in arguments]]
        for operation, arguments in writes
    ]
    return json.dumps(pieces).encode() if pieces else b""


def bring_back(db: Db, kinds: Iterable[Kind], packed: bytes, at: datetime) -> tuple[Returned, ...]:
    """Put every piece back whose place did not change since; say of each what became of it.

    Raises WordsUnreadable, and then nothing was changed.
    """
    known = {kind.name: kind for kind in kinds}
    return tuple(_bring(db, *piece, at) for piece in _unpacked(known, packed))


def _unpacked(known: Mapping[str, Kind], packed: bytes) -> list[tuple[Kind, tuple[Any, ...]]]:
    try:
        return [
            (known[name], plain_values.read_arguments(known[name].signature, arguments))
            for name, arguments in json.loads(packed or b"[]")
        ]
    except (ValueError, TypeError, KeyError, RecursionError):
        raise WordsUnreadable from None


def _bring(db: Db, kind: Kind, arguments: tuple[Any, ...], at: datetime) -> Returned:
    *told, written_at = arguments
    lines = tuple((label, words) for label, words in kind.lines(*told) if words.strip())
    came = Came.BACK
    try:
        place = _place(db, kind, told)
        if place and place.changed_at and place.changed_at > written_at:
            lines = tuple(line for line in lines if not place.holds(line[1]))
            came = Came.BESIDE if lines else Came.THERE
        else:
            with db.begin_nested():
                kind.operation(db, *told, at)
    except PracticeNotesError:  # signed, compared or gone since: nothing of it is changed
        came = Came.BESIDE
    return Returned(kind.what, came, written_at, lines, *kind.about(db, *told))


def _place(db: Db, kind: Kind, told: list[Any]) -> Place | None:
    found = kind.stands(db, *told)
    return Place(found[0], tuple(words for _, words in kind.lines(*found[1]))) if found else None

"""What the head of the page may truthfully say about saving, out of what both sides report."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from practicenotes.domain import times
from practicenotes.errors import DiskFull, OpenedReadOnly, StoreChanged, StoreReadOnly
from practicenotes.ui.session.header import PRIVATE


_WAYS_OUT: Mapping[type[Exception], str] = {
    DiskFull: "free some space and it will save.",
    OpenedReadOnly: "allow writing in its folder, save it elsewhere, and open the program anew.",
    StoreChanged: "save it elsewhere, and open the program anew.",
    StoreReadOnly: "allow writing in the folder of the practice and it will save.",
}
_NOT_YET = "Not saved yet"
_WAY_OUT = "it is tried again every few seconds."


@dataclass(slots=True)
class Side:
    """How far one side of the page is saved."""

    saved_at: datetime | None = None
    error: Exception | None = None


class Progress:
    """Both sides together: saved when both are, and stuck when one is."""

    def __init__(self) -> None:
        self.record, self.private = Side(), Side()

    def of(self, side: str) -> Side:
        """Return one side by its name in the head of the page."""
        return self.private if side == PRIVATE else self.record

    @property
    def stuck(self) -> bool:
        """Whether a side could not be saved."""
        return bool(self.record.error or self.private.error)

    def saved(self, today: date) -> str:
        """Return the time of the last commit: Saved 14:02."""
        last = max((s.saved_at for s in self._sides() if s.saved_at), default=None)
        return f"Saved {_moment(last, today)}" if last else ""

    def lag(self, today: date) -> str:
        """Return since when something is not kept: Not saved since 14:02."""
        side = self._stuck_side()
        return f"Not saved since {_moment(side.saved_at, today)}" if side.saved_at else _NOT_YET

    def trouble(self, today: date) -> str:
        """Return since when something is not kept, what is safe, and what to do."""
        error = self._stuck_side().error
        way_out = next((s for kind, s in _WAYS_OUT.items() if isinstance(error, kind)), _WAY_OUT)
        return f"{self.lag(today)}. Your text is kept here; {way_out}"

    def told(self) -> str:
        """Return what the status bar says: both sides are kept, and apart from each other."""
        last = max(side.saved_at for side in self._sides() if side.saved_at)
        what = "Record note and reflection saved separately"
        if not self.private.saved_at:
            what = "Record note saved"
        return f"{what} at {times.clock(times.on_the_wall(last))}"

    def _stuck_side(self) -> Side:
        return next(side for side in self._sides() if side.error)

    def _sides(self) -> tuple[Side, Side]:
        return self.record, self.private


def _moment(at: datetime, today: date) -> str:
    """Return the time of today, or the day of any other: 14:02, or 11 November."""
    wall = times.on_the_wall(at)
    return times.clock(wall) if wall.date() == today else times.in_brief(wall, today)

"""What a store offers to whatever keeps begun sheets in it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Protocol, TypeVar

from practicenotes.domain.unfinished import Mark, Unfinished


Result = TypeVar("Result")


class Keeps(Protocol):
    """What a store offers for its begun sheets: `records.unfinished`, or the private one."""

    def find(self, db: Any, mark: Mark) -> Unfinished | None:
        """Return what stands in a sheet."""

    def keep(self, db: Any, sheet: Unfinished, at: datetime) -> datetime:
        """Keep a sheet as it stands."""

    def forget(self, db: Any, mark: Mark) -> None:
        """Let go of it."""

    def ending(self, operation: Callable[..., Result], mark: Mark) -> Callable[..., Result]:
        """Return an operation that also lets go of it."""

"""Sheets of the record that were begun, and neither kept nor thrown away."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from sqlalchemy.orm import Session as Db

from practicenotes.domain.changes import Changes, writes
from practicenotes.domain.unfinished import Mark, Unfinished
from practicenotes.records.schema import UnfinishedRow
from practicenotes.vault import unfinished


Result = TypeVar("Result")


def find(db: Db, mark: Mark) -> Unfinished | None:
    """Return what stands in a sheet, or None."""
    return unfinished.find(db, UnfinishedRow, mark)


def standing(db: Db) -> Unfinished | None:
    """Return the sheet that was open when the practice closed, or None."""
    return unfinished.standing(db, UnfinishedRow)


@writes(Changes.NONE)
def keep(db: Db, sheet: Unfinished, at: datetime) -> datetime:
    """Keep a sheet as it stands; return the time."""
    return unfinished.keep(db, UnfinishedRow, sheet, at)


@writes(Changes.NONE)
def forget(db: Db, mark: Mark) -> None:
    """Let go of what stands in a sheet."""
    unfinished.forget(db, UnfinishedRow, mark)


def ending(operation: Callable[..., Result], mark: Mark) -> Callable[..., Result]:
    """Return an operation that also lets go of the sheet that asked for it."""
    return unfinished.ending(UnfinishedRow, operation, mark)

"""Keeps begun sheets in the store that they belong to; each store gives its own table.

Nothing of this is entered in the trail: what was never kept was never said.
"""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, TypeVar

from sqlalchemy import Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from practicenotes.domain.unfinished import Mark, Unfinished
from practicenotes.vault import rows
from practicenotes.vault.rows import Instant, Listing, Sealed


Result = TypeVar("Result")


class Begun(Sealed):
    """The columns of a table of begun sheets."""

    __tablename__ = "unfinished"

    sheet: Mapped[str] = mapped_column(Text)
    about: Mapped[list[str]] = mapped_column(Listing)  # ids
    client_id: Mapped[str | None] = mapped_column(Text)
    words: Mapped[list[list[object]]] = mapped_column(Listing)  # the name of a field, its value
    stands: Mapped[int]
    kept_at: Mapped[datetime] = mapped_column(Instant)


def find(db: Session, table: type[Begun], mark: Mark) -> Unfinished | None:
    """Return what stands in a sheet, or None."""
    row = _row(db, table, mark)
    return _value(row) if row else None


def standing(db: Session, table: type[Begun]) -> Unfinished | None:
    """Return the sheet that was open when the practice closed: of several, the latest."""
    chosen = select(table).where(table.stands == 1).order_by(table.kept_at.desc(), table.row.desc())
    return next((_value(row) for row in db.scalars(chosen) if not row.damaged), None)


def keep(db: Session, table: type[Begun], sheet: Unfinished, at: datetime) -> datetime:
    """Keep a sheet as it stands; return the time.

    A row that can no longer be read stays as it was found, and another takes its place.
    """
    row = _row(db, table, sheet.mark) or table()
    row.sheet, row.about = sheet.mark.sheet, list(sheet.mark.about)
    row.client_id = next(iter(sheet.mark.about), "") or None
    row.words = [[name, value] for name, value in sheet.words.items()]
    row.stands = int(sheet.stands)
    row.kept_at = at
    rows.keep(db, row)
    return at


def forget(db: Session, table: type[Begun], mark: Mark) -> None:
    """Let go of what stands in a sheet."""
    if row := _row(db, table, mark):
        db.delete(row)


def ending(
    table: type[Begun], operation: Callable[..., Result], mark: Mark
) -> Callable[..., Result]:
    """Return an operation that, in the same breath, lets go of the sheet that asked for it."""

    @wraps(operation)
    def work(db: Session, *arguments: object) -> Result:
        found = operation(db, *arguments)
        forget(db, table, mark)
        return found

    return work


def _row(db: Session, table: type[Begun], mark: Mark) -> Any:
    chosen = select(table).where(table.sheet == mark.sheet, table.about == list(mark.about))
    return next((row for row in db.scalars(chosen.order_by(table.row)) if not row.damaged), None)


def _value(row: Begun) -> Unfinished:
    return Unfinished(
        mark=Mark(row.sheet, tuple(row.about)),
        words={str(name): value for name, value in row.words},
        stands=bool(row.stands),
        kept_at=row.kept_at,
    )

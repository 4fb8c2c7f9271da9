"""A table with hairlines between its rows; it is read aloud as one, over all its pages."""

from collections.abc import Sequence
from typing import Any

from reportlab.platypus import Flowable, Table

from practicenotes.documents import style, tags


_HAIRLINE = 0.5


class RuledTable(Table):  # type: ignore[misc]
    """A table whose lines are furniture."""

    def _drawLines(self) -> None:  # noqa: N802 - ReportLab's name
        with self.canv.untagged():
            super()._drawLines()


class _Reading:
    """Tells the canvas which cell of a table is drawn, on whichever page, as ReportLab calls it."""

    def __init__(self, rows: Sequence[Sequence[Flowable | str]]) -> None:
        self._places = {
            cell: (number, column)
            for number, row in enumerate(rows)
            for column, cell in enumerate(row)
            if isinstance(cell, Flowable)
        }

    def __call__(self, part: Table, what: str, *drawn: Any) -> None:
        """Say where what is drawn now belongs; heads that are repeated overleaf are read once."""
        if what == "startCell":
            number, _, cell = drawn[:3]
            row, column = self._place(cell) or (0, 0)
            kind = tags.CELL if row else tags.HEAD
            places = ((tags.TABLE, self), (tags.ROW, (self, row)), (kind, (self, row, column)))
            part.canv.within = places
            part.canv.again = number == row == 0 and self._is_overleaf(part)
        elif what == "endCell":
            part.canv.within, part.canv.again = (), False

    def _place(self, cell: Any) -> tuple[int, int] | None:
        """Return row and column of a cell or of the rest of one."""
        first = next(iter(cell), None) if isinstance(cell, list | tuple) else cell
        whole = getattr(first, "element", None) or first
        return self._places.get(whole)

    def _is_overleaf(self, part: Table) -> bool:
        rows = part._cellvalues[1:2]  # noqa: SLF001 - ReportLab tells it in no other way
        places = [place for row in rows for cell in row if (place := self._place(cell))]
        return any(row > 1 for row, _ in places)


def table(
    rows: Sequence[Sequence[Flowable | str]], widths: Sequence[float], *looks: tuple[Any, ...]
) -> RuledTable:
    """Return a table whose first row stands at the head of every page; `looks` are ReportLab's."""
    return RuledTable(
        rows,
        colWidths=list(widths),
        repeatRows=1,
        splitInRow=1,  # a cell longer than a page goes on overleaf
        renderCB=_Reading(rows),
        style=[
            ("LEFTPADDING", (0, 0), (0, -1), 0),
            ("LINEBELOW", (0, 0), (-1, -1), _HAIRLINE, style.ink("hairline")),
            *looks,
        ],
    )

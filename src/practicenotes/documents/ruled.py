"""A table with hairlines between its rows, which are not read aloud."""

from collections.abc import Sequence
from typing import Any

from reportlab.platypus import Flowable, Table

from practicenotes.documents import style


_HAIRLINE = 0.5


class RuledTable(Table):  # type: ignore[misc]
    """A table whose lines are furniture."""

    def _drawLines(self) -> None:  # noqa: N802 - ReportLab's name
        with self.canv.untagged():
            super()._drawLines()


def table(
    rows: Sequence[Sequence[Flowable | str]], widths: Sequence[float], *looks: tuple[Any, ...]
) -> RuledTable:
    """Return a table whose first row stands at the head of every page; `looks` are ReportLab's."""
    return RuledTable(
        rows,
        colWidths=list(widths),
        repeatRows=1,
        splitInRow=1,  # a cell longer than a page goes on overleaf
        style=[
            ("LEFTPADDING", (0, 0), (0, -1), 0),
            ("LINEBELOW", (0, 0), (-1, -1), _HAIRLINE, style.ink("hairline")),
            *looks,
        ],
    )

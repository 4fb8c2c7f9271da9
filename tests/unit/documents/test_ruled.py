"""A table is heard as one: its heads once, and each cell in its row, over all pages."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from itertools import groupby

import pikepdf
import pytest

from practicenotes.documents import page, prose, ruled, style
from practicenotes.documents.page import Paper, Sheet


Heard = list[tuple[str, str]]


@pytest.fixture
def heard(read_aloud: Callable[[bytes], Heard]) -> Callable[..., Heard]:
    """Give what sets rows of words under two heads and reads them by their tags."""

    def read(*rows: tuple[str, str]) -> Heard:
        cells = [[prose.words(words, style.SMALL) for words in row] for row in (HEADS, *rows)]
        sheet = Sheet(title="Days", author="", dated=date(2025, 11, 18), paper=Paper.A4)
        return read_aloud(page.build([ruled.table(cells, [90, 300])], sheet))

    return read


HEADS = ("Day", "Result")
CELL = "Table/TR/TD/P"


def test_heads_and_cells_are_told_apart(heard: Callable[..., Heard]) -> None:
    """The first row holds the heads of the columns, all others what stands under them."""
    assert heard(("Monday", "six"), ("Friday", "four"))[:6] == [
        *(("Table/TR/TH/P", head) for head in HEADS),
        *((CELL, words) for words in ("Monday", "six", "Friday", "four")),
    ]


def test_heads_that_stand_on_every_page_are_heard_once(heard: Callable[..., Heard]) -> None:
    """Two hundred rows are one table, in their order, and no head comes between them."""
    rows = [(f"Day {number}", f"Result {number}") for number in range(200)]
    roles = [role for role, words in heard(*rows) if role.startswith("Table")]
    assert [(role, len(list(run))) for role, run in groupby(roles)] == [
        ("Table/TR/TH/P", 2),
        (CELL, 400),
    ]


def test_a_cell_longer_than_a_page_is_heard_as_one(heard: Callable[..., Heard]) -> None:
    """It goes on overleaf within its row, and the next row follows."""
    long = " ".join(f"word{number}" for number in range(2500))
    said = [words for role, words in heard(("Monday", long), ("Friday", "four")) if role == CELL]
    assert said == ["Monday", long, "Friday", "four"]


def test_a_row_holds_its_cells_and_a_head_its_column() -> None:
    """Every row has as many cells as there are columns; a head says that it is of a column."""
    rows = [HEADS, ("Monday", "six"), ("Friday", "")]
    cells = [[prose.words(words, style.SMALL) for words in row] for row in rows]
    sheet = Sheet(title="Days", author="", dated=date(2025, 11, 18), paper=Paper.A4)
    with pikepdf.open(BytesIO(page.build([ruled.table(cells, [90, 300])], sheet))) as document:
        [table] = [each for each in document.Root.StructTreeRoot.K.K if str(each.S) == "/Table"]
        assert [len(row.K) for row in table.K] == [2, 2, 2]
        assert {str(head.A.Scope) for head in table.K[0].K} == {"/Column"}

"""What is said of a newer copy."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from practicenotes.domain import times
from practicenotes.domain.newer import Kind, Newer, said


AT = datetime(2026, 3, 3, 17, 2, tzinfo=UTC)
CLOCK = times.clock(times.on_the_wall(AT))


@pytest.mark.parametrize(
    ("kind", "does"),
    [
        (Kind.FOLDER, "At the prompt, “Open another” opens it."),
        (Kind.BACKUP, "At the prompt, “Restore from a backup” makes a practice of it."),
        (Kind.FILE, ""),
    ],
)
def test_when_where_and_what_to_do(kind: Kind, does: str) -> None:
    """The day and the minute, the place, and which word of the prompt leads there."""
    told = f"A copy from 3 March 2026, {CLOCK}, is newer than this one. It is {Path('a')}. {does}"
    assert said(Newer(Path("a"), AT, kind)) == told.strip()


def test_that_both_have_something_is_told() -> None:
    """Who reads the newer one would miss what stands in this one alone."""
    told = said(Newer(Path("a"), AT, Kind.FILE, parted=True))
    assert told.endswith("Each has entries that the other has not.")

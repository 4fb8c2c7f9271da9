"""Each client stands on paper under a letter of its own."""

import pytest

from practicenotes.domain import supervision


@pytest.mark.parametrize(
    ("taken", "alias"),
    [
        ((), "A"),
        (("A", "C"), "B"),
        (("a", " B "), "C"),
        (("Mr. X",), "A"),
        (tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), "A2"),
        ((*"ABCDEFGHIJKLMNOPQRSTUVWXYZ", "A2"), "B2"),
    ],
)
def test_the_next_alias_is_the_first_that_is_free(taken: tuple[str, ...], alias: str) -> None:
    """Letters first, then letters with a number."""
    assert supervision.next_alias(taken) == alias

"""What is said while no store takes what was written."""

from pathlib import Path

import pytest

from practicenotes import messages
from practicenotes.errors import DiskFailing, DiskFull, OpenedReadOnly, StoreChanged, StoreReadOnly
from practicenotes.ui import unkept


@pytest.mark.parametrize("error", [DiskFull(Path("P.practice")), StoreReadOnly()])
def test_a_save_is_not_asked_for_that_is_tried_again_by_itself(error: Exception) -> None:
    """Whoever writes on a full disk is asked for room and for nothing else."""
    said = unkept.sentence(error)

    assert said.endswith(": what you wrote since stays here, and is then saved by itself.")
    assert messages.sentence(error).startswith(said.rpartition(":")[0])


def test_what_nobody_can_mend_at_once_is_tried_again() -> None:
    """The sentence stays as it is, and what was written since is named."""
    error = DiskFailing(Path("P.practice"))

    assert unkept.sentence(error).startswith(messages.sentence(error))
    assert unkept.sentence(error).endswith(unkept.KEPT)
    assert "not saved yet" in unkept.KEPT


@pytest.mark.parametrize("error", [OpenedReadOnly(), StoreChanged()], ids=["opened", "changed"])
def test_what_only_a_program_begun_anew_takes_is_not_said_to_be_tried_again(
    error: Exception,
) -> None:
    """The words are to be saved elsewhere, and brought back from there."""
    said = unkept.sentence(error)

    assert unkept.waits_for_another(error)
    assert unkept.STAYS in said
    assert "by itself" not in said
    assert "tried again" not in said
    assert "with the File menu" in said

"""How a record is read: what stands over its pages, what is entered, and whether it may go out."""

from collections.abc import Callable
from dataclasses import dataclass

from practicenotes.domain.executor import Reach
from practicenotes.domain.record_paper import RecordPaper
from practicenotes.records import executor
from practicenotes.ui.help import topics


READ_ONLY = (
    "For reading only. Everything that is opened here is written down in the practice, with the"
    " time. Reflections stay closed."
)


@dataclass(frozen=True, slots=True)
class Act:
    """Something that the line over the pages offers."""

    words: str
    do: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Manner:
    """Unless told otherwise, that of an executor: what is read is entered in the trail."""

    said: str = READ_ONLY
    contacts: Callable[..., tuple[Reach, ...]] = executor.contacts  # of `db` and the time
    record: Callable[..., RecordPaper] = executor.record  # of `db`, a client and the time
    goes_out: bool = True  # what leaves the practice is entered, and so not where nothing can be
    acts: tuple[Act, ...] = ()
    help: str = topics.EXECUTOR


def entering_nothing(said: str, *acts: Act) -> Manner:
    """Return how a copy is read in which nothing is entered, and out of which nothing goes."""
    return Manner(
        said, executor.reached, executor.whole, goes_out=False, acts=acts, help=topics.HAND_OVER
    )

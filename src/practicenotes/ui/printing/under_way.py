"""What is being printed now: a lock ends it, and nothing half is left where it was to go."""

from typing import Protocol
from weakref import WeakSet


class Job(Protocol):
    """What this needs of a printing."""

    def stop(self) -> None:
        """Print no more, and leave nothing of a file that was begun."""


_running: WeakSet[Job] = WeakSet()


def begin(job: Job) -> None:
    """Know of a job from now on."""
    _running.add(job)


def end(job: Job) -> None:
    """Forget a job: it is done, or was stopped."""
    _running.discard(job)


def stop() -> None:
    """Stop every job: the practice is locked or closed."""
    for job in tuple(_running):
        job.stop()

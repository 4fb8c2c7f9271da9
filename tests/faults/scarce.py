"""Memory as scarce as on an old computer with too much open, for the database alone."""

from collections.abc import Iterator
from contextlib import contextmanager

import apsw


@contextmanager
def memory(spare: int) -> Iterator[None]:
    """Let the library have so many bytes more than it has now, and no more."""
    apsw.hard_heap_limit(apsw.memory_used() + spare)
    try:
        yield
    finally:
        apsw.hard_heap_limit(0)
        apsw.soft_heap_limit(0)  # or it goes on sparing memory, and writes pages before their time

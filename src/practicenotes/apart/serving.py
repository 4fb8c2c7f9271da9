"""The process apart: it is given one file, and answers what is asked about it until nobody asks."""

import os
from collections.abc import Callable, Mapping

from practicenotes.apart import frames, limits
from practicenotes.errors import PracticeNotesError


IDLE = 60  # seconds without a question
MOST_BYTES = 256_000_000  # of a file
SAID, REFUSED = "said", "refused"

# Takes the file and what else was asked, and returns plain values and bytes.
Reader = Callable[..., tuple[object, bytes | bytearray]]


def serve(readers: Mapping[str, Reader], memory: int = limits.MEMORY) -> None:
    """Answer until there is nobody to answer; whatever a reader stumbles over ends the process."""
    came, out = os.fdopen(0, "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    limits.shut_in(memory)
    data = b""
    while True:
        limits.allow(IDLE)
        try:
            (name, seconds, *asked), body = frames.take(came, MOST_BYTES)
        except EOFError:
            return
        limits.allow(seconds)
        data = body or data
        try:
            said, content = readers[name](data, *asked)
        except PracticeNotesError as error:
            frames.put(out, [REFUSED, type(error).__name__])
        else:
            frames.put(out, [SAID, said], content)

"""What goes between the two processes: plain values as JSON, and bytes, each after its length."""

import json
import struct
from typing import IO, Any, NoReturn


_LENGTHS = struct.Struct(">IQ")
_MOST_WORDS = 8_000_000  # bytes of JSON


def put(out: IO[bytes], words: object, body: bytes | bytearray = b"") -> None:
    """Send a message; raises OSError where nobody listens any more."""
    said = json.dumps(words, allow_nan=False).encode()
    out.write(_LENGTHS.pack(len(said), len(body)) + said)
    out.write(body)
    out.flush()


def take(came: IO[bytes], most: int) -> tuple[Any, bytes]:
    """Wait for a message with no more than `most` bytes.

    Raises EOFError where it breaks off, ValueError and RecursionError where it makes no sense.
    """
    said, length = _LENGTHS.unpack(_exactly(came, _LENGTHS.size))
    if said > _MOST_WORDS or length > most:
        raise ValueError
    words = json.loads(_exactly(came, said), parse_constant=_refuse)
    return words, _exactly(came, length)


def _exactly(came: IO[bytes], count: int) -> bytes:
    data = came.read(count)
    if len(data) < count:
        raise EOFError
    return data


def _refuse(_constant: str) -> NoReturn:
    raise ValueError

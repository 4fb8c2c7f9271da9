"""JPEG: a row of segments, of which only those that the pixels need are kept."""

import re
import struct
from collections.abc import Iterator

from practicenotes.domain.pictures import upright


START, END, SCAN = 0xD8, 0xD9, 0xDA
_FIRST_APP, _EXIF, _ADOBE, _LAST_APP = 0xE0, 0xE1, 0xEE, 0xEF
_TABLES = {0xC4, 0xCC, 0xDB, 0xDC, 0xDD}
_FRAMES = set(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_KEPT = _TABLES | _FRAMES

# The pixels go on until a marker that is no stuffed byte, no restart and no filling.
_NEXT_MARKER = re.compile(rb"\xff+([\x01-\xcf\xd8-\xfe])")
_EXIF_NAME = b"Exif\x00\x00"
_ADOBE_NAME, _ADOBE_LENGTH = b"Adobe", 12  # tells how the colours are meant


def strip(data: bytes) -> bytes:
    """Return the picture alone: no Exif, place, comment, small picture or anything after its end.

    One that is cut short among its pixels stays as short as it is. ValueError where it breaks off
    before them.
    """
    orientation = upright.AS_IT_LIES
    kept: list[bytes] = []
    for marker, body in _segments(data):
        if marker == _EXIF and body.startswith(_EXIF_NAME):
            orientation = upright.of(body[len(_EXIF_NAME) :])
        elif marker == _ADOBE and body.startswith(_ADOBE_NAME):
            kept.append(_segment(marker, body[:_ADOBE_LENGTH]))
        elif marker in (SCAN, END):
            kept.append(body)
        elif marker in _KEPT:
            kept.append(_segment(marker, body))
    upon = b""
    if orientation != upright.AS_IT_LIES:
        upon = _segment(_EXIF, _EXIF_NAME + upright.block(orientation))
    return b"".join([bytes([0xFF, START]), upon, *kept])


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield each marker with what belongs to it; a scan and the end whole, with their markers."""
    if data[:2] != bytes([0xFF, START]):
        raise ValueError("no JPEG")
    at, has_pixels = 2, False
    while at < len(data):
        found = _NEXT_MARKER.match(data, at)
        if found is None:
            raise ValueError("no marker where one should be")
        marker, at = found[1][0], found.end()
        if marker == END and has_pixels:
            yield END, bytes([0xFF, END])
            return
        (length,) = struct.unpack(">H", data[at : at + 2].rjust(2, b"\x00"))
        if marker == SCAN:
            over = _NEXT_MARKER.search(data, at + length)
            end = over.start() if over else len(data)
            yield SCAN, bytes([0xFF, SCAN]) + data[at:end]
            has_pixels = True
        elif length < 2 or at + length > len(data):  # noqa: PLR2004 - it counts itself
            break
        else:
            end = at + length
            yield marker, data[at + 2 : end]
        at = end
    if not has_pixels:
        raise ValueError("no pixels")


def _segment(marker: int, body: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body

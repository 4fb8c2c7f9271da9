"""WebP: a box of chunks, of which only those that the pixels need are kept."""

import struct
from collections.abc import Iterator

from practicenotes.domain.pictures import upright


_KEPT = {b"VP8 ", b"VP8L", b"ALPH", b"ANIM"}
_FRAME, _EXTENDED, _EXIF = b"ANMF", b"VP8X", b"EXIF"
_FRAME_HEAD = 16  # bytes: place and time of a frame, before the chunks in it
_HAS_PROFILE, _HAS_EXIF, _HAS_XMP = 0x20, 0x08, 0x04
_PIXELS = (b"VP8 ", b"VP8L", _FRAME)


def strip(data: bytes) -> bytes:
    """Return the picture alone: no Exif, XMP, profile or anything after its end.

    One that is cut short stays as short as it is. ValueError where it has no pixels.
    """
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP":
        raise ValueError("no WebP")
    (length,) = struct.unpack_from("<I", data, 4)
    found = list(_chunks(data[12 : 8 + length]))
    if not any(name in _PIXELS for name, _ in found):
        raise ValueError("no pixels")
    told = next((upright.of(_tiff(body)) for name, body in found if name == _EXIF), 1)
    turned = told != upright.AS_IT_LIES and found[0][0] == _EXTENDED
    kept = b"".join(_without(name, body, turned=turned) for name, body in found)
    if turned:
        kept += _chunk(_EXIF, upright.block(told))
    return b"RIFF" + struct.pack("<I", len(kept) + 4) + b"WEBP" + kept


def _without(name: bytes, body: bytes, *, turned: bool) -> bytes:
    if name in _KEPT:
        return _chunk(name, body)
    if name == _EXTENDED and body:
        flags = body[0] & ~(_HAS_PROFILE | _HAS_EXIF | _HAS_XMP) | (_HAS_EXIF if turned else 0)
        return _chunk(name, bytes([flags]) + body[1:])
    if name == _FRAME:
        inside = _chunks(body[_FRAME_HEAD:])
        kept = b"".join(_chunk(each, said) for each, said in inside if each in _KEPT)
        return _chunk(name, body[:_FRAME_HEAD] + kept)
    return b""


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at + 8 <= len(data):
        name, length = struct.unpack_from("<4sI", data, at)
        yield name, data[at + 8 : at + 8 + length]
        at += 8 + length + length % 2


def _chunk(name: bytes, body: bytes) -> bytes:
    return name + struct.pack("<I", len(body)) + body + bytes(len(body) % 2)


def _tiff(exif: bytes) -> bytes:
    """Return Exif without the name that JPEG needs, which some programs put before it here too."""
    return exif.removeprefix(b"Exif\x00\x00")

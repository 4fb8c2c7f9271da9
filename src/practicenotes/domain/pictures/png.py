"""PNG: a row of chunks, of which only those that the pixels and their colours need are kept."""

import struct
import zlib

from practicenotes.domain.pictures import upright


SIGNATURE = b"\x89PNG\r\n\x1a\n"
_KEPT = {
    *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS"),
    *(b"gAMA", b"cHRM", b"sRGB", b"cICP", b"sBIT", b"bKGD", b"pHYs"),
    *(b"acTL", b"fcTL", b"fdAT"),  # a picture that moves
}
_AROUND = 12  # bytes of a chunk beside its content
_HEADER = b"IHDR"


def strip(data: bytes) -> bytes:
    """Return the picture alone: no text, time, Exif, profile or anything after its end.

    One that is cut short stays as short as it is. ValueError where it has no head.
    """
    if not data.startswith(SIGNATURE):
        raise ValueError("no PNG")
    orientation = upright.AS_IT_LIES
    kept: list[bytes] = []
    at = len(SIGNATURE)
    while at + 8 <= len(data):
        length, name = struct.unpack_from(">I4s", data, at)
        whole = data[at : at + _AROUND + length]
        if name == b"eXIf":
            orientation = upright.of(whole[8:-4])
        elif name in _KEPT:
            kept.append(whole)
        at += _AROUND + length
        if name == b"IEND":
            break
    if not kept or kept[0][4:8] != _HEADER:
        raise ValueError("no head")
    upon = []
    if orientation != upright.AS_IT_LIES:
        upon = [_chunk(b"eXIf", upright.block(orientation))]
    return b"".join([SIGNATURE, kept[0], *upon, *kept[1:]])


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

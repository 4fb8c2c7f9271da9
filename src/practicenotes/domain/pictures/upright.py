"""Which way is up: the one thing of an Exif block that a picture cannot do without."""

import struct


ORIENTATION = 0x0112
AS_IT_LIES = 1
_ENTRY = 12  # bytes
_SHORT = 3  # the type of the value: a number of two bytes


def of(exif: bytes) -> int:
    """Return the orientation that an Exif block tells, 1 to 8; what cannot be read tells nothing.

    `exif` begins with its TIFF header, II or MM.
    """
    try:
        order = {b"II": "<", b"MM": ">"}[exif[:2]]
        (start,) = struct.unpack_from(order + "I", exif, 4)
        (count,) = struct.unpack_from(order + "H", exif, start)
        for number in range(count):
            at = start + 2 + number * _ENTRY
            tag, kind, values, told = struct.unpack_from(order + "HHIH", exif, at)
            if (tag, kind, values) == (ORIENTATION, _SHORT, 1):
                return told if AS_IT_LIES <= told <= 8 else AS_IT_LIES  # noqa: PLR2004 - of 8 ways
    except (KeyError, struct.error):
        pass
    return AS_IT_LIES


def block(orientation: int) -> bytes:
    """Return an Exif block that tells this orientation and nothing else."""
    entry = struct.pack("<HHIHH", ORIENTATION, _SHORT, 1, orientation, 0)
    return b"II*\x00" + struct.pack("<IH", 8, 1) + entry + bytes(4)

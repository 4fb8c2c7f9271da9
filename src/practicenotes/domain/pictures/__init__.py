"""What a camera or a program wrote into a picture beside its pixels, taken out.

The pixels are not drawn anew: the parts that hold them are copied byte for byte, and all others are
left behind. Only which way is up is kept, in a block that holds that one number and nothing else.
"""

from collections.abc import Callable, Mapping

from practicenotes.domain.pictures import jpeg, png, webp


JPEG, PNG, WEBP = "image/jpeg", "image/png", "image/webp"

_STRIP: Mapping[str, Callable[[bytes], bytes]] = {
    JPEG: jpeg.strip,
    PNG: png.strip,
    WEBP: webp.strip,
}


def is_known(media_type: str) -> bool:
    """Say whether pictures of this kind can be cleaned."""
    return media_type in _STRIP


def strip(media_type: str, data: bytes) -> bytes:
    """Return a picture without all that is no picture; ValueError where it does not read as one."""
    return _STRIP[media_type](data)

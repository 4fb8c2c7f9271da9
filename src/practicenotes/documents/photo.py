"""A picture from outside: read down to its last dot, and kept as what is drawn of it.

`read` is for the process apart alone; what comes back is drawn without a look into the file.
"""

import struct
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from reportlab.lib.utils import Image as Pillow
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfutils
from reportlab.pdfbase.pdfdoc import PDFError

from practicenotes.domain import attached, pictures
from practicenotes.domain.attached import Unset
from practicenotes.domain.pictures import upright


_FORMS = ("JPEG", "PNG", "WEBP")
_DEEP = {"L": 1, "RGB": 3, "CMYK": 4}  # bytes of a dot
_PACKED = 1  # of 9: quick, and they are packed once more when they are drawn
_UNREADABLE = (  # what a reader of pictures stumbles over, and what it takes for a flood
    *(OSError, ValueError, SyntaxError, ArithmeticError, LookupError, TypeError, struct.error),
    *(Pillow.DecompressionBombError, Pillow.DecompressionBombWarning),
)

Read = tuple[tuple[int, int, int, str, bool], bytes]  # what `shaped` takes


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture that can be set on a page: a JPEG, which no mode is told of, or packed dots."""

    width: int
    height: int
    turned: int  # how it is turned upright, as Exif counts
    mode: str
    content: bytes
    veil: bytes = b""  # packed: how far each dot hides the paper

    def face(self) -> ImageReader:
        """Return it as ReportLab draws pictures."""
        if not self.mode:
            return _Jpeg(self.width, self.height, self.content)
        veil = _Dots(self.width, self.height, "L", self.veil) if self.veil else None
        return _Dots(self.width, self.height, self.mode, self.content, veil)


def read(media_type: str, content: bytes) -> Read | Unset:
    """Look at all of a picture, without what a camera wrote into it, or say what is wrong."""
    try:
        content = pictures.strip(media_type, content)
        image = Pillow.open(BytesIO(content), formats=_FORMS)
        width, height = image.size
        if width * height > attached.MOST_DOTS:
            return Unset.LARGE
        told = image.getexif().get(upright.ORIENTATION, upright.AS_IT_LIES)
        turned = told if isinstance(told, int) else upright.AS_IT_LIES
        picture = ImageReader(image)
        dots = picture.getRGBData()
        if image.format == "JPEG":
            return (width, height, turned, "", False), content
        veil = picture._dataA  # noqa: SLF001 - ReportLab has no name for it
        covered = veil.getRGBData() if veil else b""
        return (width, height, turned, picture.mode, bool(veil)), dots + covered
    except _UNREADABLE:
        return Unset.DAMAGED


def shaped(said: Any, content: bytes) -> Photo | Unset:
    """Return what was read, measured; stumbles over what is no picture."""
    width, height, turned, mode, is_veiled = said
    shape = int(width), int(height), int(turned)
    count = shape[0] * shape[1]
    if not (min(shape[:2]) > 0 and count <= attached.MOST_DOTS):
        raise ValueError
    if not mode:
        return Photo(*shape, "", content) if _is_jpeg(content, shape[:2]) else Unset.DAMAGED
    whole = count * _DEEP[mode]
    if len(content) != whole + count * bool(is_veiled):
        raise ValueError
    seen = memoryview(content)
    veil = zlib.compress(seen[whole:], _PACKED) if is_veiled else b""
    return Photo(*shape, mode, zlib.compress(seen[:whole], _PACKED), veil)


def _is_jpeg(content: bytes, shape: tuple[int, ...]) -> bool:
    """Say whether ReportLab, which looks for the size alone, makes out the head of a JPEG."""
    try:
        return tuple(pdfutils.readJPEGInfo(BytesIO(content))[:2]) == shape
    except (PDFError, struct.error, IndexError):
        return False


class _Face(ImageReader):  # type: ignore[misc]
    """What ReportLab asks of a picture, answered without one."""

    _dataA: "_Dots | None" = None  # noqa: N815 - ReportLab's name for what hides the paper

    def __init__(self, width: int, height: int, content: bytes) -> None:
        self._size, self._content = (width, height), content

    def getSize(self) -> tuple[int, int]:  # noqa: N802 - ReportLab's names, here and below
        return self._size

    def getTransparent(self) -> None:  # noqa: N802
        return None

    def identity(self) -> str:
        return "a picture"


class _Jpeg(_Face):
    """A JPEG goes into the paper as it is."""

    def getRGBData(self) -> bytes:  # noqa: N802 - it is only told from others by this
        return self._content

    def jpeg_fh(self) -> BytesIO:
        return BytesIO(self._content)


class _Dots(_Face):
    """Dots are unpacked when they are drawn."""

    def __init__(
        self, width: int, height: int, mode: str, content: bytes, veil: "_Dots | None" = None
    ) -> None:
        super().__init__(width, height, content)
        self.mode, self._dataA = mode, veil

    def getRGBData(self) -> bytes:  # noqa: N802
        return zlib.decompress(self._content)

    def jpeg_fh(self) -> None:
        return None

"""The pages of a file from outside: PDFium reads them in a process apart, and dots come back."""

import math
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QColor, QImage

from practicenotes.apart.reading import Reading
from practicenotes.apart.serving import Reader
from practicenotes.ui.printing import pages
from practicenotes.ui.printing.pages import Pages


KIND = "pages"
SECONDS = 10.0  # for one page: the window waits for it
_TRIED = 0.2  # dots per point: enough to see whether a page can be painted at all
_DEEP = 4  # bytes of a dot
_LARGEST = 20_000.0  # points
_OWN = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R
/Resources<</Font<</F 5 0 R>>>>>>endobj
4 0 obj<</Length 21>>stream
BT /F 9 Tf (a a) Tj ET
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>
"""


class OutsidePages:
    """The pages of a file from outside, with what `Pages` tells of others.

    Everything raises ReadingStopped; opening it raises PagesUnreadable and PictureTooLarge too.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self.data = data
        self._reading = Reading(KIND, data, name)
        self._sizes = self._reading.ask(_sizes, "sizes")
        self.image(0, _TRIED)

    def __len__(self) -> int:
        """Return how many pages there are."""
        return len(self._sizes)

    def close(self) -> None:
        """Let go of the document."""
        self._reading.close()

    def size(self, number: int) -> QSizeF:
        """Return the size of a page; `number` counts from 0."""
        return self._sizes[number]

    def image(self, number: int, scale: float, ground: QColor = pages.PLAIN) -> QImage:
        """Return a page as a picture of `scale` pixels per point, on paper of this colour."""
        most = self._sizes[number] * scale + QSizeF(2, 2)

        def shaped(said: Any, dots: bytes) -> QImage:
            width, height, stride = map(int, said)
            if not (0 < width <= most.width() and 0 < height <= most.height()):
                raise ValueError
            if stride < width * _DEEP or len(dots) != stride * height:
                raise ValueError
            return QImage(dots, width, height, stride, QImage.Format.Format_RGB32).copy()

        room = math.ceil(most.width() + _DEEP) * math.ceil(most.height()) * _DEEP
        asked = ("image", number, scale, ground.rgba())
        return self._reading.ask(shaped, *asked, most=room, seconds=SECONDS)

    def text(self, number: int) -> str:
        """Return what can be read on a page."""
        return self._reading.ask(lambda said, _: str(said), "text", number, seconds=SECONDS)

    def find(self, number: int, phrases: Iterable[str]) -> Iterator[QRectF]:
        """Yield where any of the phrases stands on a page, as whole words in any case."""
        phrases = list(phrases)
        if phrases:
            yield from self._reading.ask(_places, "find", number, phrases, seconds=SECONDS)


def _sizes(said: Any, _: bytes) -> tuple[QSizeF, ...]:
    found = tuple(QSizeF(float(width), float(height)) for width, height in said)
    if not all(0 < side <= _LARGEST for size in found for side in size.toTuple()):
        raise ValueError
    if not 0 < len(found) <= pages.MOST_PAGES:
        raise ValueError
    return found


def _places(said: Any, _: bytes) -> list[QRectF]:
    return [QRectF(*map(float, place)) for place in said]


# --- in the process apart -----------------------------------------------------------------


def _read_sizes(data: bytes) -> tuple[object, bytes]:
    sizes = pages.look_through(data)
    return [(size.width(), size.height()) for size in sizes], b""


def _look(data: bytes) -> tuple[object, bytes]:
    _read_sizes(data)
    _read_image(data, 0, _TRIED, pages.PLAIN.rgba())
    return None, b""


def _read_image(data: bytes, number: int, scale: float, ground: int) -> tuple[object, bytes]:
    document = Pages(data)
    image = document.image(number, scale, QColor.fromRgba(ground))
    document.close()
    return (image.width(), image.height(), image.bytesPerLine()), bytes(image.constBits())


def _read_text(data: bytes, number: int) -> tuple[object, bytes]:
    document = Pages(data)
    said = document.text(number)
    document.close()
    return said, b""


def _read_places(data: bytes, number: int, phrases: list[str]) -> tuple[object, bytes]:
    document = Pages(data)
    found = [place.getRect() for place in document.find(number, phrases)]
    document.close()
    return found, b""


_READERS: Mapping[str, Reader] = {
    "look": _look,
    "sizes": _read_sizes,
    "image": _read_image,
    "text": _read_text,
    "find": _read_places,
}


def readers() -> Mapping[str, Reader]:
    """Return what can be asked, tried once: whatever is loaded late is loaded by then."""
    _read_sizes(_OWN)
    _read_image(_OWN, 0, 1.0, pages.PLAIN.rgba())
    _read_text(_OWN, 0)
    _read_places(_OWN, 0, ["a", "a" * 30])
    return _READERS

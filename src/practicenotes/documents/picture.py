"""A picture on paper: a logo, or a name written by hand."""

from io import BytesIO

from reportlab.lib.utils import ImageReader
from reportlab.platypus import Flowable


class Picture(Flowable):  # type: ignore[misc]
    """A picture as large as it may be, in its own shape, and never larger than it is at 96 dpi.

    `said` is read aloud in its place.
    """

    _DOT = 0.75  # points

    def __init__(
        self, content: bytes, most: tuple[float, float], said: str, *, right: bool = False
    ) -> None:
        super().__init__()
        self._image = ImageReader(BytesIO(content))
        self._most, self._said, self._right = most, said, right

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Take the whole width, and the height that the shape asks for."""
        dots = self._image.getSize()
        room = (min(self._most[0], width), self._most[1])
        by = min(self._DOT, *(space / count for space, count in zip(room, dots, strict=True)))
        self._size = dots[0] * by, dots[1] * by
        self.width, self.height = width, self._size[1]
        return self.width, self.height

    def draw(self) -> None:
        """Draw the picture as a figure."""
        across, up = self._size
        left = self.width - across if self._right else 0.0
        with self.canv.tagged("Figure", self, self._said):
            self.canv.drawImage(self._image, left, 0, across, up)

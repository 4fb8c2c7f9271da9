"""A picture made ready for paper: eight bits on white, with nothing beside its dots.

It is drawn anew, since what comes may see through, move, be meant for a press, or carry what its
program wrote into it; paper takes one picture and no more.
"""

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter

from practicenotes.domain.attachments import MEGABYTE
from practicenotes.errors import PagesUnreadable
from practicenotes.exchange import incoming
from practicenotes.ui.files import picture


MOST = 10 * MEGABYTE
_WIDEST, _HIGHEST = 1500, 600  # dots: what the largest logo has at 600 to the inch


@dataclass(frozen=True, slots=True)
class Ready:
    """A picture as a letterhead keeps it; `moved` says that only the first of several is kept."""

    content: bytes = field(repr=False)
    moved: bool = False


def load(path: Path) -> Ready:
    """Return the picture in a file, ready for paper; it is measured before it is read.

    Raises what `incoming.read` and `picture.dots` raise.
    """
    came = incoming.read(path, MOST)
    return ready(came.content, came.name)


def ready(data: bytes, name: str) -> Ready:
    """Return a picture ready for paper; raises what `picture.dots` raises."""
    dots = picture.dots(data, name)
    image = dots.image
    size = image.size()
    if size.width() > _WIDEST or size.height() > _HIGHEST:
        size.scale(QSize(_WIDEST, _HIGHEST), Qt.AspectRatioMode.KeepAspectRatio)
        size = size.expandedTo(QSize(1, 1))
    paper = QImage(size, QImage.Format.Format_RGB888)
    paper.fill(Qt.GlobalColor.white)
    painter = QPainter(paper)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(QRect(0, 0, size.width(), size.height()), _smooth(image, size))
    painter.end()
    return Ready(_png(paper), dots.moves)


def _smooth(image: QImage, size: QSize) -> QImage:
    mode = Qt.TransformationMode.SmoothTransformation
    return image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, mode)


def _png(image: QImage) -> bytes:
    out = QByteArray()
    buffer = QBuffer(out)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):  # type: ignore[call-overload]
        raise PagesUnreadable
    buffer.close()
    return bytes(out.data())

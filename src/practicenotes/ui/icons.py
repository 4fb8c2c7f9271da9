"""The shipped line drawings, in any colour and at any density of the screen."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from practicenotes import resources


RATIOS = (1.0, 2.0, 3.0)  # what screens have; QIcon scales the next larger one down to 1.25 or 1.5


def pixmap(name: str, colour: QColor, size: int, ratio: float = 1.0) -> QPixmap:
    """Return one drawing of `size` logical px for a screen of `ratio` px per logical px."""
    return _drawn(name, colour.name(QColor.NameFormat.HexArgb), size, ratio)


def icon(name: str, colour: QColor, size: int, *, on: QColor, disabled: QColor) -> QIcon:
    """Return one drawing as an icon, with its colours for a checked and a disabled button."""
    drawn = QIcon()
    for ratio in RATIOS:
        drawn.addPixmap(pixmap(name, colour, size, ratio))
        drawn.addPixmap(pixmap(name, on, size, ratio), QIcon.Mode.Normal, QIcon.State.On)
        drawn.addPixmap(pixmap(name, disabled, size, ratio), QIcon.Mode.Disabled)
    return drawn


@lru_cache(maxsize=1024)
def _drawn(name: str, argb: str, size: int, ratio: float) -> QPixmap:
    colour = QColor(argb)
    text = _source(name).replace("currentColor", colour.name())
    image = QPixmap(round(size * ratio), round(size * ratio))
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setOpacity(colour.alphaF())
    QSvgRenderer(QByteArray(text.encode())).render(painter, QRectF(image.rect()))
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image


@lru_cache(maxsize=256)
def _source(name: str) -> str:
    return resources.read_text("icons", f"{name}.svg")

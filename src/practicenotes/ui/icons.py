"""The shipped line drawings, in any colour and at any density of the screen."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from practicenotes import resources


_NOTHING = QColor(0, 0, 0, 0)


def pixmap(name: str, colour: QColor, size: int, ratio: float = 1.0) -> QPixmap:
    """Return one drawing of `size` logical px for a screen of `ratio` px per logical px."""
    return _drawn(name, colour.name(QColor.NameFormat.HexArgb), size, ratio)


def icon(
    name: str,
    size: int,
    *,
    off: QColor,
    on: QColor,
    disabled: QColor,
    gap: int = 0,
    densest: float = 1.0,
) -> QIcon:
    """Return one drawing as an icon with its colour for each state of a button.

    `gap` px stay empty after it: Qt sets words closer to an icon than reading likes. `densest` is
    the ratio of px on the densest screen.
    """
    drawn = QIcon()
    for ratio in {1.0, densest}:
        for colour, mode, state in (
            (off, QIcon.Mode.Normal, QIcon.State.Off),
            (on, QIcon.Mode.Normal, QIcon.State.On),
            (disabled, QIcon.Mode.Disabled, QIcon.State.Off),
        ):
            drawn.addPixmap(_widened(pixmap(name, colour, size, ratio), gap), mode, state)
    return drawn


def _widened(drawing: QPixmap, gap: int) -> QPixmap:
    if not gap:
        return drawing
    ratio = drawing.devicePixelRatio()
    wide = QPixmap(drawing.width() + round(gap * ratio), drawing.height())
    wide.setDevicePixelRatio(ratio)
    wide.fill(_NOTHING)
    painter = QPainter(wide)
    painter.drawPixmap(0, 0, drawing)
    painter.end()
    return wide


@lru_cache(maxsize=1024)
def _drawn(name: str, argb: str, size: int, ratio: float) -> QPixmap:
    colour = QColor(argb)
    text = _source(name).replace("currentColor", colour.name())
    image = QPixmap(round(size * ratio), round(size * ratio))
    image.fill(_NOTHING)
    painter = QPainter(image)
    painter.setOpacity(colour.alphaF())
    QSvgRenderer(QByteArray(text.encode())).render(painter, QRectF(image.rect()))
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image


@lru_cache(maxsize=256)
def _source(name: str) -> str:
    return resources.read_text("icons", f"{name}.svg")

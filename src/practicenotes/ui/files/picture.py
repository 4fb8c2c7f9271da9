"""A picture made ready to be seen: read in a process apart, and never larger than it may be.

It becomes a page like any other, so that pictures and papers are shown, enlarged and walked through
in the same way.
"""

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QPageSize, QPainter, QPdfWriter

from practicenotes.apart.reading import Reading
from practicenotes.apart.serving import Reader
from practicenotes.errors import PagesUnreadable, PictureTooLarge


MOST_DOTS = 60_000_000  # what a good telephone takes; four bytes each while it is read
LONGEST_SIDE = 2400  # dots; more than a screen shows
_DPI = 200
_PAPER = QColor("white")
_FORMAT = QImage.Format.Format_ARGB32
_DEEP = 4  # bytes of a dot
_ALONE = 1 << 16  # bytes that Qt converts without asking for a thread
_MAY_MOVE = {b"gif", b"webp"}
KIND = "picture"


@dataclass(frozen=True, slots=True)
class Dots:
    """A picture as it is seen; `moves` says that it is the first of several."""

    image: QImage
    moves: bool


def page(data: bytes, name: str) -> bytes:
    """Return a picture as a PDF of one page, in memory; raises what `dots` raises."""
    image = dots(data, name).image
    out = QByteArray()
    buffer = QBuffer(out)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_DPI)
    inches = QSizeF(image.size()) / _DPI
    writer.setPageSize(QPageSize(inches, QPageSize.Unit.Inch))
    writer.setPageMargins(QMarginsF())
    painter = QPainter(writer)
    whole = QRectF(0, 0, writer.width(), writer.height())
    painter.fillRect(whole, _PAPER)
    painter.drawImage(whole, image)
    painter.end()
    buffer.close()
    return bytes(out.data())


def dots(data: bytes, name: str) -> Dots:
    """Return a picture upright and no larger than LONGEST_SIDE, from a process that reads it.

    Raises PagesUnreadable, PictureTooLarge and ReadingStopped.
    """
    with closing(Reading(KIND, data, name)) as reading:
        return reading.ask(_dots, "dots", MOST_DOTS, most=_DEEP * MOST_DOTS)


def _dots(said: Any, content: bytes) -> Dots:
    width, height, sees_through, moves = map(int, said)
    if not (width > 0 and height > 0 and len(content) == width * height * _DEEP):
        raise ValueError
    form = _FORMAT if sees_through else QImage.Format.Format_RGB32
    image = QImage(content, width, height, width * _DEEP, form)
    return Dots(_fitted(image), bool(moves))


def _fitted(image: QImage) -> QImage:
    """Return a picture no larger than LONGEST_SIDE, with dots of its own."""
    if max(image.width(), image.height()) <= LONGEST_SIDE:
        return image.copy()
    longest = QSize(LONGEST_SIDE, LONGEST_SIDE)
    fitted = image.size().scaled(longest, Qt.AspectRatioMode.KeepAspectRatio)
    exact, smooth = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode
    return image.scaled(fitted.expandedTo(QSize(1, 1)), exact, smooth.SmoothTransformation)


# --- in the process apart -----------------------------------------------------------------


def readers() -> Mapping[str, Reader]:
    """Return what can be asked; what reads each kind of picture is loaded by then."""
    for form in QImageReader.supportedImageFormats():
        nothing = QBuffer()
        nothing.open(QIODevice.OpenModeFlag.ReadOnly)
        reader = QImageReader(nothing, form)
        reader.canRead()
        reader.setDevice(None)  # type: ignore[arg-type]
    return {"look": _look, "dots": _read_dots}


def _look(data: bytes) -> tuple[object, bytes]:
    read(data)
    return None, b""


def _read_dots(data: bytes, most: int) -> tuple[object, bytearray]:
    image = read(data, most)
    width, height, sees_through = image.width(), image.height(), image.hasAlphaChannel()
    form = _FORMAT if sees_through else QImage.Format.Format_RGB32
    line = width * _DEEP
    content = bytearray(line * height)
    # In bands: Qt divides a large picture among threads, and here no thread can be had.
    step = max(1, _ALONE // max(line, image.bytesPerLine()))
    for top in range(0, height, step):
        rows = min(step, height - top)
        band = image.copy(0, top, width, rows).convertToFormat(form)
        content[line * top : line * (top + rows)] = band.constBits()
    return (width, height, sees_through, _moves(data)), content


def read(data: bytes, most: int = MOST_DOTS) -> QImage:
    """Return a picture upright.

    Its size is looked at before a dot of it is read. Raises PagesUnreadable and PictureTooLarge.
    """
    kept = QByteArray(data)
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    try:
        return _within(reader, most)
    finally:  # that of a TIFF reaches for its device when it goes, and may not find it gone
        reader.setDevice(None)  # type: ignore[arg-type]


def _within(reader: QImageReader, most: int) -> QImage:
    """Return what a reader reads, measured first."""
    size = reader.size()
    if size.isEmpty():
        raise PagesUnreadable
    if size.width() * size.height() > most:
        raise PictureTooLarge
    image = reader.read()
    if image.isNull():
        raise PagesUnreadable
    return image


def _moves(data: bytes) -> bool:
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    return bytes(reader.format().data()) in _MAY_MOVE and reader.imageCount() > 1

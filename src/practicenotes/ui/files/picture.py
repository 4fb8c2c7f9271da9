"""A picture made ready to be seen: read off the window's thread, and never larger than it may be.

It becomes a page like any other, so that pictures and papers are shown, enlarged and walked through
in the same way.
"""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QPageSize, QPainter, QPdfWriter

from practicenotes.errors import PagesUnreadable, PictureTooLarge


MOST_DOTS = 60_000_000  # what a good telephone takes; four bytes each while it is read
LONGEST_SIDE = 2400  # dots; more than a screen shows
_DPI = 200
_PAPER = QColor("white")


def page(data: bytes) -> bytes:
    """Return a picture as a PDF of one page, in memory; raises PagesUnreadable, PictureTooLarge."""
    image = read(data)
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


def read(data: bytes) -> QImage:
    """Return a picture upright and no larger than LONGEST_SIDE.

    Its size is looked at before a dot of it is read. Raises PagesUnreadable and PictureTooLarge.
    """
    kept = QByteArray(data)
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    try:
        return _within(reader)
    finally:  # that of a TIFF reaches for its device when it goes, and may not find it gone
        reader.setDevice(None)  # type: ignore[arg-type]


def _within(reader: QImageReader) -> QImage:
    """Return what a reader reads, measured first."""
    size = reader.size()
    if size.isEmpty():
        raise PagesUnreadable
    if size.width() * size.height() > MOST_DOTS:
        raise PictureTooLarge
    if max(size.width(), size.height()) > LONGEST_SIDE:
        most = QSize(LONGEST_SIDE, LONGEST_SIDE)
        fitted = size.scaled(most, Qt.AspectRatioMode.KeepAspectRatio)
        reader.setScaledSize(fitted.expandedTo(QSize(1, 1)))
    image = reader.read()
    if image.isNull():
        raise PagesUnreadable
    return image

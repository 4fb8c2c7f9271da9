"""Where the one window of the moment stands: where the one before it stood."""

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QWidget

from practicenotes.app.cover import discard
from practicenotes.domain import settings
from practicenotes.ui.device import Device


_FIRST_SIZE = (1280, 800)


def put(page: QWidget, before: QWidget | None, device: Device) -> None:
    """Show a page in place of another, or where the last window of this program stood."""
    page.setWindowTitle("PracticeNotes")
    if before:
        page.setGeometry(before.normalGeometry())  # it may be full-screen, handed over
    elif page.size().width() < _FIRST_SIZE[0]:
        page.resize(*_FIRST_SIZE)
        page.restoreGeometry(QByteArray.fromBase64(str(device.get(settings.WINDOW)).encode()))
    page.show()
    if page.focusProxy():  # else the keyboard would be on what happens to be first
        page.setFocus()
    if before:
        discard([before])

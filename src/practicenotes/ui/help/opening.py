"""Opens the help: one window for the whole program, at the page that fits where one is.

A widget says with the property `help` which page is about it and all that lies in it.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import shiboken6
from PySide6 import QtCore
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from practicenotes.ui.help import topics


if TYPE_CHECKING:
    from practicenotes.ui.help.window import HelpWindow


KEY = "F1"
_open: list["HelpWindow"] = []  # the one window, as long as it is there


def show(topic: str) -> "HelpWindow":
    """Show a page of help, in the window that is open or a new one."""
    from practicenotes.ui.help.window import HelpWindow

    _open[:] = [window for window in _open if shiboken6.isValid(window)] or [HelpWindow()]
    window = _open[0]
    window.show_topic(topic)
    window.show()
    window.activateWindow()
    return window


def shown() -> bool:
    """Whether the help is open."""
    return any(shiboken6.isValid(window) for window in _open)


def show_here(window: QWidget) -> None:
    """Show the page that is about the place where the keyboard is; a client is led nowhere."""
    if any(place.property("alone") for place in _around(window)):
        return
    focus = QApplication.focusWidget()
    inside = focus is not None and (focus is window or window.isAncestorOf(focus))
    show(of(focus if inside and focus else window))


def of(widget: QWidget) -> str:
    """Return the page that is about a widget: its own, or of what it lies in."""
    found = (str(place.property("help") or "") for place in _around(widget))
    return next(filter(None, found), topics.TROUBLE)


def _around(widget: QWidget) -> Iterator[QWidget]:
    """Yield a widget and all that it lies in, also beyond its own window."""
    place: QWidget | None = widget
    while place is not None:
        yield place
        place = place.parentWidget()


class HelpKey(QObject):
    """Hears F1 wherever it is pressed; no sheet need know of it, and a menu that has it is first.

    It listens once the prompt is painted: to be asked of every event takes time by then.
    """

    def begin(self, page: QWidget) -> None:
        """Listen from the time on at which a page that tells of it is painted, or at once."""
        painted = getattr(page, "painted", None)
        if painted:
            painted.connect(self._listen)
        else:
            self._listen()

    def _listen(self) -> None:
        app = QCoreApplication.instance()
        if app:
            app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Take F1, and let every other event pass."""
        if event.type() is not QEvent.Type.KeyPress or not isinstance(watched, QWidget):
            return False
        wanted = isinstance(event, QKeyEvent) and event.key() == QtCore.Qt.Key.Key_F1
        if wanted:
            show_here(watched.window())
        return wanted

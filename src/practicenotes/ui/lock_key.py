"""Lets the key that locks be heard in every window of the practice: no sheet stands in its way."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from practicenotes.ui.window import LOCK, Window


class LockKey(QObject):
    """Gives the key to each window that comes over the one of the practice.

    A sheet that stands open holds back every shortcut of the window beneath it.
    """

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._hear)

    def _hear(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Look whose window has the keyboard now; nothing locks while somebody else has it."""
        over = now.window() if now else None
        if over is not None and over is not self._window and not self._window.alone:
            (over.findChild(_Key) or _Key(over)).serve(self._window)


class _Key(QShortcut):
    """The one key of one window; a window that outlives the practice serves the next one."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(QKeySequence(LOCK), over)
        self._serves: Window | None = None

    def serve(self, window: Window) -> None:
        """Ask this window for a lock."""
        if window is not self._serves:
            self._serves = window
            self.activated.connect(window.lock_wanted)

"""A pair of hands for the windows: it finds things by name, types, presses keys, takes pictures."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget


Kind = TypeVar("Kind", bound=QWidget)

PATIENCE = 30.0  # seconds: deriving a key on an old computer takes a while
_STEP = 20  # ms


class Player:
    """Plays at whatever window is in front; what it cannot find in time is a LookupError."""

    def __init__(
        self,
        front: Callable[[], QWidget | None],
        folder: Path,
        say: Callable[[str], object],
    ) -> None:
        self._front, self._folder, self._say = front, folder, say
        self._pictures = 0

    def find(
        self,
        name: str,
        kind: type[Kind] = QWidget,  # type: ignore[assignment]
        *,
        takes_keys: bool = False,
    ) -> Kind:
        """Return the visible widget of this name, waiting for it to appear."""
        found: list[Kind] = []

        def appears() -> bool:
            dialog = QApplication.activeModalWidget()
            found[:] = [
                widget
                for widget in (dialog.findChildren(kind) if dialog else QApplication.allWidgets())
                if isinstance(widget, kind) and widget.isVisible() and _named(widget, name)
            ]
            if takes_keys:
                found[:] = [w for w in found if w.focusPolicy() & Qt.FocusPolicy.TabFocus]
            return bool(found)

        self.until(appears, name)
        return found[0]

    def front_dialog(self, kind: type[Kind]) -> Kind:
        """Return the dialog in front, waiting for it to appear."""
        self.until(lambda: isinstance(QApplication.activeModalWidget(), kind), kind.__name__)
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, kind)
        return dialog

    def type(self, name: str, text: str) -> None:
        """Write into the field of this name, after what stands there."""
        field: QWidget = self.find(name, takes_keys=True)
        field.setFocus(Qt.FocusReason.TabFocusReason)
        target = field.focusProxy() or field
        for sign in text:  # QTest.keyClicks knows no quotation marks but the straight ones
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, sign)
                QApplication.sendEvent(target, event)

    def press(self, name: str) -> None:
        """Press the button of this name with the space bar, once it can be pressed."""
        button = self.find(name, QAbstractButton)
        self.until(button.isEnabled, name)
        button.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(button, Qt.Key.Key_Space)

    def key(
        self,
        key: Qt.Key,
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        """Press a key wherever the keyboard is."""
        self.rest()
        window = self._window()
        window.activateWindow()
        self.until(window.isActiveWindow, "the window in front")
        QTest.keyClick(window.focusWidget() or window, key, modifiers)

    def until(self, holds: Callable[[], object], what: str) -> None:
        """Wait until something holds."""
        give_up = time.monotonic() + PATIENCE
        while not holds():
            if time.monotonic() > give_up:
                raise LookupError(what)
            self.rest(_STEP)

    def rest(self, ms: int = 150) -> None:
        """Let the windows paint, and the other threads work: `QTest.qWait` would hold them up."""
        loop = QEventLoop()
        QTimer.singleShot(ms, loop.quit)
        loop.exec()

    def picture(self, name: str, told: str) -> None:
        """Keep a picture of the window in front, and say what it shows."""
        self.rest(400)
        self._pictures += 1
        file = self._folder / f"{self._pictures:02}-{name}.png"
        self._window().grab().save(str(file))
        self._say(f"{file.name}  {told}")

    def _window(self) -> QWidget:
        window = QApplication.activeModalWidget() or self._front()
        if window is None:
            raise LookupError("a window")
        return window


def _named(widget: QWidget, name: str) -> bool:
    if isinstance(widget, QAbstractButton) and widget.text().replace("&", "") == name:
        return True
    if isinstance(widget, QLineEdit) and widget.placeholderText() == name:
        return True
    return widget.accessibleName().replace("&", "") == name

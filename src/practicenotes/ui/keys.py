"""The keys of one page, heard before the window's menus take them."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget


class Keys(QObject):
    """What each key does while the keyboard is anywhere inside a page: {"F4": …, "Ctrl+S": …}."""

    def __init__(self, page: QWidget, acts: Mapping[str, Callable[[], object]]) -> None:
        super().__init__(page)
        self._acts = acts
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Claim a key of this page, and then do what it stands for."""
        claimed = event.type() is QEvent.Type.ShortcutOverride
        if not (claimed or event.type() is QEvent.Type.KeyPress):
            return super().eventFilter(watched, event)
        assert isinstance(event, QKeyEvent)
        act = self._acts.get(QKeySequence(event.keyCombination()).toString())
        if act is None:
            return super().eventFilter(watched, event)
        event.accept()
        if not claimed:
            act()
        return True

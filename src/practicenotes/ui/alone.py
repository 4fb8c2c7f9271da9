"""One page in place of a whole window, for somebody who is to see nothing else of the program."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget


_KEYS = frozenset(
    {
        *(Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Return, Qt.Key.Key_Enter),
        *(Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Space, Qt.Key.Key_Shift),
        *(Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down),
        *(Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown),
        Qt.Key.Key_CapsLock,
    }
)
_CTRL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
_COMMANDS = _CTRL | _ALT | Qt.KeyboardModifier.MetaModifier
_CLOSED = frozenset(
    {
        *(QEvent.Type.ContextMenu, QEvent.Type.ToolTip, QEvent.Type.WhatsThis),
        *(QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop),
    }
)
_PRESSES = frozenset(
    {
        *(QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease),
        QEvent.Type.MouseButtonDblClick,
    }
)


class Alone(QObject):
    """Hides menus and status line, and lets no key through but those that answer, write and move.

    The clipboard stays out of reach too: it may hold anyone's words.
    """

    def __init__(self, window: QMainWindow, stack: QStackedWidget, page: QWidget) -> None:
        super().__init__(window)
        self._window, self._stack, self.page = window, stack, page
        self._before = stack.currentWidget()
        self._state = window.windowState()
        self._menus: list[QAction] = [a for a in window.menuBar().actions() if a.isVisible()]
        window.setProperty("alone", True)
        self._show(alone=True)
        stack.addWidget(page)
        stack.setCurrentWidget(page)
        window.setWindowState(self._state | Qt.WindowState.WindowFullScreen)
        app = QApplication.instance()
        if app:
            app.installEventFilter(self)

    def end(self) -> None:
        """Show the window as it was; the page lives on out of sight."""
        app = QApplication.instance()
        if app:
            app.removeEventFilter(self)
        if self._before:
            self._stack.setCurrentWidget(self._before)
        self._window.setProperty("alone", False)
        self._show(alone=False)
        self._window.setWindowState(self._state)
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Hold back whatever could lead out of the page or bring something into it."""
        kind = event.type()
        if not isinstance(watched, QWidget) or watched.window() is not self._window:
            return False
        if kind is QEvent.Type.ShortcutOverride:
            event.accept()  # no shortcut of any menu hears of it
            return True
        if kind is QEvent.Type.KeyPress:
            return isinstance(event, QKeyEvent) and not _is_plain(event)
        if kind in _PRESSES:
            return isinstance(event, QMouseEvent) and event.button() != _LEFT
        return kind in _CLOSED

    def _show(self, *, alone: bool) -> None:
        """Show or hide what stands around a page; a hidden menu has no shortcuts either."""
        for menu in self._menus:
            menu.setVisible(not alone)
        self._window.menuBar().setVisible(not alone)
        self._window.statusBar().setVisible(not alone)


_LEFT = Qt.MouseButton.LeftButton


def _is_plain(event: QKeyEvent) -> bool:
    """Say whether a key writes a sign or moves; a sign made with AltGr may come with Ctrl+Alt."""
    commands = event.modifiers() & _COMMANDS
    printable = bool(event.text()) and event.text().isprintable()
    if commands == _CTRL | _ALT:
        return printable
    return not commands and (printable or event.key() in _KEYS)

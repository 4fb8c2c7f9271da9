"""A field for a passphrase, with its Show button and a sense for Caps Lock."""

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from practicenotes.ui import theme as themes
from practicenotes.ui.widgets.buttons import Button


class PassphraseField(QWidget):
    """A covered field; *Show* uncovers it, Enter gives it.

    Signals:
        edited(str): the text changed.
        given(): Enter was pressed.
        caps_lock(bool): what the last letter tells about Caps Lock.
    """

    edited = Signal(str)
    given = Signal()
    caps_lock = Signal(bool)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = QLineEdit()
        self.field.setAccessibleName(name)
        self.field.setProperty("large", True)
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.textChanged.connect(self.edited)
        self.field.returnPressed.connect(self.given)
        self.field.installEventFilter(self)
        self._name = name.lower()
        self._show = Button("Show", large=True)
        self._show.setCheckable(True)
        self._show.toggled.connect(self._uncover)
        self._uncover(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(themes.current().space("one"))
        row.addWidget(self.field, 1)
        row.addWidget(self._show)
        self.setFocusProxy(self.field)

    def text(self) -> str:
        """Return what is typed."""
        return self.field.text()

    def set_text(self, text: str) -> None:
        """Show this text."""
        self.field.setText(text)

    def clear(self) -> None:
        """Let go of what was typed, and cover the field again."""
        self.field.clear()
        self.cover()

    def cover(self) -> None:
        """Show dots instead of signs."""
        self._show.setChecked(False)

    def uncover(self) -> None:
        """Show what is typed."""
        self._show.setChecked(True)

    def select(self) -> None:
        """Put the cursor here, with everything selected, so that typing begins anew."""
        self.field.setFocus(QtCore.Qt.FocusReason.OtherFocusReason)
        self.field.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Learn from each letter whether Caps Lock is on: Qt has no way to ask."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            text = event.text()
            if len(text) == 1 and text.isalpha() and text.lower() != text.upper():
                shifted = bool(event.modifiers() & QtCore.Qt.KeyboardModifier.ShiftModifier)
                self.caps_lock.emit(text.isupper() is not shifted)
        return super().eventFilter(watched, event)

    def _uncover(self, on: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password
        self.field.setEchoMode(mode)
        self._show.setText("Hide" if on else "Show")
        self._show.setAccessibleName(f"{'Hide' if on else 'Show'} the {self._name}")
        themes.current().dress(self._show, "eye-off" if on else "eye")

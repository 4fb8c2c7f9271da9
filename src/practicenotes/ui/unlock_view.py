"""What the ways through the prompt share: a field, what is said about a try, and the button."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from practicenotes.ui import theme as themes
from practicenotes.ui.widgets.buttons import Button, LinkButton
from practicenotes.ui.widgets.drawing import Drawing
from practicenotes.ui.widgets.words import Words


_LINES = 4  # what a wrong passphrase is told with, and how long to wait


class View(QWidget):
    """One way to unlock: its field, the row for warnings, and the primary button.

    Signals:
        given(str): this is to be tried.
    """

    given = Signal(str)

    def __init__(self, other: str) -> None:
        super().__init__()
        theme = themes.current()
        self.other = LinkButton(other)
        self.warning = Words("", "small", wraps=True)
        self._sign = Drawing("triangle-alert", "draft", "small")
        self.unlock = Button("&Unlock", "primary", large=True)
        self.unlock.setDefault(True)
        self.busy = False
        self._wait = ""
        self._said = ""
        self.stack = QVBoxLayout(self)
        self.stack.setContentsMargins(0, 0, 0, 0)
        self.stack.setSpacing(theme.space("half"))

    def add_foot(self) -> None:
        """Add the row for warnings, which keeps its room so that little jumps, and the button."""
        theme = themes.current()
        warning = QHBoxLayout()
        warning.setSpacing(6)
        for part, stretch in ((self._sign, 0), (self.warning, 1)):
            from_the_top = QVBoxLayout()
            from_the_top.addWidget(part)
            from_the_top.addStretch()
            warning.addLayout(from_the_top, stretch)
        room = QWidget()
        room.setLayout(warning)
        warning.setContentsMargins(0, theme.space("half"), 0, 0)
        room.setMinimumHeight(_LINES * theme.line("small") + theme.space("half"))
        foot = QHBoxLayout()
        foot.setSpacing(theme.space("two"))
        foot.addWidget(self.unlock)
        foot.addWidget(Words("Enter", "caption"))
        foot.addStretch()
        foot.addWidget(self.other)
        self.stack.addWidget(room)
        self.stack.addLayout(foot)
        self._sign.hide()

    def set_busy(self, busy: bool) -> None:
        """Show that a key is being made, and take nothing else until it is done."""
        self.busy = busy
        self.unlock.setEnabled(not busy)
        self.unlock.setText("Unlocking" if busy else "&Unlock")
        self.lock_field(busy)

    def warn(self, text: str, state: str = "error") -> None:
        """Say something in the reserved row."""
        self._said = text
        self._show_warning(f"{text} {self._wait}".strip(), state)

    def wait(self, text: str) -> None:
        """Say how long to wait, after what is said already."""
        self._wait = text
        self.unlock.setEnabled(not text)
        self._show_warning(f"{self._said} {text}".strip(), "error")

    def select(self) -> None:
        """Put the cursor where typing begins anew."""
        raise NotImplementedError

    def lock_field(self, locked: bool) -> None:
        """Hold the field still while a key is being made."""
        raise NotImplementedError

    def forget(self) -> None:
        """Let go of what was typed."""
        raise NotImplementedError

    def show_wrong(self, error: Exception) -> None:
        """Mark where a slip may lie, if the error tells."""

    def _show_warning(self, text: str, state: str) -> None:
        self.warning.say(text)
        self._sign.setVisible(bool(text))
        if text:
            themes.mark(self.warning, role="", state=state)
            self._sign.redraw("triangle-alert" if state == "draft" else "circle-alert", state)

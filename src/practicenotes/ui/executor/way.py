"""The way in for an executor: one key from paper, or both parts of it."""

from PySide6.QtCore import Qt

from practicenotes.errors import ExecutorKeyMistyped
from practicenotes.ui import theme as themes
from practicenotes.ui.unlock_view import View
from practicenotes.ui.widgets.buttons import LinkButton
from practicenotes.ui.widgets.key_fields import KeyFields
from practicenotes.ui.widgets.words import Words, section


WHO = (
    "For the colleague who acts for the therapist. The record opens for reading only, and what you"
    " open is written down."
)
IN_PARTS, WHOLE = "My sheet is one of &two parts", "My key is on &one sheet"


class ExecutorView(View):
    """Nine groups, and nine more where the key lies in two parts."""

    def __init__(self) -> None:
        super().__init__("Use the &passphrase")
        self.in_parts = False
        self.first, self.second = KeyFields(paste=True), KeyFields(paste=True)
        self.parts = LinkButton(IN_PARTS)
        self.parts.clicked.connect(lambda: self.ask_for_parts(on=not self.in_parts))
        self._names = (section("Part 1", self.first), section("Part 2", self.second))
        theme = themes.current()
        self.stack.addWidget(Words("Open as executor.", "heading"))
        self.stack.addWidget(Words(WHO, "body", wraps=True))
        self.stack.addSpacing(theme.space("two"))
        for name, fields in zip(self._names, (self.first, self.second), strict=True):
            name.setContentsMargins(0, theme.space("half"), 0, 0)
            self.stack.addWidget(name)
            self.stack.addWidget(fields)
        self.stack.addSpacing(theme.space("half"))
        self.stack.addWidget(self.parts, 0, Qt.AlignmentFlag.AlignLeft)
        self.add_foot()
        self.first.completed.connect(self._go_on)
        self.second.completed.connect(self.unlock.setFocus)
        self.unlock.clicked.connect(lambda: self.given.emit(self.typed()))
        self.setFocusProxy(self.first)
        self.second.call("Part 2")
        self.ask_for_parts(on=False)

    def ask_for_parts(self, *, on: bool) -> None:
        """Ask for two parts, or for one key."""
        self.in_parts = on
        for part in (*self._names, self.second):
            part.setVisible(on)
        self.parts.setText(WHOLE if on else IN_PARTS)
        self.first.call("Part 1" if on else "")

    def typed(self) -> str:
        """Return the key, or its parts in two lines."""
        parts = (self.first, self.second) if self.in_parts else (self.first,)
        return "\n".join(fields.key() for fields in parts)

    def select(self) -> None:
        """Go to the first group that is short, or to the first of all."""
        is_second = self.in_parts and self.first.complete and not self.second.complete
        (self.second if is_second else self.first).begin()

    def lock_field(self, locked: bool) -> None:
        """Take no typing."""
        for part in (self.first, self.second, self.parts):
            part.setEnabled(not locked)

    def forget(self) -> None:
        """Let go of the key."""
        self.first.clear()
        self.second.clear()

    def show_wrong(self, error: Exception) -> None:
        """Mark the doubtful groups of the part that they stand in."""
        if isinstance(error, ExecutorKeyMistyped) and error.groups:
            (self.second if error.part > 1 else self.first).show_wrong(error.groups)

    def _go_on(self) -> None:
        (self.second if self.in_parts else self.unlock).setFocus()

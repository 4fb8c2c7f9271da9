"""What opens a backup: the passphrase of its day, or a key of its day that lies on paper."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from practicenotes.ui import theme as themes
from practicenotes.ui.executor.way import IN_PARTS, WHOLE
from practicenotes.ui.widgets.buttons import LinkButton
from practicenotes.ui.widgets.key_fields import KeyFields
from practicenotes.ui.widgets.passphrase_field import PassphraseField
from practicenotes.ui.widgets.words import Words, section


CAPS = "Caps Lock is on."
OF_THAT_DAY = " of that day"
PAPER = "Recovery key or executor’s key"
_LEFT = Qt.AlignmentFlag.AlignLeft


class Secret(QWidget):
    """One of the two, and the way to the other; an `executor` may have a key in two parts.

    The words say of which `day` it is, if it is not that of now.

    Signals:
        given(): Enter was pressed, or the last group is full.
        changed(): something else is typed.
    """

    given = Signal()
    changed = Signal()

    def __init__(self, day: str = OF_THAT_DAY, *, executor: bool = False) -> None:
        super().__init__()
        self.by_recovery = self.in_parts = False
        self._executor = executor
        self.passphrase = PassphraseField(f"Passphrase{day}")
        self.key = KeyFields(paste=True)
        self.second, self.parts = KeyFields(paste=True), LinkButton(IN_PARTS)
        self.other = LinkButton("")
        self._caps = Words("", "small")
        themes.mark(self._caps, role="", state="draft")
        self._heads = (
            section(f"&Passphrase{day}", self.passphrase.field),
            section(f"{PAPER if executor else 'Recovery key'}{day}", self.key),
        )
        self._of_second = section("The other part", self.second)
        self._ways: tuple[QWidget, QWidget] = (self.passphrase, self.key)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(themes.current().space("one"))
        for head, way in zip(self._heads, self._ways, strict=True):
            stack.addWidget(head)
            stack.addWidget(way)
        stack.addWidget(self._of_second)
        stack.addWidget(self.second)
        stack.addWidget(self.parts, 0, _LEFT)
        stack.addWidget(self._caps)
        stack.addWidget(self.other, 0, _LEFT)
        self.passphrase.given.connect(self.given)
        self.passphrase.edited.connect(lambda _: self.changed.emit())
        self.passphrase.caps_lock.connect(self._tell_caps_lock)
        for fields in (self.key, self.second):
            fields.changed.connect(self.changed)
        self.key.completed.connect(self._go_on)
        self.second.completed.connect(self.given)
        self.parts.clicked.connect(self._turn_parts)
        self.other.clicked.connect(self._turn)
        self._show()

    @property
    def complete(self) -> bool:
        """Whether there is enough to try."""
        whole = self.key.complete and (self.second.complete or not self.in_parts)
        return whole if self.by_recovery else bool(self.passphrase.text())

    def text(self) -> str:
        """Return what is typed; two parts of an executor's key stand in two lines."""
        key = f"{self.key.key()}\n{self.second.key()}" if self.in_parts else self.key.key()
        return key if self.by_recovery else self.passphrase.text()

    def select(self) -> None:
        """Put the cursor where typing begins anew."""
        if self.by_recovery:
            self.key.setFocus()
        else:
            self.passphrase.select()

    def show_wrong(self, groups: Iterable[int], part: int = 0) -> None:
        """Mark groups of the key, or of one part of it, that cannot be right."""
        (self.second if part > 1 else self.key).show_wrong(groups)

    def forget(self) -> None:
        """Let go of what was typed."""
        self.passphrase.clear()
        self.key.clear()
        self.second.clear()

    def _go_on(self) -> None:
        if self.in_parts:
            self.second.setFocus()
        else:
            self.given.emit()

    def _turn_parts(self) -> None:
        self.in_parts = not self.in_parts
        self.parts.setText(WHOLE if self.in_parts else IN_PARTS)
        self._show()
        self.changed.emit()

    def _turn(self) -> None:
        self.by_recovery = not self.by_recovery
        self._show()
        self.changed.emit()
        self.select()

    def _tell_caps_lock(self, on: bool) -> None:
        self._caps.say(CAPS if on else "")
        self._caps.setVisible(on)

    def _show(self) -> None:
        for at, parts in enumerate(zip(self._heads, self._ways, strict=True)):
            for part in parts:
                part.setVisible(bool(at) is self.by_recovery)
        self.parts.setVisible(self._executor and self.by_recovery)
        for part in (self._of_second, self.second):
            part.setVisible(self.in_parts and self.by_recovery)
        self._tell_caps_lock(False)
        self.setFocusProxy(self._ways[self.by_recovery])
        asked = "passphrase" if self.by_recovery else "recovery key"
        self.other.setText(f"Use the {asked}")

"""Nine numbered fields into which a recovery key is typed from paper, without the Tab key."""

import re
from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from practicenotes.ui import theme as themes
from practicenotes.ui.widgets.words import Words


GROUPS, SIGNS = 9, 4
_COLUMNS = 3
_WHOLE = re.compile(rf"[0-9A-Z]{{{SIGNS}}}(?:-[0-9A-Z]{{{SIGNS}}}){{{GROUPS - 1}}}")
_BREAKS = {Qt.Key.Key_Space, Qt.Key.Key_Minus}  # between groups people type one; it goes on


class _Group(QLineEdit):
    """One group of four signs.

    Signals:
        typed(): the text changed, and is in capital letters by now.
        left(step): the cursor goes one field on or back.
        pasted(text): something was to be pasted here.
    """

    typed = Signal()
    left = Signal(int)
    pasted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setMaxLength(SIGNS)
        self.setProperty("key", True)
        self.setAcceptDrops(False)
        self.textEdited.connect(self._take)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Hand a paste to the owner, and leave the field where typing does."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit(QGuiApplication.clipboard().text())
        elif event.key() == Qt.Key.Key_Backspace and not self.text():
            self.left.emit(-1)
        elif event.key() in _BREAKS:
            self.left.emit(1 if self.text() else 0)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """Offer no menu: its Paste would go round the owner."""
        event.accept()

    def _take(self, text: str) -> None:
        at = self.cursorPosition()
        self.setText(text.upper())
        self.setCursorPosition(at)
        themes.mark(self, wrong=False)
        self.typed.emit()
        if len(text) == SIGNS == at:
            self.left.emit(1)


class KeyFields(QWidget):
    """Nine groups of four; the cursor moves on by itself. Pasting is allowed or refused.

    Signals:
        changed(): something was typed.
        completed(): the last field was filled, and no other is short.
        paste_refused(): someone tried to paste where it must be typed.
    """

    changed = Signal()
    completed = Signal()
    paste_refused = Signal()

    def __init__(self, *, paste: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._paste = paste
        theme = themes.current()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.space("one"))
        grid.setVerticalSpacing(theme.space("two"))
        self._fields = [_Group() for _ in range(GROUPS)]
        for at, field in enumerate(self._fields):
            row, column = divmod(at, _COLUMNS)
            grid.addWidget(Words(str(at + 1), "caption"), row, 2 * column)
            grid.addWidget(field, row, 2 * column + 1)
            grid.setColumnStretch(2 * column + 1, 1)
            field.left.connect(lambda step, at=at: self._go(at, step))
            field.pasted.connect(self._take_paste)
            field.typed.connect(self.changed)
        self.setFocusProxy(self._fields[0])
        self.call("")

    def call(self, part: str) -> None:
        """Let a screen reader say of each group in which part of the key it stands: "Part 2"."""
        for number, field in enumerate(self._fields, 1):
            name = f"Group {number} of {GROUPS}"
            field.setAccessibleName(f"{part}, {name.lower()}" if part else name)

    def key(self) -> str:
        """Return what is typed, its groups joined by hyphens."""
        return "-".join(field.text() for field in self._fields)

    @property
    def complete(self) -> bool:
        """Whether every group has its four signs."""
        return all(len(field.text()) == SIGNS for field in self._fields)

    def show_wrong(self, groups: Iterable[int]) -> None:
        """Mark these groups, counted from 1, and go to the first."""
        wrong = sorted(groups)
        for number, field in enumerate(self._fields, 1):
            themes.mark(field, wrong=number in wrong)
        if wrong:
            first = self._fields[wrong[0] - 1]
            first.setFocus(Qt.FocusReason.OtherFocusReason)
            first.selectAll()

    def begin(self) -> None:
        """Go to the first group that is short, or to the first of all, to type it anew."""
        short = (field for field in self._fields if len(field.text()) < SIGNS)
        there = next(short, self._fields[0])
        there.setFocus(Qt.FocusReason.OtherFocusReason)
        there.selectAll()

    def clear(self) -> None:
        """Let go of what was typed."""
        for field in self._fields:
            field.clear()
            themes.mark(field, wrong=False)

    def _go(self, at: int, step: int) -> None:
        if step > 0 and at == GROUPS - 1:
            if self.complete:
                self.completed.emit()
            return
        there = self._fields[max(0, at + step)]
        there.setFocus(Qt.FocusReason.OtherFocusReason)
        if step < 0:
            there.deselect()
            there.setCursorPosition(SIGNS)
        else:
            there.selectAll()

    def _take_paste(self, text: str) -> None:
        if not self._paste:
            self.paste_refused.emit()
            return
        whole = _WHOLE.findall(text.upper())  # as a code is read: other words may stand around it
        text = whole[-1] if whole else text
        signs = "".join(sign for sign in text.upper() if sign.isalnum())
        for at, field in enumerate(self._fields):
            field.setText(signs[at * SIGNS : (at + 1) * SIGNS])
        self.changed.emit()
        if self.complete:
            self._fields[-1].setFocus(Qt.FocusReason.OtherFocusReason)
            self.completed.emit()

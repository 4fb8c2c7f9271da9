"""Eleven numbers between two ends, of which one or none is taken."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from practicenotes.domain.cards import SCALE
from practicenotes.ui import theme as themes
from practicenotes.ui.widgets.flow import Flow
from practicenotes.ui.widgets.words import Words


PASSED = len(SCALE)  # the place of the choice that is no number
_SIDES = {False: 34, True: 46}  # px at 100 % text: a number, and a large one for a finger
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Down: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: 1}
_ENDS = {Qt.Key.Key_Home: SCALE[0], Qt.Key.Key_End: SCALE[-1]}
_BACK = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)


class Scale(QWidget):
    """One line's numbers, and a way to pass it by.

    `ends` are the words at either end, where they stand beside the numbers. Tab stops once. Keys
    0 to 9 choose, End is 10, arrows move, Backspace takes the number back.

    Signals:
        answered(): another number, or none, is taken now.
    """

    answered = Signal()

    def __init__(
        self, line: str, passing: str, ends: tuple[str, str] = ("", ""), *, large: bool = False
    ) -> None:
        super().__init__()
        self._large = large
        self._former: list[int] = []  # what was taken before, and before that; -1 is nothing
        self._undone: list[int] = []
        self._taken = -1
        self._group = QButtonGroup(self)
        row = Flow(themes.current().space("half"), self)
        before, after = (Words(f" {end} ", "small") for end in ends)
        row.addWidget(before)
        for number in SCALE:
            row.addWidget(self._button(str(number), f"{number} of {SCALE[-1]}", number))
        row.addWidget(after)
        row.addWidget(self._button(passing, passing, PASSED))
        for words, end in zip((before, after), ends, strict=True):
            words.setVisible(bool(end))
        self.name(line)
        self._group.idClicked.connect(lambda _: self._answer())
        self._show()

    @property
    def value(self) -> int | None:
        """The number that is taken; None where the line was passed by or left empty."""
        number = self._group.checkedId()
        return number if number in SCALE else None

    def name(self, line: str) -> None:
        """Let a screen reader know which line is answered here, on each of its choices."""
        for button in self._group.buttons():
            button.setAccessibleDescription(line)

    def set_value(self, number: int | None, *, undoable: bool = False) -> None:
        """Take a number, or none, without a signal; the line begins with it unless `undoable`."""
        if not undoable:
            self._former.clear()
            self._undone.clear()
        elif (-1 if number is None else number) != self._taken:
            self._remember()
        self._put(-1 if number is None else number)

    def undo(self) -> None:
        """Take again what was taken before."""
        self._step(self._former, self._undone)

    def redo(self) -> None:
        """Take again what was undone."""
        self._step(self._undone, self._former)

    def button(self, number: int) -> QPushButton:
        """Return the button of a number, or under PASSED that which passes the line by."""
        found = self._group.button(number)
        assert isinstance(found, QPushButton)
        return found

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Take the keys before a single button does: Qt would leave the group with an arrow."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._press(event)
        return super().eventFilter(watched, event)

    def _button(self, words: str, name: str, number: int) -> QPushButton:
        button = _Choice(words, self, large=self._large)
        button.setCheckable(True)
        button.setAutoDefault(False)
        button.setAccessibleName(name)
        button.setProperty("scale", True)
        button.setProperty("large", self._large)
        button.setProperty("number", number != PASSED)
        button.installEventFilter(self)
        self._group.addButton(button, number)
        return button

    def _press(self, event: QKeyEvent) -> bool:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        sign, key = event.text(), Qt.Key(event.key())
        if sign.isascii() and sign.isdigit():
            self._take(int(sign))
        elif key in _STEPS:
            here = self._stop()
            onward = min(max(here + _STEPS[key], 0), PASSED)
            self._take(here if self._group.checkedId() < 0 else onward)
        elif key in _ENDS:
            self._take(_ENDS[key])
        elif key in _BACK:
            self._clear()
            self._answer()
        else:
            return False
        return True

    def _take(self, number: int) -> None:
        self.button(number).setChecked(True)
        self._answer()
        self.button(number).setFocus(Qt.FocusReason.TabFocusReason)

    def _answer(self) -> None:
        if self._group.checkedId() != self._taken:
            self._remember()
            self._taken = self._group.checkedId()
        self._show()
        self.answered.emit()

    def _remember(self) -> None:
        self._former.append(self._taken)
        self._undone.clear()

    def _step(self, back: list[int], on: list[int]) -> None:
        if back and self.isEnabled():
            on.append(self._taken)
            self._put(back.pop())
            self.answered.emit()

    def _put(self, choice: int) -> None:
        self._clear()
        self._taken = choice
        if choice >= 0:
            self.button(choice).setChecked(True)
        self._show()

    def _clear(self) -> None:
        checked = self._group.checkedButton()
        if checked:
            self._group.setExclusive(False)
            checked.setChecked(False)
            self._group.setExclusive(True)

    def _stop(self) -> int:
        return max(0, self._group.checkedId())

    def _show(self) -> None:
        """Mark what is taken, and let Tab stop there, or at the first number."""
        for button in self._group.buttons():
            here = self._group.id(button) == self._stop()
            policy = Qt.FocusPolicy.StrongFocus if here else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)
            themes.mark(button, chosen=button.isChecked())


class _Choice(QPushButton):
    """A number, square and large enough for a finger, or the words that pass a line by.

    It can be asked to undo and redo like a sheet of words: that is done by its whole line.
    """

    def __init__(self, words: str, of: Scale, *, large: bool) -> None:
        super().__init__(words)
        self.undo, self.redo = of.undo, of.redo
        self._side = _SIDES[large]

    def sizeHint(self) -> QSize:  # noqa: N802
        """Grow with the text; words take what they need."""
        side = themes.current().scaled(self._side)
        width = super().sizeHint().width() if self.property("number") is False else side
        return QSize(width, side)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Never give way: what does not fit moves to the next line."""
        return self.sizeHint()

"""A list to pick from: nothing picked says so in words, and nobody starts from a finding."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from practicenotes.domain.forms import NOT_ASSESSED
from practicenotes.ui import theme as themes
from practicenotes.ui.widgets.flow import Flow


_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
_TAKES = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_BACK = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)
_HEIGHT = 28  # px at 100 % text
_INSIDE = 12  # px at 100 % text on either side of the words


class Picks(QWidget):
    """Options side by side, of which one or several can be taken; the first says that none is.

    Tab stops once; arrows, Home and End move, Space takes or lets go, Backspace lets all go.

    Signals:
        picked(): something else is taken now.
    """

    picked = Signal()

    def __init__(
        self, name: str, options: Sequence[str], blank: str = NOT_ASSESSED, *, several: bool
    ) -> None:
        super().__init__()
        self._several = several
        self._former: list[tuple[str, ...]] = []  # what was taken before, and before that
        self._undone: list[tuple[str, ...]] = []
        self._taken: tuple[str, ...] = ()
        row = Flow(themes.current().space("half") + 2, self)
        self._none = self._button(blank)
        self._none.setProperty("none", True)
        self._options = {words: self._button(words) for words in options}
        self._here = self._none
        for button in self._buttons:
            row.addWidget(button)
        self.name(name)
        self._show()

    def name(self, name: str) -> None:
        """Let a screen reader know what is picked here, on the list and on each option."""
        self.setAccessibleName(name)
        for button in self._buttons:
            button.setAccessibleDescription(name)

    @property
    def chosen(self) -> tuple[str, ...]:
        """What is taken, in the order of the list."""
        return tuple(words for words, button in self._options.items() if button.isChecked())

    def choose(self, chosen: Sequence[str], *, undoable: bool = False) -> None:
        """Take these and no others, without a signal; what was taken before can be brought back.

        Where it is not `undoable`, the list begins with them.
        """
        taken = tuple(words for words in self._options if words in chosen)
        if not undoable:
            self._former.clear()
            self._undone.clear()
        elif taken != self._taken:
            self._remember(self._taken)
        self._put(taken)

    def undo(self) -> None:
        """Take again what was taken before."""
        self._step(self._former, self._undone)

    def redo(self) -> None:
        """Take again what was undone."""
        self._step(self._undone, self._former)

    def button(self, words: str) -> QPushButton:
        """Return the button of an option, or of none."""
        return self._options.get(words, self._none)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Pass the keyboard on to the one stop."""
        self._here.setFocus()
        super().focusInEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Take the keys before a single button does."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return isinstance(watched, QPushButton) and self._press(watched, event)
        return super().eventFilter(watched, event)

    @property
    def _buttons(self) -> list[QPushButton]:
        return [self._none, *self._options.values()]

    def _button(self, words: str) -> QPushButton:
        button = _Option(words, self)
        button.setCheckable(True)
        button.setAutoDefault(False)
        button.setProperty("pick", True)
        button.installEventFilter(self)
        button.clicked.connect(lambda: self._take(button))
        return button

    def _press(self, button: QPushButton, event: QKeyEvent) -> bool:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        key, buttons = Qt.Key(event.key()), self._buttons
        at = buttons.index(button)
        if key in _STEPS:
            self._go(buttons[min(max(at + _STEPS[key], 0), len(buttons) - 1)])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go(buttons[0 if key == Qt.Key.Key_Home else -1])
        elif key in _TAKES:
            button.click()
        elif key in _BACK:
            self._take(self._none)
        else:
            return False
        return True

    def _go(self, button: QPushButton) -> None:
        self._here = button
        self._show()
        button.setFocus(Qt.FocusReason.TabFocusReason)

    def _take(self, button: QPushButton) -> None:
        """Take an option or let it go; the one that stands for none lets all go."""
        for other in self._options.values():
            if other is not button and (button is self._none or not self._several):
                other.setChecked(False)
        self._here = button
        self._show()
        if self.chosen != self._taken:
            self._remember(self._taken)
            self._taken = self.chosen
        self.picked.emit()

    def _remember(self, taken: tuple[str, ...]) -> None:
        self._former.append(taken)
        self._undone.clear()

    def _step(self, back: list[tuple[str, ...]], on: list[tuple[str, ...]]) -> None:
        if back and self.isEnabled():
            on.append(self._taken)
            self._put(back.pop())
            self.picked.emit()

    def _put(self, taken: tuple[str, ...]) -> None:
        self._taken = taken
        for words, button in self._options.items():
            button.setChecked(words in taken)
        self._show()

    def _show(self) -> None:
        self._none.setChecked(not self.chosen)
        for button in self._buttons:
            here = button is self._here
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if here else Qt.FocusPolicy.ClickFocus)
            themes.mark(button, chosen=button.isChecked())


class _Option(QPushButton):
    """An option in one line, with room for the bold words, so that nothing moves.

    It can be asked to undo and redo like a sheet of words: that is done by its whole list.
    """

    def __init__(self, words: str, of: Picks) -> None:
        super().__init__(words)
        self.undo, self.redo = of.undo, of.redo

    def sizeHint(self) -> QSize:  # noqa: N802
        """Grow with the text."""
        look = themes.current()
        font = look.font("small")
        font.setWeight(QFont.Weight.Bold)
        words = QFontMetrics(font).horizontalAdvance(self.text().replace("&", ""))
        return QSize(words + 2 * look.scaled(_INSIDE), look.scaled(_HEIGHT))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Never give way: what does not fit moves to the next line."""
        return self.sizeHint()

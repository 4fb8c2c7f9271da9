"""One question of a form with its answers: a single stop for the Tab key, answered by digits."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from practicenotes.domain.measures import Option
from practicenotes.ui import theme as themes
from practicenotes.ui.widgets.flow import Flow
from practicenotes.ui.widgets.words import Words


_BESIDE = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_ABOVE = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class Question(QWidget):
    """A question in the words of the form, and its answers of which none is taken at first.

    The digits of the answers choose, Left and Right move among them, Up and Down lead to the
    questions above and below, Backspace takes an answer back.

    Signals:
        answered(): another answer, or none, is taken now.
        left(int): the keyboard goes on: -1 to the question above, 1 to the one below.
    """

    answered = Signal()
    left = Signal(int)

    def __init__(self, lead: str, text: str, options: Sequence[Option]) -> None:
        super().__init__()
        self._values: list[int] = [option.value for option in options]
        self._group = QButtonGroup(self)
        look = themes.current()
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(look.space("half"))
        stack.addWidget(Words(f"{lead} {text}".strip(), "reading", wraps=True))
        held = QWidget()
        answers = Flow(look.space("three"), held)
        answers.setContentsMargins(look.space("two"), 0, 0, 0)
        for number, option in enumerate(options):
            radio = QRadioButton(option.label)
            radio.setAccessibleDescription(f"{lead} {text}. Key {option.value}")
            radio.installEventFilter(self)
            self._group.addButton(radio, number)
            answers.addWidget(_roomy(radio))
        stack.addWidget(held)
        self._group.idClicked.connect(lambda _: self._answer())
        self._one_stop()

    @property
    def answer(self) -> int | None:
        """The value of the answer that is taken, or None."""
        number = self._group.checkedId()
        return self._values[number] if number >= 0 else None

    def set_answer(self, value: int | None) -> None:
        """Take an answer, or none, without a signal."""
        self._clear()
        if value is not None:
            self.radio(value).setChecked(True)
        self._one_stop()

    def radio(self, value: int) -> QRadioButton:
        """Return the mark of an answer by its value."""
        found = self._group.button(self._values.index(value))
        assert isinstance(found, QRadioButton)
        return found

    def go_to(self) -> None:
        """Bring the keyboard here."""
        number = max(0, self._group.checkedId())
        self._group.button(number).setFocus(Qt.FocusReason.TabFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Take the keys before the single mark does: Qt would leave the group with an arrow."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._press(event)
        return super().eventFilter(watched, event)

    def _press(self, event: QKeyEvent) -> bool:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        key = Qt.Key(event.key())
        if event.text().isdigit() and int(event.text()) in self._values:
            self._take(self._values.index(int(event.text())))
            self.left.emit(1)
        elif key in _BESIDE:
            self._take(self._next(_BESIDE[key]))
        elif key in _ABOVE:
            self.left.emit(_ABOVE[key])
        elif key == Qt.Key.Key_Backspace:
            self._clear()
            self._answer()
        else:
            return False
        return True

    def _take(self, number: int) -> None:
        mark = self._group.button(number)
        mark.click()
        mark.setFocus(Qt.FocusReason.TabFocusReason)

    def _next(self, step: int) -> int:
        """Return the answer beside the one that is taken; while there is none, the first."""
        here = self._group.checkedId()
        return 0 if here < 0 else (here + step) % len(self._values)

    def _answer(self) -> None:
        self._one_stop()
        self.answered.emit()

    def _clear(self) -> None:
        checked = self._group.checkedButton()
        if checked:
            self._group.setExclusive(False)
            checked.setChecked(False)
            self._group.setExclusive(True)

    def _one_stop(self) -> None:
        """Let Tab stop once: at the answer that is taken, or at the first while there is none."""
        stop = max(0, self._group.checkedId())
        for number, button in enumerate(self._group.buttons()):
            policy = Qt.FocusPolicy.StrongFocus if number == stop else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)


def _roomy(radio: QRadioButton) -> QRadioButton:
    """Leave room for the ring behind the last letter."""
    radio.setProperty("answer", True)
    return radio

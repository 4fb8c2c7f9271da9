"""Which comes closest? Five anchors in full words, and not having observed it as an equal sixth."""

from html import escape

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from practicenotes.domain.facets import Facet
from practicenotes.domain.reflections import Answer
from practicenotes.ui import theme as themes
from practicenotes.ui.widgets.phrase import Phrase
from practicenotes.ui.widgets.words import Words


NOT_OBSERVED = 5  # the place of the sixth choice; it is never a number in the store
_KEYS = "01234N"
_STEPS = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Right: 1,
}


class AnchorRow(QFrame):
    """One choice: the mark, the words, and its key, muted at the right."""

    def __init__(self, lead: str, words: str, key: str) -> None:
        super().__init__()
        self._lead, self._words = lead, words
        self.radio = QRadioButton()
        self.radio.setAccessibleName(f"{lead} {words}".strip())
        self.radio.setAccessibleDescription(f"Key {key}")
        self.radio.toggled.connect(self._show)
        self._label = Phrase("", "choice")
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 1, 8, 1)
        row.setSpacing(0)
        row.addWidget(self.radio)
        row.addWidget(self._label, 1)
        row.addSpacing(themes.current().space("one"))
        row.addWidget(Words(key, "caption"))
        self._show(False)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Take a click on the words for one on the mark."""
        if self.rect().contains(event.position().toPoint()):
            self.radio.setFocus(Qt.FocusReason.MouseFocusReason)
            self.radio.click()

    def _show(self, chosen: bool) -> None:
        words = escape(self._words)
        lead = f"<b>{escape(self._lead)}</b> " if self._lead else ""
        said = f"<b>{words}</b>" if chosen and not lead else words
        self._label.setText(f'<p style="margin:0; line-height:130%">{lead}{said}</p>')
        themes.mark(self, raised=chosen)


class Anchors(QWidget):
    """Six choices of which none is taken at first.

    Keys 0 to 4 and N choose, arrows move, Backspace takes the choice back.

    Signals:
        answered(): another choice, or none, is taken now.
    """

    answered = Signal()

    def __init__(self, facet: Facet) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        choices = [("", anchor) for anchor in facet.anchors]
        choices.append(("Not observed.", facet.not_observed_when))
        for number, (lead, words) in enumerate(choices):
            row = AnchorRow(lead, words, _KEYS[number])
            row.radio.installEventFilter(self)
            self._group.addButton(row.radio, number)
            stack.addWidget(row)
        self._group.idClicked.connect(lambda _: self._answer())
        self._one_stop()

    @property
    def answer(self) -> tuple[Answer, int | None]:
        """What is chosen: whether it was rated, and then the number."""
        number = self._group.checkedId()
        if number < 0:
            return Answer.OPEN, None
        if number == NOT_OBSERVED:
            return Answer.NOT_OBSERVED, None
        return Answer.RATED, number

    def set_answer(self, answer: Answer, rating: int | None) -> None:
        """Show a choice, or none, without a signal."""
        self._clear()
        number = NOT_OBSERVED if answer is Answer.NOT_OBSERVED else rating
        if answer is not Answer.OPEN and number is not None:
            self.radio(number).setChecked(True)
        self._one_stop()

    def radio(self, number: int) -> QRadioButton:
        """Return the mark of a choice, 0 to 5."""
        found = self._group.button(number)
        assert isinstance(found, QRadioButton)
        return found

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Take the keys before the single mark does: Qt would leave the group with an arrow."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._press(event)
        return super().eventFilter(watched, event)

    def _press(self, event: QKeyEvent) -> bool:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        sign = event.text().upper()
        if sign and sign in _KEYS:
            self._take(_KEYS.index(sign))
        elif event.key() in _STEPS:
            self._take(self._next(_STEPS[Qt.Key(event.key())]))
        elif event.key() == Qt.Key.Key_Backspace:
            self._clear()
            self._answer()
        else:
            return False
        return True

    def _answer(self) -> None:
        self._one_stop()
        self.answered.emit()

    def _take(self, number: int) -> None:
        mark = self.radio(number)
        mark.click()
        mark.setFocus(Qt.FocusReason.TabFocusReason)

    def _next(self, step: int) -> int:
        """Return the choice beside the one in focus; while there is none, the one in focus."""
        here = next(n for n in range(6) if self.radio(n).hasFocus())
        return here if self._group.checkedId() < 0 else (here + step) % 6

    def _clear(self) -> None:
        checked = self._group.checkedButton()
        if checked:
            self._group.setExclusive(False)
            checked.setChecked(False)
            self._group.setExclusive(True)

    def _one_stop(self) -> None:
        """Let Tab stop once: at the choice, or at the first while there is none."""
        stop = max(0, self._group.checkedId())
        for number in range(6):
            policy = Qt.FocusPolicy.StrongFocus if number == stop else Qt.FocusPolicy.ClickFocus
            self.radio(number).setFocusPolicy(policy)

"""What one wanted to do this time, carried over from last time, and whether it happened."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from practicenotes.domain.reflections import Happened
from practicenotes.ui.widgets.beside import Beside
from practicenotes.ui.widgets.phrase import Phrase
from practicenotes.ui.widgets.segments import Segments
from practicenotes.ui.widgets.words import Words


LEAST = 200  # px at 100 % text: narrower than that, an intention is not read at a glance
_ANSWERS = ((Happened.YES, "Yes"), (Happened.PARTLY, "Partly"), (Happened.NO, "No"))


class CarriedStrip(QFrame):
    """The intention and its answer; Backspace takes the answer back.

    Signals:
        answered(): another answer, or none, is given now.
    """

    answered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("raised", True)
        self._intention = Phrase("", "reading")
        self.segments = Segments("Did it happen?", _ANSWERS, ticked=True)
        self.segments.chosen.connect(lambda _: self.answered.emit())
        said, asked = QWidget(), QWidget()
        words = QVBoxLayout(said)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(0)
        words.addWidget(Words("Last time you wanted to", "small"))
        words.addWidget(self._intention)
        answer = QHBoxLayout(asked)
        answer.setContentsMargins(0, 0, 0, 0)
        answer.setSpacing(6)
        answer.addWidget(Words("Did it happen?", "small"))
        answer.addWidget(self.segments)
        row = Beside(6, under=4, centred=True, parent=self)
        row.setContentsMargins(12, 4, 6, 4)
        row.add(said, LEAST)
        row.add(asked)
        self.hide()

    @property
    def answer(self) -> Happened | None:
        """What became of the intention."""
        answer: Happened | None = self.segments.value
        return answer

    def show_intention(self, intention: str, answer: Happened | None) -> None:
        """Show what was carried over, or nothing."""
        self._intention.say(intention)
        self.segments.set_value(answer)
        self.setVisible(bool(intention.strip()))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Take the answer back."""
        if event.key() == Qt.Key.Key_Backspace and self.answer:
            self.segments.set_value(None)
            self.answered.emit()
        else:
            super().keyPressEvent(event)

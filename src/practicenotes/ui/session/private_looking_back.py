"""Coming back to an hour: how it stands in memory, what came back, and a second look at it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from practicenotes.domain import times
from practicenotes.domain.reflections import Reflection
from practicenotes.domain.reflections import looking_back as rules
from practicenotes.domain.reflections.looking_back import HourInMemory, Memory
from practicenotes.reflections import memory, second_looks
from practicenotes.reflections.second_looks import Laid
from practicenotes.ui import theme as themes
from practicenotes.ui.saving import Autosave, Write
from practicenotes.ui.session.private_facet import short_field
from practicenotes.ui.tasks import Tasks
from practicenotes.ui.widgets.beside import Beside
from practicenotes.ui.widgets.buttons import LinkButton
from practicenotes.ui.widgets.phrase import Phrase
from practicenotes.ui.widgets.segments import Segments
from practicenotes.ui.widgets.words import Words


QUESTION = "How does this hour stand in your memory?"
CAME_BACK = "What came back"
AGAIN = "Look at this hour again, without the first look before you."
GO_ON = "You began to look at this hour again."
BOTH = "You looked at this hour twice."
LEAST = 240  # px at 100 % text: narrower than that, the question stands over its answers
_ANSWERS = tuple((each, each.value) for each in Memory)


class LookingBack(QWidget):
    """Two lines at most, and none on the day itself.

    Signals:
        second_look_wanted(SessionId): the hour is to be looked at again, or both looks compared.
        rearranged(): there are other fields now.
    """

    second_look_wanted = Signal(str)
    rearranged = Signal()

    def __init__(self, tasks: Tasks, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._tasks, self._now = tasks, now
        self._reflection: Reflection | None = None
        self._is_later = False
        self._hour: HourInMemory | None = None  # whose memory is shown
        self._written: HourInMemory | None = None  # what was typed last, with the hour it is of
        self.saves = Autosave(self, tasks, self._compose)
        self.memory = _MemoryStrip()
        self.memory.answered.connect(self._say)
        self.memory.came_back.textChanged.connect(self._touch)
        self._offer = Phrase("", "small")
        self.again = LinkButton("Look again")
        self.again.clicked.connect(self._ask)
        self._second = QWidget()
        row = QHBoxLayout(self._second)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._offer, 1)
        row.addWidget(self.again)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(themes.current().space("half"))
        stack.addWidget(self.memory)
        stack.addWidget(self._second)
        self.hide()

    def show_hour(self, reflection: Reflection, held_on: date) -> None:
        """Show what belongs to this hour; nothing is asked before it is a day old."""
        self._reflection = self._hour = None
        today = times.on_the_wall(self._now()).date()
        self.memory.show_hour(HourInMemory(reflection.session_id, reflection.client_id), today)
        self._is_later = held_on < today
        self.hide()
        self._reflection = reflection
        hour = (reflection.session_id, reflection.client_id)
        self._tasks.run(self, memory.of_session, *hour, then=self._show_memory)
        self._tasks.run(self, second_looks.lay, *hour, then=self._show_second)

    def flush(self) -> None:
        """Hand what is unsaved to the store's queue."""
        self.saves.flush()

    # --- memory --------------------------------------------------------------------------------

    def _show_memory(self, hour: HourInMemory) -> None:
        if not self._is_of(hour.session_id) or self._reflection is None:
            return
        self._hour = hour
        asked = self._is_later and self._reflection.is_empty
        self.memory.show_hour(hour, times.on_the_wall(self._now()).date())
        self.memory.setEnabled(not hour.damaged)
        self.memory.setVisible(asked or not hour.is_empty)
        self._rearrange()

    def _say(self) -> None:
        if self._reflection:
            hour = (self._reflection.session_id, self._reflection.client_id)
            arguments = (*hour, self.memory.answer, self._now())
            self._tasks.run(self, memory.say, *arguments, then=self._show_answer)

    def _show_answer(self, hour: HourInMemory) -> None:
        if self._is_of(hour.session_id):
            self.memory.offer_words(bool(self.memory.answer))
            self.rearranged.emit()

    def _touch(self) -> None:
        if self._hour and self.memory.isVisibleTo(self):
            self._written = replace(self._hour, came_back=self.memory.came_back.text())
            self.saves.touch()

    def _compose(self) -> Write:
        """Keep what was typed under the hour it was typed for, whichever stands here by now."""
        hour = self._written
        assert hour is not None
        arguments = (hour.session_id, hour.client_id, hour.came_back, self._now())
        return Write(memory.come_back, arguments)

    # --- second look ---------------------------------------------------------------------------

    def _show_second(self, laid: Laid) -> None:
        if not self._is_of(laid.look.session_id):
            return
        today = times.on_the_wall(self._now()).date()
        first = laid.reflected_on
        begun = not laid.look.is_empty or laid.look.damaged
        due = first is not None and rules.is_time_to_look_again(first, today)
        self._second.setVisible(begun or due)
        compared = laid.look.compared_at is not None
        self._offer.say(BOTH if compared else GO_ON if begun else AGAIN)
        self.again.setText("Compare" if compared else "Go on" if begun else "Look again")
        self.again.setAccessibleName("Compare both looks" if compared else "Look at it again")
        self._rearrange()

    def _ask(self) -> None:
        if self._reflection:
            self.second_look_wanted.emit(self._reflection.session_id)

    def _is_of(self, session_id: str) -> bool:
        return self._reflection is not None and self._reflection.session_id == session_id

    def _rearrange(self) -> None:
        self.setVisible(self.memory.isVisibleTo(self) or self._second.isVisibleTo(self))
        self.rearranged.emit()


class _MemoryStrip(QFrame):
    """One question with four words for an answer; under it, once answered, what came back.

    Signals:
        answered(): another word, or none, is chosen now.
    """

    answered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("raised", True)
        self.segments = Segments(QUESTION, _ANSWERS, ticked=True)
        self.segments.chosen.connect(lambda _: self.answered.emit())
        self.came_back = short_field(CAME_BACK)
        self._day = Words("", "muted")
        asked = Beside(6, under=4, centred=True)
        asked.add(Phrase(QUESTION, "small"), LEAST)
        asked.add(self.segments)
        self._words = QWidget()
        row = QHBoxLayout(self._words)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Words(CAME_BACK, "small"))
        row.addWidget(self.came_back, 1)
        row.addWidget(self._day)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(12, 4, 6, 4)
        stack.setSpacing(themes.current().space("half"))
        stack.addLayout(asked)
        stack.addWidget(self._words)
        self.hide()

    @property
    def answer(self) -> Memory | None:
        """How the hour stands in memory."""
        answer: Memory | None = self.segments.value
        return answer

    def show_hour(self, hour: HourInMemory, today: date) -> None:
        """Show what was said of an hour."""
        self.segments.set_value(hour.memory)
        self.came_back.blockSignals(True)
        self.came_back.set_text(hour.came_back)
        self.came_back.blockSignals(False)
        at = times.on_the_wall(hour.came_back_at) if hour.came_back_at else None
        self._day.say(times.in_brief(at, today) if at else "")
        self.offer_words(not hour.is_empty)

    def offer_words(self, offered: bool) -> None:
        """Offer a line for what came back, or keep it where something stands in it."""
        self._words.setVisible(offered or bool(self.came_back.text()))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Take the answer back."""
        if event.key() == Qt.Key.Key_Backspace and self.answer:
            self.segments.set_value(None)
            self.answered.emit()
        else:
            super().keyPressEvent(event)

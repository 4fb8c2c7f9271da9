"""What every sheet over a page has: it is handed in once, and says what stands in it."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QWidget

from practicenotes.ui import theme as themes
from practicenotes.ui import unkept
from practicenotes.ui.announce import announce
from practicenotes.ui.tasks import Tasks
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.words import Words


Result = TypeVar("Result")

GIVEN_BACK = "This is how you left it. Nothing of it is kept yet."
LATER, THROW_AWAY = "Later", "Throw it away"


class Sheet(QDialog):
    """A sheet that asks for something.

    Signals:
        asked(): the main button was taken.
        shown(): it is open, or open again.
        thrown_away(): what stood here was given back from before, and is not wanted.
    """

    asked = Signal()
    thrown_away = Signal()
    shown = Signal()
    main: Button
    back: Button

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.waits = False  # for the answer of a store
        self.returned = Words(GIVEN_BACK, "small", wraps=True)
        self.returned.hide()
        self.unkept = Words("", "small", wraps=True)
        themes.mark(self.unkept, role="", state="error")
        self.unkept.hide()

    def hand_in(
        self,
        tasks: Tasks,
        operation: Callable[..., Result],
        *arguments: object,
        then: Callable[[Result], object],
    ) -> None:
        """Ask a store once; until it has answered nothing here can be pressed or left."""
        self.wait(True)

        def answered(found: Result) -> None:
            self.wait(False)
            then(found)

        def refused(error: Exception) -> None:
            self.wait(False)
            self.refuse(error)

        tasks.run(self, operation, *arguments, then=answered, failed=refused)

    def refuse(self, error: Exception) -> None:
        """Say why it was not kept, and let the therapist go on."""
        raise NotImplementedError

    def reject(self) -> None:
        """Leave, unless a store is just about to answer: its word would reach nobody."""
        if not self.waits:
            super().reject()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Say that it is open."""
        super().showEvent(event)
        self.shown.emit()

    def as_typed(self) -> dict[str, Any]:
        """Return what stands here as plain values, by names that last."""
        return {}

    def give_back(self, words: Mapping[str, Any]) -> None:
        """Show what stood here before; a name that is unknown by now is passed over."""

    def say_given_back(self) -> None:
        """Say that this stood here before, and let it be left or thrown away, but not by Esc."""
        if self.returned.isHidden():
            self.returned.show()
            self.back.setText(LATER)
            throw = Button(THROW_AWAY, "quiet")
            throw.clicked.connect(self._throw_away)
            self.add_button(throw)
            self.make_room()
            self.go_on()
            announce(self, GIVEN_BACK)

    def say_not_kept(self, error: Exception) -> None:
        """Say once why what stands here cannot be kept at the moment; nothing of it goes away."""
        sentence = unkept.sentence(error)
        if self.unkept.isHidden() or self.unkept.said() != sentence:
            self.unkept.say(sentence)
            self.unkept.show()
            self.make_room()
            announce(self, sentence, urgent=True)

    def say_kept(self) -> None:
        """Take that back: what stands here is kept."""
        self.unkept.hide()

    def go_on(self) -> None:
        """Bring the keyboard to where the therapist left off, where that is not the beginning."""

    def make_room(self) -> None:
        """Grow by what was just said here, as far as the window goes."""
        raise NotImplementedError

    def add_button(self, button: Button) -> None:
        """Put another button at the left, out of the way of the main one."""
        raise NotImplementedError

    def wait(self, waits: bool) -> None:
        """Let nothing be pressed or left while a store is about to answer, or again."""
        self.waits = waits
        self.main.setEnabled(not waits)

    def _throw_away(self) -> None:
        if not self.waits:
            self.thrown_away.emit()
            super().reject()

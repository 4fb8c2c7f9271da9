"""What stands in the place of a letter while names are hidden: somebody may look at the screen."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from practicenotes.domain.letters import LetterId
from practicenotes.ui import hidden
from practicenotes.ui import theme as themes
from practicenotes.ui.order import first_stop
from practicenotes.ui.widgets.empty import EmptyState


VEILED = "Names are hidden, and a letter holds them. It is shown when you ask for it here."
SHOW = "&Show this letter"
FIRST = "Names are hidden. Show the letter first."


class Veil(QWidget):
    """Covers what holds names, until they are shown again or this letter is asked for by itself.

    Asked for, it stands there until its page is left.

    Signals:
        turned(): the letter was covered, or is shown.
    """

    turned = Signal()

    def __init__(self, behind: QWidget) -> None:
        super().__init__()
        self._behind = behind
        self._asked = False
        self._shown: LetterId | None = None
        self.said = EmptyState(VEILED, SHOW)
        self.said.wanted.connect(self.lift)
        margin = themes.current().space("page_margin")
        stack = QVBoxLayout(self)
        stack.setContentsMargins(margin, 0, margin, 0)
        stack.addWidget(self.said)
        hidden.switch().turned.connect(self.drop)
        (behind if self.covers else self).hide()  # the other one is shown where it is laid

    @property
    def covers(self) -> bool:
        """Whether nothing of the letter is to be seen."""
        return hidden.names() and not self._asked

    def lift(self) -> None:
        """Show the letter although names are hidden."""
        self._turn(asked=True)

    def drop(self) -> None:
        """Cover the letter again where names are hidden: its page was left."""
        self._turn()

    def turn_to(self, letter_id: LetterId) -> None:
        """Cover another letter where names are hidden; the same one stays as it is."""
        if letter_id != self._shown:
            self._shown = letter_id
            self._turn()
        if self.covers:
            self.take_keyboard()

    def take_keyboard(self) -> None:
        """Put the keyboard where it goes on: where the letter is asked for, or back into it."""
        last = self.said.button if self.covers else self._behind.focusWidget()
        stop = last or first_stop(self._behind)
        if stop and stop.isVisible():
            stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def _turn(self, *, asked: bool = False) -> None:
        here = QApplication.focusWidget()
        held = here and (self.isAncestorOf(here) or self._behind.isAncestorOf(here))
        self._asked = asked
        self.setVisible(self.covers)
        self._behind.setVisible(not self.covers)
        if held:
            self.take_keyboard()
        self.turned.emit()

"""A sheet over the session page: it stays until what was written in it is kept."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from practicenotes import messages
from practicenotes.ui import theme as themes
from practicenotes.ui.announce import announce
from practicenotes.ui.order import first_stop, follow_reading
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.page import scrolled
from practicenotes.ui.widgets.sheet import Sheet
from practicenotes.ui.widgets.state import NeverPrinted
from practicenotes.ui.widgets.words import Words


WIDTH = 600  # px at 100 % text
_AIR = 48  # px between the sheet and the edge of the window


class PageDialog(Sheet):
    """A heading, a body that scrolls, one line for a problem, and the buttons.

    The owner keeps what was asked for and calls `accept` when the commit came back, or `refuse`
    when it did not: until then nothing that was typed goes away.
    """

    least_width = WIDTH

    def __init__(
        self, parent: QWidget, heading: str, act: str, back: str, *, private: bool = False
    ) -> None:
        super().__init__(parent)
        self._over = parent
        theme = themes.current()
        # Titles are seen over shoulders and kept in task bars: nothing private stands in one.
        self.setWindowTitle("PracticeNotes" if private else heading)
        self.setAccessibleName(heading)
        if private:
            self.setProperty("ground", "private")
        self.takes_ctrl_enter = True
        self.body = QVBoxLayout()
        self.main = Button(act, "primary")
        self.back = Button(back)
        self._problem = Words("", "small", wraps=True)
        themes.mark(self._problem, role="", state="error")
        self._problem.hide()
        stack = QVBoxLayout(self)
        margin = theme.space("three")
        stack.setContentsMargins(margin, margin, margin, margin)
        stack.setSpacing(theme.space("two"))
        stack.addWidget(Words(heading, "heading"))
        if private:
            stack.addWidget(NeverPrinted())
        stack.addWidget(self.returned)
        stack.addWidget(self.unkept)
        stack.addWidget(self._scrolling(), 1)
        stack.addWidget(self._problem)
        stack.addLayout(self._buttons())

    def show_sheet(self) -> None:
        """Open over the window, as large as its contents and never larger than the window."""
        self.make_room()
        self.open()
        follow_reading(self)
        if stop := first_stop(self._area):
            stop.setFocus()

    def make_room(self) -> None:
        """Be as large as the contents, as far as the window goes."""
        width = themes.current().scaled(self.least_width)
        around = self.sizeHint().height() - self._area.sizeHint().height()
        inside = width - 2 * themes.current().space("three")
        height = around + max(self.body.heightForWidth(inside), self.body.sizeHint().height())
        room = self._over.window().size() - QSize(_AIR, _AIR)
        self.resize(QSize(width, height + themes.current().space("two")).boundedTo(room))

    def bring_into_sight(self, part: QWidget) -> None:
        """Scroll to a part, and let the keyboard go on in it."""
        if layout := self.layout():
            layout.activate()
        self._area.ensureWidgetVisible(part, 0, themes.current().space("six"))
        part.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, error: Exception) -> None:
        """Say why it could not be kept, and let the therapist go on."""
        self.wait(False)
        sentence = messages.sentence(error)
        self._problem.say(sentence)
        self._problem.show()
        announce(self, sentence, urgent=True)

    def add_button(self, button: Button) -> None:
        """Put another button at the left, out of the way of the main one."""
        button.setAutoDefault(False)
        self._row.insertWidget(0, button)

    def stand_around(self, above: Sequence[QWidget], below: Sequence[QWidget]) -> None:
        """Keep these in sight over and under the body while it scrolls."""
        stack = self.layout()
        assert isinstance(stack, QVBoxLayout)
        for part in below:
            stack.insertWidget(stack.indexOf(self._area) + 1, part)
        for part in above:
            stack.insertWidget(stack.indexOf(self._area), part)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Let Enter take the button in focus and no other, and Ctrl+Enter the main one."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if self.takes_ctrl_enter:
                self._ask()
        elif isinstance(button := self.focusWidget(), QAbstractButton):
            button.click()

    def _ask(self) -> None:
        if self.main.isEnabled() and not self.waits:
            self._problem.hide()
            self.asked.emit()

    def _scrolling(self) -> QScrollArea:
        inside = QWidget()
        inside.setLayout(self.body)
        self.body.setContentsMargins(2, 2, 2, 2)
        self.body.setSpacing(themes.current().space("one"))
        self._area = scrolled(inside)
        return self._area

    def _buttons(self) -> QHBoxLayout:
        """Lay the buttons out; none of them is taken by Enter alone."""
        self._row = QHBoxLayout()
        self._row.addStretch()
        for button in (self.back, self.main):
            button.setAutoDefault(False)
            self._row.addWidget(button)
        self.main.clicked.connect(self._ask)
        self.back.clicked.connect(self.reject)
        return self._row

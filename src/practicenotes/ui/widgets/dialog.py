"""What is asked over a page: it stays, with all that was typed, until it is kept."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from practicenotes import messages
from practicenotes.ui import theme as themes
from practicenotes.ui.announce import announce
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.form import Field, Form
from practicenotes.ui.widgets.page import scrolled
from practicenotes.ui.widgets.sheet import Sheet
from practicenotes.ui.widgets.words import Words


_AIR = 48  # px between the dialog and the edges of the window


class Dialog(Sheet):
    """A heading, a body that scrolls, one line for a problem, and the buttons.

    Enter takes the main button and Esc leaves. The owner keeps what was asked for and calls
    `accept` once that is done, or `refuse`.
    """

    def __init__(
        self, parent: QWidget, heading: str, body: QWidget, act: str, width: int = 560
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(heading)
        look = themes.current()
        self._width = width
        self.main, self.back = Button(act, "primary"), Button("Cancel")
        self._problem = Words("", "small", wraps=True)
        themes.mark(self._problem, role="", state="error")
        self._problem.hide()
        self._body = body
        self._area = scrolled(body)
        stack = QVBoxLayout(self)
        margin = look.space("three")
        stack.setContentsMargins(margin, margin, margin, margin)
        stack.setSpacing(look.space("two"))
        stack.addWidget(Words(heading, "heading"))
        stack.addWidget(self.returned)
        stack.addWidget(self.unkept)
        stack.addWidget(self._area, 1)
        stack.addWidget(self._problem)
        stack.addLayout(self._buttons())
        self._give_enter_to_main()

    def set_body(self, body: QWidget) -> None:
        """Ask for other things from now on."""
        self._body = body
        self._area.setWidget(body)
        self._give_enter_to_main()

    def open(self) -> None:
        """Open over the window, as large as the body and never larger than the window."""
        self.resize(self.sizeHint())
        super().open()

    def bring_into_sight(self, part: QWidget) -> None:
        """Make room for what was just said, and scroll to the part that it is about."""
        self.make_room()
        self._body.adjustSize()
        self._area.ensureWidgetVisible(part, 0, themes.current().space("six"))

    def make_room(self) -> None:
        """Grow to what is said here, as far as the window goes."""
        self.resize(self.size().expandedTo(self.sizeHint()))

    def refuse(self, error: Exception) -> None:
        """Say at the foot why it could not be kept."""
        if self.waits:
            self.wait(False)
        self.say_problem(messages.sentence(error))

    def say_problem(self, sentence: str) -> None:
        """Say something at the foot, and speak it."""
        self._problem.say(sentence)
        self._problem.show()
        self.make_room()
        announce(self, sentence, urgent=True)

    def problem(self) -> str:
        """Return what is said at the foot to be amiss, or an empty text."""
        return "" if self._problem.isHidden() else self._problem.said()

    def add_button(self, button: Button) -> None:
        """Put another button at the left, out of the way of the main one."""
        button.setAutoDefault(False)
        self._row.insertWidget(0, button)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for the whole body, and never for more than the window beneath."""
        width = themes.current().scaled(self._width)
        around = super().sizeHint().height() - self._area.sizeHint().height()
        inside = max(self._body.heightForWidth(width - 2 * _AIR), self._body.sizeHint().height())
        whole = QSize(width, around + inside)
        over = self.parentWidget()
        return whole.boundedTo(over.window().size() - QSize(_AIR, _AIR)) if over else whole

    def _buttons(self) -> QHBoxLayout:
        self.main.clicked.connect(self._ask)
        self.back.clicked.connect(self.reject)
        self._row = QHBoxLayout()
        self._row.addStretch()
        self._row.addWidget(self.back)
        self._row.addWidget(self.main)
        return self._row

    def _give_enter_to_main(self) -> None:
        """Let Enter anywhere in the body stand for the main button."""
        for button in self._body.findChildren(QPushButton):
            button.setAutoDefault(False)
        self.main.setDefault(True)

    def _ask(self) -> None:
        if not self.waits:
            self._problem.hide()
            self.asked.emit()


class FormDialog(Dialog):
    """A dialog around a form; a day that cannot be read is named before anything is asked."""

    def __init__(
        self, parent: QWidget, heading: str, rows: Sequence[Field], act: str, width: int = 560
    ) -> None:
        self.form = Form(rows)
        super().__init__(parent, heading, self.form, act, width)

    def set_rows(self, rows: Sequence[Field]) -> None:
        """Ask for other things from now on."""
        self.form = Form(rows)
        self.set_body(self.form)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Begin in the first field."""
        super().showEvent(event)
        first = next(iter(self.form.values()))
        self.form.field(first).setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, field: str, problem: str) -> None:
        """Say beneath a field what is amiss with it, and go there."""
        self.form.show_problem(field, problem)
        self.bring_into_sight(self.form.field(field))

    def as_typed(self) -> dict[str, Any]:
        """Return what stands in the form."""
        return self.form.as_typed()

    def give_back(self, words: Mapping[str, Any]) -> None:
        """Show what stood in the form."""
        self.form.show_typed(words)

    def _ask(self) -> None:
        for name in self.form.values():
            self.form.show_problem(name, "")
        if unclear := self.form.unclear_days():
            self.say(unclear[0], UNCLEAR)
        else:
            super()._ask()


UNCLEAR = "Write a day as 26 August 1990, or leave it empty."

"""The right side of each step: heading, words, content, and the row of buttons at the foot."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from practicenotes import messages
from practicenotes.ui import theme as themes
from practicenotes.ui.announce import announce
from practicenotes.ui.help.link import HelpLink
from practicenotes.ui.order import follow_reading
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.drawing import Drawing
from practicenotes.ui.widgets.page import at_the_left, scrolled
from practicenotes.ui.widgets.words import Words, rule


MEASURE = 620  # px at 100 % text: the words of a step are no wider


class Sheet(QWidget):
    """One step (0 stands alone): `stack` takes its content, `next` is the primary button."""

    def __init__(self, step: int, title: str, words: str, action: str) -> None:
        super().__init__()
        theme = themes.current()
        self.setProperty("page", True)
        self.next = Button(action, "primary", large=True)
        self._problem = Words("", wraps=True)
        themes.mark(self._problem, role="", state="error")
        self._sign = Drawing("circle-alert", "error", "small")
        inner = QWidget()
        self.stack = QVBoxLayout(inner)
        margin = theme.space("page_margin")
        self.stack.setContentsMargins(2 * margin, 2 * margin, margin, theme.space("two"))
        self.stack.setSpacing(theme.space("half"))
        if step:
            self.stack.addWidget(Words(f"Step {step} of 3", "small"))
        self.stack.addWidget(Words(title, "title"))
        lead = Words(words, "reading", wraps=True)
        lead.setMaximumWidth(theme.scaled(MEASURE))
        self.stack.addWidget(at_the_left(lead))
        self.stack.addSpacing(theme.space("three"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self._inner, self._area = inner, scrolled(inner)
        whole.addWidget(self._area, 1)
        self.foot = QHBoxLayout()
        whole.addLayout(self._foot())
        self.say_problem("")

    def offer_help(self, topic: str) -> None:
        """Have a page of help at hand at the foot, and with F1."""
        self.setProperty("help", topic)
        self.foot.insertWidget(0, HelpLink(topic))

    def say_problem(self, text: str) -> None:
        """Say above the foot what is amiss, and speak it; an empty text takes it back."""
        self._problem.say(text)
        self._problem.setVisible(bool(text))
        self._sign.setVisible(bool(text))
        if text:
            announce(self, text, urgent=True)

    def refuse(self, error: Exception) -> None:
        """Say why nothing came of a step, and let it be taken again."""
        self.set_busy(False)
        self.say_problem(messages.sentence(error))

    def bring_into_sight(self, part: QWidget) -> None:
        """Scroll to a part of the content that something was just said beneath."""
        self._inner.adjustSize()
        self._area.ensureWidgetVisible(part, 0, themes.current().space("two"))

    def problem(self) -> str:
        """Return what is said to be amiss."""
        return self._problem.said()

    def set_busy(self, busy: bool) -> None:
        """Take no other step while something is being made."""
        self.next.setEnabled(not busy)
        self.setCursor(Qt.CursorShape.BusyCursor if busy else Qt.CursorShape.ArrowCursor)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Let Tab come to the buttons of the foot: as they were made, it would pass them by."""
        follow_reading(self)
        super().showEvent(event)

    def _foot(self) -> QVBoxLayout:
        theme = themes.current()
        margin = theme.space("page_margin")
        problem = QHBoxLayout()
        problem.setSpacing(theme.space("one"))
        problem.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        problem.addWidget(self._problem, 1)
        self.foot.addStretch()
        self.foot.addWidget(self.next)
        foot = QVBoxLayout()
        foot.setContentsMargins(2 * margin, 0, 2 * margin, margin)
        foot.setSpacing(theme.space("two"))
        foot.addLayout(problem)
        foot.addWidget(rule())
        foot.addLayout(self.foot)
        return foot

"""One line above a note whose form also asks for something private: where that is written."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from practicenotes.ui import theme as themes
from practicenotes.ui.widgets.buttons import LinkButton
from practicenotes.ui.widgets.drawing import Drawing
from practicenotes.ui.widgets.phrase import Phrase


WITH_SESSION = "This form also has questions for you alone. They stand beside the session."
WITHOUT = "This form also has questions for you alone. They can be answered beside any session."


class PrivateTail(QFrame):
    """Leads to the private side; nothing private is written or shown here.

    Signals:
        wanted(): the private questions are to be answered.
    """

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "private")
        self._words = Phrase("", "small")
        self.button = LinkButton("Go there")
        self.button.setAccessibleName("Go to the private questions of this form")
        self.button.clicked.connect(self.wanted)
        theme = themes.current()
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.space("page_margin"), 4, theme.space("pane_margin"), 4)
        row.addWidget(Drawing("lock", "private.mark", "small"))
        row.addWidget(self._words, 1)
        row.addWidget(self.button)
        self.hide()

    def show_form(self, private: bool, *, has_session: bool) -> None:
        """Show the line for a form that has private sections."""
        self._words.say(WITH_SESSION if has_session else WITHOUT)
        self.button.setVisible(has_session)
        self.setVisible(private)

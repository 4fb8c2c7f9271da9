"""Where a practice was looked for and none was found: what is so, and what can be done."""

from PySide6.QtCore import Signal

from practicenotes import messages
from practicenotes.ui.first_run.sheet import Sheet
from practicenotes.ui.widgets.buttons import Button


class NoPractice(Sheet):
    """One sentence, and three ways on; nothing is made before one of them is taken.

    Signals:
        another_wanted(): a practice in another folder is to be opened.
        again_wanted(): it may be there now: a drive was connected, or reading was allowed.
        new_wanted(): a new practice is to be made.
    """

    another_wanted = Signal()
    again_wanted = Signal()
    new_wanted = Signal()

    def __init__(self, error: Exception) -> None:
        told = messages.sentence(error)
        super().__init__(0, "No practice was opened", told, "&Open another practice…")
        self.next.clicked.connect(self.another_wanted)
        again = Button("&Look again", "quiet")
        again.clicked.connect(self.again_wanted)
        new = Button("&Begin a new practice", large=True)
        new.clicked.connect(self.new_wanted)
        for place, button in enumerate((again, new)):
            self.foot.insertWidget(place, button)
        self.stack.addStretch()
        self.setFocusProxy(self.next)

    def refuse(self, error: Exception) -> None:
        """Say why what was chosen did not help."""
        self.say_problem(messages.sentence(error))

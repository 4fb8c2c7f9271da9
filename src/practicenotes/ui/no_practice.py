"""Where a practice was looked for and none was found: what is so, and what can be done."""

from PySide6.QtCore import Qt, Signal

from practicenotes import messages
from practicenotes.ui import theme as themes
from practicenotes.ui.first_run.sheet import MEASURE, Sheet
from practicenotes.ui.help import topics
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.words import Words


LOST = "If it is lost with its disk or its computer, one backup file brings all of it back."


class NoPractice(Sheet):
    """One sentence, and four ways on; nothing is made before one of them is taken.

    Signals:
        another_wanted(): a practice in another folder is to be opened.
        again_wanted(): it may be there now: a drive was connected, or reading was allowed.
        new_wanted(): a new practice is to be made.
        restore_wanted(): the practice is to be made out of a backup.
    """

    another_wanted = Signal()
    again_wanted = Signal()
    new_wanted = Signal()
    restore_wanted = Signal()

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
        words = Words(LOST, "reading", wraps=True)
        words.setMaximumWidth(themes.current().scaled(MEASURE))
        self.stack.addWidget(words)
        self.stack.addSpacing(themes.current().space("one"))
        restore = Button("&Restore from a backup…", icon="history")
        restore.clicked.connect(self.restore_wanted)
        self.stack.addWidget(restore, 0, Qt.AlignmentFlag.AlignLeft)
        self.stack.addStretch()
        self.setFocusProxy(self.next)
        self.offer_help(topics.TROUBLE)

"""What stands before a copy of the practice that was handed over to another computer."""

from datetime import datetime

from PySide6.QtCore import Signal

from practicenotes.domain import times
from practicenotes.ui import theme as themes
from practicenotes.ui.first_run.sheet import MEASURE, Sheet
from practicenotes.ui.help import topics
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.words import Words


TITLE = "This practice was handed over"
LEAD = "It went to another computer on {day}, {hour}, in the backup {file}."
ELSE = (
    "Since then it lives there. What is written here now is not there, and nothing puts the two"
    " together by itself. If the other computer never opened it, use it here again. If it was"
    " handed back, restore the backup that came back instead."
)


class HandedPage(Sheet):
    """One question and two answers.

    Signals:
        confirmed(): this copy is to be used again.
        refused(): it is to be closed again.
    """

    confirmed = Signal()
    refused = Signal()

    def __init__(self, at: datetime, file: str) -> None:
        wall = times.on_the_wall(at)
        said = LEAD.format(day=times.in_full(wall.date()), hour=times.clock(wall), file=file)
        super().__init__(0, TITLE, said, "&Close it again")
        words = Words(ELSE, "reading", wraps=True)
        words.setMaximumWidth(themes.current().scaled(MEASURE))
        self.stack.addWidget(words)
        self.stack.addStretch()
        self.confirm = Button("&Use it here again", large=True)
        self.foot.insertWidget(0, self.confirm)
        self.confirm.clicked.connect(self.confirmed)
        self.next.clicked.connect(self.refused)
        self.setFocusProxy(self.next)
        self.offer_help(topics.HAND_OVER)

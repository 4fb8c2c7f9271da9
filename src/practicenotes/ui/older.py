"""What stands before a practice that is older than the one last used on this computer."""

from datetime import datetime

from PySide6.QtCore import Signal

from practicenotes.domain import times
from practicenotes.ui import theme as themes
from practicenotes.ui.first_run.sheet import MEASURE, Sheet
from practicenotes.ui.help import topics
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.words import Words


OLDER = "This practice is older than the one last used on this computer ({days})."
PARTED = "This practice and the one last used on this computer went separate ways ({days})."
ASKED = "Was it restored on purpose?"
ELSE = (
    "If it was not, close it and look for the newer one: in its folder, on a disk that was"
    " connected before, or among your backups. What was written since then is not in this one."
)


class OlderPage(Sheet):
    """One question and two answers.

    Signals:
        confirmed(): it was restored on purpose, and is the one in use from now on.
        refused(): it is to be closed again.
    """

    confirmed = Signal()
    refused = Signal()

    def __init__(self, last_used: datetime, ends: datetime | None, *, parted: bool) -> None:
        days = f"that one: {_day(last_used)}" + (f"; this one: {_day(ends)}" if ends else "")
        told = (PARTED if parted else OLDER).format(days=days)
        super().__init__(0, ASKED, told, "&Close it again")
        words = Words(ELSE, "reading", wraps=True)
        words.setMaximumWidth(themes.current().scaled(MEASURE))
        self.stack.addWidget(words)
        self.stack.addStretch()
        self.confirm = Button("It was &restored on purpose", large=True)
        self.foot.insertWidget(0, self.confirm)
        self.confirm.clicked.connect(self.confirmed)
        self.next.clicked.connect(self.refused)
        self.setFocusProxy(self.next)
        self.offer_help(topics.TROUBLE)


def _day(at: datetime) -> str:
    return times.in_full(times.on_the_wall(at).date())

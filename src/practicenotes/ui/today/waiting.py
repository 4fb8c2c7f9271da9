"""What still waits, on a card for each kind; reflections lie on the private ground."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout

from practicenotes.ui import theme
from practicenotes.ui.today.lines import Group
from practicenotes.ui.widgets.buttons import LinkButton
from practicenotes.ui.widgets.card import Card
from practicenotes.ui.widgets.drawing import Drawing
from practicenotes.ui.widgets.row_button import RowButton
from practicenotes.ui.widgets.words import section


STEP = 40  # rows that are shown at a time


class WaitingCard(Card):
    """One kind of thing that waits; every row leads to it.

    Signals:
        taken(Item): a row was taken.
        more_wanted(): the next ones of its kind are to be shown too.
    """

    taken = Signal(object)
    more_wanted = Signal()

    def __init__(self, group: Group) -> None:
        super().__init__(private=group.private)
        self.rows: dict[str, QAbstractButton] = {}
        side = theme.current().space("one")
        self.stack.setContentsMargins(side, theme.current().space("one") + 4, side, side)
        self.stack.setSpacing(theme.current().space("half"))
        head = QHBoxLayout()
        head.setContentsMargins(side, 0, side, 0)
        head.setSpacing(side)
        head.addWidget(Drawing(group.icon, "private.mark" if group.private else "text_soft"))
        head.addWidget(section(group.name), 1)
        self.stack.addLayout(head)
        for item in group.items:
            row = RowButton(item.code_name, item.about)
            row.setAccessibleDescription(group.name)
            row.clicked.connect(lambda _=False, item=item: self.taken.emit(item))
            self.rows[f"{group.name} {item.id}"] = row
            self.stack.addWidget(row)
        if group.more:
            self._offer_more(group)

    def _offer_more(self, group: Group) -> None:
        """Show at the foot how many are left, and lead to the next."""
        foot = QHBoxLayout()
        side = theme.current().space("one")
        foot.setContentsMargins(side, 0, side, 0)
        more = LinkButton(f"{group.more} more. Show the next {min(group.more, STEP)}")
        more.setAccessibleDescription(group.name)
        more.clicked.connect(self.more_wanted)
        self.rows[f"{group.name} more"] = more
        foot.addWidget(more)
        foot.addStretch()
        self.stack.addLayout(foot)

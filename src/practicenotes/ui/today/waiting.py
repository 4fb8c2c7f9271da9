"""What still waits, on a card for each kind; reflections lie on the private ground."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from practicenotes.ui import theme
from practicenotes.ui.today.lines import Group
from practicenotes.ui.widgets.card import Card
from practicenotes.ui.widgets.drawing import Drawing
from practicenotes.ui.widgets.row_button import RowButton
from practicenotes.ui.widgets.words import section


class WaitingCard(Card):
    """One kind of thing that waits; every row leads to it.

    Signals:
        taken(Item): a row was taken.
    """

    taken = Signal(object)

    def __init__(self, group: Group) -> None:
        super().__init__(private=group.private)
        self.rows: dict[str, RowButton] = {}
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

"""Lines about all clients, each of which leads to its client."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from practicenotes.domain.people import ClientId
from practicenotes.ui import theme as themes
from practicenotes.ui.caseload.lines import CaseLine
from practicenotes.ui.widgets.buttons import LinkButton
from practicenotes.ui.widgets.card import Card
from practicenotes.ui.widgets.words import Words


class CaseRows(QWidget):
    """One card for each line, or one sentence where there is none.

    Signals:
        client_wanted(ClientId): a client's own thoughts are to be shown.
    """

    client_wanted = Signal(str)

    def __init__(self, empty: str) -> None:
        super().__init__()
        self._empty = empty
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.setSpacing(themes.current().space("one"))

    def show_lines(self, lines: Sequence[CaseLine]) -> None:
        """Show these lines in place of those before."""
        while self._stack.count():
            item = self._stack.takeAt(0)
            if item and (widget := item.widget()):
                widget.hide()
                widget.deleteLater()
        for line in lines:
            self._stack.addWidget(self._card(line))
        if not lines:
            self._stack.addWidget(Words(self._empty, "reading", wraps=True))

    def _card(self, line: CaseLine) -> QWidget:
        card = Card(private=True)
        words = QVBoxLayout()
        words.setSpacing(themes.current().space("half"))
        words.addWidget(Words(line.words, "reading", wraps=True))
        for more in (line.aside, *line.more):
            words.addWidget(Words(more, "small", wraps=True))
        row = QHBoxLayout()
        row.addLayout(words, 1)
        if line.client_id is not None:
            row.addWidget(self._way(line, line.client_id), 0, Qt.AlignmentFlag.AlignTop)
        card.stack.addLayout(row)
        return card

    def _way(self, line: CaseLine, client_id: ClientId) -> LinkButton:
        way = LinkButton("Open")
        way.setAccessibleName(f"Open: {line.words}")
        way.clicked.connect(lambda: self.client_wanted.emit(client_id))
        return way

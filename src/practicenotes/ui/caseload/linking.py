"""Clients as chips that can be ticked: where something was learned."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from practicenotes.domain.people import ClientId
from practicenotes.ui import theme as themes
from practicenotes.ui.widgets.flow import Flow


class Links(QWidget):
    """A box for each client.

    Signals:
        changed(): another client is linked, or one no longer.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._flow = Flow(themes.current().space("two"), self)
        self._boxes: dict[ClientId, QCheckBox] = {}
        self._linked: tuple[ClientId, ...] = ()

    @property
    def linked(self) -> tuple[ClientId, ...]:
        """Who is linked; a client who is not on offer stays so."""
        ticked = [each for each, box in self._boxes.items() if box.isChecked()]
        others = [each for each in self._linked if each not in self._boxes]
        return (*ticked, *others)

    def offer(self, clients: Sequence[tuple[ClientId, str]]) -> None:
        """Offer these clients, under their code names."""
        self._linked = self.linked
        for box in self._boxes.values():
            self._flow.removeWidget(box)
            box.hide()
            box.deleteLater()
        self._boxes = {client_id: QCheckBox(name) for client_id, name in clients}
        for box in self._boxes.values():
            self._flow.addWidget(box)
            box.clicked.connect(lambda _: self.changed.emit())
        self.set_linked(self._linked)

    def set_linked(self, clients: Sequence[ClientId]) -> None:
        """Tick these clients and no others."""
        self._linked = tuple(clients)
        for client_id, box in self._boxes.items():
            box.setChecked(client_id in clients)

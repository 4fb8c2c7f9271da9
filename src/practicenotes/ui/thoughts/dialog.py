"""A sheet of fields over a private page, for one line of a ledger."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from practicenotes.ui.session.dialog import PageDialog
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.dialog import UNCLEAR
from practicenotes.ui.widgets.form import Field, Form


class LineDialog(PageDialog):
    """Asks for one line; a known one can be taken out.

    `needed` is the field without which there is nothing to keep.

    Signals:
        asked(): it is to be kept.
        taken_out(): it is to go.
    """

    taken_out = Signal()

    def __init__(
        self, parent: QWidget, heading: str, rows: Sequence[Field], needed: str, *, known: bool
    ) -> None:
        super().__init__(parent, heading, "Keep it", "Cancel", private=True)
        self.form = Form(rows)
        self.body.addWidget(self.form)
        self.body.addStretch()
        self._needed = needed
        self.form.changed.connect(lambda _: self._weigh())
        if known:
            take_out = Button("Take it out", "quiet")
            take_out.clicked.connect(self.taken_out)
            self.add_button(take_out)
        self._weigh()

    def as_typed(self) -> dict[str, Any]:
        """Return every field as it stands."""
        return self.form.as_typed()

    def give_back(self, words: Mapping[str, Any]) -> None:
        """Show every field as it stood."""
        self.form.show_typed(words)

    def wait(self, waits: bool) -> None:
        """Let nothing be pressed while the store is about to answer."""
        super().wait(waits)
        if not waits:
            self._weigh()

    def typed(self) -> dict[str, Any]:
        """Return what stands in the fields."""
        return self.form.values()

    def _ask(self) -> None:
        """Name a day that cannot be read before anything is kept."""
        for name in self.form.values():
            self.form.show_problem(name, "")
        if unclear := self.form.unclear_days():
            self.form.show_problem(unclear[0], UNCLEAR)
        else:
            super()._ask()

    def _weigh(self) -> None:
        self.main.setEnabled(bool(str(self.form.values()[self._needed]).strip()))

"""Asks why something is done that the record tells of together with its reason."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from practicenotes.ui.session.dialog import PageDialog
from practicenotes.ui.widgets.form import Field, Form, Kind
from practicenotes.ui.widgets.words import Words


class ReasonDialog(PageDialog):
    """Says what will happen, and asks for the reason without which it does not."""

    def __init__(self, parent: QWidget, heading: str, words: str, act: str) -> None:
        super().__init__(parent, heading, act, "Cancel")
        self.body.addWidget(Words(words, "body", wraps=True))
        self.form = Form((Field("reason", "&Reason", Kind.LINES),))
        self.form.changed.connect(lambda _: self._weigh())
        self.body.addWidget(self.form)
        self.body.addStretch()
        self._weigh()

    @property
    def reason(self) -> str:
        """The reason that was typed."""
        return str(self.form.values()["reason"]).strip()

    def as_typed(self) -> dict[str, Any]:
        """Return what stands in the form."""
        return self.form.as_typed()

    def give_back(self, words: Mapping[str, Any]) -> None:
        """Show what stood in the form."""
        self.form.show_typed(words)

    def _weigh(self) -> None:
        self.main.setEnabled(bool(self.reason))

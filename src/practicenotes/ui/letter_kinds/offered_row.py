"""One thing that a part of a letter offers: what it is called beside its box, and its sentence."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from practicenotes.domain import form_drafts
from practicenotes.domain.letter_kind_changes import FACTS
from practicenotes.domain.letter_kinds import FACT_VALUES, OfferRule, Phrase
from practicenotes.ui import theme as themes
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.form import Field, Form
from practicenotes.ui.widgets.words import Words, section


OWN = "A sentence of this letter. What only you can fill is named above, under “Places to fill”."


class OfferedRow(QWidget):
    """The two fields of one offer.

    Signals:
        changed(str, str): a field, and what it says now.
        removal_wanted(): it is to be offered no longer.
    """

    changed = Signal(str, str)
    removal_wanted = Signal()

    def __init__(self, shown: OfferRule | Phrase, number: int) -> None:
        super().__init__()
        self._showing = True
        fact = shown.fact if isinstance(shown, OfferRule) else None
        name = FACTS[fact] if fact else f"Sentence {number}"
        self.form = Form((Field("label", "Label"), Field("sentence", "Sentence")))
        self.remove = Button("Take out", "quiet")
        self.remove.setAccessibleName(f"Take out {name}")
        values = ", ".join(f"{{{value}}}" for value in sorted(FACT_VALUES[fact])) if fact else ""
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(themes.current().space("half"))
        stack.addWidget(section(name))
        stack.addWidget(Words(f"It brings: {values}." if values else OWN, "muted", wraps=True))
        stack.addWidget(self.form)
        stack.addWidget(self.remove)
        self.remove.clicked.connect(partial(self.removal_wanted.emit))
        self.form.changed.connect(self._hear)
        self.show_offer(shown)

    def show_offer(self, shown: OfferRule | Phrase) -> None:
        """Show these words; a line in which they stand already, spaces and all, stays as it is."""
        self._showing = True
        for name in ("label", "sentence"):
            if form_drafts.plain(self.form.values()[name]) != getattr(shown, name):
                self.form.set_values({name: getattr(shown, name)})
        self._showing = False

    def _hear(self, name: str) -> None:
        if not self._showing:
            self.changed.emit(name, form_drafts.plain(self.form.values()[name]))

"""One part of a kind of letter, open to be changed: what always stands there, what is offered."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from practicenotes.domain import form_drafts
from practicenotes.domain.letter_kind_changes import FACTS
from practicenotes.domain.letter_kinds import FACT_VALUES, Fact, OfferRule, Part, Phrase
from practicenotes.ui import theme as themes
from practicenotes.ui.letter_kinds.offered_row import OfferedRow
from practicenotes.ui.order import follow_reading
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.flow import Flow
from practicenotes.ui.widgets.form import Field, Form, Kind


ALWAYS = "Stands in every letter of this kind. It may stay empty."
PASSAGES = "Passages of signed notes can be taken over here"
_LISTS = ("offers", "phrases")


class PartFields(QWidget):
    """The sentence that always stands in a part, then its facts, then sentences to be ticked.

    Signals:
        changed(name, value): a field of the part has another value.
        fact_wanted(Fact), phrase_wanted(): one more is to be offered.
    """

    changed = Signal(str, object)
    fact_wanted = Signal(object)
    phrase_wanted = Signal()

    def __init__(self, shown: Part) -> None:
        super().__init__()
        self._part, self._showing = shown, False
        self.form = Form(
            (
                Field("opening", "Always says", Kind.LINES, help=ALWAYS),
                Field("passages", PASSAGES, Kind.YES, value=False),
            )
        )
        self.rows: dict[tuple[str, str], OfferedRow] = {}
        self.more = Button("Offer a fact…", icon="plus")
        self.sentence = Button("Offer a sentence", icon="plus")
        self.facts = QMenu(self.more)
        self.more.setMenu(self.facts)
        self._offered = QVBoxLayout()
        self._offered.setSpacing(themes.current().space("one"))
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, themes.current().space("one"), 0, 0)
        stack.setSpacing(themes.current().space("one"))
        stack.addWidget(self.form)
        stack.addLayout(self._offered)
        held = QWidget()
        flow = Flow(themes.current().space("one"), held)
        flow.addWidget(self.more)
        flow.addWidget(self.sentence)
        stack.addWidget(held)
        self.form.changed.connect(self._hear)
        self.sentence.clicked.connect(self.phrase_wanted)

    def show_part(self, shown: Part, free: Sequence[Fact]) -> None:
        """Show a part as it stands now; `free` are the facts that may still be offered."""
        self._part, self._showing = shown, True
        now = self.form.values()
        if form_drafts.plain(now["opening"]) != shown.opening:
            self.form.set_values({"opening": shown.opening})
        if now["passages"] != shown.passages:
            self.form.set_values({"passages": shown.passages})
        self._showing = False
        self._show_rows(shown)
        self.facts.clear()
        for fact in free:
            self.facts.addAction(FACTS[fact], partial(self.fact_wanted.emit, fact))
        self.more.setEnabled(bool(free))

    def field(self, name: str) -> QWidget:
        """Return the widget of a field; of an offer as a fault names it: “offers 2, sentence”."""
        where, _, field = name.partition(", ")
        kind, _, number = where.partition(" ")
        keys = [key for key in self.rows if key[0] == kind]
        if number.isdigit() and 0 < int(number) <= len(keys):
            row = self.rows[keys[int(number) - 1]]
            return row.form.field(field if field in ("label", "sentence") else "label")
        return self.form.field(kind if kind in self.form.values() else "opening")

    def _show_rows(self, shown: Part) -> None:
        before, self.rows = self.rows, {}
        for name in _LISTS:
            for at, offer in enumerate(getattr(shown, name)):
                key = name, _key(offer)
                row = before.pop(key, None) or self._row(name, offer, at)
                self.rows[key] = row
                row.show_offer(offer)
                if self._offered.indexOf(row) != len(self.rows) - 1:
                    self._offered.insertWidget(len(self.rows) - 1, row)
                    row.show()
        for gone in before.values():
            gone.hide()
            self._offered.removeWidget(gone)
            gone.deleteLater()
        follow_reading(self)

    def _row(self, name: str, offer: OfferRule | Phrase, at: int) -> OfferedRow:
        row = OfferedRow(offer, at + 1)
        row.changed.connect(partial(self._change, name, _key(offer)))
        row.removal_wanted.connect(partial(self._remove, name, _key(offer)))
        return row

    def _change(self, name: str, key: str, field: str, words: str) -> None:
        told: dict[str, Any] = {field: words}
        offers = tuple(
            replace(offer, **told) if _key(offer) == key else offer
            for offer in getattr(self._part, name)
        )
        self.changed.emit(name, offers)

    def _remove(self, name: str, key: str) -> None:
        kept = tuple(offer for offer in getattr(self._part, name) if _key(offer) != key)
        self.changed.emit(name, kept)

    def _hear(self, name: str) -> None:
        if not self._showing:
            value = self.form.values()[name]
            self.changed.emit(name, form_drafts.plain(value) if name == "opening" else value)


def first_sentence(fact: Fact) -> OfferRule:
    """Return a fact as it is offered until its sentence is written: all its values in a row."""
    values = ", ".join(f"{{{value}}}" for value in sorted(FACT_VALUES[fact]))
    return OfferRule(fact, FACTS[fact], f"{FACTS[fact]}: {values}.")


def _key(offer: OfferRule | Phrase) -> str:
    return offer.fact.value if isinstance(offer, OfferRule) else offer.key

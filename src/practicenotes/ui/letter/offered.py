"""What the record offers to a letter: nothing stands in it until it is ticked here."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from practicenotes.domain.letter_kinds import LetterKind
from practicenotes.domain.letters import Offer
from practicenotes.ui import theme as themes
from practicenotes.ui.letter.advice import Advice
from practicenotes.ui.letter.passages import Passages
from practicenotes.ui.style import BOX
from practicenotes.ui.widgets.drawing import Drawing
from practicenotes.ui.widgets.page import scrolled
from practicenotes.ui.widgets.words import Words, rule, section


LOW = 280  # px at 100 % text: in a lower pane what can be ticked needs the room of the foot


class OffersPane(QWidget):
    """Facts, what the kind says to the writer, passages of signed notes, what is never offered.

    Signals:
        chosen(Offer, bool): something was ticked, or its tick was taken away.
    """

    chosen = Signal(object, bool)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("pane", True)
        self.setAccessibleName("What the record offers")
        self.facts: dict[str, QCheckBox] = {}
        self.passages, self.advice = Passages(), Advice()
        self.passages.chosen.connect(self.chosen)
        self._heading = section("What the record offers")
        self._note = Words("", "body", wraps=True)
        self._held: list[QWidget] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(themes.current().space("one"))
        self._lay_out()

    def show_offers(
        self, facts: Sequence[Offer], passages: Sequence[Offer], kind: LetterKind | None = None
    ) -> None:
        """Show what can be ticked, and what the kind of letter says to the writer."""
        self.advice.show_kind(kind)
        self._note.say("Nothing is in the letter until you tick it.")
        self._clear()
        for offer in facts:
            self._add(self._fact(offer))
        self.passages.show_offers(passages)

    def show_taken(self, keys: frozenset[str]) -> None:
        """Tick what stands in the letter, word for word as the record says it."""
        for key, box in self.facts.items():
            box.setChecked(key in keys)
        self.passages.show_taken(keys)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Pin the foot where there is room for it and for the list; else it scrolls with that."""
        super().resizeEvent(event)
        low = self.height() < themes.current().scaled(LOW)
        if low is not (self._column.indexOf(self._foot) >= 0):
            (self._column if low else self._pinned).addWidget(self._foot)

    def _add(self, row: QWidget) -> None:
        self._held.append(row)
        self._rows.addWidget(row)
        row.show()  # at once: the keyboard may go there next

    def _clear(self) -> None:
        for row in self._held:
            row.hide()
            row.deleteLater()
        self._held.clear()
        self.facts.clear()

    def _fact(self, offer: Offer) -> QWidget:
        theme = themes.current()
        row = QWidget()
        box = QCheckBox(offer.label.replace("&", "&&"))
        box.setAccessibleName(offer.label)
        box.setAccessibleDescription(offer.detail)
        box.setEnabled(offer.sentence is not None)
        box.clicked.connect(lambda ticked: self.chosen.emit(offer, ticked))
        self.facts[offer.key] = box
        detail = Words(offer.detail, "muted", wraps=True)
        detail.setContentsMargins(theme.scaled(BOX) + 10, 0, 0, 0)
        stack = QVBoxLayout(row)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        stack.addWidget(box)
        stack.addWidget(detail)
        return row

    def _lay_out(self) -> None:
        theme = themes.current()
        margin = theme.space("three")
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(margin, theme.space("two"), 20, theme.space("two"))
        column.setSpacing(theme.space("half"))
        column.addWidget(self._heading)
        column.addWidget(self._note)
        column.addSpacing(theme.space("one"))
        column.addLayout(self._rows)
        column.addSpacing(theme.space("two"))
        column.addWidget(self.advice)
        column.addSpacing(theme.space("two"))
        column.addWidget(self.passages, 1)
        column.addStretch()
        never = QHBoxLayout()
        never.setSpacing(theme.space("one"))
        words = Words("Reflections are not offered here. No letter can read them.", wraps=True)
        never.addWidget(Drawing("lock", "draft"), 0, Qt.AlignmentFlag.AlignTop)
        never.addWidget(words, 1)
        self._foot = QWidget()
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(margin, 0, 20, theme.space("two"))
        foot.setSpacing(theme.space("one"))
        foot.addWidget(rule())
        foot.addLayout(never)
        self._column, self._pinned = column, QVBoxLayout(self)
        self._pinned.setContentsMargins(0, 0, 0, 0)
        self._pinned.addWidget(scrolled(sheet), 1)
        self._pinned.addWidget(self._foot)

"""The lines of a card with their scales, to be answered, guessed or typed in."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from practicenotes.domain.cards import SCALE, CardForm, CardLine
from practicenotes.ui import theme as themes
from practicenotes.ui.widgets.scale import Scale
from practicenotes.ui.widgets.words import Words


class Lines(QWidget):
    """Every line over its scale; a large one is read from an arm's length.

    Signals:
        answered(): a line was answered, or its answer taken back.
    """

    answered = Signal()

    def __init__(
        self,
        lines: Iterable[CardLine],
        form: CardForm,
        *,
        passing: str = "Rather not say",
        large: bool = False,
    ) -> None:
        super().__init__()
        self._lines = tuple(lines)
        self.scales: dict[str, Scale] = {}
        theme = themes.current()
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(theme.space("two") if large else theme.space("one"))
        ends = (form.left_label, form.right_label)
        if not large:
            stack.addWidget(Words(f"0 is {ends[0]}, {SCALE[-1]} is {ends[1]}.", "small"))
        for line in self._lines:
            scale = Scale(line.words, passing, ends if large else ("", ""), large=large)
            scale.set_value(line.answer)
            scale.answered.connect(self.answered)
            self.scales[line.facet_id] = scale
            held = QVBoxLayout()
            held.setSpacing(theme.space("half"))
            held.addWidget(Words(line.words, "heading" if large else "reading", wraps=True))
            held.addWidget(scale)
            stack.addLayout(held)

    def lines(self) -> tuple[CardLine, ...]:
        """Return the lines with the answers that stand here now."""
        scales = self.scales
        return tuple(replace(each, answer=scales[each.facet_id].value) for each in self._lines)

    def show_answers(self, typed: Mapping[str, Any]) -> None:
        """Show answers that stood here before, each under its facet."""
        for facet_id, scale in self.scales.items():
            scale.set_value(typed.get(f"line_{facet_id}"))

    def as_typed(self) -> dict[str, Any]:
        """Return the answers as they can be kept."""
        return {f"line_{facet}": answer for facet, answer in self.answers()}

    def answers(self) -> tuple[tuple[str, int | None], ...]:
        """Return the answers alone, each with its facet."""
        return tuple((line.facet_id, line.answer) for line in self.lines())

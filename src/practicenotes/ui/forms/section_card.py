"""One section in the list of a form that is written: closed to a line, or open to its fields."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from practicenotes.catalog.form_faults import FormFault
from practicenotes.domain.form_changes import KINDS
from practicenotes.domain.forms import Layer, Section
from practicenotes.ui import theme as themes
from practicenotes.ui.forms.fault_line import FaultLine
from practicenotes.ui.forms.grip import Grip
from practicenotes.ui.forms.section_fields import SectionFields
from practicenotes.ui.forms.watching import Acts, watch
from practicenotes.ui.keys import Keys
from practicenotes.ui.order import follow_reading
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.card import Card
from practicenotes.ui.widgets.drawing import Drawing
from practicenotes.ui.widgets.flow import Flow
from practicenotes.ui.widgets.row_button import RowButton


NO_LABEL = "No label yet"
UP, DOWN = -1, 1


class SectionCard(Card):
    """A section under its number.

    Signals:
        turned(): it is to be opened, or closed.
        changed(name, value): a field of the section has another value.
        move_wanted(int): it is to go UP or DOWN by one.
        drawn(int), dropped(): it is drawn by its handle, and let go.
        removal_wanted(): it is to be taken out.
    """

    turned = Signal()
    changed = Signal(str, object)
    move_wanted = Signal(int)
    drawn = Signal(int)
    dropped = Signal()
    removal_wanted = Signal()
    what = "Section"

    def __init__(self, layer: Layer, acts: Acts) -> None:
        super().__init__(private=layer is Layer.PRIVATE)
        self.layer = layer
        self.acts = acts
        moves = {
            "Alt+Up": partial(self.move_wanted.emit, UP),
            "Alt+Down": partial(self.move_wanted.emit, DOWN),
        }
        self.keys = Keys(self, {**acts, **moves})
        self.head, self.grip = RowButton("", ""), Grip()
        self.fields: Any = None
        self._foot: QWidget | None = None
        self._faults = FaultLine()
        self._private = layer is Layer.PRIVATE
        row = QHBoxLayout()
        row.addWidget(self.grip)
        if self._private:
            row.addWidget(Drawing("lock", "private.mark", "small"))
        row.addWidget(self.head, 1)
        padding = themes.current().space("half")
        self.stack.setContentsMargins(themes.current().space("one"), padding, padding, padding)
        self.stack.setSpacing(0)
        self.stack.addLayout(row)
        self.stack.addWidget(self._faults)
        self.head.clicked.connect(self.turned)
        self.grip.drawn.connect(self.drawn)
        self.grip.dropped.connect(self.dropped)
        watch([self.head], self.keys, acts)

    def show_section(
        self, number: int, shown: Any, faults: Sequence[FormFault], *, is_open: bool
    ) -> None:
        """Show a section as it stands now, its number counted from 1."""
        about, called = "  ·  ".join(self.about(shown)), self.called(shown)
        self.head.rename(f"{number}  {called}", about)
        where = "private" if self._private else "in the record"
        state = "open" if is_open else "closed"
        name = f"{self.what} {number}, {called}, {about}, {where}, {state}"
        self._faults.show_faults(faults)
        self.head.setAccessibleName(name)
        self.head.setAccessibleDescription(self._faults.said())
        self.head.show_open(is_open=is_open)
        if self.fields and (not is_open or not self.fits(shown)):
            self._close()
        if self.fields:
            self.refill(shown)
        elif is_open:
            self._open(shown)

    def faults(self) -> str:
        """Return what is said to be wrong here."""
        return self._faults.said()

    # --- what a section has, and a part of a letter has otherwise ------------------------------

    def about(self, shown: Any) -> list[str]:
        """Return what is told beside the name."""
        return _about(shown)

    def called(self, shown: Any) -> str:
        """Return the name."""
        return shown.label or NO_LABEL

    def make_fields(self, shown: Any) -> Any:
        """Return the fields of one that is open."""
        return SectionFields(shown)

    def fits(self, shown: Any) -> bool:
        """Say whether the fields that are open can show it."""
        return self.fields is not None and self.fields.kind is shown.kind

    def refill(self, shown: Any) -> None:
        """Show other values in the fields that are open."""
        if self.fields:
            self.fields.show_section(shown)

    # --- opening and closing ---------------------------------------------------------------------

    def _open(self, shown: Any) -> None:
        self.fields = self.make_fields(shown)
        self.fields.changed.connect(self.changed)
        self._foot = QWidget()
        flow = Flow(themes.current().space("one"), self._foot)
        for words, act in (
            ("Move up", partial(self.move_wanted.emit, UP)),
            ("Move down", partial(self.move_wanted.emit, DOWN)),
            ("Take out", self.removal_wanted.emit),
        ):
            button = Button(words, "quiet")
            button.clicked.connect(lambda _=False, act=act: act())
            flow.addWidget(button)
        inside = themes.current().space("one")
        for part in (self.fields, self._foot):
            part.setContentsMargins(inside, 0, inside, 0)
            self.stack.addWidget(part)
            part.show()  # at once: the keyboard is on its way there
            watch(part.findChildren(QWidget), self.keys, self.acts)
        follow_reading(self)

    def _close(self) -> None:
        for part in (self.fields, self._foot):
            if part:
                part.hide()
                part.deleteLater()
        self.fields = self._foot = None


def _about(shown: Section) -> list[str]:
    told = [KINDS[shown.kind]]
    if shown.kind.is_picked:
        told.append("1 option" if len(shown.options) == 1 else f"{len(shown.options)} options")
    return told

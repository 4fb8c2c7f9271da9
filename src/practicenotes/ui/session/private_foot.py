"""The foot of the private side: the other facet, moments of strain, and next time."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from practicenotes.domain.reflections import Reflection
from practicenotes.ui import theme as themes
from practicenotes.ui.session.column import leaning_left
from practicenotes.ui.session.private_facet import FacetLine, short_field
from practicenotes.ui.session.private_strain import StrainRow
from practicenotes.ui.widgets.words import rule, section


SIDES = (21, 20)  # px left and right of everything on the private side


class Foot(QWidget):
    """What stays in sight while the open facet scrolls.

    Signals:
        touched(): something was written or ticked.
    """

    touched = Signal()

    def __init__(self, folded: FacetLine, strain: StrainRow) -> None:
        super().__init__()
        self.next_time = short_field("Next time I want to")
        self.next_time.textChanged.connect(self.touched)
        self.supervision = QCheckBox("Supervision")
        self.supervision.setAccessibleName("Take to supervision")
        self.supervision.toggled.connect(self.touched)
        self.sheet = QWidget()
        rows = QVBoxLayout(self.sheet)
        rows.setContentsMargins(SIDES[0], 1, SIDES[1], themes.current().space("one"))
        rows.setSpacing(3)
        rows.addWidget(folded)
        rows.addWidget(rule())
        rows.addWidget(strain)
        rows.addWidget(rule())
        rows.addLayout(self._next())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(rule())
        whole.addLayout(leaning_left(self.sheet))

    def show_reflection(self, reflection: Reflection) -> None:
        """Show what was written for next time."""
        self.next_time.setPlainText(reflection.next_time)  # and with it a fresh way to undo
        self.supervision.setChecked(reflection.for_supervision)

    def _next(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(section("Next time I want to"))
        row.addWidget(self.next_time, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.supervision)
        return row

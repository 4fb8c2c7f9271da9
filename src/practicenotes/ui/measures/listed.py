"""Which questionnaires a client fills in: each with its last result, and the way to all others."""

from collections.abc import Iterator
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from practicenotes.domain import scoring, times
from practicenotes.domain.measures import Measure
from practicenotes.records.measure_overview import MeasureOverview
from practicenotes.ui import theme
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.choice import Choice
from practicenotes.ui.widgets.row_button import ChosenRow
from practicenotes.ui.widgets.words import Words, section


OTHERS = "Choose another questionnaire…"


class ListedPart(QWidget):
    """The questionnaires in use, and what concerns all of them.

    Signals:
        chosen(str): a questionnaire is to be shown, by its id.
        own_wanted(): a questionnaire of one's own is to be added.
        prorate_wanted(bool): totals of forms with gaps are to be estimated from now on, or not.
    """

    chosen = Signal(str)
    own_wanted = Signal()
    prorate_wanted = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        look = theme.current()
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(look.space("one"))
        stack.addWidget(section("Questionnaires"))
        self._listed: list[ChosenRow] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        stack.addLayout(self._rows)
        self.others = Choice("Another questionnaire", [("", OTHERS)])
        self.others.chosen.connect(lambda name: self.chosen.emit(name) if name else None)
        stack.addWidget(self.others)
        own = Button("Add my own…", "text", icon="plus")
        own.setAccessibleName("Add my own questionnaire")
        own.clicked.connect(self.own_wanted)
        stack.addWidget(own, 0, Qt.AlignmentFlag.AlignLeft)
        self.prorate = QCheckBox("Estimate totals")
        self.prorate.clicked.connect(self.prorate_wanted)
        stack.addWidget(self.prorate)
        stack.addWidget(Words("Of forms with few answers missing.", "muted", wraps=True))

    def show_overview(self, overview: MeasureOverview, shown: str, today: date) -> None:
        """Show which questionnaires there are; `shown` is the id of the one beside."""
        for row in self._listed:
            self._rows.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._listed = []
        for name in overview.in_use:
            measure = overview.known[name]
            row = ChosenRow(
                *(measure.short, ", ".join(_about(overview, measure, today))), chosen=name == shown
            )
            row.clicked.connect(lambda _=False, name=name: self.chosen.emit(name))
            self._rows.addWidget(row)
            row.show()
            self._listed.append(row)
        self._offer(overview, shown)
        self.prorate.setChecked(overview.prorates)

    def focus_shown(self) -> None:
        """Bring the keyboard to the questionnaire that is shown, or to the list of others."""
        shown = (row for row in self._listed if row.chosen)
        target = next(shown, None) or self.others
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer(self, overview: MeasureOverview, shown: str) -> None:
        options = [("", OTHERS)]
        options += [(m.id, _named(m)) for m in overview.offered if m.id not in overview.in_use]
        self.others.offer(options)
        self.others.set_value(shown if shown in dict(options) else "")


def _about(overview: MeasureOverview, measure: Measure, today: date) -> Iterator[str]:
    same = [r for r in overview.results if r.measure_id == measure.id and not r.damaged]
    if same:
        yield scoring.in_words(measure, same[-1])
        yield times.in_brief(same[-1].taken_on, today)
    if measure.id in overview.due:
        yield "due"


def _named(measure: Measure) -> str:
    return measure.short if measure.asks else f"{measure.short} (total only)"

"""The log of supervision and further training, a year at a time; it belongs to the record."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from practicenotes.domain import hours as rules
from practicenotes.domain import times
from practicenotes.domain.hours import Hour, HourId, HourKind, HourLog
from practicenotes.domain.unfinished import Mark
from practicenotes.exchange import files
from practicenotes.exchange import hours as table
from practicenotes.records import hours, unfinished
from practicenotes.ui import damage
from practicenotes.ui import theme as themes
from practicenotes.ui.order import first_stop, follow_reading
from practicenotes.ui.printing.where import ask_where
from practicenotes.ui.tasks import Tasks, Work
from practicenotes.ui.unfinished import Standing
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.card import Card
from practicenotes.ui.widgets.choice import Choice
from practicenotes.ui.widgets.dialog import FormDialog
from practicenotes.ui.widgets.empty import EmptyState
from practicenotes.ui.widgets.flow import Flow
from practicenotes.ui.widgets.form import Field, Kind
from practicenotes.ui.widgets.page import scrolled
from practicenotes.ui.widgets.row_button import RowButton
from practicenotes.ui.widgets.strip import NoticeStrip
from practicenotes.ui.widgets.words import Words


SHEET = "hour"
NOTHING = "No hours are written down for this year."
NO_DAY = "Write the day, as 26 August 2025."
NO_LENGTH = "Write how many minutes it took."
USUAL = 60  # minutes
_KINDS = tuple((kind, kind.value.capitalize()) for kind in HourKind)


class HourDialog(FormDialog):
    """Asks for one line of the log.

    Signals:
        removal_wanted(): the line is to be taken out.
    """

    removal_wanted = Signal()

    def __init__(self, parent: QWidget, hour: Hour, *, known: bool) -> None:
        self.hour = hour
        act = "Keep this line" if known else "Add to the log"
        super().__init__(parent, "Hours", _rows(hour), act, 480)
        if known:
            remove = Button("Take it out", "quiet")
            remove.clicked.connect(self._want_removal)
            self.add_button(remove)

    def _want_removal(self) -> None:
        if not self.waits:
            self.removal_wanted.emit()

    def written(self) -> Hour | None:
        """Return the line as it stands here; without a day or a length, say so and return None."""
        typed: dict[str, Any] = self.form.values()
        if typed["on"] is None:
            self.say("on", NO_DAY)
            return None
        if not typed["minutes"]:
            self.say("minutes", NO_LENGTH)
            return None
        return Hour(self.hour.id, **typed)


class HoursPane(QWidget):
    """The lines of one year with their sums, and the table of them.

    Signals:
        told(str): what the status bar is to say.
    """

    told = Signal(str)

    def __init__(self, record: Tasks, work: Work, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._record, self._work, self._now = record, work, now
        self._year: int | None = None
        self._log = HourLog(0)
        self._removed: Hour | None = None
        self.dialog: HourDialog | None = None
        self.rows: list[RowButton] = []
        self.add, self.export = (
            Button("Add hours…", "primary", icon="plus"),
            Button("Save as table…"),
        )
        self.year = Choice("Year", [])
        self.sums = Words("", "body", wraps=True)
        self.strip = NoticeStrip()
        self._lay_out()
        self._listen()

    def refresh(self) -> None:
        """Read the log anew."""
        today = times.on_the_wall(self._now()).date()
        read = partial(hours.of_year, year=self._year, now=today)
        self._record.run(self, read, then=self._show)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Pass the keyboard on to the first thing to do."""
        super().focusInEvent(event)
        if stop := first_stop(self):
            stop.setFocus(event.reason())

    def _show(self, log: HourLog) -> None:
        self._log, self._year = log, log.year
        self._show_years(log)
        spent = rules.sums(log.hours)
        said = [f"{kind.value} {rules.said(minutes)}" for kind, minutes in spent.items()]
        whole = rules.said(sum(spent.values()))
        self.sums.say(f"{log.year}: {', '.join(said)}. Together {whole}." if said else "")
        self.sums.setVisible(bool(said))
        self.export.setEnabled(bool(log.hours))
        here = next((n for n, row in enumerate(self.rows) if row.hasFocus()), None)
        self._show_rows(log)
        if here is not None and self.rows:
            self.rows[min(here, len(self.rows) - 1)].setFocus()
        follow_reading(self)

    def _show_years(self, log: HourLog) -> None:
        this_year = times.on_the_wall(self._now()).year
        years = sorted({*log.years, log.year, this_year}, reverse=True)
        self.year.offer([(year, str(year)) for year in years])
        self.year.set_value(log.year)

    def _show_rows(self, log: HourLog) -> None:
        while (taken := self._lines.takeAt(0)) is not None:
            if widget := taken.widget():
                widget.hide()
                widget.deleteLater()
        today = times.on_the_wall(self._now()).date()
        self.rows = [self._row(hour, today) for hour in reversed(log.hours)]
        if not self.rows:
            empty = EmptyState(NOTHING, "Add hours…")
            empty.wanted.connect(self.begin)
            self._lines.addWidget(empty)
            return
        card = Card()
        for row in self.rows:
            card.stack.addWidget(row)
        self._lines.addWidget(card)

    def _row(self, hour: Hour, today: date) -> RowButton:
        if hour.damaged:
            row = RowButton("A line that can no longer be read", "the rest is safe")
            row.setEnabled(False)
            return row
        parts = (rules.said(hour.minutes), damage.words(hour.with_whom), damage.words(hour.topic))
        about = "  ·  ".join((hour.kind.value, *(part for part in parts if part)))
        row = RowButton(times.in_brief(hour.on, today), about)
        row.clicked.connect(lambda: self._open(hour, known=True))
        return row

    # --- what is done --------------------------------------------------------------------------

    def begin(self) -> None:
        """Ask for a new line."""
        today = times.on_the_wall(self._now()).date()
        self._open(Hour(HourId(""), today, HourKind.SUPERVISION, USUAL), known=False)

    def open_line(self, hour_id: HourId) -> None:
        """Ask for changes to one line, whichever year it is in."""

        def ask(log: tuple[Hour, ...]) -> None:
            if hour := next((hour for hour in log if hour.id == hour_id), None):
                self._open(hour, known=True)

        self._record.run(self, hours.every, then=ask)

    def _open(self, hour: Hour, *, known: bool) -> None:
        dialog = HourDialog(self, hour, known=known)
        mark = Mark(SHEET, ("", hour.id))
        standing = Standing(dialog, self._record, unfinished, mark, self._now)
        dialog.asked.connect(lambda: self._keep(dialog, standing, known=known))
        dialog.removal_wanted.connect(lambda: self._remove(dialog, standing))
        dialog.finished.connect(lambda _: self._let_go(dialog))
        self.dialog = dialog
        dialog.open()

    def _let_go(self, dialog: HourDialog) -> None:
        dialog.deleteLater()
        if dialog is self.dialog:
            self.dialog = None

    def _keep(self, dialog: HourDialog, standing: Standing, *, known: bool) -> None:
        hour = dialog.written()
        if hour is None:
            return
        operation = hours.change if known else hours.add
        standing.hand_in(operation, hour, self._now(), then=lambda _: self._kept(dialog, hour.on))

    def _kept(self, dialog: HourDialog, on: date) -> None:
        dialog.accept()
        self._year = on.year
        self.told.emit("The log is kept.")
        self.refresh()

    def _remove(self, dialog: HourDialog, standing: Standing) -> None:
        def gone(hour: Hour) -> None:
            dialog.accept()
            self._removed = hour
            self.strip.say("The line is out of the log.", "Undo")
            self.refresh()

        standing.hand_in(hours.remove, dialog.hour.id, self._now(), then=gone)

    def _undo(self) -> None:
        hour, self._removed = self._removed, None
        self.strip.hide()
        if hour:
            self._record.run(self, hours.add, hour, self._now(), then=lambda _: self.refresh())

    def _choose(self, year: int) -> None:
        self._year = year
        self.refresh()

    def _save_table(self) -> None:
        name = f"Hours {self._log.year}.csv"
        ask_where(self, "Save as table", name, "Table (*.csv)", self.write)

    def write(self, path: Path) -> None:
        """Write the lines that are shown as a table."""

        def told(_: None) -> None:
            self._record.run(self, hours.told_of_export, self._now())
            self.strip.say(f"Saved as {path}. Whoever can open that folder can read it.")

        data = table.table(self._log.hours)
        self._work.run(self, files.write_beside, path, data, then=told)

    # --- layout --------------------------------------------------------------------------------

    def _listen(self) -> None:
        self.add.clicked.connect(self.begin)
        self.export.clicked.connect(self._save_table)
        self.year.chosen.connect(self._choose)
        self.strip.acted.connect(self._undo)

    def _lay_out(self) -> None:
        look = themes.current()
        inside = QWidget()
        stack = QVBoxLayout(inside)
        margin = look.space("page_margin")
        stack.setContentsMargins(margin, look.space("two"), margin, look.space("three"))
        stack.setSpacing(look.space("two"))
        held = QWidget()
        flow = Flow(look.space("one"), held)
        for part in (self.year, self.add, self.export):
            flow.addWidget(part)
        stack.addWidget(held)
        stack.addWidget(self.sums)
        self._lines = QVBoxLayout()
        stack.addLayout(self._lines)
        stack.addStretch()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.strip)
        whole.addWidget(scrolled(inside), 1)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)


def _rows(hour: Hour) -> tuple[Field, ...]:
    return (
        Field("on", "&Day", Kind.DAY, hour.on),
        Field("kind", "&Kind", Kind.CHOICE, hour.kind, options=_KINDS),
        Field("minutes", "&Minutes", Kind.NUMBER, hour.minutes),
        Field("with_whom", "&With", value=hour.with_whom),
        Field(
            "topic", "&Topic", Kind.LINES, hour.topic, "No client’s name: this is no client file."
        ),
    )

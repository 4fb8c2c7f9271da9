"""The list of all forms: those being changed first, then one's own, then those of the program."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from practicenotes.domain import times
from practicenotes.domain.editions import Draft, Line, Shelf
from practicenotes.ui import theme as themes
from practicenotes.ui.forms.trade import FORM_WORDS, FORMS, Trade
from practicenotes.ui.order import follow_reading
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.card import Card
from practicenotes.ui.widgets.flow import Flow
from practicenotes.ui.widgets.row_button import RowButton
from practicenotes.ui.widgets.words import Words, section


EXPLAINED, NO_OWN = FORM_WORDS.explained, FORM_WORDS.no_own
CHANGING, OWN, RETIRED = "Being changed", "Your own", "No longer offered"
WIDTH = 880  # px at 100 % text


class FormList(QWidget):
    """Every form in its group.

    Signals:
        form_wanted(str): a form is to be opened, by its id.
        draft_wanted(Draft): a form that is being changed is to be gone on with.
        new_wanted(), import_wanted(): a button was taken.
    """

    form_wanted = Signal(str)
    draft_wanted = Signal(object)
    new_wanted = Signal()
    import_wanted = Signal()

    def __init__(self, trade: Trade = FORMS) -> None:
        super().__init__()
        self._trade, words = trade, trade.words
        self.rows: list[RowButton] = []
        self.begin = Button(words.new, "primary", icon="plus")
        self.bring = Button("Import from a file…", icon="folder")
        self.begin.clicked.connect(self.new_wanted)
        self.bring.clicked.connect(self.import_wanted)
        self._lay_out()
        themes.current().changed.connect(self._measure)
        self._measure()

    def show_shelf(self, shelf: Shelf[Any], today: date) -> None:
        """Show all forms; the keyboard stays on the line where it was."""
        here = next((row.text() for row in self.rows if row.hasFocus()), None)
        while (taken := self._groups.takeAt(0)) is not None:
            if widget := taken.widget():
                widget.hide()
                widget.deleteLater()
        self.rows = []
        for heading, rows in self._lines(shelf, today):
            self._groups.addSpacing(themes.current().space("one"))
            self._groups.addWidget(section(heading))
            self._groups.addWidget(
                _group(rows) if rows else Words(self._trade.words.no_own, "reading", wraps=True)
            )
            self.rows += rows
        if shelf.unread:
            self._groups.addWidget(
                Words(
                    _unread(shelf.unread, self._trade.words.one_lost, self._trade.words.unread),
                    "body",
                    wraps=True,
                )
            )
        for row in self.rows:
            if row.text() == here:
                row.setFocus()
        follow_reading(self)

    def _lines(self, shelf: Shelf[Any], today: date) -> Iterator[tuple[str, list[RowButton]]]:
        offered = [line for line in shelf.forms if not line.retired_at]
        retired = [self._row(line) for line in shelf.forms if line.retired_at]
        if shelf.drafts:
            yield CHANGING, [self._draft_row(draft, today) for draft in shelf.drafts]
        yield OWN, [self._row(line) for line in offered if line.is_own]
        for heading in self._trade.headings:
            shipped = [line for line in offered if not line.is_own]
            here = [line for line in shipped if self._trade.heading(line.template) == heading]
            if here:
                yield heading, [self._row(line) for line in here]
        if retired:
            yield RETIRED, retired

    def _row(self, line: Line[Any]) -> RowButton:
        template = line.template
        about = [self._trade.counted(template), template.summary]
        if line.is_own:
            about.insert(0, f"version {template.version}")
        row = RowButton(template.name, "  ·  ".join(about))
        row.clicked.connect(lambda: self.form_wanted.emit(template.id))
        return row

    def _draft_row(self, draft: Draft[Any], today: date) -> RowButton:
        template = draft.template
        about = [f"to be version {draft.becomes}", self._trade.counted(template)]
        if draft.changed_at:
            about.append(f"kept {times.in_brief(times.on_the_wall(draft.changed_at), today)}")
        row = RowButton(template.name or self._trade.words.unnamed, "  ·  ".join(about))
        row.clicked.connect(lambda: self.draft_wanted.emit(draft))
        return row

    def _measure(self) -> None:
        self.setMaximumWidth(themes.current().scaled(WIDTH))

    def _lay_out(self) -> None:
        look = themes.current()
        held = QWidget()
        flow = Flow(look.space("one"), held)
        flow.addWidget(self.begin)
        flow.addWidget(self.bring)
        self._groups = QVBoxLayout()
        self._groups.setSpacing(look.space("one"))
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(look.space("two"))
        stack.addWidget(Words(self._trade.words.explained, "body", wraps=True))
        stack.addWidget(held)
        stack.addLayout(self._groups)
        stack.addStretch()


def _unread(count: int, one: str, safe: str) -> str:
    which = one if count == 1 else f"{times.number(count).capitalize()} versions"
    return f"{which} can no longer be read. {safe}"


def _group(rows: list[RowButton]) -> Card:
    card = Card()
    padding = themes.current().space("one")
    card.stack.setContentsMargins(padding, padding, padding, padding)
    card.stack.setSpacing(0)
    for row in rows:
        card.stack.addWidget(row)
    return card

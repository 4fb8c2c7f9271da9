"""The list of all forms: those being changed first, then one's own, then those of the program."""

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from practicenotes.domain import form_changes, times
from practicenotes.domain.form_drafts import FormDraft
from practicenotes.domain.forms import FormGroup
from practicenotes.records.form_shelf import FormLine, Shelf
from practicenotes.ui import theme as themes
from practicenotes.ui.order import follow_reading
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.card import Card
from practicenotes.ui.widgets.flow import Flow
from practicenotes.ui.widgets.row_button import RowButton
from practicenotes.ui.widgets.words import Words, section


EXPLAINED = (
    "A note keeps the form that it was written with, whatever you change here."
    " A form of the program is changed by copying it."
)
NO_OWN = "There is no form of your own yet: begin a new one, or copy one of those below."
CHANGING, OWN, RETIRED = "Being changed", "Your own", "No longer offered"
WIDTH = 880  # px at 100 % text


class FormList(QWidget):
    """Every form in its group.

    Signals:
        form_wanted(str): a form is to be opened, by its id.
        draft_wanted(FormDraft): a form that is being changed is to be gone on with.
        new_wanted(), import_wanted(): a button was taken.
    """

    form_wanted = Signal(str)
    draft_wanted = Signal(object)
    new_wanted = Signal()
    import_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[RowButton] = []
        self.begin = Button("New form", "primary", icon="plus")
        self.bring = Button("Import from a file…", icon="folder")
        self.begin.clicked.connect(self.new_wanted)
        self.bring.clicked.connect(self.import_wanted)
        self._lay_out()
        themes.current().changed.connect(self._measure)
        self._measure()

    def show_shelf(self, shelf: Shelf) -> None:
        """Show all forms; the keyboard stays on the line where it was."""
        here = next((row.text() for row in self.rows if row.hasFocus()), None)
        while (taken := self._groups.takeAt(0)) is not None:
            if widget := taken.widget():
                widget.hide()
                widget.deleteLater()
        self.rows = []
        for heading, rows in self._lines(shelf):
            self._groups.addSpacing(themes.current().space("one"))
            self._groups.addWidget(section(heading))
            self._groups.addWidget(_group(rows) if rows else Words(NO_OWN, "reading", wraps=True))
            self.rows += rows
        if shelf.unread:
            self._groups.addWidget(Words(_unread(shelf.unread), "body", wraps=True))
        for row in self.rows:
            if row.text() == here:
                row.setFocus()
        follow_reading(self)

    def _lines(self, shelf: Shelf) -> Iterator[tuple[str, list[RowButton]]]:
        offered = [line for line in shelf.forms if not line.retired_at]
        retired = [self._row(line) for line in shelf.forms if line.retired_at]
        if shelf.drafts:
            yield CHANGING, [self._draft_row(draft) for draft in shelf.drafts]
        yield OWN, [self._row(line) for line in offered if line.is_own]
        for group in FormGroup:
            shipped = [line for line in offered if not line.is_own]
            rows = [self._row(line) for line in shipped if line.template.group is group]
            if rows:
                yield group.value, rows
        if retired:
            yield RETIRED, retired

    def _row(self, line: FormLine) -> RowButton:
        template = line.template
        about = [form_changes.counted(template), template.summary]
        if line.is_own:
            about.insert(0, f"version {template.version}")
        row = RowButton(template.name, "  ·  ".join(about))
        row.clicked.connect(lambda: self.form_wanted.emit(template.id))
        return row

    def _draft_row(self, draft: FormDraft) -> RowButton:
        template = draft.template
        about = [f"to be version {draft.becomes}", form_changes.counted(template)]
        if draft.changed_at:
            about.append(f"kept {times.in_brief(times.on_the_wall(draft.changed_at).date())}")
        row = RowButton(template.name or "A form without a name", "  ·  ".join(about))
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
        stack.addWidget(Words(EXPLAINED, "body", wraps=True))
        stack.addWidget(held)
        stack.addLayout(self._groups)
        stack.addStretch()


def _unread(count: int) -> str:
    which = (
        "One version of a form" if count == 1 else f"{times.number(count).capitalize()} versions"
    )
    return f"{which} can no longer be read. The notes that were written with it are safe."


def _group(rows: list[RowButton]) -> Card:
    card = Card()
    padding = themes.current().space("one")
    card.stack.setContentsMargins(padding, padding, padding, padding)
    card.stack.setSpacing(0)
    for row in rows:
        card.stack.addWidget(row)
    return card

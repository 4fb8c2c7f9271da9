"""One form: what it is, what became of it from version to version, and how it looks."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from practicenotes.domain import times
from practicenotes.domain.editions import Kept, Line
from practicenotes.ui import theme as themes
from practicenotes.ui.forms.trade import FORMS, Trade
from practicenotes.ui.order import follow_reading
from practicenotes.ui.widgets.beside import Beside
from practicenotes.ui.widgets.buttons import Button, IconButton
from practicenotes.ui.widgets.card import Card
from practicenotes.ui.widgets.flow import Flow
from practicenotes.ui.widgets.row_button import RowButton
from practicenotes.ui.widgets.words import Words


FIRST = "This is its first version here."
SHIPPED = "It comes with the program."
VERSIONS, LOOK = 320, 480  # px at 100 % text that both sides want


class FormView(QWidget):
    """A form that can be changed, copied, written into a file, retired and brought back.

    Signals:
        left(): the therapist goes back to the list.
        change_wanted(template), copy_wanted(template), export_wanted(template),
        retire_wanted(line), return_wanted(line): a button was taken.
    """

    left = Signal()
    change_wanted = Signal(object)
    copy_wanted = Signal(object)
    export_wanted = Signal(object)
    retire_wanted = Signal(object)
    return_wanted = Signal(object)

    def __init__(self, trade: Trade = FORMS) -> None:
        super().__init__()
        self._trade = trade
        self._line: Line[Any] | None = None
        self._shown: Any = None
        self.rows: list[RowButton] = []
        self.back = IconButton("arrow-left", trade.words.back)
        self.back.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._name, self._about = Words("", "title", wraps=True), Words("", "body", wraps=True)
        self.change = Button("Change", "primary", icon="pen-line")
        self.copy = Button("Copy and change", icon="copy")
        self.export = Button("Write into a file…", icon="save")
        self.retire, self.bring_back = Button("Offer no longer"), Button("Offer again")
        self._which = Words("", "section", wraps=True)
        self.preview = trade.preview()
        self._lay_out()
        self._listen()

    @property
    def form_id(self) -> str:
        """The form that is shown, or nothing."""
        return str(self._line.template.id) if self._line else ""

    def show_form(self, line: Line[Any]) -> None:
        """Show a form in its newest version."""
        self._line = line
        template = line.template
        self._name.say(template.name)
        self._about.say(self._told_of(line))
        self.change.setVisible(line.is_own)
        self.copy.setProperty("kind", "plain" if line.is_own else "primary")
        themes.mark(self.copy)
        icon_role = "text" if line.is_own else "on_accent"
        themes.current().dress(self.copy, "copy", icon_role)
        self.retire.setVisible(line.retired_at is None)
        self.bring_back.setVisible(line.retired_at is not None)
        self._show_versions(line)
        self._show_version(template)
        follow_reading(self)

    def _show_versions(self, line: Line[Any]) -> None:
        while (taken := self._versions.takeAt(0)) is not None:
            if widget := taken.widget():
                widget.hide()
                widget.deleteLater()
        self.rows = []
        earlier = [*line.versions[1:], None]
        for kept, before in zip(line.versions, earlier, strict=True):
            card = Card()
            row = RowButton(f"Version {kept.template.version}", _when(kept))
            row.clicked.connect(lambda _=False, kept=kept: self._show_version(kept.template))
            self.rows.append(row)
            inset = themes.current().space("one")
            card.stack.setContentsMargins(inset, inset, inset, inset)
            card.stack.addWidget(row)
            for sentence in self._told(kept, before):
                words = Words(sentence, "small", wraps=True)
                words.setContentsMargins(inset, words.contentsMargins().top(), inset, 0)
                card.stack.addWidget(words)
            self._versions.addWidget(card)

    def _show_version(self, template: Any) -> None:
        self._shown = template
        newest = self._line is not None and template == self._line.template
        which = f"Version {template.version}, {self._trade.words.as_seen}"
        self._which.say(which if newest else f"{which}; no longer offered")
        self.preview.show_form(template)

    def _told_of(self, line: Line[Any]) -> str:
        template = line.template
        parts = [template.summary, f"{self._trade.counted(template).capitalize()}."]
        if not line.is_own:
            parts.append(SHIPPED)
        if line.retired_at:
            day = times.in_full(times.on_the_wall(line.retired_at).date())
            parts.append(f"Not offered since {day}.")
        return " ".join(parts)

    def _told(self, kept: Kept[Any], before: Kept[Any] | None) -> tuple[str, ...]:
        return self._trade.told(before.template, kept.template) if before else (FIRST,)

    def _listen(self) -> None:
        self.back.clicked.connect(self.left)
        for button, signal in (
            (self.change, self.change_wanted),
            (self.copy, self.copy_wanted),
            (self.export, self.export_wanted),
        ):
            button.clicked.connect(lambda _=False, signal=signal: signal.emit(self._shown))
        self.retire.clicked.connect(lambda: self.retire_wanted.emit(self._line))
        self.bring_back.clicked.connect(lambda: self.return_wanted.emit(self._line))

    def _lay_out(self) -> None:
        look = themes.current()
        head = QHBoxLayout()
        head.setSpacing(look.space("one"))
        head.addWidget(self.back)
        head.addWidget(self._name, 1)
        acts = QWidget()
        flow = Flow(look.space("one"), acts)
        for button in (self.change, self.copy, self.export, self.retire, self.bring_back):
            flow.addWidget(button)
        left, right = QWidget(), QWidget()
        self._versions = QVBoxLayout()
        self._versions.setSpacing(look.space("one"))
        versions = _stack(left)
        versions.addWidget(Words("Versions", "section", wraps=True))
        versions.addLayout(self._versions)
        versions.addStretch()
        drawn = _stack(right)
        drawn.addWidget(self._which)
        drawn.addWidget(self.preview)
        drawn.addStretch()
        both = QWidget()
        beside = Beside(look.space("four"), shares=(1, 3), parent=both)
        beside.add(left, VERSIONS)
        beside.add(right, LOOK)
        stack = _stack(self)
        stack.setSpacing(look.space("two"))
        stack.addLayout(head)
        stack.addWidget(self._about)
        stack.addWidget(acts)
        stack.addWidget(both)
        stack.addStretch()


def _when(kept: Kept[Any]) -> str:
    return times.in_full(times.on_the_wall(kept.made_at).date()) if kept.made_at else ""


def _stack(held: QWidget) -> QVBoxLayout:
    stack = QVBoxLayout(held)
    stack.setContentsMargins(0, 0, 0, 0)
    stack.setSpacing(themes.current().space("one"))
    return stack

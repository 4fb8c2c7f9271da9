"""One form: what it is, what became of it from version to version, and how it looks."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from practicenotes.domain import form_changes, times
from practicenotes.domain.forms import KeptForm, NoteTemplate
from practicenotes.records.form_shelf import FormLine
from practicenotes.ui import theme as themes
from practicenotes.ui.forms.preview import FormPreview
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
        change_wanted(NoteTemplate), copy_wanted(NoteTemplate), export_wanted(NoteTemplate),
        retire_wanted(FormLine), return_wanted(FormLine): a button was taken.
    """

    left = Signal()
    change_wanted = Signal(object)
    copy_wanted = Signal(object)
    export_wanted = Signal(object)
    retire_wanted = Signal(object)
    return_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._line: FormLine | None = None
        self._shown: NoteTemplate | None = None
        self.rows: list[RowButton] = []
        self.back = IconButton("arrow-left", "Back to all forms")
        self._name, self._about = Words("", "title", wraps=True), Words("", "body", wraps=True)
        self.change = Button("Change", "primary", icon="pen-line")
        self.copy = Button("Copy and change", icon="copy")
        self.export = Button("Write into a file…", icon="save")
        self.retire, self.bring_back = Button("Offer no longer"), Button("Offer again")
        self._which = Words("", "section", wraps=True)
        self.preview = FormPreview()
        self._lay_out()
        self._listen()

    @property
    def form_id(self) -> str:
        """The form that is shown, or nothing."""
        return self._line.template.id if self._line else ""

    def show_form(self, line: FormLine) -> None:
        """Show a form in its newest version."""
        self._line = line
        template = line.template
        self._name.say(template.name)
        self._about.say(_about(line))
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

    def _show_versions(self, line: FormLine) -> None:
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
            for sentence in _told(kept, before):
                words = Words(sentence, "small", wraps=True)
                words.setContentsMargins(inset, words.contentsMargins().top(), inset, 0)
                card.stack.addWidget(words)
            self._versions.addWidget(card)

    def _show_version(self, template: NoteTemplate) -> None:
        self._shown = template
        newest = self._line is not None and template == self._line.template
        which = f"Version {template.version}, as the page of a session draws it"
        self._which.say(which if newest else f"{which}; no longer offered")
        self.preview.show_form(template)

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


def _about(line: FormLine) -> str:
    template = line.template
    parts = [template.summary, f"{form_changes.counted(template).capitalize()}."]
    if not line.is_own:
        parts.append(SHIPPED)
    if line.retired_at:
        parts.append(
            f"Not offered since {times.in_full(times.on_the_wall(line.retired_at).date())}."
        )
    return " ".join(parts)


def _when(kept: KeptForm) -> str:
    return times.in_full(times.on_the_wall(kept.made_at).date()) if kept.made_at else ""


def _told(kept: KeptForm, before: KeptForm | None) -> tuple[str, ...]:
    if before is None:
        return (FIRST,)
    return form_changes.told(before.template, kept.template)


def _stack(held: QWidget) -> QVBoxLayout:
    stack = QVBoxLayout(held)
    stack.setContentsMargins(0, 0, 0, 0)
    stack.setSpacing(themes.current().space("one"))
    return stack

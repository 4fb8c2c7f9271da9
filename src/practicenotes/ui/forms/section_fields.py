"""The fields of one section of a form: what it is called and asks, how and where it is kept."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from practicenotes.domain import form_drafts
from practicenotes.domain.form_changes import KINDS, LAYERS
from practicenotes.domain.forms import FieldKind, Layer, RecordOnly, Section
from practicenotes.ui import theme as themes
from practicenotes.ui.widgets.flow import Flow
from practicenotes.ui.widgets.form import Field, Form, Kind
from practicenotes.ui.widgets.words import Words, section


COVERS = (
    "A section that covers one of these belongs in the record:"
    " US law never counts them as psychotherapy notes."
)
AIMS = "Each line of it is an aim that later notes can be linked to"
ONE_TO_A_LINE = "One to a line. “Not assessed” is offered by itself."
ENDS = "The words at 0 and at 10, one to a line, or nothing."

_READ: dict[str, Callable[[Any], Any]] = {
    "label": form_drafts.plain,
    "prompt": form_drafts.plain,
    "help": form_drafts.plain,
    "options": form_drafts.lines,
}


class SectionFields(QWidget):
    """One section, open to be changed; which fields there are follows from its kind.

    Signals:
        changed(name, value): the therapist gave a field of the section another value.
    """

    changed = Signal(str, object)

    def __init__(self, shown: Section) -> None:
        super().__init__()
        self.kind = shown.kind
        self._showing = True
        self.form = Form(_rows(shown))
        self.covers = {item: QCheckBox(item.value) for item in RecordOnly}
        self.aims = QCheckBox(AIMS)
        self._lay_out()
        self.show_section(shown)
        self.form.changed.connect(self._hear)
        for box in self.covers.values():
            box.clicked.connect(self._hear_covers)
        self.aims.clicked.connect(lambda on: self.changed.emit("sets_aims", on))

    def show_section(self, shown: Section) -> None:
        """Show these values; a line in which they stand already, spaces and all, stays as it is."""
        self._showing = True
        wanted = {name: getattr(shown, name) for name in self.form.values()}
        differ = {name: value for name, value in wanted.items() if self._value(name) != value}
        if "options" in differ:
            differ["options"] = "\n".join(shown.options)
        self.form.set_values(differ)
        for item, box in self.covers.items():
            box.setChecked(item in shown.covers)
        self.aims.setChecked(shown.sets_aims)
        self.aims.setVisible(shown.sets_aims or _can_set_aims(shown))
        self._showing = False

    def field(self, name: str) -> QWidget:
        """Return the widget of a field, or the first where there is none of that name."""
        if name == "covers":
            return next(iter(self.covers.values()))
        if name == "sets_aims" and self.aims.isVisibleTo(self):
            return self.aims
        return self.form.field(name if name in self.form.values() else "label")

    def _value(self, name: str) -> Any:
        value = self.form.values()[name]
        return _READ[name](value) if name in _READ else value

    def _hear(self, name: str) -> None:
        if not self._showing:
            self.changed.emit(name, self._value(name))

    def _hear_covers(self) -> None:
        chosen = tuple(item for item, box in self.covers.items() if box.isChecked())
        self.changed.emit("covers", chosen)

    def _lay_out(self) -> None:
        look = themes.current()
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, look.space("one"), 0, 0)
        stack.setSpacing(look.space("one"))
        stack.addWidget(self.form)
        stack.addWidget(section("Covers"))
        stack.addWidget(Words(COVERS, "muted", wraps=True))
        held = QWidget()
        flow = Flow(look.space("two"), held)
        for item, box in self.covers.items():
            box.setAccessibleName(f"Covers {item.value}")
            flow.addWidget(box)
        stack.addWidget(held)
        stack.addWidget(self.aims)


def _can_set_aims(shown: Section) -> bool:
    return shown.kind is FieldKind.TEXT and shown.layer is Layer.RECORD


def _rows(shown: Section) -> tuple[Field, ...]:
    rows = [
        Field("label", "Label"),
        Field("prompt", "Question"),
        Field("kind", "Answer", Kind.CHOICE, shown.kind, options=tuple(KINDS.items())),
    ]
    if shown.kind.is_picked:
        rows.append(Field("options", "Options", Kind.LINES, help=ONE_TO_A_LINE))
    elif shown.kind is FieldKind.NUMBER_LINE:
        rows.append(Field("options", "Options", Kind.LINES, help=ENDS))
    rows += [
        Field("layer", "Kept", Kind.SEGMENTS, Layer.RECORD, options=tuple(LAYERS.items())),
        Field("help", "Help text", help="Stands under the question, for you alone."),
    ]
    return tuple(rows)

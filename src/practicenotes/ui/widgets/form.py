"""A form built from data: one row per field, each with its label, its help and its problem line."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import time
from enum import Enum, auto
from typing import Any

from PySide6.QtCore import Qt, QTime, Signal
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QGridLayout,
    QLineEdit,
    QSpinBox,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)

from practicenotes.ui import theme as themes
from practicenotes.ui.announce import announce
from practicenotes.ui.widgets.choice import Choice
from practicenotes.ui.widgets.day import DayField
from practicenotes.ui.widgets.editor import GrowingEditor
from practicenotes.ui.widgets.picks import Picks
from practicenotes.ui.widgets.segments import Segments
from practicenotes.ui.widgets.words import Words, section


_INDENT = 9  # px
_NONE = "Nothing"  # of several: none is picked


class Kind(Enum):
    """What a field holds, and so which widget shows it."""

    LINE = auto()  # str
    LINES = auto()  # str, several lines
    CHOICE = auto()  # one of the options, in a list
    SEGMENTS = auto()  # one of the options, side by side
    DAY = auto()  # date | None
    TIME = auto()  # time
    NUMBER = auto()  # int, 0 to 999
    YES = auto()  # bool
    SEVERAL = auto()  # tuple of options, in their order


@dataclass(frozen=True, slots=True)
class Field:
    """One row of a form; & marks the letter that Alt reaches."""

    name: str
    label: str
    kind: Kind = Kind.LINE
    value: Any = ""
    help: str = ""
    options: tuple[tuple[Any, str], ...] = ()

    @property
    def spoken(self) -> str:
        """The label without its mark."""
        return self.label.replace("&", "")


@dataclass(frozen=True, slots=True)
class _Row:
    """The widget of a field and how its value goes in and out."""

    widget: QWidget
    get: Callable[[], Any]
    set: Callable[[Any], object]
    problem: Words
    options: tuple[tuple[Any, str], ...] = ()

    @property
    def typed(self) -> Any:
        """What stands there as a plain value: of a day its letters, even where they name none."""
        return self.widget.text() if isinstance(self.widget, DayField) else _plain(self.get())

    def show(self, typed: Any) -> None:
        """Show what stood there; what is not offered any more is passed over."""
        if isinstance(self.widget, DayField):
            self.widget.setText(typed)
            return
        if isinstance(self.widget, Picks):
            self.set(typed)
            return
        offered = [value for value, _ in self.options] or [typed]
        if isinstance(self.widget, QTimeEdit):
            offered = [time.fromisoformat(typed)]
        for value in offered:
            if _plain(value) == _plain(typed):
                self.set(value)


class Form(QWidget):
    """Rows in the order of the data; the Tab key follows them.

    Signals:
        changed(name): the therapist changed the value of this field.
    """

    changed = Signal(str)

    def __init__(self, rows: Sequence[Field], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[str, _Row] = {}
        theme = themes.current()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.space("two"))
        grid.setVerticalSpacing(theme.space("one"))
        grid.setColumnStretch(1, 1)
        for number, row in enumerate(rows):
            self._add(grid, number, row)

    def values(self) -> dict[str, Any]:
        """Return every value under the name of its field."""
        return {name: row.get() for name, row in self._rows.items()}

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Show these values and leave the other fields as they are."""
        for name, value in values.items():
            self._rows[name].set(value)

    def as_typed(self) -> dict[str, Any]:
        """Return every field as it stands, in plain values that can be kept."""
        return {name: row.typed for name, row in self._rows.items()}

    def show_typed(self, typed: Mapping[str, Any]) -> None:
        """Show fields as they stood once; a field that is no more is passed over."""
        for name, value in typed.items():
            if name in self._rows:
                self._rows[name].show(value)
                self.changed.emit(name)

    def field(self, name: str) -> QWidget:
        """Return the widget of a field."""
        return self._rows[name].widget

    def show_problem(self, name: str, text: str) -> None:
        """Say beneath a field what is amiss, and go there; an empty text takes it back."""
        row = self._rows[name]
        row.problem.say(text)
        row.problem.setVisible(bool(text))
        row.widget.setAccessibleDescription(text)
        if text:
            row.widget.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(row.widget, text)

    def unclear_days(self) -> tuple[str, ...]:
        """Return the names of the fields in which no day can be read."""
        days = ((name, row.widget) for name, row in self._rows.items())
        return tuple(n for n, field in days if isinstance(field, DayField) and field.unclear)

    def _add(self, grid: QGridLayout, number: int, row: Field) -> None:
        made = _MAKERS[row.kind](row, lambda *_: self.changed.emit(row.name))
        made = replace(made, options=row.options)
        self._rows[row.name] = made
        made.set(row.value)
        made.problem.setVisible(False)
        cell = QVBoxLayout()
        cell.setSpacing(themes.current().space("half"))
        cell.addWidget(made.widget)
        if row.help:
            cell.addWidget(Words(row.help, "muted", wraps=True))
        cell.addWidget(made.problem)
        if row.kind is not Kind.YES:
            label = section(row.label, made.widget)
            label.setMinimumHeight(themes.current().space("control"))
            grid.addWidget(label, number, 0, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(cell, number, 1)


def _problem() -> Words:
    words = Words("", "small", wraps=True)
    themes.mark(words, state="error", role="")
    return words


def _line(row: Field, changed: Callable[..., None]) -> _Row:
    field = QLineEdit()
    field.setAccessibleName(row.spoken)
    field.textEdited.connect(changed)
    return _Row(field, field.text, field.setText, _problem())


def _lines(row: Field, changed: Callable[..., None]) -> _Row:
    field = GrowingEditor(row.spoken, plain=True, wide=True)
    field.textChanged.connect(changed)
    return _Row(field, field.text, field.set_text, _problem())


def _choice(row: Field, changed: Callable[..., None]) -> _Row:
    field = Choice(row.spoken, row.options)
    field.chosen.connect(changed)
    return _Row(field, lambda: field.value, field.set_value, _problem())


def _segments(row: Field, changed: Callable[..., None]) -> _Row:
    field = Segments(row.spoken, row.options)
    field.chosen.connect(changed)
    return _Row(field, lambda: field.value, field.set_value, _problem())


def _day(row: Field, changed: Callable[..., None]) -> _Row:
    field = DayField(row.spoken)
    field.day_changed.connect(changed)
    return _Row(field, lambda: field.day, lambda day: field.set_day(day or None), _problem())


def _time(row: Field, changed: Callable[..., None]) -> _Row:
    field = QTimeEdit()
    field.setDisplayFormat("HH:mm")
    _name(field, row)
    field.userTimeChanged.connect(changed)
    return _Row(
        field, lambda: _clock(field.time()), lambda at: field.setTime(_dial(at)), _problem()
    )


def _number(row: Field, changed: Callable[..., None]) -> _Row:
    field = QSpinBox(maximum=999)
    _name(field, row)
    field.valueChanged.connect(changed)
    return _Row(field, field.value, field.setValue, _problem())


def _yes(row: Field, changed: Callable[..., None]) -> _Row:
    field = QCheckBox(row.label)
    field.clicked.connect(changed)
    return _Row(field, field.isChecked, lambda yes: field.setChecked(bool(yes)), _problem())


def _several(row: Field, changed: Callable[..., None]) -> _Row:
    names = {words: value for value, words in row.options}
    field = Picks(row.spoken, tuple(names), _NONE, several=True)
    field.picked.connect(changed)

    def choose(values: Sequence[Any]) -> None:
        field.choose([words for words, value in names.items() if value in values])

    return _Row(field, lambda: tuple(names[words] for words in field.chosen), choose, _problem())


def _name(field: QAbstractSpinBox, row: Field) -> None:
    """Name a spin box and the line in it, which forgets its padding under a style sheet."""
    field.setAccessibleName(row.spoken)
    field.lineEdit().setAccessibleName(row.spoken)
    field.lineEdit().setTextMargins(_INDENT, 0, 0, 0)


def _plain(value: Any) -> Any:
    """Return a value as it can be kept anywhere."""
    if isinstance(value, Enum):
        return value.value
    return value.isoformat("minutes") if isinstance(value, time) else value


def _clock(at: QTime) -> time:
    return time(at.hour(), at.minute())


def _dial(at: time | str) -> QTime:
    return QTime(at.hour, at.minute) if isinstance(at, time) else QTime(9, 0)


_MAKERS: Mapping[Kind, Callable[[Field, Callable[..., None]], _Row]] = {
    Kind.LINE: _line,
    Kind.LINES: _lines,
    Kind.CHOICE: _choice,
    Kind.SEGMENTS: _segments,
    Kind.DAY: _day,
    Kind.TIME: _time,
    Kind.NUMBER: _number,
    Kind.YES: _yes,
    Kind.SEVERAL: _several,
}

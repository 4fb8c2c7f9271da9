"""The appointments of a day on one sheet, each with its action."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from practicenotes.ui import theme
from practicenotes.ui.today.lines import LINE_LEFT, Line
from practicenotes.ui.widgets.beside import Beside
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.card import Card
from practicenotes.ui.widgets.drawing import Drawing
from practicenotes.ui.widgets.flow import Flow
from practicenotes.ui.widgets.phrase import Phrase
from practicenotes.ui.widgets.state import StateLabel
from practicenotes.ui.widgets.words import Words, rule


# px at 100 % text
TIME = 48
WHO = 170
STATE = 136
ACTION = 144
BAR = 3  # px: at the left of the next one


class Appointments(Card):
    """The lines of a day; Tab, Up and Down go from action to action, Enter takes it.

    Signals:
        taken(Line): the action of a line was taken.
    """

    taken = Signal(object)

    def __init__(self, lines: Sequence[Line]) -> None:
        super().__init__()
        self.stack.setContentsMargins(1, 1, 1, 1)
        self.stack.setSpacing(0)
        self.buttons: dict[str, Button] = {}
        for number, line in enumerate(lines):
            if number:
                self.stack.addWidget(rule())
            row = self._row(line)
            row.setProperty("top", number == 0)
            row.setProperty("foot", number == len(lines) - 1)
            self.stack.addWidget(row)

    def _row(self, line: Line) -> QWidget:
        look = theme.current()
        row = QFrame()
        row.setProperty("next", line.is_next)
        row.setMinimumHeight(look.scaled(64))
        held = QHBoxLayout(row)
        side = look.space("two")
        held.setContentsMargins(side - (BAR if line.is_next else 0), 12, side, 12)
        parts = Beside(side, indent=look.scaled(TIME) + side, under=0, centred=True)
        parts.add(_when_and_who(line), TIME + side + WHO)
        parts.add(self._state_and_action(line))
        held.addLayout(parts)
        return row

    def _state_and_action(self, line: Line) -> QWidget:
        held = QWidget()
        row = QHBoxLayout(held)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        state = StateLabel(*line.state)
        state.setMinimumWidth(theme.current().scaled(STATE))
        action = Button(line.action, line.weight)
        action.setAccessibleName(f"{line.action}: {line.code_name}")
        action.setAccessibleDescription(line.aloud)
        action.clicked.connect(lambda: self.taken.emit(line))
        self.buttons[line.id] = action
        place = QHBoxLayout()
        place.addStretch()
        place.addWidget(action)
        row.addWidget(state)
        row.addStretch()
        row.addLayout(place)
        held.setMinimumWidth(theme.current().scaled(STATE + ACTION))
        return held


def _when_and_who(line: Line) -> QWidget:
    look = theme.current()
    held = QWidget()
    row = QHBoxLayout(held)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(look.space("two"))
    at = Words(line.at, "strong" if line.is_next else "body")
    at.setMinimumWidth(look.scaled(TIME))  # not less: the text may grow while it stands here
    row.addWidget(at, 0, Qt.AlignmentFlag.AlignVCenter)
    who = QVBoxLayout()
    who.setSpacing(2)
    row.addLayout(who, 1)
    name = Flow(look.space("one") + 4)
    name.addWidget(Words(line.code_name, "strong"))
    name.addWidget(Words(line.which, "small"))
    who.addLayout(name)
    if line.line_left:
        who.addWidget(_line_left())
    return held


def _line_left() -> QWidget:
    """Say that a line was left, never which: others may see this screen."""
    held = QWidget()
    row = QHBoxLayout(held)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.current().space("half"))
    row.addWidget(Drawing("lock", "private.mark", "small"))
    row.addWidget(Phrase(LINE_LEFT, "small"), 1)
    return held

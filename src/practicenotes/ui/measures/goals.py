"""What is worked towards: each goal with what can be done about it."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from practicenotes.domain import times
from practicenotes.domain.people import Goal
from practicenotes.ui import damage, theme
from practicenotes.ui.widgets.buttons import Button, LinkButton
from practicenotes.ui.widgets.empty import EmptyState
from practicenotes.ui.widgets.flow import Flow
from practicenotes.ui.widgets.words import Words, section


_WHOLE_WIDTH = Qt.AlignmentFlag(0)


class GoalsPart(QWidget):
    """The goals by their number, those that were reached among them.

    Signals:
        add_wanted(): a goal is to be added.
        change_wanted(Goal), reach_wanted(Goal), reopen_wanted(Goal), remove_wanted(Goal).
    """

    add_wanted = Signal()
    change_wanted = Signal(object)
    reach_wanted = Signal(object)
    reopen_wanted = Signal(object)
    remove_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.setSpacing(theme.current().space("one"))
        self._parts: list[QWidget] = []

    def show_goals(self, goals: Sequence[Goal]) -> None:
        """Show these goals, or that there is none yet."""
        for part in self._parts:
            self._stack.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts = [section("Working towards")]
        if goals:
            add = Button("Add a goal…", "text", icon="plus")
            add.clicked.connect(self.add_wanted)
            self._parts += [*(self._row(goal) for goal in goals), add]
        else:
            empty = EmptyState("No goal was agreed yet.", "Add a goal…")
            empty.wanted.connect(self.add_wanted)
            self._parts.append(empty)
        for part in self._parts:
            leaning = Qt.AlignmentFlag.AlignLeft if isinstance(part, Button) else _WHOLE_WIDTH
            self._stack.addWidget(part, 0, leaning)
            part.show()  # now, and not when Qt is next idle: it may be given the keyboard

    def _row(self, goal: Goal) -> QWidget:
        row = QWidget()
        look = theme.current()
        stack = QVBoxLayout(row)
        stack.setContentsMargins(0, 0, 0, look.space("half"))
        stack.setSpacing(0)
        words = damage.words(goal.text)
        stack.addWidget(Words(f"{goal.number}  {words}", "reading", wraps=True))
        agreed = f"agreed {times.in_full(goal.agreed_on)}"
        reached = f", reached {times.in_full(goal.reached_on)}" if goal.reached_on else ""
        stack.addWidget(Words("damaged" if goal.damaged else agreed + reached, "muted", wraps=True))
        if not goal.damaged:
            held = QWidget()
            acts = Flow(look.space("one"), held)
            for label, signal in self._acts(goal):
                link = LinkButton(label)
                link.setAccessibleName(f"{label}: {words}")
                link.clicked.connect(partial(signal, goal))
                acts.addWidget(link)
            stack.addWidget(held)
        return row

    def _acts(self, goal: Goal) -> list[tuple[str, Callable[[object], None]]]:
        turned = ("Open again", self.reopen_wanted) if goal.reached_on else None
        return [
            (label, signal.emit)
            for label, signal in (
                ("Edit", self.change_wanted),
                turned or ("Reached", self.reach_wanted),
                ("Remove", self.remove_wanted),
            )
        ]

"""Making an executor sheet, over the whole window: shown, put on paper, and really tried."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QDialog, QStackedWidget, QVBoxLayout, QWidget

from practicenotes import messages
from practicenotes.domain.executor import SheetState
from practicenotes.errors import ExecutorKeyMistyped
from practicenotes.ui.executor.asking import AskStep
from practicenotes.ui.executor.care import SheetCare
from practicenotes.ui.first_run.needs import Groups
from practicenotes.ui.first_run.recovery import CheckStep, Hints, KeyStep
from practicenotes.ui.first_run.sheet import Sheet
from practicenotes.ui.help import topics
from practicenotes.ui.tasks import Work
from practicenotes.ui.widgets.buttons import Button


IN_FORCE = "The executor sheet is in force: it was tried, and opens the record."
TAKEN_BACK = "The executor sheet was not tried, and is taken back. None is in force."
_AIR = 48  # px between the dialog and the edges of the window
_SHOWN = (
    "This key opens the record of your practice for reading. Print the sheet: it also says, step by"
    " step, what the reader has to do. The key is not shown again."
)
_SHOWN_PART = (
    "This is one of two keys that open the record together; alone it opens nothing. Print each"
    " sheet, and keep the two in two places. Neither is shown again."
)
_HINTS: Hints = (
    (
        "users",
        "Give it to the person, or say where it is.",
        "Name the person in your professional will, and where they find the computer.",
    ),
    ("file-text", "Keep it on paper.", "A photograph or a file can be copied unseen."),
    (
        "rotate-ccw",
        "You can take it back.",
        "Revoke it on the page Practice. Old backups keep the old key.",
    ),
)


class MakeSheet(QDialog):
    """The steps one after the other; a sheet that was not tried in the end is taken back.

    With a `state` of one that waits for its trial, only that is asked for.

    Signals:
        told(str): what came of it.
        untried(): the new sheet was left without its trial, and is to be taken back.
    """

    told = Signal(str)
    untried = Signal()

    def __init__(self, care: SheetCare, work: Work, state: SheetState, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Executor sheet")
        self.setProperty("help", topics.EXECUTOR)
        self._care, self._work = care, work
        self._made = False  # whether leaving now leaves a sheet that nobody tried
        self._typed: dict[int, str] = {}
        self.asking = AskStep(replaces=state.made_at is not None)
        self.keys: list[KeyStep] = []
        self.checks: list[CheckStep] = []
        self._steps = QStackedWidget()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._steps)
        self._add(self.asking, "&Cancel", self.reject)
        self.asking.given.connect(self._make)

    def ask(self) -> None:
        """Open over the window, nearly as large, with the first step."""
        self._open(self.asking)

    def try_out(self, *, in_parts: bool) -> None:
        """Open with the trial of a sheet that was made before."""
        self._add_checks([()] * (2 if in_parts else 1))
        self._open(self.checks[0])

    def reject(self) -> None:
        """Leave; a fresh key that nobody tried is to be taken back."""
        if self._made:
            self._made = False
            self.untried.emit()
        self._forget()
        super().reject()

    def _open(self, step: Sheet) -> None:
        over = self.parentWidget()
        if over:
            self.resize(over.window().size() - QSize(_AIR, _AIR))
        self._go(step)
        self.open()
        step.setFocus()

    def _make(self, passphrase: str, in_parts: bool) -> None:
        made = (self._care.make, passphrase, in_parts)
        self._work.run(self, *made, then=self._show, failed=self.asking.refuse)

    def _show(self, parts: Sequence[Groups]) -> None:
        """Show each sheet, and then ask for each."""
        self._made = True
        self.asking.set_busy(False)
        for part, groups in enumerate(parts, 1):
            title = f"Executor sheet {part} of 2" if len(parts) > 1 else "The executor’s key"
            words = _SHOWN_PART if len(parts) > 1 else _SHOWN
            step = KeyStep(words, title, "executor sheet", _HINTS)
            step.show_key(groups)
            self.keys.append(step)
            self._add(step, "&Cancel", self.reject)
            step.print_wanted.connect(partial(self._hand_over, step, groups, "print"))
            step.save_wanted.connect(partial(self._hand_over, step, groups, "save"))
        self._add_checks(parts)
        for before, after in zip(self.keys, [*self.keys[1:], None], strict=True):
            before.next.clicked.connect(partial(self._turn, before, after))
        self._go(self.keys[0])

    def _turn(self, before: KeyStep, after: KeyStep | None) -> None:
        """Go on to the next sheet, or to the trial, with the key covered."""
        before.set_covered(True)
        self._go(after or self.checks[0])

    def _add_checks(self, parts: Sequence[Groups]) -> None:
        for part, groups in enumerate(parts, 1):
            title = f"Check sheet {part} of 2" if len(parts) > 1 else "Check the executor’s key"
            step = CheckStep(3, title)
            step.expect(groups)
            self.checks.append(step)
            self._steps.addWidget(step)
            step.typed.connect(partial(self._take, part))
            step.back.setText("&Back" if self.keys else "&Cancel")
            step.back_wanted.connect(partial(self._go_back, part))

    def _take(self, part: int, typed: str) -> None:
        """Go on to the other part, or try what was typed."""
        self._typed[part] = typed
        if part < len(self.checks):
            self.checks[part - 1].set_busy(False)
            self._go(self.checks[part])
            return
        keys = [self._typed[part] for part in sorted(self._typed)]
        tried = (self._care.attempt, keys)
        self._work.run(self, *tried, then=lambda _: self._end(), failed=self._refuse)

    def _end(self) -> None:
        self._made = False
        self._forget()
        self.accept()
        self.told.emit(IN_FORCE)

    def _refuse(self, error: Exception) -> None:
        self.checks[-1].set_busy(False)
        part = error.part if isinstance(error, ExecutorKeyMistyped) and error.part else 1
        self._go(self.checks[part - 1])
        self.checks[part - 1].refuse(error)

    def _go_back(self, part: int) -> None:
        if part > 1:
            self._go(self.checks[part - 2])
        elif self.keys:
            self._go(self.keys[-1])
        else:
            self.reject()

    def _add(self, step: Sheet, words: str, leave: Callable[[], object]) -> None:
        cancel = Button(words, "quiet")
        cancel.clicked.connect(leave)
        step.foot.insertWidget(0, cancel)
        self._steps.addWidget(step)

    def _go(self, step: Sheet) -> None:
        self._steps.setCurrentWidget(step)
        step.next.setDefault(True)
        step.setFocus()

    def _hand_over(self, step: KeyStep, groups: Groups, how: str) -> None:
        """Draw a sheet; print it, or write it where the therapist chooses."""
        from practicenotes.ui.printing.paper import Paper
        from practicenotes.ui.printing.ways import Ways

        ways = Ways(self, None, self._work)
        part = self.keys.index(step) + 1 if len(self.keys) > 1 else 0
        name = f"Executor sheet {part}" if part else "Executor sheet"

        def go(data: bytes) -> None:
            (ways.print if how == "print" else ways.save)(Paper(data, "executor sheet", name))

        def refuse(error: Exception) -> None:
            step.say_problem(messages.sentence(error))

        self._work.run(self, self._care.sheet, groups, part, then=go, failed=refuse)

    def _forget(self) -> None:
        """Let go of every secret."""
        for key in self.keys:
            key.forget()
        for check in self.checks:
            check.forget()
        self._typed.clear()
        self.asking.passphrase.field.clear()

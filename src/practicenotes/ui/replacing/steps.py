"""What every change of a recovery key shares: the key on paper, and the key typed back from it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QStackedWidget, QVBoxLayout, QWidget

from practicenotes import messages
from practicenotes.ui.first_run.needs import Groups
from practicenotes.ui.first_run.recovery import CheckStep, KeyStep
from practicenotes.ui.first_run.sheet import Sheet
from practicenotes.ui.help import topics
from practicenotes.ui.tasks import Work
from practicenotes.ui.widgets.buttons import Button


_AIR = 48  # px between the dialog and the edges of the window


class Steps(QDialog):
    """One sheet after the other, over the whole window; Esc leaves and forgets every secret."""

    def __init__(
        self, title: str, words: str, sheet: Callable[[Groups], bytes], work: Work, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setProperty("help", topics.KEYS)
        self._sheet, self._work = sheet, work
        self._groups: Groups = ()
        self.key, self.check = KeyStep(words), CheckStep(step=2)
        self._steps = QStackedWidget()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._steps)
        self.key.next.clicked.connect(self._ask_for_key)
        self.key.print_wanted.connect(partial(self._hand_over, "print"))
        self.key.save_wanted.connect(partial(self._hand_over, "save"))
        self.check.back_wanted.connect(self._show_key)

    def open(self) -> None:
        """Open over the window, nearly as large."""
        over = self.parentWidget()
        if over:
            self.resize(over.window().size() - QSize(_AIR, _AIR))
        super().open()
        if first := self._steps.currentWidget():
            first.setFocus()

    def reject(self) -> None:
        """Leave."""
        self.forget()
        super().reject()

    def forget(self) -> None:
        """Let go of every secret."""
        self._groups = ()
        self.key.forget()
        self.check.forget()

    def _take(self, *steps: Sheet) -> None:
        """Take the steps in their order; the first two can be cancelled."""
        for step in steps:
            self._steps.addWidget(step)
        for step in steps[:2]:
            cancel = Button("&Cancel", "quiet")
            cancel.clicked.connect(self.reject)
            step.foot.insertWidget(0, cancel)
        self._go(steps[0])

    def _go(self, step: Sheet) -> None:
        self._steps.setCurrentWidget(step)
        step.next.setDefault(True)
        step.setFocus()

    def _begun(self, groups: Groups) -> None:
        self._groups = groups
        self._show_key()

    def _show_key(self) -> None:
        self.key.show_key(self._groups)
        self._go(self.key)

    def _ask_for_key(self) -> None:
        self.key.set_covered(True)
        self.check.expect(self._groups)
        self._go(self.check)

    def _hand_over(self, how: str) -> None:
        """Draw the sheet; print it, or write it where the therapist chooses."""
        from practicenotes.ui.printing.paper import Paper
        from practicenotes.ui.printing.ways import Ways

        ways = Ways(self, None, self._work)

        def go(data: bytes) -> None:
            paper = Paper(data, "recovery sheet", "Recovery sheet")
            (ways.print if how == "print" else ways.save)(paper)

        def refuse(error: Exception) -> None:
            self.key.say_problem(messages.sentence(error))

        self._work.run(self, self._sheet, self._groups, then=go, failed=refuse)

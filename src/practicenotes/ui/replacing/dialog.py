"""Replacing all keys, over the whole window: secrets, the new sheet, the work, and what is left."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QDialog, QStackedWidget, QVBoxLayout, QWidget

from practicenotes import messages
from practicenotes.errors import StoreClosed
from practicenotes.ui.first_run.needs import Groups
from practicenotes.ui.first_run.recovery import CheckStep, KeyStep
from practicenotes.ui.first_run.sheet import Sheet
from practicenotes.ui.replacing.care import Came, KeyCare
from practicenotes.ui.replacing.done import DoneStep
from practicenotes.ui.replacing.secrets import SecretsStep
from practicenotes.ui.replacing.working import WorkingStep
from practicenotes.ui.tasks import Work
from practicenotes.ui.widgets.buttons import Button


STOPPED = "It was stopped, and nothing is changed."
AS_BEFORE = (
    "The practice opens as before, with the old passphrase and the old sheet. The new sheet opens"
    " nothing; it becomes good if you try again from here."
)
_AIR = 48  # px between the dialog and the edges of the window
_KEY = (
    "From the moment the keys are replaced, this key opens your practice in place of the old one."
    " If you lose both passphrase and key, nobody can open it, and that includes us."
)


class ReplaceKeys(QDialog):
    """The steps one after the other; until the last one, Esc leaves everything as it is.

    Signals:
        replaced(): the practice has other keys now.
        backup_wanted(): a new backup is to be made.
    """

    replaced = Signal()
    backup_wanted = Signal()

    def __init__(self, care: KeyCare, work: Work, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Replace all keys")
        self._care, self._work = care, work
        self._groups: Groups = ()
        self.secrets, self.key = SecretsStep(care.strength), KeyStep(_KEY)
        self.check, self.working, self.after = CheckStep(step=2), WorkingStep(), DoneStep()
        self._steps = QStackedWidget()
        for step in (self.secrets, self.key, self.check, self.working, self.after):
            self._steps.addWidget(step)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._steps)
        self._connect()
        self._go(self.secrets)

    def open(self) -> None:
        """Open over the window, nearly as large."""
        over = self.parentWidget()
        if over:
            self.resize(over.window().size() - QSize(_AIR, _AIR))
        super().open()
        self.secrets.setFocus()

    def reject(self) -> None:
        """Leave; while keys are replaced there is *Stop* for that."""
        if self._steps.currentWidget() is not self.working:
            self._forget()
            super().reject()

    def _connect(self) -> None:
        for step in (self.secrets, self.key):
            cancel = Button("&Cancel", "quiet")
            cancel.clicked.connect(self.reject)
            step.foot.insertWidget(0, cancel)
        self.secrets.given.connect(self._begin)
        self.key.next.clicked.connect(self._ask_for_key)
        self.key.print_wanted.connect(partial(self._hand_over, "print"))
        self.key.save_wanted.connect(partial(self._hand_over, "save"))
        self.check.back_wanted.connect(self._show_key)
        self.check.typed.connect(self._replace)
        self.after.backup_wanted.connect(self.backup_wanted)
        self.after.delete_wanted.connect(self._delete)
        self.after.next.clicked.connect(self.accept)

    def _go(self, step: Sheet) -> None:
        self._steps.setCurrentWidget(step)
        step.next.setDefault(step is not self.working)
        step.setFocus()

    def _begin(self, old: str, new: str) -> None:
        self._work.run(
            *(self, self._care.begin, old, new), then=self._begun, failed=self.secrets.refuse
        )

    def _begun(self, groups: Groups) -> None:
        self.secrets.set_busy(False)
        self._groups = groups
        self._show_key()

    def _show_key(self) -> None:
        self.key.show_key(self._groups)
        self._go(self.key)

    def _ask_for_key(self) -> None:
        self.key.set_covered(True)
        self.check.expect(self._groups)
        self._go(self.check)

    def _replace(self, typed: str) -> None:
        share = self.working.begin()
        self._go(self.working)
        self._work.run(
            *(self, self._care.replace, *self.secrets.secrets(), typed, share.hear),
            then=self._replaced,
            failed=self._refused,
        )

    def _replaced(self, came: Came) -> None:
        self.working.end()
        self._forget()
        self.after.show_what_came(came)
        self._go(self.after)
        self.replaced.emit()

    def _refused(self, error: Exception) -> None:
        self.working.end()
        self.check.set_busy(False)
        self._show_key()
        stopped = self.working.was_stopped and isinstance(error, StoreClosed)
        self.key.say_problem(f"{STOPPED if stopped else messages.sentence(error)} {AS_BEFORE}")

    def _delete(self, path: Path) -> None:
        def refuse(error: Exception) -> None:
            self.after.refuse(path, error)

        self._work.run(
            *(self, self._care.delete, path),
            then=lambda _: self.after.rows[path].say_gone(),
            failed=refuse,
        )

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

        self._work.run(self, self._care.sheet, self._groups, then=go, failed=refuse)

    def _forget(self) -> None:
        """Let go of every secret."""
        self._groups = ()
        self.key.forget()
        self.check.forget()
        for asked in (self.secrets.old, self.secrets.new, self.secrets.again):
            asked.field.clear()

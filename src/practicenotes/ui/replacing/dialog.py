"""Replacing all keys, over the whole window: secrets, the new sheet, the work, and what is left."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from practicenotes import messages
from practicenotes.errors import StoreClosed
from practicenotes.ui.first_run.needs import Groups
from practicenotes.ui.first_run.sheet import Sheet
from practicenotes.ui.replacing.care import Came, KeyCare
from practicenotes.ui.replacing.done import DoneStep
from practicenotes.ui.replacing.secrets import SecretsStep
from practicenotes.ui.replacing.steps import Steps
from practicenotes.ui.replacing.working import WorkingStep
from practicenotes.ui.tasks import Work


STOPPED = "It was stopped, and nothing is changed."
AS_BEFORE = (
    "The practice opens as before, with the old passphrase and the old sheet. The new sheet opens"
    " nothing; it becomes good if you try again from here."
)
_KEY = (
    "From the moment the keys are replaced, this key opens your practice in place of the old one."
    " If you lose both passphrase and key, nobody can open it, and that includes us."
)


class ReplaceKeys(Steps):
    """The steps one after the other; until the last one, Esc leaves everything as it is.

    Signals:
        replaced(): the practice has other keys now.
        backup_wanted(): a new backup is to be made.
    """

    replaced = Signal()
    backup_wanted = Signal()

    def __init__(self, care: KeyCare, work: Work, parent: QWidget) -> None:
        super().__init__("Replace all keys", _KEY, care.sheet, work, parent)
        self._care = care
        self.secrets, self.working, self.after = (
            SecretsStep(care.strength, has_second=care.has_second()),
            WorkingStep(),
            DoneStep(),
        )
        self.secrets.given.connect(self._begin)
        self.check.typed.connect(self._replace)
        self.after.backup_wanted.connect(self.backup_wanted)
        self.after.delete_wanted.connect(self._delete)
        self.after.next.clicked.connect(self.accept)
        self._take(self.secrets, self.key, self.check, self.working, self.after)

    def reject(self) -> None:
        """Leave; while keys are replaced there is *Stop* for that."""
        if self._steps.currentWidget() is not self.working:
            super().reject()

    def forget(self) -> None:
        """Let go of every secret."""
        super().forget()
        self.secrets.forget()

    def _go(self, step: Sheet) -> None:
        super()._go(step)
        step.next.setDefault(step is not self.working)

    def _begin(self, old: str, new: str, kept: str) -> None:
        self._work.run(
            *(self, self._care.begin, old, new, kept),
            then=self._begun,
            failed=self.secrets.refuse,
        )

    def _begun(self, groups: Groups) -> None:
        self.secrets.set_busy(False)
        super()._begun(groups)

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
        self.forget()
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
            self.after.say_kept(path, error)

        self._work.run(
            *(self, self._care.delete, path),
            then=lambda _: self.after.rows[path].say_gone(),
            failed=refuse,
        )

"""The window of the first run: the steps at the left, one thing at a time at the right."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from practicenotes import messages
from practicenotes.ui import theme as themes
from practicenotes.ui.first_run.beginning import BeginningStep
from practicenotes.ui.first_run.needs import Groups, Needs
from practicenotes.ui.first_run.passphrase import PassphraseStep
from practicenotes.ui.first_run.recovery import CheckStep, KeyStep
from practicenotes.ui.first_run.sheet import Sheet
from practicenotes.ui.first_run.steps import Side
from practicenotes.ui.tasks import Work


SIDE_FROM = 900  # px at 100 % text: in a narrower window the side gives way to the step


class FirstRun(QWidget):
    """Passphrase, recovery key, its proof, and how to begin.

    Signals:
        finished(Beginning): the practice is made and its recovery key really opened it.
        restore_wanted(): there is a practice already, in a backup.
    """

    finished = Signal(object)
    restore_wanted = Signal()

    def __init__(self, needs: Needs, work: Work, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._needs, self._work = needs, work
        self._groups: Groups = ()
        self._side = Side()
        self._passphrase = PassphraseStep(needs)
        self._key = KeyStep()
        self._check = CheckStep(step=2)
        self._beginning = BeginningStep(offers_sample=needs.offers_sample)
        self._steps = QStackedWidget()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._side)
        row.addWidget(self._steps, 1)
        for step in (self._passphrase, self._key, self._check, self._beginning):
            self._steps.addWidget(step)
        self._passphrase.chosen.connect(self._create)
        self._passphrase.restore_wanted.connect(self.restore_wanted)
        self._key.next.clicked.connect(self._begin_check)
        self._key.print_wanted.connect(partial(self._hand_over, "print"))
        self._key.save_wanted.connect(partial(self._hand_over, "save"))
        self._check.back_wanted.connect(self._back_to_key)
        self._check.typed.connect(self._try_key)
        self._beginning.chosen.connect(self.finished)
        self._go(self._passphrase, 1)

    @property
    def step(self) -> Sheet:
        """The step that one is at."""
        step = self._steps.currentWidget()
        assert isinstance(step, Sheet)
        return step

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Give the whole width to the step where there is little."""
        super().resizeEvent(event)
        self._side.setVisible(self.width() >= themes.current().scaled(SIDE_FROM))

    def _go(self, step: Sheet, number: int) -> None:
        self._side.show_step(number)
        self._steps.setCurrentWidget(step)
        step.setFocus()

    def _create(self, folder: Path, passphrase: str) -> None:
        self._passphrase.set_busy(True)
        self._work.run(
            self,
            self._needs.create,
            folder,
            passphrase,
            then=self._created,
            failed=self._passphrase.refuse,
        )

    def _created(self, groups: Groups) -> None:
        self._groups = groups
        self._passphrase.set_busy(False)
        self._passphrase.forget()
        self._back_to_key()

    def _back_to_key(self) -> None:
        self._key.show_key(self._groups)
        self._go(self._key, 2)

    def _begin_check(self) -> None:
        self._key.set_covered(True)
        self._check.expect(self._groups)
        self._go(self._check, 2)

    def _try_key(self, key: str) -> None:
        self._work.run(
            self, self._needs.try_recovery, key, then=self._proved, failed=self._check.refuse
        )

    def _proved(self, _unlocked: object) -> None:
        self._check.set_busy(False)
        self._groups = ()
        self._check.forget()
        self._key.forget()
        self._go(self._beginning, 3)

    def _hand_over(self, how: str) -> None:
        """Draw the sheet; print it, or write it where the therapist chooses."""
        from practicenotes.ui.printing.paper import Paper
        from practicenotes.ui.printing.ways import Ways

        ways = Ways(self, None, self._work)

        def go(data: bytes) -> None:
            paper = Paper(data, "recovery sheet", "Recovery sheet")
            (ways.print if how == "print" else ways.save)(paper)

        sheet = self._needs.recovery_sheet
        self._work.run(self, sheet, self._groups, then=go, failed=self._not_drawn)

    def _not_drawn(self, error: Exception) -> None:
        self._key.say_problem(messages.sentence(error))

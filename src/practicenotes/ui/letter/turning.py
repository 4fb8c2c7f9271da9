"""From one letter to the next: what is open is saved first, and only what was asked for last comes.

What was asked for before that may still be made in the record, and is shown to nobody.
"""

from collections.abc import Callable, Hashable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from practicenotes.records.brief import Brief
from practicenotes.ui.saving import Autosave
from practicenotes.ui.tasks import Tasks


class Turning(QObject):
    """Holds the page still while another letter is on its way.

    Signals:
        arrived(Brief): this letter is to be shown.
    """

    arrived = Signal(object)

    def __init__(self, page: QWidget, record: Tasks, saves: Autosave) -> None:
        super().__init__(page)
        self._page, self._record, self._saves = page, record, saves
        self._resting: QWidget | None = None  # where the keyboard was before the page was still
        self._number = 0  # one for each time that a letter was asked for
        self._making: Hashable = None  # what is just being begun

    def to(
        self, operation: Callable[..., Brief], *arguments: object, makes: Hashable = None
    ) -> None:
        """Ask for a letter once this one is saved; what is written meanwhile has no home.

        `makes` names what is begun by it: asked for twice before it is there, it is begun once.
        """
        if makes is not None and makes == self._making:
            return
        self._number += 1
        self._making = makes
        if self._page.isEnabled():
            self._resting = self._page.focusWidget()
        self._page.setEnabled(False)
        arrive, stay = (partial(act, self._number) for act in (self._arrive, self._stay))
        run = partial(self._record.run, self, operation, *arguments)
        self._saves.then(partial(run, then=arrive, failed=stay))

    def again(self, operation: Callable[..., Brief], *arguments: object) -> None:
        """Ask for the letter that is shown as the record has it now, unless another is coming."""
        arrive = partial(self._arrive, self._number)
        self._record.run(self, operation, *arguments, then=arrive)

    def go_on(self) -> None:
        """Let the letter that stands on the page be written on, where the keyboard was."""
        self._making = None
        self._page.setEnabled(True)
        if self._resting and self._page.isVisible():
            self._resting.setFocus()

    def _arrive(self, number: int, brief: Brief) -> None:
        if number == self._number:
            self._making = None
            self.arrived.emit(brief)

    def _stay(self, number: int, _error: Exception) -> bool:
        if number == self._number:
            self.go_on()
        return False

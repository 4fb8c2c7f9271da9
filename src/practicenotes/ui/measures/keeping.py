"""How what is asked for on the page gets into the record: in a dialog that stays, or at once."""

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from practicenotes.domain import times
from practicenotes.domain.unfinished import Mark
from practicenotes.records import unfinished
from practicenotes.ui.tasks import Tasks
from practicenotes.ui.unfinished import Standing
from practicenotes.ui.widgets.dialog import Dialog


Asked = tuple[Callable[..., object], tuple[object, ...]]  # an operation, and all but the time


class Keeping(QObject):
    """Keeps what was asked for, and says so.

    Signals:
        told(str): what was done.
        undo_offered(str, Callable): the same, where it can be taken back.
    """

    told = Signal(str)
    undo_offered = Signal(str, object)

    def __init__(self, page: QWidget, record: Tasks, now: Callable[[], datetime]) -> None:
        super().__init__(page)
        self._page, self._record, self._now = page, record, now
        self._under_way: list[tuple[object, ...]] = []

    @property
    def today(self) -> date:
        """This day, on the clock of the wall."""
        return times.on_the_wall(self._now()).date()

    def ask(
        self,
        dialog: Dialog,
        asked: Callable[[], Asked],
        done: Callable[..., object],
        mark: Mark,
    ) -> None:
        """Open a dialog; what it asks for is kept, or refused in it."""
        standing = Standing(dialog, self._record, unfinished, mark, self._now)

        def keep() -> None:
            operation, arguments = asked()
            standing.hand_in(operation, *arguments, self._now(), then=done)

        dialog.asked.connect(keep)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def done(self, dialog: Dialog, words: str, _: object = None) -> None:
        """Close a dialog, and say what was done."""
        dialog.accept()
        self.told.emit(words)

    def write(
        self,
        words: str,
        operation: Callable[..., object],
        *arguments: object,
        undo: Callable[[], object] | None = None,
    ) -> None:
        """Keep something at once, and say so when it is; `undo` is offered then.

        A second press before the store has answered does nothing.
        """
        asked = (operation, *arguments)
        if asked in self._under_way:
            return
        self._under_way.append(asked)

        def said(_: object) -> None:
            self._under_way.remove(asked)
            if undo:
                self.undo_offered.emit(words, undo)
            self.told.emit(words)

        def failed(_: Exception) -> bool:
            self._under_way.remove(asked)
            return False

        self._record.run(self, operation, *arguments, self._now(), then=said, failed=failed)

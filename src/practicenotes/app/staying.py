"""Keeps a window open while something in it cannot be saved, once for each time that it is said."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from practicenotes import messages
from practicenotes.errors import WorkUnsaved
from practicenotes.ui.window import Window


AGAIN = 1000  # ms: how soon it is looked again whether all is saved


class Staying(QObject):
    """Says in a window why it stays open, for as long as that is so.

    Whoever closes it while the sentence stands there leaves without what is not saved. A sentence
    that has gone meanwhile, with its page or with its cause, or was closed, counts no more: it is
    said anew. Another that took its place takes nothing back.
    """

    def __init__(self, window: Window, is_saved: Callable[[], bool]) -> None:
        super().__init__(window)
        self._window, self._is_saved = window, is_saved
        self._said = False
        window.page_shown.connect(self._forget)
        window.problem.closed.connect(self._forget)
        self._clock = QTimer(self, interval=AGAIN)
        self._clock.timeout.connect(self._look)

    def asks(self) -> bool:
        """Say why the window stays open, and return whether it does: not where that was said."""
        if self._said:
            return False
        self._said = True
        self._window.tell(WorkUnsaved())
        self._clock.start()
        return True

    @property
    def _stands(self) -> bool:
        strip = self._window.problem
        return not strip.isHidden() and strip.said() == messages.sentence(WorkUnsaved())

    def _forget(self) -> None:
        self._said = False

    def _look(self) -> None:
        if self._is_saved():
            self._clock.stop()
            self._forget()
            if self._stands:
                self._window.problem.hide()

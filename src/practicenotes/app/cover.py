"""Windows that wait hidden behind the prompt: what no store takes is kept until one does."""

from collections.abc import Callable, Iterable

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget


AGAIN = 2000  # ms: how soon it is asked again whether all is saved


class Cover(QObject):
    """Hides every window of a practice that is locked while a save fails.

    Signals:
        settled(Place): the stores have taken what waited; the windows are gone, and this is where
            they were left.
    """

    settled = Signal(object)

    def __init__(self, parent: QObject, all_saved: Callable[[], bool]) -> None:
        super().__init__(parent)
        self._all_saved = all_saved
        self._hidden: list[QWidget] = []
        self._place: object = None
        self._clock = QTimer(self, interval=AGAIN)
        self._clock.timeout.connect(self._look)

    @property
    def drawn(self) -> bool:
        """Whether windows wait behind the prompt."""
        return bool(self._hidden)

    def draw(self, place: object) -> None:
        """Hide every window, with all that stands in it, where the therapist was at this place."""
        self._place = place
        shown = (w for w in QApplication.topLevelWidgets() if w.isVisible())
        self._hidden = [w for w in shown if not w.property("stays")]
        for window in self._hidden:
            window.hide()
        self._clock.start()

    def lift(self) -> QWidget:
        """Show the windows again, and return the one that the others belong to."""
        windows, _place = self._let_go()
        for window in windows:
            window.show()
        return next(window for window in windows if window.parentWidget() is None)

    def _look(self) -> None:
        if self._all_saved():
            windows, place = self._let_go()
            discard(windows)
            self.settled.emit(place)

    def _let_go(self) -> tuple[list[QWidget], object]:
        """Return what was hidden and where the therapist was, and know nothing of it any more."""
        self._clock.stop()
        windows, self._hidden = self._hidden, []
        place, self._place = self._place, None
        return [window for window in windows if shiboken6.isValid(window)], place


def discard(windows: Iterable[QWidget]) -> None:
    """Close windows for good, without a word to anyone."""
    for window in windows:
        window.blockSignals(True)
        window.close()
        window.deleteLater()

"""The pages of a draft, drawn anew behind the writing; what was written last is what they show."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from practicenotes.ui.tasks import Work


PAUSE = 300  # ms: how long the writing rests before the pages are drawn anew


class Proof(QObject):
    """Draws off the UI thread, one drawing after the other; what is out of date is not heard.

    `compose` is asked for the drawing at the moment it begins, so that it covers all that stands
    there.

    Signals:
        drawn(bytes): these are the pages as they stand now.
        refused(Exception): they cannot be drawn.
    """

    drawn = Signal(bytes)
    refused = Signal(object)

    def __init__(
        self, parent: QObject, work: Work, compose: Callable[[], Callable[[], bytes]]
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._compose = compose
        self._data = b""
        self._stale = False
        self._under_way = False
        self._visit = 0  # one for each letter: a late drawing of the one before is not for us
        self._afterwards: Callable[[bytes], object] | None = None
        self._timer = QTimer(self, singleShot=True, interval=PAUSE)
        self._timer.timeout.connect(self.draw)

    @property
    def busy(self) -> bool:
        """Whether the pages are not yet what was written last."""
        return self._stale or self._under_way

    def begin(self) -> None:
        """Turn to another letter and draw it."""
        self.drop()
        self._stale = True
        self.draw()

    def drop(self) -> None:
        """Let go of the letter: nothing of it will be heard any more."""
        self._visit += 1
        self._data, self._afterwards = b"", None
        self._stale = self._under_way = False
        self._timer.stop()

    def touch(self) -> None:
        """Say that something has changed."""
        self._stale = True
        self._timer.start()

    def draw(self) -> None:
        """Draw now, or as soon as the drawing under way has come back."""
        self._timer.stop()
        if self._stale and not self._under_way:
            self._stale, self._under_way = False, True
            visit = self._visit
            self._work.run(
                self,
                self._compose(),
                then=lambda data: self._landed(visit, data),
                failed=lambda error: self._failed(visit, error),
            )

    def then(self, act: Callable[[bytes], object]) -> None:
        """Do something with the pages once they are up to date; not if they cannot be drawn."""
        if self._data and not self.busy:
            act(self._data)
            return
        self._afterwards = act
        self._stale = self._stale or not self._under_way
        self.draw()

    def _landed(self, visit: int, data: bytes) -> None:
        if visit != self._visit:
            return
        self._under_way = False
        if self._stale:
            self._again()
            return
        self._data = data
        self.drawn.emit(data)
        if self._afterwards:
            act, self._afterwards = self._afterwards, None
            act(data)

    def _failed(self, visit: int, error: Exception) -> bool:
        if visit != self._visit:
            return True
        self._under_way = False
        if self._stale:
            self._again()
            return True
        self._data, self._afterwards = b"", None
        self.refused.emit(error)
        return True

    def _again(self) -> None:
        """Draw what was written meanwhile, unless the writing still goes on."""
        if not self._timer.isActive():
            self.draw()

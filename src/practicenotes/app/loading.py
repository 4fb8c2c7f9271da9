"""Loads the rest of the program behind the prompt, while the therapist types.

What knows nothing of Qt is loaded on a thread of its own. The windows are not: a class of Qt that
is made on one thread, while another is in the middle of its events, brings the program down. They
are loaded between two events, a few modules at a time, so that no key waits.
"""

import gc
import sys
from contextlib import suppress
from importlib import import_module
from threading import Thread
from time import perf_counter

from PySide6.QtCore import QObject, QTimer

from practicenotes import ui


# Packages that know nothing of Qt, each whole, and a library that is slow to load.
_APART = ("vault", "domain", "catalog", "records", "reflections", "documents", "exchange")
_SLOW = "pypdfium2"
_FIRST, _LAST = "practicenotes.ui.widgets", "practicenotes.ui.closed"  # below all, and on top
_JOINS = (
    "first_steps",
    "reading_on",
    "left_open",
    "proving",
    "bookmark",
    "offers",
)  # of the windows, in `app`
_BROKEN = (ImportError, SyntaxError, OSError, EOFError)  # a module that is gone, cut or unreadable
_AT_A_TIME = 0.01  # s of loading,
_PAUSE = 10  # ms until there is more of it


class Loading(QObject):
    """Loads everything once; whoever cannot wait for it lets it finish at once."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._apart: Thread | None = None
        self._left: list[str] = []
        self._clock = QTimer(self, interval=_PAUSE)
        self._clock.timeout.connect(self._go_on)

    def begin(self) -> None:
        """Load what is not loaded yet."""
        if self._apart is None and not set(_joins()) <= set(sys.modules):
            self._left = windows()
            self._apart = Thread(target=_load_apart, daemon=True)
            self._apart.start()
            self._clock.start()

    def finish(self) -> None:
        """Load what is left before returning; raises ProgramIncomplete."""
        self.begin()
        if self._apart:
            self._apart.join()
        try:
            while self._left:
                self._load_next()
        except _BROKEN as error:
            from practicenotes.errors import ProgramIncomplete

            raise ProgramIncomplete from error

    def _go_on(self) -> None:
        if self._apart and not self._apart.is_alive():
            until = perf_counter() + _AT_A_TIME
            try:
                while self._left and perf_counter() < until:
                    self._load_next()
            except _BROKEN:  # it fails again for whoever needs it, and is told then
                self._clock.stop()

    def _load_next(self) -> None:
        import_module(self._left[0])
        del self._left[0]
        if not self._left:
            self._clock.stop()
            gc.freeze()  # what is loaded stays: the collector need not look at it again and again


def load_apart() -> None:
    """Load what may be loaded on any thread."""
    import pkgutil

    for name in _APART:
        package = import_module(f"practicenotes.{name}")
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            import_module(module.name)
    import_module(_SLOW)


def _load_apart() -> None:
    with suppress(*_BROKEN):  # the windows need it too: it fails again, and is told then
        load_apart()


def windows() -> list[str]:
    """Return the modules of the windows, so that few others come with each."""
    import pkgutil

    found = list(pkgutil.iter_modules(ui.__path__, f"{ui.__name__}."))
    packages = sorted(
        (each.name for each in found if each.ispkg),
        key=lambda name: (name != _FIRST, name == _LAST, name),
    )
    inside = []
    for name in packages:
        folder = [f"{path}/{name.rpartition('.')[2]}" for path in ui.__path__]
        inside += [each.name for each in pkgutil.iter_modules(folder, f"{name}.")]
    return [*inside, *(each.name for each in found if not each.ispkg), *_joins()]


def _joins() -> list[str]:
    return [f"practicenotes.app.{name}" for name in _JOINS]

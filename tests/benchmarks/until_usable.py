"""Open a window and print when its line can be typed into, on the clock that processes share.

`until_usable.py bare` opens the least that Qt can show, `until_usable.py VAULT` the unlock prompt.
"""

import os
import sys
import time


if sys.argv[1] != "bare":  # in the order of the program: its own first, and Qt without the hook
    import practicenotes.__main__
    import practicenotes.ui  # noqa: F401

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget


run = QApplication.exec


class Watch(QObject):
    """Waits for a line that is painted and has the focus, with nothing left to do before it."""

    def __init__(self) -> None:
        super().__init__()
        self.painted: QObject | None = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Look at what happens in the window, and let it happen."""
        if event.type() == QEvent.Type.Paint and isinstance(watched, QLineEdit):
            self.painted = watched
        if self.painted and self.painted is QApplication.focusWidget():
            self.painted = None
            QTimer.singleShot(0, self.tell)
        return False

    def tell(self) -> None:
        """Print the time and end at once: how long it takes to end is not asked."""
        sys.stdout.write(str(time.monotonic()))
        sys.stdout.flush()
        os._exit(0)


def watched_run(*_: object) -> int:
    """Run the event loop as ever, under the eye of a watch."""
    watch = Watch()
    QApplication.instance().installEventFilter(watch)
    return run()


def bare() -> None:
    """Open a window with one line to type into."""
    application = QApplication(sys.argv)
    window = QWidget()
    QVBoxLayout(window).addWidget(QLineEdit())
    window.show()
    application.exec()


if __name__ == "__main__":
    QApplication.exec = watched_run
    if sys.argv[1] == "bare":
        bare()
    else:
        from practicenotes import __main__ as program

        program.main([sys.argv[1]])

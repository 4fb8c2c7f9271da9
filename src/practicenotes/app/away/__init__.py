"""What the system tells of a therapist who leaves: screen locked, sleep, lid, another user."""

import sys
from collections.abc import Callable

from PySide6.QtCore import QObject


def listen(parent: QObject, gone: Callable[[], object]) -> QObject:
    """Call `gone` whenever the system tells of it, as long as what is returned lives."""
    if sys.platform == "win32":
        from practicenotes.app.away.windows import Windows

        return Windows(parent, gone)
    if sys.platform == "darwin":
        from practicenotes.app.away.macos import MacOS

        return MacOS(parent, gone)
    from practicenotes.app.away.linux import Linux

    return Linux(parent, gone)

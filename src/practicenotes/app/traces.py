"""Keeps the parts of Qt from remembering, outside the practice, where somebody went.

Its own file dialogs note the folders that were chosen, and a folder may bear a client's name.
"""

import os
import sys

from PySide6.QtCore import QSettings


def leave_none() -> None:
    """Let the settings that Qt keeps for itself lie where nothing can be written.

    On Windows and macOS this is without effect: there the dialogs are those of the system.
    """
    if sys.platform == "linux":
        nowhere = os.path.join(os.devnull, "nowhere")  # noqa: PTH118 - no path that is ever used
        QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, nowhere)

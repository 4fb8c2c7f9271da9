"""The composition root: the one place that knows every part, and joins them.

Nothing heavy is imported before it is needed: the prompt stands before the databases load, and a
command in the terminal never loads a window.
"""

import os
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from practicenotes.app.program import Program


_LISTENS = 500  # ms: by then the prompt stands, and nothing is loaded in its way


def command_line(arguments: Sequence[str]) -> int:
    """Run one command of the terminal; return its exit code."""
    from practicenotes.app import memory
    from practicenotes.app.stores import SCHEMAS
    from practicenotes.cli import main
    from practicenotes.domain import times

    memory.seclude()
    anchors = _config() / "anchors"  # as the window keeps them
    return main.main(arguments, schemas=SCHEMAS, now=times.utc_now, anchors=anchors)


def read_apart(kind: str) -> int:
    """Read one file of this kind for the program that asks; return the exit code."""
    from practicenotes.apart import serving
    from practicenotes.app import memory, readers

    memory.seclude()
    serving.serve(readers.KINDS[kind](), readers.memory(kind))
    return 0


def watch_terminal() -> None:
    """Let a mistake of ours end in one line on standard error, for the rest of this process."""
    from practicenotes import messages
    from practicenotes.app import unexpected

    unexpected.watch(lambda error: _say(_with_place(messages.sentence(error), error)))


def window(
    folder: Path | None, *, selftest: bool = False, config: Path | None = None, after_lock: str = ""
) -> int:
    """Open the window on a vault, the last one, or the first steps; return the exit code.

    A vault that was named or opened last, and is not there, is said to be missing. `after_lock`
    says how it was locked, "idle" or by "hand", if this process comes after one that was.
    """
    from practicenotes.app import memory

    memory.seclude()

    from practicenotes.ui.device import Device

    own = config or _config()
    device = Device(own)  # `ui` comes first: it keeps imports plain

    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from practicenotes.app import first_window, folders, traces, unexpected
    from practicenotes.app.ending import Ending
    from practicenotes.app.program import Program, dress
    from practicenotes.app.successor import Successor
    from practicenotes.domain import settings
    from practicenotes.ui import theme

    last = str(device.get(settings.LAST_VAULT))
    expected = folder or (Path(last) if last else None)
    place = expected or _data() / f"{folders.NEW}.practice"
    socket = first_window.name(own)
    if not (after_lock or selftest) and first_window.is_there(socket, place):
        return 0
    app = QApplication([*sys.argv[:1], *theme.STYLED])
    app.setApplicationName("PracticeNotes")
    app.setDesktopFileName("practicenotes")
    traces.leave_none()
    dress(app, device, styled=True)
    if sys.platform in {"win32", "darwin"}:
        from practicenotes.app import capture

        capture.block(app)
    program = Program(app, device, place)
    program.successor = Successor(config)
    unexpected.watch(partial(_tell, program))
    Ending(app, app.quit)
    program.begin(expected=expected is not None, locked=after_lock == "idle")
    listen = partial(
        first_window.FirstWindow, program, socket, lambda: (program.folder, program.front)
    )
    QTimer.singleShot(_LISTENS, program, listen)
    if selftest:
        QTimer.singleShot(0, app.quit)
    return int(app.exec())


def demo(folder: Path) -> int:
    """Play the main job on a fictional practice in `folder`; return the exit code."""
    from practicenotes import messages
    from practicenotes.app import story
    from practicenotes.errors import PracticeNotesError

    try:
        return story.play(folder, partial(window, config=folder))
    except PracticeNotesError as error:
        _say(messages.sentence(error))
        return 1


def _tell(program: "Program", error: Exception) -> None:
    _say(str(error) or type(error).__name__)
    program.tell(error)


def _with_place(words: str, error: Exception) -> str:
    """Return words with the place in the code where a mistake of ours arose."""
    return f"{words} ({error})" if str(error) else words


def _say(line: str) -> None:
    if sys.stderr:  # a window on Windows has none
        sys.stderr.write(f"practicenotes: {line}\n")


def _config() -> Path:
    if sys.platform == "linux":  # the prompt waits for this; platformdirs would say the same
        chosen = os.environ.get("XDG_CONFIG_HOME", "").strip()
        return (Path(chosen) if chosen else Path.home() / ".config") / "PracticeNotes"

    from platformdirs import user_config_path

    return user_config_path("PracticeNotes", appauthor=False)


def _data() -> Path:
    from platformdirs import user_data_path

    return user_data_path("PracticeNotes", appauthor=False)

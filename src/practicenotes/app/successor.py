"""Replaces this process by a fresh one that shows the prompt: memory cannot be wiped from inside.

Whatever held a key, a passphrase or a word of a note is gone with the process that held it.
"""

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from practicenotes.apart import program


@dataclass(frozen=True, slots=True)
class Successor:
    """What is started in place of this process: the program on the same settings."""

    config: Path | None = None  # None: the folder that the system has for settings

    def take_over(self, folder: Path, *, automatic: bool) -> NoReturn:
        """Give way to a fresh process that asks for the key of this vault.

        Where none can be started the program ends: its keys go in either case. A letter that is
        just being written to a file would lie there half, in the clear: it goes too.
        """
        from practicenotes.exchange import files

        files.leave_nothing_begun()
        command = [*program.command(), *self.arguments(folder, automatic=automatic)]
        for stream in (sys.stdout, sys.stderr):
            if stream:  # a window on Windows has none
                stream.flush()
        try:
            if sys.platform == "win32":  # there it is another process that comes after
                import subprocess

                subprocess.Popen(command)  # noqa: S603 - it is this program itself
            else:
                os.execv(command[0], command)  # noqa: S606 - no shell is wanted
        finally:
            os._exit(0)

    def arguments(self, folder: Path, *, automatic: bool) -> list[str]:
        """Return what the fresh process is told."""
        told = ["--after-lock", "idle" if automatic else "hand"]
        if self.config:
            told += ["--config", str(self.config)]
        return [*told, "--", str(folder)]

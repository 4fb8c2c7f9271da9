"""The whole program, with somebody at it who unlocks, types on both sides, and waits.

`therapist.py FOLDER CONFIG` reads a passphrase and the words to type from standard input, says
"open" and "written", and then does what it is told: "lock", or "copy" for the words typed last.
"""

import json
import os
import sys
from pathlib import Path


os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QObject, QSocketNotifier, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from practicenotes import app
from practicenotes.app import program as programs
from practicenotes.domain import times
from practicenotes.records import clients


SOON = 20  # ms from one look to the next


def say(line: str) -> None:
    """Say a line to whoever started this, at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


class Therapist(QObject):
    """Does one thing after the other, each as soon as the window is ready for it."""

    def __init__(self, program: programs.Program, passphrase: str, words: list[str]) -> None:
        super().__init__(program)
        self._program = program
        self._passphrase = passphrase
        self._words = words
        self._orders = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, self)
        self._orders.setEnabled(False)
        self._orders.activated.connect(self._obey)
        self._soon(self._unlock)

    def _soon(self, step: object) -> None:
        QTimer.singleShot(SOON, self, step)

    def _unlock(self) -> None:
        field = self._program.front.findChild(QLineEdit) if self._program.front else None
        if field is None:
            self._soon(self._unlock)
            return
        QTest.keyClicks(field, self._passphrase)
        QTest.keyClick(field, Qt.Key.Key_Return)
        self._passphrase = ""
        self._soon(self._begin)

    def _begin(self) -> None:
        if self._program.desk is None:
            self._soon(self._begin)
            return
        heron = self._program.vault.record.run(clients.find, times.utc_now())[0]
        self._program.desk.new_note(heron.id)
        self._soon(self._write)

    def _write(self) -> None:
        session = self._program.desk.session
        if not session.record.is_open or not session.private.free.isVisible():
            self._soon(self._write)
            return
        half = len(self._words) // 2
        session.record.form.editor("data").insertPlainText("\n".join(self._words[:half]))
        session.private.free.insertPlainText("\n".join(self._words[half:]))
        self._words = []
        self._orders.setEnabled(True)
        say("written")

    def _obey(self) -> None:
        order = sys.stdin.readline().strip()
        if order == "copy":
            free = self._program.desk.session.private.free
            free.selectAll()
            free.copy()
            say("copied")
        elif order == "lock":
            self._program.lock()


def main(folder: str, config: str) -> int:
    """Start the program as it starts itself, with the therapist at it."""
    told = json.loads(sys.stdin.readline())
    begin = programs.Program.begin

    def attended(self: programs.Program, **how: object) -> None:
        begin(self, **how)
        Therapist(self, told.pop("passphrase"), told.pop("words"))

    programs.Program.begin = attended
    return app.window(Path(folder), config=Path(config))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

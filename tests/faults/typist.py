"""A program that types into a real session page without end, and says when each word was typed.

`typist.py FOLDER KEY SESSION` prints "open", and then for each word its number and the time.
"""

import os
import sys
import time
from pathlib import Path


os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication

from practicenotes import records, reflections
from practicenotes.domain import times
from practicenotes.domain.sessions import SessionId
from practicenotes.ui.session.page import SessionPage
from practicenotes.ui.tasks import Broadcast, Tasks
from practicenotes.ui.theme import Theme
from practicenotes.vault import RecoveryKey, Vault


SCHEMAS = {"record": records.SCHEMA, "private": reflections.SCHEMA}
EVERY = 40  # ms between two words: faster than anybody types
SIDES = ("record", "private")


def words_in(text: str) -> list[int]:
    """Return the numbers of the words in a text."""
    return [int(word) for word in text.split()]


def say(line: str) -> None:
    """Say a line to whoever started this, at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(folder: str, key: str, session_id: str) -> None:
    """Open the practice, lay out the session, and type on both sides in turn."""
    app = QApplication([])
    Theme(app)
    at = times.utc_now()
    vault = Vault.open(Path(folder), RecoveryKey.parse(key), SCHEMAS, at=at)
    broadcast = Broadcast()
    doors = [Tasks(store.submit, broadcast) for store in (vault.record, vault.private)]
    page = SessionPage(*doors, times.utc_now)
    page.resize(1200, 744)
    page.show()
    typing = QTimer(page, interval=EVERY)
    count = 0

    def type_word() -> None:
        nonlocal count
        editor = page.record.form.editor("data") if count % 2 else page.private.free
        editor.moveCursor(QTextCursor.MoveOperation.End)
        editor.insertPlainText(f" {count}")
        say(f"{count} {time.time()}")
        count += 1

    def begin(_: object) -> None:
        nonlocal count
        typed = words_in(page.record.form.editor("data").text())
        typed += words_in(page.private.free.text())
        count = max(typed, default=-1) + 1
        say("open")
        typing.start()

    typing.timeout.connect(type_word)
    page.private.opened.connect(begin)
    page.open(SessionId(session_id))
    app.exec()


if __name__ == "__main__":
    main(*sys.argv[1:])

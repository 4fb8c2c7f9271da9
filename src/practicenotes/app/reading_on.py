"""A practice that another computer has open: read on, in a copy of how it stood."""

import shutil
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from practicenotes.app import keeping
from practicenotes.app.executing import Executing
from practicenotes.app.stores import SCHEMAS
from practicenotes.domain import times
from practicenotes.errors import VaultBusy
from practicenotes.ui import reading_on as words
from practicenotes.ui.executor.manner import Act, entering_nothing
from practicenotes.ui.reading_on import NotOpenThere
from practicenotes.ui.tasks import Work
from practicenotes.vault import RecoveryKey, Vault, reading, snapshots
from practicenotes.vault.snapshots import Seen


LOOK = 5_000  # ms between two looks whether it was written in


@dataclass(frozen=True, slots=True)
class Copy:
    """An open copy, which is gone once it was closed, and where it comes from."""

    vault: Vault
    busy: VaultBusy
    seen: Seen
    at: datetime

    def close(self) -> None:
        """Close it, and leave nothing of it."""
        self.vault.close()
        clear(self.vault.folder.parent)


def opened(folder: Path, how: str, typed: str, place: Path) -> Vault | Copy:
    """Open a practice, or a copy of it where another computer has it open."""
    try:
        return keeping.WAYS[how](folder, typed)
    except VaultBusy as busy:
        return read_on(busy, how, typed, place)


def read_on(busy: VaultBusy, how: str, typed: str, place: Path) -> Copy:
    """Copy a practice that is open on another computer, and open the copy for reading.

    Raises what stands in the way of that, and the error itself where it is open on this computer,
    or an executor comes: what an executor reads is entered, and nothing can be.
    """
    if how == "execute" or not busy.is_elsewhere:
        raise busy
    key = typed if how == "unlock" else RecoveryKey.parse(typed)
    at, folder = times.utc_now(), place / busy.folder.name
    clear(place)
    try:
        seen = snapshots.take(busy.folder, folder)
        vault = Vault.open(folder, key, {"record": SCHEMAS["record"]}, at=at, anywhere=True)
        reading.only_read(vault, lambda: busy)
        snapshots.check(vault, busy.folder)
    except BaseException:
        clear(place)
        raise
    return Copy(vault, busy, seen, at)


def clear(place: Path) -> None:
    """Remove what was copied; a program that was stopped may have left it."""
    shutil.rmtree(place, ignore_errors=True)


class ReadingOn(QObject):
    """Says over the pages how it stood and when, and looks whether it was written in since."""

    def __init__(self, copy: Copy, executing: Executing, work: Work) -> None:
        super().__init__(executing)
        self._vault, self._busy, self._executing, self._work = (
            *(copy.vault, copy.busy, executing),
            work,
        )
        self._seen, self._at = copy.seen, copy.at
        self._clock = QTimer(self, interval=LOOK)
        self._clock.timeout.connect(self.look)

    def begin(self) -> None:
        """Show the pages."""
        acts = [Act(words.ANEW, self.read_anew)]
        acts += [Act(words.NOT_OPEN, self.ask)] if self._busy.left else []
        self._executing.enter(self._vault, entering_nothing(self._said(), *acts), self._closed)
        self._clock.start()

    def look(self) -> None:
        """Say it once the other computer has written."""
        look = (_looked, self._busy.folder)
        self._work.run(self, *look, then=self._compare, failed=self._unreached)

    def read_anew(self) -> None:
        """Read the practice as it is now."""
        at = times.utc_now()
        again = (snapshots.take_anew, self._vault, self._busy.folder)
        self._work.run(self, *again, then=partial(self._taken, at))

    def ask(self) -> None:
        """Ask for a word, and take the mark of the other computer away."""
        if self._executing.window is None:
            return
        dialog = NotOpenThere(self._executing.window, self._busy.host or "")

        def done(_: object) -> None:
            dialog.accept()
            self._executing.lock()

        forget = (snapshots.forget, self._busy.folder)
        dialog.asked.connect(lambda: dialog.hand_in(self._work, *forget, then=done))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _taken(self, at: datetime, seen: Seen) -> None:
        self._at, self._seen = at, seen
        if desk := self._executing.desk:
            desk.say(self._said())
            desk.begin()
        self._clock.start()

    def _compare(self, found: tuple[Seen, bool]) -> None:
        seen, closed = found
        if closed:
            self._tell(words.closed(self._busy.host or "", self._at))
        elif seen != self._seen:
            self._tell(words.written(self._busy.host or "", self._at))

    def _unreached(self, _error: Exception) -> None:
        self._tell(words.unreached(self._at))

    def _tell(self, sentence: str) -> None:
        """Say it once: it stays true until it is read anew."""
        self._clock.stop()
        if desk := self._executing.desk:
            desk.say(sentence)

    def _said(self) -> str:
        since = self._busy.since or self._at
        return words.over(self._busy.host or "", since, self._at, left=self._busy.left)

    def _closed(self) -> None:
        self._clock.stop()
        clear(self._vault.folder.parent)
        self.deleteLater()


def _looked(folder: Path) -> tuple[Seen, bool]:
    return snapshots.look(folder), snapshots.is_closed(folder)

"""All backups that can be reached: how each differs from now, and the way back from it."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from practicenotes.domain import times
from practicenotes.domain.copies import Found, Overview, Standing
from practicenotes.records import backups
from practicenotes.ui import backup_words
from practicenotes.ui import theme as themes
from practicenotes.ui.copies import CopyCare
from practicenotes.ui.earlier.page import InsidePage
from practicenotes.ui.help import topics
from practicenotes.ui.order import follow_reading
from practicenotes.ui.tasks import Tasks, Work
from practicenotes.ui.widgets.buttons import Button, IconButton
from practicenotes.ui.widgets.card import Card
from practicenotes.ui.widgets.dialog import Dialog
from practicenotes.ui.widgets.flow import Flow
from practicenotes.ui.widgets.page import at_the_left, scrolled
from practicenotes.ui.widgets.words import Words


WIDTH = 760  # px at 100 % text
ABOUT = (
    "Look into a backup to bring one note or one client file back. A restore makes a new practice"
    " in a new folder, and changes nothing in this one; it opens with the passphrase of the day of"
    " the backup."
)
ELSEWHERE = (
    "A backup that lies elsewhere can be looked into as well: also one of another copy of this"
    " practice, to see what the two do not have in common. Nothing is put together by itself."
)
GOES = (
    "The file is removed for good. It is not removed by itself, as it may be the last that holds"
    " what is damaged here, or what another copy of the practice holds."
)
LOOKING = "Looking through the folders."
NOTHING = (
    "No backup of this practice lies in the chosen folders. If they are on another disk, connect it"
    " and come back."
)
NEVER = "A restore was not tried yet. Try one: it takes five minutes."
STRANGE = (
    "Made before all keys were replaced, by a newer PracticeNotes, or changed since. “Restore from"
    " a backup…”, at the prompt, says which. One with other keys opens there with the passphrase of"
    " its day."
)


class Care(Protocol):
    """What the page may do with the vault."""

    @property
    def folder(self) -> Path:
        """Where the practice lies."""

    @property
    def copies(self) -> CopyCare:
        """What can be done about copies."""


class BackupsPage(QWidget):
    """Every backup with its day, what it holds, and a button that restores it.

    Signals:
        told(str): what the status bar is to say.
        left(): the therapist goes back.
        look_wanted(): `inside` is to be shown: a backup is looked into.
    """

    told = Signal(str)
    left = Signal()
    look_wanted = Signal()

    def __init__(self, record: Tasks, work: Work, care: Care, now: Callable[[], datetime]) -> None:
        super().__init__()
        self.setProperty("page", True)
        self.setProperty("help", topics.BACKUPS)
        self._record, self._work, self._care, self._now = record, work, care, now
        self.back = IconButton("arrow-left", "Back")
        self.back.clicked.connect(self.left)
        self._tried = Words("", "body", wraps=True)
        self._none = Words("", "body", wraps=True)
        self._shelf = QWidget(self)  # holds the rows
        self._place = QVBoxLayout()  # of the shelf
        self.other = Button("Look into another file…")
        self.other.clicked.connect(self._choose_other)
        self.rows: list[_Row] = []
        self._asked = 0  # how often the folders were looked through
        self.inside = InsidePage(record, work, care.copies.look_into, now)
        self.inside.told.connect(self.told)
        self._lay_out()
        themes.current().changed.connect(self._fit)
        self._fit()

    def refresh(self) -> None:
        """Look through the folders anew."""
        self._clear()
        self._none.say(LOOKING)
        self._none.show()
        self._asked += 1
        look = partial(self._look, self._asked)
        self._record.run(self, backups.standing, self._now(), then=look)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Pass the keyboard on to the way back."""
        super().focusInEvent(event)
        self.back.setFocus(event.reason())

    def restore_into(self, found: Found, parent: Path) -> None:
        """Restore a backup into a new folder inside another."""
        wall = times.on_the_wall(found.at)
        target = parent / f"{self._care.folder.stem} of {wall:%Y-%m-%d %H%M}.practice"
        self._busy(busy=True)
        self.told.emit("Restoring. You can go on writing.")
        self._work.run(
            *(self, self._care.copies.restore, found.path, target),
            then=self._restored,
            failed=self._stop,
        )

    def _look(self, asked: int, standing: Standing) -> None:
        now = times.on_the_wall(self._now())
        tried = standing.rehearsed
        self._tried.say(f"Last restore: {backup_words.at(tried, now)}." if tried else NEVER)
        show = partial(self._show, asked)
        self._work.run(self, self._care.copies.overview, standing.places, then=show)

    def _show(self, asked: int, overview: Overview) -> None:
        if asked != self._asked:  # it was asked again since: a row would go from under the pointer
            return
        self._clear()
        now = times.on_the_wall(self._now())
        stack = QVBoxLayout(self._shelf)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(themes.current().space("two"))
        for found in overview.found:
            row = _Row(found, backup_words.at(found.at, now), overview)
            row.restore.clicked.connect(partial(self._choose, found))
            row.remove.clicked.connect(partial(self._ask, found))
            row.look.clicked.connect(partial(self._look_into, found))
            stack.addWidget(row)
            self.rows.append(row)
        # As one: beside rows that are seen already, each further one would have all laid out anew.
        self._place.addWidget(self._shelf)
        self._none.say(NOTHING)
        self._none.setVisible(not overview.found)
        follow_reading(self.window())

    def _choose(self, found: Found) -> None:
        parent = QFileDialog.getExistingDirectory(self, "Where the new folder goes")
        if parent:
            self.restore_into(found, Path(parent))

    def _ask(self, found: Found) -> None:
        """Ask once more: of all that can be done here, nothing takes this one back."""
        dialog = Dialog(
            self, "Remove this backup", Words(f"{found.path}\n{GOES}", wraps=True), "Remove"
        )

        def gone(_: object) -> None:
            dialog.accept()
            self.told.emit(f"Removed: {found.path}.")
            self.refresh()

        def remove() -> None:
            self._work.run(
                *(dialog, self._care.copies.remove, found.path), then=gone, failed=dialog.refuse
            )

        dialog.asked.connect(remove)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _choose_other(self) -> None:
        kinds = "Backups (*.backup);;All files (*)"
        chosen, _ = QFileDialog.getOpenFileName(self, "Look into a backup", "", kinds)
        if chosen:
            self._look_into(Found(chosen, self._now(), known=True, sound=True, counts={}))

    def _look_into(self, found: Found) -> None:
        self.inside.open(found)
        self.look_wanted.emit()

    def _restored(self, folder: Path) -> None:
        self._busy(busy=False)
        self._record.run(self, backups.rehearsed, self._now(), then=lambda _: self.refresh())
        self.told.emit(f"Restored into {folder}. This practice is as it was.")

    def _stop(self, _error: Exception) -> bool:
        self._busy(busy=False)
        self.told.emit("")
        return False

    def _busy(self, *, busy: bool) -> None:
        for row in self.rows:
            row.restore.setEnabled(not busy)

    def _clear(self) -> None:
        self._place.removeWidget(self._shelf)
        self._shelf.hide()
        self._shelf.deleteLater()
        self._shelf, self.rows = QWidget(self), []

    def _lay_out(self) -> None:
        look = themes.current()
        inside = QWidget()
        stack = QVBoxLayout(inside)
        margin = look.space("page_margin")
        stack.setContentsMargins(margin, look.space("three"), margin, margin)
        stack.setSpacing(look.space("two"))
        head = QHBoxLayout()
        head.setSpacing(look.space("one"))
        head.addWidget(self.back)
        head.addWidget(Words("Backups", "title"), 1)
        stack.addLayout(head)
        for words in (Words(ABOUT, "body", wraps=True), self._tried, self._none):
            stack.addWidget(words)
        stack.addLayout(self._place)
        stack.addWidget(Words(ELSEWHERE, "body", wraps=True))
        stack.addWidget(self.other, 0, Qt.AlignmentFlag.AlignLeft)
        stack.addStretch()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self._column = inside
        whole.addWidget(scrolled(at_the_left(inside)))

    def _fit(self) -> None:
        look = themes.current()
        self._column.setMaximumWidth(look.scaled(WIDTH) + 2 * look.space("page_margin"))


class _Row(Card):
    """One backup."""

    def __init__(self, found: Found, when: str, overview: Overview) -> None:
        super().__init__()
        self.restore = Button("Restore into a new folder…")
        self.restore.setAccessibleName(f"Restore the backup of {when} into a new folder")
        self.look = Button("Look into it")
        self.look.setAccessibleName(f"Look into the backup of {when}")
        self.remove = Button("Remove…", "text")
        self.remove.setAccessibleName(f"Remove the backup of {when}")
        said = QWidget()
        lines = QVBoxLayout(said)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(themes.current().space("half"))
        lines.addWidget(Words(f"{when[:1].upper()}{when[1:]}", "strong"))
        if found.known:
            lines.addWidget(Words(f"It holds {backup_words.holds(found.counts)}.", wraps=True))
            differs = backup_words.differs(found.counts, overview.now)
            lines.addWidget(Words(differs, wraps=True))
            if not found.sound:
                lines.addWidget(Words("Something in it was damaged already.", wraps=True))
        else:
            lines.addWidget(Words(STRANGE, wraps=True))
        lines.addWidget(Words(found.path, "muted", wraps=True))
        self.stack.addWidget(said)
        acts = QWidget()
        row = Flow(themes.current().space("one"), acts)
        for button in (self.look, self.restore, self.remove):
            row.addWidget(button)
        self.look.setVisible(found.known)
        self.restore.setVisible(found.known)
        self.remove.setVisible(not (found.known and found.sound))
        self.stack.addWidget(acts)

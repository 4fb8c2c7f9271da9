"""Backups on the practice page: where they go by themselves, the last one, and one more now."""

import contextlib
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from practicenotes.domain import times
from practicenotes.domain.copies import Place, Standing
from practicenotes.errors import FolderInside
from practicenotes.records import backups
from practicenotes.ui import backup_words, theme
from practicenotes.ui.copies import MAKING, Copies, CopyCare
from practicenotes.ui.hand_over import HandOverSheet
from practicenotes.ui.help import topics
from practicenotes.ui.help.link import heading
from practicenotes.ui.order import follow_reading
from practicenotes.ui.tasks import Tasks, Work
from practicenotes.ui.widgets.beside import Beside
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.card import Card
from practicenotes.ui.widgets.flow import Flow
from practicenotes.ui.widgets.words import Words


ABOUT = (
    "Your notes are in {folder}. Once a day, and when you close the program, a copy goes to each of"
    " these folders. It is as encrypted as they are, and is opened and verified before it counts."
)
NO_FOLDER = (
    "No folder is chosen yet. Choose at least one on another disk: a stick, or a folder that"
    " another program keeps in step with a server."
)


class Care(Protocol):
    """What the card may do with the vault."""

    @property
    def folder(self) -> Path:
        """Where the practice lies."""

    @property
    def back_up(self) -> Callable[[Path], Path]:
        """Write one copy into any folder."""

    @property
    def copies(self) -> CopyCare:
        """What else can be done about copies."""


class BackupCard(Card):
    """The chosen folders, each with how it went there last, and the ways to a copy now.

    Signals:
        told(str): something was done.
        browse_wanted(): all backups that can be reached are to be shown.
        handed(): the practice went to another computer; this copy is to be locked.
    """

    told = Signal(str)
    browse_wanted = Signal()
    handed = Signal()

    def __init__(
        self, record: Tasks, work: Work, care: Care, copies: Copies, now: Callable[[], datetime]
    ) -> None:
        super().__init__()
        self._record, self._work, self._care, self._now = record, work, care, now
        self._copies = copies
        self._last = Words("", "body", wraps=True)
        self._none = Words(NO_FOLDER, "muted", wraps=True)
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.current().space("one"))
        self.rows: dict[str, _PlaceRow] = {}
        self.now = Button("Back up now…", icon="hard-drive")
        self.now.clicked.connect(self._back_up)
        self.add = Button("Add a folder…", icon="plus")
        self.add.clicked.connect(self._choose)
        self.browse = Button("See the backups", icon="history")
        self.browse.clicked.connect(self.browse_wanted)
        self.hand = Button("Hand over to another computer…")
        self.hand.clicked.connect(self._hand_over)
        self._build()
        copies.began.connect(partial(self._busy, True))
        copies.ended.connect(partial(self._busy, False))

    def refresh(self) -> None:
        """Read anew where copies go and how it went."""
        self._record.run(self, backups.standing, self._now(), then=self._show)

    def back_up_into(self, folder: Path) -> None:
        """Write a verified copy of the vault into a folder, this once."""
        self._busy(busy=True)
        self.told.emit(MAKING)
        self._work.run(self, self._care.back_up, folder, then=self._backed_up, failed=self._stop)

    def add_folder(self, folder: Path) -> None:
        """Let copies go to a folder from now on, and make the first one."""
        whole = folder.resolve()
        if whole.is_relative_to(self._care.folder.resolve()):
            self._record.tell(FolderInside(folder))
            return
        if any(Path(place.path).resolve() == whole for place in self._copies.places):
            self.told.emit(f"Backups go to {folder} already.")
            return

        def chosen(_: None) -> None:
            self.told.emit(f"Backups go to {folder} from now on.")
            self._record.run(self, backups.standing, self._now(), then=self._begin)

        self._record.run(self, backups.add, str(folder), self._now(), then=chosen)

    def _build(self) -> None:
        self.setProperty("help", topics.BACKUPS)
        self.stack.addWidget(heading("Backup", topics.BACKUPS))
        self.stack.addWidget(Words(ABOUT.format(folder=self._care.folder), "body", wraps=True))
        self.stack.addWidget(self._last)
        self.stack.addWidget(self._none)
        self.stack.addLayout(self._list)
        acts = QWidget()
        row = Flow(theme.current().space("one"), acts)
        for button in (self.now, self.add, self.browse, self.hand):
            row.addWidget(button)
        self.stack.addWidget(acts)

    def _show(self, standing: Standing) -> None:
        self._copies.take(standing)
        now = times.on_the_wall(self._now())
        made = backup_words.made(standing, now).replace(", verified", ", opened and verified")
        said = f"Last backup: {made}." if made else "There is no backup yet."
        self._last.say(said)
        for row in self.rows.values():
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = {}
        for place in standing.places:
            row = self.rows[place.path] = _PlaceRow(place, backup_words.of_place(place, now))
            row.remove.clicked.connect(partial(self._remove, place))
            self._list.addWidget(row)
        self._none.setVisible(not standing.places)
        self.now.setText("Back up now" if standing.places else "Back up now…")
        follow_reading(self.window())

    def _begin(self, standing: Standing) -> None:
        self._show(standing)
        self._copies.make()

    def _choose(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, "Where backups go from now on")
        if folder:
            self.add_folder(Path(folder))

    def _remove(self, place: Place) -> None:
        def gone(_: None) -> None:
            self.told.emit(f"No more backups go to {place.path}. Those that lie there stay.")
            self.refresh()

        self._record.run(self, backups.remove, place.path, then=gone)

    def _back_up(self) -> None:
        if self._copies.places:
            self._copies.make()
            return
        folder = QFileDialog.getExistingDirectory(self, "Where the backup goes")
        if folder:
            self.back_up_into(Path(folder))

    def _backed_up(self, path: Path) -> None:
        now = self._now()
        away = False
        with contextlib.suppress(OSError):  # a stick may be gone again already
            away = self._care.copies.is_apart(path.parent)
        once = Place(str(path.parent), now, now, away)
        self._record.run(self, backups.told, once, then=lambda _: self.refresh())
        self._busy(busy=False)
        whole = self._care.copies.is_whole()
        how = "opened and verified" if whole else "with the reflections unread, as they are closed"
        self.told.emit(f"Backed up to {path.parent}, {how}.")

    def _hand_over(self) -> None:
        sheet = HandOverSheet(self, self._work, self._care.copies.hand_over)
        sheet.handed.connect(self.handed)
        sheet.finished.connect(sheet.deleteLater)
        sheet.show_sheet()

    def _busy(self, busy: bool) -> None:
        self.now.setEnabled(not busy)
        self.add.setEnabled(not busy)
        self.hand.setEnabled(not busy)
        if not busy:
            self.refresh()

    def _stop(self, _error: Exception) -> bool:
        self._busy(busy=False)
        self.told.emit("")
        return False


class _PlaceRow(QWidget):
    """One folder, how it went there last, and the way to let it be."""

    def __init__(self, place: Place, words: str) -> None:
        super().__init__()
        self.remove = Button("Remove", "text")
        self.remove.setAccessibleName(f"Remove: {place.path}")
        said = QWidget()
        lines = QVBoxLayout(said)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(Words(place.path, "strong", wraps=True))
        lines.addWidget(Words(words, "muted", wraps=True))
        row = Beside(theme.current().space("one"), under=theme.current().space("half"))
        row.setContentsMargins(0, 0, 0, 0)
        row.add(said, 280)
        row.add(self.remove)
        self.setLayout(row)

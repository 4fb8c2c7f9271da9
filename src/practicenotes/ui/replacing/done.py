"""The end: what is so now, and each old copy that can still be opened with what was replaced."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from practicenotes import messages
from practicenotes.ui import theme as themes
from practicenotes.ui.first_run.sheet import MEASURE, Sheet
from practicenotes.ui.order import follow_reading
from practicenotes.ui.replacing.care import Came
from practicenotes.ui.widgets.beside import Beside
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.card import Card
from practicenotes.ui.widgets.words import Words, section


_WORDS = (
    "The old passphrase and the old recovery key no longer open the practice. Destroy the old sheet"
    " once no backup needs it any more."
)
TRIED = "The new passphrase and the new recovery key were both tried: they open it."
NOT_TRIED = (
    "The new key could not be tried just now. PracticeNotes asks for it at the next opening."
)
EXECUTOR = (
    "The executor’s sheet no longer opens anything. Make a new one, and take the old one back."
)
SECOND = (
    "The reflections have no passphrase of their own any more: the new one opens both. Set one"
    " again, on the page Practice, if you want it."
)
KEPT = "The reflections keep the passphrase of their own that they had."
OLD_COPIES = (
    "These still open with the old passphrase and the old sheet, or cannot be read at all. Make a"
    " new backup first, then delete those that you no longer need. Copies elsewhere are not listed."
)
COPIED = "New backups go to your chosen folders now. They open with the new ones."
NO_COPIES = "No old backup can be reached. Think of disks that are not connected now."
SURE = "Nothing brings it back. Delete this one?"
GONE = "Deleted."


class DoneStep(Sheet):
    """A sentence or two, and a row with a button for each old copy.

    Signals:
        backup_wanted(): a new backup is to be made.
        delete_wanted(Path): this old copy is to be deleted, for good.
    """

    backup_wanted = Signal()
    delete_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__(0, "All keys are replaced", _WORDS, "&Close")
        self.rows: dict[Path, OldCopy] = {}
        self._list = QVBoxLayout()
        self._list.setSpacing(themes.current().space("one"))
        self._backup = Button("&Back up now", icon="hard-drive", large=True)
        self._backup.clicked.connect(self.backup_wanted)
        self.foot.insertWidget(0, self._backup)
        self.stack.addLayout(self._list)
        self.stack.addStretch()
        self.setFocusProxy(self._backup)

    def show_what_came(self, came: Came) -> None:
        """Say what is void, and list what is left."""
        self._add(Words(TRIED if came.tried else NOT_TRIED, "body", wraps=True))
        if came.executor:
            self._add(Words(EXECUTOR, "strong", wraps=True))
        if came.second:
            self._add(Words(SECOND, "strong", wraps=True))
        if came.kept:
            self._add(Words(KEPT, "body", wraps=True))
        if came.copied:
            self._add(Words(COPIED, "body", wraps=True))
        self._backup.setVisible(not came.copied)
        self.setFocusProxy(self.next if came.copied else self._backup)
        self._add(section("Old copies"))
        self._add(Words(OLD_COPIES if came.left else NO_COPIES, "body", wraps=True))
        for path in came.left:
            row = self.rows[path] = OldCopy(path)
            row.sure.clicked.connect(partial(self.delete_wanted.emit, path))
            self._add(row)
        follow_reading(self)

    def say_kept(self, path: Path, error: Exception) -> None:
        """Say why an old copy was not deleted."""
        self.rows[path].ask(False)
        self.say_problem(messages.sentence(error))

    def _add(self, part: QWidget) -> None:
        part.setMaximumWidth(themes.current().scaled(MEASURE))
        self._list.addWidget(part)


class OldCopy(Card):
    """One file, and a button that asks once more."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.delete, self.sure, self.keep = (
            Button("Delete…"),
            Button("Delete it"),
            Button("Keep it"),
        )
        for button in (self.delete, self.sure, self.keep):
            button.setAccessibleName(f"{button.text()} {path.name}")
        said = QWidget()
        lines = QVBoxLayout(said)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        self._asked = Words("", "body", wraps=True)
        lines.addWidget(Words(path.name, "strong", wraps=True))
        lines.addWidget(Words(str(path.parent), "muted", wraps=True))
        lines.addWidget(self._asked)
        acts = QWidget()
        beside = QHBoxLayout(acts)
        beside.setContentsMargins(0, 0, 0, 0)
        for button in (self.delete, self.sure, self.keep):
            beside.addWidget(button)
        row = Beside(themes.current().space("two"))
        row.add(said, 320)
        row.add(acts)
        self.stack.addLayout(row)
        self.delete.clicked.connect(partial(self.ask, True))
        self.keep.clicked.connect(partial(self.ask, False))
        self.ask(False)

    def ask(self, asks: bool) -> None:
        """Ask whether it is really to go, or take the question back."""
        self._asked.say(SURE if asks else "")
        self._asked.setVisible(asks)
        for button, there in ((self.delete, not asks), (self.sure, asks), (self.keep, asks)):
            button.setVisible(there)
        (self.keep if asks else self.delete).setFocus()

    def say_gone(self) -> None:
        """Say that it is deleted."""
        for button in (self.delete, self.sure, self.keep):
            button.hide()
        self._asked.say(GONE)
        self._asked.show()

"""Stands where both key files are lost: a backup gives the keys back, and no note goes back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from practicenotes.errors import KeysUnfit
from practicenotes.ui.help import topics
from practicenotes.ui.restore.asked import Asked
from practicenotes.ui.restore.from_backup import FromBackup
from practicenotes.ui.tasks import Work
from practicenotes.ui.widgets.words import Words


LEAD = (
    "Both key files in {folder} are lost or damaged. What else lies there was not touched. Any"
    " backup that was made since the keys were last replaced can give the keys back; the newest is"
    " best. Your notes stay as they are now."
)
AFTER = (
    "Afterwards the passphrase and the recovery sheet of the day of that backup open it. A"
    " second passphrase stands before the reflections again only if it did on that day. An"
    " executor’s key cannot give the keys back, because it has none to the reflections; with it,"
    " choose “Restore from a backup…” at the prompt, and the record opens for reading."
)
_LOST, _TAKE = "The keys of this practice are lost", "&Take the keys and open"


@dataclass(frozen=True, slots=True)
class KeysCare:
    """What can be done; each may take seconds, and none knows of Qt."""

    folder: Path
    newest: Path | None  # a backup that lies beside the practice
    look: Callable[[Path], datetime]  # when a backup was made; raises if it is none
    rebuild: Callable[[Asked], Any]  # returns the practice, open


class KeysPage(FromBackup):
    """The backup, what opens it, and one button."""

    def __init__(self, care: KeysCare, work: Work) -> None:
        told = (_LOST, LEAD.format(folder=care.folder), _TAKE)
        super().__init__(*told, work, care.look, care.rebuild, care.folder)
        self.lay_out(Words(AFTER, "muted", wraps=True))
        self.offer_help(topics.KEYS)
        if care.newest:
            self.take_file(care.newest)

    def refuse(self, error: Exception) -> None:
        """Say why the keys did not come back; another file may have them."""
        super().refuse(error)
        if isinstance(error, KeysUnfit):
            self.choose.setFocus()

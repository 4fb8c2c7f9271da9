"""Stands where one of the two files does not open: a backup gives it back, the other one stays."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from practicenotes import messages
from practicenotes.domain import times
from practicenotes.errors import StoreDamaged, WrongPassphrase, WrongRecoveryKey
from practicenotes.ui.help import topics
from practicenotes.ui.restore.asked import Asked
from practicenotes.ui.restore.from_backup import FromBackup
from practicenotes.ui.tasks import Work
from practicenotes.ui.widgets.words import Words


LEAD = (
    "{harm} {other}. A backup gives {lost} back as on its day; what was written there since is not"
    " in it. The newest is best."
)
PUT_IT_BACK = " If you can put it back, do that, and try again."
REFLECTIONS_STAY = "The reflections stay as they are, with all that was written in them"
RECORD_STAYS = "The record opens, and stays as it is, with all that was written in it{until}"
UNTIL = "; its last entry is of {day}, {hour}"
AFTER = (
    "What is left of the file is kept, in the folder “quarantine” of the practice. Where the disk"
    " itself is wearing out, go back and choose “Restore from a backup…”. That makes a new folder,"
    " on another disk if you like, in which both are as on the day of the backup."
)
WITHOUT_SESSION = (
    "Reflections on sessions that the backup does not have are kept too. No page shows them;"
    " “Take out my reflections…”, under Supervision, writes them out."
)
PUTTING = "Putting back. Every page and entry is read, which can take a minute."
UNTYPED = "Type the passphrase of the practice."
_BACK = "&Put back and open"


@dataclass(frozen=True, slots=True)
class StoreCare:
    """What can be done; each may take seconds, and none knows of Qt."""

    folder: Path
    of_record: bool  # whether it is the record that does not open, or the reflections
    harm: StoreDamaged
    until: datetime | None  # the last entry of the record, where that is the other one
    newest: Path | None  # a backup that was found by itself
    look: Callable[[Path], datetime]  # when a backup was made; raises if it is none
    put_back: Callable[[Asked], Any]  # returns the practice, open


class StorePage(FromBackup):
    """The backup, what opens the practice, and one button."""

    untyped = UNTYPED

    def __init__(self, care: StoreCare, work: Work) -> None:
        lost = "record" if care.of_record else "reflections"
        told = (f"The {lost} cannot be opened", lead(care), _BACK)
        super().__init__(*told, work, care.look, care.put_back, care.folder, of_now=True)
        self.lay_out(*(Words(each, "muted", wraps=True) for each in _after(care)))
        self.offer_help(topics.BACKUPS)
        if care.newest:
            self.take_file(care.newest)

    def set_busy(self, busy: bool) -> None:
        """Take nothing else while the file is being put back."""
        super().set_busy(busy)
        if busy:
            self.found.say(PUTTING)

    def told(self, error: Exception) -> str:
        """Return what is said of an error; it is the key of the practice that is asked for."""
        if isinstance(error, WrongPassphrase | WrongRecoveryKey):
            return messages.sentence(error)
        return super().told(error)


def lead(care: StoreCare) -> str:
    """Return what happened, what stays, and what a backup gives back."""
    lost, other = "the record", REFLECTIONS_STAY
    if not care.of_record:
        lost, other = "the reflections", RECORD_STAYS.format(until=_until(care.until))
    harm = messages.harm(care.harm)
    harm += PUT_IT_BACK if care.harm.how == "missing" else ""
    return LEAD.format(harm=harm, lost=lost, other=other)


def _after(care: StoreCare) -> tuple[str, ...]:
    return (WITHOUT_SESSION, AFTER) if care.of_record else (AFTER,)


def _until(at: datetime | None) -> str:
    if at is None:
        return ""
    wall = times.on_the_wall(at)
    return UNTIL.format(day=times.with_weekday(wall.date()), hour=times.clock(wall))

"""Repairs in a terminal: a file that does not open is put back, then what is damaged in the record.

Each of the two steps stands once it is done. What is refused after it takes nothing of it back, and
the outcome says both.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from practicenotes import messages
from practicenotes.cli.asked import Asked, Outcome, opened
from practicenotes.domain import findings, synchronised
from practicenotes.errors import FolderSynchronised, PracticeNotesError
from practicenotes.records import handing, inspection, mended
from practicenotes.vault import RecoveryKey, mending, putting_back, snapshots
from practicenotes.vault.mending import Entered, Mended
from practicenotes.vault.putting_back import Key, Lost


PUT_BACK = {
    "record": (
        "The record did not open, and is as in the backup again: what was written in it since is"
        " not there. The reflections were left as they are."
    ),
    "private": (
        "The reflections did not open, and are as in the backup again: what was written in them"
        " since is not there. The record was left as it is."
    ),
}
ASIDE = "The damaged file lies in the folder quarantine."
IN_PLACE = (
    "The damaged file {path} could not be moved yet. It is not used any more, and goes into the"
    " folder quarantine when the practice is next opened."
)
SO_FAR = "So far it is done, and stays so. What came next was refused:"


def repair(asked: Asked) -> Outcome:
    """Put back what is damaged in the record as a backup has it, and check what is left to mend.

    If the record or the reflections do not open at all, that whole file is put back first.
    """
    key = asked.secret.key()
    came = _Came(_put_back(asked, key))
    try:
        with opened(asked, key) as (vault, _):
            told: Entered = partial(mended.told, at=asked.now())
            mend = mending.mend(vault, asked.given.file, asked.schemas, {"record": told})
            came = _Came(came.lost, mend.done)
            found = inspection.of(vault)
    except (PracticeNotesError, MemoryError) as error:
        if not (came.lost or came.mended):
            raise
        words = f"{came.words} {SO_FAR}\n{messages.in_terminal(error)}"
        return Outcome(words, came.facts, good=False)
    facts = {**came.facts, "sound": found["sound"], "found": found}
    return Outcome(f"{came.words}\n{messages.after_repair(found)}", facts, good=found["sound"])


@dataclass(frozen=True, slots=True)
class _Came:
    """What came of a repair so far; nothing is known of the second step before it was taken."""

    lost: Lost | None
    mended: tuple[Mended, ...] | None = None

    @property
    def words(self) -> str:
        """What is said of it."""
        return " ".join(self._said())

    @property
    def facts(self) -> dict[str, Any]:
        """The same for a program; whether all is sound, only the check at the end knows."""
        return {
            "restored": self._restored,
            "damaged": self._left,
            "put_back": self.lost and self.lost.store,
            "sound": None,
            "found": None,
        }

    @property
    def _restored(self) -> int | None:
        if self.mended is None:
            return None
        return sum(len(each.restored) for each in self.mended)

    @property
    def _left(self) -> int | None:
        if self.mended is None:
            return None
        return sum(len(each.report.damaged_rows) for each in self.mended)

    def _said(self) -> Iterator[str]:
        if self.lost:
            yield PUT_BACK[self.lost.store]
        if self.mended is not None:
            yield f"Entries that are again as in the backup: {self._restored}."
            yield f"Damaged still: {self._left}."
            if not all(each.complete is not False for each in self.mended):
                yield findings.NOT_ALL
        if replaced := tuple(self._replaced()):
            left = next((path for path in replaced if path.exists()), None)
            yield IN_PLACE.format(path=left) if left else ASIDE

    def _replaced(self) -> Iterator[Path]:
        """Yield the files in whose place another one is now."""
        if self.lost and self.lost.damage.how != "missing":
            yield self.lost.damage.path
        for each in self.mended or ():
            yield each.replaced


def _put_back(asked: Asked, key: str | RecoveryKey) -> Lost | None:
    """Put the one file back that does not open, if there is one."""
    if not asked.anywhere and (service := synchronised.service(asked.vault)):
        raise FolderSynchronised(asked.vault, service)
    if asked.closed_elsewhere:
        snapshots.forget(asked.vault)
    has_second = asked.secret.second_passphrase_file is not None
    second = asked.secret.second_passphrase() if has_second else ""
    return putting_back.put_back(
        *(asked.vault, asked.given.file, Key(key, second), asked.schemas),
        at=asked.now(),
        guard=handing.refuse,
        anchors=asked.anchors,
    )

"""What the page may do where one of the two files of a practice does not open any more."""

from collections.abc import Iterable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from practicenotes.app import keeping
from practicenotes.app.stores import SCHEMAS
from practicenotes.domain import times
from practicenotes.errors import PracticeHandedOver, StoreReadOnly
from practicenotes.records import backups, handing
from practicenotes.ui.restore.asked import Asked
from practicenotes.ui.restore.store_page import StoreCare
from practicenotes.vault import RecoveryKey, Vault, backup, putting_back
from practicenotes.vault.putting_back import Key


def care(folder: Path, anchors: Path, how: str, typed: str) -> StoreCare | None:
    """Return what can be done; None where a whole practice in another folder is the only way.

    That is so where neither file opens, where nothing can be written, and in a copy that went to
    another computer. Raises what `putting_back.look` raises otherwise.
    """
    places = [folder.with_name(f"{folder.stem} backups")]

    def asked_of_the_record(db: Any) -> None:
        handing.refuse(db)
        places.extend(Path(each.path) for each in backups.standing(db, times.utc_now()).places)

    key = _key(typed, by_recovery=how == "recover")
    try:
        lost = putting_back.look(folder, key, guard=asked_of_the_record)
    except (PracticeHandedOver, StoreReadOnly):
        return None
    if lost is None:
        return None
    of_record = lost.store == "record"
    return StoreCare(
        *(folder, of_record, lost.damage),
        until=None if of_record else lost.ends,  # a trail of reflections tells of their beginnings
        newest=_newest(lost.vault, places),
        look=backup.seen,
        put_back=partial(put_back, anchors),
    )


def put_back(anchors: Path, asked: Asked) -> Vault:
    """Put the file back as a backup has it, and open the practice; the other file stays as it is.

    Raises what `putting_back.put_back` raises, and RecoveryKeyMistyped.
    """
    key = _key(asked.typed, by_recovery=asked.by_recovery)
    putting_back.put_back(
        *(asked.folder, asked.file, key, SCHEMAS),
        at=times.utc_now(),
        guard=handing.refuse,
        anchors=anchors,
    )
    return (keeping.recover if asked.by_recovery else keeping.unlock)(asked.folder, asked.typed)


def _key(typed: str, *, by_recovery: bool) -> Key:
    return Key(RecoveryKey.parse(typed) if by_recovery else typed)


def _newest(vault: str, folders: Iterable[Path]) -> Path | None:
    """Return the newest backup of a vault that lies in these folders; its name has its time."""
    found: list[Path] = []
    for folder in folders:
        with suppress(OSError):
            found += folder.glob(f"PracticeNotes_{vault[:8]}_*{backup.SUFFIX}")
    return max(found, key=lambda path: path.name, default=None)

"""What is said about a practice, its keys, its files, its disks and its backups."""

from collections.abc import Mapping
from datetime import datetime

from practicenotes import errors
from practicenotes.messages.phrases import Says, day, listed, moment


_REFUSED = {
    "too_short": "A passphrase needs at least {least} characters. Six words are a good start.",
    "too_long": "This passphrase is longer than 1,024 bytes. Nothing was cut off; shorten it.",
    "common": "This passphrase is on the lists that are tried first. Choose words nobody guesses.",
    "about_you": "This passphrase holds a name that others know. Choose words not about you.",
    "same": "This is the passphrase of now. Choose another one: the old one may be known.",
    "first": "This is the passphrase of the practice. Choose another: each opens its own part.",
    "second": "This is the passphrase of the reflections. Choose another: each opens its own part.",
    "half_sign": "This passphrase holds half a sign that nobody can type again. Leave it out.",
    "none": "The file is to open with a password, and none was typed. Nothing was written.",
    "untypable": "This password holds a sign that cannot be typed everywhere. Nothing was written.",
    "long_for_pdf": "A PDF takes a password of up to 127 bytes. Nothing was written; shorten it.",
}
_MEMORY = (
    "This computer has too little memory free for that. What you saved before is safe. Close other"
    " programs and try again."
)
_DAMAGED = {
    "empty": "is empty: what was in it is lost",
    "cut": "was cut off at its end",
    "foreign": "is another one than these keys belong to, or all of it was overwritten",
    "place": "is damaged in one place",
    "order": "does not fit together: its end is missing, or parts of it are older",
}
_FROM_BACKUP = "A backup may have it whole: choose “Restore from a backup…” at the prompt."


def handed_over(at: datetime) -> str:
    """Return what is said beside everything that is read in a copy that was handed over."""
    return (
        f"This practice was handed over to another computer on {day(at)}. This copy is for"
        " reading only: what was written there since is not in it."
    )


def _mistyped(error: errors.RecoveryKeyMistyped) -> str:
    return _slip(error.groups, "This key", "This is not a whole recovery key")


def _executor_mistyped(error: errors.ExecutorKeyMistyped) -> str:
    if error.part:
        return _slip(error.groups, f"Part {error.part}", f"Part {error.part} is not whole yet")
    return _slip(error.groups, "This key", "This is not a whole executor’s key")


def _slip(groups: tuple[int, ...], what: str, cut: str) -> str:
    if not groups:
        return f"{cut}. Nothing was changed. It has nine groups of four."
    group = "group" if len(groups) == 1 else "groups"
    told = f"{what} has a slip in it. Look at {group} {listed(groups)} again."
    return f"{told} The rest of the key is kept, and nothing was changed."


def _refused(error: errors.PassphraseRefused) -> str:
    return _REFUSED[error.reason].format(least=error.least)


def busy(error: errors.VaultBusy, closed: str = "say that it is not open there any more") -> str:
    """Return what is said of a practice that is open elsewhere, or was left open there."""
    here = "in another window on this computer"
    where = f"on the computer {error.host}" if error.is_elsewhere else here
    since = f" since {moment(error.since)}" if error.since else ""
    if error.left:
        on = f", {moment(error.since)}," if error.since else ""
        told = f"This practice was opened {where}{on} and not closed there. Nothing was changed."
        return f"{told} Close it there first, or {closed}."
    told = f"This practice is already open {where}{since}."
    if error.is_elsewhere:
        return f"{told} Nothing was changed. Close it there first."
    return f"{told} Nothing was changed. Close it there; if you find none, restart the computer."


def _handed_over(error: errors.PracticeHandedOver) -> str:
    told = f"This practice was handed over to another computer on {day(error.at)}. Nothing was"
    return f"{told} changed. Take it back in the window first if it is to be used here again."


def _newer(error: errors.VaultNewer) -> str:
    told = "This practice was written by a newer PracticeNotes. Nothing was changed."
    return f"{told} Install {_wanted(error)} to open it."


def _backup_newer(error: errors.BackupNewer) -> str:
    told = "This backup was made by a newer PracticeNotes. Nothing was changed."
    return f"{told} Install {_wanted(error)} to use it."


def _wanted(error: errors.VaultNewer) -> str:
    return f"version {error.needs} or a later one" if error.needs else "the newest version"


def harm(error: errors.StoreDamaged) -> str:
    """Return what happened to the file of a store, and nothing of what to do."""
    if error.how == "missing":
        return f"The file {error.path} is not there."
    return f"The file {error.path} {_DAMAGED.get(error.how, 'is damaged')}."


def _damaged(error: errors.StoreDamaged) -> str:
    told = harm(error)
    if error.how == "missing":
        told += " Nothing was changed, and your backups were not touched."
        return f"{told} Put it back, or restore the latest backup into a new folder."
    if error.how == "place":
        told += " The rest is safe, and nothing was changed."
        return f"{told} Check now, on the Practice page, offers to repair it from a backup."
    told += " It was not changed any further, and your backups were not touched."
    return f"{told} Restore the latest backup into a new folder."


def _damaged_for_reader(error: errors.StoreDamaged) -> str:
    if error.how != "place":
        return _damaged(error)
    return f"{harm(error)} The rest is safe, and nothing was changed. {_FROM_BACKUP}"


def _reflections_damaged(error: errors.ReflectionsDamaged) -> str:
    told = f"{harm(error)} The record is safe. Open the practice with the recovery key, and put"
    return f"{told} this file back from a backup."


def _disk_full(error: errors.DiskFull) -> str:
    where = f"The disk that holds {error.path}" if error.path else "The disk"
    return f"{where} is full. What you saved before is safe. Free some space and try again."


SAYS: Mapping[type[Exception], Says] = {
    errors.VaultMissing: (
        "There is no practice in {folder}. Nothing was changed. If it lies on a stick or another"
        " disk, connect that and try again. Or choose the folder that holds it."
    ),
    errors.FolderInUse: (
        "The folder {folder} already holds something. Nothing in it was touched."
        " Choose an empty folder or a new name."
    ),
    errors.FolderInside: (
        "The folder {folder} lies in the practice itself, and what is saved there would be lost"
        " with it. Nothing was written. Choose a folder elsewhere, best on another disk."
    ),
    errors.FolderSynchronised: (
        "The folder {folder} is kept in step by {service}, which may damage an open practice."
        " Nothing was changed. Choose a folder that stays on this computer; backups may go there."
    ),
    errors.FolderNotWritable: (
        "PracticeNotes may not write in {folder}. Nothing was changed."
        " Choose another folder, or allow writing there."
    ),
    errors.FolderMissing: (
        "There is no folder {folder}. Nothing was changed. Connect its disk, or choose another"
        " folder."
    ),
    errors.NameTooLong: (
        "The disk takes no name as long as this one. Nothing was written. Choose a shorter name."
    ),
    errors.FileNotReadable: (
        "PracticeNotes may not read {path}. Nothing was changed. Allow reading there and try again."
    ),
    errors.FileMissing: (
        "{path} is not there. Nothing was changed. Connect its disk, or choose another file."
    ),
    errors.DiskFull: _disk_full,
    errors.WrongPassphrase: (
        "That passphrase does not open this practice. Nothing was changed. Look at Caps Lock and"
        " the keyboard’s language, and try as often as you like. The recovery key opens it too."
    ),
    errors.ProgramIncomplete: (
        "A part of the program is missing or cannot be read. Your notes are safe. Install"
        " PracticeNotes again, and open the practice as before."
    ),
    errors.MemoryShort: _MEMORY,
    MemoryError: _MEMORY,
    errors.WrongSecondPassphrase: (
        "That passphrase does not open the reflections. Nothing was changed. They have one of their"
        " own: try as often as you like. The recovery key opens them too."
    ),
    errors.SecondPassphraseUntold: (
        "The reflections have a passphrase of their own, and it would be gone. Nothing was changed."
        " Give it with --second-passphrase-file and it stays, or say --without-second-passphrase."
    ),
    errors.WrongRecoveryKey: (
        "That recovery key belongs to another practice, or was replaced. Nothing was changed. Look"
        " for the latest recovery sheet. An executor’s key goes in under “Open as executor”."
    ),
    errors.RecoveryKeyMistyped: _mistyped,
    errors.WrongExecutorKey: (
        "That key does not open this practice: it is of another one, was replaced or revoked, or is"
        " one of two parts. Nothing was changed. Look for the other part, or for a newer sheet."
    ),
    errors.ExecutorKeyMistyped: _executor_mistyped,
    errors.OpenForReading: (
        "The practice is open with the executor’s key, and that is for reading only. Nothing was"
        " changed. Whoever has the passphrase can write in it."
    ),
    errors.ReflectionsShut: (
        "The reflections are closed. Nothing was changed, and they are safe."
        " Open them first, with their own passphrase."
    ),
    errors.ReflectionsUnsaved: (
        "What you wrote last is not saved yet, so the reflections stay as they are. It is kept here"
        " and tried again. Try once more in a moment, or lock the practice."
    ),
    errors.ReflectionsUnsettled: (
        "No backup was made: the reflections are closed, and the last change to them was cut off."
        " Your notes are safe. Open the reflections once, and back up again."
    ),
    errors.PassphraseRefused: _refused,
    errors.VaultBusy: busy,
    errors.PracticeHandedOver: _handed_over,
    errors.VaultNewer: _newer,
    errors.KeysDeleted: (
        "The keys of the practice in {folder} are deleted, but not all of its files: without a"
        " backup nobody can open these. Backups are not touched. Delete the folder with the means"
        " of your system."
    ),
    errors.BackupNewer: _backup_newer,
    errors.HeaderDamaged: (
        "Both key files in {folder} are lost or damaged. Your notes were not touched."
        " The newest backup can give the keys back."
    ),
    errors.KeysUnfit: (
        "The keys in this backup do not open what lies in {folder}: they were replaced since, or a"
        " file there is damaged. Nothing was changed. Try a newer backup, or restore one into a new"
        " folder."
    ),
    errors.HeaderTampered: (
        "The key file in {folder} was changed by another program. Your notes were not touched."
        " Restore the latest backup into a new folder."
    ),
    errors.StoreDamaged: _damaged,
    errors.ReflectionsDamaged: _reflections_damaged,
    errors.StoreClosed: (
        "The practice was locked before this was done. What you saved before is safe."
        " Unlock it and try again."
    ),
    errors.StoreReadOnly: (
        "The practice can be read but not written. What you saved before is safe."
        " Allow writing in its folder and try again."
    ),
    errors.OpenedReadOnly: (
        "The practice can be read but not written. What you saved before is safe."
        " Allow writing in its folder, then lock and unlock."
    ),
    errors.StoreLost: (
        "The files of the practice are out of reach, so nothing can be saved now. Connect their"
        " disk again, or put them back: saving then goes on by itself."
    ),
    errors.StoreChanged: (
        "The files of the practice changed while they were away, and are left as they are. Save"
        " what you wrote elsewhere, open the program anew, and bring it back with the File menu."
    ),
    errors.WordsUnreadable: (
        "This file holds no words of PracticeNotes that can be read. Nothing was changed."
        " Choose the file that was made when you saved them elsewhere."
    ),
    errors.WordsOfOthers: (
        "The keys of this practice do not open these words: they belong to another practice, or all"
        " keys were replaced since. Nothing was changed. A backup from before opens them too."
    ),
    errors.DiskFailing: (
        "The disk that holds {path} did not answer, so this was not done. What was saved before was"
        " not touched. See that the disk is connected, or use another one."
    ),
    errors.TextBroken: (
        "The text holds half a sign, as a broken copy leaves it, and cannot be kept like that."
        " Nothing else was changed. Write that place anew."
    ),
    errors.WorkUnsaved: (
        "What you wrote last is not saved yet, so the window stays open and tries again. The File"
        " menu can save it elsewhere. Close the window once more to leave without it."
    ),
    errors.RowDamaged: (
        "One entry was changed from outside, or its place on the disk has worn out."
        " It is shown as damaged, and the rest is safe. Check now, on the Practice page, offers to"
        " repair it from a backup."
    ),
    errors.BackupUnreadable: (
        "{path} is not a backup of PracticeNotes, or it is damaged. Nothing was restored or"
        " changed. Choose another backup."
    ),
    errors.BackupMissing: (
        "{path} is not there. Nothing was changed. Connect its disk, or choose another backup."
    ),
    errors.BackupNotVerified: (
        "The backup to {path} did not pass its check and was not kept. Your notes are safe here."
        " Try again, or choose another folder."
    ),
    errors.BackupKeysDiffer: (
        "{path} has other keys: it is of another practice, from before all keys were replaced, or"
        " changed. Nothing was changed here. “Restore from a backup…”, at the prompt, opens it with"
        " the passphrase of its day."
    ),
    errors.ArchiveMissing: (
        "{path} is not there. Nothing was written. Connect its disk, or name another file."
    ),
    errors.ArchiveUnreadable: (
        "{path} is not an archive of reflections, or it is damaged. Nothing was written."
        " Choose another file."
    ),
    errors.ArchiveLocked: (
        "That passphrase does not open {path}. Nothing was written."
        " It takes the passphrase of the day on which it was made."
    ),
    errors.LibraryTooOld: (
        "The database library on this computer is too old ({found}, needed: {needed})."
        " Nothing was opened or changed. Install PracticeNotes again."
    ),
}

OF_BACKUP: Mapping[type[Exception], str] = {
    errors.WrongPassphrase: (
        "That passphrase does not open this backup. Nothing was made."
        " A backup keeps the passphrase of its own day, so an older one may fit."
    ),
    errors.WrongRecoveryKey: (
        "That recovery key does not open this backup. Nothing was made."
        " A backup keeps the recovery key of its own day, so an older sheet may fit."
    ),
    errors.WrongExecutorKey: (
        "That executor’s key does not open this backup, or is one of two parts. Nothing was made."
        " A backup keeps the executor’s key of its own day, so older sheets may fit."
    ),
    errors.HeaderTampered: (
        "The keys in {folder} were changed by another program. Nothing was made."
        " Choose another backup."
    ),
}

FOR_READER: Mapping[type[Exception], Says] = {  # there is no other page, and nothing to save
    errors.StoreDamaged: _damaged_for_reader,
    errors.RowDamaged: (
        "One entry was changed from outside, or its place on the disk has worn out. It was left as"
        f" it is. {_FROM_BACKUP}"
    ),
    errors.StoreLost: (
        "The files of the practice are out of reach, so this was not read. Connect their disk"
        " again, or put them back, and try again."
    ),
    errors.StoreChanged: (
        "The files of the practice changed while they were away, and are left as they are. Nothing"
        " was read. Lock here, and open the practice anew."
    ),
}

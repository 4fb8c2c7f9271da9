"""What the terminal says in words of its own: the way on is a command there, and no window."""

from collections.abc import Mapping

from practicenotes import errors
from practicenotes.messages.phrases import Says, day
from practicenotes.messages.record import form_taken
from practicenotes.messages.vault import busy, harm


SHUT = (  # in a window they are opened
    "The reflections are closed, and were not read. With --second-passphrase-file FILE they are"
    " checked too."
)


def _busy(error: errors.VaultBusy) -> str:
    return busy(error, "say --closed-elsewhere")


def _handed_over(error: errors.PracticeHandedOver) -> str:
    told = f"This practice was handed over to another computer on {day(error.at)}. Nothing was"
    return f"{told} changed. “take-back” comes first if it is to be used here again."


def _damaged(error: errors.StoreDamaged) -> str:
    if error.how == "place":
        told = f"{harm(error)} The rest is safe, and nothing was changed."
        return f"{told} “repair FILE” mends it from a backup, and “verify” says more."
    told = f"{harm(error)} Nothing was changed."
    if error.how == "missing":
        told += " Put it back, or let “repair FILE” do that from a backup if the other file opens;"
        return f"{told} else “restore FILE --to DIR” makes both anew."
    told += " “repair FILE” puts back this one alone if the other file opens;"
    return f"{told} else “restore FILE --to DIR” makes both anew."


def _form_taken(error: errors.FormTaken) -> str:
    return form_taken(error, "with --as version or --as copy" if error.own else "with --as copy")


SAYS: Mapping[type[Exception], Says] = {
    errors.NotFound: (
        "There is no {what} with that id here. Nothing was written or changed."
        " The command that lists them says the ids of now."
    ),
    errors.VaultMissing: (
        "There is no practice in {folder}. Nothing was changed. If it lies on a stick or another"
        " disk, connect that and try again. Or name the folder that holds it with --vault DIR."
    ),
    errors.VaultBusy: _busy,
    errors.PracticeHandedOver: _handed_over,
    errors.FormTaken: _form_taken,
    errors.WrongRecoveryKey: (
        "That recovery key belongs to another practice, or was replaced. Nothing was changed. Look"
        " for the latest recovery sheet. An executor’s key goes in with --executor-key-file."
    ),
    errors.ReflectionsShut: (
        "The reflections are closed. Nothing was changed, and they are safe."
        " Open them with --second-passphrase-file FILE."
    ),
    errors.ReflectionsUnsettled: (
        "No backup was made: the reflections are closed, and the last change to them was cut off."
        " Your notes are safe. Back up once more with --second-passphrase-file FILE."
    ),
    errors.HeaderDamaged: (
        "Both key files in {folder} are lost or damaged. Your notes were not touched."
        " “rebuild-keys FILE” takes the keys out of a backup, best the newest."
    ),
    errors.RowDamaged: (
        "One entry was changed from outside, or its place on the disk has worn out. The rest is"
        " safe, and nothing was written. “verify” says more, and “repair FILE” mends it from a"
        " backup."
    ),
    errors.BackupKeysDiffer: (
        "{path} has other keys: it is of another practice, from before all keys were replaced, or"
        " changed. Nothing was changed here. “restore FILE --to DIR” opens it with the passphrase"
        " of its day."
    ),
    errors.StoreDamaged: _damaged,
    errors.OpenedReadOnly: (
        "The practice can be read but not written. What you saved before is safe."
        " Allow writing in its folder, and give the command once more."
    ),
    errors.StoreLost: (
        "The files of the practice are out of reach, and the command was not finished. Connect"
        " their disk again, or put them back, and give it once more."
    ),
    errors.StoreChanged: (
        "The files of the practice changed while the command ran, and are left as they are. It was"
        " not finished. Look at what “verify” says, and give the command once more."
    ),
}

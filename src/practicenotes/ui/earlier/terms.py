"""What is called how on a page that holds another record against the one that is open."""

from collections.abc import Mapping
from dataclasses import dataclass

from practicenotes.domain.earlier import Standing


@dataclass(frozen=True, slots=True)
class Terms:
    """The words of the page, and of the sheet with one note; `{at}` is when the other one ends."""

    title: str
    about: str
    opening: str
    gone: str  # `{what}` is there, and not here
    since: tuple[str, str]  # what is here and not there: of one note, of several
    reads: tuple[str, str]  # what is here and there, with other words
    nothing: str
    same: str  # `{files}` are alike
    damaged: str
    standings: Mapping[Standing, str]
    one_note: str
    alone: str
    legend: str


BACKUP = Terms(
    title="The backup of {at}",
    about=(
        "While this page is open, the record of the backup lies unpacked in your practice, as"
        " encrypted as ever; then it is removed. Nothing that is here is written over. Reflections"
        " come back with everything only: restore the backup into a new folder."
    ),
    opening="Unpacking the backup and checking every entry in it.",
    gone="In the backup, and not here any more: {what}.",
    since=("was written since", "were written since"),
    reads=("reads differently now", "read differently now"),
    nothing="Nothing differs from now.",
    same="{files} as in the backup.",
    damaged="Damaged in the backup already.",
    standings={
        Standing.SAME: "As it is now.",
        Standing.GONE: "Not here any more. It comes back as it was.",
        Standing.DIFFERS: "Reads differently now. It comes as a draft beside the one that is here.",
        Standing.TRASHED: "In the trash of this practice, whole. Restore it there.",
        Standing.DAMAGED: "Damaged here. It comes as a draft beside the one that is damaged.",
    },
    one_note="A note of the backup",
    alone="As it stood in the backup.",
    legend="Underlined: written since. Struck through: in the backup, and no longer here.",
)

COMPARED = Terms(
    title="Compared with the copy of {at}",
    about=(
        "Only read: nothing is put together here, and neither of the two is changed. What is in"
        " one alone can be read, and typed where it belongs. Reflections are not compared."
    ),
    opening="Opening the copy and checking every entry in it.",
    gone="In that copy, and not here: {what}.",
    since=("is here and not in that copy", "are here and not in that copy"),
    reads=("reads differently there", "read differently there"),
    nothing="In the client files of that copy, nothing differs.",
    same="{files} alike in both.",
    damaged="Damaged in that copy.",
    standings={
        Standing.SAME: "Alike in both.",
        Standing.GONE: "In that copy only.",
        Standing.DIFFERS: "Reads differently there.",
        Standing.TRASHED: "In the trash here.",
        Standing.DAMAGED: "Damaged here.",
    },
    one_note="A note of that copy",
    alone="As it stands in that copy.",
    legend="Underlined: here only. Struck through: in that copy only.",
)

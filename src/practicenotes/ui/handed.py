"""What is said over a copy of the practice that was handed over, and how it is taken back."""

from datetime import datetime

from PySide6.QtWidgets import QWidget

from practicenotes.domain import times
from practicenotes.ui.help import topics
from practicenotes.ui.widgets.by_word import ByWord


WORD = "resume"
TAKE_BACK = "&Take it back…"
COMPARE = "&Compare with a backup…"
OVER = (
    "This practice was handed over to another computer on {when}. This copy is for reading only,"
    " and nothing is entered in it. Reflections stay closed."
)
WENT = "It went on {when}, in the backup {file}."
SINCE = (
    "Since then the practice lives on the other computer. What is written here from now on is not"
    " there, and nothing puts the two together by itself."
)
WHEN = (
    "Take this copy back if the other computer never opened the practice, or is lost. If it was"
    " handed back to you, restore the backup that came back instead: it has everything."
)


def over(at: datetime) -> str:
    """Return what stands over every page of the copy."""
    return OVER.format(when=_when(at))


class TakeBack(ByWord):
    """Says what it means to write in this copy again, and asks for a word; `asked` then comes."""

    def __init__(self, parent: QWidget, at: datetime, file: str) -> None:
        means = (WENT.format(when=_when(at), file=file), SINCE, WHEN)
        super().__init__(
            *(parent, "Take the practice back", means),
            *("To use it here again", WORD, "Use it here again"),
        )
        self.setProperty("help", topics.HAND_OVER)


def _when(at: datetime) -> str:
    wall = times.on_the_wall(at)
    return f"{times.in_full(wall.date())}, {times.clock(wall)}"

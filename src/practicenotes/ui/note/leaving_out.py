"""Says, before a page for the client goes out, what of the note does not stand on it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from practicenotes.ui.widgets.dialog import Dialog
from practicenotes.ui.widgets.words import Words


HEADING = "Some of this note is not for the client"
ACT = "Go on without it"


class LeavingOutDialog(Dialog):
    """Names the sections that another form left in the note; the page goes out without them."""

    def __init__(self, parent: QWidget, labels: Sequence[str]) -> None:
        super().__init__(parent, HEADING, Words(sentence(labels), "body", wraps=True), ACT)


def sentence(labels: Sequence[str]) -> str:
    """Say what is left out, and why."""
    *others, last = (f"“{label}”" for label in labels)
    named = f"{', '.join(others)} and {last}" if others else last
    return (
        f"The page shows only what its own form asks for. What stands in this note under {named} "
        "was written in another form and is left out. It stays in the note."
    )

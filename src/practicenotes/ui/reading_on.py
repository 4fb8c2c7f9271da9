"""What is said over a practice that another computer has open, and of one that it left open."""

from datetime import datetime

from PySide6.QtWidgets import QWidget

from practicenotes.domain import times
from practicenotes.ui.widgets.by_word import ByWord


WORD = "closed"
ANEW = "&Read it anew"
NOT_OPEN = "&It is not open there…"
OPEN = "Open on {host} since {since}."
LEFT = "Opened on {host}, {since}, and not closed there."
STOOD = (
    " What you see is how it stood at {at}. It is for reading only, and nothing is entered."
    " Reflections stay closed."
)
WRITTEN = "{host} has written since {at}, and what you see is how it stood then. Read it anew."
CLOSED = (
    "{host} has closed the practice. Lock it here, and it opens with your passphrase as ever. What"
    " you see is how it stood at {at}."
)
UNREACHED = (
    "The folder of the practice could not be reached. What you see is how it stood at {at}. Once"
    " its disk is connected, choose “Read it anew”."
)
MEANS = (
    "{host} has not closed this practice. It may have been switched off, or its program ended"
    " without closing; or it is open there now, and this computer cannot see it."
)
OTHERWISE = (
    "If both write, two practices come of it, and nothing puts them together. Go and look if you"
    " can. Once you say that it is closed, the practice locks here, and opens with your passphrase"
    " as ever."
)


def over(host: str, since: datetime, at: datetime, *, left: bool) -> str:
    """Return what stands over every page: where it is open, and how old the pages are."""
    told = (LEFT if left else OPEN).format(host=host, since=_moment(since, at))
    return told + STOOD.format(at=_hour(at))


def written(host: str, at: datetime) -> str:
    """Return what stands there once the other computer has written."""
    return WRITTEN.format(host=host, at=_hour(at))


def closed(host: str, at: datetime) -> str:
    """Return what stands there once the other computer has closed it."""
    return CLOSED.format(host=host, at=_hour(at))


def unreached(at: datetime) -> str:
    """Return what stands there where nobody can tell whether it has."""
    return UNREACHED.format(at=_hour(at))


FOR_EXECUTOR = (
    "Go and look if you can, or ask whoever can. Once you say that it is closed, the record opens"
    " here with your key, for reading."
)


class NotOpenThere(ByWord):
    """Says what it means to write here, and asks for a word; `asked` then comes."""

    def __init__(self, parent: QWidget, host: str, otherwise: str = OTHERWISE) -> None:
        means = (MEANS.format(host=host), otherwise)
        super().__init__(
            *(parent, f"Is it closed on {host}?", means),
            *("To open it here", WORD, "It is closed there"),
        )


def _moment(since: datetime, at: datetime) -> str:
    wall = times.on_the_wall(since)
    return f"{times.in_brief(wall, times.on_the_wall(at))}, {times.clock(wall)}"


def _hour(at: datetime) -> str:
    return times.clock(times.on_the_wall(at))

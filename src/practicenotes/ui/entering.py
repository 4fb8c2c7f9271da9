"""What is told of a practice that was just opened: that it takes no writing, or was mended."""

from datetime import datetime, timedelta

from practicenotes.domain import times
from practicenotes.domain.key_files import MENDED
from practicenotes.ui.widgets.strip import NoticeStrip
from practicenotes.ui.window import Window


READ_ONLY = (
    "This practice can be read and not written: its folder or its disk does not allow it. What you"
    " saved before is safe. Allow writing there, then lock and unlock, before you write."
)
CLOCK_BACK = (
    "The clock of this computer says {now}, and something was entered here on {latest}. Your notes"
    " are safe. Look at the clock before you write, so that they bear the right day."
)
_ASTRAY = timedelta(hours=3)  # a summer time that a computer does not know is less


def tell(window: Window, *, writable: bool, mended: bool) -> None:
    """Say it above every page, before anybody writes in vain."""
    if not writable:
        _say(window, NoticeStrip(), READ_ONLY)
    elif mended:
        _say(window, NoticeStrip("done"), MENDED)


def tell_of_clock(window: Window, latest: datetime | None, now: datetime) -> None:
    """Say that the clock was set back, where the latest entry in the trail is of a time to come."""
    if latest and latest - now > _ASTRAY:
        _say(window, NoticeStrip(), CLOCK_BACK.format(now=_moment(now), latest=_moment(latest)))


def _say(window: Window, strip: NoticeStrip, text: str) -> None:
    window.add_strip(strip)
    strip.say(text)


def _moment(at: datetime) -> str:
    wall = times.on_the_wall(at)
    return f"{times.in_full(wall)}, {times.clock(wall)}"

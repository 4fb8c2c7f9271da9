"""What is told of a practice that was just opened: that it takes no writing, or was mended."""

from practicenotes.domain.key_files import MENDED
from practicenotes.ui.widgets.strip import NoticeStrip
from practicenotes.ui.window import Window


READ_ONLY = (
    "This practice can be read and not written: its folder or its disk does not allow it. What you"
    " saved before is safe. Allow writing there, then lock and unlock."
)


def tell(window: Window, *, writable: bool, mended: bool) -> None:
    """Say it above every page before anybody writes in vain, or at the foot if all is well."""
    if not writable:
        strip = NoticeStrip()
        window.add_strip(strip)
        strip.say(READ_ONLY)
    elif mended:
        window.say(MENDED)

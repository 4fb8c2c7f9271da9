"""Tells in the window of copies that lie among the files of the practice, and compares them."""

from functools import partial

from practicenotes.app import earlier
from practicenotes.app.handed import compare
from practicenotes.domain.strays import Stray
from practicenotes.ui.strays import StraysNotice
from practicenotes.ui.tasks import Work
from practicenotes.ui.today import TodayPage
from practicenotes.ui.window import Window
from practicenotes.vault import Vault, strays


def offer(today: TodayPage, window: Window, vault: Vault, work: Work) -> StraysNotice:
    """Put the strip above the day."""
    notice = StraysNotice(today, work, partial(strays.lie_here, vault), partial(strays.find, vault))

    def show(stray: Stray) -> None:
        compare(vault, work, window, str(vault.folder / stray.name), earlier.look_at)

    notice.compare_wanted.connect(show)
    return notice

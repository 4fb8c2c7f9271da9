"""Hands the window over to a client, and takes it back."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from practicenotes import catalog
from practicenotes.domain import settings as known
from practicenotes.domain import times
from practicenotes.domain.cards import ClientCard, Given
from practicenotes.domain.people import ClientId
from practicenotes.domain.sessions import SessionId
from practicenotes.records import access, cards, settings
from practicenotes.ui.cards import blank
from practicenotes.ui.cards.choosing import HAND_OVER, LinesDialog
from practicenotes.ui.cards.hand_over import HandOver
from practicenotes.ui.device import Device
from practicenotes.ui.tasks import Tasks, Work
from practicenotes.ui.window import Window


class Handing(QObject):
    """Shows one card at a time in place of the whole window.

    Signals:
        told(str): what was done.
    """

    told = Signal(str)

    def __init__(
        self,
        window: Window,
        record: Tasks,
        work: Work,
        check: Callable[[str], object],
        device: Device,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(window)
        self._window, self._record, self._work = window, record, work
        self._check, self._device, self._now = check, device, now
        self._book = catalog.facet_book()
        self._handed: list[HandOver] = []  # the one on the screen, and any that is still kept
        window.close_refused.connect(self._close)

    def flush(self) -> None:
        """Hand what was answered to the store's queue."""
        for page in self._handed:
            page.saves.flush()

    @property
    def has_unsaved(self) -> bool:
        """Whether anything was answered that no commit has confirmed yet."""
        return any(page.saves.has_unsaved for page in self._handed)

    def hand_over(self, client_id: ClientId, session_id: SessionId | None = None) -> None:
        """Ask which lines stand on the card, and show it alone in the window."""

        def ask(chosen: known.Value) -> None:
            heading = "Hand over the client card"
            dialog = LinesDialog(
                *(self._book, str(chosen), heading, HAND_OVER, "Hand over", self._window)
            )
            dialog.body.addStretch()
            dialog.asked.connect(lambda: self._begin(dialog, client_id, session_id))
            blank.show(dialog)

        self._record.run(self, settings.get, known.CARD_LINES, then=ask)

    def _begin(
        self, dialog: LinesDialog, client_id: ClientId, session_id: SessionId | None
    ) -> None:
        def begin(about: SessionId | None) -> None:
            chosen, day = dialog.chosen(), self._wall().date()
            card = blank.card(self._book, chosen, client_id, about, Given.ON_SCREEN, day)
            then = partial(self._hand, dialog)
            dialog.hand_in(self._record, cards.begin, card, self._now(), then=then)

        dialog.wait(True)
        self._record.run(self, settings.put, known.CARD_LINES, dialog.chosen())
        about = (client_id, session_id, self._wall(), begin, dialog.refuse)
        blank.find_session(self._record, dialog, *about)

    def _hand(self, dialog: LinesDialog, card: ClientCard) -> None:
        dialog.accept()
        failures = int(self._device.get(known.FAILED_UNLOCKS))
        page = HandOver(
            *(card, self._book.client_card, self._record, self._work),
            *(self._check, self._now, failures),
        )
        page.refused.connect(lambda count: self._device.put(known.FAILED_UNLOCKS, count))
        page.proved.connect(partial(self._take_back, page))
        page.ended.connect(lambda: self._drop(page))
        self._handed.append(page)
        self._record.run(self, access.handed_over, self._now())
        self._window.hand_over(page)
        page.begin()

    def _take_back(self, page: HandOver, failures: int) -> None:
        self._device.put(known.FAILED_UNLOCKS, 0)
        self._record.run(self, access.taken_back, failures, self._now())
        self._window.take_back()
        self.told.emit("The card is kept." if not page.saves.has_unsaved else "")

    def _drop(self, page: HandOver) -> None:
        self._handed.remove(page)
        page.deleteLater()

    def _close(self) -> None:
        """Ask for the passphrase when somebody closes the window, and lock it the second time."""
        if self._handed and not self._handed[-1].ask_back():
            QTimer.singleShot(0, self._window, self._window.lock_wanted.emit)

    def _wall(self) -> datetime:
        return times.on_the_wall(self._now())

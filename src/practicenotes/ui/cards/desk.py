"""Everything that can be done with client cards, behind the menus that offer it."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from practicenotes.domain.cards import CardId
from practicenotes.domain.people import ClientId
from practicenotes.domain.sessions import SessionId
from practicenotes.ui.card_acts import CardAct
from practicenotes.ui.cards.handing import Handing
from practicenotes.ui.cards.opening import Opening
from practicenotes.ui.cards.paper import PaperCards
from practicenotes.ui.device import Device
from practicenotes.ui.tasks import Tasks, Work
from practicenotes.ui.window import Window


class CardDesk(QObject):
    """Takes what was asked for to the one who does it.

    Signals:
        told(str): what was done.
    """

    told = Signal(str)

    def __init__(
        self,
        window: Window,
        record: Tasks,
        private: Tasks,
        work: Work,
        check: Callable[[str], object],
        device: Device,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(window)
        self._handing = Handing(window, record, work, check, device, now)
        self._paper = PaperCards(window, record, work, now)
        self._opening = Opening(window, record, private, now)
        self._opening.correct_wanted.connect(self._paper.correct)
        for one in (self._handing, self._paper, self._opening):
            one.told.connect(self.told)

    def take(self, act: CardAct, client_id: ClientId, session_id: SessionId | None = None) -> None:
        """Do what a menu offers; without a session, it is about the last that has begun."""
        if act is CardAct.HAND_OVER:
            self._handing.hand_over(client_id, session_id)
        elif act is CardAct.TYPE_IN:
            self._paper.type_in(client_id, session_id)
        elif act is CardAct.PRINT:
            self._paper.print(client_id)
        elif session_id:
            self._opening.open_last(session_id)

    def open(self, card_id: CardId) -> None:
        """Open a card."""
        self._opening.open(card_id)

    def ask_why_again(self, card_id: CardId) -> None:
        """Go on saying why a card was entered in error."""
        self._opening.ask_why_again(card_id)

    def type_again(self, client_id: ClientId, card_id: CardId) -> None:
        """Go on with a card that was being typed in, or corrected where it has an id."""
        if card_id:
            self._paper.correct_kept(card_id)
        else:
            self._paper.type_in(client_id)

    def flush(self) -> None:
        """Hand what a client answered to the store's queue."""
        self._handing.flush()

    @property
    def has_unsaved(self) -> bool:
        """Whether a client answered anything that no commit has confirmed yet."""
        return self._handing.has_unsaved

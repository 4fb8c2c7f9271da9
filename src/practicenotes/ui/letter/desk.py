"""Letters at the desk: the kind is asked for, and a new one opens on its page."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from practicenotes import catalog
from practicenotes.domain.people import ClientId
from practicenotes.records import new_letter
from practicenotes.records.new_letter import NewLetter
from practicenotes.ui.letter.choosing import NewLetterDialog
from practicenotes.ui.letter.page import LetterPage
from practicenotes.ui.tasks import Tasks
from practicenotes.ui.window import Window


USUAL = "progress"
NOBODY = "Choose a client first; then a letter can be begun."


class LetterDesk(QObject):
    """Asks which letter is to be begun.

    Signals:
        kinds_wanted(): the kinds of letters are to be looked at.
        told(str): what was done.
    """

    kinds_wanted = Signal()
    told = Signal(str)

    def __init__(
        self,
        window: Window,
        record: Tasks,
        page: LetterPage,
        in_question: Callable[[], ClientId | None],
    ) -> None:
        super().__init__(window)
        self._window, self._record, self._page = window, record, page
        self._in_question = in_question  # whom the page in front is about
        self.dialog: NewLetterDialog | None = None
        self._asked = 0  # how often it was asked for: only the last answer opens the dialog

    def begin(self, client_id: ClientId | None = None, kind_id: str = USUAL) -> None:
        """Begin a letter about this client, or whom the page in front is about."""
        chosen = client_id or self._in_question()
        if chosen is None:
            self.told.emit(NOBODY)
            return
        self._page.begin(chosen, kind_id)
        self._window.show_page(self._page, "clients")

    def ask(self, about: ClientId | None = None) -> None:
        """Ask which letter is to be begun about a client, or whom the page in front is about."""
        client_id = about or self._in_question()
        if client_id is None:
            self.told.emit(NOBODY)
            return
        self._asked += 1
        ask = partial(self._ask, self._asked, self._in_question())
        self._record.run(self, new_letter.offer, client_id, catalog.letter_kinds(), then=ask)

    def _ask(self, number: int, about: ClientId | None, offer: NewLetter) -> None:
        """Ask, unless it was asked for once more since, or of another page."""
        if number != self._asked or about != self._in_question():
            return
        self.dialog = dialog = NewLetterDialog(offer, self._window)
        dialog.asked.connect(lambda: self._take(dialog, offer.client_id))
        dialog.kinds_wanted.connect(self.kinds_wanted)
        dialog.finished.connect(dialog.deleteLater)
        dialog.show_sheet()

    def _take(self, dialog: NewLetterDialog, client_id: ClientId) -> None:
        if dialog.kind:
            dialog.accept()
            self.begin(client_id, dialog.kind.id)

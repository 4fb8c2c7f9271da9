"""Forms, or kinds of letters, at the desk: their page is shown, and a draft comes back."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from practicenotes.domain.form_drafts import FormDraftId
from practicenotes.ui.forms.page import FormsPage
from practicenotes.ui.forms.trade import FORMS, Trade
from practicenotes.ui.tasks import Tasks, Work
from practicenotes.ui.window import Window


SECTION = "practice"  # the rail marks it while the page of forms is in front


class FormDesk(QObject):
    """Leads to the page of forms.

    Signals:
        told(str): what was done.
    """

    told = Signal(str)

    def __init__(
        self,
        window: Window,
        record: Tasks,
        work: Work,
        now: Callable[[], datetime],
        trade: Trade = FORMS,
    ) -> None:
        super().__init__(window)
        self._window = window
        self.page = FormsPage(record, work, now, trade)
        self.page.told.connect(self.told)
        self.page.left.connect(window.go_back)

    def show(self) -> None:
        """Show all forms, or the one that is being written."""
        self._window.show_page(self.page, SECTION)

    def reopen(self, draft_id: FormDraftId) -> None:
        """Go on with a form that was being written when the practice was locked."""
        self.show()
        self.page.open_draft(draft_id)

    @property
    def draft_id(self) -> FormDraftId | None:
        """The form that is being written, if its page is in front."""
        return self.page.draft_id if self._window.page is self.page else None

"""The section *Supervision*: passages and the caseload on the private ground, hours on paper."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from practicenotes.domain.changes import Changes
from practicenotes.domain.reflections.supervision_items import SupervisionItemId
from practicenotes.ui import theme as themes
from practicenotes.ui.caseload.page import CaseloadPage
from practicenotes.ui.clients.tabs import Tab, Tabs
from practicenotes.ui.help import topics
from practicenotes.ui.keys import Keys
from practicenotes.ui.supervision.hours import HoursPane
from practicenotes.ui.supervision.passages import Passages
from practicenotes.ui.tasks import Broadcast, Tasks, Work
from practicenotes.ui.widgets.words import Words, rule


PASSAGES, CASELOAD, HOURS = "passages", "caseload", "hours"


class SupervisionSection(QWidget):
    """Three parts behind tabs; the last never sees the private store.

    Signals:
        session_wanted(SessionId), clients_wanted(), thoughts_wanted(ClientId): something else is
        to be shown.
        told(str): what the status bar is to say.
    """

    session_wanted = Signal(str)
    clients_wanted = Signal()
    thoughts_wanted = Signal(str)
    told = Signal(str)

    def __init__(
        self,
        record: Tasks,
        private: Tasks,
        work: Work,
        broadcast: Broadcast,
        check_passphrase: Callable[[str], object],
        now: Callable[[], datetime],
    ) -> None:
        super().__init__()
        self.setProperty("page", True)
        self.setProperty("help", topics.PRIVATE)
        self.passages = Passages(record, private, work, check_passphrase, now)
        self.caseload = CaseloadPage(record, private, now)
        self.hours = HoursPane(record, work, now)
        self._tabs = Tabs("Parts of supervision")
        self._stack = QStackedWidget()
        self._tabs.add(Tab(PASSAGES, "Passages", private=True))
        self._tabs.add(Tab(CASELOAD, "Across the caseload", private=True))
        self._tabs.add(Tab(HOURS, "Hours and training"))
        self._panes: dict[str, Passages | CaseloadPage | HoursPane] = {
            PASSAGES: self.passages,
            CASELOAD: self.caseload,
            HOURS: self.hours,
        }
        for pane in self._panes.values():
            self._stack.addWidget(pane)
            pane.told.connect(self.told)
        self._lay_out()
        self._tabs.chosen.connect(self._show_tab)
        self.passages.session_wanted.connect(self.session_wanted)
        self.passages.clients_wanted.connect(self.clients_wanted)
        self.caseload.client_wanted.connect(self.thoughts_wanted)
        on, back = partial(self._step, 1), partial(self._step, -1)
        Keys(self, {"Ctrl+Tab": on, "Ctrl+Shift+Backtab": back})
        broadcast.changed.connect(self._hear)

    def refresh(self) -> None:
        """Read every part anew."""
        for pane in self._panes.values():
            pane.refresh()

    def open(self, item_id: SupervisionItemId, *, on_sheet: bool = False) -> None:
        """Open one passage, or its sheet."""
        self._tabs.choose(PASSAGES)
        self.passages.open(item_id, on_sheet=on_sheet)

    def choose_tab(self, name: str) -> None:
        """Show one of the parts by its name."""
        self._tabs.choose(name)

    @property
    def tab(self) -> str:
        """The name of the part that is shown."""
        return self._tabs.tab.name

    @property
    def item_id(self) -> SupervisionItemId | None:
        """The passage that is open, if one is."""
        return self.passages.item_id if self.tab == PASSAGES else None

    @property
    def on_sheet(self) -> bool:
        """Whether the sheet of that passage is in front."""
        shown = self.passages.sheet.isVisibleTo(self.passages)
        return self.item_id is not None and shown

    def flush(self) -> None:
        """Hand everything that is unsaved to the store's queue."""
        self.passages.flush()
        self.caseload.flush()

    @property
    def has_unsaved(self) -> bool:
        """Whether anything was typed that no commit has confirmed yet."""
        return self.passages.unsaved.any or self.caseload.has_unsaved

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Pass the keyboard on to the part that is shown."""
        super().focusInEvent(event)
        self._shown.setFocus(event.reason())

    @property
    def _shown(self) -> QWidget:
        return self._panes[self.tab]

    def _show_tab(self, _name: str) -> None:
        self._stack.setCurrentWidget(self._shown)

    def _step(self, by: int) -> None:
        self._tabs.step(by)
        self._shown.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _hear(self, touched: Changes, initiator: object) -> None:
        ours = self.passages, self.passages.saves, self.passages.came_back.saves, self.hours
        if self.isVisible() and initiator not in ours:
            if touched & (Changes.SUPERVISION | Changes.REFLECTIONS | Changes.CLIENTS):
                self.passages.refresh()
            if touched & Changes.HOURS:
                self.hours.refresh()

    def _lay_out(self) -> None:
        look = themes.current()
        title = Words("Supervision", "title")
        margin = look.space("page_margin")
        title.setContentsMargins(margin, look.space("two"), margin, 0)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        stack.addWidget(title)
        stack.addWidget(self._tabs)
        stack.addWidget(rule())
        stack.addWidget(self._stack, 1)

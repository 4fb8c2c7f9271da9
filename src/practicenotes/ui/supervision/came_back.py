"""What came back of an hour while it was spoken about: kept with the hour, not with the passage."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections.looking_back import HourInMemory
from practicenotes.domain.sessions import SessionId
from practicenotes.reflections import memory
from practicenotes.ui import theme as themes
from practicenotes.ui.saving import Autosave, Write
from practicenotes.ui.tasks import Tasks
from practicenotes.ui.widgets.editor import GrowingEditor
from practicenotes.ui.widgets.words import Words, section


DAMAGED = (
    "What came back of this hour can no longer be read; it is not written over, everything else is"
    " safe, and a backup may hold it."
)
PROMPT = "What of the hour came back while you spoke about it? It is kept with the hour itself."


class CameBack(QWidget):
    """One field that belongs to a session; a passage of no session has none."""

    def __init__(self, tasks: Tasks, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._tasks, self._now = tasks, now
        self._hour: HourInMemory | None = None
        self.saves = Autosave(self, tasks, self._compose)
        self.editor = GrowingEditor("What came back", least_lines=2)
        self.editor.textChanged.connect(self._touch)
        self._damaged = Words(DAMAGED, "body", wraps=True)
        self._damaged.hide()
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(themes.current().space("one"))
        stack.addWidget(section("What came &back", self.editor))
        stack.addWidget(Words(PROMPT, "muted", wraps=True))
        stack.addWidget(self._damaged)
        stack.addWidget(self.editor)

    def open(self, session_id: SessionId | None, client_id: ClientId) -> None:
        """Show what came back of a session; what stands of another is kept first."""
        self.setVisible(session_id is not None)
        self.editor.setEnabled(False)
        self.saves.then(partial(self._read, session_id, client_id))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Read anew what may have been written beside the hour itself meanwhile."""
        super().showEvent(event)
        if self._hour and not self.saves.has_unsaved:
            self._read(self._hour.session_id, self._hour.client_id)

    def _read(self, session_id: SessionId | None, client_id: ClientId) -> None:
        self._hour = None
        if session_id is not None:
            self._tasks.run(self, memory.of_session, session_id, client_id, then=self._show)

    def _show(self, hour: HourInMemory) -> None:
        self.editor.set_text("" if hour.damaged else hour.came_back)
        self.editor.setEnabled(not hour.damaged)
        self._damaged.setVisible(hour.damaged)
        self._hour = hour

    def _touch(self) -> None:
        if self._hour and not self._hour.damaged:
            self.saves.touch()

    def _compose(self) -> Write:
        assert self._hour is not None
        hour = self._hour.session_id, self._hour.client_id
        return Write(memory.come_back, (*hour, self.editor.text(), self._now()))

"""Towards the ending: four looks back over the whole of the work, saved as they are written."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from practicenotes.domain import times
from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections.endings import Ending
from practicenotes.reflections import endings
from practicenotes.ui import theme as themes
from practicenotes.ui.saving import Autosave, Write
from practicenotes.ui.tasks import Tasks
from practicenotes.ui.widgets.buttons import LinkButton
from practicenotes.ui.widgets.editor import GrowingEditor
from practicenotes.ui.widgets.phrase import Phrase
from practicenotes.ui.widgets.words import Words, section


QUESTIONS = (
    ("turning_points", "Turning points", "Where did the work turn, and what made it turn?"),
    ("ruptures_mended", "What was mended", "Which strain did we mend, and how?"),
    ("new_experiences", "What was new", "What happened here that life had not taught to expect?"),
    ("never_spoken", "Never spoken", "What was never said, and may it stay so?"),
)
DAMAGED = (
    "This page can no longer be read as it was written and is not written over; everything else"
    " is safe, and a backup may hold it whole."
)


class EndingPart(QWidget):
    """A page to write an ending from; it stays folded until something stands in it.

    Signals:
        saved(str): when what is written was kept last, in words.
    """

    saved = Signal(str)

    def __init__(self, tasks: Tasks, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._tasks, self._now = tasks, now
        self._ending: Ending | None = None
        self.saves = Autosave(self, tasks, self._compose)
        self.saves.saved.connect(self._say_saved)
        self.turn = LinkButton("Write towards the ending")
        self.turn.clicked.connect(lambda: self._unfold(True))
        self._notice = Words(DAMAGED, "body", wraps=True)
        self._sheet = QWidget()
        self.editors = {name: GrowingEditor(label, least_lines=2) for name, label, _ in QUESTIONS}
        stack = QVBoxLayout(self._sheet)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(themes.current().space("one"))
        for name, label, question in QUESTIONS:
            stack.addWidget(section(label, self.editors[name]))
            stack.addWidget(Words(question, "prompt", wraps=True))
            stack.addWidget(self.editors[name])
            self.editors[name].textChanged.connect(self._touch)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(themes.current().space("one"))
        whole.addWidget(Phrase("Towards the ending", "section"))
        whole.addWidget(self.turn, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self._notice, self._sheet):
            whole.addWidget(part)
        self._unfold(False)
        self._notice.hide()

    def open(self, client_id: ClientId) -> None:
        """Show what was written for a client; what another's page still holds is kept first.

        Nothing else writes an ending: the page of the same client stays as it is being written.
        """
        if self._ending and self._ending.client_id == client_id:
            return
        self._sheet.setEnabled(False)
        self._sheet.hide()
        self.turn.hide()
        self.saves.then(partial(self._read, client_id))

    def _read(self, client_id: ClientId) -> None:
        self._ending = None
        self._tasks.run(self, endings.of_client, client_id, then=self._show)

    def _show(self, ending: Ending) -> None:
        for name, editor in self.editors.items():
            editor.set_text("" if ending.damaged else getattr(ending, name))
        self._ending = ending
        self._notice.setVisible(ending.damaged)
        self._sheet.setEnabled(not ending.damaged)
        self._unfold(not ending.is_empty and not ending.damaged)
        self.turn.setHidden(ending.damaged or not ending.is_empty)

    def _unfold(self, unfolded: bool) -> None:
        self._sheet.setVisible(unfolded)
        self.turn.setVisible(not unfolded)
        if unfolded and self.turn.hasFocus():
            self.editors["turning_points"].setFocus()

    def _touch(self) -> None:
        if self._ending and not self._ending.damaged:
            self.saves.touch()

    def _compose(self) -> Write:
        assert self._ending is not None
        texts: dict[str, Any] = {name: editor.text() for name, editor in self.editors.items()}
        return Write(endings.save, (replace(self._ending, **texts), self._now()))

    def _say_saved(self, at: datetime) -> None:
        self.saved.emit(f"Saved {times.clock(times.on_the_wall(at))}")

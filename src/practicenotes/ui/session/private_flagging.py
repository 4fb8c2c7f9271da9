"""Taking a passage of the private side to supervision: selected words, a field, or the whole."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from practicenotes.domain.facets import FacetBook
from practicenotes.domain.reflections import Reflection
from practicenotes.domain.reflections.supervision_items import (
    SupervisionItem,
    SupervisionItemId,
    passage_of,
)
from practicenotes.reflections import supervision
from practicenotes.ui.announce import announce
from practicenotes.ui.session.dialog import PageDialog
from practicenotes.ui.tasks import Tasks
from practicenotes.ui.widgets.card import Card
from practicenotes.ui.widgets.editor import GrowingEditor
from practicenotes.ui.widgets.words import Words, section


NOTHING = "There is nothing written here yet to take to supervision."
TAKEN = "The passage is taken to supervision."
_LINES_END = "\u2029"  # what Qt puts between the lines of a selection


class FlagDialog(PageDialog):
    """Shows the passage and asks what the question is, which may stay open."""

    def __init__(self, parent: QWidget, passage: str) -> None:
        super().__init__(parent, "Take to supervision", "Take it there", "Cancel", private=True)
        self.passage = passage
        self.question = GrowingEditor("My question", plain=True, least_lines=2)
        card = Card(private=True)
        card.stack.addWidget(Words(passage, "reading", wraps=True))
        self.body.addWidget(section("&My question, as far as I know it", self.question))
        self.body.addWidget(self.question)
        self.body.addWidget(section("The passage"))
        self.body.addWidget(card)
        self.body.addStretch()


class Flagging(QObject):
    """Asks for the question and flags the passage.

    Signals:
        taken(): a passage was taken, so that the session is ticked.
        told(str): what the status bar is to say.
    """

    taken = Signal()
    told = Signal(str)

    def __init__(
        self,
        side: QWidget,
        tasks: Tasks,
        now: Callable[[], datetime],
        book: FacetBook,
        written: Callable[[], Reflection | None],
    ) -> None:
        super().__init__(side)
        self._side, self._tasks, self._now = side, tasks, now
        self._book, self._written = book, written
        self.dialog: FlagDialog | None = None

    def ask(self) -> None:
        """Take what is selected, or the field of the keyboard, or else all that is written."""
        reflection = self._written()
        if reflection is None:
            return
        passage = (self._in_focus() or passage_of(reflection, self._book)).strip()
        if not passage:
            announce(self._side, NOTHING)
            self.told.emit(NOTHING)
            return
        dialog = FlagDialog(self._side, passage)
        dialog.asked.connect(lambda: self._flag(dialog, reflection))
        dialog.finished.connect(self._let_go)
        self.dialog = dialog
        dialog.show_sheet()

    def _let_go(self) -> None:
        if self.dialog:
            self.dialog.deleteLater()
            self.dialog = None

    def _in_focus(self) -> str:
        focus = QApplication.focusWidget() or self._side.focusWidget()
        if not isinstance(focus, QPlainTextEdit) or not self._side.isAncestorOf(focus):
            return ""
        selected = focus.textCursor().selectedText().replace(_LINES_END, "\n")
        return selected.strip() or focus.toPlainText()

    def _flag(self, dialog: FlagDialog, reflection: Reflection) -> None:
        dialog.main.setEnabled(False)
        new = SupervisionItem(
            SupervisionItemId(""),
            reflection.client_id,
            reflection.session_id,
            dialog.passage,
            dialog.question.text().strip(),
        )

        def kept(_: SupervisionItemId) -> None:
            dialog.accept()
            self.taken.emit()
            announce(self._side, TAKEN)
            self.told.emit(TAKEN)

        self._tasks.run(self, supervision.flag, new, self._now(), then=kept, failed=dialog.refuse)

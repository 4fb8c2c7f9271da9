"""Taking a passage of the private side to supervision: selected words, a field, or the whole."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from practicenotes.domain.facets import FacetBook
from practicenotes.domain.reflections import Reflection
from practicenotes.domain.reflections.supervision_items import (
    SupervisionItem,
    SupervisionItemId,
    passage_of,
)
from practicenotes.domain.unfinished import Mark
from practicenotes.reflections import supervision, unfinished
from practicenotes.ui.announce import announce
from practicenotes.ui.session.dialog import PageDialog
from practicenotes.ui.tasks import Tasks
from practicenotes.ui.unfinished import Standing
from practicenotes.ui.widgets.card import Card
from practicenotes.ui.widgets.editor import GrowingEditor
from practicenotes.ui.widgets.words import Words, section


SHEET = "flag"
NOTHING = "There is nothing written here yet to take to supervision."
TAKEN = "The passage is taken to supervision."
_LINES_END = "\u2029"  # what Qt puts between the lines of a selection


class FlagDialog(PageDialog):
    """Shows the passage and asks what the question is, which may stay open."""

    def __init__(self, parent: QWidget, passage: str) -> None:
        super().__init__(parent, "Take to supervision", "Take it there", "Cancel", private=True)
        self.passage = passage
        self.question = GrowingEditor("My question", plain=True, least_lines=2)
        self._shown = Words(passage, "reading", wraps=True)
        card = Card(private=True)
        card.stack.addWidget(self._shown)
        self.body.addWidget(section("&My question, as far as I know it", self.question))
        self.body.addWidget(self.question)
        self.body.addWidget(section("The passage"))
        self.body.addWidget(card)
        self.body.addStretch()

    def as_typed(self) -> dict[str, Any]:
        """Return the question, and the passage that it is about once there is one."""
        question = self.question.text()
        return {"question": question, "passage": self.passage if question.strip() else ""}

    def give_back(self, words: Mapping[str, Any]) -> None:
        """Show the question that stood here, with its passage."""
        self.question.set_text(words.get("question", ""))
        self.passage = words.get("passage") or self.passage
        self._shown.say(self.passage)


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

    def ask(self, *, again: bool = False) -> None:
        """Take what is selected, or the field of the keyboard, or else all that is written.

        With `again`, a passage that was about to be taken comes back with its question.
        """
        reflection = self._written()
        if reflection is None:
            return
        passage = (self._in_focus() or passage_of(reflection, self._book)).strip()
        if not passage and not again:
            announce(self._side, NOTHING)
            self.told.emit(NOTHING)
            return
        dialog = FlagDialog(self._side, passage)
        mark = Mark(SHEET, (reflection.client_id, reflection.session_id))
        standing = Standing(dialog, self._tasks, unfinished, mark, self._now)
        dialog.asked.connect(lambda: self._flag(dialog, standing, reflection))
        dialog.finished.connect(lambda _: self._let_go(dialog))
        self.dialog = dialog
        dialog.show_sheet()

    def _let_go(self, dialog: FlagDialog) -> None:
        dialog.deleteLater()
        if dialog is self.dialog:
            self.dialog = None

    def _in_focus(self) -> str:
        focus = QApplication.focusWidget() or self._side.focusWidget()
        if not isinstance(focus, QPlainTextEdit) or not self._side.isAncestorOf(focus):
            return ""
        selected = focus.textCursor().selectedText().replace(_LINES_END, "\n")
        return selected.strip() or focus.toPlainText()

    def _flag(self, dialog: FlagDialog, standing: Standing, reflection: Reflection) -> None:
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

        standing.hand_in(supervision.flag, new, self._now(), then=kept)

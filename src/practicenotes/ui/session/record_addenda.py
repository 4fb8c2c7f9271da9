"""What is added to a signed note: shown below it, and the form that asks for more."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from practicenotes.domain import times
from practicenotes.domain.notes import Addendum, AddendumKind, Note, NoteId
from practicenotes.domain.unfinished import Mark
from practicenotes.records import notes, unfinished
from practicenotes.ui import theme as themes
from practicenotes.ui.session.dialog import PageDialog
from practicenotes.ui.tasks import Tasks
from practicenotes.ui.unfinished import Standing
from practicenotes.ui.widgets.card import Card
from practicenotes.ui.widgets.form import Field, Form, Kind
from practicenotes.ui.widgets.reading import ReadText
from practicenotes.ui.widgets.words import Words


SHEET = "addendum"
_KINDS = (
    (AddendumKind.ADDENDUM, "Addendum"),
    (AddendumKind.AMENDMENT, "Amendment"),
)
_NAMES = dict(_KINDS)
_WAYS = {
    AddendumKind.ADDENDUM: "What you signed was right. Write what it does not say yet.",
    AddendumKind.AMENDMENT: (
        "Something that you signed was wrong. Write what was wrong, and how it is right; the"
        " original stays legible."
    ),
}


class Addenda(QWidget):
    """Every addition in the order of its date.

    Signals:
        added(Note): the note has one more.
    """

    added = Signal(object)

    def __init__(self, tasks: Tasks, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._tasks, self._now = tasks, now
        self._note_id = NoteId("")
        self._about: tuple[str, ...] = ()  # the client, the session and the note
        self._dialog: AddendumDialog | None = None
        self._standing: Standing | None = None
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.setSpacing(themes.current().space("one"))

    def show_note(self, note: Note) -> None:
        """Show what was added to a note, in place of what is shown here."""
        if note.id != self._note_id:
            self._let_go()
        self._note_id = note.id
        self._about = (note.client_id, note.session_id or "", note.id)
        for card in self.findChildren(Card):
            self._stack.removeWidget(card)
            card.hide()
            card.deleteLater()
        for addendum in note.addenda:
            self._stack.addWidget(_card(addendum))
        self.setVisible(bool(note.addenda))

    def ask(self) -> None:
        """Ask for one more; one that was begun and put aside is still there."""
        if self._dialog is None:
            dialog = self._dialog = AddendumDialog(self.window())
            mark = Mark(SHEET, self._about)
            self._standing = Standing(
                *(dialog, self._tasks, unfinished, mark, self._now), stays=True
            )
            dialog.asked.connect(self._keep)
            dialog.thrown_away.connect(self._let_go)
        self._dialog.show_sheet()

    def _keep(self) -> None:
        assert self._dialog is not None
        assert self._standing is not None
        typed = self._dialog.form.values()
        arguments = (self._note_id, typed["kind"], typed["reason"], typed["text"], self._now())
        self._standing.hand_in(notes.add_to, *arguments, then=self._show_added)

    def _show_added(self, note: Note) -> None:
        self._let_go()
        self.added.emit(note)

    def _let_go(self) -> None:
        if self._dialog:
            self._dialog.hide()
            self._dialog.deleteLater()
            self._dialog = self._standing = None


class AddendumDialog(PageDialog):
    """Asks for what is to be added; what was signed stays as it is."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "Add to the signed note", "Add to note", "Cancel")
        self.form = Form(
            (
                Field(
                    "kind",
                    "&Kind",
                    Kind.SEGMENTS,
                    AddendumKind.ADDENDUM,
                    "An addendum adds to a note that was right; an amendment corrects one"
                    " that was wrong. Both stay beside what you signed.",
                    _KINDS,
                ),
                Field("reason", "&Reason", help="Why it is added now."),
                Field("text", "&Text", Kind.LINES),
            )
        )
        self._way = Words("", "body", wraps=True)
        self.form.changed.connect(lambda _: self._weigh())
        self.body.addWidget(self._way)
        self.body.addWidget(self.form)
        self.body.addStretch()
        self._weigh()

    @property
    def way(self) -> str:
        """What is to be written, for the kind that is chosen."""
        return self._way.said()

    def as_typed(self) -> dict[str, Any]:
        """Return what stands in the form."""
        return self.form.as_typed()

    def give_back(self, words: Mapping[str, Any]) -> None:
        """Show what stood in the form."""
        self.form.show_typed(words)

    def _weigh(self) -> None:
        typed = self.form.values()
        self._way.say(_WAYS[typed["kind"]])
        self.main.setEnabled(bool(typed["text"].strip()))


def _card(addendum: Addendum) -> Card:
    at = times.on_the_wall(addendum.signed_at)
    name = _NAMES[addendum.kind]
    card = Card()
    card.stack.addWidget(
        Words(f"{name}, {times.in_full(at)} at {times.clock(at)}", "section", wraps=True)
    )
    if addendum.reason:
        card.stack.addWidget(Words(addendum.reason, "muted", wraps=True))
    text = ReadText(name, wide=True, flat=True)
    text.show_text(addendum.text)
    card.stack.addWidget(text)
    return card

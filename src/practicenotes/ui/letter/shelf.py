"""The part of a client's file where letters lie, with the list of what left the practice."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from practicenotes.domain import times
from practicenotes.domain.disclosures import Disclosure, Way
from practicenotes.domain.letter_shelf import LetterShelf, ShelvedLetter
from practicenotes.domain.letters import Letter, LetterId
from practicenotes.domain.people import ClientId
from practicenotes.domain.unfinished import Mark
from practicenotes.records import disclosures, letter_shelf, letters, trash, unfinished
from practicenotes.ui import theme as themes
from practicenotes.ui.letter.shelf_rows import DisclosureLine, LetterLine
from practicenotes.ui.order import first_stop, follow_reading
from practicenotes.ui.tasks import Tasks
from practicenotes.ui.unfinished import Standing
from practicenotes.ui.widgets.dialog import FormDialog
from practicenotes.ui.widgets.empty import EmptyState
from practicenotes.ui.widgets.form import Field, Kind
from practicenotes.ui.widgets.strip import UndoStrip
from practicenotes.ui.widgets.words import Words, rule, section


NONE_YET = "No letters yet. A new one begins empty, and takes from the record only what you tick."
NOTHING_LEFT = "Nothing has left the practice. Every letter is listed here once it is final."
DELETED = "The draft lies in the trash for thirty days."
NO_DAY = "On which day did it go?"
SHEET = "how it went"


class LetterShelfPage(QWidget):
    """Every letter of one client, and every entry of the list of disclosures.

    Signals:
        letter_wanted(LetterId): a letter is to be opened.
        new_letter_wanted(): another one is to be begun.
        told(str): what was done.
    """

    letter_wanted = Signal(str)
    new_letter_wanted = Signal()
    told = Signal(str)

    def __init__(self, record: Tasks, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._record, self._now = record, now
        self._client_id: ClientId | None = None
        self._shelf: LetterShelf | None = None
        self._again = ""
        self.undo = UndoStrip()
        self.empty = EmptyState(NONE_YET, "New letter…")
        self.empty.wanted.connect(self.new_letter_wanted)
        self.empty.hide()  # until it is known whether there are any
        self.nothing_left = Words(NOTHING_LEFT, "body", wraps=True)
        self.nothing_left.hide()
        self.letters: list[LetterLine] = []
        self.left: list[DisclosureLine] = []
        self.dialog: FormDialog | None = None
        self._lay_out()

    def open(self, client_id: ClientId) -> None:
        """Show this client as the record has it now."""
        if client_id != self._client_id:
            self._client_id, self._shelf = client_id, None
            self.undo.hide()
        self._record.run(self, letter_shelf.of_client, client_id, then=self._show)

    def ask_again(self, letter_id: str) -> None:
        """Ask once more how a letter went, as soon as the letters are there."""
        self._again = letter_id
        self._open_again()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Pass the keyboard on to the first letter, or to the one button where there is none."""
        super().focusInEvent(event)
        if stop := first_stop(self._held):
            stop.setFocus(event.reason())

    # --- what is shown -------------------------------------------------------------------------

    def _show(self, shelf: LetterShelf) -> None:
        if shelf.client_id != self._client_id or shelf == self._shelf:
            return
        self._shelf = shelf
        for row in (*self.letters, *self.left):
            row.hide()
            row.deleteLater()
        self.letters = [LetterLine(each) for each in shelf.letters]
        self.left = [DisclosureLine(each) for each in shelf.disclosures]
        for letter in self.letters:
            letter.open.clicked.connect(partial(self.letter_wanted.emit, letter.shelved.letter.id))
            letter.correct.clicked.connect(partial(self._correct, letter.shelved))
            letter.delete.clicked.connect(partial(self._delete, letter.shelved))
            self._of_letters.addWidget(letter)
        for entry in self.left:
            entry.sent.clicked.connect(partial(self._ask_how, entry.entry))
            self._of_left.addWidget(entry)
        for row in (*self.letters, *self.left):
            row.show()  # at once: the keyboard may go there next
        self.empty.setVisible(not self.letters)
        self.nothing_left.setVisible(not self.left)
        follow_reading(self)
        self._open_again()

    def _open_again(self) -> None:
        for row in self.left if self._again else ():
            if row.entry.letter_id == self._again:
                self._again = ""
                self._ask_how(row.entry)

    # --- what is done --------------------------------------------------------------------------

    def _correct(self, shelved: ShelvedLetter) -> None:
        """Begin a new version, and open it."""

        def begun(letter: Letter) -> None:
            if self._stands(letter.client_id):
                self.letter_wanted.emit(letter.id)

        at = self._now()
        today = times.on_the_wall(at).date()
        self._record.run(self, letters.correct, shelved.letter.id, today, at, then=begun)

    def _delete(self, shelved: ShelvedLetter) -> None:
        letter_id, at = shelved.letter.id, self._now()
        gone = partial(self._gone, shelved.letter)
        self._record.run(self, trash.put_letter, letter_id, at, then=gone)

    def _gone(self, letter: Letter, _: str) -> None:
        if letter.client_id != self._client_id:
            return
        self.undo.offer(DELETED, "Undo", partial(self._bring_back, letter.id))
        self.told.emit(DELETED)
        self._refresh()

    def _bring_back(self, letter_id: LetterId) -> None:
        at = self._now()
        back = self._refresh
        self._record.run(self, trash.restore_object, letter_id, at, then=back)

    def _ask_how(self, entry: Disclosure) -> None:
        """Ask when and how a letter went out; the program itself sends nothing."""
        today = times.on_the_wall(self._now()).date()
        rows = (
            Field("sent_on", "Sent on", Kind.DAY, entry.sent_on or today),
            Field(
                *("way", "How", Kind.SEGMENTS, entry.way or Way.POST),
                options=tuple((way, _short(way)) for way in Way),
                help="This program sends nothing itself.",
            ),
        )
        self.dialog = dialog = FormDialog(self, f"How it went: {entry.what}", rows, "Keep")
        mark = Mark(SHEET, (self._client_id or "", entry.letter_id or ""))
        standing = Standing(dialog, self._record, unfinished, mark, self._now)
        dialog.asked.connect(partial(self._keep_how, dialog, standing, entry))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _keep_how(self, dialog: FormDialog, standing: Standing, entry: Disclosure) -> None:
        values = dialog.form.values()
        if values["sent_on"] is None:
            dialog.say("sent_on", NO_DAY)
            return

        def kept(_: object) -> None:
            dialog.accept()
            self.told.emit("How the letter went is in the list of what left the practice.")
            self._refresh()

        arguments = (entry.letter_id, values["sent_on"], values["way"], self._now())
        standing.hand_in(disclosures.told_of_sending, *arguments, then=kept)

    def _stands(self, client_id: ClientId) -> bool:
        """Say whether the letters of this client are still what is looked at."""
        return client_id == self._client_id and self.isVisible()

    def _refresh(self, *_: object) -> None:
        if self._client_id:
            self.open(self._client_id)

    # --- layout --------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        theme = themes.current()
        margin = theme.space("page_margin")
        self._held = QWidget()
        column = QVBoxLayout(self._held)
        column.setContentsMargins(margin, theme.space("two"), margin, theme.space("three"))
        column.setSpacing(theme.space("one"))
        self._of_letters, self._of_left = QVBoxLayout(), QVBoxLayout()
        column.addWidget(section("Letters"))
        column.addWidget(self.empty)
        column.addLayout(self._of_letters)
        column.addSpacing(theme.space("two"))
        column.addWidget(rule())
        column.addWidget(section("What left the practice"))
        column.addWidget(self.nothing_left)
        column.addLayout(self._of_left)
        column.addStretch()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.undo)
        whole.addWidget(self._held, 1)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)


def _short(way: Way) -> str:
    return way.value.partition(",")[0].capitalize()

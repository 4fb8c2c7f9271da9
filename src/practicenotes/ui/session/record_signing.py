"""How a note is signed, and what can still be done about a signature: always with a reason."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from practicenotes import catalog
from practicenotes.domain import before_signing
from practicenotes.domain.before_signing import Asked
from practicenotes.domain.notes import Note, NoteId
from practicenotes.domain.unfinished import Mark
from practicenotes.errors import AnswerUnseen
from practicenotes.records import signatures, signing, unfinished
from practicenotes.records.write_up import WriteUp
from practicenotes.ui.saving import Autosave
from practicenotes.ui.session import record_unseen
from practicenotes.ui.session.dialog import PageDialog
from practicenotes.ui.session.reason import ReasonDialog
from practicenotes.ui.session.record_reading import Reading
from practicenotes.ui.tasks import Tasks
from practicenotes.ui.unfinished import Standing


READ, WITHDRAWAL, ERROR = "signing", "withdrawal", "in_error"  # sheets that are kept as they stand
WITHDRAW = (
    "The note becomes a draft again. What you signed stays for ever among the former wordings, and"
    " the withdrawal stands beside it with its day and its reason."
)
IN_ERROR = (
    "For a note that should not stand in this file, such as one about another client. It stays"
    " legible, struck through, and is no longer one of the standing notes; it cannot be taken"
    " back. A new note for this session can be begun."
)


class Signing(QObject):
    """Reads a note and signs it, withdraws a signature, and enters a note in error.

    `standing` returns the note as it stands on the page.

    Signals:
        begun(): nothing may be written until it is signed, or `refused`.
        refused(): it was not signed: writing goes on.
        became(Note): the note stands otherwise now.
        session_changed(Session): its risk line may be another.
    """

    begun = Signal()
    refused = Signal()
    became = Signal(object)
    session_changed = Signal(object)

    def __init__(
        self,
        over: QWidget,
        tasks: Tasks,
        now: Callable[[], datetime],
        saves: Autosave,
        standing: Callable[[], WriteUp],
    ) -> None:
        super().__init__(over)
        self._over, self._tasks, self._now = over, tasks, now
        self._saves, self._standing = saves, standing

    def read(self, *, signing: bool, why_late: str = "") -> None:
        """Show the note as the client would read it; with `signing`, it can be signed there.

        `why_late` is the reason that was given when it was read before.
        """
        found = self._standing()
        form = found.form_of(found.note)
        asked = before_signing.asked(found.note, found.session, form, catalog.risk_words())
        questions = asked if signing else Asked()
        reading = Reading(found, self._over, signing=signing, questions=questions)
        reading.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        reading.asked.connect(partial(self._sign, reading, found.note.id, asked))
        if signing:
            self._stand(reading, READ)
        reading.give_back({"why_late": why_late})
        reading.show_sheet()

    def withdraw(self) -> None:
        """Ask why the signature is withdrawn."""
        act = "Withdraw the signature"
        self._ask(ReasonDialog(self._over, act, WITHDRAW, act), signatures.withdraw, WITHDRAWAL)

    def enter_in_error(self) -> None:
        """Ask why the note should not stand in this file."""
        words = ("Entered in error", IN_ERROR, "Enter it in error")
        self._ask(ReasonDialog(self._over, *words), signatures.enter_in_error, ERROR)

    def ask_unseen(self, why_late: str = "") -> None:
        """Ask that each answer of the session was seen; then the note is read, to be signed."""
        found = self._standing()
        if found.session:
            told = self.session_changed.emit
            sign = partial(self.read, signing=True, why_late=why_late)
            about = (found.session, found.note.id)
            record_unseen.ask(self._over, self._tasks, self._now, *about, told, sign)

    def _stand(self, sheet: PageDialog, name: str) -> Standing:
        """Keep what stands in a sheet, in case the practice is locked meanwhile."""
        note = self._standing().note
        mark = Mark(name, (note.client_id, note.session_id or "", note.id))
        return Standing(sheet, self._tasks, unfinished, mark, self._now)

    def _ask(self, dialog: ReasonDialog, operation: Callable[..., Note], name: str) -> None:
        note_id = self._standing().note.id
        standing = self._stand(dialog, name)

        def done(note: Note) -> None:
            dialog.accept()
            self.became.emit(note)

        def keep() -> None:
            arguments = (note_id, dialog.reason, self._now())
            standing.hand_in(operation, *arguments, then=done)

        dialog.asked.connect(keep)
        dialog.finished.connect(dialog.deleteLater)
        dialog.show_sheet()

    def _sign(self, reading: Reading, note_id: NoteId, asked: Asked) -> None:
        """Sign what was just read: nothing can be written between the reading and the signature."""
        why_late = reading.questions.why_late.text()
        reading.accept()
        if note_id == self._standing().note.id:  # another session may have come beneath the reading
            self.begun.emit()
            self._saves.then(partial(self._sign_saved, note_id, why_late, asked))

    def _sign_saved(self, note_id: NoteId, why_late: str, asked: Asked) -> None:
        arguments = (note_id, why_late, asked.to_see, self._now())
        stay = partial(self._stay_unsigned, why_late)
        self._tasks.run(self, signing.sign, *arguments, then=self.became.emit, failed=stay)

    def _stay_unsigned(self, why_late: str, error: Exception) -> bool:
        """Go on writing; where an answer asks to be seen first, ask, and then read again."""
        self.refused.emit()
        if not isinstance(error, AnswerUnseen) or self._standing().session is None:
            return False
        self.ask_unseen(why_late)
        return True

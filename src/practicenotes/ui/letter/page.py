"""The letter page: ticked from the record, written, seen as it prints, approved, then frozen."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from practicenotes import messages
from practicenotes.domain import letters as rules
from practicenotes.domain import times
from practicenotes.domain.letters import Letter, LetterId, LetterState
from practicenotes.domain.people import ClientId
from practicenotes.errors import LetterUnfinished, RowDamaged
from practicenotes.records import brief as briefs
from practicenotes.records import letters
from practicenotes.records.brief import Brief
from practicenotes.ui import unkept
from practicenotes.ui.announce import announce
from practicenotes.ui.help import topics
from practicenotes.ui.keys import Keys
from practicenotes.ui.letter.approval import Approval, drawing
from practicenotes.ui.letter.header import NAME, SHEET, LetterHeader
from practicenotes.ui.letter.outside import WayOut
from practicenotes.ui.letter.panes import Panes
from practicenotes.ui.letter.proof import Proof
from practicenotes.ui.letter.turning import Turning
from practicenotes.ui.letter.veil import FIRST, Veil
from practicenotes.ui.order import follow_reading
from practicenotes.ui.saving import Autosave, Write
from practicenotes.ui.tasks import Tasks, Work
from practicenotes.ui.widgets.strip import NoticeStrip
from practicenotes.ui.widgets.words import cut


class LetterPage(QWidget):
    """One letter; what it shows at the right is, byte for byte, what is printed and kept.

    F4 goes to the next empty place, F6 to the next pane, Ctrl+S saves now, Ctrl+P prints.

    Signals:
        left(): the therapist goes back; everything is saved by then.
        opened(), told(str): another letter is here; what the status bar is to say.
    """

    left, opened, told = Signal(), Signal(), Signal(str)

    def __init__(self, record: Tasks, work: Work, now: Callable[[], datetime]) -> None:
        super().__init__()
        self.setProperty("page", True)
        self.setProperty("help", topics.HANDING_OUT)
        self._now = now
        self._brief: Brief | None = None
        self._letter: Letter | None = None  # as it stands on the page
        self._approving = False
        self._said = ""
        self.header = LetterHeader()
        self.notice, self.problem = NoticeStrip(), NoticeStrip("error")
        self.panes = Panes(self.header, record)
        self.saves = Autosave(self, record, self._compose_save)
        self.turning = Turning(self, record, self.saves)
        self.proof = Proof(self, work, self._compose_proof)
        self.approval = Approval(self, record, work, now)
        self.out = WayOut(self, record, work, now, self.proof)
        self.veil = Veil(self.panes)
        self._keys = Keys(
            self,
            {
                "F4": self.go_to_place,
                "F6": self.panes.next_pane,
                "Ctrl+S": self.save_now,
                "Ctrl+P": self.print,
            },
        )
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        for part in (self.header, self.problem, self.notice):
            stack.addWidget(part)
        stack.addWidget(self.veil, 1)
        stack.addWidget(self.panes, 1)
        self._listen()
        self.panes.setEnabled(False)

    def open(self, letter_id: LetterId) -> None:
        """Open a letter; the one that is open is saved first, and stays while it cannot be."""
        self.turning.to(briefs.gather, letter_id)

    def begin(self, client_id: ClientId, kind_id: str) -> None:
        """Begin a letter of this kind about a client, and open it.

        One that stands here with nothing written yet is that letter already.
        """
        wanted = (client_id, kind_id)
        if not (self.isVisible() and wanted == _just_begun(self._letter, self._brief)):
            told = (*wanted, self._today(), self._now())
            self.turning.to(briefs.begin_of, *told, makes=wanted)

    def flush(self) -> None:
        """Hand everything that is unsaved to the store's queue before returning."""
        self.saves.flush()

    @property
    def has_unsaved(self) -> bool:
        """Whether anything was typed that no commit has confirmed yet."""
        return self.saves.has_unsaved

    @property
    def letter(self) -> Letter | None:
        """The letter as it stands on the page."""
        return self._letter

    def go_to_place(self) -> None:
        """Go to the next empty place."""
        if not self.veil.covers:
            self.panes.show_pane(SHEET)
            self.panes.sheet.go_to_place()

    def save_now(self) -> None:
        """Save, and say so."""
        self.saves.then(lambda: announce(self, self.header.saved.word))

    def print(self) -> None:
        """Print the pages as they stand now; a draft with its watermark."""
        if self._brief and self.header.print.isEnabled():
            self.out.print(self._brief)

    def correct(self) -> None:
        """Begin a new version of the approved letter that is shown, and open it."""
        letter_id = self._shown().letter.id
        told = (letter_id, self._today(), self._now())
        self.turning.to(briefs.correct, *told, makes=letter_id)

    def keep(self) -> None:
        """Save the pages as they stand now as a file outside the vault."""
        self.out.keep(self._shown())

    def approve(self) -> None:
        """Freeze the letter with its exact pages; asks for the consent first if it is missing."""
        letter = self._letter
        if letter is None or self._approving:
            return
        if not letter.consent.is_given:
            self.panes.show_pane(SHEET)
            self.panes.consent.ask(self._shown().client.code_name)
            return
        self.panes.checks.before(self._freeze)

    def _freeze(self) -> None:
        """Approve the letter that was looked over; once, however often that was asked for."""
        if self._letter is None or self._frozen or self._approving:
            return
        self._letter = replace(self._letter, written_on=self._today())
        self._approving = True
        self.panes.setEnabled(False)
        self.header.allow("The letter is being approved.")
        self.saves.touch()
        self.saves.then(partial(self.approval.approve, self._letter, self._shown()))

    def _show(self, brief: Brief) -> None:
        letter = brief.letter
        frozen = letter.state is LetterState.APPROVED or letter.damaged
        if not frozen:  # a letter bears the day on which it goes out
            letter = replace(letter, written_on=self._today())
        self.proof.drop()
        self.out.turn()
        self.veil.turn_to(letter.id)
        self._brief, self._approving = brief, False
        self._letter = None  # on the way the fields speak of two letters
        approved = _approved(letter, brief.sent, self._today())
        self.header.show_letter(brief.client.code_name, letter.kind_name, approved)
        self.setEnabled(True)
        self.panes.setEnabled(True)
        self.panes.show_brief(brief, letter, frozen=frozen)
        self._letter = letter
        self._show_saved(letter.saved_at)
        self.notice.hide()
        if letter.damaged:
            self.problem.say(_why_not(letter, ()), closes=False)
        if not frozen:
            self.proof.begin()
        self._show_state()
        self.opened.emit()
        follow_reading(self)

    def _shown(self) -> Brief:
        assert self._brief is not None
        return self._brief

    @property
    def _frozen(self) -> bool:
        letter = self._letter
        return letter is None or letter.state is LetterState.APPROVED or letter.damaged

    def _hear(self) -> None:
        """Take up what was written, ticked or agreed."""
        if self._letter is None or self._frozen or self._approving:
            return
        agreed = replace(self._letter, **self.panes.beside)
        letter = self.panes.sheet.written(agreed)
        if letter != self._letter:
            self._letter = letter
            self.saves.touch()
            self.proof.touch()
            self._show_state()

    def _show_state(self) -> None:
        """Show what is ticked, what is still empty, and what may be done."""
        letter = self._letter
        if letter is None:
            return
        empty = () if self._frozen else rules.unfilled(letter)
        self.panes.show_state(letter, len(empty))
        self.header.allow(FIRST if self.veil.covers else _why_not(letter, empty))
        said = f"{cut(self._shown().client.code_name, NAME)}, {_in_brief(letter, empty)}"
        if said != self._said:
            self._said = said
            self.told.emit(said)

    # --- saving and drawing --------------------------------------------------------------------

    def _compose_save(self) -> Write:
        assert self._letter is not None
        return Write(letters.save, (self._letter, self._now()))

    def _show_saved(self, at: datetime) -> None:
        self.header.show_saved(_moment(at, self._today()))
        self.problem.hide()

    def _stuck(self, error: Exception) -> None:
        if self._approving:
            self._go_on_writing()
        if not self.isEnabled():
            self.turning.go_on()
        self.header.show_stuck()
        words = unkept.sentence(error)
        if self.problem.isHidden() or self.problem.said() != words:
            self.problem.say(words, closes=False)

    def _compose_proof(self) -> Callable[[], bytes]:
        assert self._letter is not None
        return drawing(self._letter, self._shown(), draft=True)

    def _show_approved(self, letter_id: LetterId) -> None:
        """Show the letter as it is kept now, unless another was opened meanwhile."""
        if self._shown().letter.id == letter_id:
            self.turning.again(briefs.gather, letter_id)

    def _not_approved(self, letter_id: LetterId, error: Exception) -> None:
        if self._shown().letter.id == letter_id:
            self._go_on_writing()
            self.notice.say(messages.sentence(error))

    def _go_on_writing(self) -> None:
        self._approving = False
        self.panes.setEnabled(True)
        self._show_state()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Save when the page is left, whichever way."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.flush()
            self.veil.drop()

    def _today(self) -> date:
        return times.on_the_wall(self._now()).date()

    def _listen(self) -> None:
        self.header.back.clicked.connect(lambda: self.saves.then(self.left.emit))
        acts = (self.keep, self.print, self.approve, self.correct)
        for button, act in zip(self.header.acts, acts, strict=True):
            button.clicked.connect(act)
        self.panes.places.acted.connect(self.go_to_place)
        for part in (self.panes.sheet, self.panes.consent, self.panes.check):
            part.changed.connect(self._hear)
        self.proof.drawn.connect(self.panes.show_pages)
        self.proof.refused.connect(self.panes.refuse_pages)
        self.approval.approved.connect(self._show_approved)
        self.approval.refused.connect(self._not_approved)
        self.saves.saved.connect(self._show_saved)
        self.saves.stuck.connect(self._stuck)
        self.out.gone.connect(self.notice.say)
        self.turning.arrived.connect(self._show)
        self.veil.turned.connect(self._show_state)


def _just_begun(letter: Letter | None, brief: Brief | None) -> tuple[ClientId, str] | None:
    """Return about whom and of which kind a letter was just begun that is still as it began."""
    if letter is None or brief is None or letter.replaces:
        return None
    opened = replace(brief.letter, written_on=letter.written_on)
    new = opened.saved_at == opened.begun_at and letter == opened
    return (letter.client_id, letter.kind_id) if new else None


def _why_not(letter: Letter, empty: tuple[str, ...]) -> str:
    """Return why a letter cannot go out, or an empty text."""
    if letter.damaged:
        return messages.sentence(RowDamaged("letter", letter.id))
    return messages.sentence(LetterUnfinished(empty)) if empty else ""


def _in_brief(letter: Letter, empty: tuple[str, ...]) -> str:
    state = "Approved" if letter.state is LetterState.APPROVED else "Draft"
    if empty:
        places = "place" if len(empty) == 1 else "places"
        state = f"{times.number(len(empty)).capitalize()} {places} empty"
    return f"{letter.kind_name.lower()}. {state}"


def _approved(letter: Letter, sent: str, today: date) -> str:
    """Say when a letter was approved, and how it went once that was told; empty for a draft."""
    if letter.approved_at is None:
        return ""
    approved = f"approved {_moment(letter.approved_at, today)}"
    return f"{approved}, {sent}" if sent else approved


def _moment(at: datetime, today: date) -> str:
    """Return the time of today, or the day of any other: 12:05, or 11 November."""
    wall = times.on_the_wall(at)
    return times.clock(wall) if wall.date() == today else times.in_brief(wall, today)

"""What stands above a record note: its state, its form, the facts of the session."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from practicenotes.domain import notes, times
from practicenotes.domain.forms import NoteTemplate
from practicenotes.domain.notes import Note, NoteState, RemarkKind
from practicenotes.domain.sessions import Session
from practicenotes.records.write_up import Around
from practicenotes.ui import card_acts
from practicenotes.ui import theme as themes
from practicenotes.ui.card_acts import CardAct
from practicenotes.ui.fields import offering
from practicenotes.ui.session.record_facts import FactsLine
from practicenotes.ui.session.record_goals import GoalsTouched
from practicenotes.ui.session.record_menu import RecordMenu
from practicenotes.ui.widgets.beside import Beside
from practicenotes.ui.widgets.buttons import IconButton, LinkButton
from practicenotes.ui.widgets.grouped import GroupedChoice
from practicenotes.ui.widgets.state import StateLabel
from practicenotes.ui.widgets.words import Words


PRINT, SAVE = "print", "save"
DAMAGED = (
    "This note can no longer be read as it was written; it is shown as it is and cannot be edited,"
    " the rest of the record is safe, and a backup may hold it whole. “Check now” on the Practice"
    " page offers to repair it."
)
LATE = "Signed more than a day after the session."
LATE_ENTRY = "Late entry: begun more than a day after the session."
LEGIBLE = "It stays legible, and is no longer one of the standing notes."


class RecordHead(QWidget):
    """Says what kind of note it is and how it stands, and holds what can be changed about it.

    Signals:
        card_wanted(CardAct): something is to be done with a client card.
        act_wanted(RecordAct): something is to be done with the note.
        new_wanted(): another note is to be begun in place of this one.
        paper_wanted(str): the note is to be printed, or saved as PDF; PRINT or SAVE.
        another_wanted(): another note is to be begun beside this one.
        former_wanted(): a former note is to stand beside this one.
        file_wanted(): a file of the session is to be kept.
        opened_up(bool): the facts can be changed, or no longer.
    """

    card_wanted = Signal(object)
    act_wanted = Signal(object)
    new_wanted = Signal()
    paper_wanted = Signal(str)
    another_wanted = Signal()
    former_wanted = Signal()
    file_wanted = Signal()
    opened_up = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._known: set[str] = set()
        self.state = StateLabel()
        self.template = GroupedChoice("Form of the note")
        self.reading = LinkButton("Read as the client would")  # where the page has no room for it
        self.reading.hide()
        self.former = LinkButton("Former note")
        self.former.setToolTip("Ctrl+Shift+O")
        self.former.clicked.connect(self.former_wanted)
        self.facts = FactsLine()
        self.goals = GoalsTouched()
        self._of_session: list[QAction] = []
        self._menu = self._more()
        self.notice = Words("", "small", wraps=True)
        self.new = LinkButton("Begin a new note for this session")
        self.new.clicked.connect(self.new_wanted)
        self.new.hide()
        theme = themes.current()
        gap = theme.space("one") + theme.space("half")
        row = Beside(gap, under=theme.space("half"), centred=True)
        row.add(_in_a_row(gap, Words("Record note", "section"), self.state, self.former, None))
        row.add(_in_a_row(gap, None, self.reading, self.template, self._menu))
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(theme.space("one"))
        stack.addLayout(row)
        stack.addWidget(self.facts)
        stack.addWidget(self.goals)
        stack.addWidget(self.notice)
        stack.addWidget(self.new, 0, Qt.AlignmentFlag.AlignLeft)

    def add_beneath(self, part: QWidget) -> None:
        """Put something else about the session under its facts."""
        stack = self.layout()
        if isinstance(stack, QVBoxLayout):
            stack.insertWidget(stack.indexOf(self.notice), part)

    def offer(self, forms: Sequence[NoteTemplate], used_last: Sequence[str]) -> None:
        """Offer these forms, those used last first."""
        self._known = {form.id for form in forms}
        self.template.offer_groups(offering.groups(forms, used_last))

    def show_note(
        self, note: Note, session: Session | None, around: Around, at: datetime, *, writable: bool
    ) -> None:
        """Show how a note stands; the form and the facts can be changed while it is writable."""
        if session:
            self.facts.show_session(session)
        self.facts.setVisible(session is not None)
        for action in self._of_session:
            action.setVisible(session is not None)
        self.facts.edit.setVisible(writable)
        self.opened_up.emit(writable)
        self.template.setVisible(writable)
        self.former.setVisible(writable)
        if note.template_id in self._known:
            self.template.set_value(note.template_id)
        self.state.show_state(*_badge(note))
        self.notice.say(DAMAGED if note.damaged else _notice(note, session))
        self.notice.setVisible(bool(self.notice.said()))
        wrong = note.state is NoteState.IN_ERROR and not note.damaged
        self.new.setVisible(wrong and session is not None)
        self.menu.show_note(note, around, at)

    def _more(self) -> IconButton:
        """Return the menu of what else can be done here."""
        more = IconButton("ellipsis", "More for this note")
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(more)
        menu.addAction("&Print this note…", lambda: self.paper_wanted.emit(PRINT))
        menu.addAction("Save this note as P&DF…", lambda: self.paper_wanted.emit(SAVE))
        menu.addAction("&Another note…", self.another_wanted.emit)
        paper = set(menu.actions())
        menu.addSeparator()
        card_acts.offer(menu, (*card_acts.BEGUN, CardAct.READ), self.card_wanted.emit)
        menu.addAction("Add a &file…", self.file_wanted.emit)
        self._of_session = [action for action in menu.actions() if action not in paper]
        self.menu = RecordMenu(menu, self.act_wanted.emit)
        more.setMenu(menu)
        return more


def _in_a_row(gap: int, *parts: QWidget | None) -> QWidget:
    """Return widgets side by side; None stands for room that nothing takes."""
    held = QWidget()
    row = QHBoxLayout(held)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(gap)
    for part in parts:
        if part:
            row.addWidget(part)
        else:
            row.addStretch()
    return held


def _badge(note: Note) -> tuple[str, str]:
    """Return the state and the word that stand beside the title of the note."""
    if note.damaged:
        return "error", "damaged"
    if note.signed_at is None:
        return "draft", note.state.value
    if note.state is NoteState.IN_ERROR:
        return "error", note.state.value
    at = times.on_the_wall(note.signed_at)
    return "signed", f"signed {times.clock(at)}"


def in_error(note: Note) -> str:
    """Return since when a note is entered in error, and why."""
    return _remark(note, RemarkKind.IN_ERROR)


def _notice(note: Note, session: Session | None) -> str:
    """Return what is to be known about the whole note."""
    if note.state is NoteState.IN_ERROR:
        return f"{in_error(note)} {LEGIBLE}"
    begun = times.on_the_wall(note.begun_at)
    late_entry = session is not None and notes.is_late_entry(session.starts_at, begun)
    said = _remark(note, RemarkKind.LATE_ENTRY) or (LATE_ENTRY if late_entry else "")
    if note.signed_late and not late_entry:
        said = LATE
    withdrawn = [
        f"Its signature of {_moment(was.signed_at)} was withdrawn on {_moment(was.at)}:"
        f" {was.reason.rstrip('.')}. What was signed is kept among the former wordings."
        for was in note.withdrawals
    ]
    return "\n".join(part for part in (said, *withdrawn) if part)


def _remark(note: Note, kind: RemarkKind) -> str:
    said = note.remark(kind)
    if said is None:
        return ""
    return f"{kind.value.capitalize()}, {_moment(said.at)}: {said.reason.rstrip('.')}."


def _moment(at: datetime) -> str:
    wall = times.on_the_wall(at)
    return f"{times.in_full(wall)} at {times.clock(wall)}"

"""What stands above a record note: its state, its form, the facts of the session."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from practicenotes.domain import notes, times
from practicenotes.domain.forms import NoteTemplate
from practicenotes.domain.notes import Note, NoteState, RemarkKind
from practicenotes.domain.sessions import Session
from practicenotes.records.write_up import Around
from practicenotes.ui import card_acts
from practicenotes.ui import theme as themes
from practicenotes.ui.card_acts import CardAct
from practicenotes.ui.session.record_facts import FactsLine
from practicenotes.ui.session.record_menu import RecordMenu
from practicenotes.ui.widgets.beside import Beside
from practicenotes.ui.widgets.buttons import IconButton, LinkButton
from practicenotes.ui.widgets.choice import Choice
from practicenotes.ui.widgets.state import StateLabel
from practicenotes.ui.widgets.words import Words


DAMAGED = (
    "This note can no longer be read as it was written; it is shown as it is and cannot be edited,"
    " the rest of the record is safe, and a backup may hold it whole."
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
    """

    card_wanted = Signal(object)
    act_wanted = Signal(object)
    new_wanted = Signal()

    def __init__(self, forms: Sequence[NoteTemplate]) -> None:
        super().__init__()
        self._known = {form.id for form in forms}
        self.state = StateLabel()
        self.template = Choice("Form of the note", [(form.id, form.name) for form in forms])
        self.reading = LinkButton("Read as the client would")  # where the page has no room for it
        self.reading.hide()
        self.facts = FactsLine()
        self.notice = Words("", "small", wraps=True)
        self.new = LinkButton("Begin a new note for this session")
        self.new.clicked.connect(self.new_wanted)
        self.new.hide()
        theme = themes.current()
        gap = theme.space("one") + theme.space("half")
        row = Beside(gap, under=theme.space("half"), centred=True)
        row.add(_in_a_row(gap, Words("Record note", "section"), self.state, None))
        row.add(_in_a_row(gap, None, self.reading, self.template, self._more()))
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(theme.space("one"))
        stack.addLayout(row)
        stack.addWidget(self.facts)
        stack.addWidget(self.notice)
        stack.addWidget(self.new, 0, Qt.AlignmentFlag.AlignLeft)

    def show_note(
        self, note: Note, session: Session, around: Around, at: datetime, *, writable: bool
    ) -> None:
        """Show how a note stands; the form and the facts can be changed while it is writable."""
        self.facts.show_session(session)
        self.facts.edit.setVisible(writable)
        self.template.setVisible(writable)
        if note.template_id in self._known:
            self.template.set_value(note.template_id)
        self.state.show_state(*_badge(note))
        self.notice.say(DAMAGED if note.damaged else _notice(note, session))
        self.notice.setVisible(bool(self.notice.said()))
        self.new.setVisible(note.state is NoteState.IN_ERROR and not note.damaged)
        self.menu.show_note(note, around, at)

    def _more(self) -> IconButton:
        """Return the menu of what else belongs to the session."""
        more = IconButton("ellipsis", "More for this session")
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(more)
        card_acts.offer(menu, (*card_acts.BEGUN, CardAct.READ), self.card_wanted.emit)
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


def _notice(note: Note, session: Session) -> str:
    """Return what is to be known about the whole note."""
    if note.state is NoteState.IN_ERROR:
        return f"{in_error(note)} {LEGIBLE}"
    late_entry = notes.is_late_entry(session.starts_at, times.on_the_wall(note.begun_at))
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

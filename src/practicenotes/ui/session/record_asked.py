"""What is asked beneath the reading before a note is signed: questions, and never a lock."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from practicenotes.domain import times
from practicenotes.domain.before_signing import Asked
from practicenotes.domain.notes import Note
from practicenotes.domain.sessions import Session
from practicenotes.ui import theme as themes
from practicenotes.ui.widgets.words import Words, section


SEEN = "I have seen what is written about risk: {where}"
EMPTY = "Left empty in the record: {what}. What stands on the private side alone is no part of it."


class Questions(QWidget):
    """Why the note is late, that its words about risk were seen, and what was left empty.

    Signals:
        answered(): something was typed or ticked.
    """

    answered = Signal()

    def __init__(self, asked: Asked, note: Note, session: Session | None) -> None:
        super().__init__()
        self._asked = asked
        self.why_late = QLineEdit()
        self.why_late.setAccessibleName("Why it is written now")
        self.why_late.textEdited.connect(lambda _: self.answered.emit())
        where = ", ".join(dict.fromkeys(place for place, _ in asked.risk))
        self.seen = QCheckBox(SEEN.format(where=where))
        self.seen.toggled.connect(lambda _: self.answered.emit())
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(themes.current().space("one"))
        if asked.late and session:
            stack.addWidget(Words(_late(note, session), "body", wraps=True))
            stack.addWidget(section("&Why it is written now", self.why_late))
            stack.addWidget(self.why_late)
        if asked.risk:
            stack.addWidget(self.seen)
        self.empty = Words(EMPTY.format(what=", ".join(asked.empty)), "body", wraps=True)
        stack.addWidget(self.empty)
        self.empty.setVisible(bool(asked.empty))
        self.why_late.setVisible(asked.late)
        self.seen.setVisible(bool(asked.risk))
        self.setVisible(asked.late or bool(asked.risk or asked.empty))

    @property
    def complete(self) -> bool:
        """Whether the law's reason and the therapist's own look are there; all else may wait."""
        reason = not self._asked.late or bool(self.why_late.text().strip())
        return reason and (not self._asked.risk or self.seen.isChecked())


def _late(note: Note, session: Session) -> str:
    begun = times.in_full(times.on_the_wall(note.begun_at))
    held = times.in_full(session.starts_at)
    return f"This is a late entry: begun on {begun} for the session of {held}."

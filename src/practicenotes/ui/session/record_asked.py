"""What is asked beneath the reading before a note is signed: questions, and never a lock."""

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from practicenotes.domain import times
from practicenotes.domain.before_signing import Asked
from practicenotes.domain.notes import Note
from practicenotes.domain.sessions import Session
from practicenotes.ui import theme as themes
from practicenotes.ui.widgets.words import Words, section


SEEN = "I have seen what is written about risk: {where}"
LOOKED = "I have looked at these words: {where}"
WORDS = "{where}: “{said}” Is this about risk?"
SILENT = (
    "Nothing stands under risk yet. If these words are about it, they can be written there too."
)
MORE = "{count} more such sentences stand in the note above."
ONE_MORE = "One more such sentence stands in the note above."
MOST, LONGEST = 2, 110  # sentences, and characters of each, that are shown under the reading
EMPTY = "Left empty in the record: {what}. What stands on the private side alone is no part of it."


class Questions(QWidget):
    """Why the note is late, that its words about risk were seen, and what was left empty.

    Words of other sections that can be about risk are shown one by one, as a question.

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
        where = ", ".join(dict.fromkeys(place for place, _ in asked.to_see))
        self.seen = QCheckBox((SEEN if asked.risk else LOOKED).format(where=where))
        self.seen.toggled.connect(lambda _: self.answered.emit())
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(themes.current().space("one"))
        if asked.late and session:
            stack.addWidget(Words(_late(note, session), "body", wraps=True))
            stack.addWidget(section("&Why it is written now", self.why_late))
            stack.addWidget(self.why_late)
        self.words = [Words(said, "body", wraps=True) for said in _about_words(asked)]
        for words in self.words:
            stack.addWidget(words)
        if asked.to_see:
            stack.addWidget(self.seen)
        self.empty = Words(EMPTY.format(what=", ".join(asked.empty)), "body", wraps=True)
        stack.addWidget(self.empty)
        self.empty.setVisible(bool(asked.empty))
        self.why_late.setVisible(asked.late)
        self.seen.setVisible(bool(asked.to_see))
        if not (asked.late or asked.to_see or asked.empty):
            self.hide()

    @property
    def complete(self) -> bool:
        """Whether the law's reason and the therapist's own look are there; all else may wait."""
        reason = not self._asked.late or bool(self.why_late.text().strip())
        return reason and (not self._asked.to_see or self.seen.isChecked())


def _about_words(asked: Asked) -> Iterator[str]:
    """Yield what is said about words of other sections: a question each, and no finding."""
    for where, said in asked.words[:MOST]:
        yield WORDS.format(where=where, said=_short(said))
    if more := len(asked.words[MOST:]):
        yield ONE_MORE if more == 1 else MORE.format(count=more)
    if asked.words and asked.silent:
        yield SILENT


def _short(said: str) -> str:
    return said if len(said) <= LONGEST else f"{said[: LONGEST - 1].rstrip()}…"


def _late(note: Note, session: Session) -> str:
    begun = times.in_full(times.on_the_wall(note.begun_at))
    held = times.in_full(session.starts_at)
    return f"This is a late entry: begun on {begun} for the session of {held}."

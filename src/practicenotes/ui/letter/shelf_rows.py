"""One line of the list of letters, and one of the list of what left the practice."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from practicenotes.domain import times
from practicenotes.domain.disclosures import Disclosure
from practicenotes.domain.letter_shelf import ShelvedLetter
from practicenotes.ui import damage
from practicenotes.ui import theme as themes
from practicenotes.ui.widgets.buttons import LinkButton
from practicenotes.ui.widgets.flow import Flow
from practicenotes.ui.widgets.state import StateLabel
from practicenotes.ui.widgets.words import Words


OPEN, CORRECT, DELETE = "Open", "Correct…", "Delete"
SENT = "Say how it went…"
SENT_AGAIN = "Change how it went…"
DAMAGED = "A damaged entry", "changed from outside, or worn out on the disk"
_STATES = {"draft": "draft", "final": "signed", "damaged": "error"}


class LetterLine(QWidget):
    """A letter: its kind and state, its day and reader, and what can be done with it."""

    def __init__(self, shelved: ShelvedLetter) -> None:
        super().__init__()
        self.shelved = shelved
        letter = shelved.letter
        name = damage.words(letter.kind_name, "A letter")
        head = Flow(12, holder := QWidget())
        head.addWidget(Words(name, "strong"))
        head.addWidget(StateLabel(_STATES[shelved.state], shelved.state))
        whole = not letter.damaged
        about = f"{shelved.state}, {shelved.about}"
        self.open = _act(OPEN, name, about)
        self.correct = _act(CORRECT, name, about)
        self.delete = _act(DELETE, name, about)
        self.correct.setVisible(whole and not shelved.is_draft and shelved.replaced_on is None)
        self.delete.setVisible(whole and shelved.is_draft)
        _stack(self, holder, Words(shelved.about, "muted", wraps=True), self._acts())

    def _acts(self) -> QWidget:
        acts = QWidget()
        row = Flow(16, acts)
        for act in (self.open, self.correct, self.delete):
            row.addWidget(act)
        return acts


class DisclosureLine(QWidget):
    """What left the practice: what, to whom and when, on what grounds, and how it went."""

    def __init__(self, entry: Disclosure) -> None:
        super().__init__()
        self.entry = entry
        day = times.in_full(times.on_the_wall(entry.at).date())
        what, about = f"{entry.what}, to {entry.recipient}", f"final on {day}"
        if entry.damaged:
            what, about = DAMAGED
        self.sent = _act(SENT_AGAIN if entry.sent else SENT, what, about)
        self.sent.setVisible(bool(entry.letter_id) and not entry.damaged)
        said = [about, entry.basis, entry.sent or "not said yet how it went"]
        lines = said[:1] if entry.damaged else said
        words = [Words(f"{line[:1].upper()}{line[1:]}", "muted", wraps=True) for line in lines]
        acts = QWidget()
        Flow(16, acts).addWidget(self.sent)
        _stack(self, Words(what, "strong", wraps=True), *words, acts)


def _act(words: str, what: str, about: str) -> LinkButton:
    act = LinkButton(words)
    act.setAccessibleName(f"{words.rstrip('…')}: {what}, {about}")
    return act


def _stack(line: QWidget, *parts: QWidget) -> None:
    stack = QVBoxLayout(line)
    stack.setContentsMargins(0, 0, 0, themes.current().space("one"))
    stack.setSpacing(2)
    for part in parts:
        stack.addWidget(part)

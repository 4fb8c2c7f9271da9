"""What the record says before a session: what is read slowly, and the facts at its side."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from practicenotes.domain import times
from practicenotes.ui import theme
from practicenotes.ui.before.record_words import Fact, Group, Part
from practicenotes.ui.widgets.buttons import LinkButton
from practicenotes.ui.widgets.drawing import Drawing
from practicenotes.ui.widgets.flow import Flow
from practicenotes.ui.widgets.phrase import Phrase
from practicenotes.ui.widgets.words import Words, rule, section


MARK = 26  # px at 100 % text: the icon or number of a fact, with the air behind it


class ReadingPart(QWidget):
    """A name, and what was written under it.

    Signals:
        opened(SessionId): the whole note is wanted.
    """

    opened = Signal(str)

    def __init__(self, part: Part) -> None:
        super().__init__()
        look = theme.current()
        head = QWidget()
        names = Flow(look.space("one"), head)
        names.addWidget(section(part.name))
        if part.aside:
            names.addWidget(Phrase(part.aside, "small"))
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(look.space("half"))
        stack.addWidget(head)
        stack.addWidget(Words(part.text, "body" if part.ours else "reading", wraps=True))
        if part.opens:
            session_id = part.opens
            more = LinkButton("Open the note")
            more.setAccessibleName(f"Open the note of {part.aside}")
            more.setAutoDefault(True)  # Enter takes it, as it takes every button
            more.clicked.connect(lambda: self.opened.emit(session_id))
            stack.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)


class Side(QFrame):
    """A quiet column of facts, group under group."""

    def __init__(self, minutes: int, groups: tuple[Group, ...]) -> None:
        super().__init__()
        look = theme.current()
        self._stack = QVBoxLayout(self)
        self._stack.setSpacing(look.space("one"))
        self._stack.addWidget(_how_long(minutes))
        for group in groups:
            self._stack.addSpacing(look.space("one"))
            self._stack.addWidget(rule())
            self._stack.addSpacing(look.space("one"))
            self._stack.addWidget(section(group.name))
            self._stack.addWidget(_facts(group.facts))
        self._stack.addStretch()

    def set_beside(self, beside: bool) -> None:
        """Stand beside what is read, or under it."""
        look = theme.current()
        side = look.space("pane_margin" if beside else "page_margin")
        top = look.space("three") if beside else 0
        self._stack.setContentsMargins(side, top, side, look.space("two"))
        theme.mark(self, side=beside)


def _how_long(minutes: int) -> QWidget:
    held = QWidget()
    row = QHBoxLayout(held)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.current().space("one"))
    count = times.number(minutes).capitalize()
    row.addWidget(Drawing("hourglass", "text_muted"))
    row.addWidget(Phrase(f"{count} minute{'' if minutes == 1 else 's'} to read.", "muted"), 1)
    return held


def _facts(facts: tuple[Fact, ...]) -> QWidget:
    look = theme.current()
    held = QWidget()
    grid = QGridLayout(held)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(0)
    grid.setVerticalSpacing(look.space("half"))
    grid.setColumnMinimumWidth(0, look.scaled(MARK))
    grid.setColumnStretch(1, 1)
    for line, fact in enumerate(facts):
        mark = _number(fact.mark) if fact.numbered else _icon(fact.mark)
        grid.addWidget(mark, line, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(Words(fact.words, "fact", wraps=True), line, 1)
    return held


def _number(words: str) -> QWidget:
    """Return a number on the line of the words beside it."""
    number = Words(words, "muted", wraps=True)
    number.setWordWrap(False)
    return number


def _icon(name: str) -> QWidget:
    """Return an icon on the middle of the first line beside it."""
    held = QWidget()
    stack = QVBoxLayout(held)
    look = theme.current()
    over = (look.line("small") - look.icon_size("normal")) // 2
    stack.setContentsMargins(0, max(0, over), 0, 0)
    stack.addWidget(Drawing(name))
    return held

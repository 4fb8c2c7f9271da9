"""A kind of letter as a letter of it begins: what always stands there, and what can be ticked."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from practicenotes.domain.letter_kind_changes import OFFERED
from practicenotes.domain.letter_kinds import LetterKind, Part
from practicenotes.ui import theme as themes
from practicenotes.ui.widgets.card import Card
from practicenotes.ui.widgets.words import Words
from practicenotes.ui.widgets.words import rule as line_between


NOTHING = "There is nothing in this letter yet."
PASSAGES = "Here passages of signed notes can be taken over."
_UNTICKED = "☐"


class KindPreview(QWidget):
    """The letter on its sheet; beneath it, what is told to the writer alone."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Preview")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._sheet = Card()
        self._sheet.stack.setSpacing(themes.current().space("one"))
        self._writer = QVBoxLayout()
        self._writer.setSpacing(themes.current().space("half"))
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(themes.current().space("two"))
        stack.addWidget(self._sheet)
        stack.addLayout(self._writer)
        stack.addStretch()

    def show_form(self, kind: LetterKind) -> None:
        """Draw a kind."""
        for layout in (self._sheet.stack, self._writer):
            while (taken := layout.takeAt(0)) is not None:
                if widget := taken.widget():
                    widget.hide()
                    widget.deleteLater()
        for words in _on_paper(kind):
            self._sheet.stack.addWidget(words)
        if kind.footer:
            self._sheet.stack.addWidget(line_between())
            self._sheet.stack.addWidget(Words(kind.footer, "small", wraps=True))
        for heading, told in _to_writer(kind):
            self._writer.addWidget(Words(heading, "section"))
            for line in told:
                self._writer.addWidget(Words(line, "muted", wraps=True))


def _on_paper(kind: LetterKind) -> Iterator[Words]:
    yield Words(kind.subject, "heading", wraps=True)
    yield Words(kind.greeting, "reading", wraps=True)
    if not kind.parts:
        yield Words(NOTHING, "muted", wraps=True)
    for part in kind.parts:
        yield from _of_part(part)
    yield Words(kind.closing, "reading", wraps=True)


def _of_part(part: Part) -> Iterator[Words]:
    if part.opening:
        yield Words(part.opening, "reading", wraps=True)
    told = [(rule.sentence, rule.label) for rule in part.offers]
    told += [(phrase.sentence, phrase.label) for phrase in part.phrases]
    for sentence, label in told:
        yield Words(f"{_UNTICKED}  {sentence or label}", "muted", wraps=True)
    if part.passages:
        yield Words(f"{_UNTICKED}  {PASSAGES}", "muted", wraps=True)


def _to_writer(kind: LetterKind) -> Iterator[tuple[str, tuple[str, ...]]]:
    never = tuple(OFFERED.get(name, name) for name in kind.never)
    for heading, told in (
        ("Leave out", kind.leaves_out),
        ("Think of", kind.think_of),
        ("Never offered here", (", ".join(never),) if never else ()),
    ):
        if told:
            yield heading, told

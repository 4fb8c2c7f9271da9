"""The list of sources of a letter: what each of its sentences rests on; it is never printed."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from practicenotes.domain.letter_sources import ListedSource
from practicenotes.domain.writing import reading
from practicenotes.ui import theme as themes
from practicenotes.ui.order import follow_reading
from practicenotes.ui.widgets.buttons import LinkButton
from practicenotes.ui.widgets.page import scrolled
from practicenotes.ui.widgets.state import StateLabel
from practicenotes.ui.widgets.words import Words, section


NONE_YET = "Nothing from the record stands in this letter yet."
NONE = "Nothing in this letter was taken from the record."
ABOUT = "Where the sentences come from. This list is never printed."
AS_IT_STOOD = "What the letter took from the record, as it stood then. This list is never printed."
_EXCERPT = 90  # characters


class SourcesPane(QWidget):
    """Every sentence that rests on the record, under its number.

    Signals:
        sentence_wanted(int): this source of the list is to be found in the letter.
        source_wanted(str): the thing of the record with this id is to be opened.
        offers_wanted(): what the record offers is to be shown.
    """

    sentence_wanted = Signal(int)
    source_wanted = Signal(str)
    offers_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Sources of the letter")
        self.listed: tuple[ListedSource, ...] = ()
        self._note = Words("", "body", wraps=True)
        self.empty = Words(NONE_YET, "body", wraps=True)
        self.offers = LinkButton("Show what the record offers")
        self.offers.clicked.connect(self.offers_wanted)
        self._frozen = False
        self.rows: list[SourceRow] = []
        theme = themes.current()
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(theme.space("three"), theme.space("two"), 20, theme.space("two"))
        column.setSpacing(theme.space("half"))
        column.addWidget(section("Sources"))
        column.addWidget(self._note)
        column.addWidget(self.empty)
        column.addWidget(self.offers, 0, Qt.AlignmentFlag.AlignLeft)
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.space("two"))
        column.addSpacing(theme.space("one"))
        column.addLayout(self._list)
        column.addStretch()
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.addWidget(scrolled(sheet))
        self._show()

    def show_sources(self, listed: Sequence[ListedSource], *, frozen: bool) -> None:
        """Show these sources; nothing is built anew where they are the same."""
        if (tuple(listed), frozen) != (self.listed, self._frozen):
            self.listed, self._frozen = tuple(listed), frozen
            self._show()

    def _show(self) -> None:
        for row in self.rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [SourceRow(each) for each in self.listed]
        for number, row in enumerate(self.rows):
            row.to_it.clicked.connect(partial(self.sentence_wanted.emit, number))
            row.open.clicked.connect(partial(self.source_wanted.emit, row.listed.record_id))
            self._list.addWidget(row)
            row.show()
        self._note.say(AS_IT_STOOD if self._frozen else ABOUT)
        self.empty.say(NONE if self._frozen else NONE_YET)
        self.empty.setVisible(not self.rows)
        self.offers.setVisible(not self.rows and not self._frozen)
        follow_reading(self)


class SourceRow(QWidget):
    """One source: its number, where and when it was said, the sentence, and what happened since."""

    def __init__(self, listed: ListedSource) -> None:
        super().__init__()
        self.listed = listed
        theme = themes.current()
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(2)
        number = f"{listed.number}  " if listed.number else ""
        stack.addWidget(Words(f"{number}{listed.label}", "strong", wraps=True))
        if listed.detail:
            stack.addWidget(Words(listed.detail, "muted", wraps=True))
        stack.addWidget(Words(_excerpt(listed.text), "muted", wraps=True))
        if listed.since:
            stack.addWidget(_Since(listed.since))
        self.to_it, self.open = LinkButton("Go to it"), LinkButton("Open")
        name = f"{listed.number}, {listed.label}" if listed.number else listed.label
        self.to_it.setAccessibleName(f"Go to the sentence: {name}")
        self.open.setAccessibleName(f"Open the source: {name}")
        acts = QHBoxLayout()
        acts.setSpacing(theme.space("two"))
        acts.addWidget(self.to_it)
        acts.addWidget(self.open)
        acts.addStretch()
        stack.addLayout(acts)


class _Since(QWidget):
    """What happened to a source since, with its sign."""

    def __init__(self, since: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(themes.current().space("half"))
        words = Words(f"{since[:1].upper()}{since[1:]}", "small", wraps=True)
        themes.mark(words, state="draft")
        row.addWidget(StateLabel("lacking", ""), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(words, 1)


def _excerpt(text: str) -> str:
    text = reading.plain(text)
    return text if len(text) <= _EXCERPT else f"{text[:_EXCERPT].rsplit(' ', 1)[0]} …"

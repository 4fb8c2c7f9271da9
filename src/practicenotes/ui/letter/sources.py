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
_AT_ONCE = 40  # sources: a letter may rest on hundreds, and is read at every key


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
        self._most = _AT_ONCE
        self.more = LinkButton("Show more")
        self.more.clicked.connect(self._show_more)
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
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch()
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.addWidget(scrolled(sheet))
        self._show()

    def show_sources(self, listed: Sequence[ListedSource], *, frozen: bool) -> None:
        """Show these sources; nothing is built anew where they are the same."""
        if frozen is not self._frozen or not listed:
            self._most = _AT_ONCE
        if (tuple(listed), frozen) != (self.listed, self._frozen):
            self.listed, self._frozen = tuple(listed), frozen
            self._show()

    def _show(self) -> None:
        """Show as many as are wanted; a row stays, with other words, where one is built."""
        shown = self.listed[: self._most]
        count = len(self.rows)
        for row in self.rows[len(shown) :]:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        del self.rows[len(shown) :]
        for row, each in zip(self.rows, shown, strict=False):
            row.show_source(each)
        for number, each in enumerate(shown[count:], count):
            self._add(number, each)
        self._note.say(AS_IT_STOOD if self._frozen else ABOUT)
        self.empty.say(NONE if self._frozen else NONE_YET)
        self.empty.setVisible(not self.rows)
        self.offers.setVisible(not self.rows and not self._frozen)
        left = len(self.listed) - len(shown)
        self.more.setText(f"Show more ({left} left)")
        self.more.setVisible(left > 0)
        if count != len(self.rows):
            follow_reading(self)

    def _add(self, number: int, listed: ListedSource) -> None:
        row = SourceRow()
        row.show_source(listed)
        row.to_it.clicked.connect(partial(self.sentence_wanted.emit, number))
        row.open.clicked.connect(lambda: self.source_wanted.emit(row.listed.record_id))
        self._list.addWidget(row)
        row.show()
        self.rows.append(row)

    def _show_more(self) -> None:
        last = len(self.rows)
        self._most += _AT_ONCE
        self._show()
        self.rows[last].to_it.setFocus(Qt.FocusReason.OtherFocusReason)


class SourceRow(QWidget):
    """One source: its number, where and when it was said, the sentence, and what happened since."""

    def __init__(self) -> None:
        super().__init__()
        self._listed: ListedSource | None = None
        self._label = Words("", "strong", wraps=True)
        self._detail, self._text = (Words("", "muted", wraps=True) for _ in range(2))
        self._since = _Since()
        self.to_it, self.open = LinkButton("Go to it"), LinkButton("Open")
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(2)
        for part in (self._label, self._detail, self._text, self._since):
            stack.addWidget(part)
        acts = QHBoxLayout()
        acts.setSpacing(themes.current().space("two"))
        acts.addWidget(self.to_it)
        acts.addWidget(self.open)
        acts.addStretch()
        stack.addLayout(acts)

    @property
    def listed(self) -> ListedSource:
        """The source that is shown."""
        assert self._listed is not None
        return self._listed

    def show_source(self, listed: ListedSource) -> None:
        """Show a source."""
        if listed == self._listed:
            return
        self._listed = listed
        self._label.say(f"{listed.number}  {listed.label}" if listed.number else listed.label)
        self._text.say(_excerpt(listed.text))
        self._detail.say(listed.detail)
        self._detail.setVisible(bool(listed.detail))
        self._since.say(listed.since)
        name = f"{listed.number}, {listed.label}" if listed.number else listed.label
        self.to_it.setAccessibleName(f"Go to the sentence: {name}")
        self.open.setAccessibleName(f"Open the source: {name}")


class _Since(QWidget):
    """What happened to a source since, with its sign; hidden where nothing did."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(themes.current().space("half"))
        self._words = Words("", "small", wraps=True)
        themes.mark(self._words, state="draft")
        row.addWidget(StateLabel("lacking", ""), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)

    def say(self, since: str) -> None:
        """Say what happened."""
        self._words.say(f"{since[:1].upper()}{since[1:]}")
        self.setVisible(bool(since))


def _excerpt(text: str) -> str:
    text = reading.plain(text)
    return text if len(text) <= _EXCERPT else f"{text[:_EXCERPT].rsplit(' ', 1)[0]} …"

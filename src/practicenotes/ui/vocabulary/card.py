"""The cards of the practice page about writing: spelling, measure and size, words and snippets."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from practicenotes import spelling
from practicenotes.exchange import dictionary_file
from practicenotes.spelling import languages
from practicenotes.ui import theme as themes
from practicenotes.ui.tasks import Work
from practicenotes.ui.vocabulary import Vocabulary
from practicenotes.ui.vocabulary.snippets_sheet import SnippetsSheet
from practicenotes.ui.vocabulary.words_sheet import WordsSheet
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.card import Card
from practicenotes.ui.widgets.choice import Choice
from practicenotes.ui.widgets.flow import Flow
from practicenotes.ui.widgets.segments import Segments
from practicenotes.ui.widgets.state import NeverPrinted
from practicenotes.ui.widgets.words import Words, section
from practicenotes.ui.writing.side import WritingSide


NO_SPELLING = (
    "Spelling cannot be checked on this computer: there is no dictionary library for it."
    " Everything else works as it does elsewhere."
)
ADDED = "{name} can be chosen now."

_MEASURES = tuple((count, f"{count}") for count in (56, 64, 72, 80))
_SIZES = tuple((size, f"{size} %") for size in (90, 100, 115, 130, 150))
_SPACINGS = ((100, "As the font"), (115, "More"), (130, "Wide"), (150, "Widest"))
_LOOKS = (
    ("Characters in a line of a note", _MEASURES, "measure"),
    ("Size of what you write", _SIZES, "size"),
    ("Space between lines", _SPACINGS, "spacing"),
)


class WritingCard(Card):
    """How one writes: the language that is checked, and the look of the lines.

    Signals:
        told(str): something was done.
        look_chosen(WritingLook): lines that are written are to look otherwise.
    """

    told = Signal(str)
    look_chosen = Signal(object)

    def __init__(self, vocabulary: Vocabulary, work: Work) -> None:
        super().__init__()
        self._vocabulary, self._work = vocabulary, work
        self.stack.addWidget(Words("Writing", "heading"))
        self._language = Choice("Spelling", self._options())
        self._language.chosen.connect(lambda code: vocabulary.choose(str(code)))
        self._add_spelling()
        look = themes.current().writing
        for name, options, part in _LOOKS:
            choice = Segments(name, options)
            choice.set_value(getattr(look, part))
            choice.chosen.connect(partial(self._take_look, part))
            self.stack.addWidget(section(name))
            self.stack.addWidget(choice)
        self.stack.addLayout(_buttons(vocabulary.record, self, private=False))
        vocabulary.speller.changed.connect(self._show_language)
        self._show_language()

    def _add_spelling(self) -> None:
        if not spelling.is_available():
            self.stack.addWidget(Words(NO_SPELLING, "body", wraps=True))
            return
        bring = Button("Add a dictionary…")
        bring.clicked.connect(self._bring)
        self.stack.addWidget(section("Spelling", self._language))
        row = Flow(themes.current().space("one"))
        row.addWidget(self._language)
        row.addWidget(bring)
        self.stack.addLayout(row)

    def _options(self) -> tuple[tuple[str, str], ...]:
        found = languages.languages(self._vocabulary.added)
        return (("", "Off"), *((each.code, each.name) for each in found))

    def _show_language(self) -> None:
        chosen = self._vocabulary.speller.language
        if chosen in dict(self._options()):
            self._language.set_value(chosen)

    def _take_look(self, part: str, value: int) -> None:
        self.look_chosen.emit(replace(themes.current().writing, **{part: value}))

    def _bring(self) -> None:
        """Ask for the file; nothing waits for the answer, so that a lock finds no question."""
        asks = QFileDialog(self, "A dictionary as LibreOffice uses it", "", "Dictionaries (*.dic)")
        asks.setFileMode(QFileDialog.FileMode.ExistingFile)
        asks.fileSelected.connect(lambda chosen: self.bring(Path(chosen)))
        asks.finished.connect(asks.deleteLater)
        asks.open()

    def bring(self, dictionary: Path) -> None:
        """Copy a dictionary to this computer's others, and offer it."""
        added = self._vocabulary.added
        self._work.run(self, dictionary_file.bring, dictionary, added, then=self._brought)

    def _brought(self, language: languages.Language) -> None:
        self._language.offer(self._options())
        self._show_language()
        self.told.emit(ADDED.format(name=language.name))


class PrivateWritingCard(Card):
    """The private layer's own words and snippets."""

    def __init__(self, side: WritingSide) -> None:
        super().__init__(private=True, edged=True)
        self.stack.addWidget(Words("Writing on the private side", "heading"))
        self.stack.addWidget(NeverPrinted())
        self.stack.addLayout(_buttons(side, self, private=True))


def _buttons(side: WritingSide, over: QWidget, *, private: bool) -> Flow:
    def shower(sheet: Callable[..., WordsSheet | SnippetsSheet]) -> Callable[..., None]:
        return lambda: sheet(side, over, private=private).show_sheet()

    row = Flow(themes.current().space("one"))
    for words, sheet in (("Learnt words…", WordsSheet), ("Snippets…", SnippetsSheet)):
        button = Button(words)
        button.setAccessibleName(f"{words} {'private' if private else 'of the record'}")
        button.clicked.connect(shower(sheet))
        row.addWidget(button)
    return row

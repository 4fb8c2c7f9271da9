"""What one side of the practice knows about words: its own words, its snippets, the names at hand.

The record and the private layer have one each, fed from its own store; nothing goes across.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from practicenotes.domain import times
from practicenotes.domain.writing import words
from practicenotes.domain.writing.snippets import Snippet
from practicenotes.ui.keeps import Keeps
from practicenotes.ui.tasks import Tasks
from practicenotes.ui.writing.speller import Speller


MOST_SURE = 50_000  # words

_LENT = "writing_side"
_OF_RECORD, _OF_PRIVATE = "record_writing_side", "private_writing_side"


@dataclass(frozen=True, slots=True)
class Operations:
    """How one store keeps learnt words and snippets."""

    words: Callable[..., tuple[str, ...]]
    learn: Callable[..., None]
    forget: Callable[..., None]
    snippets: Callable[..., tuple[Snippet, ...]]
    keep: Callable[..., object]
    remove: Callable[..., None]
    begun: Keeps  # sheets that are kept as they stand


class WritingSide(QObject):
    """The words and snippets of one store, for the sheets that they are lent to.

    Signals:
        judged(frozenset): these words were just found to be misspelt.
        changed(): other words are right now, or another language is checked.
        stored(): the store has other words or snippets now.
    """

    judged = Signal(object)
    changed = Signal()
    stored = Signal()

    def __init__(
        self, tasks: Tasks, store: Operations, speller: Speller, now: Callable[[], datetime]
    ) -> None:
        super().__init__()  # no child of the speller: from one side no way may lead to the other
        self.tasks, self.store, self.speller, self.now = tasks, store, speller, now
        self.client = ""  # the code name of whoever the page in front is about; "": not known
        self.learnt: tuple[str, ...] = ()
        self.snippets: tuple[Snippet, ...] = ()
        self._right: frozenset[str] = frozenset()
        self._names: frozenset[str] = frozenset()
        self._ignored: set[str] = set()
        self._sure: dict[str, bool] = {}  # what was found of words, until others are right
        speller.judged.connect(self._pass_on)
        speller.changed.connect(self.changed)

    def refresh(self) -> None:
        """Read words and snippets anew."""
        self.tasks.run(self, self.store.words, then=self._take_words)
        self.tasks.run(self, self.store.snippets, then=self._take_snippets)

    def meet(self, client: str, names: Iterable[str]) -> None:
        """Know whom the page in front is about: their names are spelt as they are."""
        self.client = client
        whole = " ".join((client, *names))
        found = frozenset(_plainly(word) for _, _, word in words.to_check(whole))
        if found != self._names:
            self._names = found
            self._tell()

    @property
    def today(self) -> date:
        """The day on the wall."""
        return times.on_the_wall(self.now()).date()

    def is_misspelt(self, word: str) -> bool:
        """Say whether a word is known to be misspelt; one never heard of is looked up first."""
        if self._knows(word):
            return False
        return self.speller.is_misspelt(word)

    def learn(self, word: str) -> None:
        """Keep a word in the store of this side; from now on it is right here, and only here."""
        self._take_words((*self.learnt, word))
        self._write(self.store.learn, word)

    def forget(self, word: str) -> None:
        """Take a learnt word out of the store."""
        self._take_words(tuple(each for each in self.learnt if each != word))
        self._write(self.store.forget, word)

    def ignore(self, word: str) -> None:
        """Leave a word alone until the practice is locked."""
        self._ignored.add(_plainly(word))
        self._tell()

    def _write(self, operation: Callable[..., None], word: str) -> None:
        def again(_error: Exception) -> bool:
            self.refresh()  # what the store has counts
            return False

        self.tasks.run(
            self, operation, word, self.now(), then=lambda _: self.stored.emit(), failed=again
        )

    def _knows(self, word: str) -> bool:
        """Say whether a word is right on this side; asked for every word at every key."""
        known = self._sure.get(word)
        if known is None:
            if len(self._sure) > MOST_SURE:
                self._sure.clear()
            known = self._sure[word] = self._is_right(word)
        return known

    def _is_right(self, word: str) -> bool:
        plain = _plainly(word)
        return (
            word in self._right
            or word.lower() in self._right
            or plain in self._names
            or plain in self._ignored
            or (plain.endswith("'s") and self._is_right(word[:-2]))
        )

    def _tell(self) -> None:
        self._sure.clear()
        self.changed.emit()

    def _pass_on(self, wrong: frozenset[str]) -> None:
        misspelt = frozenset(word for word in wrong if not self._knows(word))
        if misspelt:
            self.judged.emit(misspelt)

    def _take_words(self, learnt: tuple[str, ...]) -> None:
        self.learnt, self._right = learnt, frozenset(learnt)
        self._tell()
        self.stored.emit()

    def _take_snippets(self, snippets: tuple[Snippet, ...]) -> None:
        self.snippets = snippets
        self.stored.emit()


def withhold(sheet: QWidget) -> None:
    """Let a sheet use no words of any side: it holds names, or what is no prose."""
    sheet.setProperty(_LENT, False)


def lend(page: QWidget, side: WritingSide) -> None:
    """Let every sheet on a page, and on what opens over it, use the words of a side."""
    page.setProperty(_LENT, side)


def lent_to(sheet: QWidget) -> WritingSide | None:
    """Return the side whose words a sheet may use: that of the nearest page around it."""
    page = page_of(sheet)
    side = page.property(_LENT) if page else _of_ground(sheet)
    return side if isinstance(side, WritingSide) else None


def lend_to_dialogs(window: QWidget, record: WritingSide, private: WritingSide) -> None:
    """Let dialogs that open over no page of a side use the words of the ground they lie on."""
    window.setProperty(_OF_RECORD, record)
    window.setProperty(_OF_PRIVATE, private)


def _of_ground(sheet: QWidget) -> object:
    """Return the side of the ground of a dialog, as the window around it knows it."""
    if not isinstance(sheet.window(), QDialog):
        return None
    around: QWidget | None = sheet
    side = _OF_RECORD
    while around is not None:
        side = _OF_PRIVATE if around.property("ground") == "private" else side
        if found := around.property(side):
            return found
        around = around.parentWidget()
    return None


def page_of(sheet: QWidget) -> QWidget | None:
    """Return the nearest page around a sheet to which a side was lent, or withheld."""
    around: QWidget | None = sheet
    while around is not None and around.property(_LENT) is None:
        around = around.parentWidget()
    return around


def _plainly(word: str) -> str:
    return word.casefold().replace("’", "'")

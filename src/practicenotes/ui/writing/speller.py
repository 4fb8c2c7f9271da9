"""Looks words up in a dictionary while the hand goes on writing."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from practicenotes import spelling
from practicenotes.spelling import Dictionary
from practicenotes.ui.tasks import Work


OFF = ""
MOST_KEPT = 200_000  # verdicts: what a long day of writing needs, many times over


class Speller(QObject):
    """Knows which words are misspelt in the chosen language; asks elsewhere, in batches.

    A word that is not known yet counts as right until the answer is there.

    Signals:
        judged(frozenset): these words were just found to be misspelt.
        changed(): another language is checked, or none.
    """

    judged = Signal(object)
    changed = Signal()

    def __init__(self, work: Work, added: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work, self._added = work, added
        self._language = OFF
        self._dictionary: Dictionary | None = None
        self._wrong: dict[str, bool] = {}
        self._asked: set[str] = set()
        self._busy = False
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._ask)

    @property
    def is_on(self) -> bool:
        """Whether there is a dictionary to look words up in."""
        return self._dictionary is not None

    @property
    def language(self) -> str:
        """The language that was chosen, or an empty text for none."""
        return self._language

    def choose(self, language: str) -> None:
        """Check this language from now on, or none; a dictionary is loaded elsewhere."""
        self._language = language
        self._put_in_use(None)
        if language and spelling.is_available():
            take = partial(self._take, language)
            self._work.run(self, spelling.load, language, self._added, then=take)

    def is_misspelt(self, word: str) -> bool:
        """Say whether a word is misspelt, as far as is known by now."""
        found = self._wrong.get(word)
        if found is None and self.is_on:
            self._asked.add(word)
            if not self._busy and not self._soon.isActive():
                self._soon.start()
        return found or False

    def suggest(self, asker: QObject, word: str, then: Callable[[tuple[str, ...]], object]) -> None:
        """Look for what may have been meant, and say it to `then` while the asker lives."""
        if self._dictionary is None:
            then(())
        else:
            self._work.run(asker, self._dictionary.suggest, word, then=then)

    def _take(self, language: str, dictionary: Dictionary) -> None:
        if language == self._language:
            self._put_in_use(dictionary)

    def _put_in_use(self, dictionary: Dictionary | None) -> None:
        self._dictionary = dictionary
        self._wrong.clear()
        self._asked.clear()
        self.changed.emit()

    def _ask(self) -> None:
        if self._dictionary is None or not self._asked:
            return
        asked, self._asked = tuple(self._asked), set()
        self._busy = True
        judge, take = self._dictionary.misspelt, partial(self._learn, self._dictionary, asked)
        self._work.run(self, judge, asked, then=take, failed=self._give_up)

    def _learn(self, dictionary: Dictionary, asked: tuple[str, ...], wrong: frozenset[str]) -> None:
        self._busy = False
        if dictionary is self._dictionary:
            if len(self._wrong) > MOST_KEPT:
                self._wrong.clear()
            self._wrong |= {word: word in wrong for word in asked}
            if wrong:
                self.judged.emit(wrong)
        if self._asked:
            self._soon.start()

    def _give_up(self, _error: Exception) -> bool:
        self._busy = False
        return False

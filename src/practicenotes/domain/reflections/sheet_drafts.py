"""A sheet in the making: its sentences, and what is to be looked at before one is released."""

from dataclasses import dataclass, field, replace
from datetime import date

from practicenotes.domain.reflections import disguise, sheets
from practicenotes.domain.reflections.disguise import Find, Index
from practicenotes.domain.reflections.sheets import Sentence
from practicenotes.domain.supervision import DisguisedSheet, NameBook


@dataclass(frozen=True, slots=True)
class SheetDraft:
    """What stands on the table; each act gives another draft.

    `on` is the day of the session that it is about; `left_so` are words that looked like a name and
    are none.
    """

    sentences: tuple[Sentence, ...] = ()
    alias: str = ""
    book: NameBook = field(default_factory=NameBook, repr=False)
    on: date | None = None
    left_so: tuple[str, ...] = ()
    index: Index | None = field(default=None, repr=False, compare=False)  # of the book
    finds: tuple[Find, ...] = field(init=False, compare=False)  # what is still to be looked at

    def __post_init__(self) -> None:
        """Look through every sentence once."""
        index = self.index
        if index is None or index.book is not self.book:
            index = Index.of(self.book)
            object.__setattr__(self, "index", index)
        found = disguise.find(self.sentences, index, self.alias, self.on, self.left_so)
        object.__setattr__(self, "finds", found)

    @property
    def alias_tells(self) -> bool:
        """Whether the alias itself is a name from the files."""
        return disguise.tells(self.alias, self.index or self.book)

    def finds_in(self, number: int) -> tuple[Find, ...]:
        """Return what is still to be looked at in one sentence."""
        return tuple(find for find in self.finds if find.sentence == number)

    def release(self, number: int, *, released: bool = True) -> "SheetDraft":
        """Release a sentence or take it back; one in which a name may be left stays as it is."""
        if released and self.finds_in(number):
            return self
        return self._with(sheets.release(self.sentences, number, released=released))

    def reword(self, number: int, words: str) -> "SheetDraft":
        """Put other words for one sentence, which nobody has released yet."""
        return self._with(sheets.reword(self.sentences, number, words))

    def put(self, words: str, instead: str) -> "SheetDraft":
        """Put other words in every place of these."""
        return self._with(disguise.put(self.sentences, words, instead))

    def leave(self, words: str) -> "SheetDraft":
        """Remember that words are no name."""
        return replace(self, left_so=(*self.left_so, words))

    def named(self, alias: str) -> "SheetDraft":
        """Let another alias stand for the client."""
        return replace(self, alias=alias.strip())

    def sheet(self, on: date) -> DisguisedSheet:
        """Return the page: what is released and holds nothing that is still to be looked at."""
        waiting = {find.sentence for find in self.finds}
        ready = [each for n, each in enumerate(self.sentences) if n not in waiting]
        return sheets.sheet("" if self.alias_tells else self.alias, ready, on)

    def _with(self, sentences: tuple[Sentence, ...]) -> "SheetDraft":
        return replace(self, sentences=sentences)

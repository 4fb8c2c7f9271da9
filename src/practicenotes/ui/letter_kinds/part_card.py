"""One part in the list of a kind of letter that is written: closed to a line, or open."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from practicenotes.domain.forms import Layer
from practicenotes.domain.letter_kinds import Fact
from practicenotes.ui.forms.section_card import SectionCard
from practicenotes.ui.forms.watching import Acts, watch
from practicenotes.ui.letter_kinds.part_fields import PartFields


NOTHING_ALWAYS = "Nothing stands here always"
_LONGEST = 40  # signs of a sentence, before it is cut: at 200 % no more fit into a small window


class PartCard(SectionCard):
    """A part under its number."""

    what = "Part"

    def __init__(
        self,
        acts: Acts,
        free: Callable[[], Sequence[Fact]],
        add_fact: Callable[["PartCard", Fact], None],
        add_phrase: Callable[["PartCard"], None],
    ) -> None:
        super().__init__(Layer.RECORD, acts)
        self._free, self._add_fact, self._add_phrase = free, add_fact, add_phrase

    def about(self, shown: Any) -> list[str]:
        """Return how much is on offer."""
        told = []
        for count, one, many in (
            (len(shown.offers), "1 fact", "facts"),
            (len(shown.phrases), "1 sentence to tick", "sentences to tick"),
        ):
            told += [one if count == 1 else f"{count} {many}"] if count else []
        return told + (["passages of notes"] if shown.passages else [])

    def called(self, shown: Any) -> str:
        """Return the beginning of what always stands there."""
        words = shown.opening or NOTHING_ALWAYS
        return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()} …"

    def make_fields(self, shown: Any) -> PartFields:
        """Return the fields of a part that is open."""
        fields = PartFields(shown)
        fields.fact_wanted.connect(lambda fact: self._add_fact(self, fact))
        fields.phrase_wanted.connect(lambda: self._add_phrase(self))
        fields.show_part(shown, self._free())
        return fields

    def fits(self, shown: Any) -> bool:  # noqa: ARG002 - a part is of one kind
        """Say that the fields of one part show any."""
        return True

    def refill(self, shown: Any) -> None:
        """Show other values, and hear the keys of the page in new fields, too."""
        self.fields.show_part(shown, self._free())
        watch(self.fields.findChildren(QWidget), self.keys, self.acts)

"""The left of the page on which a kind of letter is written: its head, and its parts."""

from collections.abc import Sequence
from typing import Any

from practicenotes.domain import form_drafts
from practicenotes.domain import letter_kind_drafts as rules
from practicenotes.domain.forms import Layer
from practicenotes.domain.letter_kind_changes import OFFERED, READERS, VOICES
from practicenotes.domain.letter_kinds import Fact, Reader, Voice
from practicenotes.ui.forms.column import FormColumn
from practicenotes.ui.forms.section_card import SectionCard
from practicenotes.ui.letter_kinds.part_card import PartCard
from practicenotes.ui.letter_kinds.part_fields import first_sentence
from practicenotes.ui.widgets.form import Field, Kind


NO_PARTS = "There are no parts yet. A part is a paragraph of the letter."
ASKS = (
    "Places that only you can fill, one to a line: purpose stands in a sentence as {purpose},"
    " and the letter waits for it."
)
_LISTS = ("asks", "leaves_out", "think_of")


class KindColumn(FormColumn):
    """A kind of letter as it is written."""

    rules = rules
    heading, none, field = "Parts", NO_PARTS, "parts"

    def head_rows(self) -> tuple[Field, ...]:
        """Return the fields at the head."""
        return (
            Field("name", "Name"),
            Field("summary", "Description", help="One line, for the list of letters."),
            Field("reader", "Goes to", Kind.CHOICE, Reader.OTHER, options=tuple(READERS.items())),
            Field("voice", "Speaks", Kind.SEGMENTS, Voice.ABOUT, options=tuple(VOICES.items())),
            Field("large", "Printed in large type", Kind.YES, value=False),
            Field("alias", "Without the client’s name", Kind.YES, value=False),
            Field("states_purpose", "Prints what it is for", Kind.YES, value=True),
            Field("subject", "Subject", help="{client} is the name, {code_name} the code name."),
            Field("greeting", "Greeting", help="{recipient} is whom it goes to."),
            Field("asks", "Places to fill", Kind.LINES, help=ASKS),
            Field("closing", "Closing"),
            Field("footer", "Footer", help="Stands small at the foot of every page."),
            Field(
                *("never", "Never offers", Kind.SEVERAL, ()),
                options=tuple(OFFERED.items()),
                help="What no part of this letter may offer to be ticked.",
            ),
            Field("leaves_out", "Leave out", Kind.LINES, help="For you alone, one to a line."),
            Field("think_of", "Think of", Kind.LINES, help="For you alone, one to a line."),
        )

    def ways(self) -> tuple[tuple[str, Layer], ...]:
        """Return the button that adds a part."""
        return (("Add a part", Layer.RECORD),)

    def read(self, name: str, typed: Any) -> Any:
        """Return what a field at the head holds: of a list, its lines."""
        return form_drafts.lines(typed) if name in _LISTS else super().read(name, typed)

    def items(self, template: Any) -> Sequence[Any]:
        """Return the parts."""
        parts: Sequence[Any] = template.parts
        return parts

    def key(self, item: Any) -> tuple[str, Layer]:
        """Return the key of a part."""
        return item.key, Layer.RECORD

    def is_typed(self, item: Any, name: str, value: Any) -> bool:
        """Say whether words of a sentence are typed, or one came or went."""
        if name in ("offers", "phrases"):
            return len(value) == len(getattr(item, name))
        return super().is_typed(item, name, value)

    def named(self, item: Any) -> str:  # noqa: ARG002 - a part has no name
        """Return what a part is called when it is moved, or gone."""
        return "The part"

    def card(self, item: Any) -> SectionCard:  # noqa: ARG002 - all cards are alike
        """Return a card for a part."""
        free = lambda: rules.free_facts(self.shown)  # noqa: E731
        return PartCard(self.acts, free, self._add_fact, self._add_phrase)

    def _add_fact(self, card: PartCard, fact: Fact) -> None:
        at = self.cards.index(card)
        added = rules.with_fact(self.shown, at, first_sentence(fact))
        self.changed.emit(added, (), "")
        self.go_to(at, f"offers {len(added.parts[at].offers)}, sentence")

    def _add_phrase(self, card: PartCard) -> None:
        at = self.cards.index(card)
        added = rules.with_phrase(self.shown, at)
        self.changed.emit(added, (), "")
        self.go_to(at, f"phrases {len(added.parts[at].phrases)}, label")

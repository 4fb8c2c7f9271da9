"""The ten facets of the relationship, their prompts and anchors; nothing here is private."""

from dataclasses import dataclass
from enum import Enum

from practicenotes.domain.cards import CardForm, CardLine


SCALE = range(5)  # 0 to 4; "not observed" is not a number


class StrainKind(Enum):
    """The two families of movement in a moment of strain, and their mixture."""

    WITHDRAWAL = "withdrawal"
    CONFRONTATION = "confrontation"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class Facet:
    """One facet: what to look at, three questions, and five anchors from 0 to 4."""

    id: str
    order: int
    name: str
    short: str
    description: str
    observation: str
    own_part: str
    next_session: str
    client_observed: str
    card: str
    anchors: tuple[str, str, str, str, str]
    not_observed_when: str
    low_cue: str
    related_markers: tuple[str, ...]
    bordin: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Marker:
    """One sign of strain, with what would count against reading it so."""

    id: str
    kind: StrainKind
    group: str
    label: str
    counter_cue: str


@dataclass(frozen=True, slots=True)
class Repair:
    """One way of answering strain."""

    id: str
    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class FacetBook:
    """The whole of `resources/alliance/facets.toml`."""

    facets: tuple[Facet, ...]
    markers: tuple[Marker, ...]
    repairs: tuple[Repair, ...]
    composite_min_rated: int
    client_card: CardForm

    def facet(self, facet_id: str) -> Facet:
        """Return one facet by its id; KeyError when there is none."""
        return {facet.id: facet for facet in self.facets}[facet_id]

    def marker(self, marker_id: str) -> Marker:
        """Return one marker by its id; KeyError when there is none."""
        return {marker.id: marker for marker in self.markers}[marker_id]

    def card_lines(self, chosen: str = "") -> tuple[CardLine, ...]:
        """Return the lines of a new card, empty and in the order of the book.

        `chosen` are ids with spaces between them, as the setting keeps them; where none of them is
        known, the lines are the default ones.
        """
        ids = set(chosen.split()) & {facet.id for facet in self.facets}
        wanted = ids or set(self.client_card.default_lines)
        return tuple(CardLine(each.id, each.card) for each in self.facets if each.id in wanted)

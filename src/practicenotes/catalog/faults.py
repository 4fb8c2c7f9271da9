"""What the trade forbids in a file of the catalog, beyond the types of its fields."""

from collections.abc import Iterable, Iterator

from practicenotes.domain import letters
from practicenotes.domain.facets import Facet, FacetBook
from practicenotes.domain.letter_kinds import FACT_VALUES, LetterKind, Part


Fault = tuple[str, str]  # where in the file, and why it is wrong

# The legal name is filled into the subject only, so that a screen has one place to cover; the name
# of the reader wherever the letter speaks to its reader.
_IN_SUBJECT = frozenset({"client"})
_TO_READER = frozenset({"recipient"})

_PARTS_OF_ALLIANCE = frozenset({"goal", "task", "bond"})  # Bordin 1979
_REPAIR_KINDS = frozenset({"immediate", "exploratory", "none"})


def in_letter(kind: LetterKind) -> Iterator[Fault]:
    """Yield what is wrong in a kind of letter, the first thing first."""
    yield from _in_text("subject", kind.subject, _IN_SUBJECT)
    yield from _in_text("greeting", kind.greeting, _TO_READER)
    if not kind.parts:
        yield "parts", "a letter needs at least one part"
    for number, part in enumerate(kind.parts, 1):
        yield from _inside(f"parts {number}", _in_part(part))
    if [part.passages for part in kind.parts].count(True) > 1:
        yield "parts", "passages of notes can go into one part only"
    facts = [offer.fact for part in kind.parts for offer in part.offers]
    for fact in facts:
        if facts.count(fact) > 1:
            yield "parts", f"{fact.value} is offered more than once"
    yield from _in_text("closing", kind.closing, ())
    yield from _in_text("footer", kind.footer, ())


def _in_part(part: Part) -> Iterator[Fault]:
    yield from _in_text("opening", part.opening, _TO_READER)
    for number, offer in enumerate(part.offers, 1):
        faults = _in_text("sentence", offer.sentence, FACT_VALUES[offer.fact])
        yield from _inside(f"offers {number}", faults)


def _in_text(where: str, text: str, fillable: Iterable[str]) -> Iterator[Fault]:
    """Yield the places that could never be filled, and brackets that make no place."""
    found = letters.places(text)
    known = ", ".join(f"{{{name}}}" for name in sorted(fillable)) or "none"
    for name in found:
        if name not in fillable:
            yield where, f"{{{name}}} cannot be filled here; places that can: {known}"
    if set("{}") & set(letters.fill(text, dict.fromkeys(found, "filled"))):
        yield where, "a curly bracket stands alone"


def in_facets(book: FacetBook) -> Iterator[Fault]:
    """Yield what is wrong in a book of facets, the first thing first."""
    markers = {marker.id for marker in book.markers}
    for number, facet in enumerate(book.facets, 1):
        if facet.order != number:
            yield f"facets {number}, order", f"it must be {number}, as the facet stands in the file"
        yield from _inside(f"facets {number}", _in_facet(facet, markers))
    for number, repair in enumerate(book.repairs, 1):
        if repair.kind not in _REPAIR_KINDS:
            yield f"repairs {number}, kind", f"it must be one of: {_named(_REPAIR_KINDS)}"
    if book.composite_min_rated > len(book.facets):
        yield "composite_min_rated", "there are fewer facets than that"
    lines = book.client_card.default_lines
    if not lines or not {facet.id for facet in book.facets}.issuperset(lines):
        yield "client_card, default_lines", "each must be a facet of this file, at least one"


def _in_facet(facet: Facet, markers: set[str]) -> Iterator[Fault]:
    if not markers.issuperset(facet.related_markers):
        yield "related_markers", "one of them is no marker of this file"
    if not _PARTS_OF_ALLIANCE.issuperset(facet.bordin):
        yield "bordin", f"each must be one of: {_named(_PARTS_OF_ALLIANCE)}"


def _inside(outer: str, faults: Iterator[Fault]) -> Iterator[Fault]:
    return ((f"{outer}, {where}", why) for where, why in faults)


def _named(known: Iterable[str]) -> str:
    return ", ".join(sorted(known))

"""What the trade forbids in a file of the catalog, beyond the types of its fields."""

from collections.abc import Iterable, Iterator

from practicenotes.domain.facets import Facet, FacetBook
from practicenotes.domain.language import LanguageHelpers


Fault = tuple[str, str]  # where in the file, and why it is wrong

_PARTS_OF_ALLIANCE = frozenset({"goal", "task", "bond"})  # Bordin 1979
_REPAIR_KINDS = frozenset({"immediate", "exploratory", "none"})


def in_language(helpers: LanguageHelpers) -> Iterator[Fault]:
    """Yield what is wrong in the list of words that judge, the first thing first."""
    seen: set[str] = set()
    for number, helper in enumerate(helpers.helpers, 1):
        if not helper.words:
            yield f"helpers {number}", "it names no word"
        for word in helper.words:
            if word != word.casefold().strip() or word in seen:
                yield f"helpers {number}", f"“{word}” stands twice, or is not in small letters"
            seen.add(word)


def in_facets(book: FacetBook) -> Iterator[Fault]:
    """Yield what is wrong in a book of facets, the first thing first."""
    markers = {marker.id for marker in book.markers}
    for number, facet in enumerate(book.facets, 1):
        if facet.order != number:
            yield f"facets {number}, order", f"it must be {number}, as the facet stands in the file"
        yield from inside(f"facets {number}", _in_facet(facet, markers))
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


def inside(outer: str, faults: Iterator[Fault]) -> Iterator[Fault]:
    """Yield faults with the place that they all lie in."""
    return ((f"{outer}, {where}", why) for where, why in faults)


def _named(known: Iterable[str]) -> str:
    return ", ".join(sorted(known))

"""Both looks at one hour, side by side with their dates, to read."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtWidgets import QWidget

from practicenotes.domain import times
from practicenotes.domain.facets import FacetBook
from practicenotes.domain.reflections import Answer, FacetEntry, Reflection
from practicenotes.domain.reflections.looking_back import facets_again
from practicenotes.reflections.second_looks import Compared
from practicenotes.ui import theme as themes
from practicenotes.ui.widgets.beside import Beside
from practicenotes.ui.widgets.card import Card
from practicenotes.ui.widgets.words import Words, section


COLUMN = 360  # px at 100 % text
NOTHING = "Nothing was written."
NOT_OBSERVED = "Not observed"


def side_by_side(book: FacetBook, both: Compared) -> QWidget:
    """Return the two looks; the facets of the second stand in both, and the free words."""
    taken_up = [entry.facet_id for entry in both.second.entries]
    facets = tuple(dict.fromkeys([*facets_again(both.first.entries), *taken_up]))
    first = {entry.facet_id: entry for entry in both.first.entries}
    second = {entry.facet_id: entry for entry in both.second.entries}
    held = QWidget()
    row = Beside(themes.current().space("two"), shares=(1, 1), parent=held)
    for name, at, entries, words in (
        ("First look", both.first.saved_at, first, _free_words(both.first)),
        ("Second look", both.second.saved_at, second, both.second.words),
    ):
        shown = [entries.get(facet, FacetEntry(facet)) for facet in facets]
        row.add(_look(book, f"{name}, {_day(at)}", shown, words), COLUMN)
    return held


def _free_words(first: Reflection) -> str:
    """Return what was written outside the facets: in the free field, and in private forms."""
    written = [f"{each.label}\n{each.text.strip()}" for each in first.sections]
    return "\n\n".join(part for part in (first.free.strip(), *written) if part)


def _day(at: datetime | None) -> str:
    return times.in_full(times.on_the_wall(at).date()) if at else "undated"


def _look(book: FacetBook, heading: str, entries: Sequence[FacetEntry], free: str) -> Card:
    sheet = Card(private=True, edged=True)
    sheet.stack.addWidget(section(heading))
    for entry in entries:
        facet = book.facet(entry.facet_id)
        sheet.stack.addWidget(Words(facet.name, "heading", wraps=True))
        for label, words in _said(entry):
            if label:
                sheet.stack.addWidget(Words(label, "small", wraps=True))
            sheet.stack.addWidget(Words(words, "reading", wraps=True))
        if chosen := _chosen(book, entry):
            sheet.stack.addWidget(Words(chosen, "small", wraps=True))
    sheet.stack.addWidget(Words("In free words", "small"))
    sheet.stack.addWidget(Words(free.strip() or NOTHING, "reading", wraps=True))
    sheet.stack.addStretch()
    return sheet


def _said(entry: FacetEntry) -> list[tuple[str, str]]:
    """Return what was written about a facet, each part under its name."""
    parts = (
        ("", entry.noticed),
        ("What exactly was said or done", entry.said_or_done),
        ("My part", entry.my_part),
    )
    said = [(label, words) for label, words in parts if words.strip()]
    return said or ([] if entry.answer is not Answer.OPEN else [("", NOTHING)])


def _chosen(book: FacetBook, entry: FacetEntry) -> str:
    """Return the anchor that came closest, in its words."""
    if entry.answer is Answer.NOT_OBSERVED:
        return NOT_OBSERVED
    return "" if entry.rating is None else book.facet(entry.facet_id).anchors[entry.rating]

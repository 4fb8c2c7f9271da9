"""The sheet of a second look: the same facets, and free words; nothing of the first."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from practicenotes.domain.facets import Facet, FacetBook
from practicenotes.domain.reflections import FacetEntry
from practicenotes.domain.reflections.looking_back import SecondLook
from practicenotes.ui import theme as themes
from practicenotes.ui.session.private_anchors import Anchors
from practicenotes.ui.widgets.editor import GrowingEditor
from practicenotes.ui.widgets.words import Words, section


FREE = "What do you see now?"
FREE_PROMPT = "Whatever this hour brings up when you come back to it."


class FacetAgain(QWidget):
    """One facet: its question, what I notice now, and which comes closest.

    Signals:
        touched(): something was written or chosen.
    """

    touched = Signal()

    def __init__(self, facet: Facet, entry: FacetEntry) -> None:
        super().__init__()
        self._facet_id = facet.id
        self.noticed = GrowingEditor(f"What I notice now: {facet.name}", least_lines=2, wide=True)
        self.noticed.setAccessibleDescription(facet.observation)
        self.noticed.set_text(entry.noticed)
        self.anchors = Anchors(facet)
        self.anchors.set_answer(entry.answer, entry.rating)
        self.noticed.textChanged.connect(self.touched)
        self.anchors.answered.connect(self.touched)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(themes.current().space("one"))
        stack.addWidget(Words(facet.name, "heading", wraps=True))
        stack.addWidget(Words(facet.observation, "prompt", wraps=True))
        stack.addWidget(self.noticed)
        stack.addWidget(section("Which comes closest?"))
        stack.addWidget(self.anchors)

    def entry(self) -> FacetEntry:
        """Return what stands here now."""
        answer, rating = self.anchors.answer
        return FacetEntry(self._facet_id, noticed=self.noticed.text(), answer=answer, rating=rating)


class Writing(QWidget):
    """The facets and the free words of one second look.

    Signals:
        touched(): something was written or chosen.
    """

    touched = Signal()

    def __init__(self, book: FacetBook, facets: Sequence[str], look: SecondLook) -> None:
        super().__init__()
        known = [facet for facet in book.facets if facet.id in facets]
        self.facets = [FacetAgain(facet, look.entry(facet.id)) for facet in known]
        self.facets.sort(key=lambda each: facets.index(each.entry().facet_id))
        self.free = GrowingEditor(FREE, least_lines=3, wide=True)
        self.free.set_text(look.words)
        self.free.textChanged.connect(self.touched)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(themes.current().space("three"))
        for facet in self.facets:
            facet.touched.connect(self.touched)
            stack.addWidget(facet)
        free = QVBoxLayout()
        free.setSpacing(themes.current().space("half"))
        free.addWidget(section(FREE))
        free.addWidget(Words(FREE_PROMPT, "prompt", wraps=True))
        free.addWidget(self.free)
        stack.addLayout(free)

    def entries(self) -> tuple[FacetEntry, ...]:
        """Return what stands under each facet."""
        return tuple(facet.entry() for facet in self.facets)

    def first_field(self) -> QWidget:
        """Return where writing begins."""
        return self.facets[0].noticed if self.facets else self.free

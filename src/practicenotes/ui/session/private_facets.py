"""The facets of one session: two at first, all ten when asked for, one open at a time."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from practicenotes.domain.facets import Facet, FacetBook
from practicenotes.domain.reflections import FacetEntry, Reflection
from practicenotes.domain.writing import finding
from practicenotes.ui import theme as themes
from practicenotes.ui.session.private_facet import FacetLine, FacetPad


class Facets(QWidget):
    """Shows the pair of the day and whatever was written on; the others wait in the list of ten.

    `folded` is the line of the facet of the pair that is not open; it stands apart, at the foot.

    Signals:
        touched(): something was written or chosen.
        rearranged(): another facet is open, or others are listed.
        shown(QWidget): the therapist went to this part, which is to be seen whole.
    """

    touched = Signal()
    rearranged = Signal()
    shown = Signal(QWidget)

    def __init__(self, book: FacetBook) -> None:
        super().__init__()
        self._book = book
        self._pair = ("", "")
        self._aside = ""
        self._all_ten = False
        self._open = ""
        self._skipped: set[str] = set()
        self._entries: dict[str, FacetEntry] = {}
        self._pads: dict[str, FacetPad] = {}
        self._lines = {facet.id: self._new_line(facet.id) for facet in book.facets}
        self.folded = FacetLine()
        self.folded.clicked.connect(lambda: self.open(self._apart()))
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.setSpacing(themes.current().space("half"))

    def show_reflection(self, reflection: Reflection, pair: tuple[str, str], aside: str) -> None:
        """Show a reflection on fresh pads; `aside` says since when the first is carried on."""
        for pad in self._pads.values():
            pad.hide()
            pad.deleteLater()
        self._pads.clear()
        self._skipped.clear()
        self._entries = {entry.facet_id: entry for entry in reflection.entries}
        self._pair, self._aside = pair, aside
        self._all_ten = False
        self._turn_to(pair[0])

    def entries(self) -> tuple[FacetEntry, ...]:
        """Return what stands on every facet that was touched, in the order of touching."""
        return tuple(self._entries.values())

    def folded_with(self, sought: str) -> tuple[str, ...]:
        """Return the names of folded facets in which these words stand."""
        return tuple(
            self._book.facet(entry.facet_id).name
            for entry in self._entries.values()
            if entry.facet_id != self._open
            and any(
                finding.places(t, sought)
                for t in (entry.noticed, entry.said_or_done, entry.my_part)
            )
        )

    @property
    def all_ten(self) -> bool:
        """Whether all ten are listed."""
        return self._all_ten

    def list_all(self, all_ten: bool) -> None:
        """List all ten, or only the pair and what was written on."""
        self._all_ten = all_ten
        self._arrange()

    def open(self, facet_id: str) -> None:
        """Open one facet, go to it, and fold the one that was open; an empty id folds them all."""
        self._turn_to(facet_id)
        if self.pad:
            self.pad.noticed.setFocus()
            self.shown.emit(self.pad)

    def _turn_to(self, facet_id: str) -> None:
        self._open = facet_id
        self._skipped.discard(facet_id)
        if facet_id and facet_id not in self._pads:
            self._pads[facet_id] = self._new_pad(self._book.facet(facet_id))
        self._arrange()

    @property
    def pad(self) -> FacetPad | None:
        """The open facet."""
        return self._pads.get(self._open)

    def focus_open(self) -> None:
        """Go to the open facet; open the first one where all are folded."""
        if self.pad:
            self.pad.noticed.setFocus()
            self.shown.emit(self.pad.noticed)
        else:
            self.open(self._pair[0])

    def part_of(self, _widget: QWidget) -> str:
        """Return the facet that is open."""
        return self._open

    def show_part(self, part: str) -> None:
        """Open this facet, without going there."""
        if part in self._lines:
            self._turn_to(part)

    def _skip(self, facet_id: str) -> None:
        """Fold a facet and go on to the next that was not skipped; what was written stays."""
        self._skipped.add(facet_id)
        ids = [facet.id for facet in self._book.facets]
        onward = ids[ids.index(facet_id) + 1 :] if self._all_ten else self._pair
        self.open(next((other for other in onward if other not in self._skipped), ""))
        if not self.pad:
            self._lines[facet_id].setFocus()

    def _keep(self, facet_id: str) -> None:
        self._entries[facet_id] = self._pads[facet_id].entry()
        self.touched.emit()

    def _apart(self) -> str:
        """Return the facet whose line stands at the foot."""
        carried, rotating = self._pair
        return carried if self._open == rotating else rotating

    def _order(self) -> Sequence[str]:
        """Return the facets that are listed here, the open one and its line included."""
        ids = [facet.id for facet in self._book.facets]
        if self._all_ten:
            return ids
        written = {i for i in ids if i in self._entries and not self._entries[i].is_empty}
        others = (i for i in ids if i in written or i == self._open)
        listed = dict.fromkeys((*self._pair, *others))
        return [i for i in listed if i != self._apart()]

    def _arrange(self) -> None:
        order = self._order()
        for facet in self._book.facets:
            line, pad = self._lines[facet.id], self._pads.get(facet.id)
            line.show_facet(facet, self._entries.get(facet.id, FacetEntry(facet.id)))
            line.setVisible(facet.id in order and facet.id != self._open)
            if pad:
                pad.setVisible(facet.id == self._open)
        for facet_id in order:
            self._stack.addWidget(self._lines[facet_id])
            if facet_id in self._pads:
                self._stack.addWidget(self._pads[facet_id])
        self._show_apart()
        self.rearranged.emit()

    def _show_apart(self) -> None:
        apart = self._apart()
        if apart:
            self.folded.show_facet(
                self._book.facet(apart), self._entries.get(apart, FacetEntry(apart))
            )
        self.folded.setVisible(bool(apart) and not self._all_ten)

    def _new_line(self, facet_id: str) -> FacetLine:
        line = FacetLine()
        line.setParent(self)
        line.clicked.connect(lambda: self.open(facet_id))
        return line

    def _new_pad(self, facet: Facet) -> FacetPad:
        aside = self._aside if facet.id == self._pair[0] else ""
        pad = FacetPad(facet, self._entries.get(facet.id, FacetEntry(facet.id)), aside)
        pad.setParent(self)
        pad.touched.connect(lambda: self._keep(facet.id))
        pad.skipped.connect(lambda: self._skip(facet.id))
        return pad

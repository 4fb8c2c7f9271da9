"""The form for one moment of strain: what showed, what counts against it, what was tried."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from practicenotes.domain.facets import FacetBook, Marker, StrainKind
from practicenotes.domain.reflections import Sighting, StrainEpisode, StrainState, Strength
from practicenotes.domain.unfinished import Mark
from practicenotes.ui import theme as themes
from practicenotes.ui.session.dialog import PageDialog
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.form import Field, Form, Kind
from practicenotes.ui.widgets.segments import Segments
from practicenotes.ui.widgets.words import Words, section


SHEET = "moment"
_STRENGTHS = tuple((strength, strength.value) for strength in Strength)
_STATES = tuple((state, state.value) for state in StrainState)
_KINDS = {
    StrainKind.WITHDRAWAL: "Moving away",
    StrainKind.CONFRONTATION: "Moving against",
    StrainKind.MIXED: "Both",
}
_INDENT = 26  # px at 100 % text: what belongs to a box stands under its words


class MarkerRow(QWidget):
    """One sign, how plainly it showed, and what would count against reading it so.

    Signals:
        changed(): it was ticked or taken back.
    """

    changed = Signal()

    def __init__(self, marker: Marker) -> None:
        super().__init__()
        self._marker_id = marker.id
        self.box = QCheckBox(marker.label)
        self.box.setAccessibleDescription(marker.counter_cue)
        self.strength = Segments(f"How plainly: {marker.label}", _STRENGTHS)
        self.strength.set_value(Strength.CLEARLY)
        self.strength.hide()
        self.box.toggled.connect(self.strength.setVisible)
        self.box.toggled.connect(self.changed)
        inner = QVBoxLayout()
        inner.setContentsMargins(themes.current().scaled(_INDENT), 0, 0, 0)
        inner.addWidget(Words(marker.counter_cue, "muted", wraps=True))
        inner.addWidget(self.strength)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        stack.addWidget(self.box)
        stack.addLayout(inner)

    def show_sighting(self, sighting: Sighting) -> None:
        """Show this sign as it was seen."""
        self.box.setChecked(True)
        self.strength.set_value(sighting.strength)

    @property
    def typed(self) -> str | None:
        """How plainly it showed as it can be kept, or None."""
        strength: Strength = self.strength.value
        return strength.value if self.box.isChecked() else None

    def show_typed(self, strength: str | None) -> None:
        """Show it as it stood once."""
        self.box.setChecked(strength is not None)
        if strength is not None:
            self.strength.set_value(Strength(strength))

    def sighting(self) -> Sighting | None:
        """Return how it was seen, or None."""
        ticked = self.box.isChecked()
        return Sighting(self._marker_id, self.strength.value) if ticked else None


class MomentDialog(PageDialog):
    """Asks for a moment of strain; at least one sign must be ticked to keep it.

    Signals:
        asked(): it is to be kept.
        taken_back(): it was none after all.
    """

    taken_back = Signal()

    def __init__(
        self, book: FacetBook, moment: StrainEpisode, parent: QWidget, *, known: bool
    ) -> None:
        super().__init__(parent, "A moment of strain", "Keep this moment", "Cancel", private=True)
        self.moment = moment
        self.known = known
        self._book = book
        self.markers = {marker.id: MarkerRow(marker) for marker in book.markers}
        self.tried = {repair.id: QCheckBox(repair.label) for repair in book.repairs}
        self.form = Form(_rows(moment))
        self.body.addWidget(Words("Tick what you saw. The line beneath speaks against it.", "body"))
        self._add_markers(book.markers)
        self.body.addWidget(section("What was tried"))
        for repair_id, box in self.tried.items():
            box.setChecked(repair_id in moment.tried)
            self.body.addWidget(box)
        self.body.addWidget(self.form)
        self.body.addStretch()
        for sighting in moment.sightings:
            if sighting.marker_id in self.markers:
                self.markers[sighting.marker_id].show_sighting(sighting)
        if known:
            take_back = Button("Take it back", "quiet")
            take_back.clicked.connect(self._take_back)
            self.add_button(take_back)
        self._weigh()

    def go_on(self) -> None:
        """Go to what is written, which stands below all the signs."""
        typed = self.form.values()
        if name := next((n for n in ("client_words", "my_part") if typed[n].strip()), None):
            self.bring_into_sight(self.form.field(name))

    @property
    def mark(self) -> Mark:
        """Whose sheet this is."""
        return Mark(SHEET, (self.moment.client_id, self.moment.session_id, self.moment.id))

    def as_typed(self) -> dict[str, Any]:
        """Return every sign with its strength, every try, and what is written."""
        seen = {f"sign_{each}": row.typed for each, row in self.markers.items()}
        tried = {f"tried_{each}": box.isChecked() for each, box in self.tried.items()}
        return {**seen, **tried, **self.form.as_typed()}

    def give_back(self, words: Mapping[str, Any]) -> None:
        """Show what was seen, tried and written before."""
        for each, row in self.markers.items():
            row.show_typed(words.get(f"sign_{each}"))
        for each, box in self.tried.items():
            box.setChecked(bool(words.get(f"tried_{each}")))
        self.form.show_typed(words)

    def episode(self) -> StrainEpisode:
        """Return the moment as it stands in the form."""
        seen = tuple(s for row in self.markers.values() if (s := row.sighting()))
        typed = self.form.values()
        return replace(
            self.moment,
            kind=self._kind(seen),
            sightings=seen,
            client_words=typed["client_words"],
            my_part=typed["my_part"],
            mine_too=typed["mine_too"],
            tried=tuple(repair for repair, box in self.tried.items() if box.isChecked()),
            state=typed["state"],
        )

    def _take_back(self) -> None:
        if not self.waits:
            self.taken_back.emit()

    def _kind(self, seen: Sequence[Sighting]) -> StrainKind:
        kinds = {self._book.marker(sighting.marker_id).kind for sighting in seen}
        return kinds.pop() if len(kinds) == 1 else StrainKind.MIXED

    def _add_markers(self, markers: Sequence[Marker]) -> None:
        for (kind, group), members in groupby(markers, key=lambda m: (m.kind, m.group)):
            self.body.addSpacing(themes.current().space("one"))
            self.body.addWidget(section(f"{_KINDS[kind]}: {group}"))
            for marker in members:
                row = self.markers[marker.id]
                row.changed.connect(self._weigh)
                self.body.addWidget(row)

    def _weigh(self) -> None:
        self.main.setEnabled(any(row.box.isChecked() for row in self.markers.values()))


def _rows(moment: StrainEpisode) -> tuple[Field, ...]:
    words = "As exactly as you remember them."
    return (
        Field("client_words", "The client’s &words", Kind.LINES, moment.client_words, words),
        Field("my_part", "My &part", Kind.LINES, moment.my_part),
        Field("mine_too", "Some of it was m&ine too", Kind.YES, moment.mine_too),
        Field("state", "Where it &stands", Kind.CHOICE, moment.state, options=_STATES),
    )

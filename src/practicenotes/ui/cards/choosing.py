"""Which lines stand on a card: asked before it is handed over or printed, and remembered."""

from PySide6.QtWidgets import QCheckBox, QWidget

from practicenotes.domain.facets import FacetBook
from practicenotes.ui.session.dialog import PageDialog
from practicenotes.ui.widgets.words import Words, section


HAND_OVER = (
    "The window then shows the card and nothing else. What the client answers is kept as it is"
    " given. Your passphrase brings you back here."
)
PRINT = "One page with these lines, a scale for each, and room for the open question."


class LinesDialog(PageDialog):
    """Ten boxes, of which at least one is ticked."""

    def __init__(
        self, book: FacetBook, chosen: str, heading: str, about: str, act: str, parent: QWidget
    ) -> None:
        super().__init__(parent, heading, act, "Cancel")
        self._book = book
        self.body.addWidget(Words(about, "body", wraps=True))
        self.body.addWidget(section("Lines on the card"))
        ticked = {line.facet_id for line in book.card_lines(chosen)}
        self.boxes = {facet.id: QCheckBox(facet.card) for facet in book.facets}
        for facet_id, box in self.boxes.items():
            box.setChecked(facet_id in ticked)
            box.toggled.connect(self._weigh)
            self.body.addWidget(box)

    def chosen(self) -> str:
        """Return the ids of the ticked lines, as the setting keeps them."""
        return " ".join(facet_id for facet_id, box in self.boxes.items() if box.isChecked())

    def _weigh(self) -> None:
        self.main.setEnabled(bool(self.chosen()))


class PrintDialog(LinesDialog):
    """Asks also whether the card is to carry the code name."""

    def __init__(self, book: FacetBook, chosen: str, code_name: str, parent: QWidget) -> None:
        super().__init__(book, chosen, "Print a client card", PRINT, "Print…", parent)
        self.named = QCheckBox(f"With the code name, {code_name}")
        self.body.addWidget(section("Name"))
        self.body.addWidget(self.named)
        self.body.addStretch()

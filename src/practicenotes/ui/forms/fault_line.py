"""What keeps a form from being saved, in one sentence of the catalog."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from practicenotes.catalog.form_faults import FormFault
from practicenotes.ui import theme as themes
from practicenotes.ui.widgets.drawing import Drawing
from practicenotes.ui.widgets.words import Words


FIELDS = {
    "name": "Name",
    "summary": "Description",
    "sections": "Sections",
    "for_client": "Page for the client",
    "label": "Label",
    "prompt": "Question",
    "kind": "Answer",
    "covers": "Covers",
    "options": "Options",
    "help": "Help text",
    "sets_aims": "Links",
    "subject": "Subject",
    "greeting": "Greeting",
    "closing": "Closing",
    "footer": "Footer",
    "parts": "Parts",
    "opening": "Always says",
    "offers": "Fact",
    "phrases": "Sentence",
    "passages": "Passages of notes",
    "asks": "Places to fill",
    "never": "Never offered",
}


class FaultLine(QWidget):
    """A sign and the sentences; hidden where there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self._words = Words("", "small", wraps=True)
        themes.mark(self._words, role="", state="draft")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(themes.current().space("one"))
        row.addWidget(Drawing("triangle-alert", "draft", "small"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        self.hide()

    def show_faults(self, faults: Sequence[FormFault]) -> None:
        """Say each fault, the field first."""
        said = "\n".join(map(told, faults))
        self._words.say(said)
        self.setAccessibleName(said)
        self.setVisible(bool(said))

    def said(self) -> str:
        """Return what stands here."""
        return self._words.said()


def told(fault: FormFault) -> str:
    """Return a fault as one sentence."""
    field = fault.field.partition(" ")
    name = f"{FIELDS.get(field[0], field[0])}{field[1]}{field[2]}"
    return f"{name}: {fault.why}."

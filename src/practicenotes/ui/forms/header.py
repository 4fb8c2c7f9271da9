"""The head of the page on which a form is written: what it is, how far it is kept, saving it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from practicenotes.ui import theme as themes
from practicenotes.ui.widgets.beside import Beside
from practicenotes.ui.widgets.buttons import Button, IconButton
from practicenotes.ui.widgets.flow import Flow
from practicenotes.ui.widgets.segments import Segments
from practicenotes.ui.widgets.state import StateLabel
from practicenotes.ui.widgets.words import Words


WRITE, PREVIEW = "write", "preview"
_LONGEST = 28  # signs of a name, before it is cut


class EditorHeader(QFrame):
    """Back, name, and what it is a change of; kept, undo, redo, save.

    Signals:
        pane_wanted(str): WRITE or PREVIEW is to be shown.
    """

    pane_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("header")
        self.back = IconButton("arrow-left", "Back")
        self.back.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._name, self._which = Words("", "title"), Words("", "body")
        self.panes = Segments("Part of the page", [(WRITE, "Write"), (PREVIEW, "Preview")])
        self.kept = StateLabel("saved")
        self.undo, self.redo = Button("Undo", "text"), Button("Redo", "text")
        self.undo.setToolTip("Ctrl+Z")
        self.redo.setToolTip("Ctrl+Shift+Z")
        self.save = Button("", "primary", icon="save", hint="Ctrl+Shift+S")
        self.panes.chosen.connect(self.pane_wanted)
        self._lay_out()

    def show_form(self, name: str, which: str, becomes: int) -> None:
        """Show what the form is called, what it was begun from, and what it would become."""
        name = name or "New form"
        self._name.say(name if len(name) <= _LONGEST else f"{name[:_LONGEST].rstrip()} …")
        self._which.say(which)
        self.save.setText(f"Save as version {becomes}")

    def allow(self, why_not: str) -> None:
        """Let the form be saved, or say why it cannot be."""
        self.save.setEnabled(not why_not)
        self.save.setToolTip(why_not)
        self.save.setAccessibleDescription(why_not)

    def show_panes(self, *, both: bool, pane: str) -> None:
        """Offer the way to the other pane where only one is shown."""
        self.panes.set_value(pane)
        self.panes.setVisible(not both)
        self._which.setVisible(both)

    def show_kept(self, words: str) -> None:
        """Say since when the draft is kept."""
        self.kept.show_state("saved", words)
        self.kept.setVisible(bool(words))

    def _lay_out(self) -> None:
        look = themes.current()
        who = QWidget()
        row = QHBoxLayout(who)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.back)
        row.addWidget(_flow(12, self._name, self._which, self.panes), 1)
        both = Beside(look.space("two"), under=look.space("one"), centred=True)
        both.setContentsMargins(26, 9, 20, 9)
        both.add(who)
        both.add(_flow(8, self.kept, self.undo, self.redo, self.save))
        self.setLayout(both)


def _flow(gap: int, *parts: QWidget) -> QWidget:
    """Return parts in a row that wraps where it must."""
    held = QWidget()
    flow = Flow(gap, held)
    for part in parts:
        flow.addWidget(part)
    return held

"""A state is a word with an icon; colour alone never says it."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from practicenotes.ui import theme as themes
from practicenotes.ui.widgets.drawing import Drawing
from practicenotes.ui.widgets.words import Words


# state → icon, role of its colour
STATES = {
    "signed": ("circle-check", "signed"),
    "draft": ("pen-line", "draft"),
    "missing": ("circle-dashed", "draft"),
    "lacking": ("triangle-alert", "draft"),
    "strain": ("waves", "strain"),
    "error": ("circle-alert", "error"),
    "saved": ("check", "text_muted"),
    "quiet": ("", "text_muted"),
}


class StateLabel(QWidget):
    """An icon and a word in the colour of a state."""

    def __init__(self, state: str = "quiet", word: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drawing = Drawing("check", "text_muted", "small")
        self._word = QLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(themes.current().space("half"))
        row.addWidget(self._drawing)
        row.addWidget(self._word)
        self.show_state(state, word)

    def show_state(self, state: str, word: str) -> None:
        """Show another state, a key of STATES."""
        icon, role = STATES[state]
        self._drawing.setVisible(bool(icon))
        if icon:
            self._drawing.redraw(icon, role)
        self._word.setText(word)
        themes.mark(self._word, state="quiet" if role == "text_muted" else role)
        self.setAccessibleName(word)

    @property
    def word(self) -> str:
        """The word that is shown."""
        return self._word.text()


class NeverPrinted(QWidget):
    """The lock and the words that stand on every private page, pane and group."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(themes.current().space("one"))
        row.addWidget(Drawing("lock", "private.mark"))
        row.addWidget(Words("Private. Never printed.", "never_printed"))
        row.addStretch()

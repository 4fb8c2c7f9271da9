"""A sheet on the page: paper and a hairline, or the private ground with its edge."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from practicenotes.ui import theme as themes


class Card(QFrame):
    """A vertical stack on its own sheet; `edged` adds the edge that private reading cards carry."""

    def __init__(
        self, *, private: bool = False, edged: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        if private:
            self.setProperty("ground", "private")
            self.setProperty("edged", edged)
        self.stack = QVBoxLayout(self)
        padding = themes.current().space("card_padding")
        self.stack.setContentsMargins(padding, padding, padding, padding)
        self.stack.setSpacing(themes.current().space("one"))

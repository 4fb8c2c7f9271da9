"""What stands over every page of an executor, all the time."""

from PySide6.QtWidgets import QFrame, QHBoxLayout

from practicenotes.ui import theme as themes
from practicenotes.ui.widgets.drawing import Drawing
from practicenotes.ui.widgets.words import Words


READ_ONLY = (
    "For reading only. Everything that is opened here is written down in the practice, with the"
    " time. Reflections stay shut."
)


class Banner(QFrame):
    """One sentence that does not go away."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("strip", "notice")
        self.setAccessibleName("Notice")
        theme = themes.current()
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.space("three"), 6, theme.space("two"), 6)
        row.setSpacing(theme.space("one"))
        row.addWidget(Drawing("eye", "text_soft"))
        row.addWidget(Words(READ_ONLY, "body", wraps=True), 1)

"""What stands over every page that is for reading only, all the time."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from practicenotes.ui import theme as themes
from practicenotes.ui.announce import announce
from practicenotes.ui.executor.manner import Manner
from practicenotes.ui.widgets.beside import Beside
from practicenotes.ui.widgets.buttons import LinkButton
from practicenotes.ui.widgets.drawing import Drawing
from practicenotes.ui.widgets.words import Words


_WORDS = 360  # px at 100 % text that the words need beside what is offered


class Banner(QFrame):
    """Words that do not go away, and what can be done about it."""

    def __init__(self, manner: Manner) -> None:
        super().__init__()
        self.setProperty("strip", "notice")
        self.setAccessibleName("Notice")
        theme = themes.current()
        self._words = Words(manner.said, "body", wraps=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.space("three"), 6, theme.space("two"), 6)
        row.setSpacing(theme.space("one"))
        row.addWidget(Drawing("eye", "text_soft"))
        both = QWidget()
        beside = Beside(theme.space("two"), shares=(1, 0), under=theme.space("half"))
        beside.add(self._words, _WORDS)
        acts = QWidget()
        side = QHBoxLayout(acts)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(theme.space("two"))
        for act in manner.acts:
            button = LinkButton(act.words)
            button.clicked.connect(lambda _checked=False, do=act.do: do())
            side.addWidget(button)
        side.addStretch()
        acts.setVisible(bool(manner.acts))
        beside.add(acts)
        both.setLayout(beside)
        row.addWidget(both, 1)

    def say(self, sentence: str) -> None:
        """Let other words stand here, and speak them."""
        self._words.say(sentence)
        announce(self, sentence)

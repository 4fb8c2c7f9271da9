"""What a kind of letter says to whoever writes it, and never prints."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from practicenotes.domain.letter_kinds import LetterKind
from practicenotes.ui import theme as themes
from practicenotes.ui.widgets.words import Words, section


class Advice(QWidget):
    """What has no place in a letter of this kind, and what to ask oneself; hidden where neither."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("For you, not for the letter")
        self.leaves_out, self.think_of = (Words("", "muted", wraps=True) for _ in range(2))
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(themes.current().space("half"))
        stack.addWidget(section("For you, not for the letter"))
        stack.addWidget(self.leaves_out)
        stack.addWidget(self.think_of)
        self.show_kind(None)

    def show_kind(self, kind: LetterKind | None) -> None:
        """Show what this kind says."""
        left = ", ".join(kind.leaves_out) if kind else ""
        asked = "\n".join(kind.think_of) if kind else ""
        self.leaves_out.say(f"This kind leaves out: {left}." if left else "")
        self.think_of.say(f"Think of: {asked}" if asked else "")
        for words in (self.leaves_out, self.think_of):
            words.setVisible(bool(words.said()))
        self.setVisible(bool(left or asked))

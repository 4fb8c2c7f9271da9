"""A strip across a page that says one thing and offers what can be done about it."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from practicenotes.ui import theme as themes
from practicenotes.ui.announce import announce
from practicenotes.ui.widgets.buttons import IconButton, LinkButton
from practicenotes.ui.widgets.drawing import Drawing
from practicenotes.ui.widgets.words import Words


_LOOKS = {
    "notice": ("circle-alert", "draft"),
    "error": ("circle-alert", "error"),
    "quiet": ("undo-2", "text_soft"),
    "done": ("check", "signed"),
}


class NoticeStrip(QFrame):
    """One sentence, hidden while there is nothing to say; `kind` is notice, error, quiet or done.

    Signals:
        acted(): the word at the right was taken.
        closed(): the therapist closed it.
    """

    acted = Signal()
    closed = Signal()

    def __init__(self, kind: str = "notice", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("strip", kind)
        self.setAccessibleName("Problem" if kind == "error" else "Notice")
        self._words = Words("", "body", wraps=True)
        self._action = LinkButton("")
        self._action.clicked.connect(self.acted)
        self._close = IconButton("x", "Close this message")
        self._close.clicked.connect(self.hide)
        self._close.clicked.connect(self.closed)
        theme = themes.current()
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.space("three"), 6, theme.space("two"), 6)
        row.setSpacing(theme.space("one"))
        row.addWidget(Drawing(*_LOOKS[kind]))
        row.addWidget(self._words, 1)
        row.addWidget(self._action)
        row.addWidget(self._close)
        self.hide()

    def say(self, text: str, action: str = "", *, closes: bool = True) -> None:
        """Show a sentence, and speak it; `action` is a word that can be taken."""
        self._words.say(text)
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self._close.setVisible(closes)
        self.show()
        announce(self, text, urgent=self.property("strip") == "error")

    def said(self) -> str:
        """Return the sentence that stands here."""
        return self._words.said()


class UndoStrip(NoticeStrip):
    """Says what was just done, and offers to take it back until something else is done."""

    def __init__(self) -> None:
        super().__init__("quiet")
        self._act: Callable[[], object] | None = None
        self.acted.connect(self._take_back)

    def offer(self, text: str, action: str, act: Callable[[], object]) -> None:
        """Show a sentence and the word that does something about it, once."""
        self._act = act
        self.say(text, action)

    def _take_back(self) -> None:
        act, self._act = self._act, None
        self.hide()
        if act:
            act()

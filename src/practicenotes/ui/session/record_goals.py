"""The goals that a note touched: offered in its head, never asked for."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from practicenotes.domain.notes import GoalLink
from practicenotes.ui import theme as themes
from practicenotes.ui.widgets import menus
from practicenotes.ui.widgets.buttons import LinkButton
from practicenotes.ui.widgets.phrase import Phrase


_LONGEST = 70  # signs of a goal in the menu


class GoalsTouched(QWidget):
    """A quiet button with what can be linked to, and the words of what is.

    Signals:
        chosen(tuple[GoalLink, ...]): the note is to be linked to these.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._linked: tuple[GoalLink, ...] = ()
        self.button = LinkButton("Goals touched")
        self.button.setAccessibleDescription("Links this note to goals or objectives.")
        self.menu = QMenu(self.button)
        self.button.clicked.connect(self._show_menu)
        self.menu.triggered.connect(lambda _: self._choose())
        self._label = Phrase("Goals touched:", "small")
        self._words = Phrase("", "small")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(themes.current().space("one"))
        row.addWidget(self.button)
        row.addWidget(self._label)
        row.addWidget(self._words, 1)
        self.hide()

    def show_links(
        self, linked: Sequence[GoalLink], offered: Sequence[GoalLink], *, writable: bool
    ) -> None:
        """Show what a note is linked to, and while it is written, what it could be."""
        self._linked = tuple(linked)
        known = {link.words: link for link in (*offered, *linked)}
        self.menu.clear()
        for words, link in known.items():
            short = words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
            action = self.menu.addAction(short.replace("&", "&&"))
            action.setData(link)
            action.setCheckable(True)
            action.setChecked(words in {each.words for each in linked})
        self._words.say("; ".join(link.words for link in linked))
        offers = writable and bool(known)
        self.button.setVisible(offers)
        self._label.setVisible(not offers)
        self.setVisible(offers or bool(linked))

    @property
    def said(self) -> str:
        """The words of what is linked."""
        return self._words.said()

    def _show_menu(self) -> None:
        menus.drop(self.menu, self.button)

    def _choose(self) -> None:
        ticked = (action.data() for action in self.menu.actions() if action.isChecked())
        self.chosen.emit(tuple(ticked))

"""Who a client's page is about, and what can be begun from there."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QMenu, QToolButton, QVBoxLayout, QWidget

from practicenotes.ui import card_acts, theme
from practicenotes.ui.widgets.beside import Beside
from practicenotes.ui.widgets.buttons import Button, IconButton
from practicenotes.ui.widgets.covered import CoveredName
from practicenotes.ui.widgets.flow import Flow
from practicenotes.ui.widgets.phrase import Phrase
from practicenotes.ui.widgets.words import Words


WHO = 470  # px at 100 % text that names and facts need beside the buttons
LONGEST = 28  # signs of a code name, before it is cut
CLOSER = -3  # px: the serif brings more air than a line of facts under it can use


class ClientHeader(QFrame):
    """Code name, covered name, one line of facts; beside or beneath them the buttons.

    Signals:
        name_wanted(): the legal name is to be shown for a while.
        list_wanted(): the folded list of clients is to be shown.
        another_note_wanted(): a note of another kind is to be begun.
        note_wanted(), letter_wanted(), plan_wanted(), frame_wanted(), edit_wanted(): something is
        to be begun.
        card_wanted(CardAct): something is to be done with a client card.
    """

    name_wanted = Signal()
    list_wanted = Signal()
    note_wanted = Signal()
    another_note_wanted = Signal()
    letter_wanted = Signal()
    plan_wanted = Signal()
    frame_wanted = Signal()
    edit_wanted = Signal()
    card_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("header")
        self._name = Words("", "title")
        self._name.setContentsMargins(0, CLOSER, 0, CLOSER)
        self._facts = Phrase("", "body")
        self._list = Button("Clients", icon="users")
        self._list.clicked.connect(self.list_wanted)
        self._list.hide()
        self._acts: dict[str, tuple[QWidget, ...]] = {}
        self._row = Flow(theme.current().space("one"))
        self.covered = CoveredName()
        self.covered.wanted.connect(self.name_wanted)
        look = theme.current()
        margin = look.space("page_margin")
        parts = Beside(look.space("two"), under=look.space("one") + 4)
        parts.setContentsMargins(margin, look.space("two"), margin, look.space("two") - 2)
        parts.add(self._who(), WHO)
        parts.add(self._buttons())
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self._rows.addLayout(parts)

    def show_client(self, code_name: str, facts: str) -> None:
        """Show whose page this is; the legal name stays covered, or as it is."""
        self._name.say_short(code_name, LONGEST)
        self._facts.say(facts)

    def add_beneath(self, part: QWidget) -> None:
        """Put something under names and buttons, on the same ground."""
        self._rows.addWidget(part)

    def add_acts(self, tab: str, *buttons: QWidget) -> None:
        """Have buttons of its own beside the name while that part of the file is in front."""
        self._acts[tab] = buttons
        for button in buttons:
            self._row.addWidget(button)
            button.setVisible(not tab)

    def show_acts(self, tab: str) -> None:
        """Show the buttons of a part of the file; one that has none has those of the timeline."""
        shown = tab if tab in self._acts else ""
        for name, buttons in self._acts.items():
            for button in buttons:
                button.setVisible(name == shown)

    def offer_list(self, offered: bool) -> None:
        """Offer the way to the list of clients where it does not stand at the side."""
        self._list.setVisible(offered)

    def focus_list_button(self) -> None:
        """Put the keyboard where the list was asked for."""
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def said(self) -> str:
        """The line of facts."""
        return self._facts.said()

    def _who(self) -> QWidget:
        held = QWidget()
        words = QVBoxLayout(held)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(0)
        names = Flow(theme.current().space("one") + 4)
        for part in (self._list, self._name, self.covered):
            names.addWidget(part)
        words.addLayout(names)
        words.addWidget(self._facts)
        return held

    def _buttons(self) -> QWidget:
        more = IconButton("ellipsis", "More for this client")
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        more.setMenu(self._menu())
        letter = Button("New letter", icon="mail")
        letter.clicked.connect(self.letter_wanted)
        note = Button("New session note", "primary", icon="pen-line", hint="Ctrl+N")
        note.clicked.connect(self.note_wanted)
        held = QWidget()
        held.setLayout(self._row)
        self._row.addWidget(more)
        self.add_acts("", letter, note)
        return held

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction("&Edit client file…", self.edit_wanted.emit)
        menu.addAction("&Plan a session…", self.plan_wanted.emit)
        menu.addAction("Note something about the &frame…", self.frame_wanted.emit)
        menu.addAction("New &note of any kind…", self.another_note_wanted.emit)
        menu.addAction("New &letter", self.letter_wanted.emit)
        menu.addSeparator()
        card_acts.offer(menu, card_acts.BEGUN, self.card_wanted.emit)
        return menu

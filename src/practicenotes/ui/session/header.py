"""The head of the session page: whose session, how far it is saved, what can be done with it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from practicenotes.domain import times
from practicenotes.domain.sessions import Session
from practicenotes.ui import theme as themes
from practicenotes.ui.widgets.beside import Beside
from practicenotes.ui.widgets.buttons import Button, IconButton
from practicenotes.ui.widgets.drawing import Drawing
from practicenotes.ui.widgets.phrase import Phrase
from practicenotes.ui.widgets.segments import Segments
from practicenotes.ui.widgets.state import StateLabel
from practicenotes.ui.widgets.words import Words


RECORD, PRIVATE, FORMER = "record", "private", "former"


class SessionHeader(QFrame):
    """Back, code name, session; saved, read, sign. Where the row is too long it becomes two.

    Signals:
        side_wanted(str): RECORD or PRIVATE is to be shown.
    """

    side_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("header")
        self.back = IconButton("arrow-left", "Back")
        self.name = Words("", "title")
        self.when = Words("", "body")
        self.sides = Segments("Side of the page", [(RECORD, "Record note"), (PRIVATE, "Private")])
        themes.current().dress(self.sides.button(PRIVATE), "lock", "private.mark", "small")
        themes.current().changed.connect(self._make_room_for_lock)
        self.sides.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.sides.chosen.connect(self.side_wanted)
        self._key = Words("F6", "caption")
        self.saved = StateLabel("saved")
        self.read = Button("Read as the client would")
        self.sign = Button("Sign note", "primary", icon="signature", hint="Ctrl+Shift+S")
        self.add = Button("Add an addendum", "primary", icon="plus", hint="Ctrl+Shift+S")
        self._trouble = QWidget()
        self._why = Phrase("", "small")
        themes.mark(self._why, role="", state="error")
        self._session: Session | None = None
        self._both = True
        self._lay_out()
        self._make_room_for_lock()
        self.show_sides(both=True, side=RECORD)

    def show_session(self, code_name: str, session: Session, *, signed: bool, sealed: bool) -> None:
        """Show whose session it is; `sealed` is a note that can be neither signed nor added to."""
        self._session = session
        self.name.say(code_name)
        self.sign.setVisible(not signed)
        self.sign.setEnabled(not sealed)
        self.add.setVisible(signed)
        self.add.setEnabled(not sealed)
        self._say_when()

    def show_note(self, code_name: str, about: str, *, signed: bool, sealed: bool) -> None:
        """Show whose note it is where it stands for itself."""
        self.name.say(code_name)
        self.when.say(about)
        self.sign.setVisible(not signed)
        self.add.setVisible(signed)
        for button in (self.sign, self.add):
            button.setEnabled(not sealed)

    def show_sides(self, *, both: bool, side: str) -> None:
        """Offer the way to the other side where only one is shown."""
        self._both = both
        self.sides.set_value(None if side == FORMER else side)
        self.sides.setVisible(not both)
        self._key.setVisible(not both)
        self.read.setVisible(both)
        self._say_when()

    def show_saved(self, words: str) -> None:
        """Say that everything is kept, and since when."""
        self.saved.show_state("saved", words)
        self.saved.setVisible(bool(words))
        self._trouble.hide()

    def show_trouble(self, words: str) -> None:
        """Say that something is not kept, and why."""
        self._why.say(words)
        self._trouble.show()
        self.saved.hide()

    def trouble(self) -> str:
        """Return what is said to be wrong, or an empty text."""
        return "" if self._trouble.isHidden() else self._why.said()

    def _make_room_for_lock(self) -> None:
        """Widen the switch by the lock, of which its words know nothing."""
        private, theme = self.sides.button(PRIVATE), themes.current()
        lock = theme.icon_size("small") + theme.space("half")
        private.setMinimumWidth(private.minimumWidth() + lock)

    def _say_when(self) -> None:
        if self._session:
            day = times.with_weekday(self._session.starts_at)
            number = f"Session {self._session.number}" if self._session.number else ""
            both = f"{number} · {day}" if number else day
            self.when.say(both if self._both or not number else number)
            self.when.setToolTip(day)

    def _lay_out(self) -> None:
        theme = themes.current()
        who = _row(12, self.back, self.name, self.when, self.sides, self._key, None)
        acts = _row(16, None, self.saved, self.read, self.sign, self.add)
        row = Beside(theme.space("two"), under=theme.space("one"), centred=True)
        row.setContentsMargins(26, 9, 20, 9)
        row.add(who)
        row.add(acts)
        trouble = QHBoxLayout(self._trouble)
        trouble.setContentsMargins(theme.space("page_margin"), 0, 20, theme.space("one"))
        trouble.addWidget(Drawing("circle-alert", "error"))
        trouble.addWidget(self._why, 1)
        self._trouble.hide()
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        stack.addLayout(row)
        stack.addWidget(self._trouble)


def _row(gap: int, *parts: QWidget | None) -> QWidget:
    """Return a row of widgets; None stands for room that nothing takes."""
    held = QWidget()
    row = QHBoxLayout(held)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(gap)
    for part in parts:
        if part:
            row.addWidget(part)
        else:
            row.addStretch()
    return held

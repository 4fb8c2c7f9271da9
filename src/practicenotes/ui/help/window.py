"""The window of help: which page, a word to look for in it, and the page itself."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from practicenotes.ui import theme as themes
from practicenotes.ui.announce import announce
from practicenotes.ui.help import topics
from practicenotes.ui.help.sheet import HelpSheet
from practicenotes.ui.trail import Trail
from practicenotes.ui.widgets.beside import Beside
from practicenotes.ui.widgets.buttons import IconButton
from practicenotes.ui.widgets.choice import Choice
from practicenotes.ui.widgets.search_field import SearchField
from practicenotes.ui.widgets.words import Words


SEARCH = "Find on this page"
_SIZE, _LEAST = (820, 760), (420, 360)  # px


class HelpWindow(QWidget):
    """A window of its own: a sheet that stands open over the practice does not shut it out.

    Esc closes it, Ctrl+F looks for words, Alt+Left goes back.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("page", True)
        self.setProperty("stays", True)  # also over a lock: no word of a practice is in it
        self.setWindowTitle("PracticeNotes help")
        self._trail: Trail[str] = Trail()
        self._here = self._count = 0
        self.page = Choice("Page of help", tuple(topics.TITLES.items()))
        self.search, self.count = SearchField(SEARCH), Words("", "small")
        self.before = IconButton("chevron-left", "The place before")
        self.after = IconButton("chevron-right", "The next place")
        self.back = IconButton("arrow-left", "Back to the page before")
        self.sheet = HelpSheet()
        self._lay_out()
        self._join()

    def show_topic(self, topic: str) -> None:
        """Show a page, and let Back lead to the one before."""
        if topic in topics.TITLES and topic != self._trail.here:
            self._trail.visit(topic)
        self._show()

    def step(self, by: int) -> None:
        """Go to the next place that was found or the one before, round the ends."""
        if self._count:
            self._here = (self._here + by) % self._count
            self.sheet.show_place(self._here)
        self._say()
        announce(self, self.count.said())

    def _go_back(self) -> None:
        self._trail.step(-1)
        self._show()

    def _show(self) -> None:
        topic = self._trail.here or topics.TROUBLE
        self.back.setEnabled(self._trail.can_go_back)
        self.page.set_value(topic)
        self.sheet.show_topic(topic)
        self._seek()
        self.sheet.setFocus(Qt.FocusReason.OtherFocusReason)

    def _seek(self) -> None:
        self._count = self.sheet.seek(self.search.text())
        self._here = 0
        for button in (self.before, self.after):
            button.setEnabled(self._count > 0)
        self._say()

    def _say(self) -> None:
        none = "Not found" if self.search.text() else ""
        self.count.say(f"{self._here + 1} of {self._count}" if self._count else none)

    def _join(self) -> None:
        self.page.chosen.connect(self.show_topic)
        self.sheet.wanted.connect(self.show_topic)
        self.search.textChanged.connect(self._seek)
        self.search.returnPressed.connect(lambda: self.step(1))
        self.before.clicked.connect(lambda: self.step(-1))
        self.after.clicked.connect(lambda: self.step(1))
        self.back.clicked.connect(self._go_back)
        for keys, act in (
            ("Esc", self.close),
            ("Ctrl+W", self.close),
            ("Ctrl+F", self.search.setFocus),
            ("Alt+Left", self._go_back),
            ("F3", lambda: self.step(1)),
            ("Shift+F3", lambda: self.step(-1)),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _lay_out(self) -> None:
        theme = themes.current()
        gap = theme.space("one")
        head = Beside(gap, shares=(1, 1), centred=True)
        head.add(_row(gap, self.back, self.page), 330)
        head.add(_row(gap, self.search, self.count, self.before, self.after), 300)
        whole = QVBoxLayout(self)
        margin = theme.space("two")
        whole.setContentsMargins(margin, margin, margin, margin)
        whole.setSpacing(gap)
        whole.addLayout(head)
        whole.addWidget(self.sheet, 1)
        self.setMinimumSize(*_LEAST)
        wanted = QSize(*(theme.scaled(px) for px in _SIZE))
        self.resize(wanted.boundedTo(self.screen().availableSize()))


def _row(gap: int, *parts: QWidget) -> QWidget:
    held = QWidget()
    row = QHBoxLayout(held)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(gap)
    for part in parts:
        row.addWidget(part, 1 if part.inherits("QComboBox") or part.inherits("QLineEdit") else 0)
    return held

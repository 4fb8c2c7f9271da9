"""The left pane of a letter: what the record offers, its sources, or what to look at."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from practicenotes.ui import theme as themes
from practicenotes.ui.letter.check import CheckPane
from practicenotes.ui.letter.offered import OffersPane
from practicenotes.ui.letter.sources import SourcesPane
from practicenotes.ui.widgets.segments import Segments


OFFERED, SOURCES, CHECK = "offered", "sources", "check"
_VIEWS = ((OFFERED, "Offers"), (SOURCES, "Sources"), (CHECK, "Check"))


class Aside(QWidget):
    """One of the lists beside the letter, chosen by the words above it."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("pane", True)
        self.setAccessibleName("Beside the letter")
        self.offers, self.sources, self.check = OffersPane(), SourcesPane(), CheckPane()
        self._views: dict[str, QWidget] = {
            OFFERED: self.offers,
            SOURCES: self.sources,
            CHECK: self.check,
        }
        self.choice = Segments("What stands beside the letter", _VIEWS)
        self.choice.chosen.connect(self.show_view)
        self.sources.offers_wanted.connect(lambda: self.show_view(OFFERED))
        theme = themes.current()
        head = QVBoxLayout()
        head.setContentsMargins(theme.space("three"), theme.space("two"), 20, 0)
        head.addWidget(self.choice)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        stack.addLayout(head)
        for view in self._views.values():
            stack.addWidget(view, 1)
        self.show_view(OFFERED)

    @property
    def view(self) -> str:
        """Which list is shown."""
        return str(self.choice.value)

    @property
    def shown(self) -> QWidget:
        """The list that is shown."""
        return self._views[self.view]

    def show_view(self, view: str) -> None:
        """Show one of the lists."""
        self.choice.set_value(view)
        for name, list_of in self._views.items():
            list_of.setVisible(name == view)
        if view == CHECK:
            self.check.look_wanted.emit()

    def show_checked(self) -> None:
        """Show what to look at, as it was found just now."""
        self.check.blockSignals(True)
        self.show_view(CHECK)
        self.check.blockSignals(False)

    def offer_views(self, *, frozen: bool) -> None:
        """Show what there is for a letter; nothing is on offer to a frozen one."""
        self.choice.setVisible(not frozen)
        self.show_view(SOURCES if frozen else OFFERED)

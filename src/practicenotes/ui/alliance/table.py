"""The same facts as the marks, in sentences that a keyboard can walk through."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView

from practicenotes.domain.facets import Facet, FacetBook
from practicenotes.ui import theme as themes
from practicenotes.ui.alliance import sentences
from practicenotes.ui.alliance.story import Stop, Story


HEIGHT = 300  # px at 100 % text


class Table(QListView):
    """One sentence or more for each stop, latest first; Enter opens its session.

    Signals:
        opened(SessionId): a session was taken.
        marks_wanted(): the picture is wanted again.
    """

    opened = Signal(str)
    marks_wanted = Signal()

    def __init__(self, book: FacetBook) -> None:
        super().__init__()
        self._book = book
        self._stops: Sequence[Stop] = ()
        self._model = QStringListModel(self)
        self.setModel(self._model)
        self.setAccessibleName("Sessions one after the other")
        self.setWordWrap(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.activated.connect(self._open)
        themes.current().changed.connect(self._fit)
        self._fit()

    def show_story(self, story: Story, facet: Facet | None) -> None:
        """Show a story by one facet, or by all of them together."""
        stops = story.stops[::-1]
        told = [sentences.aloud(stop, facet, self._book) for stop in stops]
        if told == self._model.stringList():
            return
        self._stops = stops
        self._model.setStringList(told)
        self.setCurrentIndex(self._model.index(0))

    @property
    def told(self) -> list[str]:
        """Every sentence, latest first."""
        return self._model.stringList()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Go back to the picture with T, which would otherwise look for a word."""
        if event.key() == Qt.Key.Key_T and not event.modifiers():
            self.marks_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        stop = self._stops[index.row()]
        if stop.held and stop.session:
            self.opened.emit(stop.session.id)

    def _fit(self) -> None:
        self.setFixedHeight(themes.current().scaled(HEIGHT))

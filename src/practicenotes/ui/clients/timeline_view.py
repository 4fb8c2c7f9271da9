"""The view of the timeline: its keys, its menu, and how it grows where a whole page scrolls."""

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QScrollArea

from practicenotes.ui import theme
from practicenotes.ui.clients.timeline import Row, TimelineModel
from practicenotes.ui.clients.timeline_delegate import TimelineDelegate
from practicenotes.ui.widgets.lines import ROW


_ALWAYS_ENOUGH = 16_777_215  # px: no limit to the height of a widget
_BATCH = 60  # rows that are measured at once: more than any screen shows
_LEAST = 160  # px at 100 % text


class TimelineView(QListView):
    """What happened with one client; Up and Down pass from entry to entry, Enter opens one.

    Signals:
        opened(Entry): an entry was taken.
        menu_wanted(Entry, QPoint): its menu is asked for, at a point on the screen.
    """

    opened = Signal(object)
    menu_wanted = Signal(object, QPoint)

    def __init__(self, model: TimelineModel) -> None:
        super().__init__()
        self._rows = model
        self._drawn = TimelineDelegate(self)
        self._grown = False
        self._folded = False
        self.setModel(model)
        self.setItemDelegate(self._drawn)
        self.setAccessibleName("Timeline")
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(_BATCH)
        self.activated.connect(self._open)
        self.selectionModel().currentChanged.connect(self._follow)
        model.modelReset.connect(self._grow)
        theme.current().changed.connect(self._measure)
        self._grow()

    def set_grown(self, grown: bool) -> None:
        """Show every line and let the page scroll, or scroll by itself."""
        if grown != self._grown:
            self._grown = grown
            self._grow()

    def moveCursor(  # noqa: N802
        self, action: QAbstractItemView.CursorAction, keys: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Let Home and End reach entries, never the name of a month."""
        index = super().moveCursor(action, keys)
        if index.isValid() and not index.flags() & Qt.ItemFlag.ItemIsEnabled:
            return self._rows.index(index.row() + 1)
        return index

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Ask for the menu of an entry with Shift+F10 or the menu key."""
        shift = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        if event.key() == Qt.Key.Key_Menu or (event.key() == Qt.Key.Key_F10 and shift):
            self._ask_menu(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """Ask for the menu of the entry under the pointer."""
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            self._ask_menu(self.indexAt(event.pos()), event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Measure the lines anew when the states fold under the words."""
        super().resizeEvent(event)
        if self._folded != self._drawn.is_folded:
            self._measure()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Leave the wheel to the page where every line is shown."""
        if self._grown:
            event.ignore()
        else:
            super().wheelEvent(event)

    def _measure(self) -> None:
        self._folded = self._drawn.is_folded
        self.scheduleDelayedItemsLayout()
        self._grow()

    def _grow(self) -> None:
        bar = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            bar.ScrollBarAlwaysOff if self._grown else bar.ScrollBarAsNeeded
        )
        if self._grown:
            self.setFixedHeight(sum(map(self._drawn.height_of, self._rows.rows)) + 2)
        else:
            self.setMinimumHeight(theme.current().scaled(_LEAST))
            self.setMaximumHeight(_ALWAYS_ENOUGH)

    def _follow(self, current: QModelIndex) -> None:
        """Keep the chosen entry in sight where the page scrolls."""
        area = self._area()
        sheet = area.widget() if area else None
        if self._grown and area and sheet and self.hasFocus():
            place = self.visualRect(current)
            spot = self.viewport().mapTo(sheet, place.center())
            area.ensureVisible(spot.x(), spot.y(), 0, place.height())

    def _area(self) -> QScrollArea | None:
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        return above

    def _open(self, index: QModelIndex) -> None:
        row: Row | None = index.data(ROW)
        if row and row.entry:
            self.opened.emit(row.entry)

    def _ask_menu(self, index: QModelIndex, at: QPoint | None = None) -> None:
        row: Row | None = index.data(ROW)
        if row and row.entry:
            place = self.visualRect(index)
            beside = QPoint(place.left() + theme.current().scaled(116), place.center().y())
            self.menu_wanted.emit(row.entry, at or self.viewport().mapToGlobal(beside))

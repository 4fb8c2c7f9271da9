"""How one line of the timeline is painted: date, thread, what happened, and its two states."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from practicenotes.domain import times
from practicenotes.domain.sessions import Attendance
from practicenotes.records.timeline import Entry, EntryKind
from practicenotes.ui import theme
from practicenotes.ui.clients import painting
from practicenotes.ui.clients.timeline import Row, State
from practicenotes.ui.widgets.lines import ROW


Index = QModelIndex | QPersistentModelIndex

# px at 100 % text
DATE = 12
THREAD = 84
CIRCLE = 16
WORDS = 116
LINE = 20  # the height of a line of words
RECORD = 224  # from the right edge to the state of the record
PRIVATE = 96  # from the right edge to the state of the reflection
FOLDS_UNDER = 620  # a narrower row has its states under the words
MONTH_HEIGHT = 40
ENTRY_HEIGHT = 54

_ICON = {
    EntryKind.SESSION: "file-text",
    EntryKind.NOTE: "notebook-pen",
    EntryKind.LETTER: "mail",
    EntryKind.MEASURE: "activity",
    EntryKind.CARD: "clipboard-list",
    EntryKind.FRAME: "luggage",
}


class TimelineDelegate(QStyledItemDelegate):
    """Paints the rows of a TimelineModel as wide as the view that shows them."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view

    @property
    def is_folded(self) -> bool:
        """Whether the states stand under the words, because there is no room beside them."""
        return self._view.viewport().width() < theme.current().scaled(FOLDS_UNDER)

    def height_of(self, row: Row) -> int:
        """Return the height of a line in px."""
        if row.entry is None:
            return theme.current().scaled(MONTH_HEIGHT)
        folded = self.is_folded and (row.record or row.private)
        return theme.current().scaled(ENTRY_HEIGHT + (LINE + 2 if folded else 0))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        """Return the height of a line, grown with the text."""
        return QSize(option.rect.width(), self.height_of(index.data(ROW)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one line."""
        row: Row = index.data(ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.entry is None:
            _paint_month(painter, option.rect, row.month)
        else:
            painting.ground(painter, option.rect, option.state)
            thread = (_has_entry(index, -1), _has_entry(index, 1))
            _paint_entry(painter, option.rect, row, thread, folded=self.is_folded)
        painter.restore()


def _has_entry(index: Index, step: int) -> bool:
    """Say whether the line above or below belongs to the same thread."""
    other: Row | None = index.model().index(index.row() + step, 0).data(ROW)
    return other is not None and (step < 0 or other.entry is not None)


def _paint_month(painter: QPainter, rect: QRect, month: str) -> None:
    look = theme.current()
    place = rect.adjusted(look.scaled(DATE), look.scaled(14), 0, 0)
    painting.words(painter, place, month, "section", "text_soft")


def _paint_entry(
    painter: QPainter, rect: QRect, row: Row, thread: tuple[bool, bool], *, folded: bool
) -> None:
    look = theme.current()
    entry = row.entry
    if entry is None:
        return
    head = QRect(rect.left(), rect.top(), rect.width(), look.scaled(ENTRY_HEIGHT))
    day = entry.at.date()
    date_place = QRect(head.left() + look.scaled(DATE), head.top(), look.scaled(56), head.height())
    said = f"{times.DAYS[day.weekday()][:3]} {day.day}"
    painting.words(painter, date_place, said, "small", "text_muted", Qt.TextElideMode.ElideNone)
    _paint_thread(painter, rect, head.center().y(), thread)
    _paint_circle(painter, QPoint(rect.left() + look.scaled(THREAD), head.center().y()), entry)
    left = rect.left() + look.scaled(WORDS)
    record, private = rect.right() - look.scaled(RECORD), rect.right() - look.scaled(PRIVATE)
    ends = rect.right() - look.scaled(DATE) if folded else record - look.scaled(8)
    _paint_words(painter, QRect(QPoint(left, head.top()), QPoint(ends, head.bottom())), row)
    if folded:
        top, height = head.bottom() - look.scaled(5), look.scaled(LINE)
        _paint_states(painter, QRect(left, top, ends - left, height), row)
    else:
        for state, at in ((row.record, record), (row.private, private)):
            if state:
                place = QRect(at, head.top(), rect.right() - at, head.height())
                _paint_state(painter, place, state)


def _paint_thread(painter: QPainter, rect: QRect, middle: int, ends: tuple[bool, bool]) -> None:
    look = theme.current()
    above, below = ends
    x = rect.left() + look.scaled(THREAD)
    painter.setPen(QPen(look.colour("hairline"), 1))
    painter.drawLine(x, rect.top() if above else middle, x, rect.bottom() if below else middle)


def _paint_circle(painter: QPainter, centre: QPoint, entry: Entry) -> None:
    look = theme.current()
    radius, side = look.scaled(CIRCLE), look.icon_size("normal")
    painter.setBrush(look.colour("window"))
    painter.setPen(QPen(look.colour("hairline"), 1))
    painter.drawEllipse(centre, radius, radius)
    corner = QPoint(centre.x() - side // 2, centre.y() - side // 2)
    painting.icon(painter, corner, _icon(entry), "text_soft", side)


def _icon(entry: Entry) -> str:
    if entry.damaged:
        return "circle-alert"
    if entry.session and not entry.note_id and not entry.session.attendance.held:
        return "clock" if entry.session.attendance is Attendance.PLANNED else "calendar-x"
    return _ICON[entry.kind]


def _paint_words(painter: QPainter, rect: QRect, row: Row) -> None:
    """Paint title and line around the middle; what happened to the frame is said more quietly."""
    line = theme.current().scaled(LINE)
    middle = rect.center().y() + 1
    quiet = row.entry is not None and row.entry.kind is EntryKind.FRAME
    title = QRect(rect.left(), middle - line, rect.width(), line)
    painting.words(painter, title, row.title, "body" if quiet else "strong", "text")
    below = QRect(rect.left(), middle, rect.width(), line)
    painting.words(painter, below, row.line, "small", "text_soft")


def _paint_states(painter: QPainter, rect: QRect, row: Row) -> None:
    """Paint both states in one line under the words."""
    left = rect.left()
    for state in (row.record, row.private):
        if state:
            inset = theme.current().scaled(8) if state.role.startswith("private.") else 0
            place = QRect(left + inset, rect.top(), rect.right() - left, rect.height())
            left = _paint_state(painter, place, state) + theme.current().scaled(16) + inset


def _paint_state(painter: QPainter, rect: QRect, state: State) -> int:
    """Paint a state on the middle of a place, and return where it ends."""
    look = theme.current()
    side, gap = look.icon_size("small"), look.scaled(5)
    left = rect.left()
    width = QFontMetrics(look.font("small")).horizontalAdvance(state.word)
    ends = left + width + (side + gap if state.icon else 0)
    if state.role.startswith("private."):
        height, inset = look.line("small"), look.scaled(8)
        tint = QRect(left - inset, rect.center().y() - height // 2, ends - left + 2 * inset, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("private.ground"))
        painter.drawRoundedRect(tint, look.radius("tag"), look.radius("tag"))
    if state.icon:
        at = QPoint(left, rect.center().y() - side // 2)
        painting.icon(painter, at, state.icon, state.role, side)
        left += side + gap
    place = QRect(left, rect.top(), width + gap, rect.height())
    painting.words(painter, place, state.word, "small", state.role, Qt.TextElideMode.ElideNone)
    return ends

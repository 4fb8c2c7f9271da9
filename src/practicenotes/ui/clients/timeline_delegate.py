"""How one line of the timeline is painted: date, thread, what happened, and its two states."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from practicenotes.domain import times
from practicenotes.domain.sessions import Attendance
from practicenotes.records.timeline import Entry, EntryKind
from practicenotes.ui import icons, theme
from practicenotes.ui.clients.timeline import ROW, Row, State


Index = QModelIndex | QPersistentModelIndex

# px at 100 % text
DATE = 12
THREAD = 84
CIRCLE = 16
WORDS = 116
PRIVATE = 104
RECORD = 120
GAP = 2  # between the two lines, on each side
MONTH_HEIGHT = 40
ENTRY_HEIGHT = 54

_ICON = {
    EntryKind.SESSION: "file-text",
    EntryKind.LETTER: "mail",
    EntryKind.MEASURE: "activity",
    EntryKind.FRAME: "luggage",
}


def _icon(entry: Entry) -> str:
    if entry.session and not entry.note_id:
        return "clock" if entry.session.attendance is Attendance.PLANNED else "calendar-x"
    return _ICON[entry.kind]


class TimelineDelegate(QStyledItemDelegate):
    """Paints the rows of a TimelineModel."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        """Return the height of a line, grown with the text."""
        row: Row = index.data(ROW)
        height = MONTH_HEIGHT if row.entry is None else ENTRY_HEIGHT
        return QSize(option.rect.width(), theme.current().scaled(height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one line."""
        row: Row = index.data(ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.entry is None:
            _paint_month(painter, option.rect, row.month)
        else:
            if option.state & QStyle.StateFlag.State_Selected:
                focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
                _paint_chosen(painter, option.rect, focused=focused)
            _paint_entry(painter, option.rect, row, row.entry)
        painter.restore()


def _paint_month(painter: QPainter, rect: QRect, month: str) -> None:
    look = theme.current()
    painter.setFont(look.font("section"))
    painter.setPen(look.colour("text_soft"))
    place = rect.adjusted(look.scaled(DATE), 0, 0, -look.scaled(6))
    painter.drawText(place, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, month)


def _paint_chosen(painter: QPainter, rect: QRect, *, focused: bool) -> None:
    look = theme.current()
    painter.setPen(QPen(look.colour("accent"), 2) if focused else Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("accent_soft"))
    inside = rect.adjusted(1, 1, -1, -1)
    painter.drawRoundedRect(inside, look.radius("control"), look.radius("control"))
    painter.fillRect(
        QRect(rect.left(), rect.top() + 8, 3, rect.height() - 16), look.colour("accent")
    )


def _paint_entry(painter: QPainter, rect: QRect, row: Row, entry: Entry) -> None:
    look = theme.current()
    day = entry.at.date()
    painter.setFont(look.font("small"))
    painter.setPen(look.colour("text_muted"))
    date_place = QRect(rect.left() + look.scaled(DATE), rect.top(), look.scaled(56), rect.height())
    said = f"{times.DAYS[day.weekday()][:3]} {day.day}"
    painter.drawText(date_place, Qt.AlignmentFlag.AlignVCenter, said)
    _paint_thread(painter, rect, _icon(entry), last=row.last)
    right = rect.right() - look.scaled(PRIVATE + RECORD + 16)
    _paint_words(
        painter,
        QRect(QPoint(rect.left() + look.scaled(WORDS), rect.top()), QPoint(right, rect.bottom())),
        entry,
    )
    if row.record:
        place = QRect(right + look.scaled(8), rect.top(), look.scaled(RECORD), rect.height())
        _paint_state(painter, place, row.record)
    if row.private:
        place = QRect(
            rect.right() - look.scaled(PRIVATE), rect.top(), look.scaled(PRIVATE), rect.height()
        )
        _paint_state(painter, place, row.private)


def _paint_thread(painter: QPainter, rect: QRect, icon: str, *, last: bool) -> None:
    look = theme.current()
    x = rect.left() + look.scaled(THREAD)
    radius = look.scaled(CIRCLE)
    painter.setPen(QPen(look.colour("hairline"), 1))
    painter.drawLine(x, rect.top(), x, rect.center().y() if last else rect.bottom())
    painter.setBrush(look.colour("window"))
    painter.setPen(QPen(look.colour("button_edge"), 1))
    painter.drawEllipse(QPoint(x, rect.center().y()), radius, radius)
    side = look.icon_size("normal")
    _paint_icon(
        painter, QPoint(x - side // 2, rect.center().y() - side // 2), icon, "text_soft", side
    )


def _paint_words(painter: QPainter, rect: QRect, entry: Entry) -> None:
    look = theme.current()
    half = rect.height() // 2
    for top, role, colour, words, align in (
        (rect.top() - GAP, "strong", "text", entry.title, Qt.AlignmentFlag.AlignBottom),
        (rect.top() + half + GAP, "small", "text_soft", entry.line, Qt.AlignmentFlag.AlignTop),
    ):
        painter.setFont(look.font(role))
        painter.setPen(look.colour(colour))
        cut = QFontMetrics(look.font(role)).elidedText(
            words, Qt.TextElideMode.ElideRight, rect.width()
        )
        painter.drawText(QRect(rect.left(), top, rect.width(), half), align, cut)


def _paint_state(painter: QPainter, rect: QRect, state: State) -> None:
    look = theme.current()
    painter.setFont(look.font("small"))
    left = rect.left()
    if state.role.startswith("private."):
        width = QFontMetrics(look.font("small")).horizontalAdvance(state.word) + look.scaled(36)
        height = look.line("small")
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("private.ground"))
        tint = QRect(left - look.scaled(8), rect.center().y() - height // 2, width, height)
        painter.drawRoundedRect(tint, look.radius("tag"), look.radius("tag"))
    if state.icon:
        side = look.icon_size("small")
        _paint_icon(
            painter, QPoint(left, rect.center().y() - side // 2), state.icon, state.role, side
        )
        left += side + look.scaled(5)
    painter.setPen(look.colour(state.role))
    place = QRect(left, rect.top(), rect.right() - left, rect.height())
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, state.word)


def _paint_icon(painter: QPainter, at: QPoint, name: str, role: str, side: int) -> None:
    ratio = painter.device().devicePixelRatioF()
    painter.drawPixmap(at, icons.pixmap(name, theme.current().colour(role), side, ratio))

"""How one line of the client list is painted."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from practicenotes.domain.people import ClientLine
from practicenotes.ui import theme
from practicenotes.ui.clients import painting
from practicenotes.ui.clients.client_rows import Row
from practicenotes.ui.widgets.lines import ROW


Index = QModelIndex | QPersistentModelIndex

# px at 100 % text
HEAD_HEIGHT, CLIENT_HEIGHT = 32, 58
SIDE = 12
LINE = 20


class ClientDelegate(QStyledItemDelegate):
    """Paints the rows of a ClientModel."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        """Return the height of a line, grown with the text."""
        row: Row = index.data(ROW)
        height = CLIENT_HEIGHT if row.client else HEAD_HEIGHT
        return QSize(option.rect.width(), theme.current().scaled(height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one line."""
        row: Row = index.data(ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inside = option.rect.adjusted(SIDE, 0, -SIDE, 0)
        if row.client is None:
            painting.words(painter, inside, row.head, "small", "text_muted")
        else:
            painting.ground(painter, option.rect.adjusted(0, 1, 0, -1), option.state)
            _client(painter, inside, row, row.client)
        painter.restore()


def _client(painter: QPainter, rect: QRect, row: Row, client: ClientLine) -> None:
    line = theme.current().scaled(LINE)
    top = rect.center().y() - line + 1
    upper = QRect(rect.left(), top, rect.width(), line)
    lower = QRect(rect.left(), top + line, rect.width(), line)
    taken = _draft(painter, upper) if client.has_draft else 0
    painting.words(painter, upper.adjusted(0, 0, -taken, 0), row.name, "strong", "text")
    role = "error" if client.damaged else "text_soft"
    painting.words(painter, lower, row.about, "small", role)


def _draft(painter: QPainter, rect: QRect) -> int:
    """Paint the icon and the word at the right, and return the width that they take."""
    look = theme.current()
    side, gap = look.icon_size("small"), look.scaled(5)
    width = side + gap + QFontMetrics(look.font("small")).horizontalAdvance("draft")
    left = rect.right() - width
    at = QPoint(left, rect.center().y() - side // 2)
    painting.icon(painter, at, "pen-line", "draft", side)
    place = QRect(left + side + gap, rect.top(), width, rect.height())
    painting.words(painter, place, "draft", "small", "draft", Qt.TextElideMode.ElideNone)
    return width + gap

"""Sessions side by side: the quiet line, strain and the frame, painted from a layout."""

from collections.abc import Callable
from datetime import date
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QBrush,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from practicenotes.domain.facets import Facet, FacetBook
from practicenotes.ui import icons
from practicenotes.ui import theme as themes
from practicenotes.ui.alliance import layout, sentences
from practicenotes.ui.alliance.layout import Bar, Layout, Point, Sizes
from practicenotes.ui.alliance.story import Stop, Story
from practicenotes.ui.announce import announce


LABELS = 92  # px at 100 % text: the names of the rows
DOT, RING, SIGN = 4.0, 4.0, 12.0  # px at 100 % text: radii
CROWDED = 12.0  # px at 100 % text: closer than that, dots grow smaller

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class Marks(QWidget):
    """One picture of a therapy; Left and Right read a session aloud, Enter opens it.

    Signals:
        opened(SessionId): a session was taken.
        read(str): what is marked now, in sentences.
        table_wanted(): the same as sentences alone.
    """

    opened = Signal(str)
    read = Signal(str)
    table_wanted = Signal()

    def __init__(self, book: FacetBook) -> None:
        super().__init__()
        self._book = book
        self._story, self._today = Story(), date.min
        self._facet: Facet | None = None
        self._laid: Layout | None = None
        self._at = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Sessions side by side")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        themes.current().changed.connect(self._forget_layout)

    def show_story(self, story: Story, facet: Facet | None, today: date) -> None:
        """Show a story by one facet, or by all of them together; what was marked stays so."""
        here = self._stop.id if self._stop else ""
        self._story, self._facet, self._today = story, facet, today
        ids = [stop.id for stop in story.stops]
        self._at = ids.index(here) if here in ids else -1
        self._forget_layout()
        self._describe()

    @property
    def laid(self) -> Layout:
        """Where everything stands at this width."""
        if self._laid is None:
            look = themes.current()
            scale = look.text_size / 100
            sizes = Sizes(self.width(), look.scaled(LABELS), scale)
            facet_id = self._facet.id if self._facet else ""
            self._laid = layout.lay_out(
                self._story, facet_id, self._book, self._today, sizes, self._measure()
            )
        return self._laid

    @property
    def marked(self) -> int:
        """The number of the stop that is marked; -1 while none is."""
        return self._at

    def mark(self, number: int) -> None:
        """Mark a stop and read it aloud."""
        self._at = number
        self._describe()
        self.update()
        if self._stop:
            said = sentences.aloud(self._stop, self._facet, self._book)
            self.read.emit(said)
            announce(self, said)

    # --- Qt ------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:  # noqa: N802
        """Be as high as the rows are, at any width."""
        return QSize(themes.current().scaled(480), round(self.laid.rows.height) + 4)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Give way in width."""
        return QSize(themes.current().scaled(240), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Place everything anew."""
        super().resizeEvent(event)
        self._laid = None

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Pass from stop to stop, open one, or ask for the table."""
        count = len(self._story.stops)
        if event.key() in _STEPS and count:
            start = count - 1 if self._at < 0 else self._at + _STEPS[Qt.Key(event.key())]
            self.mark(min(max(start, 0), count - 1))
        elif event.key() == Qt.Key.Key_Home and count:
            self.mark(0)
        elif event.key() == Qt.Key.Key_End and count:
            self.mark(count - 1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self._at)
        elif event.key() == Qt.Key.Key_T and not event.modifiers():
            self.table_wanted.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Mark the stop that is pressed on; on its point, open its session."""
        number = self._hit(event.position())
        if event.button() is not Qt.MouseButton.LeftButton or number < 0:
            return
        self.mark(number)
        if abs(self.laid.marks[number].y - event.position().y()) <= themes.current().scaled(SIGN):
            self._open(number)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Say under the pointer what stands there."""
        number = self._hit(event.position())
        stop = self._story.stops[number] if number >= 0 else None
        self.setToolTip(sentences.aloud(stop, self._facet, self._book) if stop else "")
        shape = Qt.CursorShape.PointingHandCursor if stop and stop.held else None
        self.setCursor(shape) if shape else self.unsetCursor()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802
        """Paint the rows, what stands in them, and what is marked."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(themes.current().font("caption"))
        Brush(painter, self.laid, self._names()).paint()
        if self._at in self.laid.marks:
            self._paint_mark(painter, self.laid.marks[self._at])
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(themes.current().colour("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    # --- what is marked ------------------------------------------------------------------------

    @property
    def _stop(self) -> Stop | None:
        return self._story.stops[self._at] if self._at >= 0 else None

    def _open(self, number: int) -> None:
        stop = self._story.stops[number] if number >= 0 else None
        if stop and stop.held and stop.session:
            self.opened.emit(stop.session.id)

    def _hit(self, at: QPointF) -> int:
        """Return the stop that a point belongs to: the nearest, and not too far away."""
        number = self.laid.nearest(at.x())
        if number < 0 or abs(self.laid.stops[number] - at.x()) > themes.current().scaled(SIGN):
            return -1
        return number

    def _describe(self) -> None:
        """Let a screen reader find what is marked."""
        said = sentences.aloud(self._stop, self._facet, self._book) if self._stop else ""
        self.setAccessibleDescription(said or "Left and Right read one session after the other.")
        QAccessible.updateAccessibility(
            QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
        )

    def _paint_mark(self, painter: QPainter, at: Point) -> None:
        look = themes.current()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(look.colour("private.outline"), 1, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(at.x, self.laid.rows.top), QPointF(at.x, self.laid.rows.frame))
        painter.setPen(QPen(look.colour("accent"), 2))
        on_sign = at.y == self.laid.rows.frame
        radius = look.scaled(SIGN + 2 if on_sign else DOT + 4)
        painter.drawEllipse(QPointF(at.x, at.y), radius, radius)

    def _names(self) -> tuple[str, str, str, str, str]:
        aside = "Not observed" if self._facet else "Fewer than six"
        return sentences.MORE, sentences.LESS, aside, "Strain", "Frame"

    def _measure(self) -> Callable[[str], float]:
        metrics = QFontMetricsF(themes.current().font("caption"))
        return lru_cache(maxsize=512)(metrics.horizontalAdvance)

    def _forget_layout(self) -> None:
        self._laid = None
        self.updateGeometry()
        self.update()


class Brush:
    """Paints one layout; the colours are those of the private side."""

    def __init__(self, painter: QPainter, laid: Layout, names: tuple[str, ...]) -> None:
        self._painter, self._laid, self._names = painter, laid, names
        self._look = themes.current()
        self._scaled = self._look.scaled
        self._ground = QBrush(self._look.colour("private.ground"))

    def paint(self) -> None:
        """Paint everything, from the back to the front."""
        self._rows()
        self._bars()
        self._line()
        self._signs()
        self._labels()

    def _rows(self) -> None:
        rows, painter = self._laid.rows, self._painter
        painter.setPen(QPen(self._look.colour("chart.private_grid"), 1))
        for step in range(5):
            self._across(rows.top + (rows.bottom - rows.top) * step / 4)
        self._across(rows.frame)
        painter.setPen(self._look.colour("private.text_soft"))
        heights = (rows.top, rows.bottom, rows.aside, rows.strain, rows.frame)
        for name, y in zip(self._names, heights, strict=True):
            box = QRectF(0, y - self._scaled(10), self._laid.left, self._scaled(20))
            painter.drawText(box, _MIDDLE_LEFT, name)

    def _across(self, y: float) -> None:
        y = round(y) + 0.5
        self._painter.drawLine(QPointF(self._laid.left, y), QPointF(self._laid.right, y))

    def _line(self) -> None:
        painter, colour = self._painter, self._look.colour("chart.one")
        crowd = self._crowd()
        painter.setPen(QPen(colour, self._scaled(2) * min(1.0, crowd * 2)))
        for start, end in self._laid.lines:
            painter.drawLine(_at(start), _at(end))
        painter.setPen(QPen(self._look.colour("private.ground"), 2 * crowd))
        painter.setBrush(colour)
        radius = max(1.5, self._look.text_size / 100 * (DOT + 1) * crowd)
        for dot in self._laid.dots:
            painter.drawEllipse(_at(dot), radius, radius)
        painter.setPen(QPen(colour, 1.5 * self._look.text_size / 100))
        painter.setBrush(self._ground)
        radius = max(1.5, self._look.text_size / 100 * RING * crowd)
        for ring in self._laid.rings:
            painter.drawEllipse(_at(ring), radius, radius)

    def _crowd(self) -> float:
        """Return 1 where there is room for whole dots, and less where they would touch."""
        laid = self._laid
        room = (laid.right - laid.left) / max(len(laid.stops), 1)
        return max(0.3, min(1.0, room / self._scaled(CROWDED)))

    def _bars(self) -> None:
        for bar in self._laid.bars:
            self._bar(bar)
        if still := [bar for bar in self._laid.bars if bar.open]:
            self._note(still[-1])

    def _bar(self, bar: Bar) -> None:
        painter, colour = self._painter, self._look.colour("strain")
        end = QPointF(bar.end, bar.start.y)
        painter.setPen(QPen(colour, self._scaled(3), Qt.PenStyle.DashLine))
        painter.drawLine(_at(bar.start), end)
        painter.setPen(QPen(colour, 2))
        painter.setBrush(self._ground)
        if not bar.earlier:
            painter.drawEllipse(_at(bar.start), self._scaled(5), self._scaled(5))
        if not bar.open:
            half = self._scaled(5)
            painter.drawLine(end - QPointF(0, half), end + QPointF(0, half))
        if bar.word:
            middle = QRectF(bar.start.x, bar.start.y - self._scaled(19), end.x() - bar.start.x, 0)
            middle.setHeight(self._scaled(16))
            painter.drawText(middle, Qt.AlignmentFlag.AlignCenter, bar.word)

    def _note(self, bar: Bar) -> None:
        """Lead the eye from where strain began to what stands above it."""
        painter, rows = self._painter, self._laid.rows
        painter.setPen(QPen(self._look.colour("strain"), 2, Qt.PenStyle.DotLine))
        top = QPointF(bar.start.x, rows.top - self._scaled(6))
        painter.drawLine(top, _at(bar.start) - QPointF(0, self._scaled(6)))
        words, gap = "strain noted", self._scaled(8)
        wide = painter.fontMetrics().horizontalAdvance(words)
        fits = top.x() + gap + wide <= self._laid.right
        left = top.x() + gap if fits else top.x() - gap - wide
        painter.setPen(self._look.colour("strain"))
        painter.drawText(QPointF(left, rows.top + self._scaled(13)), words)

    def _signs(self) -> None:
        painter, side = self._painter, self._look.icon_size("small")
        radius = self._scaled(SIGN)
        ratio = painter.device().devicePixelRatioF()
        colour = self._look.colour("private.text_soft")
        for sign in self._laid.signs:
            painter.setPen(QPen(self._look.colour("private.outline"), 1))
            painter.setBrush(self._ground)
            painter.drawEllipse(_at(sign.at), radius, radius)
            if sign.icon:
                drawn = icons.pixmap(sign.icon, colour, side, ratio)
                corner = _at(sign.at) - QPointF(side / 2, side / 2)
                painter.drawPixmap(corner, drawn)
            else:
                painter.setPen(colour)
                box = QRectF(sign.at.x - radius, sign.at.y - radius, 2 * radius, 2 * radius)
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(sign.count))

    def _labels(self) -> None:
        painter = self._painter
        plain, framed = QFont(painter.font()), QFont(painter.font())
        framed.setWeight(QFont.Weight.Medium)
        y = self._laid.rows.days - self._scaled(8)
        for label in self._laid.labels:
            painter.setFont(plain if label.plain else framed)
            role = "private.text_muted" if label.plain else "private.text"
            painter.setPen(self._look.colour(role))
            box = QRectF(label.left, y, self._laid.right, self._scaled(18))
            painter.drawText(box, _MIDDLE_LEFT, label.words)


def _at(point: Point) -> QPointF:
    return QPointF(point.x, point.y)


_MIDDLE_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter

"""The pages as they will print, and nothing but them: drawn from the bytes of the document."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, closing, nullcontext
from functools import partial

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from practicenotes.errors import ReadingStopped
from practicenotes.ui import theme as themes
from practicenotes.ui.announce import announce
from practicenotes.ui.printing.outside import OutsidePages
from practicenotes.ui.printing.pages import Pages
from practicenotes.ui.widgets.buttons import IconButton
from practicenotes.ui.widgets.words import Words


LEAST_ZOOM, MOST_ZOOM = 0.5, 4.0  # 1 shows a page whole, as long as it can be read then
_STEP = 1.25
_GAP = 16  # px between pages, and around them
_BAR = 14  # px: what a scroll bar takes
_LEAST_SHARE = 0.8  # of the width of the pane: a page is not made smaller to be seen whole
_FINER = 2  # small letters drawn at their own size come out heavy and uneven
_KEPT = 8  # pages that stay drawn
_AIR = 6  # px at 100 % text
_WIDEST = 900  # px: a page that fills a large screen is hard to read


class PdfPreview(QWidget):
    """Pages with their count and two zoom buttons.

    Names can be covered for whoever else looks at the screen; the document itself stays as it is.
    """

    def __init__(self, data: bytes = b"", note: str = "as it will print") -> None:
        super().__init__()
        self._note = note
        self.sheets = _Sheets()
        self._count = Words("", "strong")
        self._aside = Words("", "small", wraps=True)
        self._smaller = IconButton("zoom-out", "Smaller pages")
        self._larger = IconButton("zoom-in", "Larger pages")
        self._smaller.clicked.connect(lambda: self.sheets.zoom_by(1 / _STEP))
        self._larger.clicked.connect(lambda: self.sheets.zoom_by(_STEP))
        self.sheets.moved.connect(self._say)
        self._lay_out()
        self.show_pdf(data)

    @property
    def data(self) -> bytes:
        """The document that is shown, byte for byte; empty when there is none."""
        return self.sheets.data

    @property
    def page(self) -> int:
        """The page that is in sight, counted from 1; 0 when there is none."""
        return self.sheets.current

    @property
    def covers(self) -> int:
        """How many places are covered on the page in sight."""
        return len(self.sheets.covers(self.page - 1)) if self.page else 0

    def show_pdf(self, data: bytes) -> None:
        """Show another document, at the same place and zoom; no bytes show nothing."""
        if data != self.data or not data:
            self.sheets.show_pdf(data)
        self._say()

    def show_outside(self, pages: OutsidePages) -> None:
        """Show a document from outside, which is read in a process apart."""
        self.sheets.show_outside(pages)
        self._say()

    def cover(self, phrases: Sequence[str]) -> None:
        """Draw bars over these phrases on the screen; none uncovers everything."""
        self.sheets.cover(phrases)
        self._say()

    def text(self) -> str:
        """Return what can be read on all pages."""
        if not self.data:
            return ""
        with self.sheets.pages() as pages:
            return "\n".join(pages.text(number) for number in range(len(pages)))

    def grab_sheet(self) -> QImage:
        """Return what the eye sees of the pages."""
        return self.sheets.viewport().grab().toImage()

    def _say(self) -> None:
        count = len(self.sheets.sizes)
        words = f"Page {self.page} of {count}" if count else "No page yet"
        if words != self._count.said():
            self._count.say(words)
            self.sheets.setAccessibleDescription(words)
            if self.sheets.hasFocus():
                announce(self.sheets, words)
        covered = "; names covered on screen only" if self.sheets.phrases else ""
        self._aside.say(f"{self._note}{covered}" if count else "")
        for button in (self._smaller, self._larger):
            button.setEnabled(bool(count))

    def _lay_out(self) -> None:
        theme = themes.current()
        head = QHBoxLayout()
        head.setContentsMargins(theme.space("three") - 4, 0, theme.space("three") - 4, 0)
        head.setSpacing(theme.space("one"))
        head.addWidget(self._count)
        # The air of wrapped lines lies beneath them: as much above sets them in the middle.
        self._aside.setContentsMargins(0, theme.scaled(_AIR), 0, 0)
        head.addWidget(self._aside, 1)
        head.addWidget(self._smaller)
        head.addWidget(self._larger)
        bar = QWidget()
        bar.setLayout(head)
        bar.setMinimumHeight(theme.scaled(44))
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        stack.addWidget(bar)
        stack.addWidget(self.sheets, 1)


class _Sheets(QAbstractScrollArea):
    """The pages one below the other; a page is drawn when it comes into sight.

    Signals:
        moved(): another page may be in sight.
        lost(Exception): a document from outside cannot be read on; nothing of it is shown any more.
    """

    moved = Signal()
    lost = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.data = b""
        self._outside: OutsidePages | None = None
        self.sizes: tuple[QSizeF, ...] = ()
        self.phrases: tuple[str, ...] = ()
        self._zoom = 1.0
        self._drawn: dict[tuple[int, int], QImage] = {}
        self._covers: dict[int, list[QRectF]] = {}
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Pages as they will print")
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            bar.valueChanged.connect(self._scrolled)
        themes.current().changed.connect(self._forget)

    @property
    def current(self) -> int:
        """The page in the middle of what is in sight, counted from 1; 0 when there is none."""
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        tops = [rect.top() for rect in self._rects()]
        return max(1, sum(top <= middle for top in tops)) if tops else 0

    def show_pdf(self, data: bytes) -> None:
        """Show another document and let go of the one before."""
        self._turn_to(data, None)

    def show_outside(self, pages: OutsidePages) -> None:
        """Show a document from outside and let go of the one before."""
        self._turn_to(pages.data, pages)

    def pages(self) -> AbstractContextManager[Pages | OutsidePages]:
        """Open the document, for as long as it is looked at; one from outside stays open."""
        return nullcontext(self._outside) if self._outside else closing(Pages(self.data))

    def _turn_to(self, data: bytes, outside: OutsidePages | None) -> None:
        if self._outside:
            self._outside.close()
        self.data, self._outside, self.sizes = data, outside, ()
        if data:
            with self.pages() as pages:
                self.sizes = tuple(pages.size(number) for number in range(len(pages)))
        self._forget()
        self._fit()

    def _lose(self, error: ReadingStopped) -> None:
        """Let go of a document that cannot be read on, when what is painted now is painted."""
        self._turn_to(b"", None)
        self.lost.emit(error)

    def cover(self, phrases: Sequence[str]) -> None:
        """Draw bars over these phrases from now on."""
        self.phrases = tuple(phrase for phrase in phrases if phrase.strip())
        self._covers.clear()
        self.viewport().update()

    def covers(self, number: int) -> list[QRectF]:
        """Return what is covered on a page (points); `number` counts from 0."""
        if number not in self._covers:
            with self.pages() as pages:
                self._covers[number] = list(pages.find(number, self.phrases))
        return self._covers[number]

    def zoom_by(self, factor: float) -> None:
        """Make the pages larger or smaller around the middle of what is in sight."""
        bar = self.verticalScrollBar()
        middle = (bar.value() + bar.pageStep() / 2) / max(1, bar.maximum() + bar.pageStep())
        self._zoom = min(MOST_ZOOM, max(LEAST_ZOOM, self._zoom * factor))
        self._forget()
        self._fit()
        bar.setValue(round(middle * (bar.maximum() + bar.pageStep()) - bar.pageStep() / 2))

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for a page that can be read."""
        return QSize(480, 640)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Give way: a page can be scrolled."""
        return QSize(160, 120)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the pages that are in sight."""
        theme = themes.current()
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), theme.colour("alternate"))
        origin = QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        try:
            for number, rect in enumerate(self._rects()):
                shown = rect.translated(-origin)
                if shown.intersects(self.viewport().rect()):
                    self._paint_page(painter, number, shown)
        except ReadingStopped as error:
            self.sizes = ()  # told anew: the error holds on to the painter
            QTimer.singleShot(0, self, partial(self._lose, ReadingStopped(error.name)))
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.viewport().rect()).adjusted(1, 1, -1, -1))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Fit the pages into the new width."""
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Scroll by the keyboard, and zoom with + and -."""
        bar = self.verticalScrollBar()
        places = {
            Qt.Key.Key_PageUp: bar.value() - bar.pageStep(),
            Qt.Key.Key_PageDown: bar.value() + bar.pageStep(),
            Qt.Key.Key_Up: bar.value() - bar.singleStep(),
            Qt.Key.Key_Down: bar.value() + bar.singleStep(),
            Qt.Key.Key_Home: bar.minimum(),
            Qt.Key.Key_End: bar.maximum(),
        }
        if event.key() in places:
            bar.setValue(places[Qt.Key(event.key())])
        elif event.text() in {"+", "-"}:
            self.zoom_by(_STEP if event.text() == "+" else 1 / _STEP)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Zoom while Ctrl is held, and scroll otherwise."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(_STEP if event.angleDelta().y() > 0 else 1 / _STEP)
        else:
            super().wheelEvent(event)

    def _paint_page(self, painter: QPainter, number: int, rect: QRect) -> None:
        theme = themes.current()
        painter.drawImage(rect, self._image(number, rect.size()))
        painter.setPen(QPen(theme.colour("hairline"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(rect).adjusted(-0.5, -0.5, 0.5, 0.5))
        scale = rect.width() / self.sizes[number].width()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("covered"))
        for bar in self.covers(number):
            place = QRectF(bar.topLeft() * scale + rect.topLeft(), bar.size() * scale)
            painter.drawRoundedRect(place.adjusted(-1, -1, 1, 1), 2, 2)

    def _image(self, number: int, room: QSize) -> QImage:
        """Return a page drawn for this room, dot for dot: stretched lines of print are seen."""
        dots = room * self.devicePixelRatioF()
        if (number, dots.width()) not in self._drawn:
            if len(self._drawn) >= _KEPT:
                self._drawn.clear()
            scale = dots.width() / self.sizes[number].width()
            with self.pages() as pages:
                image = pages.image(number, scale * _FINER, themes.current().colour("sheet"))
            exact, smooth = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode
            drawn = image.scaled(dots, exact, smooth.SmoothTransformation)
            self._drawn[number, dots.width()] = drawn
        return self._drawn[number, dots.width()]

    def _rects(self) -> Iterator[QRect]:
        """Yield where each page lies, as if nothing were scrolled."""
        # Room for the scroll bar is always kept, or its coming and going would never end.
        room = self.maximumViewportSize() - QSize(2 * (_GAP + _BAR), 2 * _GAP)
        top = 0
        for size in self.sizes:
            shape = size.width() / size.height()
            whole = max(room.height() * shape, room.width() * _LEAST_SHARE)
            width = max(80, round(min(room.width(), whole, _WIDEST) * self._zoom))
            left = max(_GAP, (self.viewport().width() - width) // 2)
            yield QRect(left, top + 1, width, round(width / shape))
            top += round(width / shape) + _GAP

    def _fit(self) -> None:
        rects = list(self._rects())
        view = self.viewport().size()
        bottom = rects[-1].bottom() + _GAP if rects else 0
        right = max((rect.right() + _GAP for rect in rects), default=0)
        for bar, length, room in (
            (self.verticalScrollBar(), bottom, view.height()),
            (self.horizontalScrollBar(), right, view.width()),
        ):
            bar.setRange(0, max(0, length - room))
            bar.setPageStep(room)
            bar.setSingleStep(themes.current().line("reading"))
        self._scrolled()

    def _scrolled(self) -> None:
        self.viewport().update()
        self.moved.emit()

    def _forget(self) -> None:
        """Draw everything anew: another document, another zoom, another theme."""
        self._drawn.clear()
        self._covers.clear()
        self.viewport().update()

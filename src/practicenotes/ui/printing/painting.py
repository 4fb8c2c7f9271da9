"""Pages onto a printer, one by one from memory, so that the window goes on answering."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from PySide6.QtCore import QObject, QRectF, QSizeF, QTimer, Signal
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from practicenotes.errors import PracticeNotesError
from practicenotes.ui.printing import file_made, spool, under_way
from practicenotes.ui.printing.file_made import FileMade
from practicenotes.ui.printing.pages import POINTS_PER_INCH, Pages


DPI = 300
FINEST = 600  # dots per inch: finer is not seen, and takes four times the memory
SAME = 3.0  # points by which a sheet may differ and still be the same


def prepare(printer: QPrinter, pages: Pages, job: str) -> None:
    """Set the paper, the name of the job and the pages there are."""
    printer.setDocName(job)
    printer.setCreator("PracticeNotes")
    printer.setResolution(DPI)
    printer.setFullPage(True)
    size = pages.size(0)
    upright = QSizeF(min(size.width(), size.height()), max(size.width(), size.height()))
    printer.setPageSize(QPageSize(upright, QPageSize.Unit.Point))
    printer.setPageOrientation(_orientation(size))


def chosen(printer: QPrinter, count: int) -> list[int]:
    """Return the pages that were asked for, counted from 0, as often as they were asked for.

    A printer that makes copies of its own is handed each page once.
    """
    numbers = list(range(count))
    if printer.printRange() is QPrinter.PrintRange.PageRange:
        first, last = printer.fromPage() or 1, printer.toPage() or count
        ranges = printer.pageRanges()
        asked = range(first, last + 1)
        numbers = [
            n for n in numbers if (n + 1 in asked if ranges.isEmpty() else ranges.contains(n + 1))
        ]
    if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst:
        numbers.reverse()
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    if printer.collateCopies():
        return numbers * copies
    return [n for n in numbers for _ in range(copies)]


class Printing(QObject):
    """One job; it ends when all pages are drawn, when it is stopped, or when nothing takes them.

    Signals:
        drawn(int, int): so many pages of so many.
        ended(bool): whether the printer took them all.
    """

    drawn = Signal(int, int)
    ended = Signal(bool)

    def __init__(self, parent: QObject, printer: QPrinter, data: bytes) -> None:
        super().__init__(parent)
        self._printer = printer
        self._data = data
        self._painter = QPainter()
        self._steps: Iterator[int] = iter(())
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._step)
        self.fitted = ""  # the name of the paper to which pages were made smaller
        self.made: FileMade | None = None  # in place of paper
        self.left: Path | None = None  # half a file that could not be removed
        self.trouble: Exception | None = None  # what the disk or the memory did not let pass

    def start(self) -> None:
        """Begin; the pages follow as the window has time for them."""
        self._steps = self._draw()
        self._timer.start()
        under_way.begin(self)

    def stop(self) -> None:
        """Print no more, and leave nothing of a file that was begun."""
        if self._timer.isActive():
            self._end(taken=False)

    def _step(self) -> None:
        try:
            over = next(self._steps, None) is None
            taken = over and self._is_taken()
        except (PracticeNotesError, MemoryError) as error:
            self.trouble = error
            self._end(taken=False)
        except Exception:
            self._end(taken=False)  # a job that lacks a page was not taken
            raise
        else:
            if over:
                self._end(taken=taken)

    def _end(self, *, taken: bool) -> None:
        under_way.end(self)
        self._timer.stop()
        self._steps = iter(())
        if not taken:
            if self._painter.isActive():
                self._printer.abort()
                self._painter.end()
            if self.made and not self.made.is_removed():
                self.left = self.made.part
        self.ended.emit(taken)

    def _is_taken(self) -> bool:
        """Say whether every page was drawn and, where the printer made a file, the disk has it."""
        drawn = self._painter.isActive() and self._painter.end()
        return drawn and (self.made is None or self.made.is_kept())

    def _draw(self) -> Iterator[int]:
        with closing(Pages(self._data)) as pages:
            numbers = chosen(self._printer, len(pages))
            if not numbers:
                return
            self.made = file_made.begun(self._printer)
            self._turn(pages.size(numbers[0]))
            with spool.in_memory(len(numbers)):
                if not self._painter.begin(self._printer):
                    return
            for done, number in enumerate(numbers, 1):
                if done > 1:
                    self._turn(pages.size(number))
                    if not self._printer.newPage():
                        self._printer.abort()
                        self._painter.end()
                        return
                self._draw_page(pages, number)
                self.drawn.emit(done, len(numbers))
                yield done

    def _turn(self, size: QSizeF) -> None:
        """Let the next sheet lie as the page does."""
        self._printer.setPageOrientation(_orientation(size))

    def _draw_page(self, pages: Pages, number: int) -> None:
        size, dots = pages.size(number), self._printer.resolution() / POINTS_PER_INCH
        sheet = QSizeF(self._printer.paperRect(QPrinter.Unit.Point).size())
        turned = (size.width() > size.height()) is not (sheet.width() > sheet.height())
        lying = size.transposed() if turned else size
        factor = min(1.0, sheet.width() / lying.width(), sheet.height() / lying.height())
        if factor < 1 and _differ(lying, sheet):
            self.fitted = self._printer.pageLayout().pageSize().name().partition(" / ")[0]
        else:
            factor = 1.0
        image = _grey(pages.image(number, min(dots * factor, FINEST / POINTS_PER_INCH)))
        painter = self._painter
        painter.save()
        painter.translate(sheet.width() * dots / 2, sheet.height() * dots / 2)
        if turned:
            painter.rotate(90)
        room = size * dots * factor
        painter.drawImage(
            QRectF(-room.width() / 2, -room.height() / 2, room.width(), room.height()), image
        )
        painter.restore()


def _differ(page: QSizeF, sheet: QSizeF) -> bool:
    apart = page - sheet
    return abs(apart.width()) > SAME or abs(apart.height()) > SAME


def _orientation(size: QSizeF) -> QPageLayout.Orientation:
    wide = size.width() > size.height()
    return QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait


def _grey(image: QImage) -> QImage:
    """Return a page without colour as shades of grey: the queue has a third to carry."""
    if image.allGray():
        return image.convertToFormat(QImage.Format.Format_Grayscale8)
    return image

"""A PDF opened from memory, page by page; PDFium is used nowhere else, and by one thread only."""

import re
from collections.abc import Iterable, Iterator
from contextlib import closing

import pypdfium2 as pdfium
from PySide6.QtCore import QRectF, QSize, QSizeF
from PySide6.QtGui import QColor, QImage

from practicenotes.errors import PagesUnreadable, PictureTooLarge


POINTS_PER_INCH = 72.0
MOST_PAGES = 2000
NARROWEST = 0.2  # of its height: a page that is narrower takes more room than a screen has
_LONG = 24  # signs of a word that may be broken at the end of a line
PLAIN = QColor("white")


def look_through(data: bytes) -> list[QSizeF]:
    """Look at every page of a document that was made elsewhere; return how large each is.

    Raises PagesUnreadable and PictureTooLarge.
    """
    try:
        with closing(Pages(data)) as pages:
            sizes = [pages.size(number) for number in range(min(len(pages), MOST_PAGES + 1))]
    except pdfium.PdfiumError:
        raise PagesUnreadable from None
    if not sizes or any(size.isEmpty() for size in sizes):
        raise PagesUnreadable
    if len(sizes) > MOST_PAGES or min(s.width() / s.height() for s in sizes) < NARROWEST:
        raise PictureTooLarge
    return sizes


class Pages:
    """The pages of one document; sizes and places are in points from the upper left corner."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self._document = pdfium.PdfDocument(data)

    def __len__(self) -> int:
        """Return how many pages there are."""
        return len(self._document)

    def close(self) -> None:
        """Let go of the document."""
        self._document.close()

    def size(self, number: int) -> QSizeF:
        """Return the size of a page; `number` counts from 0."""
        return QSizeF(*self._document.get_page_size(number))

    def image(self, number: int, scale: float, ground: QColor = PLAIN) -> QImage:
        """Return a page as a picture of `scale` pixels per point, on paper of this colour.

        A page that cannot be read, in a document that came from elsewhere, is empty paper.
        """
        try:
            page = self._document[number]
        except pdfium.PdfiumError:
            return self._empty(number, scale, ground)
        bitmap = page.render(scale=scale, fill_color=ground.getRgb(), prefer_bgrx=True)
        picture = QImage(
            bytes(bitmap.buffer),
            bitmap.width,
            bitmap.height,
            bitmap.stride,
            QImage.Format.Format_RGB32,
        ).copy()
        bitmap.close()
        return picture

    def _empty(self, number: int, scale: float, ground: QColor) -> QImage:
        paper = (self.size(number) * scale).toSize().expandedTo(QSize(1, 1))
        picture = QImage(paper, QImage.Format.Format_RGB32)
        picture.fill(ground)
        return picture

    def text(self, number: int) -> str:
        """Return what can be read on a page."""
        return str(self._document[number].get_textpage().get_text_bounded())

    def find(self, number: int, phrases: Iterable[str]) -> Iterator[QRectF]:
        """Yield where any of the phrases stands on a page, as whole words in any case."""
        try:
            page = self._document[number]
        except pdfium.PdfiumError:
            return
        height = page.get_height()
        words = page.get_textpage()
        for phrase in phrases:
            for found in _found(words, phrase):
                for rect in range(words.count_rects(*found)):
                    left, bottom, right, top = words.get_rect(rect)
                    yield QRectF(left, height - top, right - left, top - bottom)


def _found(words: pdfium.PdfTextPage, phrase: str) -> Iterator[tuple[int, int]]:
    """Yield where a phrase begins and how long it is; a long word may go on in the next line."""
    if max(map(len, phrase.split()), default=0) < _LONG:
        search = words.search(phrase, match_whole_word=True)
        while found := search.get_next():
            yield found
        return
    signs = r"\s*".join(re.escape(sign) for sign in phrase if not sign.isspace())
    for match in re.finditer(signs, words.get_text_range(), re.IGNORECASE):
        yield match.start(), match.end() - match.start()

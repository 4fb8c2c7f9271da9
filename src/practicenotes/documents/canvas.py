"""A canvas that tags what is drawn, answers what paragraphs call, and counts its pages."""

import contextlib
from collections import Counter
from collections.abc import Iterator
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from practicenotes.documents import prose, style
from practicenotes.documents.leaves import Placed
from practicenotes.documents.tags import Mark, standard


class PaperCanvas(Canvas):  # type: ignore[misc]
    """One PDF while it is drawn; `marks` are the tagged pieces so far, `leaves` pages of files."""

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self.marks: list[Mark] = []
        self.leaves: list[Placed] = []
        self.within: tuple[tuple[str, object], ...] = ()  # the cell of a table that is drawn
        self.again = False  # what is drawn was read aloud on a page before
        self._marks_on: Counter[int] = Counter()
        self.side = style.SIDE  # the margin of the sheet that is drawn
        self.setNamedCB(prose.OUTLINE, _draw_bookmark)
        self.setNamedCB(prose.FIELD, _draw_field)

    @contextlib.contextmanager
    def tagged(self, role: str, element: object, said: str = "", words: str = "") -> Iterator[None]:
        """Mark what is drawn inside as one piece of an element with this role.

        `said` is read aloud in place of what is a picture, `words` where the order on paper is not
        that of reading.
        """
        if self.again:
            with self.untagged():
                yield
            return
        page = self.getPageNumber() - 1
        mark = Mark(page, self._marks_on[page], role, element, said, words, self.within)
        self._marks_on[page] += 1
        self.marks.append(mark)
        self.addLiteral(f"/{standard(role)} <</MCID {mark.number}>> BDC")
        yield
        self.addLiteral("EMC")

    @contextlib.contextmanager
    def untagged(self) -> Iterator[None]:
        """Mark what is drawn inside as furniture, which is not read aloud."""
        self.addLiteral("/Artifact BMC")
        yield
        self.addLiteral("EMC")

    def _escape(self, text: str | bytes) -> str:
        """Return what may stand in a string of the file; ReportLab looks at sign by sign."""
        return (text if isinstance(text, str) else text.decode("latin-1")).translate(_ESCAPED)

    def draw_folio(self) -> None:
        """Leave the place of the page number, which is drawn when the last page is known."""
        self.doForm(_folio(self.getPageNumber()))

    def save(self) -> None:
        """Write "2 of 3" on every page and finish the file."""
        width, height = self._pagesize
        last = self.getPageNumber() - 1
        for page in range(1, last + 1):
            self.beginForm(_folio(page), 0, 0, width, height)
            self.setFont(style.FOOT.fontName, style.FOOT.fontSize)
            self.setFillColor(style.FOOT.textColor)
            self.drawRightString(width - self.side, style.BOTTOM, f"{page} of {last}")
            self.endForm()
        super().save()


_ESCAPED = {code: f"\\{code:03o}" for code in range(256) if not 32 <= code < 127}  # noqa: PLR2004
_ESCAPED |= {ord(sign): f"\\{sign}" for sign in "\\()"}


def _folio(page: int) -> str:
    return f"folio-{page}"


def _draw_bookmark(canvas: Canvas, _kind: str, title: str) -> None:
    """Make the place where a heading is drawn a bookmark of the file."""
    key = f"{canvas.getPageNumber()}-{canvas.absolutePosition(0, 0)[1]:.2f}"
    canvas.bookmarkHorizontal(key, 0, style.TITLE.leading)
    canvas.addOutlineEntry(title, key)


def _draw_field(canvas: Canvas, _kind: str, measures: str) -> None:
    """Draw the soft ground and the dashed edge of an empty place, before its words."""
    width, size = (float(measure) for measure in measures.split())
    at = canvas._curr_tx_info  # noqa: SLF001 - ReportLab tells a callback in no other way where it is
    canvas.saveState()
    canvas.setFillColor(style.ink("stop_soft"))
    canvas.setStrokeColor(style.ink("draft"))
    canvas.setLineWidth(0.7)
    canvas.setDash(2.2, 1.6)
    canvas.roundRect(at["cur_x"], at["cur_y"] - 0.38 * size, width, 1.38 * size, 1.5, fill=1)
    canvas.restoreState()

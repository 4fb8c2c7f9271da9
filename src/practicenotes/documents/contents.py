"""A table of contents: its page numbers are drawn when the last page is known, in one pass."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable

from practicenotes.documents import fonts, prose, style
from practicenotes.documents.prose import Prose


_NUMBER = 34.0  # points that the page number has at the right
TOP = ParagraphStyle(
    "contents", style.LINE, fontSize=10.5, leading=15, spaceBefore=5, rightIndent=_NUMBER
)
UNDER = ParagraphStyle(
    "contents, under",
    style.LINE,
    fontSize=9.5,
    leading=13.5,
    leftIndent=16,
    rightIndent=_NUMBER,
)


@dataclass(slots=True, eq=False)
class Entry:
    """One heading: what it is called, how deep it lies, and its page once it was drawn."""

    key: str
    title: str
    level: int  # 0 for a part, 1 for what stands in it
    page: int = 0


class Heading(Prose):
    """A heading that the contents and the file's bookmarks lead to."""

    entry: Entry | None = None

    def split(self, width: float, height: float) -> list[Prose]:
        """Break the heading where the page ends; its beginning is where the contents lead."""
        parts = super().split(width, height)
        if parts and isinstance(parts[0], Heading):
            parts[0].entry = self.entry
        return parts

    def draw(self) -> None:
        """Draw the words, and note on which page they stand."""
        if self.entry:
            self.entry.page = self.canv.getPageNumber()
            self.canv.bookmarkHorizontal(self.entry.key, 0, self.height + style.LINE.leading)
            title = " ".join(fonts.clean(self.entry.title).split())
            self.canv.addOutlineEntry(title, self.entry.key, self.entry.level, closed=1)
        super().draw()


class _Line(Prose):
    """One line of the contents; the whole of it leads to its page."""

    entry: Entry | None = None

    def split(self, width: float, height: float) -> list[Prose]:
        """Break the line where the page ends; the number stands at its end."""
        parts = super().split(width, height)
        if parts and isinstance(parts[-1], _Line):
            parts[-1].entry = self.entry
        return parts

    def draw(self) -> None:
        """Draw the words, and leave the place of the number."""
        super().draw()
        if self.entry is None:
            return
        with self.canv.tagged("P", self):
            self.canv.doForm(_form(self.entry))
        self.canv.linkRect(
            self.entry.title, self.entry.key, (0, 0, self.width, self.height), relative=1
        )


class _Numbers(Flowable):  # type: ignore[misc]
    """Nothing to see: at the end of a document it fills in the numbers that were left open."""

    def __init__(self, entries: Iterable[Entry], width: float) -> None:
        super().__init__()
        self._entries, self._across = entries, width

    def wrap(self, *_room: Any) -> tuple[float, float]:
        """Take no room."""
        return 0.0, 0.0

    def draw(self) -> None:
        """Draw each number into its place."""
        for entry in self._entries:
            look = _look(entry)
            self.canv.beginForm(_form(entry), 0, -4, self._across, look.leading)
            self.canv.setFont(look.fontName, look.fontSize)
            self.canv.setFillColor(look.textColor)
            above = look.leading - look.fontSize
            self.canv.drawRightString(self._across, above, f" {entry.page}")
            self.canv.endForm()


def heading(entry: Entry, look: ParagraphStyle) -> Heading:
    """Return a heading that is an entry of the contents."""
    made = Heading(prose.markup(entry.title.strip(), look), look)
    made.entry = entry
    return made


def lines(entries: Iterable[Entry]) -> list[Flowable]:
    """Return the table of contents, a line to an entry."""
    made: list[Flowable] = []
    for entry in entries:
        look = _look(entry)
        line = _Line(prose.markup(entry.title.strip(), look), look)
        line.entry = entry
        made.append(line)
    return made


def numbers(entries: Iterable[Entry], width: float) -> Flowable:
    """Return what must stand at the end of a document with contents, of this measure."""
    return _Numbers(entries, width)


def _look(entry: Entry) -> ParagraphStyle:
    return UNDER if entry.level else TOP


def _form(entry: Entry) -> str:
    return f"page-of-{entry.key}"

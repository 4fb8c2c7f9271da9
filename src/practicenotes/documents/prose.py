"""Words on paper: what people wrote becomes paragraphs, and never commands."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from html import escape
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.textobject import PDFTextObject
from reportlab.platypus import Flowable, Paragraph

from practicenotes.documents import arabic, backwards, bidi, fonts, style
from practicenotes.domain.writing import reading
from practicenotes.domain.writing.reading import Block, Kind, Said


OUTLINE, FIELD = "outline", "field"  # what headings and empty places call when drawn, in `page`
_BREAK = "\n"
_LONGEST = 6000  # characters laid out as one paragraph: ReportLab's time grows with their square


class _Lines(PDFTextObject):  # type: ignore[misc]
    """A text whose lines end in a space: a program that reads aloud does not see where they end."""

    def _textOut(self, text: str, TStar: int = 0) -> None:  # noqa: N802, N803 - ReportLab's names
        super()._textOut(f"{text} " if TStar else text, TStar)


class Prose(Paragraph):  # type: ignore[misc]
    """A paragraph that is read aloud as one, even where it was broken over two pages."""

    element: "Prose | None" = None
    _broken_for: float | None = None  # the width
    _room: tuple[float, float] = (0.0, 0.0)

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        said = "".join(map(_words, self.frags))
        self.words = arabic.letters_of(said) if bidi.is_in(said) else ""  # in the order of reading

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Break the words into lines, unless that was done for this width before."""
        if self._broken_for != width or not hasattr(self, "blPara"):
            self._room = super().wrap(width, height)
            self._broken_for = width
        return self._room

    def beginText(self, x: float, y: float) -> _Lines:  # noqa: N802 - ReportLab's name
        """Begin the text of the paragraph."""
        return _Lines(self.canv, x, y)

    def split(self, width: float, height: float) -> list["Prose"]:
        """Break the paragraph where the page ends."""
        parts: list[Prose] = super().split(width, height)
        for part in parts:
            part.element = self.element or self
        return parts

    def draw(self) -> None:
        """Draw the words, tagged with what they are, each line in its order."""
        whole, broken = self.element or self, self.blPara
        self.blPara: Any = backwards.turned(broken) if whole.words else broken
        with self.canv.tagged(self.style.role, whole, words=whole.words):
            super().draw()
        self.blPara = broken


def _words(piece: Any) -> str:
    return "\n" if getattr(piece, "lineBreak", False) else getattr(piece, "text", "")


def words(text: str, look: ParagraphStyle) -> Prose:
    """Return the text as one paragraph that keeps its line breaks and means nothing else."""
    text = text.strip()
    if look is style.BODY and _runs_backwards(text):
        look = style.from_the_right(look)
    return Prose(markup(text, look), look)


def _runs_backwards(text: str) -> bool:
    """Say whether every line of a text runs from right to left."""
    lines = text.split(_BREAK) if bidi.is_in(text) else ()
    return bool(lines) and all(bidi.runs_backwards(line) for line in lines if line.strip())


def markup(text: str, look: ParagraphStyle) -> str:
    """Return the text as the inside of a paragraph in this style."""
    return fonts.markup(text, look.fontName).replace("\n", "<br/>")


def labelled(label: str, text: str) -> Prose:
    """Return a fact, with its label standing in the margin that facts leave free."""
    return Prose(markup(text, style.FACT), style.FACT, bulletText=f"{label} ")


def heading(text: str, look: ParagraphStyle, bookmark: str) -> Prose:
    """Return a line of text that the file's list of bookmarks leads to."""
    call = f'<onDraw name="{OUTLINE}" label="{escape(fonts.clean(bookmark))}"/>'
    return Prose(call + markup(text.strip(), look), look)


def field(name: str, look: ParagraphStyle) -> str:
    """Return the markup of an empty place: its name, in one piece, on a soft ground."""
    unbroken = "\u00a0{}\u00a0".format(fonts.clean(name).replace(" ", "\u00a0"))
    width = stringWidth(unbroken, fonts.SERIF_ITALIC, look.fontSize)
    colour = style.ink("draft").hexval()
    said = fonts.markup(unbroken, fonts.SERIF_ITALIC)
    return (
        f'<onDraw name="{FIELD}" label="{width} {look.fontSize}"/>'
        f'<font name="{fonts.SERIF_ITALIC}" color="{colour}">{said}</font>'
    )


def markdown(text: str, body: ParagraphStyle = style.BODY) -> list[Flowable]:
    """Return what was written in one section of a note, with the Markdown subset as it is meant.

    `body` is the style of its paragraphs. The highest headings of a text are the first beneath its
    section, whichever they are, so that no level is passed over.
    """
    blocks = list(reading.blocks(fonts.clean(text)))
    levels = sorted({block.depth for block in blocks if block.kind is Kind.HEADING})
    return [part for block in blocks for part in _paragraphs(block, _look(block, body, levels))]


def pieces(text: str) -> Iterator[str]:
    """Yield a text in pieces that are laid out in good time; nearly always, in one piece."""
    while len(text) > _LONGEST:
        cut = text.rfind(" ", _LONGEST // 2, _LONGEST) + 1 or _LONGEST
        yield text[:cut]
        text = text[cut:]
    yield text


def _look(block: Block, body: ParagraphStyle, levels: Sequence[int]) -> ParagraphStyle:
    if block.kind is Kind.HEADING:
        return style.subheading(levels.index(block.depth) + 1)
    if block.kind is Kind.ITEM:
        return style.item(block.depth, body)
    if not block.depth and _runs_backwards("".join(said.words for said in block.said)):
        return style.from_the_right(body)
    return style.beneath(block.depth, body) if block.depth else body


def _paragraphs(block: Block, look: ParagraphStyle) -> Iterator[Prose]:
    """Yield one block; a very long one is laid out as several, broken where it breaks anyway."""
    bullet = f"{block.label} " if block.label else None
    held: list[Said] = []
    length = 0
    for said in _short(block.said):
        if held and length + len(said.words) > _LONGEST:
            if held[-1].words == _BREAK:
                held.pop()
            yield Prose(_markup(held, look), style.run_on(look), bulletText=bullet)
            held, length, bullet = [], 0, None
            if said.words == _BREAK:
                continue
        held.append(said)
        length += len(said.words)
    yield Prose(_markup(held, look), look, bulletText=bullet)


def _short(said: Iterable[Said]) -> Iterator[Said]:
    return (replace(each, words=part) for each in said for part in pieces(each.words))


def _markup(said: Iterable[Said], look: ParagraphStyle) -> str:
    return reading.tagged(said, lambda said_so: markup(said_so, look), "b", "i")

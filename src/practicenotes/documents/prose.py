"""Words on paper: what people wrote becomes paragraphs, and never commands."""

from collections.abc import Iterator
from html import escape
from itertools import count, repeat
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.textobject import PDFTextObject
from reportlab.platypus import Flowable, Paragraph

from practicenotes.documents import arabic, backwards, bidi, fonts, style


OUTLINE, FIELD = "outline", "field"  # what headings and empty places call when drawn, in `page`
_DEEPEST_LIST = 6
_LEVELS_PER_LIST = 2  # Markdown counts a list and its item
_BREAK = "br"
_TAGS = {"strong": "b", "em": "i"}
_LONGEST = 6000  # characters laid out as one paragraph: ReportLab's time grows with their square

# The subset of Markdown that notes use; nothing in it can name a file or an address.
_MARKDOWN = MarkdownIt("zero", {"html": False}).enable(
    ["emphasis", "escape", "heading", "list", "newline"]
)


class _Lines(PDFTextObject):  # type: ignore[misc]
    """A text whose lines end in a space: a program that reads aloud does not see where they end."""

    def _textOut(self, text: str, TStar: int = 0) -> None:  # noqa: N802, N803 - ReportLab's names
        super()._textOut(f"{text} " if TStar else text, TStar)


class Prose(Paragraph):  # type: ignore[misc]
    """A paragraph that is read aloud as one, even where it was broken over two pages."""

    element: "Prose | None" = None

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        said = "".join(map(_words, self.frags))
        self.words = arabic.letters_of(said) if bidi.is_in(said) else ""  # in the order of reading

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


def parse(text: str) -> list[Token]:
    """Return the Markdown of a note as tokens: paragraphs, headings, lists, bold and italic.

    Lists that go deeper than a page can show are not meant as lists: such a text stays plain.
    """
    tokens = _MARKDOWN.parse(text)
    if all(token.level <= _DEEPEST_LIST * _LEVELS_PER_LIST for token in tokens):
        return tokens
    lines = [Token("text", "", 0, content=line) for line in text.split("\n")]
    broken = [part for line in lines for part in (line, Token("hardbreak", _BREAK, 0))]
    return [
        Token("paragraph_open", "p", 1),
        Token("inline", "", 0, content=text, children=broken[:-1]),
        Token("paragraph_close", "p", -1),
    ]


def words(text: str, look: ParagraphStyle) -> Prose:
    """Return the text as one paragraph that keeps its line breaks and means nothing else."""
    return Prose(markup(text.strip(), look), look)


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

    `body` is the style of its paragraphs.
    """
    story: list[Flowable] = []
    lists: list[Iterator[str]] = []  # the bullets still to come, of each open list
    bullet = None
    look = body
    for token in parse(fonts.clean(text)):
        if token.type == "bullet_list_open":
            lists.append(repeat("• "))
        elif token.type == "ordered_list_open":
            lists.append(f"{number}. " for number in count(int(token.attrs.get("start", 1))))
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            lists.pop()
        elif token.type == "list_item_open":
            bullet = next(lists[-1])
        elif token.type == "paragraph_open":
            look = style.item(len(lists), body) if lists else body
        elif token.type == "heading_open":
            look = style.SUBHEADING
        elif token.type == "inline":
            story += _paragraphs(token, look, bullet)
            bullet = None
    return story


def pieces(text: str) -> Iterator[str]:
    """Yield a text in pieces that are laid out in good time; nearly always, in one piece."""
    while len(text) > _LONGEST:
        cut = text.rfind(" ", _LONGEST // 2, _LONGEST) + 1 or _LONGEST
        yield text[:cut]
        text = text[cut:]
    yield text


def _paragraphs(token: Token, look: ParagraphStyle, bullet: str | None) -> Iterator[Prose]:
    """Yield what stands between two blank lines; a very long one is laid out as several."""
    opened: list[str] = []
    inside = ""
    for child in token.children or ():
        if child.nesting == 1:
            opened.append(_TAGS[child.tag])
            inside += f"<{opened[-1]}>"
        elif child.nesting == -1:
            inside += f"</{opened.pop()}>"
        else:
            for piece in pieces(child.content):
                full = len(inside) > _LONGEST
                if full:
                    ends = "".join(f"</{tag}>" for tag in reversed(opened))
                    yield Prose(inside + ends, style.run_on(look), bulletText=bullet)
                    inside, bullet = "".join(f"<{tag}>" for tag in opened), None
                if child.tag != _BREAK:
                    inside += fonts.markup(piece, look.fontName)
                elif not full:
                    inside += "<br/>"
    yield Prose(inside, look, bulletText=bullet)

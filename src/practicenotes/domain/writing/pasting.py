"""What was copied from Word, a browser or anywhere, as the plain Markdown that a note keeps.

Structure stays: paragraphs, headings, bold, italic, lists, the words of links, tables as lines.
Pictures, colours, scripts, comments and everything that could be fetched are left behind.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache

from practicenotes.domain.writing import hypertext
from practicenotes.domain.writing.hypertext import Tag
from practicenotes.domain.writing.lines import BULLET, DEEPER, is_number
from practicenotes.domain.writing.pieces import Piece, markdown_of, spaces_as_one
from practicenotes.errors import PasteTooLong


LONGEST = 200_000  # characters that one paste may bring: a chapter of a book, and no whole book
LONGEST_SOURCE = 5_000_000  # characters of HTML that are read at all


def _names(names: str) -> frozenset[str]:
    return frozenset(names.split())


_UNSEEN = _names(
    "script style head title template noscript object embed applet iframe frame frameset svg math"
    " canvas audio video select datalist textarea xml xmp noframes"
)
_EMPTY = _names("area base br col frame hr img input link meta param source track wbr")
_PARAGRAPHS = _names("p h1 h2 h3 h4 h5 h6 ul ol table blockquote pre dl menu dir")
_BLOCKS = _PARAGRAPHS | _names(
    "address article aside body center dd details dialog div dt fieldset figcaption figure footer"
    " form header html legend main nav section summary tbody tfoot thead tr li caption"
)
_BOLD, _ITALIC = frozenset(("b", "strong")), frozenset(("i", "em", "cite", "var", "dfn"))
_LISTS = frozenset(("ul", "ol", "menu", "dir"))
_HEADINGS = {f"h{level}": f"{'#' * level} " for level in range(1, 7)}
_DEEPEST = 5  # lists within lists; what lies deeper is shown there
_MOST_OPEN = 200  # elements within elements: more is no text that a person wrote
_HEAVY = 600  # the weight from which a letter counts as bold

_STYLE = re.compile(r"([\w-]+)\s*:\s*([^;]+)")
_WORD_LEVEL = re.compile(r"mso-list\s*:[^;]*\blevel(\d)\b")
_WORD_NUMBER = re.compile(r"\s*\(?(\d{1,4})[.)]")
_WORD_LETTER = re.compile(r"\s*\(?([a-zA-Z]{1,6})[.)]")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufdd0\ufdd1]")


def plain(text: str) -> str:
    """Return a text that was copied without its form; raises PasteTooLong."""
    clean = _CONTROLS.sub("", _unbroken(text))
    if len(clean) > LONGEST:
        raise PasteTooLong(len(clean), LONGEST)
    return clean


def markdown(html: str) -> str:
    """Return what an HTML text says as Markdown; raises PasteTooLong."""
    if len(html) > LONGEST_SOURCE:
        raise PasteTooLong(len(html), LONGEST_SOURCE)
    reader = _Reader()
    for part in hypertext.parts(_fragment(html)):
        if reader.length > LONGEST:
            raise PasteTooLong(reader.length, LONGEST)
        if isinstance(part, str):
            reader.take_words(part)
        elif part.ends:
            reader.end(part.name)
        else:
            reader.begin(part)
    return plain(reader.text())


def _unbroken(text: str) -> str:
    for sign in ("\r\n", "\r", "\u2028", "\u2029"):
        text = text.replace(sign, "\n")
    return text


def _fragment(html: str) -> str:
    """Return the part that was selected, where the clipboard says which it is."""
    start, end = html.find("<!--StartFragment-->"), html.rfind("<!--EndFragment-->")
    return html[start:end] if 0 <= start < end else html


@dataclass(frozen=True, slots=True)
class _Open:
    """An element that was begun and not ended, and what the words inside it are."""

    tag: str
    unseen: bool = False
    label: bool = False  # the bullet or number that Word writes as text
    bold: bool = False
    italic: bool = False
    kept: bool = False  # its line breaks are meant


_NOTHING = _Open("")


@dataclass(slots=True)
class _Block:
    """A paragraph to be, with the marker of a heading or an item."""

    marker: str = ""
    indent: str = ""
    tight: bool = False  # it stands right below the block before
    of_word: bool = False  # an item that Word writes as a paragraph
    label: str = ""
    pieces: list[Piece] = field(default_factory=list)
    blank: int = 0  # pieces at the beginning that are known to hold no word

    @property
    def is_empty(self) -> bool:
        """Whether there is no word in it; no piece is looked at twice."""
        while self.blank < len(self.pieces) and not self.pieces[self.blank].words.strip():
            self.blank += 1
        return self.blank == len(self.pieces)


class _Reader:
    """Reads HTML as tolerantly as a browser, and keeps words and structure."""

    def __init__(self) -> None:
        self._open: list[_Open] = []
        self._names: Counter[str] = Counter()  # how many of each name are open
        self._unseen = 0
        self._next: list[int | None] = []  # of each open list its next number; None: bullets
        self._block = _Block()
        self._blocks: list[_Block] = []
        self._loose = True  # whether a blank line stands above the next block
        self.length = 0  # characters read so far
        self._cells, self._row = 0, 0  # of the row of a table, and the first block in it

    def text(self) -> str:
        """Return what was read."""
        self._end_block(loose=True)
        written = ""
        for block in self._blocks:
            said = markdown_of(block.pieces, block.indent, block.marker)
            if said:
                written += ("\n" if block.tight else "\n\n") if written else ""
                written += said
        return written

    def begin(self, tag: Tag) -> None:
        """Begin an element."""
        name = tag.name
        if name in _EMPTY:
            self._take_empty(name)
        elif len(self._open) < _MOST_OPEN:
            opened = _opened(tag, self._open[-1] if self._open else _NOTHING)
            self._open.append(opened)
            self._names[name] += 1
            self._unseen += opened.unseen
            if self._unseen:
                return
            if name in _BLOCKS:
                self._begin_block(tag)
            elif name in ("td", "th"):
                self._begin_cell()
        elif name in _BLOCKS and not self._unseen:
            self._end_block(loose=False)  # too deep to be told what it is, and a line of its own

    def end(self, name: str) -> None:
        """End an element, and whatever was left open inside it."""
        if not self._names[name]:
            return
        while self._open:
            ended = self._open.pop()
            self._names[ended.tag] -= 1
            self._unseen -= ended.unseen
            if ended.tag in _BLOCKS and not self._unseen:
                if ended.tag in _LISTS and self._next:
                    self._next.pop()
                if ended.tag == "tr":
                    self._end_row()
                self._end_block(loose=ended.tag in _PARAGRAPHS and not self._next)
            if ended.tag == name:
                return

    def take_words(self, words: str) -> None:
        """Take what a person reads."""
        inside = self._open[-1] if self._open else _NOTHING
        if self._unseen:
            return
        if inside.label:
            self._block.label += words
            return
        words = _unbroken(words) if inside.kept else spaces_as_one(words)
        self.length += len(words)
        bold = inside.bold and not self._block.marker.startswith("#")
        self._block.pieces.append(Piece(words, bold, inside.italic))

    # --- blocks ---------------------------------------------------------------------------------

    def _take_empty(self, name: str) -> None:
        if not self._unseen and name == "br":
            self._block.pieces.append(Piece("\n"))
        elif not self._unseen and name == "hr":
            self._end_block(loose=True)

    def _begin_block(self, tag: Tag) -> None:
        if self._block.marker and self._block.is_empty and tag.name in ("p", "div", "span"):
            return  # some programs put a paragraph into every item
        begins_row = self._cells == 1 and len(self._blocks) == self._row
        self._end_block(loose=tag.name in _PARAGRAPHS and not self._next and not begins_row)
        if tag.name in _LISTS:
            start = tag.attributes.get("start", "")
            first = int(start) if start.isascii() and start.isdigit() and len(start) < 7 else 1  # noqa: PLR2004
            self._next.append(first if tag.name == "ol" else None)
        elif tag.name == "li":
            self._begin_item()
        elif tag.name in _HEADINGS:
            self._block.marker = _HEADINGS[tag.name]
        elif tag.name == "tr":
            self._cells, self._row = 0, len(self._blocks)
        elif found := _WORD_LEVEL.search(tag.attributes.get("style", "")):
            level = max(1, min(int(found[1]), _DEEPEST))
            self._block = _Block(BULLET, DEEPER * (level - 1), of_word=True)

    def _begin_item(self) -> None:
        if not self._next:
            self._next.append(None)
        number = self._next[-1]
        if number is not None:
            self._next[-1] = number + 1
        self._block.marker = BULLET if number is None else f"{number}. "
        self._block.indent = DEEPER * (min(len(self._next), _DEEPEST) - 1)

    def _begin_cell(self) -> None:
        self._cells += 1
        if self._cells > 1:
            self._gather_row()
            self._block.pieces.append(Piece(" | "))

    def _end_row(self) -> None:
        if self._cells > 1:
            self._gather_row()
        self._cells = 0

    def _gather_row(self) -> None:
        """Make one line of what the cells of a row hold; a row of one cell is only a frame."""
        loose = self._loose
        self._end_block(loose=False)
        cells = self._blocks[self._row :]
        del self._blocks[self._row :]
        self._loose = not cells[0].tight if cells else loose
        if not cells:
            return
        pieces = cells[0].pieces  # the row so far: it grows, and is never written out again
        pieces.append(Piece(" "))
        for block in cells[1:]:
            pieces += [*block.pieces, Piece(" ")]
        pieces += self._block.pieces
        self._block.pieces, self._block.blank = pieces, cells[0].blank

    def _end_block(self, *, loose: bool) -> None:
        block = self._block
        if block.is_empty:
            self._loose = self._loose or loose
            return
        if block.of_word:
            block.marker = self._marker_of_word(block)
            block.tight = bool(self._blocks) and self._blocks[-1].of_word
        else:
            block.tight = not self._loose
        self._blocks.append(block)
        self._loose = loose
        self._block = _Block()

    def _marker_of_word(self, block: _Block) -> str:
        """Return the marker that the label of an item in Word stands for."""
        if found := _WORD_NUMBER.match(block.label):
            return f"{int(found[1])}. "
        if not _WORD_LETTER.match(block.label) or block.label.strip() in ("o", "o."):
            return BULLET
        for before in reversed(self._blocks):
            if before.of_word and before.indent == block.indent and is_number(before.marker):
                return f"{int(before.marker.partition('.')[0]) + 1}. "
            if not before.of_word or len(before.indent) < len(block.indent):
                break
        return "1. "


def _opened(tag: Tag, around: _Open) -> _Open:
    unseen, label, bold, italic = _look(tag.name, tag.attributes.get("style", ""))
    return _Open(
        tag.name,
        unseen=unseen,
        label=label or around.label,
        bold=around.bold if bold is None else bold,
        italic=around.italic if italic is None else italic,
        kept=around.kept or tag.name == "pre",
    )


@lru_cache(maxsize=1024)
def _look(name: str, written: str) -> tuple[bool, bool, bool | None, bool | None]:
    """Return whether an element is unseen, a label of Word's, bold, italic; None: as around it."""
    style = {key.lower(): value.strip().lower() for key, value in _STYLE.findall(written)}
    weight, slant = style.get("font-weight", ""), style.get("font-style", "")
    bold = True if name in _BOLD else None
    if weight in ("bold", "bolder", "normal", "lighter") or weight.isdecimal():
        heavy = weight in ("bold", "bolder") or (weight.isdecimal() and int(weight[:4]) >= _HEAVY)
        bold = heavy
    italic = True if name in _ITALIC else None
    if slant:
        italic = slant in ("italic", "oblique")
    unseen = name in _UNSEEN or ":" in name[:2] or style.get("display") == "none"
    return unseen, style.get("mso-list") == "ignore", bold, italic

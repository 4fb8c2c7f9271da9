"""What was written, as it is meant to be read: paragraphs, headings and items, without the marks.

Screen, paper and page set it from here, by the rules that a sheet is drawn by while it is written.
Every word remembers where it stands, so that what is chosen from a reading is Markdown again.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum, auto

from practicenotes.domain.writing.edit import prefix
from practicenotes.domain.writing.lines import is_number
from practicenotes.domain.writing.spans import ESCAPED, Look, marks


DEEPEST = 6  # lists within lists; what lies deeper is shown there
_LEAST_STEP = 2  # columns that an item stands further in than the one it is part of
_TAB = 4  # columns
_BULLET = "•"


class Kind(Enum):
    """What a block is."""

    PARAGRAPH = auto()
    HEADING = auto()
    ITEM = auto()


@dataclass(frozen=True, slots=True)
class Said:
    """Some words that look alike, and where they stand in the text; a line break is a line feed.

    `marks` are the stars and bars that they stand between, from the outermost.
    """

    words: str
    start: int
    end: int
    bold: bool = False
    italic: bool = False
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a heading of a level, or an item of a list: its depth counts from 1.

    An item has a bullet or its number. A paragraph with a depth belongs to the item above it.
    """

    kind: Kind
    depth: int
    label: str
    start: int
    said: tuple[Said, ...]

    @property
    def head(self) -> str:
        """What stands before an item where it is shown as text."""
        return f"{self.label}\t" if self.label else ""

    @property
    def words(self) -> str:
        """What it says."""
        return "".join(each.words for each in self.said)


@dataclass(slots=True)
class _Begun:
    """A block to which lines are still added."""

    kind: Kind
    depth: int
    label: str
    start: int
    said: list[Said] = field(default_factory=list)

    def goes_on(self, column: int) -> bool:
        """Say whether a line without a marker that begins there belongs to it."""
        if self.kind is Kind.HEADING:
            return False
        return not self.depth or column >= _LEAST_STEP

    def done(self) -> Block:
        return Block(self.kind, self.depth, self.label, self.start, tuple(self.said))


def blocks(text: str) -> Iterator[Block]:
    """Yield what a text says, from its top; blank lines part it and are not shown."""
    begun: _Begun | None = None
    edges: list[int] = []  # the columns of the items that are open
    at = 0
    for line in text.split("\n"):
        indent, marker, rest = prefix(line)
        column = len(indent.expandtabs(_TAB))
        said = _said(line, len(line) - len(rest.lstrip()), at)
        if begun and said and not marker and begun.goes_on(column):
            begun.said += [Said("\n", at - 1, at), *said]
        else:
            if begun:
                yield begun.done()
            begun = None
            if said or marker:
                begun = _Begun(*_placed(marker, column, edges), at, said)
        at += len(line) + 1
    if begun:
        yield begun.done()


def plain(text: str) -> str:
    """Return what a text says as an excerpt shows it: one line of words, no marks, no bullets."""
    return " ".join(" ".join(block.words for block in blocks(text)).split())


def tagged(said: Iterable[Said], words: Callable[[str], str], bold: str, italic: str) -> str:
    """Return words as markup: what is bold and italic stands between tags of these names."""
    opened: list[str] = []
    markup = ""
    for each in said:
        wanted = [tag for tag, on in ((bold, each.bold), (italic, each.italic)) if on]
        while not set(opened) <= set(wanted):
            markup += f"</{opened.pop()}>"
        for tag in wanted:
            if tag not in opened:
                opened.append(tag)
                markup += f"<{tag}>"
        markup += words(each.words)
    return markup + "".join(f"</{tag}>" for tag in reversed(opened))


def chosen(text: str, shown: Iterable[Block], first: int, last: int) -> str:
    """Return what stands between two places of a reading, as the Markdown that says the same.

    Places count the signs of the blocks with their heads, and one between every two of them. Marks
    that begin or end outside are put round the words. A first line keeps its marker where others
    follow it, or where its words would be taken for one.
    """
    found: list[tuple[Block, Said, int, int]] = []
    at, before = 0, 0
    for block in shown:
        at += len(block.head)
        for said in block.said:
            begin, end = at, at + len(said.words)
            at = end
            if max(begin, first) < min(end, last):
                before = begin if not found else before
                found.append((block, said, max(0, first - begin), min(end, last) - begin))
        at += 1
    if not found:
        return ""
    (block, opening, skipped, _), (over, closing, _, taken) = found[0], found[-1]
    end = closing.end if taken == len(closing.words) else closing.start + taken
    behind = "".join(reversed(closing.marks))
    words = f"{''.join(opening.marks)}{text[opening.start + skipped : end]}{behind}"
    from_begin = not skipped and opening is block.said[0]
    with_head = over is not block or first < before or bool(prefix(words)[1])
    if from_begin and with_head:
        return f"{text[block.start : end]}{behind}"
    return words


def _placed(marker: str, column: int, edges: list[int]) -> tuple[Kind, int, str]:
    """Return what a line begins, how deep, and its bullet or number; `edges` follow it."""
    if marker.startswith("#"):
        edges.clear()
        return Kind.HEADING, len(marker.rstrip()), ""
    if not marker and column < _LEAST_STEP:
        edges.clear()
    while edges and column < edges[-1] + _LEAST_STEP:
        edges.pop()
    if not marker:
        return Kind.PARAGRAPH, min(len(edges), DEEPEST), ""
    edges.append(column)
    label = marker.rstrip() if is_number(marker) else _BULLET
    return Kind.ITEM, min(len(edges), DEEPEST), label


def _said(line: str, begin: int, at: int) -> list[Said]:
    """Return the words of a line from there on, without marks and outer spaces."""
    end = len(line.rstrip())
    found: list[Said] = []
    opened: list[str] = []
    inside = {Look.BOLD: 0, Look.ITALIC: 0}
    for mark in (*marks(line, begin), None):
        stop = mark.start if mark else end
        look = (bool(inside[Look.BOLD]), bool(inside[Look.ITALIC]), tuple(opened))
        found += (
            Said(words, at + one, at + two, *look) for words, one, two in _meant(line, begin, stop)
        )
        if mark:
            inside[mark.look] += 1 if mark.begins else -1
            if mark.begins:
                opened.append(line[mark.start : mark.end])
            else:
                opened.pop()
            begin = mark.end
    return found


def _meant(line: str, begin: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Yield words with their bounds, and of an escaped sign the sign alone."""
    for found in ESCAPED.finditer(line, begin, end):
        if begin < found.start():
            yield line[begin : found.start()], begin, found.start()
        yield found[0][1], *found.span()
        begin = found.end()
    if begin < end:
        yield line[begin:end], begin, end

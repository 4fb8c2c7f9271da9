"""How text looks on paper: the colours of the design tokens in their light form, and the styles."""

import tomllib
from functools import cache

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle

from practicenotes import resources
from practicenotes.documents import fonts, tags


SIDE, TOP, BOTTOM = 84.0, 62.0, 40.0  # margins in points: about 80 characters of text to a line
_LIST_INDENT = 20.0
_LARGE, _LARGE_LEADING = 18.0, 1.36
_COLOURS = tomllib.loads(resources.read_text("style", "tokens.toml"))["colour"]


def ink(role: str) -> Color:
    """Return the colour that a role of the design tokens has on paper."""
    return HexColor(_COLOURS[role]["light"])


# Reading text: 11 on 16 points, flush left, never hyphenated, no line of a paragraph left alone.
BODY = ParagraphStyle(
    "body",
    fontName=fonts.SERIF,
    fontSize=11,
    leading=16,
    spaceAfter=8,
    textColor=ink("sheet_text"),
    bulletFontName=fonts.SERIF,
    bulletFontSize=11,
    allowWidows=0,
    allowOrphans=0,
    role="P",  # what reading programs are told; H1 to H6 are headings, LI is an item of a list
)
SUBHEADING = ParagraphStyle(
    "subheading",
    BODY,
    fontName=fonts.SERIF_BOLD,
    spaceBefore=6,
    spaceAfter=3,
    keepWithNext=1,
    role="H3",
)
SUBJECT = ParagraphStyle("subject", BODY, fontName=fonts.SERIF_BOLD, spaceAfter=0, role="H1")
LINE = ParagraphStyle("line", BODY, spaceAfter=0)
HEAD = ParagraphStyle("head", LINE, fontSize=12.5, leading=16.5)
HEAD_SMALL = ParagraphStyle("head small", LINE, fontSize=9, leading=13, textColor=ink("text_soft"))
HEAD_RIGHT = ParagraphStyle("head right", HEAD_SMALL, alignment=TA_RIGHT)
DATE = ParagraphStyle("date", LINE, fontSize=10, textColor=ink("text_soft"))
SENDER = ParagraphStyle("sender", LINE, fontSize=7.5, leading=10, textColor=ink("text_soft"))
FOOT = ParagraphStyle("foot", LINE, fontSize=8, leading=11.5, textColor=ink("text_soft"))

TITLE = ParagraphStyle("title", BODY, fontSize=19, leading=27, spaceAfter=2, role="H1")
SECTION = ParagraphStyle(
    "section",
    BODY,
    fontName=fonts.SANS_BOLD,
    fontSize=10.5,
    leading=15,
    spaceBefore=10,
    spaceAfter=1,
    keepWithNext=1,
    role="H2",
)
PROMPT = ParagraphStyle(
    "prompt",
    LINE,
    fontName=fonts.SERIF_ITALIC,
    fontSize=9,
    leading=13,
    spaceAfter=4,
    textColor=ink("text_muted"),
    keepWithNext=1,
)
SMALL = ParagraphStyle(
    "small",
    LINE,
    fontName=fonts.SANS,
    fontSize=9,
    leading=13.5,
    spaceAfter=3,
    textColor=ink("text_soft"),
    bulletFontName=fonts.SANS,
    bulletFontSize=9,
)
KEY = ParagraphStyle("key", LINE, fontName=fonts.MONO, fontSize=21, leading=28)
KEY_NUMBER = ParagraphStyle("key number", SMALL, alignment=TA_CENTER)
NOTHING = ParagraphStyle("nothing", SMALL, spaceAfter=8, textColor=ink("text_muted"))
FACT = ParagraphStyle("fact", SMALL, leftIndent=72, bulletColor=ink("text_muted"))


@cache
def item(depth: int, body: ParagraphStyle = BODY) -> ParagraphStyle:
    """Return the style of a list item among paragraphs of this style; `depth` counts from 1."""
    edge = depth * _LIST_INDENT
    return ParagraphStyle(
        f"{body.name}, item {depth}" if body is not BODY else f"item {depth}",
        body,
        leftIndent=edge,
        bulletIndent=edge - _LIST_INDENT,
        spaceAfter=3,
        role=tags.ITEM if depth == 1 else f"{tags.ITEM}{depth}",
    )


@cache
def subheading(level: int) -> ParagraphStyle:
    """Return the style of a heading within a section; all look alike, and are told apart by ear."""
    if level == 1:
        return SUBHEADING
    return ParagraphStyle(f"subheading {level}", SUBHEADING, role=f"H{min(level + 2, 6)}")


@cache
def beneath(depth: int, body: ParagraphStyle = BODY) -> ParagraphStyle:
    """Return the style of a paragraph that belongs to the list item above it."""
    look = item(depth, body)
    return ParagraphStyle(f"{look.name}, beneath", look, role=body.role)


@cache
def run_on(look: ParagraphStyle) -> ParagraphStyle:
    """Return the style of a paragraph that another one continues."""
    return ParagraphStyle(f"{look.name}, continued", look, spaceAfter=0)


@cache
def from_the_right(look: ParagraphStyle) -> ParagraphStyle:
    """Return the style of a paragraph that is written from right to left."""
    return ParagraphStyle(f"{look.name}, from the right", look, alignment=TA_RIGHT)


@cache
def large(look: ParagraphStyle) -> ParagraphStyle:
    """Return a style in large print: reading text comes to 18 points."""
    by = _LARGE / BODY.fontSize
    size = look.fontSize * by
    return ParagraphStyle(
        f"{look.name}, large",
        look,
        fontSize=size,
        leading=size * _LARGE_LEADING,
        spaceAfter=look.spaceAfter * by,
        bulletFontSize=size,
    )

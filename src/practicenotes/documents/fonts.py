"""The faces that papers are set in, and which characters they can show."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from html import escape

from reportlab.pdfbase import pdfmetrics

from practicenotes import resources
from practicenotes.documents.measured import MeasuredFont
from practicenotes.errors import GlyphMissing


SERIF = "CharisSIL-Regular"
SERIF_BOLD = "CharisSIL-Bold"
SERIF_ITALIC = "CharisSIL-Italic"
SANS = "Lato-Regular"
SANS_BOLD = "Lato-Bold"
MONO = "NotoSansMono-Regular"

# A face with its bold, italic and bold italic; a face without them stands in for itself.
_FAMILIES = (
    (SERIF, SERIF_BOLD, SERIF_ITALIC, "CharisSIL-BoldItalic"),
    (SANS, SANS_BOLD, "Lato-Italic"),
    (MONO,),
    ("NotoSerif-Regular",),
    ("NotoSans-Regular",),
)
_FALLBACK = ("NotoSerif-Regular", "NotoSans-Regular", SANS, SERIF, MONO)

_WORDS = re.compile(r"\s+|\S+")
_LINE_ENDS = "\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_NARROW_NO_BREAK_SPACE = "\u202f"
_PLAIN = {" ", "\n", "\t", "\u00a0"}
_AS_SPACE, _AS_NOTHING = {"Zs"}, {"Cc", "Cf"}  # soft hyphens are of the second kind
_BACKWARDS = {"R", "AL"}
_VARIANTS = {chr(code) for code in range(0xFE00, 0xFE10)}


def clean(text: str) -> str:
    """Return the text composed (NFC), with plain white space, without what has no shape."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    return text.translate({ord(sign): _plainly(sign) for sign in set(text)})


def check(texts: Iterable[str]) -> None:
    """Raise GlyphMissing with every character that no face can show, in the order of the text."""
    signs = dict.fromkeys(clean("\n".join(texts)))
    missing = "".join(s for s in signs if not any(_shows(face, s) for face in _FALLBACK))
    if missing:
        raise GlyphMissing(missing)


def markup(text: str, face: str) -> str:
    """Return the text as ReportLab markup that says nothing but these words.

    A word that the face cannot show is set in one that can; GlyphMissing if there is none.
    """
    text = clean(text)
    if all(_shows(face, sign) for sign in set(text)):
        return escape(text, quote=False)
    check([text])
    return "".join(_set(word, face) for word in _WORDS.findall(text))


def _set(word: str, face: str) -> str:
    """Return one word in the first face that has all of it, or else sign by sign."""
    faces = (face, *_FALLBACK)
    whole = next((name for name in faces if all(_shows(name, sign) for sign in word)), None)
    if whole is None:
        return "".join(_set(sign, face) for sign in word)
    words = escape(word, quote=False)
    return words if whole == face else f'<font name="{whole}">{words}</font>'


@cache
def _plainly(sign: str) -> str:
    if sign in _LINE_ENDS:
        return "\n"
    if sign == _NARROW_NO_BREAK_SPACE:
        return "\u00a0"
    if sign in _PLAIN:
        return sign
    category = unicodedata.category(sign)
    if category in _AS_SPACE:
        return " "
    return "" if category in _AS_NOTHING or sign in _VARIANTS else sign


@cache
def _shows(face: str, sign: str) -> bool:
    """Say whether a face can show a sign, which it cannot if the sign runs right to left."""
    if sign in _PLAIN:
        return True
    glyphs = pdfmetrics.getFont(face).face.charToGlyph
    return ord(sign) in glyphs and unicodedata.bidirectional(sign) not in _BACKWARDS


def _register() -> None:
    for family in _FAMILIES:
        for name in family:
            pdfmetrics.registerFont(MeasuredFont(name, str(resources.path("fonts", f"{name}.ttf"))))
        pdfmetrics.registerFontFamily(family[0], *family)
    pdfmetrics.registerFontFamily(SERIF, *_FAMILIES[0], baseFontFor="canvas graphics")


_register()

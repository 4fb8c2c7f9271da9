"""The faces that papers are set in, and which characters they can show."""

import unicodedata
from collections.abc import Iterable
from functools import cache, partial
from html import escape
from itertools import groupby

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from practicenotes import resources
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

_LINE_ENDS = "\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_NARROW_NO_BREAK_SPACE = "\u202f"
_PLAIN = {" ", "\n", "\t", "\u00a0"}
_AS_SPACE, _AS_NOTHING = {"Zs"}, {"Cc", "Cf"}  # soft hyphens are of the second kind
_VARIANTS = {chr(code) for code in range(0xFE00, 0xFE10)}


def clean(text: str) -> str:
    """Return the text composed (NFC), with plain white space, without what has no shape."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    return text.translate({ord(sign): _plainly(sign) for sign in set(text)})


def check(texts: Iterable[str]) -> None:
    """Raise GlyphMissing with every character that no face can show, in the order of the text."""
    signs = dict.fromkeys(clean("\n".join(texts)))
    missing = "".join(sign for sign in signs if _bearer(SERIF, sign) is None)
    if missing:
        raise GlyphMissing(missing)


def markup(text: str, face: str) -> str:
    """Return the text as ReportLab markup that says nothing but these words.

    What the face cannot show is set in the first face that can; GlyphMissing if there is none.
    """
    text = clean(text)
    if all(_bearer(face, sign) == face for sign in set(text)):
        return escape(text, quote=False)
    check([text])
    marked = ""
    for name, run in groupby(text, partial(_bearer, face)):
        words = escape("".join(run), quote=False)
        marked += words if name == face else f'<font name="{name}">{words}</font>'
    return marked


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
def _bearer(face: str, sign: str) -> str | None:
    """Return the first face that can show the sign."""
    if sign in _PLAIN:
        return face
    faces = (face, *_FALLBACK)
    return next((n for n in faces if ord(sign) in pdfmetrics.getFont(n).face.charToGlyph), None)


def _register() -> None:
    for family in _FAMILIES:
        for name in family:
            pdfmetrics.registerFont(TTFont(name, str(resources.path("fonts", f"{name}.ttf"))))
        pdfmetrics.registerFontFamily(family[0], *family)
    pdfmetrics.registerFontFamily(SERIF, *_FAMILIES[0], baseFontFor="canvas graphics")


_register()

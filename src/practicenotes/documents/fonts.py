"""The faces that papers are set in, and which characters they can show."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from html import escape
from itertools import groupby

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFDocument

from practicenotes import resources
from practicenotes.documents import arabic
from practicenotes.documents.face import Face
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
# For names and addresses from elsewhere; each is opened when a text first needs it.
_ARABIC = "NotoNaskhArabic-Regular"
_FROM_ELSEWHERE = (
    "NotoSerifArmenian-Regular",
    "NotoSerifGeorgian-Regular",
    "NotoSerifHebrew-Regular",
    _ARABIC,
    "DroidSansFallback",
)

_WORDS = re.compile(r"\s+|\S+")
_READ_AS = "toUnicodeCMap:"  # ReportLab's name for what the signs of a face are read as
_CODE = re.compile(r"> <([0-9A-F]{4})>")
_LINE_ENDS = "\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_NARROW_NO_BREAK_SPACE = "\u202f"
_PLAIN = {" ", "\n", "\t", "\u00a0"}
_AS_SPACE, _AS_NOTHING = {"Zs"}, {"Cc", "Cf"}  # soft hyphens are of the second kind
_SYMBOLS = {"So", "Sk"}
_TONES = {chr(code) for code in range(0x1F3FB, 0x1F400)}  # of skin: they change the sign before
_VARIANTS = {chr(code) for code in range(0xFE00, 0xFE10)}


def clean(text: str) -> str:
    """Return the text composed (NFC), with plain white space, without what has no shape."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    return text.translate({ord(sign): _plainly(sign) for sign in set(text)})


def check(texts: Iterable[str]) -> None:
    """Raise GlyphMissing with every character that no face can show, in the order of the text."""
    signs = dict.fromkeys(clean(arabic.joined("\n".join(texts))))
    missing = [sign for sign in signs if not _face_for(sign)]
    if missing:
        raise GlyphMissing("".join(dict.fromkeys(arabic.letters_of("".join(missing)))))


def named(text: str) -> str:
    """Return the text with the names of symbols that no face can show, in square brackets.

    For words that were signed or received, which nobody can write another way; letters of a script
    that is missing would be no text in this way, and stay.
    """
    unseen = {ord(sign): _named(sign) for sign in set(text) if _is_symbol(sign)}
    return text.translate({code: said for code, said in unseen.items() if not _face_for(chr(code))})


def markup(text: str, face: str) -> str:
    """Return the text as ReportLab markup that says nothing but these words.

    A word that the face cannot show is set in one that can; GlyphMissing if there is none. Arabic
    letters are joined; the order of what runs right to left is left to `prose`, line by line.
    """
    text = clean(arabic.joined(text))
    if all(_shows(face, sign) for sign in set(text)):
        return escape(text, quote=False)
    check([text])
    return "".join(_set(word, face) for word in _WORDS.findall(text))


def _set(word: str, face: str) -> str:
    """Return one word in the first face that has all of it, or else piece by piece."""
    faces = (face, *_FALLBACK, *_FROM_ELSEWHERE)
    whole = next((name for name in faces if all(_shows(name, sign) for sign in word)), None)
    if whole is not None:
        return _in_face(word, whole, face)
    runs = groupby(word, lambda sign: face if _shows(face, sign) else _face_for(sign))
    return "".join(_in_face("".join(run), name, face) for name, run in runs)


def _in_face(words: str, name: str, face: str) -> str:
    said = escape(words, quote=False)
    return said if name == face else f'<font name="{name}">{said}</font>'


@cache
def _face_for(sign: str) -> str:
    """Return the first face that can show a sign, "" if there is none."""
    faces = (*_FALLBACK, *_FROM_ELSEWHERE)
    return next((name for name in faces if _shows(name, sign)), "")


def _is_symbol(sign: str) -> bool:
    return unicodedata.category(sign) in _SYMBOLS


def _named(sign: str) -> str:
    if sign in _TONES:
        return ""
    return f"[{unicodedata.name(sign, f'sign U+{ord(sign):04X}').lower()}]"


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
    """Say whether a face can show a sign."""
    return sign in _PLAIN or ord(sign) in _opened(face).face.charToGlyph


def _opened(name: str) -> Face:
    """Return a face, which is opened now if it was not needed before."""
    if name in _FROM_ELSEWHERE and name not in pdfmetrics.getRegisteredFontNames():
        font = _Joined(name, str(resources.path("fonts", f"{name}.ttf")))
        if name == _ARABIC:
            font.name_forms()
        pdfmetrics.registerFont(font)
        pdfmetrics.registerFontFamily(name, name, name, name, name)
    opened: Face = pdfmetrics.getFont(name)
    return opened


class _Joined(Face):
    """A face whose forms of letters are told to reading programs as the letters that they are."""

    def name_forms(self) -> None:
        """Give characters to the forms that are reached by rules of the face alone."""
        for code, number in arabic.own_forms().items():
            self.face.charToGlyph[code] = number
            self.face.charWidths[code] = self.face.hmetrics[number][0]

    def addObjects(self, doc: PDFDocument) -> None:  # noqa: N802 - ReportLab's name
        """Add the face to a document, with what its signs are to be read as."""
        before = set(doc.idToObject)
        super().addObjects(doc)
        for key in set(doc.idToObject) - before:
            if key.startswith(_READ_AS):
                stream = doc.idToObject[key]
                stream.content = _CODE.sub(_as_letters, stream.content)


def _as_letters(found: re.Match[str]) -> str:
    """Return the letters of a form as they stand on paper, since readers turn them round."""
    letters = reversed(arabic.letters_of(chr(int(found[1], 16))))
    return "> <{}>".format("".join(f"{ord(letter):04X}" for letter in letters))


def _register() -> None:
    for family in _FAMILIES:
        for name in family:
            pdfmetrics.registerFont(Face(name, str(resources.path("fonts", f"{name}.ttf"))))
        pdfmetrics.registerFontFamily(family[0], *family)
    pdfmetrics.registerFontFamily(SERIF, *_FAMILIES[0], baseFontFor="canvas graphics")


_register()

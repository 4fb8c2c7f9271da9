"""Arabic letters take a form by their neighbours; a PDF needs to be told which.

Most forms are characters of their own in Unicode, which also knows the letter of each. Of letters
in Kurdish, Pashto, Sindhi, Kashmiri, Malay and Maghrebi names only the font has forms; they stand
here by their number in it, and get a place among the characters that Unicode leaves to everybody.
"""

import re
import unicodedata
from functools import cache


_FORMS = (*range(0xFB50, 0xFC00), *range(0xFE80, 0xFEFD))
_LAM = "\u0644"
_JOINS_BOTH = {
    "\u0640",
    "\u200d",
}  # the stroke that lengthens a word, and the joiner without a shape
_JOINER_AND_OTHER = {ord("\u200c"): None, ord("\u200d"): None}
OWN = 0xE000  # the character of the font’s own first form
# The final, initial and medial form in NotoNaskhArabic-Regular.ttf; 0 where there is none.
_OF_FONT = {
    "\u0620": (622, 624, 623),
    "\u0672": (14, 0, 0),
    "\u067c": (58, 60, 59),
    "\u067d": (62, 64, 63),
    "\u0681": (142, 144, 143),
    "\u0685": (154, 156, 155),
    "\u0689": (194, 0, 0),
    "\u068a": (196, 0, 0),
    "\u068f": (202, 0, 0),
    "\u0693": (220, 0, 0),
    "\u0695": (224, 0, 0),
    "\u0696": (226, 0, 0),
    "\u0699": (232, 0, 0),
    "\u069a": (252, 254, 253),
    "\u06a0": (312, 314, 313),
    "\u06a2": (336, 338, 337),
    "\u06a7": (364, 326, 325),
    "\u06a8": (366, 330, 329),
    "\u06aa": (412, 414, 413),
    "\u06ab": (416, 418, 417),
    "\u06b5": (453, 455, 454),
    "\u06bc": (502, 504, 503),
    "\u06bd": (506, 42, 41),
    "\u06c4": (539, 0, 0),
    "\u06cd": (620, 0, 0),
    "\u06ce": (583, 585, 584),
    "\u06cf": (543, 0, 0),
    "\u06d5": (510, 0, 0),
    "\u0762": (388, 390, 389),
}
ISOLATED, FINAL, INITIAL, MEDIAL = "<isolated>", "<final>", "<initial>", "<medial>"


_LETTER = re.compile("[\u0600-\u08ff]")


def is_in(text: str) -> bool:
    """Say whether there is an Arabic letter in a text."""
    return _LETTER.search(text) is not None


def joined(text: str) -> str:
    """Return a text in which every Arabic letter has the form that its neighbours ask for."""
    if not is_in(text):
        return text
    letters = [sign for sign in text if not _is_mark(sign)]
    shaped = iter(_shaped(letters))
    return "".join(sign if _is_mark(sign) else next(shaped) for sign in text).translate(
        _JOINER_AND_OTHER
    )


def letters_of(text: str) -> str:
    """Return a text with the letters in place of their forms."""
    return "".join(map(_letters, text))


def own_forms() -> dict[int, int]:
    """Return the number in the font of each form that only the font has, by its character."""
    numbers = {number for forms in _OF_FONT.values() for number in forms if number}
    return {OWN + number: number for number in numbers}


@cache
def _letters(form: str) -> str:
    if form in _own_letters():
        return _own_letters()[form]
    kind, *codes = unicodedata.decomposition(form).split() or [""]
    if kind not in (ISOLATED, FINAL, INITIAL, MEDIAL):
        return form
    return "".join(chr(int(code, 16)) for code in codes)


def _shaped(letters: list[str]) -> list[str]:
    """Return a form for each letter; the two of a ligature are its form and nothing."""
    shaped: list[str] = []
    for at, letter in enumerate(letters):
        before = letters[at - 1] if at else ""
        after = letters[at + 1] if at + 1 < len(letters) else ""
        bound = _reaches_on(before) and _reaches_back(letter)
        if before == _LAM and _LAM + letter in _forms():
            bound = at > 1 and _reaches_on(letters[at - 2])
            shaped[-1] = _forms()[_LAM + letter][FINAL if bound else ISOLATED]
            shaped.append("")
            continue
        binds = _reaches_on(letter) and _reaches_back(after)
        kind = (MEDIAL if binds else FINAL) if bound else INITIAL if binds else ISOLATED
        shaped.append(_forms().get(letter, {}).get(kind, letter))
    return shaped


def _reaches_on(letter: str) -> bool:
    return letter in _JOINS_BOTH or INITIAL in _forms().get(letter, {})


def _reaches_back(letter: str) -> bool:
    return letter in _JOINS_BOTH or FINAL in _forms().get(letter, {})


def _is_mark(sign: str) -> bool:
    return unicodedata.category(sign) == "Mn"


@cache
def _forms() -> dict[str, dict[str, str]]:
    """Return the forms of each letter, and of lam with an alef, by where they stand."""
    found: dict[str, dict[str, str]] = {}
    for code in _FORMS:
        form = chr(code)
        kind = unicodedata.decomposition(form).partition(" ")[0]
        if letters := letters_of(form) if kind else "":
            found.setdefault(letters, {}).setdefault(kind, form)
    for letter, numbers in _OF_FONT.items():
        kinds = zip((FINAL, INITIAL, MEDIAL), numbers, strict=True)
        found[letter] = {kind: chr(OWN + number) for kind, number in kinds if number}
    return found


@cache
def _own_letters() -> dict[str, str]:
    numbered = ((letter, number) for letter, forms in _OF_FONT.items() for number in forms)
    return {chr(OWN + number): letter for letter, number in numbered if number}

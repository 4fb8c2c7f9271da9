"""Arabic letters take a form by their neighbours; a PDF needs to be told which.

The forms are those that Unicode keeps as characters of their own, with the letter that each one is
a form of; so nothing has to be listed here.
"""

import unicodedata
from functools import cache


_FORMS = (*range(0xFB50, 0xFC00), *range(0xFE80, 0xFEFD))
_LAM = "\u0644"
_JOINS_BOTH = {
    "\u0640",
    "\u200d",
}  # the stroke that lengthens a word, and the joiner without a shape
_JOINER_AND_OTHER = {ord("\u200c"): None, ord("\u200d"): None}
ISOLATED, FINAL, INITIAL, MEDIAL = "<isolated>", "<final>", "<initial>", "<medial>"


def is_in(text: str) -> bool:
    """Say whether there is an Arabic letter in a text."""
    return any("\u0600" <= sign <= "\u08ff" for sign in text)


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


@cache
def _letters(form: str) -> str:
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
    return found

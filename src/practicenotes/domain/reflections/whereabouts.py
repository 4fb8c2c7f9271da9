"""Addresses, accounts and numbers: what leads to somebody, found by its form alone."""

import re
from collections.abc import Iterator

from practicenotes.domain.ordinary_words import NO_STREET


_SURE_STREETS = "street|road|avenue|lane|terrace|crescent|gardens|grove|mews|boulevard"
_OTHER_STREETS = "Close|Drive|Row|Court|Way|Square|Place|Hill|Park|Walk|St|Rd|Ave|Ln"  # also words
_HOUSE = r"(?:(?i:flat|apt|apartment|unit)\s+\w{1,4},?\s+)?\d{1,4}\s?[a-zA-Z]?,?\s+"
_NAME = r"(?P<street>(?:[^\W\d_][\w’'.-]*\s+){1,3}?)"
_STREETS = (
    re.compile(rf"(?<!\w){_HOUSE}{_NAME}(?:(?i:{_SURE_STREETS})|{_OTHER_STREETS})(?!\w)"),
    re.compile(
        r"(?<!\w)(?i:in|on|near|at|off|into|along)\s+(?P<only>(?P<street>[^\W\d_][\w’'-]*\s+)"
        rf"(?i:{_SURE_STREETS}))(?!\w)"
    ),
    re.compile(
        r"(?<!\w)(?i:(?:flat|apt)\s+\w{1,4},?\s+)?"
        r"[^\W\d_]+(?i:straße|strasse|str\.|weg|gasse|platz|allee)\s+\d{1,4}\s?[a-z]?(?!\w)"
    ),
    re.compile(r"(?<!\w)[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}(?!\w)", re.IGNORECASE),
)
_ENDINGS = "com|org|net|info|edu|gov|eu|uk|de|fr|nl|ch|ie|io|app|au|nz|ca"
_ACCOUNTS = (
    re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:https?://|www\.)\S+|(?<!\w)@\w+(?:\.\w+)*"),
    re.compile(
        r"(?<!\w)[\w.+-]+\s*[(\[]\s*at\s*[)\]]\s*[\w-]+(?:\s*(?:\.|[(\[]?\s*\bdot\b\s*[)\]]?)\s*\w+)+"
        r"|(?<!\w)[\w.+-]+\s+at\s+[\w-]+\s+dot\s+\w+",
        re.IGNORECASE,
    ),
    re.compile(rf"(?<![\w@.])[\w-]+(?:\.[\w-]+)*\.(?:{_ENDINGS})(?!\w)"),
    re.compile(r"(?<!\w)[^\W_]+(?:_[^\W_]+)+(?!\w)"),
)
_NUMBERS = (
    re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?:\s?[A-Z\d]{4}){2,}(?:\s?[A-Z\d]{1,4})?(?!\w)"),
    re.compile(r"(?<!\w)[A-Z]{2}(?:\s?\d{2}){3}\s?[A-Z](?!\w)"),
    re.compile(r"(?<![\w.])(?:\+|\(?0)[\d\s()./-]{6,}\d(?!\w)"),
    re.compile(r"(?<![\w.,])\d{3,}(?:[\s-]\d{3,})+(?!\w)|(?<![\w.,])\d{3,}-\d{2,}(?!\w)"),
    re.compile(r"(?<![\w.,:/-])\d{2,}(?:[\s/-]\d{2,}){2,}(?![\w:])"),
    re.compile(r"(?<![\w.,/])\d{1,}/\d{3,}(?:/\w+)?(?!\w)"),
    re.compile(r"(?<![\w.,])\d{5,}(?!\w)"),
    re.compile(r"(?<!\w)(?=[^\W\d_])(?=(?:\w*?\d){3})\w{5,}(?!\w)"),
)


def addresses(words: str) -> Iterator[tuple[int, int]]:
    """Yield where a street, a postcode, a page or an account stands."""
    for pattern in _ACCOUNTS:
        for match in pattern.finditer(words):
            yield match.span()
    for pattern in _STREETS:
        for match in pattern.finditer(words):
            told = match.groupdict()
            if not NO_STREET & set((told.get("street") or "").casefold().split()):
                yield match.span("only") if "only" in told else match.span()


def numbers(words: str) -> Iterator[tuple[int, int]]:
    """Yield where a telephone, an account, a case or an insurance has its number."""
    for pattern in _NUMBERS:
        for match in pattern.finditer(words):
            yield match.span()

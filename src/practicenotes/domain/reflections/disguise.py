"""What on a sheet could still tell who is meant, and what can stand in its place.

It finds what the record knows, what has the form of a date, a number or an address, and what has a
capital letter like a name. It cannot know every name: the therapist reads each sentence.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from practicenotes.domain import relative_days
from practicenotes.domain.ordinary_words import COMMON, NAMES_TOO, SIGNS
from practicenotes.domain.reflections import spelt, whereabouts
from practicenotes.domain.reflections.sheets import Sentence
from practicenotes.domain.supervision import KnownName, NameBook


class Trace(Enum):
    """What can tell who is meant."""

    NAME = "a name in your files"
    DAY = "a date"
    NUMBER = "a number"
    ADDRESS = "an address"
    PERHAPS = "perhaps a name"


@dataclass(frozen=True, slots=True)
class Find:
    """One place in one sentence, and what can stand there instead."""

    sentence: int
    start: int
    end: int
    words: str
    trace: Trace
    what: str
    instead: str


_Place = tuple[int, int, Trace, str, str]  # start, end, what it is, said in words, instead

_WORD = re.compile(r"[^\W\d_][\w’'-]*(?:\.(?=\w))?")
_JOINS = frozenset({"of", "de", "da", "van", "von", "der", "den", "la", "le", "al", "bin", "and"})
_TITLES = frozenset({"dr", "mr", "mrs", "ms", "miss", "prof", "professor", "sir", "frau", "herr"})
_DOCTORS = frozenset({"dr", "prof", "professor"})
_ROLES = frozenset(
    {
        *("brother", "sister", "mother", "father", "mum", "mom", "dad", "son", "daughter", "child"),
        *("wife", "husband", "partner", "ex", "girlfriend", "boyfriend", "friend", "cousin"),
        *("aunt", "uncle", "niece", "nephew", "grandmother", "grandfather", "boss", "manager"),
        *("colleague", "teacher", "doctor", "gp", "supervisor", "neighbour", "flatmate", "baby"),
    }
)
_PLACES = frozenset({"in", "at", "near", "from", "to", "around", "outside"})
_LEAST_PART, _LEAST_HALF = 2, 4
_LONG_ENOUGH = 6
_ENDINGS = ("ing", "tion", "sion", "ness", "ous", "able", "ance", "ence", "ity")
_INNER = re.compile(r"[’'-][^\W\d_a-z]|[a-z][A-Z]")  # d'Angelo, al-Sayed
_DOES = re.compile(  # what a person does, behind a word that is a name too
    r"\s+(?:was|is|has|had|says?|said|and|came|comes|left|goes|went|told|asked|rang|wept|wants|felt"
    r"|\w{2,}ed|rose|sat|stood|wrote|knows|knew)\b"
)
_SAID_TO_BE = re.compile(
    r"(?<!\w)(?:(?i:dr|mr|mrs|prof|professor|frau|herr)\.?\s+|"
    r"(?i:named|nicknamed|aka|name (?:is|was))\s+[“‘\"']?)(?P<name>[^\W\d_][\w’'-]*)"
)
_POSSESSIVE = re.compile(r"(?:[’']s|[’'])$")


def find(
    draft: Sequence[Sentence],
    book: "NameBook | Index",
    alias: str,
    on: date | None = None,
    left: Collection[str] = (),
) -> tuple[Find, ...]:
    """Return what is still to be looked at, in the order in which it stands.

    `on` is the day of the session that the sheet is about; `left` are words that the therapist has
    looked at and leaves as they are.
    """
    passed = {spelt.folded(words) for words in (*left, alias)}
    index = book if isinstance(book, Index) else Index.of(book)
    lower = _written_small(draft)
    found: list[Find] = []
    for number, sentence in enumerate(draft):
        words = unicodedata.normalize("NFC", sentence.words)
        for start, end, trace, what, instead in _places(words, index, alias, on, lower):
            if spelt.folded(words[start:end]) not in passed:
                told = words[start:end]
                found.append(Find(number, start, end, told, trace, what, instead))
    return tuple(found)


def put(draft: Sequence[Sentence], words: str, instead: str) -> tuple[Sentence, ...]:
    """Return the draft with other words in every place of these; what changed is not released."""
    pattern = spelt.pattern([words])
    changed = []
    for sentence in draft:
        said = unicodedata.normalize("NFC", sentence.words)
        places = [match.span() for match in pattern.finditer(spelt.folded(said))]
        for start, end in reversed(places):
            said = _joined(said[:start], instead, said[end:])
        if places and places[0][0] == 0:
            said = said[:1].upper() + said[1:]
        changed.append(replace(sentence, words=said, released=False) if places else sentence)
    return tuple(changed)


def _joined(before: str, instead: str, after: str) -> str:
    """Put words between two others; where they are none, what is left closes up."""
    if instead:
        return before + instead + after
    closed = before.rstrip(" ") if after[:1] in {"", " ", ".", ",", ";", "!", "?"} else before
    return closed + after if closed else after.lstrip()


def tells(words: str, book: "NameBook | Index") -> bool:
    """Say whether words hold a name that the record knows: an alias may not."""
    index = book if isinstance(book, Index) else Index.of(book)
    return any(True for _ in _names(unicodedata.normalize("NFC", words), index))


# --- places ------------------------------------------------------------------------------------


def _places(
    words: str, index: "Index", alias: str, on: date | None, lower: Collection[str]
) -> list[_Place]:
    """Return every place in a sentence; where two lie over each other, the surer one."""
    found: list[_Place] = []
    days = relative_days.find(words, on, index.held)
    for place in (
        *((*at, Trace.ADDRESS, "an address", "[address]") for at in whereabouts.addresses(words)),
        *_names_placed(words, index, alias),
        *((start, end, Trace.DAY, "a date", instead) for start, end, instead in days),
        *((*at, Trace.NUMBER, "a number", "[number]") for at in whereabouts.numbers(words)),
        *_capitals(words, lower),
        *_said_to_be_names(words),
        *((*at, Trace.PERHAPS, "perhaps a name", "someone") for at in spelt.caseless(words)),
    ):
        if all(place[1] <= a or b <= place[0] for a, b, *_ in found):
            found.append(place)
    return sorted(found, key=lambda place: place[0])


def _names_placed(words: str, index: "Index", alias: str) -> Iterator[_Place]:
    for start, end, name in _names(words, index):
        yield start, end, Trace.NAME, name.what, name.role or alias


def _names(words: str, index: "Index") -> Iterator[tuple[int, int, KnownName]]:
    """Yield where a known name stands; one that is also a word counts with a capital only."""
    if not index.pattern:
        return
    for match in index.pattern.finditer(spelt.folded(words)):
        start, end = match.span()
        said = " ".join(match.group().split())
        is_word = said in COMMON | NAMES_TOO and said not in index.shown
        if not is_word or words[start].isupper():
            yield start, end, index.owners[spelt.key(said)]


@dataclass(frozen=True, slots=True)
class Index:
    """One pattern for all names and their parts, and whose each of them is.

    It lives as long as the sheet that asks it: nothing may remember names once the practice is
    locked. `shown` are the names that count however they are written: every screen shows them.
    """

    book: NameBook
    pattern: re.Pattern[str] | None
    owners: Mapping[str, KnownName]
    shown: frozenset[str]
    held: tuple[date, ...]

    @classmethod
    def of(cls, book: NameBook) -> "Index":
        """Return the index of a book."""
        owners: dict[str, KnownName] = {}
        told = [(name.words, name) for name in book.names]
        told += [(p, name) for name in book.names if not name.whole for p in _parts(name.words)]
        spellings: dict[str, None] = {}
        for words, name in told:
            for spelling in spelt.spellings(words):
                owners.setdefault(spelt.key(spelling), name)
                spellings[spelt.folded(spelling)] = None
        owners.pop("", None)
        longest_first = sorted(spellings, key=len, reverse=True)
        pattern = spelt.pattern(longest_first) if owners else None
        codes = [name.words for name in book.names if "code name" in name.what]
        parts = {spelt.folded(part) for code in codes for part in _parts(code)} - COMMON
        shown = parts | {" ".join(spelt.folded(code).split()) for code in codes}
        return cls(book, pattern, owners, frozenset(shown), book.held)


def _parts(name: str) -> Iterator[str]:
    """Yield the words of a name that are looked for alone, and what stands between hyphens."""
    for part in re.split(r"[\s,;&/]+", name):
        for least, each in ((_LEAST_PART, part), *((_LEAST_HALF, p) for p in part.split("-"))):
            bare = each.strip(".’'()-")
            plain = spelt.folded(bare)
            if len(plain) >= least and plain not in _TITLES | _JOINS and not plain.isdigit():
                yield bare


def _capitals(words: str, lower: Collection[str]) -> Iterator[_Place]:
    """Yield what is written with a capital where an ordinary word is not."""
    run: list[re.Match[str]] = []
    for match in _WORD.finditer(words):
        beside = bool(run) and not words[run[-1].end() : match.start()].strip(" .")
        joins = beside and match.group() in _JOINS and _goes_on(words, match)
        if not joins and not _stands_like_a_name(words, match, lower, in_run=beside):
            continue
        if run and not beside:
            yield _run(words, run)
            run = []
        run.append(match)
    if run:
        yield _run(words, run)


def _run(words: str, run: list[re.Match[str]]) -> _Place:
    start, end = run[0].start(), run[-1].end()
    said = _POSSESSIVE.sub("", words[start:end].rstrip("."))
    return start, start + len(said), Trace.PERHAPS, "perhaps a name", _role(words, start, said)


def _role(words: str, start: int, said: str) -> str:
    """Return what can stand for a name that nobody knows; nothing where a role stands already."""
    before = spelt.folded(words[:start]).split()
    last = before[-1] if before else ""
    if last.strip(",") in _ROLES:
        return ""
    first = spelt.folded(said).split()[0].rstrip(".")
    if first in _DOCTORS:
        return "the doctor"
    return "a place" if last in _PLACES else "someone"


def _goes_on(words: str, join: re.Match[str]) -> bool:
    """Say whether a small word stands between two capitals: Marta von Stein, Isle of Wight."""
    after = words[join.end() :].lstrip()
    between = words[join.end() : join.end() + 1] == " "
    return between and join.group() != "and" and after[:1].isupper()


def _stands_like_a_name(
    words: str, match: re.Match[str], lower: Collection[str], *, in_run: bool
) -> bool:
    said = _POSSESSIVE.sub("", match.group().rstrip("."))
    plain = spelt.folded(said)
    if not said[:1].isupper():
        return bool(_INNER.search(said)) and not SIGNS & set(said.split("-"))
    loud = said.isupper() and len(said) > 1 and plain in COMMON  # a word said loudly
    if loud or said.split("-")[0] in SIGNS or re.match(r"I[’']", said):
        return False
    if plain in _TITLES:
        return _before_a_capital(words, match)
    if in_run or not _begins(words, match.start()):
        return True
    stem = plain.split("'")[0]
    if stem in NAMES_TOO:  # small elsewhere, it may be the word there and the name here
        does = bool(_DOES.match(words, match.end()))
        return does or said != match.group() or stem not in COMMON
    ends_so = len(plain) >= _LONG_ENOUGH and plain.endswith(_ENDINGS)
    return not (ends_so or stem in COMMON or plain in lower)


def _said_to_be_names(words: str) -> Iterator[_Place]:
    """Yield what is in small letters and is called a name all the same: dr patel, named jo."""
    for match in _SAID_TO_BE.finditer(words):
        start = match.start("name")
        said = _POSSESSIVE.sub("", match["name"])
        if spelt.folded(said) not in COMMON:
            yield start, start + len(said), Trace.PERHAPS, "perhaps a name", "someone"


def _before_a_capital(words: str, match: re.Match[str]) -> bool:
    return words[match.end() :].lstrip(". ")[:1].isupper()


def _begins(words: str, start: int) -> bool:
    """Say whether a place is where a sentence begins, or speech within it."""
    before = words[:start].rstrip("([ ")
    closed = before.rstrip("”’\")' ")
    return not closed or before[-1] in "“‘\"':;–—•/" or closed[-1] in ":;.!?…"


def _written_small(draft: Sequence[Sentence]) -> frozenset[str]:
    """Return the words that stand somewhere in small letters: elsewhere they are no names."""
    said = " ".join(sentence.words for sentence in draft)
    return frozenset(word for word in re.findall(r"[^\W\d_]+", said) if word.islower())

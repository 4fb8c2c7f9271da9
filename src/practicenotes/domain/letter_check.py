"""What to look at in a letter before it is final: it asks, and never holds a letter back."""

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from practicenotes.domain import alike, letter_scope, phrases
from practicenotes.domain.language import LanguageHelpers
from practicenotes.domain.letters import Letter, LetterId


# Scripts that set no space between two words.
_UNSPACED = re.compile("[\u0e00-\u0eff\u2e80-\u9fff\uf900-\ufaff]")
_BETWEEN = r"\s+"  # the words of a name may stand on two lines
_BEFORE = ":"  # stands in every key that can be read, and in none that a letter keeps


class Concern(Enum):
    """What a place in a letter is to be looked at for."""

    SOMEBODY = "Somebody else"
    OTHER_CLIENT = "Another client"
    LEGAL_NAME = "A name where a code name goes"
    PRIVATE = "Your reflections"
    WORD = "A word that judges"
    SCOPE = "Not in the consent"
    PURPOSE = "What for"
    AGAIN = "Asked again"


@dataclass(frozen=True, slots=True)
class NameInFiles:
    """A name that the record knows, and who bears it: "a person of another file".

    One of the client's `own` file is meant to stand where the subject says whom a letter is about.
    """

    words: str
    who: str
    concern: Concern
    own: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at; `words` stand so in the letter, and are empty where nothing does."""

    concern: Concern
    words: str
    says: str

    @property
    def key(self) -> str:
        """Name it, so that it stays seen while its words stay the same."""
        return f"{self.concern.name}{_BEFORE}{self.words or self.says}"

    @property
    def may_be_kept(self) -> bool:
        """Whether the record may know that this was seen: what stands on the private side, never.

        A letter would else go on holding private words that were taken out of its text again.
        """
        return self.concern is not Concern.PRIVATE


def private_runs(letter: Letter) -> tuple[str, ...]:
    """Return every run of words of a letter that the private side is asked about."""
    return tuple(run for text in _read_on(letter) for run in phrases.runs(text))


def look_over(
    letter: Letter,
    names: Iterable[NameInFiles],
    about_others: Sequence[str],
    helpers: LanguageHelpers,
    private: Sequence[bool] | None,
) -> tuple[Finding, ...]:
    """Return what is to be looked at, the gravest first.

    `about_others` are passages of notes that are marked as about somebody else; `private` answers
    for each of `private_runs`, and is None where nobody was asked.
    """
    found = [
        *_private(letter, private),
        *_names(letter, names),
        *_passages(letter, about_others),
        *_outside(letter),
        *_words(letter, helpers),
        *_blanks(letter),
    ]
    return tuple({finding.key: finding for finding in found}.values())


def unseen(
    letter_id: LetterId, seen: Collection[str], findings: Iterable[Finding]
) -> tuple[Finding, ...]:
    """Return what nobody has looked at yet; `seen` are the keys of what was, as they are kept."""
    return tuple(each for each in findings if as_kept(letter_id, each.key) not in seen)


def as_kept(letter_id: LetterId, key: str) -> str:
    """Return the key of a finding as a letter keeps it: nobody can read a name or a word from it.

    A finding may name another client, whose file goes one day while this letter stays.
    """
    if _BEFORE not in key:
        return key  # it is one already
    return hashlib.sha256(f"{letter_id}\n{key}".encode("utf-8", "surrogatepass")).hexdigest()


def _written(letter: Letter) -> tuple[str, ...]:
    """Return what is written in sentences: the subject, the paragraphs, the closing."""
    return (letter.subject, *(paragraph.text for paragraph in letter.paragraphs), letter.closing)


def _texts(letter: Letter) -> tuple[str, ...]:
    """Return everything that is printed of a letter, each text on its own."""
    around = (letter.greeting, letter.consent.purpose, letter.footer)
    return (*_written(letter), *around, _to(letter))


def _read_on(letter: Letter) -> tuple[str, ...]:
    """Return the same, where a passage may go on from one line to the next as one text."""
    lines = (letter.greeting, *(paragraph.text for paragraph in letter.paragraphs), letter.closing)
    return (letter.subject, "\n".join(lines), letter.consent.purpose, letter.footer, _to(letter))


def _lines(passages: Iterable[str]) -> Iterator[str]:
    """Yield the lines of passages: so they stand in the letter."""
    for passage in passages:
        yield from filter(None, map(str.strip, passage.split("\n")))


def _to(letter: Letter) -> str:
    return f"{letter.recipient}\n{letter.recipient_address}"


def _private(letter: Letter, private: Sequence[bool] | None) -> Iterator[Finding]:
    answers = list(private or ())
    for text in _read_on(letter):
        count = len(phrases.runs(text))
        said, answers = answers[:count], answers[count:]
        for words in _lines(phrases.found(text, said)):
            yield Finding(Concern.PRIVATE, words, "These words also stand in your reflections.")


def _names(letter: Letter, names: Iterable[NameInFiles]) -> Iterator[Finding]:
    """Yield names of the files as they look there, but none that is meant to stand there.

    In an address a single word may be that of a house or a street.
    """
    known: dict[str, NameInFiles] = {}
    shapes: dict[str, None] = {}
    all_of = tuple(names)
    meant = _meant(letter, all_of)
    for name in all_of:
        for words in _forms(name):
            if name.concern is Concern.LEGAL_NAME or _key(words) not in meant:
                known.setdefault(_key(words), name)
                shapes |= dict.fromkeys(_shapes(words))
    if not known:
        return
    longest_first = sorted(shapes, key=len, reverse=True)
    pattern = re.compile("|".join(longest_first))
    for text in _texts(letter):
        read = alike.read(text)
        for match in pattern.finditer(read.plain):
            name = known[_key(match[0])]
            if text != _to(letter) or len(match[0].split()) > 1:
                yield Finding(name.concern, read.cut(*match.span()), f"This is {name.who}.")


def _key(words: str) -> str:
    """Return a name as names are told apart."""
    return " ".join(alike.plain(words).casefold().split())


def _shapes(words: str) -> Iterator[str]:
    """Yield patterns of what a name may look like.

    A whole name is one in any case. A single word may begin with a capital, or have no others; in
    small letters it is an ordinary word: a wren.
    """
    plain = alike.plain(words)
    begin = "" if _UNSPACED.match(plain) else r"(?<![^\W_])"
    end = "" if _UNSPACED.match(plain[-1:]) else r"(?![^\W_])"
    parts = plain.split()
    if len(parts) > 1:
        yield f"{begin}(?i:{_BETWEEN.join(map(re.escape, parts))}){end}"
        return
    for way in (plain, plain[:1].upper() + plain[1:], plain.upper()):
        yield f"{begin}{re.escape(way)}{end}"


def _meant(letter: Letter, names: Sequence[NameInFiles]) -> set[str]:
    """Return the names that belong in a letter: its reader’s, and of whom it is about.

    The whole name of another client is no reader’s: the letter may be on its way to the wrong one.
    """
    found = set()
    for name in names:
        for words in _forms(name):
            whole = len(words.split()) > 1 and name.concern is Concern.OTHER_CLIENT
            reader = _stands(words, letter.recipient) and not whole
            if reader or (name.own and _stands(words, letter.subject)):
                found.add(_key(words))
    return found


def _forms(name: NameInFiles) -> tuple[str, ...]:
    """Return a name whole and by its parts, also those that a hyphen joins."""
    whole = name.words.strip()
    parts = whole.split()
    joined = (part for each in parts for part in re.split(r"[-\u2010\u2011]", each))
    short = 2  # signs: "Al", "de"
    long = [p for p in (*parts, *joined) if len(p) > short and not p[0].islower()]
    found = [whole, *long] if len(parts) > 1 else [whole]
    return tuple(dict.fromkeys(each for each in found if not alike.is_blank(each)))


def _stands(words: str, text: str) -> bool:
    return bool(re.search("|".join(_shapes(words)), alike.plain(text)))


def _passages(letter: Letter, about_others: Sequence[str]) -> Iterator[Finding]:
    says = "A note marks these words as about somebody else."
    for text in _read_on(letter):
        said = phrases.any_of(phrases.runs(text), about_others)
        for words in _lines(phrases.found(text, said)):
            yield Finding(Concern.SOMEBODY, words, says)


def _outside(letter: Letter) -> Iterator[Finding]:
    for found in letter_scope.outside(letter):
        yield Finding(Concern.SCOPE, found.words, found.says)


def _words(letter: Letter, helpers: LanguageHelpers) -> Iterator[Finding]:
    texts = [alike.read(text) for text in _written(letter)]
    for helper in helpers.helpers:
        words = (_BETWEEN.join(map(re.escape, alike.plain(each).split())) for each in helper.words)
        pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(words)})(?![\w-])", re.IGNORECASE)
        for text in texts:
            for match in pattern.finditer(text.plain):
                yield Finding(Concern.WORD, text.cut(*match.span()), helper.instead)


def _blanks(letter: Letter) -> Iterator[Finding]:
    if alike.is_blank(letter.consent.purpose):
        yield Finding(Concern.PURPOSE, "", "It is not written down what the letter is for.")
    if letter.consent.confirmed_on is None:
        says = "It is not written down that the client was asked again, with this letter in hand."
        yield Finding(Concern.AGAIN, "", says)

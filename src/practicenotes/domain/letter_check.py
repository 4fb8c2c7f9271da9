"""What to look at in a letter before it is final: it asks, and never holds a letter back."""

import hashlib
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from practicenotes.domain import letter_scope, phrases
from practicenotes.domain.language import LanguageHelpers
from practicenotes.domain.letters import Letter, LetterId


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
    return tuple(run for text in _texts(letter) for run in phrases.runs(text))


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


def _to(letter: Letter) -> str:
    return f"{letter.recipient}\n{letter.recipient_address}"


def _private(letter: Letter, private: Sequence[bool] | None) -> Iterator[Finding]:
    answers = list(private or ())
    for text in _texts(letter):
        count = len(phrases.runs(text))
        said, answers = answers[:count], answers[count:]
        for words in phrases.found(text, said):
            yield Finding(Concern.PRIVATE, words, "These words also stand in your reflections.")


def _names(letter: Letter, names: Iterable[NameInFiles]) -> Iterator[Finding]:
    """Yield names of the files as they look there, but none that is meant to stand there.

    In an address a single word may be that of a house or a street.
    """
    known: dict[str, NameInFiles] = {}
    all_of = tuple(names)
    meant = _meant(letter, all_of)
    for name in all_of:
        for words in (name.words.strip(), *_parts(name.words)):
            if words and (name.concern is Concern.LEGAL_NAME or words not in meant):
                known |= {way: name for way in _ways(words) if way not in known}
    if not known:
        return
    longest_first = sorted(known, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
    for text in _texts(letter):
        for match in pattern.finditer(text):
            name = known[match[0]]
            if text != _to(letter) or " " in match[0]:
                yield Finding(name.concern, match[0], f"This is {name.who}.")


def _ways(words: str) -> Iterator[str]:
    """Yield the signs in which a name may be coded and still look the same."""
    for form in ("NFC", "NFD"):
        coded = unicodedata.normalize(form, words)
        yield from (coded.replace("'", "’"), coded.replace("’", "'"))


def _meant(letter: Letter, names: Sequence[NameInFiles]) -> set[str]:
    """Return the names that belong in a letter: its reader’s, and of whom it is about.

    The whole name of another client is no reader’s: the letter may be on its way to the wrong one.
    """
    found = set()
    for name in names:
        for words in (name.words.strip(), *_parts(name.words)):
            whole = " " in words and name.concern is Concern.OTHER_CLIENT
            reader = _stands(words, letter.recipient) and not whole
            if reader or (name.own and _stands(words, letter.subject)):
                found.add(words)
    return found


def _parts(name: str) -> tuple[str, ...]:
    parts = name.split()
    long = (part for part in parts if len(part) > 2 and part[0].isupper())  # noqa: PLR2004
    return tuple(long) if len(parts) > 1 else ()


def _stands(words: str, text: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text))


def _passages(letter: Letter, about_others: Sequence[str]) -> Iterator[Finding]:
    says = "A note marks these words as about somebody else."
    for text in _texts(letter):
        said = phrases.any_of(phrases.runs(text), about_others)
        for words in phrases.found(text, said):
            yield Finding(Concern.SOMEBODY, words, says)


def _outside(letter: Letter) -> Iterator[Finding]:
    for found in letter_scope.outside(letter):
        yield Finding(Concern.SCOPE, found.words, found.says)


def _words(letter: Letter, helpers: LanguageHelpers) -> Iterator[Finding]:
    for helper in helpers.helpers:
        listed = "|".join(map(re.escape, helper.words))
        pattern = re.compile(rf"(?<![\w-])(?:{listed})(?![\w-])", re.IGNORECASE)
        for text in _written(letter):
            for match in pattern.finditer(text):
                yield Finding(Concern.WORD, match[0], helper.instead)


def _blanks(letter: Letter) -> Iterator[Finding]:
    if not letter.consent.purpose.strip():
        yield Finding(Concern.PURPOSE, "", "It is not written down what the letter is for.")
    if letter.consent.confirmed_on is None:
        says = "It is not written down that the client was asked again, with this letter in hand."
        yield Finding(Concern.AGAIN, "", says)

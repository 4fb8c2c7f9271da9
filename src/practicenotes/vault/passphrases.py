"""What a passphrase must be, how strong it honestly is, and six words for those who want none."""

import math
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from practicenotes.errors import PassphraseRefused


LEAST_SIGNS = 15
MOST_BYTES = 1024
SUGGESTED_WORDS = 6

_LEAST_GUESSES = 9.0  # a list of a thousand million is tried in minutes
_LEVELS = (_LEAST_GUESSES, 12.0, 15.5, 19.0)
_WORD_GUESSES = math.log10(7776)  # a word chosen at random from the list that we offer
_SHORTEST_CONTEXT = 4
_MEASURED_SIGNS = 72  # zxcvbn takes no more; what follows can only make it stronger
_OURS = ("practicenotes", "practice notes", "practice")


@dataclass(frozen=True, slots=True)
class Strength:
    """How many guesses a passphrase withstands, as a power of ten, and a level from 0 to 4.

    Three is four words chosen at random, and four is five of them: decades on a thousand machines.
    """

    guesses_log10: float
    level: int


def check(text: str, context: Sequence[str] = ()) -> None:
    """Raise PassphraseRefused if this may not become a passphrase.

    `context` are words that a stranger would try first: the names of the practice, the therapist.
    """
    normal = unicodedata.normalize("NFKC", text)
    if len(normal) < LEAST_SIGNS:
        raise PassphraseRefused("too_short", LEAST_SIGNS)
    if any(unicodedata.category(sign) == "Cs" for sign in normal):
        raise PassphraseRefused("half_sign", LEAST_SIGNS)
    if len(normal.encode()) > MOST_BYTES:
        raise PassphraseRefused("too_long", LEAST_SIGNS)
    folded = normal.casefold()
    left = _without(folded, (*_OURS, *context))
    if left != folded and _weight(left) < LEAST_SIGNS // 2:
        raise PassphraseRefused("about_you", LEAST_SIGNS)
    if _is_common(folded) or strength(normal, context).guesses_log10 < _LEAST_GUESSES:
        raise PassphraseRefused("common", LEAST_SIGNS)


def strength(text: str, context: Sequence[str] = ()) -> Strength:
    """Return an estimate that is rather too low than too high."""
    if not text:
        return Strength(0.0, 0)
    from zxcvbn import zxcvbn

    guesses = float(zxcvbn(text[:_MEASURED_SIGNS], [*_OURS, *context])["guesses_log10"])
    words = re.split(r"[\s\-_.,;]+", text.strip())
    if len(words) > 1 and all(word.isalpha() for word in words):
        # Plain words are guessed word by word, whatever their length.
        guesses = min(guesses, len({word.casefold() for word in words}) * _WORD_GUESSES)
    return Strength(guesses, sum(guesses >= least for least in _LEVELS))


def suggest(words: Sequence[str], entropy: Callable[[int], bytes]) -> str:
    """Return six words, each equally likely."""
    return " ".join(words[_below(len(words), entropy)] for _ in range(SUGGESTED_WORDS))


def _below(limit: int, entropy: Callable[[int], bytes]) -> int:
    """Return a number from 0 to limit - 1, each equally likely: a rest is drawn again."""
    size = (limit.bit_length() + 7) // 8
    usable = 256**size - 256**size % limit
    while (drawn := int.from_bytes(entropy(size), "big")) >= usable:
        pass
    return drawn % limit


def _is_common(folded: str) -> bool:
    from zxcvbn.frequency_lists import FREQUENCY_LISTS

    return any(folded in listed for listed in FREQUENCY_LISTS.values())


def _without(folded: str, context: Iterable[str]) -> str:
    for word in sorted({word.casefold().strip() for word in context}, key=len, reverse=True):
        if len(word) >= _SHORTEST_CONTEXT:
            folded = folded.replace(word, "")
    return folded


def _weight(text: str) -> int:
    """Return how many letters and digits there are: signs around a name hide nothing."""
    return sum(sign.isalnum() for sign in text)

"""One open dictionary. It may be asked from any thread, by one at a time."""

import importlib.util
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Protocol

from practicenotes import resources
from practicenotes.errors import DictionaryBroken
from practicenotes.spelling import languages


MOST_SUGGESTIONS = 6

_SAMPLE = 60_000  # bytes of a dictionary that show in which script it is written
_SHARE = 0.02  # of the letters: a script with less is only in borrowed words
_SET = re.compile(rb"^(?:\xef\xbb\xbf)?SET\s+([\w-]+)", re.MULTILINE)


class Dictionary(Protocol):
    """What the windows ask of a dictionary."""

    def misspelt(self, words: Iterable[str]) -> frozenset[str]:
        """Return those of the words that the dictionary does not know."""
        ...

    def suggest(self, word: str) -> tuple[str, ...]:
        """Return what may have been meant, the likeliest first."""
        ...


def is_available() -> bool:
    """Say whether spelling can be checked on this computer at all."""
    return importlib.util.find_spec("hunspell") is not None


def load(language: str, added: Path) -> Dictionary:
    """Open the dictionary of a language, with the words of the trade; raises DictionaryBroken.

    It takes about a tenth of a second. `added` is the folder of dictionaries that were brought.
    """
    found = languages.find(language, added)
    if found is None:
        raise DictionaryBroken(language)
    return _Hunspell(language, found.folder, _trade(language))


def _trade(language: str) -> tuple[str, ...]:
    """Return the words of psychotherapy that no general dictionary of the language has."""
    file = resources.path("dictionaries", f"psychotherapy_{language[:2]}.txt")
    if not file.is_file():
        return ()
    lines = (line.strip() for line in file.read_text("utf-8").splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))


class _Hunspell:
    """A dictionary of the library of that name, which is not made for two threads at once."""

    def __init__(self, language: str, folder: Path, more: Iterable[str]) -> None:
        from hunspell import Hunspell

        self._lock = Lock()
        try:
            self._scripts = _scripts_of(folder, language)
            self._known = Hunspell(language, hunspell_data_dir=str(folder))
        except (OSError, LookupError, ValueError, TypeError) as error:
            raise DictionaryBroken(language) from error
        for word in more:
            self._known.add(word)

    def misspelt(self, words: Iterable[str]) -> frozenset[str]:
        """Return those of the words that the dictionary does not know.

        A word in another script is in another language, and neither right nor wrong here.
        """
        ours = [word for word in words if all(map(self._is_of_script, word))]
        with self._lock:
            return frozenset(word for word in ours if not self._is_right(word))

    def suggest(self, word: str) -> tuple[str, ...]:
        """Return what may have been meant, the likeliest first."""
        with self._lock:
            try:
                return tuple(self._known.suggest(word))[:MOST_SUGGESTIONS]
            except UnicodeError:  # a dictionary in an old encoding cannot hear of every sign
                return ()

    def _is_right(self, word: str) -> bool:
        try:
            return bool(self._known.spell(word))
        except UnicodeError:  # and cannot call it misspelt either
            return True

    def _is_of_script(self, sign: str) -> bool:
        return not sign.isalpha() or _script(sign) in self._scripts


def _scripts_of(folder: Path, language: str) -> frozenset[str]:
    """Return the scripts in which a dictionary is written: LATIN, GREEK."""
    encoding = _SET.search(folder.joinpath(f"{language}.aff").read_bytes()[:_SAMPLE])
    with folder.joinpath(f"{language}.dic").open("rb") as opened:
        sample = opened.read(_SAMPLE).decode(
            encoding[1].decode() if encoding else "latin-1", "ignore"
        )
    found = Counter(_script(sign) for sign in sample if sign.isalpha())
    return frozenset(s for s, count in found.items() if count >= _SHARE * found.total())


@lru_cache(maxsize=4096)
def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]

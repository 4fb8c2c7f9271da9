"""Which dictionaries there are: those that come with the program, and those that were brought."""

from dataclasses import dataclass
from pathlib import Path

from practicenotes import resources
from practicenotes.errors import DictionaryBroken


LARGEST = 50_000_000  # bytes of one file; the largest known dictionaries have a fifth of it

_NAMES = {
    "en_GB": "English (UK)",
    "en_US": "English (US)",
    "cs_CZ": "Čeština",
    "cy_GB": "Cymraeg",
    "da_DK": "Dansk",
    "de_AT": "Deutsch (Österreich)",
    "de_CH": "Deutsch (Schweiz)",
    "de_DE": "Deutsch",
    "es_ES": "Español",
    "fr_FR": "Français",
    "it_IT": "Italiano",
    "nl_NL": "Nederlands",
    "pl_PL": "Polski",
    "pt_BR": "Português (Brasil)",
    "pt_PT": "Português",
    "sv_SE": "Svenska",
}


@dataclass(frozen=True, slots=True)
class Language:
    """A language that can be checked, and the folder of its two files."""

    code: str
    name: str
    folder: Path


def languages(added: Path) -> tuple[Language, ...]:
    """Return every language, ours first; a dictionary that was brought stands in for ours."""
    found = {each.code: each for each in (*_inside(_ours()), *_inside(added))}
    return tuple(found.values())


def find(code: str, added: Path) -> Language | None:
    """Return a language by its code."""
    return next((each for each in languages(added) if each.code == code), None)


@dataclass(frozen=True, slots=True)
class Brought:
    """A dictionary as it was found in two files: the name and the content of each, rules first."""

    code: str
    parts: tuple[tuple[str, bytes], ...]


def read(dictionary: Path) -> Brought:
    """Return a dictionary, a .dic file with its .aff beside it; raises DictionaryBroken."""
    code = dictionary.stem
    pair = (dictionary.with_suffix(".aff"), dictionary.with_suffix(".dic"))
    try:
        if not all(each.is_file() and 0 < each.stat().st_size <= LARGEST for each in pair):
            raise DictionaryBroken(code)
        parts = tuple((each.name, each.read_bytes()) for each in pair)
    except OSError as error:
        raise DictionaryBroken(code) from error
    count = parts[1][1].partition(b"\n")[0].strip().removeprefix(b"\xef\xbb\xbf")
    if not count.split(b" ")[0].isdigit():  # every dictionary begins with the number of its words
        raise DictionaryBroken(code)
    return Brought(code, parts)


def name_of(code: str) -> str:
    """Return what a language calls itself, or its code."""
    return _NAMES.get(code, code)


def _ours() -> Path:
    return resources.path("dictionaries")


def _inside(folder: Path) -> list[Language]:
    if not folder.is_dir():
        return []
    codes = sorted(each.stem for each in folder.glob("*.dic") if each.with_suffix(".aff").is_file())
    return [Language(code, name_of(code), folder) for code in codes]

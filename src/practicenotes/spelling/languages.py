"""Which dictionaries there are: those that come with the program, and those that were brought."""

import shutil
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


def add(dictionary: Path, added: Path) -> Language:
    """Copy a dictionary, a .dic file with its .aff beside it, among those that were brought.

    Raises DictionaryBroken, and then nothing was copied.
    """
    code = dictionary.stem
    rules = dictionary.with_suffix(".aff")
    pair = (dictionary.with_suffix(".dic"), rules)
    if not all(each.is_file() and 0 < each.stat().st_size <= LARGEST for each in pair):
        raise DictionaryBroken(code)
    with pair[0].open("rb") as opened:
        count = opened.readline().strip().removeprefix(b"\xef\xbb\xbf")
    if not count.split(b" ")[0].isdigit():  # every dictionary begins with the number of its words
        raise DictionaryBroken(code)
    added.mkdir(parents=True, exist_ok=True)
    for each in pair:
        shutil.copyfile(each, added / each.name)
    return Language(code, _NAMES.get(code, code), added)


def _ours() -> Path:
    return resources.path("dictionaries")


def _inside(folder: Path) -> list[Language]:
    if not folder.is_dir():
        return []
    codes = sorted(each.stem for each in folder.glob("*.dic") if each.with_suffix(".aff").is_file())
    return [Language(code, _NAMES.get(code, code), folder) for code in codes]

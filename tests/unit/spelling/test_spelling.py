"""Dictionaries are opened, asked and brought; what is broken is refused and harms nothing."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from practicenotes import resources, spelling
from practicenotes.errors import DictionaryBroken
from practicenotes.spelling import languages


needs_library = pytest.mark.skipif(
    not spelling.is_available(), reason="no dictionary library for this computer"
)
TRADE = [
    line
    for line in resources.read_text("dictionaries", "psychotherapy_en.txt").splitlines()
    if line and not line.startswith("#")
]


@pytest.fixture
def added(tmp_path: Path) -> Path:
    """Give the folder of dictionaries that were brought, which is not there yet."""
    return tmp_path / "added"


def pair(folder: Path, code: str, dic: bytes, aff: bytes = b"SET UTF-8\n") -> Path:
    """Write the two files of a dictionary, and return the first."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.joinpath(f"{code}.aff").write_bytes(aff)
    file = folder / f"{code}.dic"
    file.write_bytes(dic)
    return file


@needs_library
@pytest.mark.parametrize(
    ("language", "wrong"),
    [("en_GB", {"color", "recieve", "teh"}), ("en_US", {"behaviour", "recieve", "teh"})],
)
def test_each_english_knows_its_words(added: Path, language: str, wrong: set[str]) -> None:
    """Also those of the trade, and nothing is said of words in other scripts."""
    words = ["color", "behaviour", "recieve", "teh", "it's", "שלום", "привет", "𝔤𝔬𝔱"]
    known = spelling.load(language, added)
    assert known.misspelt([*words, *TRADE]) == wrong


@needs_library
def test_what_was_meant_stands_first(added: Path) -> None:
    """A few suggestions, the likeliest first, and none for what is no word."""
    known = spelling.load("en_GB", added)
    assert known.suggest("recieve")[0] == "receive"
    assert len(known.suggest("recieve")) <= 6
    assert known.suggest("𝔤𝔬𝔱" * 30) == ()


@needs_library
def test_many_may_ask_at_once(added: Path) -> None:
    """Threads wait for each other, and every answer is right."""
    known = spelling.load("en_GB", added)
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda _: known.misspelt(["teh", "the"]), range(200)))
    assert set(answers) == {frozenset(("teh",))}


def test_the_words_of_the_trade_are_a_few_hundred_and_each_stands_once() -> None:
    """One word a line, in order, so that a new one finds its place."""
    assert len(TRADE) > 300
    assert len(set(TRADE)) == len(TRADE)
    assert all(word.isalpha() for word in TRADE)


@pytest.mark.parametrize("language", ["en_GB", "en_US"])
def test_every_dictionary_has_its_licence_beside_it(language: str) -> None:
    """Whoever passes the program on passes the terms on."""
    text = resources.read_text("dictionaries", f"LICENSE-{language}.txt")
    assert "license" in text.lower() or "permission" in text.lower()


def test_languages_are_listed_by_their_names(added: Path) -> None:
    """Ours first; one that was brought stands for ours, and half a pair is none."""
    assert [each.code for each in languages.languages(added)] == ["en_GB", "en_US"]
    pair(added, "de_DE", b"1\nWort\n")
    pair(added, "en_GB", b"1\nword\n")
    added.joinpath("fr_FR.dic").write_bytes(b"1\nmot\n")
    listed = languages.languages(added)
    assert [(each.code, each.name) for each in listed] == [
        ("en_GB", "English (UK)"),
        ("en_US", "English (US)"),
        ("de_DE", "Deutsch"),
    ]
    assert listed[0].folder == added


def test_a_language_that_is_not_there_is_refused(added: Path) -> None:
    """Whatever the setting says: a dictionary may have been taken away."""
    with pytest.raises(DictionaryBroken):
        spelling.load("xx_XX", added)


@needs_library
def test_a_damaged_dictionary_is_refused_or_only_knows_less(added: Path) -> None:
    """Noise in its files never ends the program."""
    pair(added, "xx_XX", b"3\nword\n" + bytes(range(256)) * 20, b"SET NO-SUCH\n\xff\xfe\x00")
    try:
        known = spelling.load("xx_XX", added)
    except DictionaryBroken:
        return
    assert known.misspelt(["word"]) <= {"word"}

"""Which signs are a word: for the count at the foot, and for the dictionary."""

import random

import pytest

from practicenotes.domain.writing import words


def asked(line: str) -> list[str]:
    """Return the words of a line that a dictionary hears of."""
    return [word for _, _, word in words.to_check(line)]


@pytest.mark.parametrize(
    ("line", "heard"),
    [
        ("He came on time.", ["He", "came", "on", "time"]),
        ("it’s he'd o'clock", ["it's", "he'd", "o'clock"]),
        ("‘quoted’ and 'so'", ["quoted", "and", "so"]),
        ("well-known, self-as-context", ["well", "known", "self", "as", "context"]),
        ("CBT, EMDR and WHO", ["and"]),
        ("PHQ-9 of 12", ["of"]),
        ("20mg b12 3rd", []),
        ("heron@example.org www.example.org", []),
        ("https://example.org/a/b?c=d", []),
        ("/home/m/notes C:\\notes\\x", []),
        ("and/or", []),
        ("snake_case_name stays", ["stays"]),
        ("**bold** _under_ ~~gone~~", ["bold", "under", "gone"]),
        ("# Heading of it", ["Heading", "of", "it"]),
        ("1. first - second", ["first", "second"]),
        ("I a x", []),
        ("naïve Kjær Łuk", ["naïve", "Kjær", "Łuk"]),
        ("e\u0301tude", ["tude"]),
        ("שלום мир 世界", ["שלום", "мир", "世界"]),
        ("🙂 𝔤𝔬𝔱 ☂", ["𝔤𝔬𝔱"]),
        ("x" * 61, []),
        ("", []),
    ],
)
def test_what_a_dictionary_hears_of(line: str, heard: list[str]) -> None:
    """Words, and neither numbers, addresses, capitals nor names of files."""
    assert asked(line) == heard


@pytest.mark.parametrize("seed", range(30))
def test_bounds_are_those_of_the_words(seed: int) -> None:
    """What stands between them is the word, in order, and no two overlap."""
    chance = random.Random(seed)
    parts = ("Heron ", "it’s ", "🙂", "- ", "**x** ", "a@b ", "CBT ", "\t", "שלום ", "re-do ")
    line = "".join(chance.choice(parts) for _ in range(40))
    behind = 0
    for start, end, word in words.to_check(line):
        assert behind <= start < end <= len(line)
        assert line[start:end].replace("’", "'") == word
        behind = end


@pytest.mark.parametrize("seed", range(40))
def test_the_words_of_a_text_that_is_typed_on_are_those_of_the_text(seed: int) -> None:
    """After any keys, pastes and cuts anywhere in a long paragraph nothing is missed or doubled."""
    chance = random.Random(seed)
    parts = [
        "lettre ",
        "a_b",
        " 1",
        "@x.y ",
        "it’s",
        "well-",
        "🙂 ",
        "שלום ",
        "\t",
        "/path ",
        "e\u0301",
    ]
    text = "".join(chance.choice(parts) for _ in range(300))
    known = words.Words()
    for _ in range(60):
        assert known.to_check(text) == list(words.to_check(text))
        place = chance.randrange(len(text) + 1)
        over = min(len(text), place + chance.choice([0, 0, 1, 5, 80]))
        text = text[:place] + chance.choice([*parts, "", "x", " "]) + text[over:]


def test_one_key_looks_at_no_more_than_its_word() -> None:
    """In a long paragraph the words around a key are not looked for again."""
    text = "word " * 2000
    known = words.Words()
    before = known.to_check(text)
    after = known.to_check(text[:5000] + "x" + text[5000:])
    assert after[:900] == before[:900]
    assert all(one is two for one, two in zip(after[:900], before[:900], strict=True))

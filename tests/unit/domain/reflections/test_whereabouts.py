"""What leads to somebody is found by its form, whoever it belongs to."""

import pytest

from practicenotes.domain.reflections import whereabouts


def cut(words: str, finder: str = "addresses") -> list[str]:
    """Return what is found, as it stands there."""
    return [words[start:end] for start, end in getattr(whereabouts, finder)(words)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("He lives at 14 Acacia Avenue.", "14 Acacia Avenue"),
        ("he lives at 14 acacia avenue", "14 acacia avenue"),
        ("she waited in acacia avenue", "acacia avenue"),
        ("at Flat 3b, 12 Old Mill Close", "Flat 3b, 12 Old Mill Close"),
        ("she moved to Rosenstraße 12", "Rosenstraße 12"),
        ("to flat 3b, rosenstrasse 12a, in june", "flat 3b, rosenstrasse 12a"),
        ("LS6 2AB is where", "LS6 2AB"),
        ("ls6 2ab is where", "ls6 2ab"),
        ("SW1A1AA", "SW1A1AA"),
    ],
)
def test_a_street_is_found_however_it_is_written(words: str, found: str) -> None:
    """With its house and its flat, in capitals or without."""
    assert cut(words) == [found]


@pytest.mark.parametrize(
    "words",
    [
        "It was a long road.",
        "We came down the road, and 2 hours on the road are long.",
        "She turned into a quiet street.",
        "After 10 minutes she went her own way.",
        "She had 2 people walk with her.",
        "I was in no avenue of thought",
    ],
)
def test_a_street_without_a_name_is_left(words: str) -> None:
    """A road in a figure of speech leads to nobody."""
    assert cut(words) == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("write to jo.w+x@mail.example.org.", "jo.w+x@mail.example.org"),
        ("jo (at) example dot org is hers", "jo (at) example dot org"),
        ("jo [at] example [dot] org", "jo [at] example [dot] org"),
        ("jo at example dot org", "jo at example dot org"),
        ("her handle is @kestrel_99.", "@kestrel_99"),
        ("look for kestrel_99 there", "kestrel_99"),
        ("it stands on kestrels-nest.co.uk now", "kestrels-nest.co.uk"),
        ("on https://nest.example/jo she wrote", "https://nest.example/jo"),
    ],
)
def test_an_account_is_found(words: str, found: str) -> None:
    """A page, a name that somebody has there, a letter box: spelt out or not."""
    assert found in cut(words)


@pytest.mark.parametrize("words", ["She looked _very_ small.", "He left.It was late.", "e.g. this"])
def test_signs_of_writing_are_no_account(words: str) -> None:
    """An underscore for emphasis and a point without its space are left."""
    assert cut(words) == []


@pytest.mark.parametrize(
    "number",
    [
        "07700900123",
        "+44 7700 900123",
        "(0151) 23 45 67",
        "030/1234567",
        "555-0199",
        "555 01 99",
        "943 476 5919",
        "QQ 12 34 56 C",
        "DE89 3704 0044 0532 0130 00",
        "AB123456C",
        "ab123456c",
        "12/345/AB",
        "10115",
    ],
)
def test_a_number_that_is_somebodys_is_found_whole(number: str) -> None:
    """Nothing of it stays behind where it is replaced."""
    assert cut(f"it is {number}, she said", "numbers")[0] == number


@pytest.mark.parametrize(
    "words",
    [
        "She is 43 and slept 7 hours.",
        "It went from 4/10 to 7/10, 15 of 27, at 14:30.",
        "PHQ9, GAD7, PCL5 and covid19",
        "half past 10, 20 minutes late",
    ],
)
def test_ordinary_numbers_are_left(words: str) -> None:
    """Ages, hours, points and the names of questionnaires tell nobody."""
    assert cut(words, "numbers") == []

"""Runs of words are compared without marks and case, and found as they are written."""

import pytest

from practicenotes.domain import phrases


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("He said: “I can’t, Tom.”", "he said i can't tom"),
        ("  Non-compliant\n\nagain ", "noncompliant again"),
        ("res-\n  cue non\u2011stop", "rescue nonstop"),
        ("res\u00adcue pu\u200dll", "rescue pull"),
        ("**bold** and _soft_", "bold and soft"),
        ("Straße ÄRGER", "strasse arger"),
        ("Jose\u0301 Mu\u0308ller", "jose muller"),
        ("", ""),
    ],
)
def test_marks_case_and_space_make_no_difference(text: str, spoken: str) -> None:
    """Curly or straight, bold or not, broken or not, the words are the same."""
    assert phrases.spoken(text) == spoken


def test_a_phrase_stands_as_whole_words() -> None:
    """The middle of a word is no word."""
    assert phrases.any_of(["can rest", "an res"], ["We can rest."]) == (True, False)


def test_a_text_that_is_too_short_has_no_runs() -> None:
    """Five words may stand anywhere."""
    assert phrases.runs("one two three four five") == ()
    assert phrases.runs("one two three four five six") == ("one two three four five six",)


def test_a_phrase_is_not_found_across_two_texts() -> None:
    """The end of one note and the beginning of the next say nothing together."""
    texts = ["one two three", "four five six"]
    assert phrases.any_of(["three four"], texts) == (False,)
    assert phrases.any_of(["one two three", "five six"], texts) == (True, True)


def test_each_phrase_is_answered_whatever_its_length() -> None:
    """Long and short ones are asked together, the same one twice, and each has its answer."""
    asked = ["two three", "one two three four", "two three", "three two", "five"]
    answered = phrases.any_of(asked, ["One, two: three. Four", "nothing"])
    assert answered == (True, True, True, False, False)


def test_two_passages_are_found_apart() -> None:
    """What stands between them belongs to neither."""
    text = "a b c d e f and then some other words here g h i j k l."
    said = phrases.any_of(phrases.runs(text), ["a b c d e f", "g h i j k l"])
    assert list(phrases.found(text, said)) == ["a b c d e f", "g h i j k l"]

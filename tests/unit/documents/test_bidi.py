"""Signs of a line stand in the order that Unicode lays down (UAX 9)."""

import pytest

from practicenotes.documents import bidi


def _seen(line: str, *, backwards: bool) -> str:
    return "".join(sign for _, sign in bidi.order(line, backwards=backwards))


@pytest.mark.parametrize(
    ("line", "forwards", "backwards"),
    [
        ("abc", "abc", "abc"),
        ("אבג", "גבא", "גבא"),
        ("see אב גד now", "see דג בא now", "now דג בא see"),
        ("אב 12 גד", "דג 12 בא", "דג 12 בא"),
        ("אב, 12", "12 ,בא", "12 ,בא"),
        ("אב.", "בא.", ".בא"),
        ("(אב)", "(בא)", "(בא)"),
        ("ع 45/7", "45/7 ع", "45/7 ع"),
        ("عب 1-2", "2-1 بع", "2-1 بع"),
        ("אב 50% ab", "50% בא ab", "ab 50% בא"),
        ("א \u0663,\u0664 ב", "ב \u0663,\u0664 א", "ב \u0663,\u0664 א"),
        ("אב «ab» גד", "בא «ab» דג", "דג «ab» בא"),
        ("אב  ", "בא  ", "  בא"),
        ("א\u05bcב", "ב\u05bcא", "ב\u05bcא"),
        ("ا\ue1c5ب x", "ب\ue1c5ا x", "x ب\ue1c5ا"),  # a form that only our font has
        ("", "", ""),
    ],
)
def test_a_line_is_seen_in_its_order(line, forwards, backwards) -> None:
    """Words, numbers, signs between them and brackets stand as readers of both scripts expect."""
    assert _seen(line, backwards=False) == forwards
    assert _seen(line, backwards=True) == backwards


@pytest.mark.parametrize("line", ["see אב 12, (גד) now", "عب ab 12/3 «א»"])
def test_no_sign_is_lost(line) -> None:
    """Each sign of a line has one place."""
    order = bidi.order(line, backwards=False)
    assert sorted(at for at, _ in order) == list(range(len(line)))


@pytest.mark.parametrize(
    ("line", "backwards"),
    [
        ("محمد علي", True),
        ("שלום (Shalom) רב", True),
        ("12 شارع الحرية", True),
        ("Re: محمد علي الأحمد", False),
        ("محمد Lindqvist, Psychotherapist", False),
        ("12, 13", False),
        ("", False),
    ],
)
def test_a_line_runs_as_it_begins_and_as_half_of_it_does(line, backwards) -> None:
    """A name in Arabic before English words does not turn the line round."""
    assert bidi.runs_backwards(line) is backwards


def test_a_line_in_one_direction_is_told_apart_quickly() -> None:
    """Only a text with signs that run right to left needs an order of its own."""
    assert bidi.is_in("Ali علي")
    assert not bidi.is_in("Straße, Ελένη, Жанна, 王小明")

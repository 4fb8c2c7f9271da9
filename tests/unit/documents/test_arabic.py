"""Arabic letters are joined as they are by hand."""

import pytest

from practicenotes.documents import arabic


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("محمد", "FEE3 FEA4 FEE4 FEAA"),  # meem, hah, meem, dal
        ("دار", "FEA9 FE8D FEAD"),  # none of the three reaches on
        ("علي", "FECB FEE0 FEF2"),
        ("سلام", "FEB3 FEFC FEE1"),  # lam and alef are one
        ("لا", "FEFB"),
        ("الأحمد", "FE8D FEF7 FEA3 FEE4 FEAA"),
        ("پیمان", "FB58 FBFF FEE4 FE8E FEE5"),  # Persian
        ("ـعـ", "0640 FECC 0640"),
    ],
)
def test_letters_take_the_form_that_their_neighbours_ask_for(word, forms) -> None:
    """Each letter of a word has its form at the beginning, in the middle, at the end or alone."""
    assert [f"{ord(sign):04X}" for sign in arabic.joined(word)] == forms.split()


def test_vowel_signs_part_no_letters() -> None:
    """A word with its vowels is joined like the same word without them."""
    marks = {ord(mark): None for mark in "\u064e\u064f\u0651"}
    assert arabic.joined("مُحَمَّد").translate(marks) == arabic.joined("محمد")


def test_what_is_to_stand_apart_stands_apart() -> None:
    """A sign that holds letters apart does so, and is not drawn."""
    apart = arabic.joined("می\u200cخواهم")
    assert "\u200c" not in apart
    assert apart.startswith("\ufee3\ufbfd")  # the yeh ends its part of the word


@pytest.mark.parametrize("text", ["Dr A. Brook, 12 High Street", "Ελένη", "מרים", ""])
def test_other_scripts_stay_as_they_are(text) -> None:
    """What has no Arabic letter is not touched."""
    assert arabic.joined(text) == text


@pytest.mark.parametrize("text", ["محمد علي الأحمد", "پیمان گلزار", "لا إله", "Ali علي (1)"])
def test_forms_are_told_as_the_letters_that_they_are(text) -> None:
    """From the forms the letters can be had again, as they were written."""
    assert arabic.letters_of(arabic.joined(text)) == text

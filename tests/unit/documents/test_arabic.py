"""Arabic letters are joined as they are by hand."""

import pytest
from reportlab.pdfbase import pdfmetrics

from practicenotes.documents import arabic, fonts


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


@pytest.mark.parametrize(
    ("word", "numbers"),
    [
        ("هەڵە", [510, 455, 510]),  # Kurdish: ae ends, lam with a v begins, ae ends
        ("پښتو", [253]),  # Pashto: seen with two dots in the middle
        ("ګل", [418]),
        ("ړ", []),
    ],
)
def test_letters_that_unicode_keeps_no_forms_of_take_those_of_the_font(word, numbers) -> None:
    """Kurdish and Pashto names are joined by forms that only the font has."""
    own = [ord(sign) - arabic.OWN for sign in arabic.joined(word) if 0xE000 <= ord(sign) < 0xF000]
    assert own == numbers


def test_every_form_of_the_font_is_there() -> None:
    """Each number is that of a form with ink and a width, and stands for one letter."""
    fonts.check(["علي"])
    face = pdfmetrics.getFont("NotoNaskhArabic-Regular").face
    for code, number in arabic.own_forms().items():
        assert face.charToGlyph[code] == number
        assert face.charWidths[code] > 0
        assert face.glyphPos[number] < face.glyphPos[number + 1]
        assert len(arabic.letters_of(chr(code))) == 1


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


@pytest.mark.parametrize(
    "text", ["محمد علي الأحمد", "پیمان گلزار", "لا إله", "Ali علي (1)", "هەڵە ښاغلی"]
)
def test_forms_are_told_as_the_letters_that_they_are(text) -> None:
    """From the forms the letters can be had again, as they were written."""
    assert arabic.letters_of(arabic.joined(text)) == text

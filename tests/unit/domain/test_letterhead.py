"""A letterhead knows its paper and what its envelope shows."""

import re

import pytest

from practicenotes.domain.letterhead import (
    LANGUAGES,
    PLAIN,
    WINDOWS,
    Layout,
    Letterhead,
    PaperSize,
)


@pytest.mark.parametrize(
    ("language", "sheet"),
    [
        ("en-GB", PaperSize.A4),
        ("en-US", PaperSize.LETTER),
        ("fr-CA", PaperSize.LETTER),
        ("de", PaperSize.A4),
        ("sr-Latn-RS", PaperSize.A4),
        ("not a tag", PaperSize.A4),
    ],
)
def test_the_language_says_which_paper_its_country_uses(language, sheet) -> None:
    """Left to the language, paper is Letter in America and A4 everywhere else."""
    assert Letterhead(language=language).sheet is sheet


@pytest.mark.parametrize("paper", [PaperSize.A4, PaperSize.LETTER])
def test_a_paper_that_is_chosen_is_used(paper) -> None:
    """A choice of paper goes before the language."""
    assert Letterhead(language="en-US", paper=paper).sheet is paper


def test_every_language_on_offer_is_a_tag_that_a_file_can_carry() -> None:
    """What can be chosen is a well-formed tag: a language, and perhaps a script and a country."""
    assert all(re.fullmatch("[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?", tag) for tag in LANGUAGES)
    assert PLAIN.language in LANGUAGES


def test_every_layout_but_the_plain_one_has_a_window() -> None:
    """A layout for an envelope says what the envelope shows."""
    assert PLAIN.window is None
    assert set(WINDOWS) == set(Layout) - {Layout.PLAIN}


@pytest.mark.parametrize("layout", WINDOWS)
def test_a_window_lies_above_the_text_and_the_first_fold(layout) -> None:
    """Nothing of a letter’s text is seen from outside, and no fold runs through the address."""
    window = WINDOWS[layout]

    assert window.top < window.sure < window.bottom < window.text_from
    assert window.bottom < min(window.folds)

"""The executor sheet."""

from datetime import date

import pypdfium2
import pytest

from practicenotes.documents import executor
from practicenotes.documents.page import Paper
from practicenotes.errors import GlyphMissing


GROUPS = ("810M", "4GT4", "8N34", "EJ29", "995M", "RKAE", "9X85", "2MJK", "MDHV")
DAY = date(2025, 11, 18)


def read(data: bytes) -> list[str]:
    """Return the words of every page."""
    with pypdfium2.PdfDocument(data) as document:
        pages = [document[n].get_textpage().get_text_range() for n in range(len(document))]
    return [" ".join(text.split()) for text in pages]


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("part", [executor.WHOLE, executor.FIRST, executor.SECOND])
def test_the_sheet_says_what_to_do(part: int, paper: Paper) -> None:
    """The key, the practice, the day, the steps, and that reflections stay shut, on few pages."""
    pages = read(executor.draw("Orchard Lane", GROUPS, DAY, part=part, paper=paper))
    assert len(pages) <= 2
    text = " ".join(pages)
    for words in (
        *GROUPS,
        *("Orchard Lane, made on 18 November 2025", "Orchard Lane.practice"),
        *("“Open as executor”", "does not open my private reflections"),
        "It is the program that keeps you from writing, not the key",
    ):
        assert words in text
    assert (f"part {part} of 2" in text) == bool(part)
    assert ("opens nothing by itself" in text) == bool(part)


def test_it_fits_on_one_sheet_of_a4() -> None:
    """A paper that lies in a safe is one leaf."""
    for part in (executor.WHOLE, executor.SECOND):
        assert len(read(executor.draw("Orchard Lane", GROUPS, DAY, part=part))) == 1


def test_a_practice_that_the_fonts_cannot_write_is_named() -> None:
    """Signs that no font has are told before a sheet with holes in it is printed."""
    with pytest.raises(GlyphMissing):
        executor.draw("हिन्दी", GROUPS, DAY)

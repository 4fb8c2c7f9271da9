"""The recovery sheet."""

from datetime import date

import pytest

from practicenotes.documents import recovery
from practicenotes.documents.page import Paper
from practicenotes.errors import GlyphMissing


GROUPS = ("7QM4", "X0TB", "9HKD", "2WVE", "R3NA", "6ZPC", "84GJ", "YF1S", "D5M8")


@pytest.mark.parametrize("paper", Paper)
def test_the_sheet_holds_what_a_rescue_needs(paper, read, faults) -> None:
    """Key, practice, day, use, keeping and the way without us stand on one page."""
    pdf = recovery.draw("Orchard Lane", GROUPS, date(2025, 11, 18), paper=paper)
    [text] = [" ".join(page.split()) for page in read(pdf)]
    in_order = ("Orchard Lane", "Made on 18 November 2025", *GROUPS, "nobody can open it")
    at = [text.index(part) for part in in_order]
    assert at == sorted(at)
    for heading in ("When you need it", "Where to keep it", "Without PracticeNotes"):
        assert heading in text
    assert "SQLCipher 4" in text
    assert faults(pdf) == []


def test_every_group_has_its_number(read) -> None:
    """A mistyped group can be named by number."""
    [text] = read(recovery.draw("Orchard Lane", GROUPS, date(2025, 11, 18)))
    for number, group in enumerate(GROUPS, 1):
        assert f"{number} {group}" in text


def test_another_key_makes_another_picture() -> None:
    """The code beside the groups is drawn from the key itself."""
    pictures = [recovery._qr_code(text).asString("svg") for text in ("7QM4-X0TB", "7QM4-X0TC")]
    assert pictures[0] != pictures[1]


def test_a_label_of_any_length_leaves_the_sheet_on_one_page(read) -> None:
    """Two hundred characters of label fit; markup in it is text."""
    label = "Practice of <b>W</b> & sons, " * 7
    pages = read(recovery.draw(label, GROUPS, date(2025, 11, 18)))
    assert len(pages) == 1
    assert "<b>W</b> & sons" in pages[0]


def test_a_label_that_cannot_be_printed_is_refused() -> None:
    """The name of the practice is printed in full or not at all."""
    with pytest.raises(GlyphMissing):
        recovery.draw("हिन्दी", GROUPS, date(2025, 11, 18))

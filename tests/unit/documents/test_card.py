"""The client card on paper."""

from datetime import date

import pytest

from practicenotes import catalog
from practicenotes.documents import card
from practicenotes.documents.page import Paper
from practicenotes.errors import GlyphMissing


BOOK = catalog.facet_book()
FORM = BOOK.client_card
ALL = BOOK.card_lines(" ".join(facet.id for facet in BOOK.facets))
DAY = date(2025, 11, 18)


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("lines", [BOOK.card_lines(), ALL], ids=["five", "ten"])
def test_a_card_is_one_page_with_every_line(paper, lines, read, faults) -> None:
    """Instruction, lines and question stand there in their order, and the file is sound."""
    pdf = card.draw(lines, FORM, DAY, paper=paper)

    [text] = [" ".join(page.split()) for page in read(pdf)]
    in_order = [FORM.instruction, *(line.words for line in lines), FORM.open_question]
    at = [text.index(part) for part in in_order]
    assert at == sorted(at)
    assert text.count(FORM.left_label) == text.count(FORM.right_label) == len(lines)
    assert text.count("0 1 2 3 4 5 6 7 8 9 10") == len(lines)
    assert faults(pdf) == []


def test_a_card_names_nobody_unless_asked(read) -> None:
    """Without a code name there is none, not even in what the file says about itself."""
    pdf = card.draw(BOOK.card_lines(), FORM, DAY)

    assert b"Heron" not in pdf
    assert "Heron" not in "".join(read(pdf))
    assert "Heron" in "".join(read(card.draw(BOOK.card_lines(), FORM, DAY, code_name="Heron")))


def test_a_code_name_that_cannot_be_printed_is_refused() -> None:
    """What stands on the card is printed in full or not at all."""
    with pytest.raises(GlyphMissing):
        card.draw(BOOK.card_lines(), FORM, DAY, code_name="ह")


def test_the_same_card_is_the_same_file() -> None:
    """It carries nothing of the moment or the machine."""
    assert card.draw(ALL, FORM, DAY) == card.draw(ALL, FORM, DAY)

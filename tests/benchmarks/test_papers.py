"""What is measured of papers is what is promised: two pages, forty pages, the same words."""

import papers
import pypdfium2

from practicenotes.documents import letter as letter_paper


def _said(data: bytes) -> str:
    with pypdfium2.PdfDocument(data) as document:
        return "".join("".join(page.get_textpage().get_text_range() for page in document).split())


def test_the_letter_takes_two_pages_with_its_chart() -> None:
    """The letter that is measured is as long as it says, and its chart is in it."""
    drawn = papers.draw_letter()
    assert papers.pages(drawn) == 2
    assert "2Mar" in _said(drawn)  # the axis
    bare = letter_paper.draw(papers.letter(), papers.WHO, draft=False)
    assert "2Mar" not in _said(bare).replace("2March", "")


def test_both_records_say_the_same_words() -> None:
    """Ours and the other are forty pages or more of the same text."""
    ours, bare = papers.draw_record(), papers.draw_bare(list(papers.paragraphs(papers.draw_record)))
    assert papers.pages(ours) >= papers.PAGES
    assert papers.pages(bare) >= papers.PAGES
    count = len(papers.sections())
    for words in ("Session1", "quieterweekatwork", "shewouldhavelikedtosay"):
        assert words in _said(ours)
        assert words in _said(bare)
    assert _said(ours).count("Whathappened?") == _said(bare).count("Whathappened?") == count


def test_a_measurement_has_every_figure() -> None:
    """Seconds and pages of both, from one run."""
    taken = papers.measure(1)
    assert min(taken.ours, taken.bare, papers.measure_letter(1)) > 0
    assert min(taken.pages, taken.pages_bare) >= papers.PAGES

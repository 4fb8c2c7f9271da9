"""The sheet around a text, whatever the text is."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pikepdf
import pytest
from reportlab.platypus import Spacer

from practicenotes.documents import page, prose, style
from practicenotes.documents.page import Paper, Sheet
from practicenotes.domain.people import Practitioner
from practicenotes.errors import RowDamaged


SHEET = Sheet(
    title="A kind of letter", author="M. Lindqvist", dated=date(2025, 11, 18), paper=Paper.A4
)


def _story(pages: int) -> list:
    return [prose.words(f"Line {number}", style.LINE) for number in range(pages * 41)]


@pytest.mark.parametrize(("paper", "size"), [(Paper.A4, (595, 842)), (Paper.LETTER, (612, 792))])
def test_paper_has_the_size_that_was_asked_for(paper, size, faults) -> None:
    """A4 and Letter come out in their size, in good form, with their fonts inside."""
    pdf = page.build(_story(1), replace(SHEET, paper=paper))
    with pikepdf.open(BytesIO(pdf)) as document:
        left, bottom, right, top = document.pages[0].mediabox
    assert (round(right - left), round(top - bottom)) == size
    assert faults(pdf) == []


def test_every_page_says_which_of_how_many_it_is(read) -> None:
    """Page numbers know the last page, and every page is marked as confidential."""
    pages = read(page.build(_story(3), SHEET))
    assert len(pages) >= 3
    for number, text in enumerate(pages, 1):
        assert text.endswith(f"Confidential {number} of {len(pages)}")


def test_the_file_says_what_it_is(read) -> None:
    """Title, author, day and language are those of the paper, whenever it is drawn."""
    with pikepdf.open(BytesIO(page.build(_story(1), SHEET))) as document:
        assert document.docinfo["/Title"] == "A kind of letter"
        assert document.docinfo["/Author"] == "M. Lindqvist"
        assert document.docinfo["/CreationDate"] == "D:20251118"
        assert document.Root.Lang == "en-GB"
        assert document.Root.ViewerPreferences.DisplayDocTitle
        assert "/AcroForm" not in document.Root
        assert "/OpenAction" not in document.Root


def test_the_same_story_gives_the_same_bytes() -> None:
    """Drawing twice is drawing once."""
    assert page.build(_story(2), SHEET) == page.build(_story(2), SHEET)


def test_bookmarks_lead_to_the_pages_of_their_headings() -> None:
    """Each heading is a bookmark under its own words, even with signs that markup would use."""
    story = [
        prose.heading("First", style.SECTION, bookmark='First & "quoted" <b>'),
        *_story(1),
        prose.heading("Second", style.SECTION, bookmark="Second"),
        prose.heading("Second", style.SECTION, bookmark="Second"),
    ]
    with pikepdf.open(BytesIO(page.build(story, SHEET))) as document:
        numbers = {p.objgen: number for number, p in enumerate(document.pages, 1)}
        with document.open_outline() as outline:
            titles = [mark.title for mark in outline.root]
            targets = [mark.destination for mark in outline.root]
        pages = [numbers[target[0].objgen] for target in targets]
        heights = [float(target[3]) for target in targets]
    assert titles == ['First & "quoted" <b>', "Second", "Second"]
    assert pages == [1, 2, 2]
    assert heights[1] > heights[2]


def test_a_foot_stands_on_every_page(read) -> None:
    """What stands at the foot is on all pages, above the page number."""
    pages = read(page.build(_story(2), replace(SHEET, foot="Not for any other use.")))
    assert len(pages) >= 2
    assert all("Not for any other use.\nConfidential" in text for text in pages)


def test_a_foot_too_long_for_a_foot_ends_the_document(read) -> None:
    """A foot of two pages is printed once and whole, after the text."""
    long = " ".join(f"clause{number}" for number in range(1500))
    text = "\n".join(read(page.build(_story(1), replace(SHEET, foot=long))))
    assert [text.count(f"clause{number}\n") + text.count(f"clause{number} ") for number in (0, 700)]
    assert text.index("Line 40") < text.index("clause0") < text.index("clause1499")


def test_a_watermark_lies_under_every_page_in_a_pale_ink(read, colours) -> None:
    """A watermark can be seen and read by programs on each page; without one, nothing is there."""
    pale = tuple(round(part * 255) for part in style.ink("button").rgb())
    marked = page.build(_story(2), replace(SHEET, watermark="DRAFT"))
    plain = page.build(_story(2), SHEET)
    assert all("DRAFT" in text for text in read(marked))
    assert not any("DRAFT" in text for text in read(plain))
    assert pale in colours(marked)
    assert pale not in colours(plain)


def test_a_letterhead_says_who_writes_and_where_to_find_them(practitioner, read) -> None:
    """Everything that the practitioner filled in stands in the letterhead."""
    [text] = read(page.build(page.letterhead(practitioner, Paper.A4), SHEET))
    assert "M. Lindqvist, Psychotherapist" in text
    for line in page.letterhead_texts(practitioner):
        assert line in text


def test_without_a_practitioner_there_is_no_letterhead() -> None:
    """Nothing known means nothing drawn, not even the hairline."""
    assert page.letterhead(Practitioner(), Paper.A4) == []


def test_damaged_details_of_the_practitioner_are_never_printed(practitioner) -> None:
    """A name that was changed from outside does not head a letter."""
    with pytest.raises(RowDamaged):
        page.letterhead(replace(practitioner, damaged=True), Paper.A4)


@pytest.mark.parametrize("paper", Paper)
def test_a_letterhead_takes_whatever_is_typed(paper, practitioner, read, faults) -> None:
    """A name of 200 characters, words without a space and an address of three pages all fit."""
    endless = replace(
        practitioner,
        name="Wolfeschlegelsteinhausenbergerdorff " * 6,
        registration="0" * 300,
        address=tuple(f"Line {number} of the address" for number in range(150)),
        email="m" * 200 + "@example.org",
    )
    pdf = page.build([*page.letterhead(endless, paper), Spacer(0, 1)], replace(SHEET, paper=paper))
    text = "".join("".join(read(pdf)).split())
    assert "0" * 300 in text
    assert "m" * 200 in text
    assert "Line149oftheaddress" in text
    assert faults(pdf) == []


@pytest.mark.parametrize("lines", range(1, 42, 4))
def test_no_line_of_a_paragraph_stands_alone(lines, read) -> None:
    """Wherever a page ends, at least two lines of a paragraph stand before and after it."""
    before = [prose.words(f"Line {number}", style.LINE) for number in range(lines)]
    sentence = " ".join(f"word{number}" for number in range(60))
    texts = read(page.build([*before, *[prose.words(sentence, style.BODY)] * 12], SHEET))

    assert len(texts) > 1
    for number, text in enumerate(texts[:-1]):
        ends = [line for line in text.splitlines() if line.startswith(("word", "Line"))]
        begins = [line for line in texts[number + 1].splitlines() if line.startswith("word")]
        assert not (ends[-1].startswith("word0 ")), "one line at the foot"
        assert not (begins[0].endswith("word59") and "word0 " not in begins[0]), "one at the head"


def test_a_heading_stays_with_what_it_heads(read) -> None:
    """A heading is never the last line of a page."""
    for lines in range(34, 44):
        story = [prose.words(f"Line {number}", style.LINE) for number in range(lines)]
        story.append(prose.heading("The heading", style.SECTION, bookmark="The heading"))
        story += [prose.words("What it heads. " * 12, style.BODY)]
        [text] = [t for t in read(page.build(story, SHEET)) if "The heading" in t]
        assert "What it heads." in text

"""A table of contents whose page numbers are filled in when the last page is known."""

from datetime import date
from io import BytesIO

import pikepdf
import pytest
from reportlab.platypus import PageBreak

from practicenotes.documents import contents, page, prose, style
from practicenotes.documents.contents import Entry
from practicenotes.documents.page import Paper, Sheet


def _drawn(entries, breaks: int = 1, paper: Paper = Paper.A4) -> bytes:
    """Return a document of contents, and each heading some pages after the one before."""
    story = [*contents.lines(entries), PageBreak()]
    for entry in entries:
        look = style.SECTION if entry.level else style.TITLE
        story += [contents.heading(entry, look), prose.words("Some words.", style.BODY)]
        story += [PageBreak()] * breaks
    story.append(contents.numbers(entries, paper.measure))
    return page.build(story, Sheet("Contents", "M. L.", date(2026, 1, 5), paper))


@pytest.fixture
def entries() -> list[Entry]:
    """Give a part with two things in it, and another part."""
    told = (
        ("a", "Notes", 0),
        ("b", "First & <last>", 1),
        ("c", "Naïve\nlines", 1),
        ("d", "Rest", 0),
    )
    return [Entry(*each) for each in told]


@pytest.mark.parametrize("paper", Paper)
def test_each_line_has_the_page_of_its_heading(entries, read, paper) -> None:
    """The numbers are those of the pages on which the headings stand."""
    pages = read(_drawn(entries, paper=paper))
    assert [entry.page for entry in entries] == [2, 3, 4, 5]
    flat = " ".join(pages[0].split())
    assert flat.startswith("Notes 2 First & <last> 3 Naïve lines 4 Rest 5")


def test_the_bookmarks_have_the_depth_of_the_entries(entries) -> None:
    """What stands in a part lies beneath it, and breaks no line."""
    with pikepdf.open(BytesIO(_drawn(entries))) as pdf, pdf.open_outline() as outline:
        found = [(each.title, [under.title for under in each.children]) for each in outline.root]
    assert found == [("Notes", ["First & <last>", "Naïve lines"]), ("Rest", [])]


def test_a_line_leads_to_its_heading_and_says_so(entries) -> None:
    """Each line is a link that names its goal."""
    with pikepdf.open(BytesIO(_drawn(entries))) as pdf:
        links = list(pdf.pages[0].Annots)
        goals = [str(link.Dest) for link in links]
        said = [str(link.Contents) for link in links]
    assert len(set(goals)) == len(entries)
    assert said == [entry.title for entry in entries]


def test_a_number_is_heard_with_its_line(entries, read_aloud) -> None:
    """A reading program says the page after the words, and headings keep their rank."""
    said = read_aloud(_drawn(entries))
    assert ("P", "Notes 2") in said or ("P", "Notes") in said
    assert [words for role, words in said if role == "H1"] == ["Notes", "Rest"]


def test_a_heading_that_breaks_over_two_pages_counts_once(read) -> None:
    """A title of many lines has one bookmark, at its beginning."""
    long = Entry("a", "many words " * 600, 0)
    pages = read(_drawn([long]))
    assert len(pages) > 3
    assert long.page > 1
    with pikepdf.open(BytesIO(_drawn([long]))) as pdf, pdf.open_outline() as outline:
        assert len(outline.root) == 1

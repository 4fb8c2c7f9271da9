"""What the programs that people write in put on the clipboard becomes a note worth reading."""

import pytest

import clipboards
from clipboards import Copied
from practicenotes.domain.writing import pasting, reading
from practicenotes.domain.writing.reading import Kind


@pytest.mark.parametrize("copied", clipboards.EVERY, ids=lambda copied: copied.program)
def test_each_program_is_understood(copied: Copied) -> None:
    """Structure and words are there, in the plainest form that says them."""
    assert pasting.markdown(copied.html) == copied.kept


@pytest.mark.parametrize("copied", clipboards.EVERY, ids=lambda copied: copied.program)
def test_nothing_around_the_words_comes_with_them(copied: Copied) -> None:
    """No address, style, script or name of a file."""
    said = pasting.markdown(copied.html)
    for sign in ("://", "file:", "font", "mso", "style", "track", "secret", "unseen", "drawn"):
        assert sign not in said


@pytest.mark.parametrize("copied", clipboards.EVERY, ids=lambda copied: copied.program)
def test_pasting_what_was_pasted_as_text_changes_nothing(copied: Copied) -> None:
    """The Markdown is plain text: it goes through a clipboard as it is."""
    assert pasting.plain(copied.kept) == copied.kept


@pytest.mark.parametrize("copied", clipboards.EVERY, ids=lambda copied: copied.program)
def test_paper_reads_the_same_structure(copied: Copied) -> None:
    """As many headings and items stand in the printed note as were copied."""
    kinds = [block.kind for block in reading.blocks(pasting.markdown(copied.html))]
    lines = copied.kept.splitlines()
    headings = sum(line.startswith("#") for line in lines)
    items = sum(line.lstrip().startswith(("- ", "1. ", "2. ")) for line in lines)
    assert kinds.count(Kind.HEADING) == headings
    assert kinds.count(Kind.ITEM) == items

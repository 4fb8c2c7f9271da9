"""The page that says how a practice is encrypted."""

from contextlib import closing
from datetime import date

import pypdfium2
import pytest

from practicenotes.documents import safe_harbour
from practicenotes.domain.encryption import Encryption


def said(*, tried: bool = True) -> str:
    """Return the words of the page."""
    known = Encryption("Lane practice", "1.2.3", 512, 3, 4, sheet_tried=tried)
    data = safe_harbour.draw(known, date(2026, 11, 26))
    with closing(pypdfium2.PdfDocument(data)) as pdf:
        assert len(pdf) == 1
        return " ".join(pdf[0].get_textpage().get_text_range().split())


@pytest.mark.parametrize(
    "words",
    [
        *("Lane practice", "26 November 2026", "PracticeNotes 1.2.3"),
        *("AES-256 in CBC mode", "HMAC-SHA-512", "AES-256-GCM", "RFC 9106"),
        *("512 MiB of memory, 3 passes and 4 lanes", "no legal advice"),
    ],
)
def test_one_page_says(words: str) -> None:
    """Cipher, cost, day, version and whose practice it is stand on one page."""
    assert words in said()


def test_a_sheet_that_was_not_tried_is_not_called_good() -> None:
    """The page says of the recovery sheet what is true."""
    assert "was used once and works" in said()
    assert "was not tried yet" in said(tried=False)

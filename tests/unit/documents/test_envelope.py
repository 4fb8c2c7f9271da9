"""The first page of a letter in a window envelope: everything lies where it must."""

import struct
import zlib
from collections.abc import Callable
from dataclasses import replace

import pypdfium2
import pytest

from practicenotes.documents import letter as letter_paper
from practicenotes.documents.page import Paper
from practicenotes.domain.letterhead import WINDOWS, Layout, Letterhead, PaperSize, Window
from practicenotes.errors import RowDamaged


MM = 72 / 25.4
ENDLESS = ("Wolfeschlegelsteinhausenbergerdorff " * 6)[:200].strip()
Place = tuple[float, float, float, float]  # left, top, right, bottom, in mm


def png(width: int, height: int) -> bytes:
    """Return a picture of one colour."""

    def chunk(name: bytes, body: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(name + body))
        return struct.pack(">I", len(body)) + name + body + check

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x20\x60\x70" * width) * height)
    parts = (chunk(b"IHDR", head), chunk(b"IDAT", rows), chunk(b"IEND", b""))
    return b"".join((b"\x89PNG\r\n\x1a\n", *parts))


HEAD = Letterhead(
    registrations=("Chamber, no. 4711", "Insured by Example Mutual"),
    logo=png(400, 160),
    signature=png(300, 90),
)


@pytest.fixture
def places() -> Callable[[bytes, str], list[Place]]:
    """Give where some words lie on the first page."""

    def find(pdf: bytes, words: str) -> list[Place]:
        found = []
        with pypdfium2.PdfDocument(pdf) as document:
            page = document[0]
            high = page.get_height()
            text = page.get_textpage()
            search = text.search(words)
            while spot := search.get_next():
                for number in range(text.count_rects(*spot)):
                    left, bottom, right, top = text.get_rect(number)
                    across = (left / MM, (high - top) / MM, right / MM, (high - bottom) / MM)
                    found.append(across)
            search.close()
            text.close()
            page.close()
        return found

    return find


def _is_in(window: Window, place: Place, top: float) -> bool:
    left, upper, right, lower = place
    across = window.left <= left and right <= window.left + window.width
    return across and top <= upper and lower <= window.bottom


@pytest.mark.parametrize("size", [PaperSize.A4, PaperSize.LETTER])
@pytest.mark.parametrize("layout", WINDOWS)
def test_a_recipient_is_seen_in_the_window(layout, size, letter, practitioner, places) -> None:
    """Every line of the address lies in the part of the window that is always seen."""
    head = replace(HEAD, layout=layout, paper=size)
    pdf = letter_paper.draw(letter, practitioner, letterhead=head, draft=False)
    window = WINDOWS[layout]

    for line in ("Dr A. Brook", "Fernhill Surgery", "12 High Street"):
        place = places(pdf, line)[0]
        assert _is_in(window, place, window.sure), (line, place)


@pytest.mark.parametrize("layout", WINDOWS)
def test_a_name_of_two_hundred_signs_is_wrapped_within_the_window(
    layout, letter, practitioner, places, faults
) -> None:
    """A long name and a long address stand whole in the window, in smaller print if need be."""
    address = "c/o Fernhill Surgery\nThird Floor\n12 High Street\nFernhill FE1 2RN"
    long = replace(letter, recipient=ENDLESS, recipient_address=address)
    head = replace(HEAD, layout=layout)
    pdf = letter_paper.draw(long, practitioner, letterhead=head, draft=False)
    window = WINDOWS[layout]

    for line in (ENDLESS.split()[0], "Fernhill FE1 2RN"):
        place = places(pdf, line)[0]
        assert _is_in(window, place, window.top), (line, place)
    assert faults(pdf) == []


@pytest.mark.parametrize("layout", WINDOWS)
def test_the_window_shows_nothing_else_of_the_letter(layout, letter, practitioner, places) -> None:
    """Who writes, the day, the subject and the text lie outside of what can be seen."""
    head = replace(HEAD, layout=layout)
    pdf = letter_paper.draw(letter, practitioner, letterhead=head, draft=False)
    window = WINDOWS[layout]
    words = ("Psychotherapist", "18 November 2025", "Re: Jonas", "Thank you", "01632 960 123")

    for word in (*words, "Registered member"):
        left, upper, _, lower = places(pdf, word)[0]
        beside = left > window.left + window.width
        assert beside or lower < window.top or upper > window.bottom, word


@pytest.mark.parametrize("layout", [Layout.DIN_A, Layout.DIN_B])
def test_by_din_the_window_says_where_a_letter_comes_back_to(
    layout, letter, practitioner, places
) -> None:
    """Above the address the window shows the sender on one small line."""
    head = replace(HEAD, layout=layout)
    pdf = letter_paper.draw(letter, practitioner, letterhead=head, draft=False)
    window = WINDOWS[layout]
    [sender] = places(pdf, "M. Lindqvist, 4 Orchard Lane, Fernhill")

    assert _is_in(window, sender, window.top)
    assert sender[3] < places(pdf, "Dr A. Brook")[0][1]


@pytest.mark.parametrize("layout", WINDOWS)
def test_the_sheet_is_marked_where_it_is_folded(layout, letter, practitioner) -> None:
    """At the left edge a short line stands at each fold, and where holes are punched."""
    head = replace(HEAD, layout=layout)
    pdf = letter_paper.draw(letter, practitioner, letterhead=head, draft=False)
    window = WINDOWS[layout]
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0]
        high = page.get_height()
        bounds = [thing.get_bounds() for thing in page.get_objects()]
        page.close()
    marks = sorted((high - (b + t) / 2) / MM for left, b, right, t in bounds if right < 15 * MM)

    wanted = sorted(down for down in (*window.folds, window.middle) if down)
    assert marks == pytest.approx(wanted, abs=0.3)


@pytest.mark.parametrize("layout", Layout)
def test_a_letterhead_is_whole_and_read_in_order(
    layout, letter, practitioner, read, read_aloud, faults
) -> None:
    """Lines, pictures and text are all there, the pictures named, in the order of reading."""
    head = replace(HEAD, layout=layout)
    pdf = letter_paper.draw(letter, practitioner, letterhead=head, draft=False)
    [text] = read(pdf)
    spoken = read_aloud(pdf)

    for line in ("M. Lindqvist, Psychotherapist", *head.registrations, *practitioner.address):
        assert line in text
    assert [role for role, _ in spoken].count("Figure") == 2
    said = [words for _, words in spoken]
    in_order = ("M. Lindqvist, Psychotherapist", "Re: Jonas Heronsson", "Yours sincerely")
    assert [said.index(words) for words in in_order] == sorted(map(said.index, in_order))
    assert faults(pdf) == []


def test_pictures_are_told_in_words(letter, practitioner) -> None:
    """A program that reads aloud hears what the logo and the signature are."""
    pdf = letter_paper.draw(letter, practitioner, letterhead=HEAD, draft=False)

    assert b"/Alt (Logo)" in pdf
    assert b"/Alt (Signature)" in pdf


def test_a_draft_is_not_signed(letter, practitioner) -> None:
    """Only the letter that goes out bears the picture of a signature."""
    pdf = letter_paper.draw(letter, practitioner, letterhead=HEAD, draft=True)

    assert b"/Alt (Logo)" in pdf
    assert b"/Alt (Signature)" not in pdf


@pytest.mark.parametrize(
    ("head", "size"),
    [
        (Letterhead(), (595, 842)),
        (Letterhead(language="en-US"), (612, 792)),
        (Letterhead(paper=PaperSize.LETTER), (612, 792)),
    ],
)
def test_the_letterhead_says_on_which_paper(head, size, letter, practitioner) -> None:
    """The sheet is that of the letterhead, and the file says in which language it is."""
    pdf = letter_paper.draw(letter, practitioner, letterhead=head, draft=False)
    with pypdfium2.PdfDocument(pdf) as document:
        assert tuple(round(side) for side in document.get_page_size(0)) == size
    assert f"/Lang ({head.language})".encode() in pdf


def test_a_paper_that_is_named_goes_before_the_letterhead(letter, practitioner) -> None:
    """Whoever asks for a paper gets it."""
    pdf = letter_paper.draw(letter, practitioner, letterhead=HEAD, paper=Paper.LETTER, draft=False)
    with pypdfium2.PdfDocument(pdf) as document:
        assert round(document.get_page_size(0)[0]) == 612


def test_a_letterhead_that_cannot_be_trusted_is_not_printed(letter, practitioner) -> None:
    """A letterhead that was changed from outside stops the letter."""
    with pytest.raises(RowDamaged):
        letter_paper.draw(letter, practitioner, letterhead=Letterhead(damaged=True), draft=False)


@pytest.mark.parametrize("layout", Layout)
def test_large_print_is_large(layout, letter, practitioner, places, read, faults) -> None:
    """For a client who reads large print the text is half as large again, and all of it there."""
    head = replace(HEAD, layout=layout)
    plain = letter_paper.draw(letter, practitioner, letterhead=head, draft=False)
    large = letter_paper.draw(letter, practitioner, letterhead=head, draft=False, large=True)
    tall = [
        lower - upper for _, upper, _, lower in (places(plain, "sleep") + places(large, "sleep"))
    ]

    assert tall[1] > 1.5 * tall[0]
    assert "no thoughts of harming himself." in " ".join(" ".join(read(large)).split())
    assert faults(large) == []

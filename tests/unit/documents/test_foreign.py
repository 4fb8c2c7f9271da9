"""PDFs that came from elsewhere: what is painted is kept, and nothing else."""

import re
from io import BytesIO

import pikepdf
import pytest

import received
from practicenotes.documents import foreign
from practicenotes.documents.foreign import Harmless
from practicenotes.domain.attached import MOST_PAGES, Unset


def test_every_page_becomes_a_form_of_its_size() -> None:
    """Pages are kept in their order, and each knows where it lies and that it can be read."""
    found = foreign.harmless(received.pdf(3, (842.0, 595.0)))
    assert isinstance(found, Harmless)
    assert [(leaf.width, leaf.height, leaf.has_words) for leaf in found.leaves] == [
        (842.0, 595.0, True)
    ] * 3
    with pikepdf.open(BytesIO(found.pdf)) as document:
        said = [
            b"".join(re.findall(rb"\((.*?)\) Tj", f.read_bytes())) for f in foreign.forms(document)
        ]
    assert said == [b"Received page 1", b"Received page 2", b"Received page 3"]


def test_a_page_that_lies_on_its_side_stands_upright() -> None:
    """A scan that its file turns is measured as it is seen."""

    def turn(document: pikepdf.Pdf) -> None:
        document.pages[0].obj.Rotate = 90
        document.pages[0].obj.CropBox = pikepdf.Array([100, 200, 500, 800])

    found = foreign.harmless(received.changed(received.pdf(), turn))
    assert isinstance(found, Harmless)
    [leaf] = found.leaves
    assert (leaf.width, leaf.height) == (600.0, 400.0)


def test_scripts_links_and_embedded_files_are_left_behind() -> None:
    """What was filled in stays, and nothing that runs, leads out or lies beside the page."""
    armed = received.armed()
    assert received.CANARY.encode() in received.unpacked(armed)
    found = foreign.harmless(armed)
    assert isinstance(found, Harmless)
    inside = received.unpacked(found.pdf)
    for word in (*received.NEVER, "/Annots", received.CANARY):
        assert word.encode() not in inside, word
    assert b"(Filled in) Tj" in inside


def test_what_hangs_on_a_picture_or_points_out_is_left_behind() -> None:
    """A picture loses what was written beside its dots; data outside the file is refused."""

    def hang(document: pikepdf.Pdf) -> None:
        picture = document.make_stream(bytes(3), Type=pikepdf.Name.XObject)
        picture.Subtype, picture.Width, picture.Height = pikepdf.Name.Image, 1, 1
        picture.ColorSpace, picture.BitsPerComponent = pikepdf.Name.DeviceRGB, 8
        picture.Metadata = document.make_stream(received.CANARY.encode())
        marks = pikepdf.Dictionary(MC0=pikepdf.Dictionary(Note=pikepdf.String(received.CANARY)))
        held = document.pages[0].obj.Resources
        held.XObject, held.Properties = pikepdf.Dictionary(I=picture), marks

    def point(document: pikepdf.Pdf) -> None:
        hang(document)
        document.pages[0].obj.Resources.XObject.I.F = pikepdf.String("/etc/passwd")

    found = foreign.harmless(received.changed(received.pdf(), hang))
    assert isinstance(found, Harmless)
    assert received.CANARY.encode() not in received.unpacked(found.pdf)
    assert foreign.harmless(received.changed(received.pdf(), point)) is Unset.DAMAGED


def test_a_scan_has_no_words() -> None:
    """A page without a face is a picture, however much is written on it."""

    def strip(document: pikepdf.Pdf) -> None:
        document.pages[0].obj.Resources = pikepdf.Dictionary()
        document.pages[0].obj.Contents = document.make_stream(b"0 0 100 100 re f")

    found = foreign.harmless(received.changed(received.pdf(), strip))
    assert isinstance(found, Harmless)
    assert not found.leaves[0].has_words


def _narrow(document: pikepdf.Pdf) -> None:
    document.pages[0].obj.MediaBox = pikepdf.Array([0, 0, 0, 842])


def _rendered(document: pikepdf.Pdf) -> None:
    document.Root.NeedsRendering = True


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (lambda: received.sealed("heron"), Unset.LOCKED),
        (received.hiding, Unset.HIDDEN),
        (received.torn, Unset.DAMAGED),
        (received.flood, Unset.DAMAGED),
        (lambda: received.pdf(4)[:1500], Unset.DAMAGED),
        (lambda: b"%PDF-1.7\nnothing", Unset.DAMAGED),
        (lambda: b"", Unset.DAMAGED),
        (lambda: received.changed(received.pdf(), _narrow), Unset.DAMAGED),
        (lambda: received.changed(received.pdf(), _rendered), Unset.FORM),
        (lambda: received.pdf(MOST_PAGES + 1), Unset.LARGE),
    ],
    ids=["sealed", "hiding", "torn", "flood", "cut", "junk", "empty", "flat", "form", "many"],
)
def test_what_cannot_be_set_says_why(data, why) -> None:
    """Sealed, hidden, torn, cut, flooding, flat and endless files end in one word and no error."""
    assert foreign.harmless(data()) is why


def test_a_file_that_was_mended_can_be_set() -> None:
    """A table of places that was cut off at the end is built again, and all pages are there."""
    found = foreign.harmless(received.pdf(5)[:-200])
    assert isinstance(found, Harmless)
    assert len(found.leaves) == 5


def test_the_same_file_gives_the_same_bytes() -> None:
    """Nothing depends on when it was looked at."""
    assert foreign.harmless(received.armed()) == foreign.harmless(received.armed())

"""Words are measured once for a document, and none is kept behind it."""

import gc
from contextlib import suppress
from datetime import date
from io import BytesIO

import pytest
from reportlab.lib.rl_accel import escapePDF
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfbase.ttfonts import TTFont

from practicenotes import resources
from practicenotes.documents import face, fonts, page, prose, style
from practicenotes.documents.canvas import PaperCanvas
from practicenotes.documents.face import Face
from practicenotes.documents.page import Paper, Sheet


WORDS = ("heron", "Grüße", "fi", "a longer run of words, with signs", "", "Œuvre")


def test_words_are_as_wide_as_reportlab_says() -> None:
    """To the last bit, so that lines break where they always did."""
    ours = pdfmetrics.getFont(fonts.SERIF)
    plain = TTFont("plain", str(resources.path("fonts", f"{fonts.SERIF}.ttf")))
    for size in (7.5, 10.5, 11, 16):
        for word in WORDS * 2:
            assert ours.stringWidth(word, size) == plain.stringWidth(word, size)


def test_no_word_is_kept_once_the_document_is_drawn() -> None:
    """What a client said is not left in memory for the next one who looks."""
    story = [prose.words("The quiet herons by the weir.", style.BODY)]
    page.build(story, Sheet("Pages", "M. L.", date(2026, 1, 5), Paper.A4))
    held = [pdfmetrics.getFont(name).widths for name in (fonts.SERIF, fonts.SANS)]
    assert held == [{}, {}]


def test_everything_measured_can_be_forgotten() -> None:
    """A word that was measured for no document goes with the next one."""
    ours = pdfmetrics.getFont(fonts.SANS)
    ours.stringWidth("heron", 10)
    assert "heron" in ours.widths
    face.forget()
    assert ours.widths == {}


def test_signs_that_a_file_obeys_are_written_as_signs() -> None:
    """A bracket or a stroke in a text ends no text, just as ReportLab writes it."""
    canvas = PaperCanvas(BytesIO())
    everything = bytes(range(256))
    assert canvas._escape(everything) == escapePDF(everything)
    assert canvas._escape("a (b) \\ c") == escapePDF("a (b) \\ c")


@pytest.mark.parametrize("collects", [True, False])
def test_the_collector_is_as_it_was_behind_a_paper(collects: bool) -> None:
    """Also behind one that cannot be drawn."""
    before = gc.isenabled()
    (gc.enable if collects else gc.disable)()
    try:
        during = []
        with suppress(ZeroDivisionError), page._quickly():
            during.append(gc.isenabled())
            raise ZeroDivisionError
        assert during == [False]
        assert gc.isenabled() is collects
    finally:
        (gc.enable if before else gc.disable)()


@pytest.mark.parametrize("text", ["", "plain", "Zoë Šimić", "plain again\u00a0and Жук", "\u0001"])
def test_signs_have_the_codes_that_reportlab_gives_them(text: str) -> None:
    """Whether a document knows the signs of a text already or not, its codes are ReportLab's."""
    ours = Face("ours", str(resources.path("fonts", "CharisSIL-Regular.ttf")))
    theirs = TTFont("theirs", str(resources.path("fonts", "CharisSIL-Regular.ttf")))
    document = PDFDocument()
    for said in ("plain", text, text, "ë" + text, "x".join(map(chr, range(0xC0, 0x180))), text):
        assert ours.splitString(said, document) == theirs.splitString(said, document)

"""Words are measured once for a document, and none is kept behind it."""

from datetime import date

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from practicenotes import resources
from practicenotes.documents import face, fonts, page, prose, style
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

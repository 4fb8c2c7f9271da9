"""The faces of papers, and what happens to characters that they do not have."""

import subprocess
import sys

import pytest
from reportlab.pdfbase import pdfmetrics

from practicenotes.documents import fonts
from practicenotes.errors import GlyphMissing


def test_the_base_font_is_ours() -> None:
    """The base font of every paper is ours, and not one that each computer draws differently."""
    script = (
        "import practicenotes.documents.page, reportlab.rl_config as config\n"
        "from reportlab.lib.styles import ParagraphStyle\n"
        "print(config.canvas_basefontname, ParagraphStyle('bare').fontName)"
    )
    said = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True
    )
    assert said.stdout.split() == [fonts.SERIF, fonts.SERIF]


@pytest.mark.parametrize("text", ["א", "ع", "\U0001088e"])
def test_scripts_that_run_right_to_left_are_refused(text) -> None:
    """No word is drawn backwards, even where a face happens to have its characters."""
    with pytest.raises(GlyphMissing):
        fonts.markup(text, fonts.SERIF)


def test_bold_and_italic_know_the_characters_of_their_family() -> None:
    """A word can be made bold or italic without losing a character."""
    for regular, *others in fonts._FAMILIES:
        known = set(pdfmetrics.getFont(regular).face.charToGlyph)
        for other in others:
            assert set(pdfmetrics.getFont(other).face.charToGlyph) >= known, other


@pytest.mark.parametrize("text", ["Dr Brook", "Ελένη Жанна Nguyễn Ğül Łukasz", "2 × 3 → 6 ✓", ""])
def test_european_writing_can_be_printed(text) -> None:
    """Names from most of Europe and beyond, and common signs, stop no letter."""
    fonts.check([text])


@pytest.mark.parametrize(
    ("text", "missing"),
    [("日本", "日本"), ("Dear 🙂 Ali علي and 🙂", "🙂علي"), ("हिन्दी", "हिन्दी")],
)
def test_all_missing_characters_are_named_once_in_their_order(text, missing) -> None:
    """A text says at once, and once each, which of its characters cannot be printed."""
    with pytest.raises(GlyphMissing) as refused:
        fonts.check(["before", text])
    assert refused.value.characters == "".join(dict.fromkeys(missing))


def test_a_word_that_the_face_lacks_is_set_in_another() -> None:
    """A Greek word in a letter is set in a face that has Greek; the rest stays as it is."""
    said = fonts.markup("see Ελένη there", fonts.SERIF)
    assert said == 'see <font name="NotoSerif-Regular">Ελένη</font> there'


def test_a_word_that_no_face_has_whole_is_set_sign_by_sign() -> None:
    """A word of mixed scripts and marks is printed all the same."""
    said = fonts.markup("ἀ✓", fonts.SERIF)
    assert said == '<font name="NotoSerif-Regular">ἀ</font>✓'


def test_text_is_never_markup() -> None:
    """What reads like a tag is text."""
    assert (
        fonts.markup('a < b & <img src="x"/>', fonts.SERIF) == 'a &lt; b &amp; &lt;img src="x"/&gt;'
    )
    assert "&lt;b&gt;" in fonts.markup("<b>Ελένη", fonts.SERIF)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("one\r\ntwo\rthree\u2028four\x0bfive", "one\ntwo\nthree\nfour\nfive"),
        ("psycho\u00adlogy\u200b \ufeffhere\x00\x1b", "psychology here"),
        ("e\u0301 o\u0308", "é ö"),
        ("ten\u202fpounds\u00a0now", "ten\u00a0pounds\u00a0now"),
        ("wide\u3000thin\u2009end\ttab", "wide thin end\ttab"),
        ("heart ♥\ufe0f", "heart ♥"),
    ],
)
def test_what_has_no_shape_does_not_stop_a_text(text, cleaned) -> None:
    """Line ends become line feeds, odd spaces plain ones, accents composed, the unseen vanishes."""
    assert fonts.clean(text) == cleaned

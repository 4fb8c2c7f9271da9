"""The faces of papers, and what happens to characters that they do not have."""

import re
import subprocess
import sys

import pytest
from reportlab.pdfbase import pdfmetrics

from practicenotes import resources
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


@pytest.mark.parametrize(
    "text",
    [
        "محمد علي الأحمد",
        "פרופ׳ מרים בן־דוד, רחוב הרצל 12",
        "王小明，北京市朝阳区建国路88号",
        "山田太郎　東京都千代田区丸の内",
        "김민수 서울특별시 종로구",
    ],
)
def test_names_and_addresses_from_elsewhere_can_be_printed(text) -> None:
    """Arabic, Hebrew, Chinese, Japanese and Korean stop no letter."""
    fonts.check([text])
    assert fonts.markup(text, fonts.SERIF).count("<font ") >= 1


def test_faces_from_elsewhere_are_opened_when_they_are_needed() -> None:
    """An ordinary letter pays nothing for the large face of East Asia."""
    script = (
        "import practicenotes.documents.letter\n"
        "from practicenotes.documents import fonts\n"
        "from reportlab.pdfbase import pdfmetrics\n"
        "faces = pdfmetrics.getRegisteredFontNames\n"
        "fonts.check(['Dear Ελένη Жанна Nguyễn ✓'])\n"
        "assert not set(fonts._FROM_ELSEWHERE) & set(faces())\n"
        "fonts.check(['王'])\n"
        "assert set(fonts._FROM_ELSEWHERE) <= set(faces())"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_every_face_lies_beside_its_licence() -> None:
    """Each font file is one that is used, and the licence beside it names its family."""
    folder = resources.path("fonts")
    licences = "".join(path.read_text("utf-8") for path in folder.glob("*.txt"))
    used = {name for family in fonts._FAMILIES for name in family}
    of_windows = {"Lato-Semibold"}

    files = {path.stem for path in folder.glob("*.ttf")}
    assert files == used | set(fonts._FROM_ELSEWHERE) | of_windows
    assert all(re.match("[A-Z][a-z]+", name)[0] in licences for name in files)


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
    [
        ("日本 🙂", "🙂"),
        ("Dear 🙂 Ali علي and 🙂", "🙂"),
        ("हिन्दी", "हिन्दी"),
    ],
)
def test_all_missing_characters_are_named_once_in_their_order(text, missing) -> None:
    """A text says at once, and once each, which of its characters cannot be printed."""
    with pytest.raises(GlyphMissing) as refused:
        fonts.check(["before", text])
    assert refused.value.characters == "".join(dict.fromkeys(missing))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("he sent 🙂", "he sent [slightly smiling face]"),
        ("👍🏽 and 👩‍🌾", "[thumbs up sign] and [woman]\u200d[ear of rice]"),
        ("© 2025, 20 °C ✓", "© 2025, 20 °C ✓"),
        ("हिन्दी", "हिन्दी"),
    ],
)
def test_a_symbol_that_no_face_has_stands_by_its_name(text, said) -> None:
    """What has a face stays, and letters of a missing script are not spelt out."""
    assert fonts.named(text) == said


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


# A name or a word with the letters that a language has and others do not.
NAMES = {
    "Albanian": "Çelë Gjergjëz",
    "Armenian": "Արամ Խաչատրյան Եղիշե",
    "Armenian place in Latin": "Eǰmiacin",
    "Basque": "Iñaki Etxeberria",
    "Belarusian": "Ўладзімір Іўеў",
    "Bosnian": "Đorđe Šušnjić Žćč",
    "Bulgarian": "Щърбанова Йорданов",
    "Catalan": "Col·lell Òscar",
    "Czech": "Řehoř Dvořák Ťuhýk Ďáblík Ňůžková",
    "Danish": "Søren Ærø Åge",
    "Dutch": "Ĳsbrand Daniël",
    "Estonian": "Tõnu Šžäöü",
    "Faroese": "Bjørn Ðíðriksson",
    "Finnish": "Väinö Åkerö",
    "French": "Œuvré Noël Ÿvette Aïcha Çelik",
    "Gaelic": "Ṁuireaḋ Ó Briain",
    "Georgian": "ქეთევან ჭავჭავაძე ჰყღ",
    "German": "Jürgen Groß ẞ Käthe",
    "Greek": "Ελένη Ἀθηνᾶ Παπαδόπουλος ΐΰ",
    "Hungarian": "Győző Űrhelyi",
    "Icelandic": "Þórður Ævar Ýr",
    "Irish": "Séamus Ó hÉanaí",
    "Italian": "Niccolò Così È",
    "Latvian": "Ģirts Ķēniņš Ļeņina Ūā",
    "Lithuanian": "Žemaitė Ąžuolas Ųėįš",
    "Luxembourgish": "Zoë Schröder",
    "Macedonian": "Ѓорѓи Ќерка Ѕвезда Џамбо",
    "Maltese": "Ġorġ Ħaż-Żebbuġ Ċikku",
    "Norwegian": "Øyvind Ås",
    "Polish": "Łucja Śćźżńąę",
    "Portuguese": "João Conceição Müller",
    "Romanian": "Ștefan Țuțea Ăâî",
    "Romani": "Ćhavo Ẋ",
    "Russian": "Щербакова Ёлкин Эьъы",
    "Sámi": "Áŋŋel Čearret Đ Ŧ Ž",
    "Serbian": "Ђорђе Љубица Њ Ћ Џ",
    "Slovak": "Ľubomír Ĺŕ Ôsmy",
    "Slovenian": "Črtomir Žiga",
    "Sorbian": "Měrćin Nowak-Njechorński",
    "Spanish": "Núñez ¿Ó?",
    "Swedish": "Åsa Öberg",
    "Turkish": "İpek Işıl Çağrı Ğ Ş",
    "Ukrainian": "Їжакевич Ґалаґан Єва",
    "Welsh": "Siân Ŵyn Ŷ",
}


@pytest.mark.parametrize("language", NAMES)
def test_names_of_every_language_of_europe_can_be_printed(language) -> None:
    """No name of Europe is refused, in reading type, in bold, and in the type of headings."""
    fonts.check([NAMES[language], NAMES[language].upper()])
    for face in (fonts.SERIF, fonts.SERIF_BOLD, fonts.SANS, fonts.SANS_BOLD):
        assert fonts.markup(NAMES[language], face)

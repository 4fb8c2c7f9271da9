"""The shipped files: they are found, whole, licensed, and fit for what reads them."""

import hashlib
import re
import tomllib
from itertools import product
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from reportlab.pdfbase.ttfonts import TTFont

from practicenotes import resources


ROOT = Path(__file__).parents[2]
FONTS = sorted(resources.path("fonts").glob("*.ttf"))
ICONS = sorted(resources.path("icons").glob("*.svg"))
SVG = "{http://www.w3.org/2000/svg}"

# The letters beyond a to z of the Latin alphabets of Europe.
ALPHABETS = {
    "Albanian": "çë",
    "Basque, Spanish, Galician": "áéíóúüñ¿¡",
    "Breton, Catalan, French": "àâæçéèêëîïôœùûüÿ·",
    "Croatian, Slovenian, Bosnian": "čćđšž",
    "Czech, Slovak": "áäčďéěíĺľňóôŕřšťúůýž",
    "Danish, Norwegian, Faroese, Icelandic": "áåæðéíóøúýþö",
    "Dutch, German": "äëéïĳöüßẞ",
    "Esperanto": "ĉĝĥĵŝŭ",
    "Estonian, Finnish, Swedish": "åäöõšž",
    "Hungarian": "áéíóöőúüű",
    "Irish, Scottish Gaelic": "áéíóúàèìòùḃċḋḟġṁṗṡṫ",
    "Italian, Portuguese": "àáâãçéêíîóôõúùì",
    "Latvian, Lithuanian": "āčēģīķļņšūžąęėįų",
    "Maltese": "ċġħżàèìòù",
    "Northern Sámi": "áčđŋšŧž",
    "Polish, Sorbian": "ąćčěęłńóřśšźż",
    "Romanian": "ăâîșțşţ",
    "Turkish, Azerbaijani": "çğıİöşüə",
    "Welsh": "âêîôûŵŷáéíóúẃýäëïöüẅÿàèìòùẁỳ",
    "punctuation": "“”‘’„‚«»‹›–—…•·§°€£†‰",
}
CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюяёґєіїўђѓѕјљњћќџѝ"
# The faces that are for names in one script or some: what each must have.
FROM_ELSEWHERE = {
    "NotoNaskhArabic-Regular": "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيپچژکگی٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹،؟",
    "NotoSerifArmenian-Regular": "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆև։՝՞՛՜",
    "NotoSerifGeorgian-Regular": "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
    "NotoSerifHebrew-Regular": "אבגדהוזחטיךכלםמןנסעףפץצקרשת־׳״₪",
    "DroidSansFallback": "王小明张伟李娜北京田中太郎さくらカタカナー김민준이서연、。「」",
}
OF_EUROPE = [file for file in FONTS if file.stem not in FROM_ELSEWHERE]
GREEK = "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ"


def lacking(file: Path, letters: str) -> str:
    """Return the letters, small and capital, that a font file has no drawing for."""
    drawn = TTFont(file.stem, str(file)).face.charToGlyph
    wanted = set(letters) | {letter.upper() for letter in letters if len(letter.upper()) == 1}
    return "".join(sorted(letter for letter in wanted if ord(letter) not in drawn))


# --- finding -----------------------------------------------------------------------------------


def test_root_of_a_checkout():
    """In a checkout the files lie beside `src`."""
    assert resources.root() == ROOT / "resources"


def test_path_and_text():
    """A file is named by its parts and read as UTF-8."""
    assert resources.path("templates", "dap.toml") == ROOT / "resources" / "templates" / "dap.toml"
    assert "client’s" in resources.read_text("letters", "progress.toml")


# --- fonts -------------------------------------------------------------------------------------


def test_fonts_shipped():
    """Four faces for reading, four of the interface, the key's, and those to fall back on."""
    assert [file.stem for file in FONTS] == [
        "CharisSIL-Bold",
        "CharisSIL-BoldItalic",
        "CharisSIL-Italic",
        "CharisSIL-Regular",
        "DroidSansFallback",
        "Lato-Bold",
        "Lato-Italic",
        "Lato-Regular",
        "Lato-Semibold",
        "NotoNaskhArabic-Regular",
        "NotoSans-Regular",
        "NotoSansMono-Regular",
        "NotoSerif-Regular",
        "NotoSerifArmenian-Regular",
        "NotoSerifGeorgian-Regular",
        "NotoSerifHebrew-Regular",
    ]


@pytest.mark.parametrize("file", FONTS, ids=lambda file: file.stem)
def test_font_has_outlines_that_a_pdf_can_take(file: Path):
    """Each file has TrueType outlines and may be embedded: ReportLab refuses anything else."""
    face = TTFont(file.stem, str(file)).face
    assert face.glyphPos, file.name


@pytest.mark.parametrize("file", OF_EUROPE, ids=lambda file: file.stem)
def test_font_writes_the_languages_of_europe(file: Path):
    """A name in any Latin alphabet of Europe, or in Cyrillic, can be written in every face."""
    for language, letters in ALPHABETS.items():
        assert not lacking(file, letters), language
    assert not lacking(file, CYRILLIC)


@pytest.mark.parametrize(("name", "letters"), FROM_ELSEWHERE.items())
def test_font_writes_the_scripts_that_it_is_for(name: str, letters: str):
    """A face for names from elsewhere has the letters of its own scripts."""
    assert not lacking(resources.path("fonts", f"{name}.ttf"), letters)


@pytest.mark.parametrize("name", ["Lato-Regular", "NotoSans-Regular", "NotoSerif-Regular"])
def test_greek_can_be_written(name: str):
    """Greek, which Charis SIL lacks, is drawn by the interface face and by both fallbacks."""
    assert not lacking(resources.path("fonts", f"{name}.ttf"), GREEK)


def test_font_licence_of_droid():
    """The face for East Asia comes with the Apache licence, which its makers chose."""
    text = resources.read_text("fonts", "Apache-Droid.txt")
    assert "Copyright" in text
    assert "Apache License" in text


@pytest.mark.parametrize("family", ["Charis", "Lato", "Noto"])
def test_font_licence(family: str):
    """Each family comes with its copyright and the whole Open Font License."""
    text = resources.read_text("fonts", f"OFL-{family}.txt")
    assert text.startswith(family)
    assert "Copyright" in text.split("SIL OPEN FONT LICENSE Version 1.1")[0]
    for part in ("PREAMBLE", "DEFINITIONS", "PERMISSION & CONDITIONS", "TERMINATION", "DISCLAIMER"):
        assert part in text


def test_fonts_of_the_tokens_are_shipped():
    """Every family that the design names is shipped, but for the last resort of the system."""
    font = tomllib.loads(resources.read_text("style", "tokens.toml"))["font"]
    named = {font["interface"], font["reading"], font["key"], *font["fallback"]}
    shipped = {TTFont(file.stem, str(file)).face.familyName.decode() for file in FONTS}
    assert {name.replace(" ", "") for name in named - {"DejaVu Sans"}} <= {
        name.replace(" ", "") for name in shipped
    }


# --- icons -------------------------------------------------------------------------------------


@pytest.mark.parametrize("file", ICONS, ids=lambda file: file.stem)
def test_icon_is_a_plain_drawing(file: Path):
    """An icon is a square drawing with shapes only: no script, no style, no link to elsewhere."""
    root = ET.fromstring(file.read_text("utf-8"))
    _, _, width, height = root.attrib["viewBox"].split()
    assert width == height
    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert tags <= {"svg", "g", "title", "path", "rect", "circle", "ellipse", "line", "polyline"}
    assert not any("href" in name for element in root.iter() for name in element.attrib)


@pytest.mark.parametrize(
    "file",
    [file for file in ICONS if file.stem != "practicenotes"],
    ids=lambda file: file.stem,
)
def test_line_icon_takes_the_colour_of_its_place(file: Path):
    """A line icon has the stroke of the design tokens and no colour of its own."""
    root = ET.fromstring(file.read_text("utf-8"))
    icon = tomllib.loads(resources.read_text("style", "tokens.toml"))["icon"]
    assert float(root.attrib["stroke-width"]) == icon["stroke"]
    assert root.attrib["stroke"] == "currentColor"
    assert not re.search(r"#[0-9a-fA-F]{3}", file.read_text("utf-8"))


def test_icon_licence():
    """The line icons come with the licences of Lucide and of Feather, from which it grew."""
    text = resources.read_text("icons", "LICENSE-lucide.txt")
    assert "ISC License" in text
    assert "Cole Bemis" in text


# --- words -------------------------------------------------------------------------------------


def test_word_list_is_the_published_one():
    """The 7,776 words are those of the EFF: with the dice put back, the file has its digest."""
    words = resources.read_text("words", "eff_large.txt").split()
    assert len(set(words)) == len(words) == 6**5
    throws = product("123456", repeat=5)
    rows = "".join(f"{''.join(throw)}\t{word}\n" for throw, word in zip(throws, words, strict=True))
    assert hashlib.sha256(rows.encode()).hexdigest() == (
        "addd35536511597a02fa0a9ff1e5284677b8883b83e986e43f15a3db996b903e"
    )


def test_word_list_is_attributed():
    """The makers of the list and its licence are named beside it."""
    text = resources.read_text("words", "LICENSE.txt")
    assert "Electronic Frontier Foundation" in text
    assert "Attribution 3.0 United States" in text


# --- everything --------------------------------------------------------------------------------


def test_every_shipped_file_is_whole():
    """No shipped file is empty, and every text among them is UTF-8 and ends with a line."""
    for file in resources.root().rglob("*"):
        if file.is_file():
            assert file.stat().st_size, file
        if file.suffix in {".toml", ".txt", ".svg", ".md", ".qss"}:
            assert file.read_text("utf-8").endswith("\n"), file

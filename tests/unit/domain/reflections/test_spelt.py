"""One name has many spellings, and all of them are found."""

import unicodedata

import pytest

from practicenotes.domain.reflections import spelt


def finds(name: str, text: str) -> list[str]:
    """Return where any spelling of a name stands in a text."""
    pattern = spelt.pattern(spelt.spellings(name))
    return [text[m.start() : m.end()] for m in pattern.finditer(spelt.folded(text))]


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("Anne-Marie", "then anne marie left", "anne marie"),
        ("Anne-Marie", "then AnneMarie’s left", "AnneMarie"),
        ("Tom Ashdown", "on TomAshdown99 and", "TomAshdown"),
        ("Tom Ashdown", "tom_ashdown wrote", "tom_ashdown"),
        ("O’Brien", "obrien or o'brien", "obrien"),
        ("Jürgen Groß", "Juergen Gross came", "Juergen Gross"),
        ("Jürgen Groß", "JURGEN GROß came", "JURGEN GROß"),
        ("Strauss", "then Strauß came", "Strauß"),
        ("Søren", "Soeren and soren", "Soeren"),
        ("Tom", "Ｔｏｍ and 𝐓𝐨𝐦", "Ｔｏｍ"),
        ("李小龙", "她说李小龙很生气", "李小龙"),
        ("يوسف", "وقال ليوسف شيئا", "يوسف"),
        ("김민수", "김민수가 왔다", "김민수"),
        ("0151 2345", "at 0151/2345", ""),
        ("0151 2345", "at 01512345.", "01512345"),
    ],
)
def test_a_spelling_is_found(name: str, text: str, found: str) -> None:
    """Run together or apart, with marks or without, and in scripts that join words."""
    assert (finds(name, text) or [""])[0] == found


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Tom", "atom, tomb and Tomas"),
        ("김민수", "강문식이 왔다"),
        ("がく", "かく"),
        ("Ida", "on Idaho"),
        ("4 Elm Row", "14 Elm Row"),
        ("--", "a -- b"),
    ],
)
def test_another_word_is_none(name: str, text: str) -> None:
    """A part of a longer word is no name, and signs that tell letters apart are heeded."""
    assert finds(name, text) == []


def test_folding_keeps_every_place() -> None:
    """A folded text is as long as the text, sign for sign."""
    text = unicodedata.normalize("NFC", "Zoë Łuk, ﬁn, ½, ㎏, 김민수, प्रिया, 𝐉, İ, ß")
    assert len(spelt.folded(text)) == len(text)


def test_a_name_has_one_key() -> None:
    """Whichever way it is found, it belongs to the same person."""
    assert {spelt.key(said) for said in ("Anne-Marie", "anne marie", "ANNEMARIE")} == {"annemarie"}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("小龙 came late", ["小龙"]),
        ("يوسف came with דוד.", ["يوسف", "דוד"]),
        ("then प्रिया called", ["प्रिया"]),
        ("محمد اتصل بي", ["محمد اتصل بي"]),
        ("山田さん, 김민수", ["山田さん", "김민수"]),
        ("Иван and Γιώργος have capitals, 4º has none", []),
        ("plain words", []),
    ],
)
def test_letters_without_capitals_are_told(words: str, found: list[str]) -> None:
    """Whatever is written in them may be a name: no capital can tell."""
    assert [words[start:end] for start, end in spelt.caseless(words)] == found


def test_signs_that_nobody_sees_are_taken_out() -> None:
    """A name that is parted by one reads as the name."""
    assert spelt.seen("Jo\u00adnas and J\u200bonas\ufeff") == "Jonas and Jonas"

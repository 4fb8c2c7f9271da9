"""A clipboard's HTML is cut into tags and words as a browser would, and never hangs the window."""

import random

import pytest

from practicenotes.domain.writing import hypertext
from practicenotes.domain.writing.hypertext import Tag


def cut(html: str) -> list[str]:
    """Return the parts of a page: words as they are, tags as <name> and </name>."""
    return [
        part if isinstance(part, str) else f"<{'/' if part.ends else ''}{part.name}>"
        for part in hypertext.parts(html)
    ]


@pytest.mark.parametrize(
    ("html", "parts"),
    [
        ("", []),
        ("words", ["words"]),
        ("<P Class=x>a</P >", ["<p>", "a", "</p>"]),
        ("a<br/>b", ["a", "<br>", "b"]),
        ("<a title='1 > 0' href=\"<\">x</a>", ["<a>", "x", "</a>"]),
        ("1 < 2 <3", ["1 ", "<", " 2 ", "<", "3"]),
        ("a<!-- <b>no</b> -->c", ["a", "c"]),
        ("a<!doctype html><?xml version='1'?>b", ["a", "b"]),
        ("a<![if !supportLists]>b<![endif]>c", ["a", "b", "c"]),
        ("a<!--[if mso]>no<![endif]-->b", ["a", "b"]),
        ("<script>if (a<b) {'</b>'}</SCRIPT>x", ["<script>", "</script>", "x"]),
        ("<style>p > b {}", ["<style>"]),
        ("<title>no", ["<title>"]),
        ("<p never closed", []),
        ("<p a='never closed>b", ["b"]),
        ("</ >x", ["x"]),
        ("<o:p></o:p>", ["<o:p>", "</o:p>"]),
        ("<>x", ["<", ">x"]),
        ("a<", ["a", "<"]),
    ],
)
def test_tags_and_words_are_told_apart(html: str, parts: list[str]) -> None:
    """Comments, declarations and the inside of scripts are neither."""
    assert cut(html) == parts


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("&amp;&lt;&eacute;&#233;&#xe9;", "&<ééé"),
        ("&unknown; &", "&unknown; &"),
        ("&#128512;&#x1F600;", "😀😀"),
        ("&#0;&#xD800;&#1114112;", "\ufffd\ufffd\ufffd"),
        ("&#99999999999999999999;", "\ufffd"),
        ("&ampère", "&ère"),
    ],
)
def test_entities_are_read(html: str, words: str) -> None:
    """Those that stand for no sign become the mark of one that is missing."""
    assert cut(html) == [words]


def test_only_what_shapes_the_text_is_read_of_a_tag() -> None:
    """Addresses, names of files and handlers are not even looked at."""
    [tag] = hypertext.parts(
        "<ol START=3 style='font-weight:bold' onclick='x()' href='file:///c' data-style='no'>"
    )
    assert tag == Tag("ol", attributes={"start": "3", "style": "font-weight:bold"})


def test_endless_attributes_are_passed_over() -> None:
    """A picture in an attribute is not searched through."""
    [tag, words] = hypertext.parts(f"<p style='x' src='data:{'A' * 100_000}'>so")
    assert tag == Tag("p")
    assert words == "so"


PIECES = (
    *("<", ">", "</", "<!--", "-->", "<![", "]>", '"', "'", "=", " ", "<p>", "</p>", "<b style="),
    *("&", "&#", ";", "x", "é", "🙂", "<script>", "</script>", "<?", "/>", "\x00", "\n"),
)


@pytest.mark.parametrize("seed", range(60))
def test_any_page_is_read_to_its_end(seed: int) -> None:
    """Whatever signs follow each other, every plain letter outside of tags is kept in order."""
    chance = random.Random(seed)
    for _ in range(40):
        html = "".join(chance.choice(PIECES) for _ in range(chance.randrange(40)))
        parts = list(hypertext.parts(f"start{html}"))
        assert isinstance(parts[0], str)
        assert parts[0].startswith("start")
        assert all(part.name == part.name.lower() for part in parts if isinstance(part, Tag))


@pytest.mark.parametrize("number", [1, 100, 10_000])
def test_broken_tags_cost_no_more_than_their_length(number: int) -> None:
    """However many there are, what stands behind the last is read."""
    assert cut("<a href='x" * number + "'>end")[-1] == "end"

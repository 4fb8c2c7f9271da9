"""What comes from the clipboard keeps its structure and its words, and brings nothing else."""

import random

import pytest

from practicenotes.domain.writing import pasting, reading
from practicenotes.errors import PasteTooLong


WORD = """Version:1.0
<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta charset=utf-8><title>Secret title</title>
<!--[if gte mso 9]><xml><w:WordDocument>junk</w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal {margin:0} --></style></head><body lang=EN-GB>
<!--StartFragment-->
<h2>Third session<o:p></o:p></h2>
<p class=MsoNormal><b><span style='font-size:12.0pt'>He </span></b><b>came late</b> and
 said:<br>nothing.<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if
!supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>sleep
<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>o
</span>six hours</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·
</span>work</p>
<p class=MsoNormal>Then</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span
style='mso-list:Ignore'>1.<span>&nbsp;</span></span>one</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>b.
</span>two</p>
<v:shape><v:imagedata src="file:///C:/secret.png"/></v:shape>
<img src="http://tracker.example/x.gif" alt="pixel">
<!--EndFragment--></body></html>"""

PASTED_WORD = """## Third session

**He came late** and said:
nothing.

- sleep
    - six hours
- work

Then

1. one
2. two"""


def test_word_comes_over() -> None:
    """Headings, bold, and the lists that Word writes as paragraphs, with nothing around them."""
    assert pasting.markdown(WORD) == PASTED_WORD


GOOGLE = (
    '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1">'
    '<p dir="ltr"><span style="font-weight:700">Plan</span><span>: sleep </span>'
    '<span style="font-style:italic;font-weight:400">record</span></p>'
    '<ul><li dir="ltr" aria-level="1"><p dir="ltr"><span>one</span></p></li>'
    '<ul><li dir="ltr" aria-level="2"><p dir="ltr"><span>deep</span></p></li></ul>'
    '<li dir="ltr"><p dir="ltr"><span>two</span></p></li></ul></b>'
)
LIBRE = (
    "<h1 class='western'>Intake</h1>\n<p style='line-height: 100%'>He <i>said</i>\nso.</p>"
    "<ol start='3'>\n\t<li><p style='margin:0'>three</p></li>\n\t<li><p>four</p></li>\n</ol>"
    "<table><tr><td><p>Mon</p></td><td><p>6 h</p></td></tr>"
    "<tr><th>Tue</th><td>7 h</td></tr></table>"
)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (GOOGLE, "**Plan**: sleep *record*\n\n- one\n    - deep\n- two"),
        (LIBRE, "# Intake\n\nHe *said* so.\n\n3. three\n4. four\n\nMon | 6 h\nTue | 7 h"),
        ("one<div>two</div><div>three</div>", "one\ntwo\nthree"),
        ("<p>a <a href='https://x.example/?client=1'>link</a> here</p>", "a link here"),
        ("<ul><li>one<ol><li>deep</li></ol></li><li>two</li></ul>", "- one\n    1. deep\n- two"),
        ("<p>2 * 3 * 4 and a_b and _so_</p>", r"2 \* 3 \* 4 and a_b and \_so\_"),
        ("<p># no heading</p>", r"\# no heading"),
        ("<p>one</p><script>alert('x')</script><p>two</p>", "one\n\ntwo"),
        ("<p>one<style>p{}</style> two<noscript>x</noscript></p>", "one two"),
        ("<h2><b>Bold heading</b></h2>", "## Bold heading"),
        ("<p>a&nbsp;b&amp;c &lt;b&gt; &#128512; &#99999999999;</p>", "a b&c <b> 😀 \ufffd"),
        ("<pre>one\n  two</pre>", "one\ntwo"),
        ("<b>one<br>two</b>", "**one**\n**two**"),
        ("<p><b>bold</b><i>italic</i></p>", "**bold***italic*"),
        ("<p dir=rtl>שלום <b>עולם</b></p>", "שלום **עולם**"),
        ("<p>𝔊𝔬𝔱𝔥𝔦𝔠 🙂 𠀀 \U0010fffd</p>", "𝔊𝔬𝔱𝔥𝔦𝔠 🙂 𠀀 \U0010fffd"),
        ("<p style='display:none'>hidden</p>seen", "seen"),
        ("<blockquote><p>said</p></blockquote>he", "said\n\nhe"),
        ("1 < 2 and 3 > 2 <3", "1 < 2 and 3 > 2 <3"),
        ("<table><tr><td><p>one</p><ul><li>two</li></ul></td></tr></table>", "one\n\n- two"),
        ("", ""),
        ("<p> </p><p>\n</p>", ""),
        ("<td>", ""),
        ("</p></b></ul>so", "so"),
        ("<p>unclosed <b>bold", "unclosed **bold**"),
        ("<!-- never closed <p>so</p>", ""),
        ("<![foo[bar]]>so", "so"),
        ("<ol start='99999999999999999999'><li>x</li></ol>", "1. x"),
    ],
)
def test_structure_stays_and_the_rest_goes(html: str, expected: str) -> None:
    """Each kind of thing that a page holds becomes the plainest thing that says the same."""
    assert pasting.markdown(html) == expected


def test_nothing_can_be_fetched_from_what_was_pasted() -> None:
    """No address, file name or picture of the source stands in the note."""
    for sign in ("tracker", "file:", "secret", "pixel", "junk", "Secret title"):
        assert sign not in pasting.markdown(WORD)


HOSTILE = (
    "<a " * 300_000,
    "<a href='" * 200_000,
    "<!--" * 300_000,
    "<![if " * 200_000,
    "<p>" * 300_000 + "deep",
    "<ul><li>" * 100_000 + "deep",
    "<div><span>" * 100_000 + "x" + "</span></div>" * 100_000,
    "&#" + "9" * 1_000_000 + ";",
    "<b style='" + "a:" * 400_000 + "'>x",
    "<script>" * 200_000,
    "</p>" * 400_000,
    "*" * 150_000,
    "<b>*</b><i>_</i>" * 20_000,
    "\x00\x01" * 100_000,
)


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_hostile_pages_come_to_an_end(number: int) -> None:
    """However it was built, a page is read or refused, and not read for ever."""
    try:
        said = pasting.markdown(HOSTILE[number])
    except PasteTooLong:
        return
    assert len(said) <= pasting.LONGEST


def test_too_much_is_refused_and_nothing_of_it_is_taken() -> None:
    """Five million signs are no note, with form or without."""
    for paste in (pasting.plain, pasting.markdown):
        with pytest.raises(PasteTooLong):
            paste("word " * 1_000_001)


def test_plain_text_keeps_every_sign_that_can_be_read() -> None:
    """Line ends of all systems are one kind, and only signs that nobody sees are dropped."""
    planes = "".join(chr(plane << 16 | 0x100) for plane in range(17) if plane not in (15, 16))
    assert pasting.plain(f"a\r\nb\rc\u2028d\x00\x07 {planes}\tשלום") == f"a\nb\nc\nd {planes}\tשלום"


@pytest.mark.parametrize("seed", range(30))
def test_pasted_bold_and_italic_are_read_back_as_they_were(seed: int) -> None:
    """What the note prints has the words of the page, in their order, and no stray star."""
    chance = random.Random(seed)
    said = [
        chance.choice(["calm", "6 * 7", "a_b_c", "_so_", "שלום", "1. x", "# y"]) for _ in range(9)
    ]
    tags = [chance.choice(["b", "i", "u", "span"]) for _ in said]
    html = "".join(f"<p><{t}>{w}</{t}></p>" for t, w in zip(tags, said, strict=True))
    told = "".join(b.words for b in reading.blocks(pasting.markdown(html))).replace(" ", "")
    assert told == "".join(
        w.removeprefix("1. ") if t not in "bi" else w for t, w in zip(tags, said, strict=True)
    ).replace(" ", "")

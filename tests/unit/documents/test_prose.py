"""What people wrote becomes paragraphs, and never commands."""

import random

import pytest
from reportlab.lib.enums import TA_LEFT, TA_RIGHT
from reportlab.platypus import Paragraph

from practicenotes.documents import prose, style


HOSTILE = (
    "a < b & c > d",
    '<img src="/etc/passwd"/>',
    '<img src="http://127.0.0.1:9/x.png" width="10" height="10"/>',
    "<font color=[[1]]>red</font>",
    '<font color="[[open(1)]]">x</font>',
    "![picture](/etc/passwd) and [link](http://127.0.0.1:9)",
    "<http://127.0.0.1:9> &lt; &amp; &#60;",
    "</para></b></i><para>",
    '<onDraw name="outline" label="x"/><a name="y"/><seq id="z"/>',
    "<!-- comment --> <![CDATA[ x ]]> <?php ?>",
    "{{places}} {of} {a letter}",
    "\x00\x01 control \x7f",
)


def _shown(story) -> str:
    return "\n".join(flowable.getPlainText(identify=False) for flowable in story)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_as_it_was_written(text) -> None:
    """Every sign of the text stands in the paragraph, and nothing of it is obeyed."""
    shown = prose.words(text, style.BODY).getPlainText(identify=False)
    expected = text.translate(dict.fromkeys([0, 1, 0x7F]))
    assert " ".join(shown.split()) == " ".join(expected.split())


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_notes_are_shown_as_they_were_written(text) -> None:
    """A note may use bold, lists and headings; links, pictures and tags stay what was typed."""
    shown = _shown(prose.markdown(text))
    expected = text.translate(dict.fromkeys([0, 1, 0x7F]))
    assert " ".join(shown.split()) == " ".join(expected.split())


def test_any_string_can_be_printed() -> None:
    """Three thousand strings of the worst signs in random order all become paragraphs."""
    chance = random.Random(20251118)
    signs = [
        *"<>&\"'/=[]{}()*_#-+.!\\`~|:; \n\t1a",
        "<b>",
        "</i>",
        "<img ",
        "src=",
        "&lt;",
        "<br/>",
    ]
    for _ in range(3000):
        text = "".join(chance.choices(signs, k=chance.randrange(1, 40)))
        for flowable in prose.markdown(text):
            flowable.wrap(400, 600)


def test_the_markdown_of_notes_is_set_as_it_is_meant() -> None:
    """Bold, italic, headings, line breaks and both kinds of list arrive on paper."""
    paragraphs = "# Sleep\n\nHe was **very *tired***.\nThen less.\n\n"
    heading, text, *items = prose.markdown(paragraphs + "- walked\n- rested\n\n3. first\n4. second")
    assert heading.style is style.SUBHEADING
    assert [(f.text, f.fontName) for f in text.frags if f.text.strip()] == [
        ("He was ", "CharisSIL-Regular"),
        ("very ", "CharisSIL-Bold"),
        ("tired", "CharisSIL-BoldItalic"),
        (".", "CharisSIL-Regular"),
        ("Then less.", "CharisSIL-Regular"),
    ]
    assert [item.bulletText for item in items] == ["• ", "• ", "3. ", "4. "]


def test_lists_within_lists_stand_further_in() -> None:
    """The depth of a list item can be seen."""
    outer, inner = prose.markdown("- outer\n  - inner")
    assert inner.style.leftIndent > outer.style.leftIndent > 0


def test_a_very_deep_list_stays_on_the_page() -> None:
    """A thousand lists within lists lose no word; what is too deep stands at the last edge."""
    deep = "\n".join("  " * depth + f"- level {depth}" for depth in range(1000))
    items = prose.markdown(deep)
    assert [item.getPlainText(identify=False) for item in items] == [
        f"level {depth}" for depth in range(1000)
    ]
    assert max(item.style.leftIndent for item in items) < 150


def test_what_belongs_to_an_item_stands_beneath_it() -> None:
    """A second paragraph of an item has its edge and no bullet."""
    item, more, after = prose.markdown("- walked\n\n  and rested\n\nThen home.")
    assert more.style.leftIndent == item.style.leftIndent > after.style.leftIndent
    assert [part.bulletText for part in (item, more, after)] == ["• ", None, None]
    assert more.style.role == "P"


def test_a_very_long_paragraph_is_laid_out_in_pieces_and_loses_nothing() -> None:
    """A text of 300 pages without a blank line keeps every word, its order and its emphasis."""
    words = " ".join(f"word{number}" for number in range(100_000))
    story = prose.markdown(f"**{words}**")
    assert len(story) > 100
    assert "".join(_shown(story).split()) == "".join(words.split())
    assert {f.fontName for part in story for f in part.frags if f.text.strip()} == {
        "CharisSIL-Bold"
    }


def test_a_long_run_of_lines_breaks_only_where_it_was_broken() -> None:
    """Ten thousand lines stay ten thousand lines."""
    story = prose.markdown("\n".join(f"line number {number}" for number in range(10_000)))
    heights = sum(part.wrap(400, 1e9)[1] for part in story)
    assert heights == 10_000 * style.BODY.leading


def test_an_empty_place_stays_in_one_piece() -> None:
    """The name of an empty place is never broken over two lines."""
    field = prose.field("recipient’s full name", style.BODY)
    paragraph = Paragraph("x " * 60 + field, style.BODY)
    paragraph.wrap(300, 600)
    lines = paragraph.blPara.lines
    assert any(
        "recipient’s\u00a0full\u00a0name" in "".join(w.text for w in line.words) for line in lines
    )


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("שלום וברכה לכולם", True),
        ("السلام عليكم", True),
        ("שלום\nוברכה", True),
        ("Marta said שלום and left.", False),
        ("שלום\nShe said it twice.", False),
        ("She came on time.", False),
        ("", False),
    ],
)
def test_what_is_written_from_the_right_begins_there(text: str, right: bool) -> None:
    """Running text in Arabic or Hebrew throughout stands at the right; all else where it stood."""
    made = [prose.words(text, style.BODY), *prose.markdown(text)]
    assert {part.style.alignment == TA_RIGHT for part in made} == {right}


def test_an_address_from_elsewhere_keeps_its_place() -> None:
    """A name or an address stays at the left, where the window of an envelope is."""
    assert prose.words("רחוב הרצל 5", style.LINE).style.alignment == TA_LEFT


def test_a_paragraph_is_broken_anew_for_another_width() -> None:
    """Asked twice for one width it has the same lines; a narrower one takes more of them."""
    made = prose.words("She came on time and stayed to the end. " * 8, style.BODY)
    once, again = made.wrap(300, 700), made.wrap(300, 20)
    lines = made.blPara.lines
    assert once == again
    assert made.wrap(150, 700)[1] > once[1]
    assert len(made.blPara.lines) > len(lines)

"""What was written is read as it is meant, and what is chosen from a reading is Markdown again."""

import random

import pytest

from practicenotes.domain.writing import reading
from practicenotes.domain.writing.reading import DEEPEST, Block, Kind, blocks, chosen


PARTS = (
    *("He came", " ", "\n", "\n\n", "**", "*", "***", "_", "_quiet_", "- ", "1. ", "12) ", "# "),
    *("שלום", "🙂", "e\u0301", "\t", "    ", "  ", "\\*", "\\", "⟦her sister⟧", "3 * 4", "a_b"),
)
NOTE = """# Sleep **well**

He was **very *tired***.
Then \\*less\\*, _so **far**_.
- one
  goes on
    - deep

      more of it
2) two
after"""


def some_text(seed: int) -> str:
    """Return a text that a hurried hand might leave."""
    chance = random.Random(seed)
    return "".join(chance.choice(PARTS) for _ in range(chance.randrange(30)))


def shown(text: str) -> str:
    """Return a reading as a page shows it: one block to a line."""
    return "\n".join(block.head + block.words for block in blocks(text))


def markup(block: Block) -> str:
    """Return what a block says with b and i around what is bold and italic."""
    return reading.tagged(block.said, lambda words: words, "b", "i")


def plain(text: str) -> list[tuple[Kind, int, str, list[tuple[str, bool, bool]]]]:
    """Return a reading sign by sign, wherever it stands in its text."""
    return [
        (
            *(block.kind, block.depth, block.label),
            [(sign, each.bold, each.italic) for each in block.said for sign in each.words],
        )
        for block in blocks(text)
    ]


def test_a_note_is_read_as_it_is_meant() -> None:
    """Headings, paragraphs with their lines, items at their depth, and what belongs to them."""
    assert [(b.kind.name, b.depth, b.label, markup(b)) for b in blocks(NOTE)] == [
        ("HEADING", 1, "", "Sleep <b>well</b>"),
        (
            "PARAGRAPH",
            0,
            "",
            "He was <b>very <i>tired</i></b>.\nThen *less*, <i>so <b>far</b></i>.",
        ),
        ("ITEM", 1, "•", "one\ngoes on"),
        ("ITEM", 2, "•", "deep"),
        ("PARAGRAPH", 2, "", "more of it"),
        ("ITEM", 1, "2)", "two"),
        ("PARAGRAPH", 0, "", "after"),
    ]


@pytest.mark.parametrize("text", ["", " \n\n\t\n", "\n"])
def test_nothing_written_is_nothing_read(text: str) -> None:
    """Blank lines alone say nothing."""
    assert list(blocks(text)) == []


def test_numbers_stay_as_they_were_typed() -> None:
    """No number is counted anew: what was signed is what is read."""
    assert [block.label for block in blocks("1. a\n1. b\n7) c")] == ["1.", "1.", "7)"]


@pytest.mark.parametrize("seed", range(300))
def test_no_word_is_lost(seed: int) -> None:
    """All that is no mark, marker, backslash or space is there, once and in its order."""

    def bare(words: str) -> str:
        return "".join(sign for sign in words if sign not in "*_#-.)\\•" and not sign.isspace())

    text = some_text(seed)
    read = "".join(f"{block.label}{block.words}" for block in blocks(text))
    assert bare(read) == bare(text)


@pytest.mark.parametrize("seed", range(300))
def test_every_word_knows_where_it_stands(seed: int) -> None:
    """The place of each is that of its words, or of an escaped sign with its backslash."""
    text = some_text(seed)
    for said in (each for block in blocks(text) for each in block.said):
        assert text[said.start : said.end] in (said.words, f"\\{said.words}")


@pytest.mark.parametrize(
    ("words", "markdown"),
    [
        ("tired", "***tired***"),
        ("very tired", "**very *tired***"),
        ("was very", "was **very**"),
        ("*less*", "\\*less\\*"),
        ("so f", "_so **f**_"),
        ("tired.\nThen", "***tired***.\nThen"),
        ("one\ngoes on\n•\tdeep", "- one\n  goes on\n    - deep"),
        ("e\ngoes", "e\n  goes"),
        ("well\nHe", "**well**\n\nHe"),
        ("deep", "deep"),
        ("•\tdeep", "    - deep"),
    ],
)
def test_what_is_chosen_says_the_same(words: str, markdown: str) -> None:
    """Marks that stand outside come with the words, and markers where more than a line is meant."""
    first = shown(NOTE).index(words)
    assert chosen(NOTE, blocks(NOTE), first, first + len(words)) == markdown


@pytest.mark.parametrize("seed", range(300))
def test_all_chosen_reads_as_the_whole(seed: int) -> None:
    """The whole reading, taken over, is read again as it was."""
    text = some_text(seed)
    taken = chosen(text, blocks(text), 0, len(shown(text)))
    said, again = ([each for each in plain(one) if each[3]] for one in (text, taken))
    assert [each[3] for each in again] == [each[3] for each in said]
    assert [each[2] for each in again] == [each[2] for each in said]


@pytest.mark.parametrize("seed", range(300))
def test_a_chosen_part_has_its_words(seed: int) -> None:
    """Whatever is chosen within one line, those words and no others are taken, as they looked."""
    chance = random.Random(seed)
    text = "He was " + some_text(seed).replace("\n", " ")
    found = plain(text)
    assert len(found) == 1
    signs = found[0][3]
    first = chance.randrange(len(signs))
    last = chance.randrange(first, len(signs)) + 1
    part = signs[first:last]
    if part[0][0].isspace() or part[-1][0].isspace():
        return
    taken = chosen(text, blocks(text), first, last)
    assert [sign for sign, _, _ in part if sign not in "*_\\"] == [
        sign for sign in shown(f"x {taken}")[2:] if sign not in "*_\\"
    ]


def test_a_thousand_lists_within_lists_are_read() -> None:
    """Each item is there; from some depth on they stand in one line beneath each other."""
    text = "\n".join(f"{'    ' * depth}- level {depth}" for depth in range(1000))
    found = list(blocks(text))
    assert [block.words for block in found] == [f"level {depth}" for depth in range(1000)]
    assert [block.depth for block in found[:8]] == [1, 2, 3, 4, 5, 6, 6, 6]
    assert max(block.depth for block in found) == DEEPEST


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("She **did** say\n\n- *once*\n- twice", "She did say once twice"),
        ("# Plan\n1. sleep\n2. walk", "Plan sleep walk"),
        ("2 \\* 3  is six", "2 * 3 is six"),
        ("", ""),
    ],
)
def test_an_excerpt_has_the_words_alone(text: str, words: str) -> None:
    """What stands in a list or a search result is one line without a single mark."""
    assert reading.plain(text) == words

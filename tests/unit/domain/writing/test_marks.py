"""What the keys for bold, italic, headings and lists do to a text, whatever stands in it."""

import random

import pytest

from practicenotes.domain.writing import emphasis, lines, words
from practicenotes.domain.writing.edit import Edit, applied
from practicenotes.domain.writing.spans import Look, Span, spans


PARTS = (
    *("He came on time", " ", "\n", "\n\n", "**", "*", "***", "_quiet_", "- ", "1. ", "12) ", "# "),
    *(
        "שלום",
        "مرحبا",
        "𝔤𝔬𝔱",
        "🙂",
        "é",
        "\t",
        "    ",
        "###### ",
        "\\*",
        "-",
        "1.",
        "it’s",
        "naïve",
    ),
)
CHANCES = range(40)


def some_text(chance: random.Random) -> str:
    """Return a text that a hurried hand might leave."""
    return "".join(chance.choice(PARTS) for _ in range(chance.randrange(24)))


def some_place(chance: random.Random, text: str) -> tuple[int, int]:
    """Return a selection in a text, in either direction, or a cursor."""
    anchor = chance.randrange(len(text) + 1)
    return anchor, chance.choice([anchor, chance.randrange(len(text) + 1)])


def bare(text: str) -> str:
    """Return what a text says, without marks, markers and spaces."""
    return "".join(sign for sign in text if sign not in "*#-.)\\ \t\n" and not sign.isdigit())


def shown(text: str, edit: Edit) -> str:
    """Return the text after an edit with the selection in brackets."""
    text = applied(text, edit)
    first, last = sorted((edit.anchor, edit.cursor))
    return f"{text[:first]}[{text[first:last]}]{text[last:]}"


EVERY_ACT = {
    "bold": lambda t, a, c: emphasis.turn(t, a, c, emphasis.BOLD),
    "italic": lambda t, a, c: emphasis.turn(t, a, c, emphasis.ITALIC),
    "heading": lambda t, a, c: lines.heading(t, a, c, 2),
    "plain": lambda t, a, c: lines.heading(t, a, c, 0),
    "bullets": lines.bullets,
    "numbers": lines.numbers,
    "deeper": lines.deeper,
    "shallower": lines.shallower,
}


@pytest.mark.parametrize("seed", CHANCES)
@pytest.mark.parametrize("act", EVERY_ACT)
def test_no_act_changes_a_word(act: str, seed: int) -> None:
    """Only marks, markers and spaces come and go, and the selection lies within the text."""
    chance = random.Random(f"{act}{seed}")
    for _ in range(25):
        text = some_text(chance)
        edit = EVERY_ACT[act](text, *some_place(chance, text))
        after = applied(text, edit)
        assert bare(after) == bare(text)
        assert 0 <= edit.start <= edit.end <= len(text)
        assert 0 <= min(edit.anchor, edit.cursor) <= max(edit.anchor, edit.cursor) <= len(after)


@pytest.mark.parametrize("seed", CHANCES)
@pytest.mark.parametrize("stars", [emphasis.BOLD, emphasis.ITALIC])
def test_what_was_marked_is_taken_back_by_the_same_key(stars: int, seed: int) -> None:
    """Twice the same key leads back to plain words, wherever the selection was."""
    chance = random.Random(f"{stars}{seed}")
    words_ = " ".join(chance.choice(["calm", "naïve", "שלום", "🙂", "it’s"]) for _ in range(6))
    first, last = sorted(some_place(chance, words_))
    once = emphasis.turn(words_, first, last, stars)
    marked = applied(words_, once)
    twice = emphasis.turn(marked, once.anchor, once.cursor, stars)

    assert applied(marked, twice) == words_


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("He [came] late", "He **[came]** late"),
        ("He [came ]late", "He **[came]** late"),
        ("He ca[]me late", "He **[came]** late"),
        ("He **[came]** late", "He [came] late"),
        ("He [**came**] late", "He [came] late"),
        ("He *[came]* late", "He ***[came]*** late"),
        ("He ***[came]*** late", "He *[came]* late"),
        ("He  [] late", "He  **[]** late"),
        ("He  **[]** late", "He  [] late"),
        ("- [one\n- two]", "- **[one**\n- **two]**"),
        ("- **[one**\n- two]", "- **[one**\n- **two]**"),
    ],
)
def test_bold(before: str, after: str) -> None:
    """The words of the selection are bold, line by line, and nothing else is."""
    first, last = before.index("["), before.index("]") - 1
    text = before.replace("[", "").replace("]", "")
    assert shown(text, emphasis.turn(text, first, last, emphasis.BOLD)) == after


def test_headings_are_turned_and_taken_back() -> None:
    """A level in place of another, in place of an item, and away by the same key."""
    assert applied("Sleep", lines.heading("Sleep", 2, 2, 1)) == "# Sleep"
    assert applied("# Sleep", lines.heading("# Sleep", 4, 4, 3)) == "### Sleep"
    assert applied("- Sleep", lines.heading("- Sleep", 4, 4, 2)) == "## Sleep"
    assert applied("## Sleep", lines.heading("## Sleep", 4, 4, 2)) == "Sleep"
    assert applied("## Sleep", lines.heading("## Sleep", 4, 4, 0)) == "Sleep"


def test_lists_are_turned_and_taken_back() -> None:
    """Every line of the selection is an item, numbers count, and blank lines stay blank."""
    text = "one\n\ntwo\nthree"
    numbered = applied(text, lines.numbers(text, 0, len(text)))
    assert numbered == "1. one\n\n2. two\n3. three"
    dotted = applied(numbered, lines.bullets(numbered, 0, len(numbered)))
    assert dotted == "- one\n\n- two\n- three"
    assert applied(dotted, lines.bullets(dotted, 0, len(dotted))) == text
    assert applied("", lines.bullets("", 0, 0)) == "- "


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- one|", "- one\n- |"),
        ("- one|two", "- one\n- |two"),
        ("- one\n- |", "- one\n|"),
        ("- one\n    - |", "- one\n- |"),
        ("1. one|\n2. two\n3. three\nthen", "1. one\n2. |\n3. two\n4. three\nthen"),
        ("9) nine|", "9) nine\n10) |"),
        ("1. one|\n    - deep\n2. two", "1. one\n2. |\n    - deep\n3. two"),
        ("    * deep|", "    * deep\n    * |"),
    ],
)
def test_enter_in_a_list(before: str, after: str) -> None:
    """A list goes on with the next item, counts on, and ends at an empty item."""
    cursor = before.index("|")
    text = before.replace("|", "")
    edit = lines.after_enter(text, cursor)
    assert edit is not None
    assert edit.anchor == edit.cursor
    written = applied(text, edit)
    assert f"{written[: edit.cursor]}|{written[edit.cursor :]}" == after


@pytest.mark.parametrize("before", ["|", "one|", "|- one", "-|", "# one|", "2025 was|", "a\n\n|"])
def test_enter_elsewhere_is_a_new_line(before: str) -> None:
    """Only items of lists ask for more."""
    assert lines.after_enter(before.replace("|", ""), before.index("|")) is None


@pytest.mark.parametrize("seed", CHANCES)
def test_enter_loses_no_word(seed: int) -> None:
    """Whatever stands there, the words stay in their order."""
    chance = random.Random(seed)
    for _ in range(25):
        text = some_text(chance)
        edit = lines.after_enter(text, chance.randrange(len(text) + 1))
        if edit:
            assert bare(applied(text, edit)) == bare(text)


def test_items_go_deeper_and_come_back() -> None:
    """Only items do; a line of prose stays where it is."""
    text = "- one\nprose\n1. two"
    deep = applied(text, lines.deeper(text, 0, len(text)))
    assert deep == "    - one\nprose\n    1. two"
    assert applied(deep, lines.shallower(deep, 0, len(deep))) == text


@pytest.mark.parametrize(
    ("line", "looks"),
    [
        ("plain words, 3 * 4 * 5", []),
        ("so **very** calm", [(3, 5, Look.MARK), (5, 9, Look.BOLD), (9, 11, Look.MARK)]),
        ("_so_ calm", [(0, 1, Look.MARK), (1, 3, Look.ITALIC), (3, 4, Look.MARK)]),
        ("snake_case_name", []),
        (r"\*not so\*", []),
        ("- item", [(0, 1, Look.MARK)]),
        ("12. item", [(0, 3, Look.MARK)]),
        ("## Sleep", [(0, 2, Look.MARK), (3, 8, Look.HEADING)]),
        ("#tag", []),
        ("***all***", [(0, 3, Look.MARK), (3, 6, Look.BOLD | Look.ITALIC), (6, 9, Look.MARK)]),
        (
            "**a *b***",
            [
                *((0, 2, Look.MARK), (2, 4, Look.BOLD), (4, 5, Look.MARK)),
                *((5, 6, Look.BOLD | Look.ITALIC), (6, 9, Look.MARK)),
            ],
        ),
        ("*a**b*", [(0, 1, Look.MARK), (1, 5, Look.ITALIC), (5, 6, Look.MARK)]),
        ("说**“好”**的", [(1, 3, Look.MARK), (3, 6, Look.BOLD), (6, 8, Look.MARK)]),
        (r"*a\* b*", [(0, 1, Look.MARK), (1, 6, Look.ITALIC), (6, 7, Look.MARK)]),
        (
            "# a *b*",
            [
                *((0, 1, Look.MARK), (2, 4, Look.HEADING), (4, 5, Look.MARK | Look.HEADING)),
                *((5, 6, Look.ITALIC | Look.HEADING), (6, 7, Look.MARK | Look.HEADING)),
            ],
        ),
    ],
)
def test_what_a_line_looks_like(line: str, looks: list[tuple[int, int, Look]]) -> None:
    """Marks are told from what they mark, and signs that mean nothing from both."""
    assert spans(line) == tuple(Span(*each) for each in looks)


@pytest.mark.parametrize("seed", CHANCES)
def test_spans_are_in_order(seed: int) -> None:
    """They lie within the line, follow each other and never overlap."""
    chance = random.Random(seed)
    for line in some_text(chance).split("\n"):
        bounds = [place for span in spans(line) for place in (span.start, span.end)]
        assert bounds == sorted(bounds)
        assert all(0 <= place <= len(line) for place in bounds)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("He came.", 2),
        ("it’s fine - really", 3),
        ("5.5 hours", 2),
        ("well-known", 1),
        ("שלום עולם", 2),
    ],
)
def test_words_are_counted(text: str, count: int) -> None:
    """As a person would count them."""
    assert words.count(text) == count


def test_words_to_check() -> None:
    """Names of units, addresses, numbers and capitals are no words that could be misspelt."""
    line = "**Teh** well-knwon it’s CBT 5mg a@b.example /usr/bin c3po I naïve snake_case_x"
    assert [word for _, _, word in words.to_check(line)] == [
        *("Teh", "well", "knwon", "it's", "naïve"),
    ]
    for start, end, word in words.to_check(line):
        assert line[start:end].replace("’", "'") == word

"""Text of any shape is read in steps that grow with its length: a window waits for each of them."""

import random
import re
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from practicenotes.domain.writing import pasting, words
from practicenotes.domain.writing.spans import marks, spans


# What counted as no word when it was one pattern: right, but slow on long text.
NO_WORDS = re.compile(r"\S*(?:[@/\\]|www\.)\S*|\w*\d\w*|\w*[^\W_]_+[^\W_]\w*")
MANY = 300_000  # times that a part is repeated: with the square of it, no test would ever end


def steps(act: Callable[[], object]) -> int:
    """Return how many lines of the program an act runs through."""
    count = 0

    def line(_frame: FrameType, event: str, _told: Any) -> Any:
        nonlocal count
        count += event == "line"
        return line

    before = sys.gettrace()
    sys.settrace(line)
    try:
        act()
    finally:
        sys.settrace(before)
    return count


def signs(seed: int, parts: str, count: int) -> str:
    """Return a line of these signs by chance."""
    chance = random.Random(seed)
    return "".join(chance.choice(parts) for _ in range(count))


# --- words --------------------------------------------------------------------------------------

UNBROKEN = {
    "letters and a number": "a" * MANY + " 1",
    "letters and an address": "a" * MANY + " b@c",
    "letters and a path at the end": "a" * MANY + "/",
    "letters of Chinese": "今" * MANY + "。1",
    "bars": "a" + "_" * MANY,
    "letters and bars": "a_" * MANY,
    "bars and letters": "_a" * MANY,
    "numbers": "1a " * MANY,
    "almost an address": "www" * MANY,
    "paths": "a/b " * MANY,
    "apostrophes": "a'" * MANY + "1",
    "signs of no word": "." * MANY + "1",
}


@pytest.mark.parametrize("text", UNBROKEN.values(), ids=UNBROKEN.keys())
def test_words_of_a_long_line_are_found(text: str) -> None:
    """A line without a space, however long, is gone through to its end."""
    found = list(words.to_check(text))
    assert all(end - start <= words.LONGEST for start, end, _ in found)


def passed_over(line: str) -> list[tuple[int, int, str]]:
    """Return the words to check as the one pattern tells them."""
    no_words = [found.span() for found in NO_WORDS.finditer(line)]
    every = re.finditer(r"[^\W\d_]+(?:['’][^\W\d_]+)*", line)
    return [
        (found.start(), found.end(), found[0].replace("’", "'"))
        for found in every
        if 1 < len(found[0]) <= words.LONGEST
        and not found[0].isupper()
        and not any(a <= found.start() < b for a, b in no_words)
    ]


@pytest.mark.parametrize("seed", range(60))
def test_the_same_words_are_asked_about_as_by_one_pattern(seed: int) -> None:
    """On any line of letters, numbers, bars and signs the outcome is what it was."""
    for turn in range(40):
        line = signs(seed * 1000 + turn, "aabbé今1_@/\\w.-' ’\t", 30).replace("ww", "www.")
        assert list(words.to_check(line)) == passed_over(line)


def test_twice_the_line_takes_twice_the_steps() -> None:
    """Numbers and words in turn: no word looks through all the numbers before it."""
    once, twice = (
        steps(lambda text="word 1a a_b " * count: list(words.to_check(text)))
        for count in (400, 800)
    )
    assert twice <= 2.1 * once


# --- marks --------------------------------------------------------------------------------------

UNCLOSED = {
    "bars": "_a " * MANY,
    "bars and a stop": "_a " * MANY + "_ ",
    "two bars": "__a " * MANY + " _",
    "bars of all lengths": "_a __b ___c " * MANY + "d_",
    "stars": "*a " * MANY,
    "two stars": "**a " * MANY,
    "stars of all lengths": "*a **b ***c " * MANY,
    "escapes": "*" + "\\" * MANY,
    "escaped bars": "_a" + "\\_" * MANY,
    "bars in words": "_a" + "_b" * MANY,
    "only bars": "_" * MANY,
    "only stars": "*" * MANY,
    "bars in brackets": "_(" * MANY,
}


@pytest.mark.parametrize("text", UNCLOSED.values(), ids=UNCLOSED.keys())
def test_marks_without_an_end_are_passed_over(text: str) -> None:
    """A long line of marks that close nothing is read to its end, and nothing overlaps."""
    behind = 0
    for span in spans(text):
        assert behind <= span.start < span.end <= len(text)
        behind = span.end


@pytest.mark.parametrize("alphabet", ["_a ", "_a (\\", "*a \\", "*_a \\.", "_*ab 1é-"])
@pytest.mark.parametrize("seed", range(30))
def test_every_mark_has_its_fellow(seed: int, alphabet: str) -> None:
    """On any line of marks, words and escapes each that begins is ended by one alike, in order."""
    for turn in range(60):
        line = "x " + signs(seed * 1000 + turn, alphabet, 14)
        opened: list[str] = []
        for mark in marks(line, 2):
            stars = line[mark.start : mark.end]
            if mark.begins:
                opened.append(stars)
                assert not line[mark.end].isspace(), line
            else:
                assert opened.pop() == stars, line
                assert not line[mark.start - 1].isspace(), line
        assert opened == [], line


@pytest.mark.parametrize("part", ["_a ", "*a ", "_a_ ", "**b** ", "_a __b "])
def test_twice_the_marks_take_twice_the_steps(part: str) -> None:
    """Whether they close anything or not."""
    once, twice = (steps(lambda text=part * count: spans(text)) for count in (300, 600))
    assert twice <= 2.1 * once


# --- pasting ------------------------------------------------------------------------------------

PAGES = {
    "cells": "<table><tr>" + "<td>a</td>" * 45_000,
    "cells without a word": "<table><tr>" + "<td> </td>" * 90_000,
    "cells with a paragraph": "<table><tr>" + "<td><p>a</p> </td>" * 40_000,
    "cells behind an empty beginning": f"<tr><td>{'<b> </b>' * 60_000}a{'<td>x' * 60_000}",
    "rows": "<table>" + "<tr><td>a</td><td>b</td></tr>" * 30_000,
    "ends of nothing": "<p>" * 199 + "</x>" * 800_000,
    "ends of what is far away": "<p>" * 150 + "</x></y></z>" * 200_000,
    "paragraphs without a word": "<p> </p>" * 200_000,
    "breaks": "<br>" * 400_000,
    "breaks in empty blocks": "<div><br></div>" * 150_000,
}


@pytest.mark.parametrize("html", PAGES.values(), ids=PAGES.keys())
def test_long_pages_are_pasted(html: str) -> None:
    """Any number of cells, rows, stray ends and empty blocks comes to an end."""
    assert len(pasting.markdown(html)) <= pasting.LONGEST


PARTS = {
    "cells": ("<table><tr>", "<td>a</td>"),
    "rows": ("<table>", "<tr><td>a</td><td>b</td></tr>"),
    "stray ends": ("<p>" * 100, "</x>"),
    "empty blocks": ("", "<p> </p>"),
    "items": ("<ul>", "<li>a</li>"),
    "words": ("<p>", "<b>a</b> "),
}


@pytest.mark.parametrize(("begin", "part"), PARTS.values(), ids=PARTS.keys())
def test_twice_the_page_takes_twice_the_steps(begin: str, part: str) -> None:
    """Nothing that was read is gone through again for what follows."""
    once, twice = (
        steps(lambda html=begin + part * count: pasting.markdown(html)) for count in (150, 300)
    )
    assert twice <= 2.2 * once


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<table><tr><td>a</td><td>b</td><td>c</td></tr></table>", "a | b | c"),
        ("<table><tr><td><p>a</p> </td><td><p>b</p></td></tr></table>", "a | b"),
        ("<table><tr><td>a</td></tr><tr><td>b</td></tr></table>", "a\nb"),
        (
            "<p>x</p><table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>y",
            None,
        ),
        ("<p>a</x>b</p><p>c</q></p>", "ab\n\nc"),
        ("<b>a</i>b</b>c", "**ab**c"),
        ("<div><br></div><div>a</div><div> </div><div>b</div>", "a\nb"),
    ],
)
def test_short_pages_are_still_read_as_they_were(html: str, text: str | None) -> None:
    """Cells make a line, stray ends end nothing, and empty blocks leave no trace."""
    read = pasting.markdown(html)
    assert read == (text if text is not None else "x\n\na | b\nc | d\n\ny")

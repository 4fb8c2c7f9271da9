"""Words about somebody else: marked in the text, listed, and left out."""

import random

import pytest

from practicenotes.domain import third_party
from practicenotes.domain.writing.edit import applied


def turned(text: str) -> str:
    """Return what turning does to a text in which | bounds the selection."""
    first, *last = [at for at, sign in enumerate(text) if sign == "|"]
    plain = text.replace("|", "")
    found = third_party.turn(plain, first, last[0] - 1 if last else first)
    if found is None:
        return plain
    after = applied(plain, found)
    return f"{after[: found.anchor]}|{after[found.anchor : found.cursor]}|{after[found.cursor :]}"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("He said |her sister drinks|.", "He said |⟦her sister drinks⟧|."),
        ("He said| her sister |drinks.", "He said| ⟦her sister⟧ |drinks."),
        ("|one\ntwo|", "|⟦one⟧\n⟦two⟧|"),
        ("|- one\n  2. two\n\n## three|", "|- ⟦one⟧\n  2. ⟦two⟧\n\n## ⟦three⟧|"),
        ("- |one|", "- |⟦one⟧|"),
        ("a |⟦b⟧| c", "a |b| c"),
        ("a ⟦b| c⟧ d", "a |b c| d"),
        ("|a ⟦b⟧ c ⟦d⟧ e|", "|a b c d e|"),
        ("a ⟦b |c⟧ d| e", "a |b c d| e"),
        ("⟦b|", "|b|"),
        ("nothing |chosen", "nothing chosen"),
        ("only | | space", "only   space"),
        ("🙂 |🙂🙂|", "🙂 |⟦🙂🙂⟧|"),
    ],
)
def test_a_selection_is_marked_line_by_line_and_taken_back(before: str, after: str) -> None:
    """Markers of lists and headings stay outside, and spaces too."""
    assert turned(before) == after


@pytest.mark.parametrize(
    ("text", "passages", "without", "in_words"),
    [
        ("plain", (), "plain", "plain"),
        ("a ⟦b⟧ c", ("b",), "a … c", "a [third party: b] c"),
        ("⟦a⟧⟦b⟧", ("a", "b"), "……", "[third party: a][third party: b]"),
        ("a ⟦b\nc", ("b",), "a …\nc", "a [third party: b]\nc"),
        ("a ⟦b", ("b",), "a …", "a [third party: b]"),
        ("a b⟧ c", (), "a b c", "a b c"),
        ("⟦a ⟦b⟧ c", ("a ⟦b",), "… c", "[third party: a ⟦b] c"),
        ("a ⟦ ⟧ c", (), "a  c", "a [third party:  ] c"),
        ("", (), "", ""),
    ],
)
def test_what_is_marked_can_be_listed_left_out_and_named(
    text: str, passages: tuple[str, ...], without: str, in_words: str
) -> None:
    """A bracket that is not closed means all up to the end of its line."""
    assert third_party.passages(text) == passages
    assert third_party.without(text, "…") == without
    assert third_party.in_words(text) == in_words


def test_what_is_left_out_says_so() -> None:
    """By default the gap is named."""
    assert third_party.without("He said ⟦she drinks⟧.") == "He said [left out]."
    assert third_party.unmarked("He ⟦she⟧ it") == "He she it"
    assert third_party.holds("a ⟦b⟧")
    assert not third_party.holds("a b")


@pytest.mark.parametrize("seed", range(200))
def test_no_marked_word_survives_leaving_out(seed: int) -> None:
    """Whatever brackets stand wherever, nothing behind a first bracket of a line is left."""
    source = random.Random(seed)
    text = "".join(source.choice("ab⟦⟧ \n-") for _ in range(60))
    left = third_party.without(text, "")
    assert "⟦" not in left
    assert "⟧" not in left
    for passage in third_party.passages(text):
        assert passage
    kept = sum(text.count(sign) for sign in "ab-")
    marked = sum(passage.count(sign) for passage in third_party.passages(text) for sign in "ab-")
    assert sum(left.count(sign) for sign in "ab-") == kept - marked


@pytest.mark.parametrize("seed", range(100))
def test_marking_twice_brings_the_text_back(seed: int) -> None:
    """What was marked and taken back is the text as it was."""
    source = random.Random(seed)
    text = "".join(source.choice("ab \n- 1.#🙂") for _ in range(40))
    first, last = sorted((source.randrange(41), source.randrange(41)))
    marked = third_party.turn(text, first, last)
    if marked is None:
        return
    after = applied(text, marked)
    back = third_party.turn(after, marked.anchor, marked.cursor)
    assert back is not None
    assert applied(after, back) == text

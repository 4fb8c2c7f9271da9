"""What a snippet becomes in a note, and which keys mean one."""

from datetime import date

import pytest

from practicenotes.domain.writing import finding, snippets
from practicenotes.domain.writing.snippets import Filled, Snippet, SnippetId


ON = date(2025, 11, 18)


def snippet(key: str = "sleep", words: str = "", *, damaged: bool = False) -> Snippet:
    """Return a snippet."""
    return Snippet(SnippetId(key), key, words, damaged)


@pytest.mark.parametrize(
    ("words", "filled"),
    [
        ("none", Filled("none", 4)),
        ("{client} on {date}", Filled("Heron on 18 November 2025", 25)),
        ("a {cursor}b {cursor}c", Filled("a b c", 2)),
        ("{what?} {unknown} {", Filled("{what?} {unknown} {", 19)),
        ("{client}", Filled("Heron", 5)),
        ("", Filled("", 0)),
    ],
)
def test_known_places_are_filled(words: str, filled: Filled) -> None:
    """Client and day are written, and all other braces stay as they are."""
    assert snippets.filled(snippet(words=words), "Heron", ON) == filled


@pytest.mark.parametrize(
    ("words", "filled"),
    [
        ("{client}", Filled("{client}", 8)),
        ("{client} on {date}", Filled("{client} on 18 November 2025", 28)),
        ("{client} and {client}{cursor}!", Filled("{client} and {client}!", 21)),
    ],
)
def test_a_client_who_is_not_known_stays_an_open_place(words: str, filled: Filled) -> None:
    """Where there is no code name nothing is written for it, and Tab leads to the place."""
    assert snippets.filled(snippet(words=words), "", ON) == filled
    assert snippets.next_place(filled.words, 0) == (0, 8)


@pytest.mark.parametrize("words", ["{clients}", "{Client}", "{ client }", "client", "{date}"])
def test_only_the_place_of_the_client_itself_is_open(words: str) -> None:
    """Other words in braces are words."""
    assert snippets.next_place(words, 0) is None


def test_a_name_is_never_read_as_a_place() -> None:
    """A code name in braces is a name."""
    assert snippets.filled(snippet(words="{client}!"), "{date}", ON) == Filled("{date}!", 7)


@pytest.mark.parametrize(
    ("before", "found"),
    [
        (";sleep", (0, "sleep")),
        ("He (;sl", (4, "sl")),
        ("– ;", (2, "")),
        ("a;b", None),
        ("say; then", None),
        (";;x", None),
        (";été-2", (0, "été-2")),
    ],
)
def test_which_signs_are_a_key(before: str, found: tuple[int, str] | None) -> None:
    """A semicolon that belongs to a sentence begins no key."""
    assert snippets.typed(before) == found


@pytest.mark.parametrize(
    ("key", "fits"), [("sleep", True), ("plan-2", True), ("été", True), ("two words", False)]
)
def test_which_keys_can_be_typed(key: str, *, fits: bool) -> None:
    """Letters, digits and hyphens, and no space."""
    assert snippets.is_key(key) is fits
    assert not snippets.is_key("")
    assert not snippets.is_key("x" * (snippets.LONGEST_KEY + 1))


def test_keys_are_found_however_they_are_capitalised() -> None:
    """What is damaged is never offered."""
    every = (snippet("Sleep"), snippet("sleepless"), snippet("sl", damaged=True), snippet("risk"))
    assert [each.key for each in snippets.offered(every, "SL")] == ["Sleep", "sleepless"]
    assert snippets.with_key(every, "sLEEP") == every[0]
    assert snippets.with_key(every, "slee") is None


def test_places_to_fill_are_found_in_order() -> None:
    """A brace without a question, or over two lines, is none."""
    text = "{a} {b?} {c\n?} {d e?}"
    assert snippets.next_place(text, 0) == (4, 8)
    assert snippets.next_place(text, 8) == (15, 21)
    assert snippets.next_place(text, 16) is None


@pytest.mark.parametrize(
    ("text", "sought", "places"),
    [
        ("Sleep, sleep", "SLEEP", ((0, 5), (7, 12))),
        ("it’s and it's", "it's", ((0, 4), (9, 13))),
        ("a.b a+b", "a.b", ((0, 3),)),
        ("🙂 שלום 🙂", "🙂", ((0, 1), (7, 8))),
        ("anything", "", ()),
        ("aaaa", "aa", ((0, 2), (2, 4))),
    ],
)
def test_words_are_found(text: str, sought: str, places: tuple[tuple[int, int], ...]) -> None:
    """Whatever capitals and quotes were typed, and nothing is read as a pattern."""
    assert finding.places(text, sought) == places

"""Passages are taken out word for word, and what cannot be found is never let through."""

from dataclasses import replace

import pytest

from practicenotes.domain import redaction
from practicenotes.domain.people import Client, ClientId, Person
from practicenotes.domain.redaction import Removal, RemovalId, RemovalReason
from practicenotes.errors import PassageMoved


def _removal(words: str, start: int = 0, **told) -> Removal:
    reason = RemovalReason.THIRD_PARTY
    return replace(Removal(RemovalId("r"), "note:n", "section:a", start, words, reason), **told)


def test_a_passage_gives_way_to_a_mark() -> None:
    """The words are gone, and the reason stands in their place."""
    text = "He said that Marta drinks. He is tired."
    left = redaction.without(text, [_removal("Marta drinks", 13)], "note:n")
    assert left == "He said that [removed: third party]. He is tired."


def test_several_passages_are_removed_where_they_were_marked() -> None:
    """What goes first does not move what goes next, in whatever order they are named."""
    text = "One two three two."
    later = _removal("two", 14, reason=RemovalReason.HARM)
    left = redaction.without(text, [later, _removal("One", 0)], "note:n")
    assert left == "[removed: third party] two three [removed: serious harm likely]."


def test_passages_that_overlap_become_one() -> None:
    """No letter between two overlapping passages is left over."""
    text = "abcdefghij"
    left = redaction.without(text, [_removal("bcdef", 1), _removal("defgh", 3)], "note:n")
    assert left == "a[removed: third party]ij"


def test_a_passage_within_another_leaves_nothing() -> None:
    """The longer of the two counts."""
    text = "abcdefghij"
    left = redaction.without(text, [_removal("bcdefgh", 1), _removal("cd", 2)], "note:n")
    assert left == "a[removed: third party]ij"


@pytest.mark.parametrize("start", [0, 14, 400])
def test_words_that_moved_are_not_let_through(start: int) -> None:
    """A text that was changed since the passage was marked is refused, and its item named."""
    with pytest.raises(PassageMoved) as refused:
        redaction.without("He said that Marta drinks.", [_removal("Marta", start)], "note:n")
    assert refused.value.item == "note:n"


def test_words_are_removed_wherever_they_stand() -> None:
    """In every text of a value, in any letters and over line ends, and in whole words only."""
    client = Client(
        ClientId("marta"),
        "Marta",
        people=(Person("marta  lind", part="sister of MARTA\nLind"), Person("Martana")),
        reason="Marta Lind, again",
    )
    left = redaction.nowhere(client, [_removal("Marta Lind", item=redaction.EVERYWHERE)])
    assert left.reason == "[removed: third party], again"
    assert left.people[0].name == "[removed: third party]"
    assert left.people[0].part == "sister of [removed: third party]"
    assert left.people[1].name == "Martana"
    assert left.code_name == "Marta"
    assert left.id == "marta"


def test_signs_in_the_words_mean_themselves() -> None:
    """Brackets and dots are looked for as they are written."""
    client = Client(ClientId("c"), "A", reason="see (B.C.) and BxCx")
    left = redaction.nowhere(client, [_removal("(B.C.)", item=redaction.EVERYWHERE)])
    assert left.reason == "see [removed: third party] and BxCx"


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("Jos\u00e9", "Jose\u0301"),
        ("Jose\u0301", "JOS\u00c9"),
        ("M\u00fcller", "Mu\u0308ller"),
        ("O'Brien", "O\u2019Brien"),
        ("O\u2019Brien", "O'Brien"),
        ("Anna-Lena", "Anna\u2011Lena"),
        ("Marta", "Mar\u00adta"),
        ("Mar\u200bta", "Marta"),
        ("\uae40\ubbfc", "\uae40\ubbfc"),
        ("\u0391\u03b8\u03b7\u03bd\u03ac", "\u0391\u03b8\u03b7\u03bd\u03b1\u0301"),
    ],
)
def test_a_name_is_removed_however_its_signs_are_coded(typed: str, written: str) -> None:
    """What looks the same on paper stands on none, whoever typed it and on which keyboard."""
    client = Client(ClientId("c"), "A", reason=f"with {written}, twice: {written}")
    left = redaction.nowhere(client, [_removal(typed, item=redaction.EVERYWHERE)])
    assert left.reason == "with [removed: third party], twice: [removed: third party]"


@pytest.mark.parametrize("words", [" ", "\u200b", "\u00ad \ufeff"])
def test_nothing_is_removed_for_no_words(words: str) -> None:
    """A removal of nothing, or of signs that are not seen, changes nothing."""
    client = Client(ClientId("c"), "A", reason="as it is")
    assert redaction.nowhere(client, [_removal(words, item=redaction.EVERYWHERE)]) is client


def test_every_text_of_a_value_is_found() -> None:
    """Texts deep in a value are told, ids are not."""
    client = Client(ClientId("c"), "A", people=(Person("P", contact="0151"),))
    found = list(redaction.texts((client,)))
    assert {"A", "P", "0151"} <= set(found)
    assert "c" not in found

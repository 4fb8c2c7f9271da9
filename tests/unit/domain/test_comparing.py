"""What changed between two wordings, word by word."""

import random

import pytest

from practicenotes.domain import comparing
from practicenotes.domain.comparing import Change, Passage


def rebuilt(passages: tuple[Passage, ...], left_out: Change) -> list[str]:
    """Return the words of one of the two texts, put together from what was compared."""
    kept = "".join(each.text for each in passages if each.change is not left_out)
    return kept.split()


def test_one_word_that_changed_is_told_from_those_that_stayed() -> None:
    """What went stands before what came, and the words around both are as they were."""
    found = comparing.passages("He came on time.", "He came late.")
    assert found == (
        Passage(Change.SAME, "He came "),
        Passage(Change.REMOVED, "on time."),
        Passage(Change.ADDED, "late."),
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [("", ""), ("the same words", "the same words"), ("one  space", "one space")],
)
def test_air_alone_is_no_change(before: str, after: str) -> None:
    """Nothing is marked where only spaces differ."""
    assert all(each.change is Change.SAME for each in comparing.passages(before, after))


def test_a_new_line_is_a_change() -> None:
    """A paragraph that was parted reads as parted."""
    found = comparing.passages("one two", "one\n\ntwo")
    assert Passage(Change.ADDED, "\n\n") in found


def test_both_texts_can_be_told_from_the_comparison() -> None:
    """Of many texts, no word is lost and none is invented."""
    source = random.Random(3)
    words = ["letter", "Heron", "pause", "\n", "sister’s", "שלום", "🪶", "the"]
    for _ in range(200):
        one, two = (" ".join(source.choices(words, k=source.randrange(30))) for _ in range(2))
        found = comparing.passages(one, two)
        assert rebuilt(found, Change.ADDED) == one.split()
        assert rebuilt(found, Change.REMOVED) == two.split()


def test_sections_are_compared_by_their_key() -> None:
    """A section that is new, gone or renamed is told as such, in the order of the later wording."""
    before = [("plan", "Plan", "rest"), ("data", "Data", "he came")]
    after = [("data", "What was said", "he came"), ("risk", "Risk", "asked")]
    data, risk, plan = comparing.compare(before, after)
    assert (data.label, data.differs) == ("What was said", False)
    assert (risk.before, risk.after, risk.differs) == (None, "asked", True)
    assert (plan.before, plan.after, plan.differs) == ("rest", None, True)


def test_a_very_long_text_is_compared_at_all() -> None:
    """Beyond some thousands of words a quicker way is taken, which still loses nothing."""
    one = " ".join(f"word{n % 700}" for n in range(5_000))
    two = f"{one} more"
    found = comparing.passages(one, two)
    assert rebuilt(found, Change.REMOVED) == two.split()

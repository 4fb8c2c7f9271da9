"""Words that can be about risk are found wherever they stand, in whatever form they are written."""

import pytest

from practicenotes import catalog
from practicenotes.domain import risk_words
from practicenotes.domain.risk_words import MOST, RiskWords


ASKED_ABOUT = [
    "She does not want to live.",
    "She doesn't want to live any more",
    "He said he DIDN’T really want to live.",
    "He talked about how to end it.",
    "She has thought of ending her own life.",
    "She would kill herself if he left.",
    "He hurt himself on Sunday.",
    "Suicidal thoughts since May.",
    "No suicidal thoughts.",
    "He wishes he were dead.",
    "They would be better off without me, she said.",
    "self-harm, twice this week",
    "He took an overdose in 2019.",
    "She cannot see; can't go on, doesn't want to be here.",
    "No: he said he could kill her.",
    "He hit the children.",
    "There is no reason to live, he says",
    "Voices tell him to do it.",
    "He says life isn’t worth it; it is not worth living.",
]
LEFT_ALONE = [
    "",
    "She wants to live in Leeds.",
    "He is learning a skill.",
    "The film was about killing time.",
    "They did not want a new flat.",
    "She cut her hair and hung the washing.",
    "He paid the overdue rent and dyed his coat.",
    "Nothing hurts today.",
]


@pytest.mark.parametrize("text", ASKED_ABOUT)
def test_plain_words_about_risk_are_asked_about(text: str) -> None:
    """Each of these sentences is found, in whatever letters and with whatever marks."""
    assert catalog.risk_words().sentences(text)


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_other_sentences_are_left_alone(text: str) -> None:
    """Nobody is asked about what only sounds alike."""
    assert catalog.risk_words().sentences(text) == ()


def test_only_the_sentence_is_shown_and_each_once() -> None:
    """Not the whole section, and no long line in full."""
    words = RiskWords(("want* to die",))
    text = "He came on time. He wanted to die. He wanted  to die. We spoke of work."
    assert words.sentences(text) == ("He wanted to die.",)
    (shown,) = words.sentences("word " * 200 + "want to die")
    assert len(shown) <= MOST
    assert shown.endswith("…")


def test_up_to_three_words_may_stand_between() -> None:
    """Two dots stand for them; with a fourth it is another sentence."""
    words = RiskWords(("not .. want* to live",))
    assert words.sentences("not at all really wanting to live")
    assert not words.sentences("not one of us here ever wanted to live there")


def test_a_list_is_read_without_its_notes() -> None:
    """Empty lines and lines that begin with # are no phrases; without phrases nothing is found."""
    assert risk_words.read(["# why", "", "  end   it "]).phrases == ("end it",)
    assert RiskWords().sentences("suicidal") == ()


def test_each_phrase_of_the_list_stands_once_and_finds_itself() -> None:
    """A slip of the pen in the list would be a phrase that finds nothing."""
    phrases = catalog.risk_words().phrases
    assert len(set(phrases)) == len(phrases)
    example = {"@self": "himself", "@other": "them", "@me": "me", "..": "so very"}
    for phrase in phrases:
        words = (example.get(word, word.replace("*", "ing")) for word in phrase.split())
        assert RiskWords((phrase,)).sentences(" ".join(words)), phrase


def test_a_very_long_text_is_read_to_its_end() -> None:
    """A section without a full stop is one sentence, however long it is."""
    text = "not so very much to want " * 20_000
    assert catalog.risk_words().sentences(text) == ()
    assert catalog.risk_words().sentences(f"{text} suicidal")

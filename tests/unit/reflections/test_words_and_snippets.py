"""Learnt words and snippets of the private layer are kept, taken out, and seen nowhere else."""

from datetime import UTC, datetime, timedelta

import pytest

import factory
from practicenotes.domain.writing.snippets import Snippet, SnippetId
from practicenotes.errors import NotFound, SnippetKeyTaken
from practicenotes.reflections import snippets, words
from practicenotes.vault import Store


AT = datetime(2025, 11, 18, 13, 0, tzinfo=UTC)
SLEEP = Snippet(SnippetId(""), "sleep", "{client} reported {hours?} hours of sleep.")


def test_a_word_is_learnt_once_and_forgotten(private: Store) -> None:
    """The latest stands first, and what is forgotten is gone."""
    for number, word in enumerate(("Ashdown", "naïvely", "Ashdown")):
        private.run(words.learn, word, AT + timedelta(minutes=number))
    assert private.run(words.every) == ("naïvely", "Ashdown")
    private.run(words.forget, "Ashdown", AT)
    private.run(words.forget, "never learnt", AT)
    assert private.run(words.every) == ("naïvely",)


def test_the_other_store_knows_nothing_of_it(private: Store, record: Store) -> None:
    """A word or a snippet of one side never appears on the other."""
    private.run(words.learn, "Ashdown", AT)
    private.run(snippets.keep, SLEEP, AT)
    from practicenotes.records import snippets as others
    from practicenotes.records import words as other_words

    assert record.run(other_words.every) == ()
    assert record.run(others.every) == ()


def test_a_damaged_word_is_no_word(private: Store) -> None:
    """Nobody can make a misspelling right from outside."""
    private.run(words.learn, "Ashdown", AT)
    factory.meddle(private, "UPDATE word SET word = 'teh'")
    assert private.run(words.every) == ()


def test_a_snippet_is_kept_changed_and_taken_out(private: Store) -> None:
    """It stays under its id, and others stay as they are."""
    kept = private.run(snippets.keep, SLEEP, AT)
    private.run(snippets.keep, Snippet(SnippetId(""), "agreed", "We agreed"), AT)
    private.run(snippets.keep, Snippet(kept, "rest", "{client} slept."), AT)
    found = private.run(snippets.every)
    assert [(each.key, each.words) for each in found] == [
        ("agreed", "We agreed"),
        ("rest", "{client} slept."),
    ]
    private.run(snippets.remove, kept, AT)
    assert [each.key for each in private.run(snippets.every)] == ["agreed"]


def test_two_snippets_cannot_have_one_key(private: Store) -> None:
    """However it is capitalised, and neither is lost."""
    private.run(snippets.keep, SLEEP, AT)
    with pytest.raises(SnippetKeyTaken):
        private.run(snippets.keep, Snippet(SnippetId(""), "Sleep", "other"), AT)
    [only] = private.run(snippets.every)
    assert only.words == SLEEP.words


def test_a_snippet_that_is_gone_is_not_found(private: Store) -> None:
    """Nothing is written or taken out under an id that there is none of."""
    gone = SnippetId("0" * 32)
    with pytest.raises(NotFound):
        private.run(snippets.keep, Snippet(gone, "x", "y"), AT)
    with pytest.raises(NotFound):
        private.run(snippets.remove, gone, AT)


def test_a_damaged_snippet_is_never_brought(private: Store) -> None:
    """It is listed as damaged, and its words are not shown."""
    private.run(snippets.keep, SLEEP, AT)
    factory.meddle(private, "UPDATE snippet SET words = 'other'")
    [found] = private.run(snippets.every)
    assert found.damaged
    assert "other" not in found.words

"""Learnt words and snippets of the record are kept, taken out, and seen nowhere else."""

from datetime import UTC, datetime, timedelta

import pytest

import factory
from practicenotes.domain.writing.snippets import Snippet, SnippetId
from practicenotes.errors import NotFound, SnippetKeyTaken
from practicenotes.records import snippets, words
from practicenotes.vault import Store


AT = datetime(2025, 11, 18, 13, 0, tzinfo=UTC)
SLEEP = Snippet(SnippetId(""), "sleep", "{client} reported {hours?} hours of sleep.")


def test_a_word_is_learnt_once_and_forgotten(record: Store) -> None:
    """The latest stands first, and what is forgotten is gone."""
    for number, word in enumerate(("Ashdown", "naïvely", "Ashdown")):
        record.run(words.learn, word, AT + timedelta(minutes=number))
    assert record.run(words.every) == ("naïvely", "Ashdown")
    record.run(words.forget, "Ashdown", AT)
    record.run(words.forget, "never learnt", AT)
    assert record.run(words.every) == ("naïvely",)


def test_the_other_store_knows_nothing_of_it(record: Store, private: Store) -> None:
    """A word or a snippet of one side never appears on the other."""
    record.run(words.learn, "Ashdown", AT)
    record.run(snippets.keep, SLEEP, AT)
    from practicenotes.reflections import snippets as others
    from practicenotes.reflections import words as other_words

    assert private.run(other_words.every) == ()
    assert private.run(others.every) == ()


def test_a_damaged_word_is_no_word(record: Store) -> None:
    """Nobody can make a misspelling right from outside."""
    record.run(words.learn, "Ashdown", AT)
    factory.meddle(record, "UPDATE word SET word = 'teh'")
    assert record.run(words.every) == ()


def test_a_snippet_is_kept_changed_and_taken_out(record: Store) -> None:
    """It stays under its id, and others stay as they are."""
    kept = record.run(snippets.keep, SLEEP, AT)
    record.run(snippets.keep, Snippet(SnippetId(""), "agreed", "We agreed"), AT)
    record.run(snippets.keep, Snippet(kept, "rest", "{client} slept."), AT)
    found = record.run(snippets.every)
    assert [(each.key, each.words) for each in found] == [
        ("agreed", "We agreed"),
        ("rest", "{client} slept."),
    ]
    record.run(snippets.remove, kept, AT)
    assert [each.key for each in record.run(snippets.every)] == ["agreed"]


def test_two_snippets_cannot_have_one_key(record: Store) -> None:
    """However it is capitalised, and neither is lost."""
    record.run(snippets.keep, SLEEP, AT)
    with pytest.raises(SnippetKeyTaken):
        record.run(snippets.keep, Snippet(SnippetId(""), "Sleep", "other"), AT)
    [only] = record.run(snippets.every)
    assert only.words == SLEEP.words


def test_a_snippet_that_is_gone_is_not_found(record: Store) -> None:
    """Nothing is written or taken out under an id that there is none of."""
    gone = SnippetId("0" * 32)
    with pytest.raises(NotFound):
        record.run(snippets.keep, Snippet(gone, "x", "y"), AT)
    with pytest.raises(NotFound):
        record.run(snippets.remove, gone, AT)


def test_a_damaged_snippet_is_never_brought(record: Store) -> None:
    """It is listed as damaged, and its words are not shown."""
    record.run(snippets.keep, SLEEP, AT)
    factory.meddle(record, "UPDATE snippet SET words = 'other'")
    [found] = record.run(snippets.every)
    assert found.damaged
    assert "other" not in found.words

"""Words that were carried over are named as such while they stand whole, and no longer."""

from datetime import date

import pytest

from practicenotes.domain import carrying
from practicenotes.domain.carrying import Carried
from practicenotes.domain.notes import NoteId


ON = date(2025, 11, 11)
FORMER = NoteId("f" * 32)


def carried(words: str, key: str = "plan") -> Carried:
    """Return words that came from the former note."""
    return Carried(key, words, FORMER, ON)


@pytest.mark.parametrize("words", ["Walk.", "- one\n- two", "שלום", "a", "…"])
@pytest.mark.parametrize("text", ["", "Slept.", "Slept.\n", "  ", "a a\n\n\n", "- one"])
def test_what_is_put_behind_a_text_stands_there_whole(text: str, words: str) -> None:
    """Nothing that was written changes, and what was carried is found at the end."""
    whole = text + carrying.after(text, words)
    assert whole.startswith(text)
    assert carried(words).places(whole)[-1] == (len(whole) - len(words), len(whole))


def test_it_begins_a_paragraph_of_its_own() -> None:
    """One empty line lies between, however the text before it ends."""
    assert carrying.after("", "Walk.") == "Walk."
    assert carrying.after("Slept.", "Walk.") == "\n\nWalk."
    assert carrying.after("Slept.\n", "Walk.") == "\nWalk."
    assert carrying.after("Slept.\n\n", "Walk.") == "Walk."


def test_edited_words_are_carried_no_longer() -> None:
    """A changed sign is enough; what stands around them may change."""
    walk = carried("Walk each day.")
    assert walk.places("Slept.\n\nWalk each day.\n") == ((8, 22),)
    assert walk.places("Slept.\n\nWalk every day.") == ()
    assert walk.places("") == ()


def test_a_part_of_a_longer_word_is_not_carried() -> None:
    """The word rest does not stand in restless, but it does before a full stop."""
    rest = carried("rest")
    assert rest.places("restless, arrested") == ()
    assert rest.places("no rest. Restless") == ((3, 7),)

"""What a side knows follows its store, also where the store refuses."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

import factory
from practicenotes.errors import DiskFull
from practicenotes.ui.vocabulary import Vocabulary
from practicenotes.ui.writing.side import WritingSide
from practicenotes.vault import Store


@pytest.fixture
def side(vocabulary: Vocabulary) -> WritingSide:
    """Give the side of the record."""
    return vocabulary.record


def refuse(*_: object) -> None:
    """Do as a full disk does."""
    raise DiskFull


def test_a_word_that_cannot_be_kept_is_said_and_not_pretended(
    qtbot: QtBot, side: WritingSide, told: list[Exception]
) -> None:
    """The list shows what the store has."""
    side.store = replace(side.store, learn=refuse)
    side.learn("fremdeling")
    qtbot.waitUntil(lambda: len(told) == 1)
    qtbot.waitUntil(lambda: side.learnt == ())
    assert isinstance(told[0], DiskFull)


def test_a_word_that_cannot_be_forgotten_stays(
    qtbot: QtBot, side: WritingSide, told: list[Exception], record: Store
) -> None:
    """It comes back into the list, and one sentence says why."""
    record.run(side.store.learn, "fremdeling", factory.AT)
    side.refresh()
    qtbot.waitUntil(lambda: side.learnt == ("fremdeling",))
    side.store = replace(side.store, forget=refuse)
    side.forget("fremdeling")
    qtbot.waitUntil(lambda: len(told) == 1 and side.learnt == ("fremdeling",))


@pytest.mark.parametrize(
    ("learnt", "right", "wrong"),
    [
        ("mentalise", ("mentalise", "Mentalise", "mentalise's"), ("mentalised",)),
        ("Kjær", ("Kjær", "Kjær's"), ("kjær",)),
    ],
)
def test_how_far_a_learnt_word_reaches(
    vocabulary: Vocabulary, side: WritingSide, learnt: str, right: tuple[str], wrong: tuple[str]
) -> None:
    """Capitalised and in the genitive too; a name stays a name."""
    side.learn(learnt)
    assert [word for word in right if not side._knows(word)] == []
    assert [word for word in wrong if side._knows(word)] == []
    assert not any(vocabulary.private._knows(word) for word in right)


def test_names_go_with_the_file(side: WritingSide) -> None:
    """When another file is open, the names of the one before mean nothing."""
    side.meet("Heron", ["Zorvath O’Quillip"])
    assert side._knows("zorvath")
    assert side._knows("O'Quillip")
    side.meet("Moss", [])
    assert not side._knows("zorvath")
    assert side.client == "Moss"

"""The speller answers when it can, in batches, and never with an answer to an older question."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from practicenotes import spelling
from practicenotes.ui.tasks import Work
from practicenotes.ui.writing.speller import OFF, Speller


pytestmark = pytest.mark.skipif(not spelling.is_available(), reason="no dictionary library")


@pytest.fixture
def speller(qtbot: QtBot, work: Work, tmp_path: Path) -> Iterator[Speller]:
    """Give a speller with the British dictionary."""
    made = Speller(work, tmp_path)
    made.choose("en_GB")
    qtbot.waitUntil(lambda: made.is_on, timeout=10_000)
    yield made
    qtbot.waitUntil(lambda: not work.busy, timeout=10_000)
    made.deleteLater()


def test_a_word_counts_as_right_until_it_is_looked_up(qtbot: QtBot, speller: Speller) -> None:
    """All words of one turn are asked about at once, and only the wrong ones are told."""
    told: list[frozenset[str]] = []
    speller.judged.connect(told.append)
    assert not any(speller.is_misspelt(word) for word in ("teh", "the", "recieve"))
    qtbot.waitUntil(lambda: bool(told), timeout=10_000)
    assert told == [frozenset(("teh", "recieve"))]
    assert speller.is_misspelt("teh")
    assert not speller.is_misspelt("the")


def test_an_answer_of_the_dictionary_before_means_nothing(qtbot: QtBot, speller: Speller) -> None:
    """Whoever changes the language while words are looked up sees the answers of the new one."""
    speller.is_misspelt("colour")
    speller.is_misspelt("color")
    speller._ask()
    speller.choose("en_US")
    qtbot.waitUntil(lambda: speller.is_on, timeout=10_000)
    speller.is_misspelt("colour")
    speller.is_misspelt("color")
    qtbot.waitUntil(lambda: speller.is_misspelt("colour"), timeout=10_000)
    assert not speller.is_misspelt("color")


def test_the_last_choice_counts(qtbot: QtBot, work: Work, speller: Speller) -> None:
    """However late a dictionary comes that was chosen before it."""
    for language in ("en_US", "en_GB", OFF):
        speller.choose(language)
    qtbot.waitUntil(lambda: not work.busy, timeout=10_000)
    assert not speller.is_on
    assert not speller.is_misspelt("teh")


def test_suggestions_come_to_whoever_asks(qtbot: QtBot, speller: Speller) -> None:
    """And none where nothing is checked."""
    found: list[tuple[str, ...]] = []
    asker = QObject()
    speller.suggest(asker, "recieve", found.append)
    qtbot.waitUntil(lambda: bool(found), timeout=10_000)
    assert found[0][0] == "receive"
    speller.choose(OFF)
    speller.suggest(asker, "recieve", found.append)
    assert found[1] == ()

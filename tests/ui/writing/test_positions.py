"""A sign beyond the first plane is two to Qt and one to Python, and no edit splits it."""

import random

import pytest
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QPlainTextDocumentLayout
from pytestqt.qtbot import QtBot

from practicenotes.domain.writing.edit import Edit, applied
from practicenotes.ui.writing import positions


SIGNS = "a é\nשلم🙂𝔤𠀀\U0010fffd"


def some_text(chance: random.Random) -> str:
    """Return a text of many planes."""
    return "".join(chance.choice(SIGNS) for _ in range(chance.randrange(30)))


@pytest.mark.parametrize("seed", range(30))
def test_there_and_back(seed: int) -> None:
    """Every position that Python counts has one of Qt, in the same order."""
    text = some_text(random.Random(seed))
    there = [positions.to_qt(text, place) for place in range(len(text) + 1)]
    assert [positions.from_qt(text, place) for place in there] == list(range(len(text) + 1))
    assert there == sorted(there)
    assert list(positions.every(text)) == there
    assert there[-1] == len(text.encode("utf-16-le")) // 2


def test_a_place_within_a_sign_is_before_it() -> None:
    """No cursor stands between the halves of a sign."""
    assert positions.from_qt("a🙂b", 2) == 1


@pytest.mark.parametrize("seed", range(30))
def test_a_document_is_edited_as_the_text_is(qtbot: QtBot, seed: int) -> None:
    """What stands there afterwards, selection and all, is what the rule meant; Undo is one step."""
    chance = random.Random(seed)
    text = some_text(chance)
    start, end = sorted(chance.randrange(len(text) + 1) for _ in range(2))
    words = some_text(chance) or "x"
    edit = Edit(start, end, words, start, start + len(words))
    document = QTextDocument(text)
    document.setDocumentLayout(QPlainTextDocumentLayout(document))

    cursor = positions.carried_out(document, text, edit)

    assert document.toPlainText() == applied(text, edit)
    assert cursor.selectedText().replace("\u2029", "\n") == words
    assert positions.selection(applied(text, edit), cursor) == (edit.anchor, edit.cursor)
    document.undo()
    assert document.toPlainText() == text

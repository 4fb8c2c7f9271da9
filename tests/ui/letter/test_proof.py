"""The proof of a draft is drawn behind the writing; the latest wins, and no other letter's."""

import threading

import pytest
from PySide6.QtCore import QObject

from practicenotes.errors import GlyphMissing
from practicenotes.ui.letter.proof import Proof


class Drawer:
    """Draws what is written now; each drawing waits until it is let go."""

    def __init__(self):
        self.text = "one"
        self.began = []
        self.gate = threading.Event()
        self.gate.set()

    def compose(self):
        text = self.text
        self.began.append(text)

        def draw():
            self.gate.wait(10)
            if text == "bad":
                raise GlyphMissing("x")
            return text.encode()

        return draw


@pytest.fixture
def drawer():
    return Drawer()


@pytest.fixture
def proof(work, drawer, qtbot):
    parent = QObject()
    made = Proof(parent, work, drawer.compose)
    made.heard = []
    made.drawn.connect(lambda data: made.heard.append(bytes(data)))
    yield made
    drawer.gate.set()
    qtbot.waitUntil(lambda: not work.busy)
    parent.deleteLater()


def test_writing_is_drawn_after_a_pause(proof, drawer, qtbot):
    """Several changes in a row are drawn once, as they stand at the end."""
    for word in ("one", "two", "three"):
        drawer.text = word
        proof.touch()
    qtbot.waitUntil(lambda: proof.heard == [b"three"])

    assert drawer.began == ["three"]
    assert not proof.busy


def test_a_drawing_that_is_out_of_date_is_not_shown(proof, drawer, qtbot):
    """What was written while a page was drawn is drawn next; only that is shown."""
    drawer.gate.clear()
    proof.begin()
    drawer.text = "two"
    proof.touch()
    proof.draw()
    drawer.gate.set()
    qtbot.waitUntil(lambda: not proof.busy)

    assert drawer.began == ["one", "two"]
    assert proof.heard == [b"two"]


def test_who_needs_the_pages_gets_the_latest(proof, drawer, qtbot):
    """Asked for in the middle of writing, the pages come as they stand now."""
    proof.begin()
    qtbot.waitUntil(lambda: proof.heard == [b"one"])
    given = []
    proof.then(given.append)
    assert given == [b"one"]

    drawer.text = "two"
    proof.touch()
    proof.then(given.append)
    qtbot.waitUntil(lambda: len(given) == 2)

    assert given[1] == b"two"


def test_the_pages_of_another_letter_are_not_shown(proof, drawer, qtbot, work):
    """Turning to another letter drops what was under way and what was waiting for it."""
    drawer.gate.clear()
    proof.begin()
    given = []
    proof.then(given.append)

    drawer.text = "other"
    proof.begin()
    drawer.gate.set()
    qtbot.waitUntil(lambda: not work.busy)

    assert proof.heard == [b"other"]
    assert given == []


def test_what_cannot_be_drawn_is_told_and_drawn_again_later(proof, drawer, qtbot):
    """A refusal gives no pages to anyone; the next change is drawn as ever."""
    refused, given = [], []
    proof.refused.connect(refused.append)
    drawer.text = "bad"
    drawer.gate.clear()
    proof.begin()
    proof.then(given.append)
    drawer.gate.set()
    qtbot.waitUntil(lambda: bool(refused))

    drawer.text = "good"
    proof.touch()
    qtbot.waitUntil(lambda: proof.heard == [b"good"])

    assert type(refused[0]) is GlyphMissing
    assert given == []


def test_a_refusal_that_is_out_of_date_is_not_told(proof, drawer, qtbot):
    """What was mended while it could not be drawn is drawn, and goes to who waits for it."""
    refused, given = [], []
    proof.refused.connect(refused.append)
    drawer.text = "bad"
    drawer.gate.clear()
    proof.begin()
    drawer.text = "good"
    proof.touch()
    proof.then(given.append)
    drawer.gate.set()
    qtbot.waitUntil(lambda: not proof.busy)

    assert refused == []
    assert given == [b"good"]


def test_dropping_stops_a_drawing_that_has_not_begun(proof, drawer, qtbot, work):
    """A letter that was left is not drawn any more."""
    proof.touch()
    proof.drop()
    qtbot.wait(400)

    assert drawer.began == []
    assert not work.busy

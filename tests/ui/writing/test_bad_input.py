"""What no hand would type is taken as far as it is text, and nothing that was written is lost."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor

from hands import Desk
from practicenotes.domain.writing.pasting import LONGEST


CTRL = Qt.KeyboardModifier.ControlModifier
V = Qt.Key.Key_V
PLANES = "".join(chr(plane << 16 | 0x0400) for plane in range(17))
FROM_RIGHT = "שלום עולם مرحبا \u200fx\u200ey \u202etest\u202c"
DEEP = "\n".join(f"{' ' * (depth % 60)}- level {depth}" for depth in range(1000))


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        (PLANES, PLANES),
        (FROM_RIGHT, FROM_RIGHT),
        ("a\x00b\x01\x1fc\ufdd0d", "abcd"),
        (DEEP, DEEP),
        ("word " * (LONGEST // 5), "word " * (LONGEST // 5)),
        ("x" * LONGEST, "x" * LONGEST),
        ("line\n" * (LONGEST // 5), "line\n" * (LONGEST // 5)),
    ],
    ids=["planes", "from right", "no signs", "lists", "words", "one word", "lines"],
)
def test_it_is_pasted_and_writing_goes_on(
    desk: Desk, copied: Callable[..., None], pasted: str, kept: str
) -> None:
    """Behind what stood there; the next key writes, and two steps back nothing is changed."""
    desk.write("Mine. |")
    copied(pasted)
    desk.press(V, CTRL)
    assert desk.sheet.text() == f"Mine. {kept}"
    desk.sheet.moveCursor(QTextCursor.MoveOperation.End)
    desk.type("!")
    assert desk.sheet.text() == f"Mine. {kept}!"
    desk.press(Qt.Key.Key_Z, CTRL)
    desk.press(Qt.Key.Key_Z, CTRL)
    assert desk.sheet.text() == "Mine. "


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("word " * 1_000_000, ""),
        ("x", "<p>" + "word " * 1_000_000),
        ("x", "<ul><li>a word that is said " * 40_000),
    ],
    ids=["text", "page", "lists"],
)
def test_five_megabytes_are_refused_whole(
    desk: Desk, copied: Callable[..., None], text: str, html: str
) -> None:
    """Nothing of it is taken, the selection stands, and writing goes on."""
    desk.write("Mine [and] yours")
    copied(text, html)
    desk.press(V, CTRL)
    assert desk.seen == "Mine [and] yours"
    desk.type("or")
    assert desk.sheet.text() == "Mine or yours"


def test_a_thousand_lists_of_a_browser_become_a_list(
    desk: Desk, copied: Callable[..., None]
) -> None:
    """Every word is there, no deeper than can be read, and Enter goes on with the last item."""
    copied("x", "".join(f"<ul><li>level{depth}" for depth in range(1000)))
    desk.press(V, CTRL)
    lines = desk.sheet.text().splitlines()
    assert [line.split()[-1] for line in lines] == [f"level{depth}" for depth in range(1000)]
    assert max(len(line) - len(line.lstrip()) for line in lines) < 20
    desk.sheet.moveCursor(QTextCursor.MoveOperation.End)
    desk.press(Qt.Key.Key_Return)
    desk.type("more")
    assert desk.sheet.text().endswith("level999\nmore")

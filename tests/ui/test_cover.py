"""The cover knows where the therapist was as long as it hides the windows, and no longer."""

import weakref
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from practicenotes.app.cover import Cover


class Somewhere:
    """A place, with words that stood loose there."""


@pytest.mark.parametrize("uncover", [Cover.lift, Cover._look])
def test_where_the_therapist_was_is_let_go_with_the_windows(
    qtbot: QtBot, uncover: Callable[[Cover], object]
) -> None:
    """Nothing holds the private words of a page once that was shown again, or all was saved."""
    window, parent = QWidget(), QObject()
    qtbot.addWidget(window)
    window.show()
    cover, place = Cover(parent, lambda: True), Somewhere()
    heard: list[bool] = []
    cover.settled.connect(lambda told: heard.append(told is not None))
    held = weakref.ref(place)
    cover.draw(place)
    del place
    assert held() is not None
    uncover(cover)

    assert held() is None
    assert heard == [True] * (uncover is not Cover.lift)

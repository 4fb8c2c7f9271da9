"""How much room there is for words: large text and a small window are one and the same case."""

from enum import Enum

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QWidget

from practicenotes.ui import theme as themes


class Room(Enum):
    """The width of a window, in steps at which pages lay themselves out anew."""

    NARROW = "narrow"
    MIDDLE = "middle"
    WIDE = "wide"


MIDDLE_FROM, WIDE_FROM = 110, 150  # characters of the interface font


def around(widget: QWidget) -> Room:
    """Return how much room the window of a widget has."""
    character = QFontMetrics(themes.current().font("body")).averageCharWidth()
    characters = widget.window().width() / character
    if characters >= WIDE_FROM:
        return Room.WIDE
    return Room.MIDDLE if characters >= MIDDLE_FROM else Room.NARROW

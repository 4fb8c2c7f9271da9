"""What can be done with a client card, wherever a menu offers it."""

from collections.abc import Callable
from enum import Enum

from PySide6.QtWidgets import QMenu


class CardAct(Enum):
    """The values are the words in the menus."""

    HAND_OVER = "&Hand over the client card…"
    TYPE_IN = "&Type in a client card…"
    PRINT = "Print a &client card…"
    READ = "&Read the client card…"


BEGUN = (CardAct.HAND_OVER, CardAct.TYPE_IN, CardAct.PRINT)


def offer(menu: QMenu, acts: tuple[CardAct, ...], take: Callable[[CardAct], object]) -> None:
    """Add these acts to a menu."""
    for act in acts:
        menu.addAction(act.value, lambda act=act: take(act))

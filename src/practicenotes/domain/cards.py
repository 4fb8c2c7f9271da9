"""The client card: the client's own lines about an hour, part of the record."""

from enum import Enum


class Given(Enum):
    """How a card was filled in."""

    ON_SCREEN = "on screen"
    ON_PAPER = "on paper"

"""Questions that the pages ask about a relationship, and what was made of them."""

from enum import Enum


class QuestionKind(Enum):
    """What gave rise to a question."""

    DIP = "dip"
    DRIFT = "drift"
    FACET = "facet"
    CARD = "card"
    COMMENT = "comment"

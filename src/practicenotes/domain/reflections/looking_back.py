"""Looking at an hour again: what memory kept, a second look, a guess before the client's answer."""

from enum import Enum


class Memory(Enum):
    """How an hour stands in memory when its page is opened."""

    VIVID = "vivid"
    HAZY = "hazy"
    DRIFTED = "drifted"
    UNWILLING = "do not want to write"

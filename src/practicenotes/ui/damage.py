"""What stands in place of words that cannot be trusted any more: other words, never a sign."""

UNREADABLE = "\N{REPLACEMENT CHARACTER}"  # what a store shows for text of a damaged row

NAME = "Damaged file"  # in place of a code name


def words(text: str, instead: str = "damaged") -> str:
    """Return the text, or what is said instead when it is lost."""
    return instead if text == UNREADABLE else text

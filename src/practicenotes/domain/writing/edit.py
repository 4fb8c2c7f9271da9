"""One change to a text, as the rules of writing ask for it and an editor carries it out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass


LINE = re.compile(r"(?P<indent>[ \t]*)(?P<marker>#{1,6}[ \t]+|[-*+][ \t]+|\d{1,9}[.)][ \t]+)?")


@dataclass(frozen=True, slots=True)
class Edit:
    """Put `words` in place of text[start:end]; afterwards anchor and cursor bound the selection.

    Positions count code points of the text as it was, and after the edit of the text as it is.
    """

    start: int
    end: int
    words: str
    anchor: int
    cursor: int


def applied(text: str, edit: Edit) -> str:
    """Return the text after the edit."""
    return text[: edit.start] + edit.words + text[edit.end :]


def lines_of(text: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield the bounds of every line that a selection touches, without their line breaks."""
    start = text.rfind("\n", 0, first) + 1
    while True:
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield start, end
        if end >= last:
            return
        start = end + 1


def prefix(line: str) -> tuple[str, str, str]:
    """Return a line as its indent, its marker of a heading or list item, and what it says."""
    found = LINE.match(line)
    assert found is not None  # it may match nothing, and always does that
    return found["indent"], found["marker"] or "", line[found.end() :]

"""What was taken over from a former note: it is named as carried for as long as it stands whole."""

from dataclasses import dataclass
from datetime import date

from practicenotes.domain.notes import NoteId


@dataclass(frozen=True, slots=True)
class Carried:
    """Words of a former note that were put into a section of a later one."""

    key: str
    words: str
    from_id: NoteId
    on: date  # the day that the former note is about

    def places(self, text: str) -> tuple[tuple[int, int], ...]:
        """Return where these words stand whole in a text, as begin and end; nowhere once edited."""
        found, begin = [], text.find(self.words) if self.words else -1
        while begin >= 0:
            end = begin + len(self.words)
            if _is_whole(text, begin, end):
                found.append((begin, end))
            begin = text.find(self.words, end)
        return tuple(found)


def after(text: str, words: str) -> str:
    """Return what is to be put behind a text so that these words begin a paragraph of their own.

    Nothing that stands there is changed.
    """
    if not text.strip():
        return words
    return "\n" * (2 - min(2, len(text) - len(text.rstrip("\n")))) + words


def _is_whole(text: str, begin: int, end: int) -> bool:
    """Say whether no word runs on past either end: `rest` is not carried in `restless`."""
    before = begin > 0 and text[begin - 1].isalnum() and text[begin].isalnum()
    behind = end < len(text) and text[end].isalnum() and text[end - 1].isalnum()
    return not before and not behind

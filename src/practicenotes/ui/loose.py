"""What stands in fields that no page keeps: a search, words not yet put in, half a day.

It waits in the store of its own side while the practice is locked, and nowhere else.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from zlib import crc32

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from practicenotes.ui.style import on_private


_LOOSE = "loose"
_WORDS, _SEARCH = "words", "search"


@dataclass(frozen=True, slots=True)
class Loose:
    """Words of both sides, by the numbers of their fields; `begun` where not all are a search."""

    record: Mapping[str, str] = field(default_factory=dict, repr=False)
    private: Mapping[str, str] = field(default_factory=dict, repr=False)
    begun: bool = field(default=False, compare=False)


def mark(line: QLineEdit, *, search: bool = False) -> None:
    """Say that no page keeps what is typed here: words to be put in, or a search."""
    line.setProperty(_LOOSE, _SEARCH if search else _WORDS)


def typed(page: QWidget | None) -> Loose:
    """Return what stands in the loose fields in sight, also where the whole page is hidden."""
    record: dict[str, str] = {}
    private: dict[str, str] = {}
    begun = False
    for line in _lines(page):
        if _has_words(line):
            side = private if on_private(line) else record
            side[str(number(line))] = line.text()
            begun = begun or line.property(_LOOSE) == _WORDS
    return Loose(record, private, begun)


def give_back(page: QWidget, words: Loose) -> Loose:
    """Let the words stand again where their fields are in sight; return those that still wait.

    What somebody has typed into such a field since then is left as it is.
    """
    record, private = dict(words.record), dict(words.private)
    for line in _lines(page):
        mine = private if on_private(line) else record
        there = mine.pop(str(number(line)), None)
        if there is not None and not _has_words(line):
            line.setText(there)
            line.setModified(True)
    return Loose(record, private)


def number(widget: QWidget) -> int:
    """Return a number made of the name of what takes the keyboard; 0 where nothing names it."""
    if widget.focusPolicy() is Qt.FocusPolicy.NoFocus:  # a label bears the name of its field
        return 0
    name = widget.accessibleName()
    if not name and isinstance(widget, QAbstractButton):
        name = widget.text()
    return crc32(name.encode())


def _has_words(line: QLineEdit) -> bool:
    """Return whether somebody typed what stands there; a page may have filled it."""
    return bool(line.text()) and line.isModified()


def _lines(page: QWidget | None) -> Iterator[QLineEdit]:
    if page:
        for line in page.findChildren(QLineEdit):
            if line.property(_LOOSE) and line.isVisibleTo(page):
                yield line

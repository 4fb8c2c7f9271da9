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


@dataclass(frozen=True, slots=True)
class Loose:
    """Words of both sides, by the numbers of their fields."""

    record: Mapping[str, str] = field(default_factory=dict, repr=False)
    private: Mapping[str, str] = field(default_factory=dict, repr=False)


def mark(line: QLineEdit) -> None:
    """Say that no page keeps what is typed here."""
    line.setProperty(_LOOSE, True)


def typed(page: QWidget | None) -> Loose:
    """Return what stands in the loose fields in sight, also where the whole page is hidden."""
    found = Loose({}, {})
    for line in _lines(page):
        if _has_words(line):
            side = found.private if on_private(line) else found.record
            side[str(number(line))] = line.text()  # type: ignore[index]
    return found


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

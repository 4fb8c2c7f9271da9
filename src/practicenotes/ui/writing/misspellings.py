"""From one misspelt word to the next, by a key: each is selected, and said aloud.

Qt tells a screen reader nothing of a wave under a word, so this is the way to find them by ear.
"""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from practicenotes.domain.writing import words
from practicenotes.ui.announce import announce
from practicenotes.ui.writing import positions
from practicenotes.ui.writing import side as sides
from practicenotes.ui.writing.side import WritingSide


Sheet = QPlainTextEdit | QTextEdit

NOT_CHECKED = "Spelling is not checked here."
NONE = "No misspelt word here."
_KEY = Qt.Key.Key_F7
_SHIFT = Qt.KeyboardModifier.ShiftModifier


@dataclass(frozen=True, slots=True)
class Misspelt:
    """A misspelt word and where it stands, as Qt counts."""

    sheet: Sheet
    word: str
    start: int
    end: int


def claims(event: QKeyEvent) -> bool:
    """Say whether a key leads to a misspelt word: F7, or back with Shift."""
    return event.key() == _KEY and not event.modifiers() & ~_SHIFT


def takes(event: QKeyEvent, sheet: Sheet) -> bool:
    """Do what the key means; False where it is a key like others."""
    if claims(event):
        step(sheet, -1 if event.modifiers() & _SHIFT else 1)
        return True
    return False


def step(sheet: Sheet, by: int) -> None:
    """Go to the next misspelt word of the page or dialog, or with -1 to the one before."""
    side = sides.lent_to(sheet)
    if side is None or not side.speller.is_on:
        announce(sheet, NOT_CHECKED)
        return
    sheets = _around(sheet, side)
    found = [each for one in sheets for each in of_sheet(one, side)]
    if not found:
        announce(sheet, NONE)
        return
    here = sheets.index(sheet)
    cursor = sheet.textCursor()
    places = [(sheets.index(each.sheet), each.start) for each in found]
    if by > 0:
        after = (n for n, at in enumerate(places) if at >= (here, cursor.selectionEnd()))
        number = next(after, 0)
    else:
        before = [n for n, at in enumerate(places) if at < (here, cursor.selectionStart())]
        number = before[-1] if before else len(found) - 1
    _show(found[number], f"{number + 1} of {len(found)}")


def of_sheet(sheet: Sheet, side: WritingSide) -> list[Misspelt]:
    """Return the misspelt words of a sheet, in their order."""
    found, block = [], sheet.document().begin()
    while block.isValid():
        text, begin = block.text(), block.position()
        in_qt = positions.every(text)
        for start, end, word in words.to_check(text):
            if side.is_misspelt(word):
                found.append(Misspelt(sheet, word, begin + in_qt[start], begin + in_qt[end]))
        block = block.next()
    return found


def at_cursor(side: WritingSide, cursor: QTextCursor, sheet: Sheet) -> Misspelt | None:
    """Return the misspelt word at a cursor."""
    text, begin = cursor.block().text(), cursor.block().position()
    place, in_qt = cursor.positionInBlock(), positions.every(text)
    for start, end, word in words.to_check(text):
        first, last = in_qt[start], in_qt[end]
        if first <= place <= last and side.is_misspelt(word):
            return Misspelt(sheet, word, begin + first, begin + last)
    return None


def _around(sheet: Sheet, side: WritingSide) -> list[Sheet]:
    """Return the sheets of the same side in the same window, in the order of reading."""
    page = sides.page_of(sheet) or sheet.window()
    every: list[Sheet] = [*page.findChildren(QPlainTextEdit), *page.findChildren(QTextEdit)]
    window = sheet.window()
    found = [
        each
        for each in every
        if each.window() is window
        and each.isVisible()
        and not each.isReadOnly()
        and sides.lent_to(each) is side
    ]

    def order(each: Sheet) -> tuple[int, int]:
        spot = each.mapTo(window, QPoint(0, 0))
        return spot.y(), spot.x()

    return sorted(found if sheet in found else [*found, sheet], key=order)


def _show(found: Misspelt, count: str) -> None:
    sheet = found.sheet
    sheet.setFocus(Qt.FocusReason.OtherFocusReason)
    cursor = sheet.textCursor()
    cursor.setPosition(found.start)
    cursor.setPosition(found.end, QTextCursor.MoveMode.KeepAnchor)
    sheet.setTextCursor(cursor)
    sheet.ensureCursorVisible()
    announce(sheet, f"Misspelt: {found.word}, {count}. The menu of the word has suggestions.")

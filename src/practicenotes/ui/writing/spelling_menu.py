"""The menu of a sheet: what a misspelt word may have meant, and what else can be done with it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QMenu

from practicenotes.ui.announce import announce
from practicenotes.ui.writing import misspellings
from practicenotes.ui.writing.misspellings import Misspelt, Sheet
from practicenotes.ui.writing.side import WritingSide


class SpellingMenu:
    """Opens the menu of one sheet, under the pointer or at the cursor."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet

    def open(self, side: WritingSide | None, at: QTextCursor, spot: QPoint) -> None:
        """Open the menu at a spot of the screen, once it is known what may have been meant."""
        found = (
            misspellings.at_cursor(side, at, self._sheet)
            if side and not self._sheet.isReadOnly()
            else None
        )
        if side is None or found is None:
            self._show((), None, None, spot)
            return
        show = partial(self._show, side=side, found=found, spot=spot)
        side.speller.suggest(self._sheet, found.word, show)

    def _show(
        self,
        suggestions: tuple[str, ...],
        side: WritingSide | None,
        found: Misspelt | None,
        spot: QPoint,
    ) -> None:
        menu = QMenu(self._sheet)
        if side and found:
            for meant in suggestions:
                _add(menu, meant, partial(self._put, meant, found))
            if not suggestions:
                menu.addAction("No suggestions").setEnabled(False)
            menu.addSeparator()
            learn = partial(self._learn, side, found.word)
            _add(menu, f"Add “{found.word}” to dictionary", learn)
            _add(menu, f"Ignore “{found.word}”", partial(side.ignore, found.word))
            menu.addSeparator()
            menu.setActiveAction(next(a for a in menu.actions() if a.isEnabled()))
        standard = self._sheet.createStandardContextMenu()
        standard.setParent(menu)  # it owns its actions, and goes with ours
        menu.addActions(standard.actions())
        self._let_page_add(menu)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(spot)

    def _let_page_add(self, menu: QMenu) -> None:
        """Add what a page around this sheet does with its words."""
        around = self._sheet.parentWidget()
        while around and not hasattr(around, "add_to_menu"):
            around = around.parentWidget()
        if around:
            around.add_to_menu(menu, self._sheet)  # type: ignore[attr-defined]

    def _put(self, suggestion: str, found: Misspelt) -> None:
        """Write what was meant in place of what was written, as one step to undo."""
        cursor = self._sheet.textCursor()
        cursor.setPosition(found.start)
        cursor.setPosition(found.end, QTextCursor.MoveMode.KeepAnchor)
        if cursor.selectedText().replace("’", "'") == found.word:
            cursor.insertText(suggestion)
            self._sheet.setTextCursor(cursor)

    def _learn(self, side: WritingSide, word: str) -> None:
        side.learn(word)
        announce(self._sheet, f"“{word}” is in the dictionary now.")


def _add(menu: QMenu, text: str, act: Callable[[], None]) -> None:
    menu.addAction(text.replace("&", "&&")).triggered.connect(lambda _checked: act())

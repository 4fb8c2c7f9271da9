"""Spelling on a sheet that was not made for it: what keys and menu do with misspelt words."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QTextEdit

from practicenotes.ui.writing import misspellings
from practicenotes.ui.writing import side as sides
from practicenotes.ui.writing.spelling_menu import SpellingMenu
from practicenotes.ui.writing.underliner import Underliner


class SpellingKeys(QObject):
    """Lives with its sheet, and uses the words of the side that is lent to the page around it."""

    def __init__(self, sheet: QTextEdit, underliner: Underliner) -> None:
        super().__init__(sheet)
        self._sheet, self._underliner = sheet, underliner
        self._menu = SpellingMenu(sheet)
        sheet.installEventFilter(self)
        sheet.viewport().installEventFilter(self)
        sheet.cursorPositionChanged.connect(self._release)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Take the keys of spelling before the sheet does, and open its menu with suggestions."""
        kind = event.type()
        if kind is QEvent.Type.Show and (side := sides.lent_to(self._sheet)):
            self._underliner.follow(side)
        elif isinstance(event, QKeyEvent) and kind is QEvent.Type.ShortcutOverride:
            if misspellings.claims(event):
                event.accept()
                return True
        elif isinstance(event, QKeyEvent) and kind is QEvent.Type.KeyPress:
            return self._takes(event)
        elif isinstance(event, QContextMenuEvent):
            return self._opens(event)
        elif kind is QEvent.Type.FocusOut:
            self._underliner.typing = False
            self._underliner.release()
        return super().eventFilter(watched, event)

    def _takes(self, event: QKeyEvent) -> bool:
        self._underliner.typing = bool(event.text())
        if misspellings.takes(event, self._sheet):
            return True
        shift = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        if event.key() == Qt.Key.Key_Menu or (event.key() == Qt.Key.Key_F10 and shift):
            spot = self._sheet.viewport().mapToGlobal(self._sheet.cursorRect().bottomLeft())
            side = sides.lent_to(self._sheet)
            self._menu.open(side, self._sheet.textCursor(), spot)
            return True
        return False

    def _opens(self, event: QContextMenuEvent) -> bool:
        if event.reason() is not QContextMenuEvent.Reason.Mouse:
            return True  # the key has opened it already
        under = self._sheet.cursorForPosition(event.pos())
        self._menu.open(sides.lent_to(self._sheet), under, event.globalPos())
        return True

    def _release(self) -> None:
        """Judge the word that was typed, once the cursor goes on without a key that writes."""
        self._underliner.release()
        self._underliner.typing = False

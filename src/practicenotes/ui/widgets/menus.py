"""A menu beneath the words that open it, with its first line ready for the keyboard."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget


def drop(menu: QMenu, under: QWidget) -> None:
    """Show a menu under a button."""
    menu.popup(under.mapToGlobal(QPoint(0, under.height())))
    if menu.actions():
        menu.setActiveAction(menu.actions()[0])

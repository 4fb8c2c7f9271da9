"""Lets a screen reader walk through a page whose scroll bars come and go.

Qt describes a scroll area by its parts, and ends the program when it is asked for a part that has
just gone: a bar that was there a moment before (6.11, `QAccessibleAbstractScrollArea::child`). The
description of any other widget has the same parts, and answers that there is none.
"""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget


_AREAS = ("QScrollArea", "QAbstractScrollArea")  # lists and editors have descriptions of their own


def describe_safely() -> None:
    """Describe every scroll area that is asked about from now on as a plain widget."""
    QAccessible.installFactory(_describe)


def _describe(class_name: str, described: QObject) -> QAccessibleInterface | None:
    if class_name in _AREAS and isinstance(described, QWidget):
        return QAccessibleWidget(described, QAccessible.Role.Client)
    return None

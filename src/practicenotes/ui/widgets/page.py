"""A page scrolls up and down and never sideways, so that large text fits a small window."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


def scrolled(sheet: QWidget, parent: QWidget | None = None) -> QScrollArea:
    """Return an area in which the sheet takes the whole width and as much height as it needs."""
    area = QScrollArea(parent)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keyboard scrolls from the widgets inside
    area.setWidget(sheet)
    return area

"""A page scrolls up and down and never sideways, so that large text fits a small window."""

from PySide6.QtWidgets import QScrollArea, QWidget

from practicenotes.ui import by_name


def scrolled(sheet: QWidget, parent: QWidget | None = None) -> QScrollArea:
    """Return an area in which the sheet takes the whole width and as much height as it needs."""
    area = QScrollArea(parent)
    area.setWidgetResizable(True)
    by_name.tell(area, frameShape="NoFrame", horizontalScrollBarPolicy="ScrollBarAlwaysOff")
    by_name.tell(area, focusPolicy="NoFocus")  # the keyboard scrolls from the widgets inside
    area.setWidget(sheet)
    return area

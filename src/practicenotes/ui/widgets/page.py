"""A page scrolls up and down and never sideways, so that large text fits a small window."""

from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QWidget

from practicenotes.ui import by_name


def scrolled(sheet: QWidget, parent: QWidget | None = None) -> QScrollArea:
    """Return an area in which the sheet takes the whole width and as much height as it needs."""
    area = QScrollArea(parent)
    area.setWidgetResizable(True)
    by_name.tell(area, frameShape="NoFrame", horizontalScrollBarPolicy="ScrollBarAlwaysOff")
    by_name.tell(area, focusPolicy="NoFocus")  # the keyboard scrolls from the widgets inside
    area.setWidget(sheet)
    return area


def at_the_left(column: QWidget) -> QWidget:
    """Return a sheet on which a column that may not grow too wide stands at the left.

    Laid down directly, it would be given the height that its words need on the whole width.
    """
    sheet = QWidget()
    row = QHBoxLayout(sheet)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(column, 1)
    row.addStretch()
    return sheet

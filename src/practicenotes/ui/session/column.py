"""A column that is only as wide as a reader wants it, at the left of its pane."""

from PySide6.QtWidgets import QHBoxLayout, QWidget


def leaning_left(sheet: QWidget) -> QHBoxLayout:
    """Return a row that leaves empty at the right what the sheet may not fill."""
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    row.addWidget(sheet, 1)
    row.addStretch()
    return row

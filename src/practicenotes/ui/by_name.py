"""Properties of Qt's widgets, set by the names of their values.

At its first touch `PySide6.QtCore.Qt` makes all its enumerations, a tenth of the time in which
Qt opens a bare window. What is painted first is therefore told by name what it is to be.
"""

from PySide6.QtCore import QObject


def tell(thing: QObject, **values: str) -> None:
    """Set properties, as `textFormat="PlainText"`; a name that Qt does not know raises."""
    for name, value in values.items():
        if not thing.setProperty(name, value):
            raise ValueError(f"{name}={value}")

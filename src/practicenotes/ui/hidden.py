"""Whether names are hidden on the screen: known to every part that could show one."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication


_HIDDEN = "names_hidden"


class Switch(QObject):
    """Tells whoever shows names that they are hidden from now on, or no longer.

    Signals:
        turned(): ask `names` how it is now.
    """

    turned = Signal()


def names() -> bool:
    """Say whether names are hidden now."""
    app = QApplication.instance()
    return bool(app and app.property(_HIDDEN))


def hide_names(hides: bool) -> None:
    """Hide names from now on, or no longer."""
    if app := QApplication.instance():
        app.setProperty(_HIDDEN, hides)
        switch().turned.emit()


def switch() -> Switch:
    """Return what tells of it; there is one as long as the program runs."""
    app = QApplication.instance()
    found = app.findChild(Switch) if app else None
    return found if isinstance(found, Switch) else Switch(app)

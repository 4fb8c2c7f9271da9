"""Whether names are hidden on the screen: known to every part that could show one."""

from PySide6.QtWidgets import QApplication


_HIDDEN = "names_hidden"


def names() -> bool:
    """Say whether names are hidden now."""
    app = QApplication.instance()
    return bool(app and app.property(_HIDDEN))


def hide_names(hides: bool) -> None:
    """Hide names from now on, or no longer; what shows one must be told itself."""
    if app := QApplication.instance():
        app.setProperty(_HIDDEN, hides)

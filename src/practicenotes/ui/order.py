"""Tab walks through a page in the order in which it is read."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QSplitter, QWidget


def follow_reading(root: QWidget) -> None:
    """Chain everything that takes the keyboard, in the order in which the layouts hold it."""
    for before, after in pairwise(_stops(root)):
        QWidget.setTabOrder(before, after)


def first_stop(root: QWidget) -> QWidget | None:
    """Return the first place inside a widget that Tab reaches now."""
    return next((stop for stop in _stops(root) if _is_open(stop)), None)


def _is_open(stop: QWidget) -> bool:
    reached = bool(stop.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return reached and stop.isVisible() and stop.isEnabled()


def _stops(widget: QWidget) -> Iterator[QWidget]:
    if widget.focusPolicy() is not Qt.FocusPolicy.NoFocus:
        yield widget
    for child in _children(widget):
        yield from _stops(child)


def _children(widget: QWidget) -> Iterator[QWidget]:
    """Yield what lies inside a widget, as it is read."""
    if isinstance(widget, QSplitter):
        found = (widget.widget(index) for index in range(widget.count()))
        yield from (child for child in found if child)
    elif isinstance(widget, QScrollArea):
        if sheet := widget.widget():
            yield sheet
    elif layout := widget.layout():
        yield from _inside(layout)


def _inside(layout: QLayout) -> Iterator[QWidget]:
    """Yield what a layout holds, in its order.

    Its items are not asked for one by one: Python would go on knowing each of them by its address
    after Qt has deleted it with its widget, and take what Qt puts there next for the item.
    """
    owner = layout.parentWidget()
    held = [*layout.children(), *(owner.children() if owner else ())]
    placed = [(layout.indexOf(part), part) for part in held if isinstance(part, QLayout | QWidget)]
    for index, part in sorted(placed, key=lambda found: found[0]):
        if index >= 0 and isinstance(part, QWidget):
            yield part
        elif index >= 0 and isinstance(part, QLayout):
            yield from _inside(part)

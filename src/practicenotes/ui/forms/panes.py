"""A form that is written, and how it looks: next to each other, or one at a time."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QSplitter, QVBoxLayout, QWidget

from practicenotes.ui import by_name
from practicenotes.ui import theme as themes
from practicenotes.ui.forms.header import PREVIEW, WRITE
from practicenotes.ui.order import first_stop
from practicenotes.ui.widgets.page import scrolled
from practicenotes.ui.widgets.words import Words


LEAST = 480  # px at 100 % text: a narrower pane cannot be read
AS_IT_WILL_LOOK = "As it will look. Nothing can be written here."


class EditorPanes(QSplitter):
    """Both panes where there is room, and else the one that was chosen.

    Signals:
        turned(): other panes are shown now.
    """

    turned = Signal()

    def __init__(self, column: QWidget, preview: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.both, self.pane = True, WRITE
        self.writing = scrolled(column)
        self.reading = preview_area(preview)
        self._panes: dict[str, QWidget] = {WRITE: self.writing, PREVIEW: self.reading}
        for pane in self._panes.values():
            self.addWidget(pane)
            pane.setProperty("pane", True)
        self.setChildrenCollapsible(False)
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 1)
        themes.current().changed.connect(self._fit)

    def show_pane(self, pane: str) -> None:
        """Show this pane, and the other one if there is room for both."""
        self.pane = pane
        for name, widget in self._panes.items():
            widget.setVisible(self.both or name == pane)
        self.turned.emit()

    def go_to_other(self) -> None:
        """Put the keyboard into the pane where it is not, as it was there last."""
        here = QApplication.focusWidget()
        writes = here is not None and self.writing.isAncestorOf(here)
        self.show_pane(PREVIEW if writes else WRITE)
        stop = self.reading if writes else self.writing.focusWidget() or first_stop(self.writing)
        if stop:
            stop.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Ask for the width of no pane: which are shown follows from the width there is."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Turn to one pane or to both."""
        self._fit()
        super().resizeEvent(event)

    def _fit(self) -> None:
        least = themes.current().scaled(LEAST)
        self.both = self.width() >= 2 * least + self.handleWidth()
        for pane in self._panes.values():
            pane.setMinimumWidth(least if self.both else 0)
        self.show_pane(self.pane)


def preview_area(preview: QWidget) -> QScrollArea:
    """Return the pane of a preview, which the keyboard can scroll."""
    look = themes.current()
    inside = QWidget()
    stack = QVBoxLayout(inside)
    margin = look.space("pane_margin")
    stack.setContentsMargins(margin, look.space("two"), margin, margin)
    stack.setSpacing(look.space("two"))
    stack.addWidget(Words(AS_IT_WILL_LOOK, "small", wraps=True))
    stack.addWidget(preview)
    stack.addStretch()
    area = scrolled(inside)
    by_name.tell(area, focusPolicy="StrongFocus")
    area.setAccessibleName("Preview")
    return area

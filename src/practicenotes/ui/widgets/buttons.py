"""Buttons of every rank: one primary on a page, plain ones, words that act, and icons alone."""

from PySide6 import QtCore
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QEnterEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from practicenotes.ui import by_name
from practicenotes.ui import theme as themes


_GAP = 8  # px between the words of a button and its shortcut


class Button(QPushButton):
    """A button with words; `kind` is primary, plain, text or quiet.

    `hint` is its shortcut in small letters beside the words, for the eye only.
    """

    def __init__(
        self,
        text: str,
        kind: str = "plain",
        *,
        icon: str = "",
        hint: str = "",
        large: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._hint = hint
        self.setProperty("kind", kind)
        self.setProperty("large", large)
        self.setAutoDefault(True)  # Enter takes the button that has the keyboard, on every page
        if icon:
            role = {"primary": "on_accent", "text": "accent"}.get(kind, "text")
            themes.current().dress(self, icon, role)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Leave room for the shortcut."""
        return super().sizeHint() + QSize(self._hint_width(), 0)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Never clip the words: a button that does not fit moves to the next line."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the button with its words moved aside for the shortcut."""
        if self._hint:
            self._paint_with_hint()
        else:
            super().paintEvent(event)

    def _paint_with_hint(self) -> None:
        from PySide6.QtWidgets import QStyle, QStyleOptionButton, QStylePainter

        option = QStyleOptionButton()
        self.initStyleOption(option)
        whole = QRect(option.rect)
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        option.rect = whole.adjusted(0, 0, -self._hint_width(), 0)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonLabel, option)
        self._draw_hint(painter, whole)
        if self.hasFocus():
            option.rect = whole
            painter.drawPrimitive(QStyle.PrimitiveElement.PE_FrameFocusRect, option)
        painter.end()

    def _draw_hint(self, painter: QPainter, whole: QRect) -> None:
        theme = themes.current()
        role = "on_accent" if self.property("kind") == "primary" else "text_muted"
        painter.setPen(theme.colour(role if self.isEnabled() else "text_disabled"))
        painter.setFont(theme.font("caption"))
        right = QtCore.Qt.AlignmentFlag.AlignRight | QtCore.Qt.AlignmentFlag.AlignVCenter
        painter.drawText(whole.adjusted(0, 0, -14, 0), right, self._hint)

    def _hint_width(self) -> int:
        if not self._hint:
            return 0
        font = themes.current().font("caption")
        return QFontMetrics(font).horizontalAdvance(self._hint) + _GAP


class LinkButton(QPushButton):
    """Underlined words that act."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setProperty("kind", "link")

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Act on Enter as on the space bar: Qt hears it on its default buttons alone."""
        if event.key() in {QtCore.Qt.Key.Key_Return, QtCore.Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802
        """Show a hand over words that act."""
        self.setCursor(QtCore.Qt.CursorShape.PointingHandCursor)
        super().enterEvent(event)


class IconButton(QToolButton):
    """An icon alone: only for back, close, zoom and arrows; its name is its tooltip too."""

    def __init__(
        self, icon: str, name: str, role: str = "text_soft", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setToolTip(name)
        by_name.tell(self, focusPolicy="StrongFocus")
        themes.current().dress(self, icon, role)

"""Passages of signed notes that a letter may quote: found by their words, each ticked by hand."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionButton,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from practicenotes.domain.letters import Offer
from practicenotes.ui import loose
from practicenotes.ui import theme as themes
from practicenotes.ui.style import BOX
from practicenotes.ui.widgets.words import Words, section


OFFER = Qt.ItemDataRole.UserRole
LEAST_ROWS = 3
_PADDING = 8  # px above and below the words of a row

Index = QModelIndex | QPersistentModelIndex


class Passages(QWidget):
    """A list with a field that narrows it.

    Signals:
        chosen(Offer, bool): a passage was ticked, or its tick was taken away.
    """

    chosen = Signal(object, bool)

    def __init__(self) -> None:
        super().__init__()
        self._model = _Model()
        self._model.chosen.connect(self.chosen)
        self._heading = section("Passages of signed notes")
        self._words = Words("", "muted", wraps=True)
        self.field = QLineEdit()
        self.field.setPlaceholderText("Find in signed notes")
        self.field.setAccessibleName("Find in signed notes")
        self.field.setClearButtonEnabled(True)
        loose.mark(self.field)
        self.field.textChanged.connect(self._narrow)
        self.view = QListView()
        self.view.setModel(self._model)
        self.view.setItemDelegate(_Delegate(self.view))
        self.view.setAccessibleName("Passages of signed notes")
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.view.activated.connect(self._model.turn)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(themes.current().space("one"))
        for part in (self._heading, self._words, self.field):
            stack.addWidget(part)
        stack.addWidget(self.view, 1)
        themes.current().changed.connect(self._make_room)
        self._make_room()

    def show_offers(self, passages: Sequence[Offer]) -> None:
        """Show these passages, none of them ticked."""
        self.field.clear()
        self._model.show_offers(passages)
        self._narrow("")

    def show_taken(self, keys: frozenset[str]) -> None:
        """Tick what stands in the letter, and nothing else."""
        self._model.show_taken(keys)

    def offer(self, row: int) -> Offer:
        """Return the passage in a row of the list as it is narrowed now."""
        found: Offer = self._model.index(row).data(OFFER)
        return found

    @property
    def count(self) -> int:
        """How many passages the list shows now."""
        return self._model.rowCount()

    def _narrow(self, words: str) -> None:
        self._model.narrow(words)
        for part in (self.field, self.view):
            part.setVisible(self._model.total > 0)
        if not self._model.total:
            self._words.say("No note of this client is signed yet.")
        elif words.strip() and not self.count:
            self._words.say(f"Nothing found for “{words.strip()}”.")
        else:
            passages = "passage" if self.count == 1 else "passages"
            self._words.say(f"{self.count} {passages}, word for word")

    def _make_room(self) -> None:
        self.view.setMinimumHeight(LEAST_ROWS * _row_height())


class _Model(QAbstractListModel):
    """The passages that hold every word of the field.

    Signals:
        chosen(Offer, bool): a passage was ticked, or its tick was taken away.
    """

    chosen = Signal(object, bool)

    def __init__(self) -> None:
        super().__init__()
        self._all: tuple[Offer, ...] = ()
        self._shown: list[Offer] = []
        self._taken: frozenset[str] = frozenset()

    @property
    def total(self) -> int:
        """How many passages there are in all."""
        return len(self._all)

    def show_offers(self, passages: Sequence[Offer]) -> None:
        """Hold these passages."""
        self._all, self._taken = tuple(passages), frozenset()

    def narrow(self, words: str) -> None:
        """Show the passages in which every one of the words stands."""
        wanted = words.casefold().split()
        self.beginResetModel()
        self._shown = [offer for offer in self._all if _holds(offer, wanted)]
        self.endResetModel()

    def show_taken(self, keys: frozenset[str]) -> None:
        """Tick what stands in the letter."""
        if keys != self._taken:
            self._taken = keys
            self.dataChanged.emit(self.index(0), self.index(len(self._shown) - 1))

    def turn(self, index: Index) -> None:
        """Tick a passage, or take its tick away."""
        offer: Offer = index.data(OFFER)
        self.chosen.emit(offer, offer.key not in self._taken)

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802
        """Return how many passages are shown."""
        return 0 if parent and parent.isValid() else len(self._shown)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Say that every row can be ticked."""
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a row shows and says."""
        if not index.isValid():
            return None
        offer = self._shown[index.row()]
        if role == OFFER:
            return offer
        if role == Qt.ItemDataRole.CheckStateRole:
            taken = offer.key in self._taken
            return Qt.CheckState.Checked if taken else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.DisplayRole:
            return offer.label
        return _spoken(offer) if role == Qt.ItemDataRole.AccessibleTextRole else None


class _Delegate(QStyledItemDelegate):
    """Paints a box, where the passage stands, and its first two lines."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002, N802
        """Return the same height for every row."""
        return QSize(themes.current().scaled(120), _row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        theme = themes.current()
        offer: Offer = index.data(OFFER)
        row: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected and state & QStyle.StateFlag.State_HasFocus:
            painter.fillRect(row, theme.colour("accent_soft"))
            painter.fillRect(QRect(row.left(), row.top(), 3, row.height()), theme.colour("accent"))
        box = theme.scaled(BOX)
        tick = QStyleOptionButton()
        tick.rect = QRect(row.left() + 6, row.top() + _PADDING + 3, box, box)
        ticked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        on = QStyle.StateFlag.State_On if ticked else QStyle.StateFlag.State_Off
        tick.state = QStyle.StateFlag.State_Enabled | on
        QApplication.style().drawPrimitive(
            QStyle.PrimitiveElement.PE_IndicatorCheckBox, tick, painter
        )
        words = row.adjusted(6 + box + 10, _PADDING, -6, -_PADDING)
        self._paint_words(painter, words, offer)
        painter.restore()

    def editorEvent(  # noqa: N802
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,  # noqa: ARG002
        index: Index,
    ) -> bool:
        """Turn the tick by a click anywhere in the row, and by the space bar."""
        clicked = event.type() == QEvent.Type.MouseButtonRelease
        pressed = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space
        if (clicked or pressed) and isinstance(model, _Model):
            model.turn(index)
            return True
        return False

    def _paint_words(self, painter: QPainter, words: QRect, offer: Offer) -> None:
        theme = themes.current()
        body, small = theme.font("body"), theme.font("small")
        painter.setFont(body)
        painter.setPen(theme.colour("text"))
        line = QFontMetrics(body)
        label = line.elidedText(offer.label, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, label)
        painter.setFont(small)
        painter.setPen(theme.colour("text_muted"))
        below = words.adjusted(0, line.height() + 2, 0, 0)
        first, rest = _broken(_text(offer), QFontMetrics(small), below.width())
        painter.drawText(below, 0, first)
        following = below.adjusted(0, QFontMetrics(small).height() + 1, 0, 0)
        painter.drawText(following, 0, rest)


def _text(offer: Offer) -> str:
    return offer.sentence.text if offer.sentence else ""


def _spoken(offer: Offer) -> str:
    return f"{offer.label}, {offer.detail}. {_text(offer)}"


def _holds(offer: Offer, wanted: Sequence[str]) -> bool:
    text = _spoken(offer).casefold()
    return all(word in text for word in wanted)


def _row_height() -> int:
    theme = themes.current()
    body, small = QFontMetrics(theme.font("body")), QFontMetrics(theme.font("small"))
    return body.height() + 2 * small.height() + 3 + 2 * _PADDING


def _broken(text: str, metrics: QFontMetrics, width: int) -> tuple[str, str]:
    """Break a text into two lines; the second ends in dots if there is more."""
    first = ""
    for word in text[:400].split(" "):
        longer = f"{first} {word}".strip()
        if first and metrics.horizontalAdvance(longer) > width:
            break
        first = longer
    rest = text[len(first) :].strip()
    elided = metrics.elidedText(first, Qt.TextElideMode.ElideRight, width)
    return elided, metrics.elidedText(rest[:400], Qt.TextElideMode.ElideRight, width)

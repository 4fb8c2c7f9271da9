"""Everything of a record in a list, part by part; of each thing it is said whether it goes out."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem

from practicenotes.domain import times
from practicenotes.domain.record_paper import Item, Part
from practicenotes.ui import theme as themes


_KEY = Qt.ItemDataRole.UserRole
_HEIGHT = 280  # px at 100 % text


class Things(QListWidget):
    """A list to choose one or several things in."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setFixedHeight(themes.current().scaled(_HEIGHT))

    def show_items(self, items: Sequence[Item], said: Callable[[Item], str]) -> None:
        """Show these things, and what is said of each; the chosen lines stay chosen."""
        kept, row = set(self.chosen()), self.currentRow()
        self.clear()
        for part in Part:
            self._list_part(part, [each for each in items if each.part is part], said)
        for line in self.lines():
            line.setSelected(line.data(_KEY) in kept)
        self.setCurrentRow(max(row, 1), self.selectionModel().SelectionFlag.NoUpdate)

    def chosen(self) -> tuple[str, ...]:
        """Return the keys of what is chosen, or of the line where the keyboard is."""
        keys = [line.data(_KEY) for line in self.selectedItems() if line.data(_KEY)]
        current = self.currentItem()
        return tuple(keys or ([current.data(_KEY)] if current and current.data(_KEY) else []))

    def lines(self) -> list[QListWidgetItem]:
        """Return the lines of things, without the headings."""
        found = (self.item(row) for row in range(self.count()))
        return [line for line in found if line.data(_KEY)]

    def _list_part(self, part: Part, items: Sequence[Item], said: Callable[[Item], str]) -> None:
        if not items:
            return
        head = QListWidgetItem(part.value, self)
        head.setFlags(Qt.ItemFlag.NoItemFlags)
        for item in items:
            state = f", {item.state}" if item.state not in ("", "signed", "final") else ""
            state += f": {item.why}" if item.why else ""
            own = f" “{item.known_as}”" if item.known_as else ""
            what = f"{item.name}{own}, {times.in_full(item.on)}{state}"
            line = QListWidgetItem(f"    {what}  ·  {said(item)}", self)
            line.setData(_KEY, item.key)
            line.setData(Qt.ItemDataRole.AccessibleTextRole, f"{what}, {said(item)}")

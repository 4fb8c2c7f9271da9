"""What a list shows line by line: some lines are read and chosen, others only head a group."""

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt


Index = QModelIndex | QPersistentModelIndex

ROW = Qt.ItemDataRole.UserRole


class Line(Protocol):
    """One line of a list."""

    @property
    def id(self) -> str:
        """What names the line, however its words change."""

    @property
    def aloud(self) -> str:
        """The line as a screen reader says it."""

    @property
    def is_head(self) -> bool:
        """Whether it only heads a group, and is never chosen."""


L = TypeVar("L", bound=Line)


class Lines(QAbstractListModel, Generic[L]):
    """The lines that a view shows, laid out anew by `_lay_out()` whenever they change."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[L] = ()

    @property
    def rows(self) -> Sequence[L]:
        """The lines as they stand."""
        return self._rows

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802
        """Return how many lines there are."""
        return 0 if parent and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a line's words, or the line itself under ROW."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.aloud
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the keyboard pass over the heads of groups."""
        if self._rows[index.row()].is_head:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def index_of(self, line_id: str) -> QModelIndex:
        """Return where the line of this name stands, or an invalid index; heads are not found."""
        for number, row in enumerate(self._rows):
            if row.id == line_id and not row.is_head:
                return self.index(number)
        return QModelIndex()

    def _lay_out(self) -> None:
        """Take new lines; while the same things stand there, the view keeps its place."""
        rows = list(self._lines())
        if [row.id for row in rows] == [row.id for row in self._rows]:
            self._rows = rows
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    @abstractmethod
    def _lines(self) -> Iterator[L]:
        """Yield the lines as they are to stand."""

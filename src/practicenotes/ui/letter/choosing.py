"""Which letter is begun: every kind with one line about it, found by typing."""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from practicenotes.domain.letter_kinds import LetterKind
from practicenotes.records.new_letter import NewLetter
from practicenotes.ui import theme as themes
from practicenotes.ui.order import follow_reading
from practicenotes.ui.session.dialog import PageDialog
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.row_button import RowButton
from practicenotes.ui.widgets.search_field import SearchField
from practicenotes.ui.widgets.words import Words, section


EMPTY = "Each letter begins nearly empty: nothing of the record is in it until you tick it."
NOTHING_FOUND = "No kind of letter has these letters in its name."
USED_LAST, OTHERS, ALL = "Used last", "All others", "All kinds"
_REMEMBERED = 3
_WIDTH = 720  # px at 100 % text


class NewLetterDialog(PageDialog):
    """Asks for a kind; to take its line begins the letter, and Enter in the field the first one.

    Signals:
        kinds_wanted(): the kinds themselves are to be looked at.
        (asked(): of PageDialog; `kind` says what was chosen.)
    """

    least_width = _WIDTH
    kinds_wanted = Signal()

    def __init__(self, offer: NewLetter, parent: QWidget) -> None:
        super().__init__(parent, "New letter", "Begin", "Cancel")
        self._offer = offer
        self.kind: LetterKind | None = None
        self.rows: list[RowButton] = []
        self.field = SearchField("Find a kind of letter")
        self.own = Button("Make or change kinds…")
        self._none = Words(NOTHING_FOUND, "muted", wraps=True)
        self._groups = QVBoxLayout()
        self._groups.setSpacing(0)
        for part in (Words(EMPTY, "body", wraps=True), self.field, self._none):
            self.body.addWidget(part)
        self.body.addLayout(self._groups)
        self.body.addStretch()
        self.own.hide()
        self.main.hide()  # each line begins a letter by itself
        self.add_button(self.own)
        self.own.clicked.connect(self._leave)
        self.field.textChanged.connect(self._list)
        self.field.installEventFilter(self)
        self._list("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Let Enter in the field begin the first letter of the list, and an arrow lead into it."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self.rows:
            if watched is self.field and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.rows[0].click()
                return True
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                return self._step(watched, 1 if event.key() == Qt.Key.Key_Down else -1)
        return super().eventFilter(watched, event)

    def _step(self, watched: QObject, by: int) -> bool:
        at = self.rows.index(watched) if isinstance(watched, RowButton) else -1
        to = max(at + by, -1)
        if to < len(self.rows):
            stop = self.rows[to] if to >= 0 else self.field
            self.bring_into_sight(stop)
        return True

    def _list(self, typed: str) -> None:
        """List the kinds whose name or description holds what was typed."""
        while (taken := self._groups.takeAt(0)) is not None:
            if widget := taken.widget():
                widget.hide()
                widget.deleteLater()
        self.rows = []
        words = typed.casefold().split()
        for heading, kinds in self._grouped():
            found = [kind for kind in kinds if _holds(kind, words)]
            if found:
                head = section(heading)
                head.setContentsMargins(0, themes.current().space("one"), 0, 0)
                self._groups.addWidget(head)
            for kind in found:
                row = RowButton(kind.name, kind.summary)
                row.clicked.connect(lambda _=False, kind=kind: self._choose(kind))
                row.installEventFilter(self)
                self._groups.addWidget(row)
                row.show()
                self.rows.append(row)
        self._none.setVisible(not self.rows)
        follow_reading(self)

    def _grouped(self) -> Iterator[tuple[str, list[LetterKind]]]:
        known = {kind.id: kind for kind in self._offer.kinds}
        recent = [known[each] for each in self._offer.used_last if each in known][:_REMEMBERED]
        yield USED_LAST, recent
        yield OTHERS if recent else ALL, [kind for kind in self._offer.kinds if kind not in recent]

    def _choose(self, kind: LetterKind) -> None:
        self.kind = kind
        self._ask()

    def _leave(self) -> None:
        self.reject()
        self.kinds_wanted.emit()


def _holds(kind: LetterKind, words: list[str]) -> bool:
    told = f"{kind.name} {kind.summary}".casefold()
    return all(word in told for word in words)

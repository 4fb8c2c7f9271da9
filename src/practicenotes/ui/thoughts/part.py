"""One kind of line about a client: shown, added, changed, taken out and brought back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from practicenotes.domain.people import ClientId
from practicenotes.domain.unfinished import Mark
from practicenotes.reflections import unfinished
from practicenotes.ui.tasks import Tasks
from practicenotes.ui.thoughts.dialog import LineDialog
from practicenotes.ui.thoughts.ledger import Ledger, Line
from practicenotes.ui.unfinished import Standing
from practicenotes.ui.widgets.form import Field


SHEET = "line"
Call = tuple[Any, ...]  # an operation of the store, and what it is given


def _replaced(value: Any, typed: Mapping[str, Any]) -> Any:
    return replace(value, **typed)


@dataclass(frozen=True, slots=True)
class LineKind:
    """All that differs from one kind of line to another.

    `name` is what its begun sheets are kept under, and `needed` the field without which there is
    nothing to keep; `begin` returns an empty value, `rows` the fields for one (and whether it is
    known), `written` a value with what was typed.
    """

    name: str
    words: tuple[str, str, str, str]  # heading, question, the button, what is said of none
    asks: str  # the heading of the dialog
    needed: str
    read: Callable[[ClientId], Call]
    add: Callable[[Any], Call]
    change: Callable[[Any], Call]
    remove: Callable[[Any], Call]
    begin: Callable[[ClientId], Any]
    rows: Callable[[Any, bool], Sequence[Field]]
    lines: Callable[[Sequence[Any]], Sequence[Line]]
    written: Callable[[Any, Mapping[str, Any]], Any] = _replaced


class Part(QWidget):
    """The lines of one kind about one client.

    Signals:
        removed(object): a line was taken out; `restore` brings this one back.
    """

    removed = Signal(object)

    def __init__(self, tasks: Tasks, kind: LineKind, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._tasks, self._kind, self._now = tasks, kind, now
        self._awaited: str | None = None  # the line that is to be opened once it is read
        self._client_id = ClientId("")
        self._known: dict[str, Any] = {}
        self.ledger = Ledger(*kind.words)
        self.ledger.add_wanted.connect(self._begin)
        self.ledger.change_wanted.connect(lambda line: self._ask(self._known[line], known=True))
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.addWidget(self.ledger)

    def open(self, client_id: ClientId) -> None:
        """Show the lines about a client."""
        self._client_id = client_id
        self._read()

    @property
    def kind_name(self) -> str:
        """What its begun sheets are kept under."""
        return self._kind.name

    def again(self, client_id: ClientId, line_id: str) -> None:
        """Open the sheet of a line that was left open, or of a new one, once the lines are read."""
        self._awaited = line_id
        self.open(client_id)

    def restore(self, value: object) -> None:
        """Bring back what was taken out."""
        operation, *arguments = self._kind.add(value)
        self._tasks.run(self, operation, *arguments, then=self._read)

    def _read(self, go_to: str | None = None) -> None:
        """Read the lines anew; the keyboard goes to the line of this id."""
        operation, *arguments = self._kind.read(self._client_id)
        show = partial(self._show, self._client_id, go_to)
        self._tasks.run(self, operation, *arguments, then=show)

    def _show(self, client_id: ClientId, go_to: str | None, found: tuple[Any, ...]) -> None:
        if client_id != self._client_id:  # another client was chosen meanwhile
            return
        held = self.ledger.holder() if go_to is None else go_to
        self._known = {each.id: each for each in found}
        self.ledger.show_lines(self._kind.lines(found))
        if held is not None:
            self.ledger.take_keyboard(held)
        awaited, self._awaited = self._awaited, None
        if awaited in self._known:
            self._ask(self._known[awaited], known=True)
        elif awaited == "":
            self._begin()

    def _begin(self) -> None:
        self._ask(self._kind.begin(self._client_id), known=False)

    def _ask(self, value: Any, *, known: bool) -> None:
        """Open a sheet for a line; it stays until the commit came back."""
        kind = self._kind
        rows = kind.rows(value, known)
        dialog = LineDialog(self, kind.asks, rows, kind.needed, known=known)
        mark = Mark(SHEET, (value.client_id, kind.name, value.id))
        standing = Standing(dialog, self._tasks, unfinished, mark, self._now)
        write = kind.change if known else kind.add
        dialog.asked.connect(
            lambda: standing.hand_in(
                *write(kind.written(value, dialog.typed())),
                then=lambda new: self._close(dialog, value.id or new),
            )
        )
        dialog.taken_out.connect(
            lambda: standing.hand_in(
                *kind.remove(value), then=lambda _: self._close_on(dialog, value)
            )
        )
        dialog.finished.connect(dialog.deleteLater)
        dialog.show_sheet()

    def _close(self, dialog: LineDialog, go_to: str) -> None:
        dialog.accept()
        self._read(go_to)

    def _close_on(self, dialog: LineDialog, gone: object) -> None:
        """Close a sheet whose line was taken out."""
        self._close(dialog, "")
        self.removed.emit(gone)

"""One kind of line about a client: shown, added, changed, taken out and brought back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from practicenotes.domain.people import ClientId
from practicenotes.ui.tasks import Tasks
from practicenotes.ui.thoughts.dialog import LineDialog
from practicenotes.ui.thoughts.ledger import Ledger, Line
from practicenotes.ui.widgets.form import Field


Call = tuple[Any, ...]  # an operation of the store, and what it is given


def _replaced(value: Any, typed: Mapping[str, Any]) -> Any:
    return replace(value, **typed)


@dataclass(frozen=True, slots=True)
class LineKind:
    """All that differs from one kind of line to another.

    `needed` is the field without which there is nothing to keep; `begin` returns an empty value,
    `rows` the fields for one (and whether it is known), `written` a value with what was typed.
    """

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

    def __init__(self, tasks: Tasks, kind: LineKind) -> None:
        super().__init__()
        self._tasks, self._kind = tasks, kind
        self._client_id = ClientId("")
        self._known: dict[str, Any] = {}
        self._dialog: LineDialog | None = None
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

    def flush(self) -> None:
        """Hand a line that is still being written to the store, as it stands."""
        if self.has_unsaved and self._dialog and self._dialog.main.isEnabled():
            self._dialog.asked.emit()

    @property
    def has_unsaved(self) -> bool:
        """Whether a sheet is open on which something was typed."""
        return self._dialog is not None and self._dialog.is_written

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

    def _begin(self) -> None:
        self._ask(self._kind.begin(self._client_id), known=False)

    def _ask(self, value: Any, *, known: bool) -> None:
        """Open a sheet for a line; it stays until the commit came back."""
        kind = self._kind
        rows = kind.rows(value, known)
        dialog = LineDialog(self, kind.asks, rows, kind.needed, known=known)
        write = kind.change if known else kind.add
        dialog.asked.connect(
            lambda: self._run(
                dialog,
                write(kind.written(value, dialog.typed())),
                lambda new: self._close(dialog, value.id or new),
            )
        )
        dialog.taken_out.connect(
            lambda: self._run(dialog, kind.remove(value), lambda _: self._close_on(dialog, value))
        )
        dialog.finished.connect(self._let_go)
        self._dialog = dialog
        dialog.show_sheet()

    def _let_go(self) -> None:
        if self._dialog:
            self._dialog.deleteLater()
            self._dialog = None

    def _run(self, dialog: LineDialog, call: Call, then: Callable[[Any], object]) -> None:
        operation, *arguments = call
        dialog.main.setEnabled(False)
        self._tasks.run(dialog, operation, *arguments, then=then, failed=dialog.refuse)

    def _close(self, dialog: LineDialog, go_to: str) -> None:
        dialog.accept()
        self._read(go_to)

    def _close_on(self, dialog: LineDialog, gone: object) -> None:
        """Close a sheet whose line was taken out."""
        self._close(dialog, "")
        self.removed.emit(gone)

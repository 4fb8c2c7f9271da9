"""What can be done with a whole reflection: its former wordings, its trash, its deletion."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from practicenotes.domain.facets import FacetBook
from practicenotes.domain.reflections import Reflection, former
from practicenotes.domain.reflections.former import FormerReflection
from practicenotes.domain.sessions import SessionId
from practicenotes.reflections import history, trash
from practicenotes.reflections.trash import Discarded
from practicenotes.ui.saving import Autosave
from practicenotes.ui.session.former_wordings import Wording
from practicenotes.ui.session.private_sheets import (
    ERASE,
    FormerReflections,
    ReflectionTrash,
    ask_once_more,
)
from practicenotes.ui.tasks import Tasks
from practicenotes.ui.widgets.buttons import IconButton
from practicenotes.ui.widgets.trash_row import FOR_GOOD


ALL = "Every former wording of every reflection is erased. The reflections stay as they are."
ERASED = "The history of your reflections is erased."
IN_TRASH = "The reflection is in its trash for thirty days."
INTERVAL = timedelta(minutes=10)  # of writing, until a wording is kept


class PrivateFormer(QObject):
    """Keeps, shows, takes back and erases wordings; deletes a reflection and brings it back.

    Signals:
        became(): the store holds other words of this reflection now.
        told(str): what was done.
    """

    became = Signal()
    told = Signal(str)

    def __init__(
        self,
        over: QWidget,
        tasks: Tasks,
        now: Callable[[], datetime],
        book: FacetBook,
        saves: Autosave,
        written: Callable[[], Reflection | None],
    ) -> None:
        super().__init__(over)
        self._over, self._tasks, self._now = over, tasks, now
        self._book, self._saves, self._written = book, saves, written
        self._since: datetime | None = None
        self._days: Mapping[SessionId, date] = {}
        saves.saved.connect(self._keep_interval)

    def menu_button(self) -> IconButton:
        """Return the button whose menu offers all of it."""
        more = IconButton("ellipsis", "More for this reflection")
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(more)
        menu.addAction("Former &wordings…", self.show_history)
        menu.addAction("&Delete this reflection", self.delete)
        menu.addAction("&Trash of reflections…", self.show_trash)
        more.setMenu(menu)
        return more

    def know(self, days: Mapping[SessionId, date]) -> None:
        """Know the days of this client's sessions; what was written before is another's."""
        self._days, self._since = days, None

    def touch(self) -> None:
        """Say that something was written."""
        self._since = self._since or self._now()

    def leave(self) -> None:
        """Keep what was written since the last wording, where the therapist wants that."""
        written = self._written()
        if self._since and written:
            self._since = None
            self._run(self, history.keep, written, self._book, failed=lambda _: True)

    def _keep_interval(self, at: datetime) -> None:
        if self._since and at - self._since >= INTERVAL:
            self.leave()

    # --- former wordings ----------------------------------------------------------------------

    def show_history(self) -> None:
        """Show what this reflection said before, and whether that is kept at all."""
        written = self._written()
        if written is None:
            return
        dialog = FormerReflections(self._over, self._standing)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.keep_wanted.connect(partial(self._keep_now, dialog, written))
        dialog.asked.connect(partial(self._take_back, dialog, written))
        dialog.switch.clicked.connect(lambda: self._turn(dialog, dialog.switch.isChecked()))
        erase = partial(self._erase, dialog, written)
        dialog.erase.clicked.connect(partial(ask_once_more, dialog, ERASE, ALL, "Erase", erase))
        self._tasks.run(dialog, history.is_kept, then=dialog.show_switch)
        self._read(dialog, written, dialog.show_sheet)

    def _standing(self) -> Wording:
        written = self._written()
        return former.passages(written, self._book) if written else ()

    def _read(
        self,
        dialog: FormerReflections,
        written: Reflection,
        then: Callable[[], object] = lambda: None,
    ) -> None:
        def show(found: tuple[FormerReflection, ...]) -> None:
            dialog.show_former(found)
            then()

        self._tasks.run(dialog, history.of_session, written.session_id, then=show)

    def _keep_now(self, dialog: FormerReflections, written: Reflection) -> None:
        def keep() -> None:
            then = lambda _: self._read(dialog, written)  # noqa: E731
            self._run(dialog, history.keep, written, self._book, then=then, failed=dialog.refuse)

        self._saves.then(keep)

    def _turn(self, dialog: FormerReflections, on: bool) -> None:
        operation = partial(history.turn, on=on)
        self._tasks.run(dialog, operation, self._now(), failed=dialog.refuse)
        dialog.show_switch(on)

    def _erase(self, dialog: FormerReflections, written: Reflection) -> None:
        def erased(_: int) -> None:
            self.told.emit(ERASED)
            self._read(dialog, written)

        self._tasks.run(dialog, history.erase, self._now(), then=erased, failed=dialog.refuse)

    def _take_back(self, dialog: FormerReflections, written: Reflection) -> None:
        def back(_: object) -> None:
            dialog.accept()
            self.became.emit()

        def take() -> None:
            wanted = (dialog.number, self._book)
            self._run(dialog, history.take_back, written, *wanted, then=back, failed=dialog.refuse)

        self._saves.then(take)

    # --- deleting -----------------------------------------------------------------------------

    def delete(self) -> None:
        """Put the reflection into its trash, once all of it is saved."""
        written = self._written()
        if written is None or written.is_empty:
            return

        def gone(_: str) -> None:
            self._since = None
            self.told.emit(IN_TRASH)
            self.became.emit()

        self._saves.then(
            lambda: self._tasks.run(self, trash.put, written.session_id, self._now(), then=gone)
        )

    def show_trash(self) -> None:
        """Show every reflection that was deleted; its words are not read."""
        dialog = ReflectionTrash(self._over)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.restore_wanted.connect(partial(self._act, dialog, trash.restore))
        dialog.remove_wanted.connect(partial(self._ask_to_remove, dialog))
        self._list(dialog, dialog.show_sheet)

    def _list(self, dialog: ReflectionTrash, then: Callable[[], object] = lambda: None) -> None:
        def show(found: tuple[Discarded, ...]) -> None:
            dialog.show_discarded(found, self._days)
            then()

        self._tasks.run(dialog, trash.find, then=show)

    def _ask_to_remove(self, dialog: ReflectionTrash, discarded_id: str) -> None:
        remove = partial(self._act, dialog, trash.remove, discarded_id)
        ask_once_more(dialog, "Remove for good", FOR_GOOD, "Remove now", remove)

    def _act(
        self, dialog: ReflectionTrash, operation: Callable[..., object], discarded_id: str
    ) -> None:
        def done(_: object) -> None:
            self._list(dialog)
            if operation is trash.restore:
                self.became.emit()

        arguments = (discarded_id, self._now())
        self._tasks.run(dialog, operation, *arguments, then=done, failed=dialog.refuse)

    def _run(
        self,
        asker: QObject,
        operation: Callable[..., object],
        written: Reflection,
        *more: object,
        then: Callable[..., object] | None = None,
        failed: Callable[[Exception], bool | None] | None = None,
    ) -> None:
        about = (written.session_id, written.client_id)
        self._tasks.run(asker, operation, *about, *more, self._now(), then=then, failed=failed)

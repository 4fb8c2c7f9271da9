"""The way in: what is typed at the prompt is tried, and whoever has the key goes on."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, SignalInstance

from practicenotes import __version__
from practicenotes.app import at_the_door, folders
from practicenotes.app.background import Background
from practicenotes.app.executing import Executing
from practicenotes.app.loading import Loading
from practicenotes.domain import settings as known
from practicenotes.domain import synchronised
from practicenotes.ui import theme as themes
from practicenotes.ui.device import Device
from practicenotes.ui.unlock import Greeting, Unlock


if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from practicenotes.app.reading_on import Copy
    from practicenotes.ui.no_practice import NoPractice
    from practicenotes.ui.restore.asked import Asked
    from practicenotes.ui.restore.store_page import StoreCare
    from practicenotes.ui.synchronised import Synchronised
    from practicenotes.vault import Vault


class Prompt(QObject):
    """Makes the page that asks for the key of a practice, and the one that says there is none.

    Signals:
        shown(QWidget): this page is to stand first.
        opened(Vault): the passphrase was right.
        recovered(str, Vault): the recovery key was right; it is handed on as it was typed.
        proved(Unlock): the key fits the practice that is open behind the page.
        another(Path): the practice in this folder is to be opened, now or instead.
        new(Path): a new practice is to be made; this place for it is free.
    """

    shown = Signal(object)
    opened = Signal(object)
    recovered = Signal(str, object)
    proved = Signal(object)
    another = Signal(object)
    new = Signal(object)

    def __init__(self, parent: QObject, device: Device, background: Background) -> None:
        super().__init__(parent)
        self._device, self._background = device, background
        self.executing = Executing(self, device, background)
        self.executing.shown.connect(self.shown)
        self._loading = Loading(self)

    def page(self, folder: Path, *, automatic: bool, held: "Vault | None") -> Unlock:
        """Return the page for a vault; `held` is one that waits open behind it."""
        page = Unlock(
            Greeting(
                practice=folder.stem,
                version=__version__,
                after_automatic_lock=automatic,
                unsaved=held is not None,
                second=held is not None and _asks_second(held),
                failures=int(self._device.get(known.FAILED_UNLOCKS)),
            )
        )
        page.passphrase_given.connect(partial(self._try, page, folder, held, "unlock"))
        page.recovery_key_given.connect(partial(self._try, page, folder, held, "recover"))
        page.executor_key_given.connect(partial(self._try, page, folder, None, "execute"))
        page.another_wanted.connect(lambda: self._choose_another(page, folder))
        page.restore_wanted.connect(partial(self.restore, folder, self.another))
        page.painted.connect(themes.current().complete)
        page.painted.connect(self._loading.begin)
        return page

    def _try(self, page: Unlock, folder: Path, held: "Vault | None", how: str, typed: str) -> None:
        """Load what is left of the program before anything is tried."""
        from practicenotes.errors import ProgramIncomplete

        try:
            self._loading.finish()
        except ProgramIncomplete as error:
            page.refuse(error)
        else:
            self._open(page, folder, held, how, typed)

    def _open(self, page: Unlock, folder: Path, held: "Vault | None", how: str, typed: str) -> None:
        """Try what was typed, off the UI thread: deriving the key takes most of a second."""
        from practicenotes.app import keeping, reading_on

        def work() -> "Vault | Copy":
            if held:
                return keeping.check_key(held, how, typed)
            return reading_on.opened(folder, how, typed, self._device.reading)

        def go_on(vault: "Vault | Copy") -> None:
            if isinstance(vault, reading_on.Copy):
                with at_the_door.unless(vault.close, partial(self._lead_back, page, folder)):
                    self._device.put(known.FAILED_UNLOCKS, 0)
                    reading_on.ReadingOn(vault, self.executing, self._background.work).begin()
            elif held:
                self.proved.emit(page)
            elif how == "unlock":
                self.opened.emit(vault)
            elif how == "execute":
                with at_the_door.unless(vault.close, partial(self._lead_back, page, folder)):
                    self.executing.enter(vault)
            else:
                self.recovered.emit(typed, vault)

        ways_on = partial(self._lead_on, page, folder, how, typed)
        refuse = partial(self._refuse, page) if held else ways_on
        # A page that was left meanwhile hears nothing, and what it had opened would stay open.
        leave = None if held else at_the_door.close
        self._background.work.run(page, work, then=go_on, failed=refuse, unheard=leave)

    def _lead_on(self, page: Unlock, folder: Path, how: str, typed: str, error: Exception) -> None:
        """Show the page that helps with what stood in the way, where there is one."""
        from practicenotes.errors import HeaderDamaged, StoreDamaged

        if isinstance(error, HeaderDamaged):
            self._rebuild_keys(folder)
        elif isinstance(error, StoreDamaged) and how != "execute":
            self._put_back(page, folder, how, typed, error)
        else:
            self._refuse(page, error)

    def _refuse(self, page: Unlock, error: Exception) -> None:
        from practicenotes.app import left_open

        page.refuse(error)
        self._device.put(known.FAILED_UNLOCKS, page.failures)
        left_open.ask(page, error, self._background.work)

    def _lead_back(self, page: Unlock, folder: Path, error: Exception) -> None:
        """Say at the prompt why a practice that was opened for reading cannot be shown."""
        if page.isVisible():
            page.refuse(error)
        else:
            self._ask_again(folder, error)

    def _ask_again(self, folder: Path, error: Exception) -> None:
        self.another.emit(folder)
        self._background.broadcast.raised.emit(error)

    def first(self, folder: Path, *, expected: bool, locked: bool = False) -> "QWidget | None":
        """Return what stands first for a folder; None where a first practice may be made in it.

        `expected` says that a practice was promised to be there: that there is none is then told;
        `locked` that it has just locked itself.
        """
        if page := self.warning(folder):
            page.allowed.connect(lambda: self.another.emit(folder))
            return page
        try:
            if folders.is_vault(folder):
                return self.page(folder, automatic=locked, held=None)
        except PermissionError:
            return self._no_practice(folder, may_read=False)
        if not expected and folders.is_free(folder):
            return None
        return self._no_practice(folder)

    def warning(self, folder: Path) -> "Synchronised | None":
        """Return what stands before a synchronised folder until its word was typed once."""
        service = synchronised.service(folder)
        if not service or self._device.get(known.SYNCHRONISED) == str(folder):
            return None
        from practicenotes.ui.synchronised import Synchronised

        themes.current().complete()
        page = Synchronised(str(folder), service)
        page.allowed.connect(lambda: self._device.put(known.SYNCHRONISED, str(folder)))
        page.another_wanted.connect(lambda: self._choose_another(page, folder))
        return page

    def restore(self, folder: Path, back: SignalInstance) -> None:
        """Show the page that makes a practice out of a backup; `back` leads where one came from."""
        from practicenotes.app import restoring
        from practicenotes.ui.restore.page import RestorePage

        themes.current().complete()
        page = RestorePage(restoring.care(folder, self._device.anchors), self._background.work)
        page.left.connect(lambda: back.emit(folder))
        page.opened.connect(self._restored)
        self.shown.emit(page)

    def reads(self, vault: "Vault", resumed: Callable[["Vault"], object]) -> bool:
        """Show a copy that was handed over, and say whether it is one.

        `resumed` hears of it once it was taken back.
        """
        from practicenotes.app import handed

        manner = handed.manner(vault, self._background.work, self.executing, resumed)
        if manner:
            self.executing.enter(vault, manner)
        return manner is not None

    def _rebuild_keys(self, folder: Path) -> None:
        """Show the page that takes lost keys out of a backup."""
        from practicenotes.app import restoring
        from practicenotes.ui.restore.keys_page import KeysPage

        page = KeysPage(restoring.keys_care(folder), self._background.work)
        page.left.connect(lambda: self.another.emit(folder))
        page.opened.connect(self._restored)
        self.shown.emit(page)

    def _put_back(self, page: Unlock, folder: Path, how: str, typed: str, error: Exception) -> None:
        """Show the page that puts one file back out of a backup, if the other one opens."""
        from practicenotes.app import putting_back
        from practicenotes.ui.restore.store_page import StorePage

        def show(care: "StoreCare | None") -> None:
            if care is None:
                self._refuse(page, error)
                return
            found = StorePage(care, self._background.work)
            found.left.connect(lambda: self.another.emit(folder))
            found.opened.connect(self._restored)
            self.shown.emit(found)

        look = (putting_back.care, folder, self._device.anchors, how, typed)
        refuse = partial(self._refuse, page, error)
        self._background.work.run(page, *look, then=show, failed=lambda _: refuse())

    def _restored(self, vault: "Vault", asked: "Asked") -> None:
        from practicenotes.vault import executor

        if executor.reads(vault):
            with at_the_door.unless(vault.close, partial(self._ask_again, asked.folder)):
                self.executing.enter(vault)
        elif asked.by_recovery:
            self.recovered.emit(asked.typed, vault)
        else:
            self.opened.emit(vault)

    def _begin_new(self, folder: Path) -> None:
        """Begin a new practice, unless the folder is one to warn of."""
        if page := self.warning(folder):
            page.allowed.connect(lambda: self.new.emit(folder))
            self.shown.emit(page)
        else:
            self.new.emit(folder)

    def _no_practice(self, folder: Path, *, may_read: bool = True) -> "NoPractice":
        from practicenotes.ui.no_practice import NoPractice

        themes.current().complete()
        page = NoPractice(_absence(folder, may_read=may_read))
        page.another_wanted.connect(lambda: self._choose_another(page, folder))
        page.again_wanted.connect(lambda: self.another.emit(folder))
        page.restore_wanted.connect(partial(self.restore, folder, self.another))
        page.new_wanted.connect(lambda: self._begin_new(folders.for_a_new_one(folder)))
        return page

    def _choose_another(self, page: "Unlock | NoPractice | Synchronised", folder: Path) -> None:
        from PySide6.QtWidgets import QFileDialog

        chosen = QFileDialog.getExistingDirectory(page, "Open a practice", str(folder.parent))
        if not chosen:
            return
        try:
            found, may_read = folders.is_vault(Path(chosen)), True
        except PermissionError:
            found = may_read = False
        if found:
            self.another.emit(Path(chosen))
        else:
            page.refuse(_absence(Path(chosen), may_read=may_read))


def _asks_second(held: "Vault") -> bool:
    from practicenotes.app import keeping

    return keeping.asks_second(held)


def _absence(folder: Path, *, may_read: bool) -> Exception:
    """Return what is told of a folder in which no practice was seen."""
    from practicenotes.errors import FileNotReadable, VaultMissing

    return VaultMissing(folder) if may_read else FileNotReadable(folder)

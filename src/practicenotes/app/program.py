"""The program while it runs: first run, locked, unlocked, and the ways between the three."""

import threading
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from practicenotes import __version__
from practicenotes.domain import settings as known
from practicenotes.domain import times
from practicenotes.errors import VaultMissing
from practicenotes.ui.device import Device
from practicenotes.ui.idle import Idle
from practicenotes.ui.tasks import Broadcast, Tasks, Work
from practicenotes.ui.theme import Appearance, Theme
from practicenotes.ui.unlock import Greeting, Unlock


if TYPE_CHECKING:
    from practicenotes.ui.desk import Desk, Place
    from practicenotes.ui.first_run import Beginning
    from practicenotes.vault import Vault


# What is not needed to paint the prompt; it is imported behind it, while the therapist types.
_HEAVY = ("practicenotes.app.keeping", "practicenotes.ui.desk", "practicenotes.ui.first_run")


def dress(app: QApplication, device: Device) -> Theme:
    """Give the application its look, as it was chosen on this computer."""
    appearance = Appearance(str(device.get(known.APPEARANCE)))
    return Theme(app, appearance, int(device.get(known.TEXT_SIZE)))


class Program(QObject):
    """Holds the one window of the moment, and the vault while it is unlocked."""

    def __init__(self, app: QApplication, device: Device, folder: Path) -> None:
        super().__init__(app)
        self._device, self._folder = device, folder
        self._work = Work(Broadcast())
        self._idle = Idle(self)
        self._idle.expired.connect(lambda: self.lock(automatic=True))
        self._place: Place | None = None
        self.front: QWidget | None = None
        self.vault: Vault | None = None
        self.desk: Desk | None = None
        app.aboutToQuit.connect(self.close)

    def begin(self) -> None:
        """Show what is needed first: the prompt, or the first steps."""
        if _is_vault(self._folder):
            self.ask()
        else:
            self.show_first_run()

    # --- locked --------------------------------------------------------------------------------

    def ask(self, *, automatic: bool = False) -> None:
        """Show the prompt."""
        page = Unlock(
            Greeting(
                practice=self._folder.stem,
                version=__version__,
                after_automatic_lock=automatic,
                failures=int(self._device.get(known.FAILED_UNLOCKS)),
            )
        )
        page.passphrase_given.connect(lambda typed: self._open(page, "unlock", typed))
        page.recovery_key_given.connect(lambda typed: self._open(page, "recover", typed))
        page.another_wanted.connect(lambda: self._choose_another(page))
        page.painted.connect(_import_the_rest)
        self._show(page)

    def _open(self, page: Unlock, how: str, typed: str) -> None:
        """Try what was typed, off the UI thread: deriving the key takes most of a second."""

        def refuse(error: Exception) -> None:
            page.refuse(error)
            self._device.put(known.FAILED_UNLOCKS, page.failures)

        folder = self._folder

        def unlocked() -> "Vault":
            from practicenotes.app import keeping

            return keeping.unlock(folder, typed)

        def recovered() -> "Vault":
            from practicenotes.app import keeping

            return keeping.recover(folder, typed)

        if how == "unlock":
            self._work.run(page, unlocked, then=self.enter, failed=refuse)
        else:
            then = partial(self._renew, typed)
            self._work.run(page, recovered, then=then, failed=refuse)

    def _choose_another(self, page: Unlock) -> None:
        chosen = QFileDialog.getExistingDirectory(page, "Open a practice", str(self._folder.parent))
        if not chosen:
            return
        if _is_vault(Path(chosen)):
            self._folder = Path(chosen)
            self._place = None
            self.ask()
        else:
            page.refuse(VaultMissing(Path(chosen)))

    # --- unlocked ------------------------------------------------------------------------------

    def enter(self, vault: "Vault") -> None:
        """Show the practice; one whose recovery key was never tried asks for it first."""
        from practicenotes.app import keeping

        self._hold(vault)
        if keeping.is_proven(vault):
            self.show_desk()
        else:
            self._ask_for_proof(vault)

    def _hold(self, vault: "Vault") -> None:
        """Keep the open vault, and enter in its trail how it was opened."""
        from practicenotes.records import access

        self.vault = vault
        self._folder = vault.folder
        self._device.put(known.LAST_VAULT, str(vault.folder))
        failures = int(self._device.get(known.FAILED_UNLOCKS))
        self._device.put(known.FAILED_UNLOCKS, 0)
        vault.record.submit(access.unlocked, failures, times.utc_now())

    def show_desk(self) -> None:
        """Show the pages of the unlocked practice, where the therapist left them."""
        from practicenotes.app import keeping
        from practicenotes.ui.desk import Desk
        from practicenotes.ui.window import Window

        vault = self.vault
        if vault is None:
            return
        broadcast = Broadcast(self)
        window = Window(self._device)
        window.lock_wanted.connect(self.lock)
        window.closing.connect(self.close)
        record = Tasks(vault.record.submit, broadcast)
        private = Tasks(vault.private.submit, broadcast)
        care = keeping.care(vault)
        now = times.utc_now
        self.desk = Desk(window, record, private, self._work, broadcast, care, self._device, now)
        minutes = int(self._device.get(known.LOCK_AFTER_MINUTES))
        window.say_lock(f"Locks after {minutes} min idle" if minutes else "")
        self._idle.warned.connect(lambda left: window.say(f"Locks in {left} seconds."))
        self._idle.start(minutes)
        self._show(window)
        self.desk.begin(self._place)

    def lock(self, *, automatic: bool = False) -> None:
        """Save what is written, close the stores, and go back to the prompt; asks nothing."""
        if self.vault is None:
            return
        self._leave()
        self.ask(automatic=automatic)

    def close(self) -> None:
        """Save what is written and close the stores: the program ends."""
        self._leave()

    def _leave(self) -> None:
        from practicenotes.records import access

        self._idle.stop()
        vault, self.vault = self.vault, None
        if self.desk:
            self._place = self.desk.place
            self.desk.flush()
            self.desk = None
        if vault:
            vault.record.submit(access.locked, times.utc_now())
            vault.close()

    # --- first run -----------------------------------------------------------------------------

    def show_first_run(self) -> None:
        """Lead through the steps to a new practice."""
        from practicenotes.app import keeping
        from practicenotes.ui.first_run import FirstRun
        from practicenotes.ui.letter import outside

        made: list[Vault] = []

        def print_pdf(data: bytes) -> None:
            outside.ask_printer(page, data, lambda: None, lambda: None)

        page = FirstRun(keeping.needs(self._folder, made, print_pdf), self._work)
        page.finished.connect(lambda beginning: self._begin_with(made[0], beginning))
        self._show(page)

    def _begin_with(self, vault: "Vault", beginning: "Beginning") -> None:
        from practicenotes.app import keeping
        from practicenotes.ui.first_run import Beginning

        if beginning is Beginning.SAMPLE and self.front:
            vault.close()
            self._work.run(self.front, keeping.sample, vault.folder.parent, then=self.enter)
            return
        self.enter(vault)
        if beginning is Beginning.FIRST_CLIENT and self.desk:
            self.desk.new_client()

    def _renew(self, typed: str, vault: "Vault") -> None:
        """Offer a new passphrase to whoever came in with the recovery key."""
        from practicenotes.app import keeping
        from practicenotes.ui.renewal import Renewal

        self._hold(vault)
        page = Renewal(keeping.check, keeping.level)
        page.put_off.connect(self.show_desk)
        page.chosen.connect(
            lambda new: self._work.run(
                page,
                keeping.renew_passphrase,
                vault,
                typed,
                new,
                then=lambda _: self.show_desk(),
                failed=page.refuse,
            )
        )
        self._show(page)

    def _ask_for_proof(self, vault: "Vault") -> None:
        """Ask for the recovery key of a practice that was made in a terminal."""
        from practicenotes.app import keeping
        from practicenotes.ui.first_run.recovery import CheckStep

        page = CheckStep()
        page.back.setText("&Later")
        page.back_wanted.connect(self.show_desk)
        page.typed.connect(
            lambda typed: self._work.run(
                page,
                keeping.try_recovery_key,
                vault,
                typed,
                then=lambda _: self.show_desk(),
                failed=page.refuse,
            )
        )
        self._show(page)

    # --- windows -------------------------------------------------------------------------------

    def _show(self, page: QWidget) -> None:
        """Put another window where the one before stood."""
        before, self.front = self.front, page
        page.setWindowTitle("PracticeNotes")
        if before:
            page.setGeometry(before.geometry())
        elif page.size().width() < _FIRST_SIZE[0]:
            page.resize(*_FIRST_SIZE)
        page.show()
        if before:
            before.blockSignals(True)
            before.close()
            before.deleteLater()


_FIRST_SIZE = (1280, 800)


def _is_vault(folder: Path) -> bool:
    return (folder / "keys-a.txt").exists() or (folder / "keys-b.txt").exists()


def _import_the_rest() -> None:
    """Import the databases and the pages on another thread, while the therapist types."""

    def work() -> None:
        for module in _HEAVY:
            import_module(module)

    threading.Thread(target=work, daemon=True).start()

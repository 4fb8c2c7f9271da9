"""The program while it runs: first run, locked, unlocked, and the ways between the three."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QWidget

from practicenotes.app import at_the_door, stage
from practicenotes.app.background import Background
from practicenotes.app.cover import Cover, discard
from practicenotes.app.presence import Presence
from practicenotes.app.prompt import Prompt
from practicenotes.domain import settings as known
from practicenotes.domain import times
from practicenotes.ui import scroll_areas
from practicenotes.ui import theme as themes
from practicenotes.ui.collector import Collector
from practicenotes.ui.device import Device
from practicenotes.ui.help import opening
from practicenotes.ui.theme import Appearance, Theme, WritingLook
from practicenotes.ui.unlock import Unlock


if TYPE_CHECKING:
    from practicenotes.app.staying import Staying
    from practicenotes.app.successor import Successor
    from practicenotes.app.watching import Watch
    from practicenotes.ui.desk import Desk
    from practicenotes.ui.first_run import Beginning
    from practicenotes.ui.place import Place
    from practicenotes.ui.tasks import Tasks
    from practicenotes.vault import Vault


def dress(app: QApplication, device: Device, *, styled: bool = False) -> Theme:
    """Give the application its look, as it was chosen on this computer."""
    appearance = Appearance(str(device.get(known.APPEARANCE)))
    theme = Theme(app, appearance, int(device.get(known.TEXT_SIZE)), styled=styled)
    chosen = (known.MEASURE, known.WRITING_SIZE, known.LINE_SPACING)
    theme.set_writing(WritingLook(*(int(device.get(setting)) for setting in chosen)))
    return theme


class Program(QObject):
    """Holds the one window of the moment, and the vault while it is unlocked.

    A lock ends in a fresh process, the `successor`; without one the prompt stands in this process.
    While something cannot be saved, a lock hides the windows and leaves the vault open behind them.
    """

    def __init__(self, app: QApplication, device: Device, folder: Path) -> None:
        super().__init__(app)
        scroll_areas.describe_safely()
        self._help = opening.HelpKey(self)
        Collector(self)
        self._device, self.folder = device, folder
        self.successor: Successor | None = None
        self._background = Background(self)
        self._background.raised.connect(partial(at_the_door.tell, self))
        self._doors: tuple[Tasks, ...] = ()
        self._presence = Presence(self, device)
        self._presence.gone.connect(lambda: self.lock(automatic=True))
        self._cover = Cover(self, self.save)
        self._cover.settled.connect(partial(self._give_way, automatic=True))
        self._prompt = Prompt(self, device, self._background)
        self._prompt.shown.connect(self._show)
        self._prompt.opened.connect(self.enter)
        self._prompt.recovered.connect(self._renew)
        self._prompt.proved.connect(self._lift)
        self._prompt.another.connect(self._turn_to)
        self._prompt.new.connect(self.show_first_run)
        self._prompt.executing.left.connect(partial(self._give_way, None, automatic=False))
        self._staying: Staying | None = None
        self._watch: Watch | None = None
        self.front: QWidget | None = None
        self.vault: Vault | None = None
        self.desk: Desk | None = None
        app.aboutToQuit.connect(self.close)
        app.aboutToQuit.connect(self._background.end)
        app.commitDataRequest.connect(self.save)

    def begin(self, *, expected: bool = False, locked: bool = False) -> None:
        """Show what is needed first, knowing whether a practice is `expected`, or just `locked`."""
        if page := self._prompt.first(self.folder, expected=expected, locked=locked):
            self._show(page)
        else:
            themes.current().complete()
            self.show_first_run(self.folder)

    def tell(self, error: Exception) -> None:
        """Let the window in front tell an error that nobody claimed."""
        self._background.broadcast.raised.emit(error)

    # --- locked --------------------------------------------------------------------------------

    def ask(self, *, automatic: bool = False) -> None:
        """Show the prompt."""
        held = self.vault if self._cover.drawn else None
        self._show(self._prompt.page(self.folder, automatic=automatic, held=held))

    def _turn_to(self, folder: Path) -> None:
        """Go to the practice in another folder."""
        self.folder = folder
        self.begin(expected=True)

    def _lift(self, page: Unlock) -> None:
        """Show the windows that wait behind the prompt to whoever has proved the key."""
        self.front = self._cover.lift()
        discard([page])
        self._presence.start()

    # --- unlocked ------------------------------------------------------------------------------

    def enter(self, vault: "Vault") -> None:
        """Show the practice; one whose recovery key was never tried asks for it first."""
        from practicenotes.app import keeping, proving

        def go_in() -> None:
            if keeping.is_proven(vault):
                self.show_desk()
            else:
                self._show(proving.recovery_key(vault, self._background.work, self.show_desk))

        self._admit(vault, go_in)

    def _admit(self, vault: "Vault", go_in: Callable[[], object]) -> None:
        """Go in, unless it was handed over, or a question stands before: a later copy is known."""
        from practicenotes.app.watching import Watch

        with at_the_door.turned_back(self, vault):
            self.folder = vault.folder
            if self._prompt.reads(vault, self.enter):
                return
            self._watch = Watch(self._device.anchors)
            older = self._watch.look(vault)
            self._hold(vault)
            if older:
                self._show(self._watch.question(vault, older, go_in, self.lock))
            else:
                go_in()

    def _hold(self, vault: "Vault") -> None:
        """Keep the open vault, and enter in its trail how it was opened."""
        from practicenotes.app import keeping, sittings

        self.vault = vault
        self._device.put(known.LAST_VAULT, str(vault.folder))
        sittings.begin(vault, self._device)
        keeping.empty_trash(vault)
        self._presence.start()

    def turn_desk(self) -> None:
        """Show the pages anew where the therapist is: more, or less, is open now."""
        vault, desk, self.desk = self.vault, self.desk, None
        if vault and desk and self._watch:
            self._doors = self._background.drop(self._doors)
            with at_the_door.turned_back(self, vault):
                if page := self._watch.asks(vault, partial(self.show_desk, desk.place), self.lock):
                    self._show(page)

    def show_desk(self, place: "Place | None" = None) -> None:
        """Show the pages of the unlocked practice, where the therapist left them."""
        from practicenotes.app import bookmark, keeping, offers
        from practicenotes.app.staying import Staying
        from practicenotes.ui.desk import Desk
        from practicenotes.ui.window import Window

        if (vault := self.vault) is None:
            return
        with at_the_door.turned_back(self, vault):
            window = Window(self._device)
            window.lock_wanted.connect(self.lock)
            window.closing.connect(self._close_window)
            self._staying = Staying(window, lambda: not (self.desk and self.desk.has_unsaved))
            self._presence.tell(window)
            self._doors = self._background.doors(vault)
            with themes.laid_once():
                self.desk = Desk(
                    *(window, *self._doors, self._background.work, self._background.broadcast),
                    *(keeping.care(vault), self._device, times.utc_now),
                )
                offers.make(
                    *(self, self.desk, window, vault, self._doors),
                    *(self._background, self._device, self._watch, self._presence.start),
                    opening=place is None,
                )
            self._presence.start()
            self._show(window)
            self.desk.begin(bookmark.take(vault, place))

    def lock(self, *, automatic: bool = False) -> None:
        """Save what is written, close the stores, and go back to the prompt; asks nothing."""
        if self.vault is None or self._cover.drawn:
            return
        self._presence.stop()
        self.vault.leave_off()
        saved, place = False, None
        try:
            saved, place = self.save(), self.desk.place if self.desk else None
        finally:  # whatever went wrong, no word stays in sight
            if saved:
                self._give_way(place, automatic=automatic)
            else:
                self._cover.draw(place)  # behind it nothing has the keyboard
                self.front = None
                self.ask(automatic=automatic)

    def _give_way(self, place: "Place | None", *, automatic: bool) -> None:
        """Close the stores, and let another process ask for the key: this one knows too much."""
        self._leave(place)
        if self.successor:
            discard([self.front] if self.front else [])  # it keeps where it stood
            self.successor.take_over(self.folder, automatic=automatic)
        self.ask(automatic=automatic)

    def save(self) -> bool:
        """Hand what is written to the stores, wait for them, and say whether they took it all."""
        if self.vault is None or self.desk is None:
            return True
        for _ in range(2):  # a save that was under way may fail, and then be taken after all
            self.desk.flush()
            for store in self.vault.stores:
                store.settle()
            for door in self._doors:
                door.hear()
        return not self.desk.has_unsaved

    def close(self) -> None:
        """Save what is written and close the stores: the program ends."""
        if self.vault:
            self.vault.leave_off()
        self.save()
        self._leave()

    def _leave(self, place: "Place | None" = None) -> None:
        """Close the stores; the next key leads to a place that is given, or to words just begun."""
        from practicenotes.app import leaving

        self._presence.stop()
        vault, desk, self.vault, self.desk = self.vault, self.desk, None, None
        if vault:
            leaving.close(vault, desk, place, self._watch)
        self._doors = self._background.drop(self._doors)

    def _close_window(self, event: QCloseEvent) -> None:
        """Keep the window open once while something in it cannot be saved."""
        if self.vault and self.desk and self.desk.practice.copies.closing:  # asked a second time
            self.vault.leave_off()
        if not self.save() and self._staying and self._staying.asks():
            event.ignore()
            return
        if self.front and self.desk and self.desk.practice.copies.keep_open(self.front.close):
            event.ignore()
        else:
            self._leave()

    # --- first run -----------------------------------------------------------------------------

    def show_first_run(self, folder: Path) -> None:
        """Lead through the steps to a new practice."""
        from practicenotes.app import first_steps

        page = first_steps.page(folder, self._background.work, self._begin_with)
        page.restore_wanted.connect(lambda: self._prompt.restore(folder, self._prompt.new))
        self._show(page)

    def _begin_with(self, vault: "Vault", beginning: "Beginning") -> None:
        from practicenotes.app import first_steps
        from practicenotes.ui.first_run import Beginning

        if beginning is Beginning.SAMPLE and self.front:
            first_steps.show_sample(self.front, self._background.work, vault, self.enter)
            return
        self.enter(vault)
        if beginning is Beginning.FIRST_CLIENT and self.desk:
            self.desk.new_client()

    def _renew(self, typed: str, vault: "Vault") -> None:
        """Offer a new passphrase to whoever came in with the recovery key."""
        from practicenotes.app import proving

        work = self._background.work
        self._admit(
            vault,
            lambda: self._show(proving.new_passphrase(vault, typed, work, self.show_desk)),
        )

    def _show(self, page: QWidget) -> None:
        """Put another window where the one before stood."""
        before, self.front = self.front, page
        stage.put(page, before, self._device)
        self._help.begin(page)

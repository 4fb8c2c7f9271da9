"""Says in any page that words are not saved, sends them to a file elsewhere, and brings them back.

The record's words and the private ones stay apart on the way: each store packs and unpacks its own.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QFileDialog

from practicenotes import messages
from practicenotes.domain import times
from practicenotes.domain.elsewhere import Returned
from practicenotes.records import elsewhere as record_words
from practicenotes.reflections import elsewhere as private_words
from practicenotes.ui import unkept
from practicenotes.ui.elsewhere import gathering
from practicenotes.ui.elsewhere.returned import ReturnedSheet
from practicenotes.ui.printing.where import ask_where
from practicenotes.ui.tasks import Broadcast, Tasks, Work
from practicenotes.ui.widgets.strip import NoticeStrip
from practicenotes.ui.window import Window


AGAIN = 2000  # ms: how soon it is asked again whether the stores take what waits
SAVE = "Save elsewhere…"
STILL = "It is still tried here too."
ANEW = "Close the program and open it again, then bring it back with the File menu."
SAVED = "Everything you wrote is saved."
FIRST = "Something you wrote here is not saved yet. It comes first; then bring the others back."
NOTHING = "Nothing that you wrote is unsaved."
_SUFFIX = ".practicewords"
_KINDS = f"Words saved elsewhere (*{_SUFFIX})"


@dataclass(frozen=True, slots=True)
class WordCare:
    """What can be done with words for a file; the keys stay behind it."""

    keep: Callable[[Path, Mapping[str, bytes]], object]
    fetch: Callable[[Path], Mapping[str, bytes]]


class Written(Protocol):
    """The pages of a practice, as one."""

    today: Any

    def flush(self) -> None:
        """Hand everything that is unsaved to the stores."""

    @property
    def has_unsaved(self) -> bool:
        """Whether anything was typed that no store has confirmed."""


class Elsewhere(QObject):
    """A strip over every page while a disk takes nothing, and an entry of the menu for each way."""

    def __init__(
        self,
        desk: Written,
        window: Window,
        doors: tuple[Tasks, Tasks, Work],
        broadcast: Broadcast,
        care: WordCare,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(window)
        self._desk, self._window, self._care, self._now = desk, window, care, now
        self._record, self._private, self._work = doors
        self._why, self._anew = "", False  # whether only a program begun anew takes them
        self.sheet: ReturnedSheet | None = None
        self.strip = NoticeStrip("error")
        self.strip.acted.connect(self.ask_where)
        window.add_strip(self.strip)
        self._clock = QTimer(self, interval=AGAIN)
        self._clock.timeout.connect(self._look)
        broadcast.stuck.connect(self._tell)
        window.act("&File", "Save &unsaved words elsewhere…", self.ask_where)
        window.act("&File", "&Bring back words saved elsewhere…", self._ask_which)

    # --- there ---------------------------------------------------------------------------------

    def ask_where(self) -> None:
        """Ask for a file for what is unsaved."""
        if not self._desk.has_unsaved:
            self._window.say(NOTHING)
            return
        day = times.on_the_wall(self._now())
        name = f"Words of {day:%Y-%m-%d %H%M}{_SUFFIX}"
        over = gathering.in_front(self._window)
        ask_where(over, "Save what you wrote elsewhere", name, _KINDS, self.save)

    def save(self, path: Path) -> None:
        """Send what is unsaved now to a file, the record's and the private words each apart."""
        written = gathering.unsaved(self._window)
        of_record = [write for write in written if record_words.knows(write[0])]
        of_private = [write for write in written if private_words.knows(write[0])]
        parts = {"record": record_words.pack(of_record), "private": private_words.pack(of_private)}
        target = path if path.suffix == _SUFFIX else path.with_name(path.name + _SUFFIX)
        kept = partial(self._kept, target)
        self._work.run(self, self._care.keep, target, parts, then=kept, failed=self._refused)

    def _kept(self, path: Path, _: object) -> None:
        moment = times.clock(times.on_the_wall(self._now()))
        said = f"Saved elsewhere {moment}, in {path.name}: only this practice’s keys open it."
        if self._clock.isActive():
            self._why = f"{said} {ANEW if self._anew else STILL}"
            self.strip.say(self._why, SAVE, closes=False)
        self._window.say(said)
        gathering.say_in_sheets(self._window, said)

    def _refused(self, error: Exception) -> None:
        said = f"{messages.sentence(error)} {unkept.KEPT}"
        self._why = said
        self.strip.say(said, SAVE, closes=False)
        self._clock.start()
        gathering.say_in_sheets(self._window, said)

    # --- while it is tried again ---------------------------------------------------------------

    def _tell(self, error: Exception) -> None:
        """Say once why nothing is saved; what stands there since a file was made stays."""
        if not unkept.is_told(error) or self._window.alone:
            return
        said = unkept.sentence(error)
        anew = unkept.waits_for_another(error)
        if not self._clock.isActive() or (anew and not self._anew):
            self._anew, self._why = anew, said
            self.strip.say(said, SAVE, closes=False)
            self._clock.start()
        gathering.offer_in_sheets(self._window, SAVE, self.ask_where)

    def _look(self) -> None:
        """Take the strip away once all is saved; ask both stores, for their disk may be back."""
        if self._desk.has_unsaved:
            return
        for door in (self._record, self._private):
            door.run(self, _nothing, failed=lambda _: True)
        self._clock.stop()
        self.strip.hide()
        self._window.say(SAVED)

    # --- and back ------------------------------------------------------------------------------

    def _ask_which(self) -> None:
        dialog = QFileDialog(self._window, "Bring back words saved elsewhere", "", _KINDS)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.bring_back(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def bring_back(self, path: Path) -> None:
        """Put the words of a file back into their places, and show where they are now."""
        self._desk.flush()
        self._record.run(self, _nothing, then=lambda _: self._private_then(path))

    def _private_then(self, path: Path) -> None:
        def fetch(_: object) -> None:
            if self._desk.has_unsaved:
                self._window.say(FIRST)
            else:
                self._work.run(self, self._care.fetch, path, then=self._put_record)

        def refused(error: Exception) -> None:  # closed reflections have words there as well
            self._window.tell(error)

        self._private.run(self, _nothing, then=fetch, failed=refused)

    def _put_record(self, parts: Mapping[str, bytes]) -> None:
        self._window.show_page(self._desk.today)  # what stands on other pages is about to change
        at, packed = self._now(), parts.get("record", b"")
        then = partial(self._put_private, parts)
        self._record.run(self, record_words.bring_back, packed, at, then=then)

    def _put_private(self, parts: Mapping[str, bytes], returned: tuple[Returned, ...]) -> None:
        at, packed = self._now(), parts.get("private", b"")
        then = partial(self._name, returned)
        self._private.run(self, private_words.bring_back, packed, at, then=then)

    def _name(self, returned: tuple[Returned, ...], private: tuple[Returned, ...]) -> None:
        sessions = {each.session_id for each in (*returned, *private) if each.session_id}
        then = partial(self._show, returned, private)  # the record is asked with ids alone
        self._record.run(self, record_words.whose, sessions, then=then)

    def _show(
        self, returned: tuple[Returned, ...], private: tuple[Returned, ...], whose: Any
    ) -> None:
        gathering.read_anew(self._desk)
        today = times.on_the_wall(self._now()).date()
        self.sheet = ReturnedSheet(self._window, returned, private, whose, today)
        self.sheet.finished.connect(self._let_go)
        self.sheet.open()

    def _let_go(self) -> None:
        sheet, self.sheet = self.sheet, None
        if sheet:
            sheet.deleteLater()


def _nothing(_db: Any) -> None:
    """Let a store look for its file."""

"""After how long a practice locks itself, as chosen on this computer; and what a lock does."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, Signal

from practicenotes.domain import settings, times
from practicenotes.domain.settings import Setting, Value
from practicenotes.ui.device import Device
from practicenotes.ui.help import topics
from practicenotes.ui.help.link import heading
from practicenotes.ui.lock_key import LockKey
from practicenotes.ui.practice import PracticePage
from practicenotes.ui.widgets.card import Card
from practicenotes.ui.widgets.choice import Choice
from practicenotes.ui.widgets.words import Words, section
from practicenotes.ui.window import Window


ABOUT = (
    "What you write is saved first, and nothing is asked. The windows then give way to the prompt,"
    " and the process that held your keys and notes ends. After your passphrase you are back at"
    " the same page, field and cursor. The practice also locks when you lock the screen, close the"
    " lid or change the user, and before the computer sleeps, where the system tells of it."
)
COPIES = (
    "What you copy out of a note is taken off the clipboard after a while, at a lock and at the"
    " end, unless something else was copied since. Programs that keep a history of the clipboard"
    " are asked to leave it out; not all of them listen."
)
_MINUTES = (1, 2, 3, 5, 10, 15, 20, 30, 45, 60)
_SECONDS = (10, 20, 30, 60, 120, 300)


class LockCard(Card):
    """Two choices, kept at once on this computer.

    Signals:
        changed(): one of them is different now.
    """

    changed = Signal()

    def __init__(self, device: Device) -> None:
        super().__init__()
        self._device = device
        self.minutes = self._choice(
            "Loc&k when nobody has typed or moved for", settings.LOCK_AFTER_MINUTES, _waits()
        )
        self.seconds = self._choice(
            "Clear what was co&pied after", settings.CLIPBOARD_SECONDS, _clearings()
        )
        self.setProperty("help", topics.LOCKING)
        self.stack.addWidget(heading("Locking", topics.LOCKING))
        self.stack.addWidget(Words(ABOUT, "body", wraps=True))
        self._add(self.minutes)
        self.stack.addWidget(Words(COPIES, "body", wraps=True))
        self._add(self.seconds)

    def _choice(self, name: str, setting: Setting, offered: Iterable[tuple[int, str]]) -> Choice:
        options = dict(offered)
        chosen = int(self._device.get(setting))
        if chosen not in options:  # set in the file by hand
            options = {chosen: str(chosen), **options}
        choice = Choice(name.replace("&", ""), tuple(options.items()))
        choice.setProperty("label", name)
        choice.set_value(chosen)
        choice.chosen.connect(lambda value: self._keep(setting, value))
        return choice

    def _add(self, choice: Choice) -> None:
        self.stack.addWidget(section(str(choice.property("label")), choice))
        self.stack.addWidget(choice)

    def _keep(self, setting: Setting, value: Value) -> None:
        self._device.put(setting, value)
        self.changed.emit()


class Notices(QObject):
    """What the window says of locking while a practice is open; it goes with the window."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window

    def warn(self, seconds: int) -> None:
        """Say that the practice is about to lock itself."""
        self._window.say(f"Locks in {seconds} seconds. Any key keeps it open.")

    def stay(self) -> None:
        """Take the warning back: somebody is there."""
        self._window.say("Still open.")

    def cleared(self) -> None:
        """Say that what was copied can no longer be pasted."""
        self._window.say("What you copied is off the clipboard.")


def join(
    practice: PracticePage, window: Window, device: Device, begin_again: Callable[[], object]
) -> None:
    """Put the card on the page of the practice, and say in the window what holds now."""
    card = LockCard(device)
    card.changed.connect(begin_again)
    card.changed.connect(lambda: say(window, device))
    practice.add_card(card)
    say(window, device)
    LockKey(window)


def say(window: Window, device: Device) -> None:
    """Say in the window when it locks by itself, and what was tried before it was opened."""
    minutes = int(device.get(settings.LOCK_AFTER_MINUTES))
    told = f"Locks after {minutes} min idle" if minutes else "Does not lock by itself"
    tries = int(device.get(settings.FAILED_BEFORE))
    if tries:
        word = "try" if tries == 1 else "tries"
        told = f"{told} · {times.number(tries)} wrong {word} before you"
    window.say_lock(told)


def _waits() -> Iterable[tuple[int, str]]:
    for minutes in _MINUTES:
        yield minutes, "1 minute" if minutes == 1 else f"{minutes} minutes"
    yield 0, "Never: only by hand, or with the system"


def _clearings() -> Iterable[tuple[int, str]]:
    for seconds in _SECONDS:
        yield seconds, f"{seconds} seconds" if seconds < 60 else _minutes(seconds // 60)  # noqa: PLR2004
    yield 0, "Never"


def _minutes(count: int) -> str:
    return "1 minute" if count == 1 else f"{count} minutes"

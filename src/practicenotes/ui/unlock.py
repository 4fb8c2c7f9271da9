"""The first thing that is painted: a field for the passphrase, and nothing that tells of clients.

This module and all that it imports stay light: the window stands before the databases are loaded.
"""

from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal, SignalInstance
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from practicenotes.ui import theme as themes
from practicenotes.ui.help import topics
from practicenotes.ui.help.link import HelpLink
from practicenotes.ui.unlock_view import View
from practicenotes.ui.widgets.buttons import LinkButton
from practicenotes.ui.widgets.drawing import Drawing
from practicenotes.ui.widgets.page import scrolled
from practicenotes.ui.widgets.passphrase_field import PassphraseField
from practicenotes.ui.widgets.words import Words, rule, section


COLUMN = 400  # px at 100 % text
LONGEST_WAIT = 60  # seconds
SAVED = "What you were writing is saved, and will be where you left it."
CAPS = "Caps Lock is on."
UNSAVED = "What you wrote last is not saved yet. It is kept behind this prompt and tried again."
SECOND = "Your reflections are open behind it, so it asks for their passphrase."

_FREE_TRIES = 2
_SETTLED = 10  # ms: the first paint is over, and nothing waits behind it


def wait_after(failures: int) -> int:
    """Return the seconds to wait after so many wrong tries: 0, 0, 8, 16, 32, then 60."""
    return 0 if failures <= _FREE_TRIES else min(1 << min(failures, 9), LONGEST_WAIT)


@dataclass(frozen=True, slots=True)
class Greeting:
    """What may be said before anything is unlocked: nothing of any client."""

    practice: str
    version: str
    after_automatic_lock: bool = False
    unsaved: bool = False  # something waits behind the prompt that no store has taken yet
    second: bool = False  # what waits is led to by the passphrase of the reflections
    last_backup: str = ""  # "Last backup today 08:12, verified"
    failures: int = 0  # wrong tries since the last right one, kept on the device


class Unlock(QWidget):
    """The page of the unlock window; it knows no vault and is told how a try ended.

    Signals:
        passphrase_given(str): a passphrase is to be tried; the page waits for `refuse` or its end.
        recovery_key_given(str): likewise a recovery key.
        executor_key_given(str): likewise an executor's key; its two parts stand in two lines.
        another_wanted(): another practice is to be opened.
        restore_wanted(): a practice is to be made out of a backup.
        painted(): once, when the page stands: what is heavy may be imported now.
    """

    passphrase_given = Signal(str)
    recovery_key_given = Signal(str)
    executor_key_given = Signal(str)
    another_wanted = Signal()
    restore_wanted = Signal()
    painted = Signal()

    def __init__(self, greeting: Greeting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("page", True)
        self.failures = greeting.failures
        self._waits_for = 0
        self._has_painted = False
        self._clock = QTimer(self, interval=1000)
        self._clock.timeout.connect(self._tick)
        self._passphrase = _PassphraseView(greeting)
        self._recovery: View | None = None  # made when it is asked for
        self._executor: View | None = None  # likewise
        self._view: View = self._passphrase
        self._restore: LinkButton | None = None
        self._ways = QVBoxLayout()
        self.setFocusProxy(self._passphrase)
        self._lay_out(greeting)
        self._passphrase.given.connect(lambda text: self._try(self.passphrase_given, text))
        self._passphrase.other.clicked.connect(self._turn_to_recovery)
        self._begin_waiting()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Tell when the page has been painted for the first time, and takes what is typed."""
        super().paintEvent(event)
        if not self._has_painted:
            self._has_painted = True
            QTimer.singleShot(_SETTLED, self, self.painted.emit)

    @property
    def is_trying(self) -> bool:
        """Whether something that was typed is being tried now."""
        return self._view.busy

    def refuse(self, error: Exception) -> None:
        """Say why the try did not open the practice; the text stays, selected."""
        from practicenotes import messages
        from practicenotes.errors import WrongExecutorKey, WrongPassphrase, WrongRecoveryKey
        from practicenotes.ui.announce import announce

        if isinstance(error, WrongPassphrase | WrongRecoveryKey | WrongExecutorKey):
            self.failures += 1
        view = self._view
        view.set_busy(False)
        view.warn(messages.at_the_prompt(error))
        view.select()
        view.show_wrong(error)
        if self._restore and _wants_backup(error):
            self._restore.setFocus()
            QTimer.singleShot(_SETTLED, self, self._bring_backups_into_sight)
        announce(self, view.warning.said(), urgent=True)
        self._begin_waiting()

    def try_again(self) -> None:
        """Try once more what is typed, at once: what stood in its way is gone."""
        self._waits_for = 0
        self._clock.stop()
        self._show_wait()
        self._view.unlock.click()

    def forget(self) -> None:
        """Let go of everything that was typed."""
        for view in (self._passphrase, self._recovery, self._executor):
            if view:
                view.forget()
        self._view.set_busy(False)

    def _try(self, signal: SignalInstance, text: str) -> None:
        if text and not self._waits_for and not self._view.busy:
            self._view.warn("")
            self._view.set_busy(True)
            signal.emit(text)

    def _turn_to_recovery(self) -> None:
        if not self._recovery:
            self._recovery = self._another(_RecoveryView(), self.recovery_key_given)
        self._turn_to(self._recovery)

    def _turn_to_executor(self) -> None:
        if not self._executor:
            from practicenotes.ui.executor.way import ExecutorView

            self._executor = self._another(ExecutorView(), self.executor_key_given)
        self._turn_to(self._executor)

    def _another(self, view: "View", signal: SignalInstance) -> "View":
        """Add a way that leads back to the passphrase."""
        view.given.connect(lambda text: self._try(signal, text))
        view.other.clicked.connect(lambda: self._turn_to(self._passphrase))
        self._ways.addWidget(view)
        return view

    def _turn_to(self, view: "View") -> None:
        self._view.hide()
        self._view = view
        self.setFocusProxy(view)
        view.show()
        view.warn("")
        view.select()
        self._show_wait()

    def _begin_waiting(self) -> None:
        self._waits_for = wait_after(self.failures)
        if self._waits_for:
            self._clock.start()
        self._show_wait()

    def _tick(self) -> None:
        self._waits_for -= 1
        if not self._waits_for:
            self._clock.stop()
        self._show_wait()

    def _show_wait(self) -> None:
        seconds = "second" if self._waits_for == 1 else "seconds"
        text = f"You can try again in {self._waits_for} {seconds}." if self._waits_for else ""
        self._view.wait(text)

    def _bring_backups_into_sight(self) -> None:
        if self._restore:
            self._area.ensureWidgetVisible(self._restore)

    def _lay_out(self, greeting: Greeting) -> None:
        theme = themes.current()
        middle = QWidget()
        middle.setFixedWidth(theme.scaled(COLUMN))
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, theme.space("two"), 0, theme.space("two"))
        column.setSpacing(0)
        column.addLayout(_title())
        column.addSpacing(theme.space("four"))
        self._ways.addWidget(self._passphrase)
        column.addLayout(self._ways)
        column.addSpacing(theme.space("five"))
        column.addWidget(rule())
        column.addSpacing(theme.space("one"))
        column.addLayout(self._practice(greeting))
        column.addSpacing(theme.space("half"))
        if not greeting.unsaved:
            column.addLayout(self._way_back())
            column.addSpacing(theme.space("half"))
        column.addLayout(_help())
        sheet = QWidget()
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(middle)
        across.addStretch(1)
        down = QVBoxLayout(sheet)
        down.addStretch(1)
        down.addLayout(across)
        down.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self._area = scrolled(sheet)
        whole.addWidget(self._area, 1)
        whole.addWidget(_footer(greeting))

    def _way_back(self) -> QHBoxLayout:
        row = QHBoxLayout()
        executor = LinkButton("Open as e&xecutor")
        executor.clicked.connect(self._turn_to_executor)
        row.addWidget(executor)
        row.addStretch()
        self._restore = LinkButton("Restore from a &backup…")
        self._restore.clicked.connect(self.restore_wanted)
        row.addWidget(self._restore)
        return row

    def _practice(self, greeting: Greeting) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(themes.current().space("one"))
        row.addWidget(Words("Practice", "small"))
        row.addWidget(Words(greeting.practice, "strong"))
        row.addStretch()
        if not greeting.unsaved:  # one that waits for a save is not left for another
            another = LinkButton("Open &another")
            another.clicked.connect(self.another_wanted)
            row.addWidget(another)
        return row


class _PassphraseView(View):
    """The usual way."""

    def __init__(self, greeting: Greeting) -> None:
        super().__init__("Use the &recovery key")
        theme = themes.current()
        self._caps = False
        self.field = PassphraseField("Passphrase")
        self.stack.addWidget(Words("Your notes are locked.", "heading"))
        if greeting.unsaved or greeting.after_automatic_lock:
            kept = UNSAVED if greeting.unsaved else SAVED
            kept = f"{kept} {SECOND}" if greeting.second else kept
            self.stack.addWidget(Words(kept, "body", wraps=True))
        self.stack.addSpacing(theme.space("two"))
        self.stack.addWidget(section("&Passphrase", self.field.field))
        self.stack.addSpacing(theme.space("half"))
        self.stack.addWidget(self.field)
        self.add_foot()
        self.field.given.connect(self._give)
        self.unlock.clicked.connect(self._give)
        self.field.caps_lock.connect(self._tell_caps_lock)
        self.setFocusProxy(self.field)

    def warn(self, text: str, state: str = "error") -> None:
        """Say it, and still that Caps Lock is on: that may be why."""
        both = self._caps and text not in {"", CAPS}
        super().warn(f"{CAPS} {text}" if both else text, state)

    def select(self) -> None:
        """Select the whole passphrase."""
        self.field.select()

    def lock_field(self, locked: bool) -> None:
        """Take no typing."""
        self.field.field.setReadOnly(locked)

    def forget(self) -> None:
        """Let go of the passphrase."""
        self.field.clear()

    def _give(self) -> None:
        self.given.emit(self.field.text())

    def _tell_caps_lock(self, on: bool) -> None:
        self._caps = on
        said = CAPS if on else ""
        if said != self._said:
            self.warn(said, "draft")


class _RecoveryView(View):
    """The way for a forgotten passphrase."""

    def __init__(self) -> None:
        from practicenotes.ui.widgets.key_fields import KeyFields

        super().__init__("Use the &passphrase")
        self.fields = KeyFields(paste=True)
        self.stack.addWidget(Words("Open with the recovery key.", "heading"))
        what = "It stands on your recovery sheet. You then choose a new passphrase."
        self.stack.addWidget(Words(what, "body", wraps=True))
        self.stack.addSpacing(themes.current().space("two"))
        self.stack.addWidget(self.fields)
        self.add_foot()
        self.fields.completed.connect(self.unlock.setFocus)
        self.unlock.clicked.connect(lambda: self.given.emit(self.fields.key()))
        self.setFocusProxy(self.fields)

    def select(self) -> None:
        """Go to the first group that is short, or to the first of all."""
        self.fields.begin()

    def lock_field(self, locked: bool) -> None:
        """Take no typing."""
        self.fields.setEnabled(not locked)

    def forget(self) -> None:
        """Let go of the key."""
        self.fields.clear()

    def show_wrong(self, error: Exception) -> None:
        """Mark the doubtful groups."""
        from practicenotes.errors import RecoveryKeyMistyped

        if isinstance(error, RecoveryKeyMistyped):
            self.fields.show_wrong(error.groups)


def _wants_backup(error: Exception) -> bool:
    """Whether a backup is what helps: no other try would open this practice."""
    from practicenotes.errors import HeaderTampered, StoreDamaged

    lies_elsewhere = isinstance(error, StoreDamaged) and error.how == "missing"
    return isinstance(error, HeaderTampered | StoreDamaged) and not lies_elsewhere


def _title() -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(themes.current().space("one") + themes.current().space("half"))
    row.addWidget(Drawing("notebook-pen", "accent", "large"))
    row.addWidget(Words("PracticeNotes", "title"))
    row.addStretch()
    return row


def _help() -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(HelpLink(topics.TROUBLE, "&Help, also with a forgotten passphrase"))
    row.addStretch()
    return row


def _footer(greeting: Greeting) -> QFrame:
    theme = themes.current()
    footer = QFrame()
    footer.setObjectName("footer")
    row = QHBoxLayout(footer)
    row.setContentsMargins(theme.space("two"), 0, theme.space("two"), 0)
    row.setSpacing(6)
    row.addWidget(Words(f"Version {greeting.version} · works without a network", "small"))
    row.addStretch()
    if greeting.last_backup:
        row.addWidget(Drawing("hard-drive", "text_soft", "small"))
        row.addWidget(Words(greeting.last_backup, "small"))
    return footer

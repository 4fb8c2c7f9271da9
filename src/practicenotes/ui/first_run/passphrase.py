"""The first step: where the practice lives, and the passphrase that opens it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from practicenotes import messages
from practicenotes.errors import PassphraseRefused
from practicenotes.ui import theme as themes
from practicenotes.ui.first_run.needs import Needs
from practicenotes.ui.first_run.sheet import Sheet
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.meter import StrengthMeter
from practicenotes.ui.widgets.passphrase_field import PassphraseField
from practicenotes.ui.widgets.words import Words, section


COLUMN = 520  # px at 100 % text
_MEASURED_AFTER_MS = 250  # the honest estimate takes a moment; it waits for a pause in typing

_WORDS = (
    "It opens your notes, and nobody else has it. Next you get a recovery key for the day you"
    " forget it. If you lose both, nobody can open them, and that includes us."
)


class PassphraseStep(Sheet):
    """Folder, passphrase, the same again.

    Signals:
        chosen(Path, str): both are good; the practice may be made.
        restore_wanted(): there is a practice already, in a backup.
    """

    chosen = Signal(Path, str)
    restore_wanted = Signal()

    def __init__(self, needs: Needs) -> None:
        super().__init__(1, "Choose a passphrase", _WORDS, "&Make my practice")
        self._needs = needs
        self._folder = needs.folder
        self._shown_folder = QLineEdit(str(needs.folder), readOnly=True)
        self._shown_folder.setAccessibleName("Folder of the practice")
        self._first = PassphraseField("Passphrase")
        self._again = PassphraseField("Passphrase again")
        self._meter = StrengthMeter()
        self._caps = Words("", "small")
        themes.mark(self._caps, role="", state="draft")
        self._pause = QTimer(self, singleShot=True, interval=_MEASURED_AFTER_MS)
        self._pause.timeout.connect(self._measure)
        self._first.edited.connect(self._edited)
        self._first.caps_lock.connect(lambda on: self._caps.say("Caps Lock is on." if on else ""))
        self._again.edited.connect(lambda _: self.say_problem(""))
        self._first.given.connect(self._again.setFocus)
        self._again.given.connect(self._choose)
        self.next.clicked.connect(self._choose)
        self._fill()
        self.setFocusProxy(self._first)

    def forget(self) -> None:
        """Let go of what was typed: it is in use now, or was refused."""
        self._first.clear()
        self._again.clear()

    def set_busy(self, busy: bool) -> None:
        """Make the practice; this takes a second, and longer on an old computer."""
        super().set_busy(busy)
        self.next.setText("Making your practice" if busy else "&Make my practice")

    def refuse(self, error: Exception) -> None:
        """Say why nothing was made; what was typed stays, and another folder is what helps most."""
        self.set_busy(False)
        self.say_problem(messages.sentence(error))
        self._change.setFocus()
        self.bring_into_sight(self._change)

    def _fill(self) -> None:
        column = QWidget()
        column.setMaximumWidth(themes.current().scaled(COLUMN))
        stack = QVBoxLayout(column)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(themes.current().space("one"))
        stack.addWidget(section("&Passphrase", self._first.field))
        stack.addWidget(self._first)
        stack.addWidget(self._caps)
        stack.addWidget(self._meter)
        stack.addLayout(self._suggestion())
        stack.addSpacing(themes.current().space("one"))
        stack.addWidget(section("The same &again", self._again.field))
        stack.addWidget(self._again)
        stack.addSpacing(themes.current().space("two"))
        stack.addWidget(section("&Where your practice lives", self._shown_folder))
        stack.addLayout(self._folder_row())
        where = "A folder on this computer. Not one that is synchronised with a service."
        stack.addWidget(Words(where, "muted", wraps=True))
        stack.addSpacing(themes.current().space("two"))
        stack.addWidget(section("Is there a practice already, and a backup of it?"))
        stack.addLayout(self._way_back())
        self.stack.addWidget(column)
        self.stack.addStretch()

    def _suggestion(self) -> QHBoxLayout:
        suggest = Button("Suggest &six words", "plain")
        suggest.clicked.connect(self._suggest)
        row = QHBoxLayout()
        row.setSpacing(themes.current().space("two"))
        row.addWidget(suggest)
        row.addWidget(
            Words("At least 15 characters. Six words are easy to keep.", "muted", wraps=True), 1
        )
        return row

    def _folder_row(self) -> QHBoxLayout:
        self._change = Button("&Change folder")
        self._change.clicked.connect(self._change_folder)
        row = QHBoxLayout()
        row.setSpacing(themes.current().space("one"))
        row.addWidget(self._shown_folder, 1)
        row.addWidget(self._change)
        return row

    def _way_back(self) -> QHBoxLayout:
        restore = Button("&Restore from a backup…", icon="history")
        restore.clicked.connect(self.restore_wanted)
        row = QHBoxLayout()
        row.addWidget(restore)
        row.addStretch()
        return row

    def _edited(self, text: str) -> None:
        self.say_problem("")
        if text:
            self._pause.start()
        else:
            self._pause.stop()
            self._meter.show_level(None)

    def _measure(self) -> None:
        self._meter.show_level(self._needs.strength(self._first.text()))

    def _suggest(self) -> None:
        self._first.set_text(self._needs.suggest())
        self._first.uncover()
        self._measure()
        self._again.clear()
        self._again.setFocus()

    def _change_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(
            self, "Folder of the practice", str(self._folder.parent)
        )
        if chosen:
            self.set_folder(Path(chosen))

    def set_folder(self, chosen: Path) -> None:
        """Take an empty folder as it is, and a new one inside any other."""
        used = chosen.is_dir() and any(chosen.iterdir())
        self._folder = chosen / self._needs.folder.name if used else chosen
        self._shown_folder.setText(str(self._folder))

    def _choose(self) -> None:
        text = self._first.text()
        try:
            self._needs.check(text)
        except PassphraseRefused as refused:
            self._amiss(messages.sentence(refused), self._first.select)
            return
        if text != self._again.text():
            self._amiss("The two passphrases differ. Type the second again.", self._again.select)
            return
        self.say_problem("")
        self.chosen.emit(self._folder, text)

    def _amiss(self, text: str, go: Callable[[], None]) -> None:
        self.say_problem(text)
        go()

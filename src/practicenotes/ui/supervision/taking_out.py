"""Taking out one's own reflections: the passphrase again, and sealed unless one insists."""

import os
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from practicenotes import catalog, messages
from practicenotes.domain import times
from practicenotes.domain.people import ClientId
from practicenotes.domain.sessions import SessionId
from practicenotes.errors import WrongPassphrase
from practicenotes.exchange import archive_file
from practicenotes.records import names
from practicenotes.reflections import archive, archive_pages
from practicenotes.reflections.archive import Taken
from practicenotes.ui import theme as themes
from practicenotes.ui.announce import announce
from practicenotes.ui.printing.where import ask_where
from practicenotes.ui.tasks import Tasks, Work
from practicenotes.ui.widgets.buttons import LinkButton
from practicenotes.ui.widgets.dialog import Dialog
from practicenotes.ui.widgets.passphrase_field import PassphraseField
from practicenotes.ui.widgets.state import NeverPrinted
from practicenotes.ui.widgets.words import Words, section


Whose = tuple[dict[ClientId, str], dict[SessionId, date]]

WORD = "readable"  # what is typed by someone who means it
WHAT = (
    "Everything on the private side, as pages to read and as data, in one file. The file opens with"
    " the passphrase that you give here (that of the reflections, if they have one of their own),"
    " also in years to come and without PracticeNotes."
)
MEANS = (
    "Without encryption, whoever gets hold of the file can read what you wrote about every client,"
    " and nothing can call it back."
)
INSIST = "Write it without encryption…"
_ACT, _ACT_READABLE = "Take them out…", "Take them out readable…"


class TakeOutDialog(Dialog):
    """Asks for the passphrase, and for a word from whoever wants no encryption."""

    def __init__(self, parent: QWidget) -> None:
        self._busy = False
        self.passphrase = PassphraseField("Passphrase")
        self.insist = LinkButton(INSIST)
        self.word = QLineEdit()
        self.word.setAccessibleName(f"Type the word {WORD}")
        self._readable = QWidget()
        body = QWidget()
        stack = QVBoxLayout(body)
        stack.setContentsMargins(2, 2, 2, 2)
        stack.setSpacing(themes.current().space("one"))
        stack.addWidget(NeverPrinted())
        stack.addWidget(Words(WHAT, "body", wraps=True))
        stack.addWidget(section("&Passphrase", self.passphrase.field))
        stack.addWidget(self.passphrase)
        stack.addWidget(self.insist, 0, Qt.AlignmentFlag.AlignLeft)
        inner = QVBoxLayout(self._readable)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(Words(MEANS, "body", wraps=True))
        inner.addWidget(section(f"&Type the word “{WORD}” if you mean it", self.word))
        inner.addWidget(self.word)
        self._readable.hide()
        stack.addWidget(self._readable)
        stack.addStretch()
        super().__init__(parent, "Take out my reflections", body, _ACT, 520)
        self.setProperty("ground", "private")
        self.insist.clicked.connect(self._ask_for_word)
        self.word.textChanged.connect(lambda _: self._weigh())

    @property
    def sealed(self) -> bool:
        """Whether the file is to be encrypted."""
        return self._readable.isHidden()

    def set_busy(self, busy: bool) -> None:
        """Take no second Enter, and no other word, while the key is derived."""
        self._busy = busy
        for part in (self.passphrase, self.insist, self.word):
            part.setEnabled(not busy)
        self._weigh()

    def refuse(self, error: Exception) -> None:
        """Say why nothing was taken out."""
        self.set_busy(False)
        super().refuse(error)
        if isinstance(error, WrongPassphrase):
            self.passphrase.select()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Begin with the passphrase."""
        super().showEvent(event)
        self.passphrase.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_for_word(self) -> None:
        self.insist.hide()
        self._readable.show()
        self.main.setText(_ACT_READABLE)
        self._weigh()
        self.bring_into_sight(self.word)
        self.word.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, MEANS)

    def _weigh(self) -> None:
        meant = self.sealed or self.word.text().strip().casefold() == WORD
        self.main.setEnabled(meant and not self._busy)


class TakingOut(QObject):
    """Checks the passphrase, gathers, asks where to, seals and writes; then enters it in the trail.

    Signals:
        done(str): the file is written, and what that means.
    """

    done = Signal(str)

    def __init__(
        self,
        page: QWidget,
        record: Tasks,
        private: Tasks,
        work: Work,
        check_passphrase: Callable[[str], object],
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(page)
        self._page, self._record, self._private, self._work = page, record, private, work
        self._check, self._now = check_passphrase, now
        self.dialog: TakeOutDialog | None = None

    def ask(self) -> None:
        """Open the dialog."""
        dialog = TakeOutDialog(self._page)
        dialog.asked.connect(lambda: self._begin(dialog))
        dialog.finished.connect(self._let_go)
        self.dialog = dialog
        dialog.open()

    def _let_go(self) -> None:
        """Forget the dialog, and with it what was typed."""
        if self.dialog:
            self.dialog.passphrase.clear()
            self.dialog.deleteLater()
            self.dialog = None

    def _begin(self, dialog: TakeOutDialog) -> None:
        typed, sealed = dialog.passphrase.text(), dialog.sealed  # as it was asked for
        dialog.set_busy(True)
        self._work.run(
            dialog,
            self._check,
            typed,
            then=lambda _: self._gather(dialog, typed if sealed else None),
            failed=dialog.refuse,
        )

    def _gather(self, dialog: TakeOutDialog, passphrase: str | None) -> None:
        """Take everything from the private store, and from the record whose it is."""

        def name(taken: Taken) -> None:
            self._record.run(
                dialog,
                names.whose,
                taken.sessions,
                then=lambda found: self._make(dialog, taken, passphrase, found),
                failed=dialog.refuse,
            )

        self._private.run(dialog, archive.gather, then=name, failed=dialog.refuse)

    def _make(
        self, dialog: TakeOutDialog, taken: Taken, passphrase: str | None, found: Whose
    ) -> None:
        at = self._now()
        key = archive_pages.Key(*found, catalog.facet_book())
        self._work.run(
            dialog,
            archive_pages.members,
            taken,
            key,
            at,
            then=lambda members: self._ask_where(dialog, members, passphrase, at),
            failed=dialog.refuse,
        )

    def _ask_where(
        self,
        dialog: TakeOutDialog,
        members: Mapping[str, bytes],
        passphrase: str | None,
        at: datetime,
    ) -> None:
        dialog.accept()
        day = times.on_the_wall(at).date().isoformat()
        ending = archive_file.READABLE if passphrase is None else archive_file.SEALED
        write = partial(self._write, members, passphrase, at)
        kinds = f"Archive (*{ending})"
        ask_where(self._page, "Take out my reflections", f"Reflections {day}{ending}", kinds, write)

    def _write(
        self, members: Mapping[str, bytes], passphrase: str | None, at: datetime, path: Path
    ) -> None:
        sealed = passphrase is not None
        write = partial(
            archive_file.write, path, members, at, passphrase=passphrase, entropy=os.urandom
        )

        def told(_: None) -> None:
            self._private.run(self, partial(archive.told, sealed=sealed), self._now())
            means = (
                "It opens with your passphrase of today."
                if sealed
                else "Whoever can open that folder can read it."
            )
            self.done.emit(f"Your reflections are in {path}. {means}")

        self._work.run(self, write, then=told, failed=self._refuse)

    def _refuse(self, error: Exception) -> None:
        self.done.emit(messages.sentence(error))

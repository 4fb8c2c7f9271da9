"""The practice itself: who writes, where the copies are, and how the vault is kept."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from practicenotes import messages
from practicenotes.domain import settings as known
from practicenotes.domain import times
from practicenotes.domain.people import Practitioner
from practicenotes.records import practice, settings
from practicenotes.ui import theme
from practicenotes.ui.tasks import Tasks, Work
from practicenotes.ui.theme import Appearance
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.card import Card
from practicenotes.ui.widgets.form import Field, Form, Kind
from practicenotes.ui.widgets.page import scrolled
from practicenotes.ui.widgets.segments import Segments
from practicenotes.ui.widgets.words import Words


@dataclass(frozen=True, slots=True)
class VaultCare:
    """What can be done with the vault as a whole; each may take seconds, and none knows of Qt."""

    folder: Path
    back_up: Callable[[Path], Path]
    verify: Callable[[], Mapping[str, Any]]
    change_passphrase: Callable[[str, str], None]


_SIZES = tuple((size, f"{size} %") for size in (80, 100, 125, 150, 200))
_LOOKS = (
    (Appearance.SYSTEM, "As the system"),
    (Appearance.LIGHT, "Light"),
    (Appearance.DARK, "Dark"),
)


class PracticePage(QWidget):
    """Details for letterheads, backups, checks, passphrase and looks.

    Signals:
        told(str): something was done.
        look_chosen(Appearance), size_chosen(int): the therapist wants another look.
    """

    told = Signal(str)
    look_chosen = Signal(object)
    size_chosen = Signal(object)

    def __init__(
        self, record: Tasks, work: Work, care: VaultCare, now: Callable[[], datetime]
    ) -> None:
        super().__init__()
        self._record, self._work, self._care, self._now = record, work, care, now
        self._form = Form(_rows(Practitioner()))
        self._last_backup = Words("", "body", wraps=True)
        self._found = Words("", "body", wraps=True)
        self._buttons: list[Button] = []
        inside = QWidget()
        look = theme.current()
        stack = QVBoxLayout(inside)
        margin = look.space("page_margin")
        stack.setContentsMargins(margin, look.space("three"), margin, margin)
        stack.setSpacing(look.space("three"))
        stack.addWidget(Words("Practice", "title"))
        for card in (self._you(), self._copies(), self._check(), self._key(), self._looks()):
            card.setMaximumWidth(look.scaled(760))
            stack.addWidget(card)
        stack.addStretch()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(inside))

    def refresh(self) -> None:
        """Read the page anew."""
        self._record.run(self, practice.get, then=self._show)
        self._record.run(self, settings.get, known.LAST_BACKUP, then=self._show_backup)

    def _you(self) -> QWidget:
        card = _card("You", "Letters and signatures use these lines.")
        card.stack.addWidget(self._form)
        card.stack.addLayout(_row(self._button("Keep these lines", self._keep)))
        return card

    def _copies(self) -> QWidget:
        words = f"Your notes are in {self._care.folder}. A copy is as encrypted as they are."
        card = _card("Backup", words)
        card.stack.addWidget(self._last_backup)
        card.stack.addLayout(_row(self._button("Back up now…", self._back_up, "hard-drive")))
        return card

    def _check(self) -> QWidget:
        card = _card("Check", "Reads every page, entry and audit trail, and says what was found.")
        card.stack.addWidget(self._found)
        card.stack.addLayout(_row(self._button("Check now", self._verify, "shield-check")))
        self._found.hide()
        return card

    def _key(self) -> QWidget:
        words = "Old backups still open with the passphrase that they were made under."
        card = _card("Passphrase", words)
        card.stack.addLayout(_row(self._button("Change passphrase…", self._ask, "key-round")))
        return card

    def _looks(self) -> QWidget:
        card = _card("Look", "On this computer only.")
        appearance = Segments("Appearance", _LOOKS)
        appearance.set_value(theme.current().appearance)
        appearance.chosen.connect(self.look_chosen)
        size = Segments("Size of text", _SIZES)
        if theme.current().text_size in dict(_SIZES):
            size.set_value(theme.current().text_size)
        size.chosen.connect(self.size_chosen)
        card.stack.addWidget(appearance)
        card.stack.addWidget(size)
        return card

    def _button(self, words: str, act: Callable[[], None], icon: str = "") -> Button:
        button = Button(words, icon=icon)
        button.clicked.connect(act)
        self._buttons.append(button)
        return button

    def _show(self, practitioner: Practitioner) -> None:
        self._form.set_values({row.name: row.value for row in _rows(practitioner)})

    def _show_backup(self, last: known.Value) -> None:
        if not last:
            self._last_backup.say("There is no backup yet.")
            return
        at = times.on_the_wall(datetime.fromisoformat(str(last)))
        said = f"Last backup: {times.in_full(at.date())}, {times.clock(at)}, opened and verified."
        self._last_backup.say(said)

    def _keep(self) -> None:
        typed = self._form.values()
        address = tuple(line.strip() for line in typed.pop("address").splitlines() if line.strip())
        kept = Practitioner(**typed, address=address)
        self._record.run(
            self,
            practice.save,
            kept,
            self._now(),
            then=lambda _: self.told.emit("Your lines are kept."),
        )

    def _back_up(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, "Where the backup goes")
        if folder:
            self.back_up_into(Path(folder))

    def back_up_into(self, folder: Path) -> None:
        """Write a verified copy of the vault into a folder."""
        self._busy("Backing up. You can go on writing.")
        self._work.run(self, self._care.back_up, folder, then=self._backed_up, failed=self._stop)

    def _backed_up(self, path: Path) -> None:
        at = self._now().isoformat(timespec="seconds")
        self._record.run(self, settings.put, known.LAST_BACKUP, at)
        self._show_backup(at)
        self._free(f"Backed up to {path.parent}, opened and verified.")

    def _verify(self) -> None:
        self._busy("Checking. You can go on writing.")
        self._work.run(self, self._care.verify, then=self._verified, failed=self._stop)

    def _verified(self, facts: Mapping[str, Any]) -> None:
        self._found.say(messages.verification(facts))
        self._found.show()
        self._free("The check is done.")

    def _ask(self) -> None:
        dialog = PassphraseDialog(self._change, self)
        dialog.open()

    def _change(self, dialog: "PassphraseDialog", old: str, new: str) -> None:
        def done(_: None) -> None:
            dialog.accept()
            self.told.emit("The passphrase is changed.")

        self._work.run(
            dialog,
            self._care.change_passphrase,
            old,
            new,
            then=done,
            failed=lambda error: dialog.say(messages.sentence(error)),
        )

    def _busy(self, words: str) -> None:
        for button in self._buttons:
            button.setEnabled(False)
        self.told.emit(words)

    def _free(self, words: str) -> None:
        for button in self._buttons:
            button.setEnabled(True)
        self.told.emit(words)

    def _stop(self, _error: Exception) -> bool:
        self._free("")
        return False


class PassphraseDialog(QDialog):
    """Asks for the old passphrase once and for the new one twice."""

    def __init__(
        self, change: "Callable[[PassphraseDialog, str, str], None]", parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Change passphrase")
        self._change = change
        self._fields = [_secret(name) for name in ("Old passphrase", "New passphrase", "Again")]
        self._problem = Words("", "small", wraps=True)
        theme.mark(self._problem, state="error", role="")
        stack = QVBoxLayout(self)
        margin = theme.current().space("three")
        stack.setContentsMargins(margin, margin, margin, margin)
        stack.addWidget(Words("Change passphrase", "heading"))
        for field in self._fields:
            label = Words(field.accessibleName(), "section")
            label.setBuddy(field)
            stack.addWidget(label)
            stack.addWidget(field)
        stack.addWidget(self._problem)
        keep = Button("Change passphrase", "primary")
        keep.setDefault(True)
        keep.clicked.connect(self._give)
        leave = Button("Cancel")
        leave.clicked.connect(self.reject)
        row = _row(leave)
        row.addWidget(keep)
        stack.addLayout(row)
        self.resize(theme.current().scaled(440), self.sizeHint().height())

    def say(self, problem: str) -> None:
        """Say why the passphrase was not changed."""
        self._problem.say(problem)
        self._fields[0].setFocus()

    def _give(self) -> None:
        old, new, again = (field.text() for field in self._fields)
        if new != again:
            self.say("The two new passphrases differ. Nothing was changed.")
            return
        self._problem.say("")
        self._change(self, old, new)


def _secret(name: str) -> QLineEdit:
    field = QLineEdit()
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.setAccessibleName(name)
    return field


def _rows(practitioner: Practitioner) -> tuple[Field, ...]:
    return (
        Field("name", "&Name", value=practitioner.name),
        Field("profession", "&Profession", value=practitioner.profession),
        Field("registration", "&Registration", value=practitioner.registration),
        Field("address", "&Address", Kind.LINES, "\n".join(practitioner.address)),
        Field("phone", "&Telephone", value=practitioner.phone),
        Field("email", "&E-mail", value=practitioner.email),
    )


def _card(name: str, words: str) -> Card:
    card = Card()
    card.stack.addWidget(Words(name, "heading"))
    card.stack.addWidget(Words(words, "body", wraps=True))
    return card


def _row(button: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(button)
    row.addStretch()
    return row

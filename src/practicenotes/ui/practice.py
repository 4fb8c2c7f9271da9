"""The practice itself: who writes, where the copies are, and how the vault is kept."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from practicenotes import messages
from practicenotes.domain import settings as known
from practicenotes.domain.people import Practitioner
from practicenotes.domain.unfinished import Mark
from practicenotes.records import practice, settings, unfinished
from practicenotes.ui import theme, unkept
from practicenotes.ui.backup_card import BackupCard
from practicenotes.ui.backups_page import BackupsPage
from practicenotes.ui.begun import Begun
from practicenotes.ui.copies import Copies, CopyCare
from practicenotes.ui.help import topics
from practicenotes.ui.help.link import heading
from practicenotes.ui.letterhead.card import LetterheadCard
from practicenotes.ui.mending import Mending
from practicenotes.ui.passphrase_dialog import PassphraseDialog
from practicenotes.ui.saving import AGAIN, Write
from practicenotes.ui.signing_rules import SigningRules
from practicenotes.ui.tasks import Failed, Tasks, Work
from practicenotes.ui.theme import Appearance
from practicenotes.ui.trash import TrashCard
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.card import Card
from practicenotes.ui.widgets.drawing import Drawing
from practicenotes.ui.widgets.flow import Flow
from practicenotes.ui.widgets.form import Field, Form, Kind
from practicenotes.ui.widgets.page import at_the_left, scrolled
from practicenotes.ui.widgets.phrase import Phrase
from practicenotes.ui.widgets.segments import Segments
from practicenotes.ui.widgets.words import Words, section
from practicenotes.ui.writing.side import withhold


@dataclass(frozen=True, slots=True)
class VaultCare:
    """What can be done with the vault as a whole; each may take seconds, and none knows of Qt."""

    folder: Path
    back_up: Callable[[Path], Path]
    verify: Callable[[], Mapping[str, Any]]
    change_passphrase: Callable[[str, str], None]
    strength: Callable[[str], int]  # of a passphrase, 0 to 4
    check_passphrase: Callable[[str], object]  # raises WrongPassphrase; that of all that is open
    copies: CopyCare


WIDTH = 760  # px at 100 % text: as much as a line of a form can use

_SIZES = tuple((size, f"{size} %") for size in (80, 100, 125, 150, 200))
_LOOKS = (
    (Appearance.SYSTEM, "As the system"),
    (Appearance.LIGHT, "Light"),
    (Appearance.DARK, "Dark"),
)
LINES = Mark("lines of the practice", ("",))  # while they are typed and not kept
NOT_TRIED = (
    "The recovery key was never tried."
    " PracticeNotes asks for it when this practice is opened the next time."
)


class PracticePage(QWidget):
    """Details for letterheads, backups, checks, passphrase and looks.

    Signals:
        told(str): something was done.
        look_chosen(Appearance), size_chosen(int): the therapist wants another look.
        forms_wanted(): the forms for notes are to be shown.
        headed(): letters are headed in another way from now on.
    """

    told = Signal(str)
    forms_wanted = Signal()
    headed = Signal()
    look_chosen = Signal(object)
    size_chosen = Signal(object)

    def __init__(
        self, record: Tasks, work: Work, care: VaultCare, now: Callable[[], datetime]
    ) -> None:
        super().__init__()
        self._record, self._work, self._care, self._now = record, work, care, now
        self._form = Form(_rows(Practitioner()))
        withhold(self._form.field("address"))
        self._typed = self._keeping = self._typed_on = False  # not kept; under way; meanwhile
        self._later = QTimer(self, singleShot=True, interval=AGAIN)
        self._later.timeout.connect(self.flush)
        self._found = Words("", "body", wraps=True)
        self._not_tried = _warning(NOT_TRIED)
        self.rules, self.trash = SigningRules(record), TrashCard(record, now)
        self.copies = Copies(record, work, care.copies, now, self)
        self.backup = BackupCard(record, work, care, self.copies, now)
        self.backups = BackupsPage(record, work, care, now)
        self.letterhead = LetterheadCard(record, work, now)
        self.letterhead.told.connect(self.headed)
        self.mending = Mending(record, work, care.copies, now)
        self.mending.mended.connect(self._found.hide)
        self.mending.mended.connect(self.copies.make)
        for part in (self.trash, self.backup, self.backups, self.letterhead, self.mending):
            part.told.connect(self.told)
        self._busy_buttons: list[Button] = []
        self.key_acts = Flow(theme.current().space("one"))
        self._cards: list[Card] = []
        self._appearance = Segments("Appearance", _LOOKS)
        self._size = Segments("Size of text", _SIZES)
        self._build()
        self._form.changed.connect(self._was_typed)
        waiting = (record, unfinished, LINES, now, lambda: self._typed)
        self._begun = Begun(self._form, *waiting)
        theme.current().changed.connect(self._fit)
        self._fit()

    def refresh(self) -> None:
        """Read the page anew; lines that are not kept yet stay as they were typed."""
        self._record.run(self, practice.get, then=self._show)
        self._record.run(self, settings.get, known.RECOVERY_TRIED, then=self._show_tried)
        for card in (self.rules, self.trash, self.backup, self.letterhead):
            card.refresh()

    def focus_backup(self) -> None:
        """Put the keyboard on the button that makes a backup."""
        self.backup.now.setFocus(Qt.FocusReason.OtherFocusReason)
        self._area.ensureWidgetVisible(self.backup)
        self._area.ensureWidgetVisible(self.backup.now)

    def check(self) -> None:
        """Check everything, and show what was found."""
        self._area.ensureWidgetVisible(self._checking)
        self._verify()

    def add_card(self, card: Card, after: QWidget | None = None) -> None:
        """Put another card below one that is there, or above the last, which is about the look."""
        below = next((at for at, each in enumerate(self._cards, 1) if each is after), -1)
        self._cards.insert(below, card)
        before = self._cards[self._cards.index(card) - 1]
        self._stack.insertWidget(self._stack.indexOf(before) + 1, card)
        self._fit()

    def flush(self) -> None:
        """Keep lines that were typed: a lock asks nothing, and loses nothing."""
        if self._typed and not self._keeping:
            self._save(self._settled, self._stuck)

    @property
    def has_unsaved(self) -> bool:
        """Whether the form holds lines that are not kept yet."""
        return self._typed

    def outstanding(self) -> tuple[Write, ...]:
        """Return the write that would keep lines which are not kept yet, if there are any."""
        lines = (_practitioner(self._form.values()), self._now())
        return (Write(practice.save, lines),) if self._typed else ()

    # --- the page ------------------------------------------------------------------------------

    def _build(self) -> None:
        look = theme.current()
        inside = QWidget()
        stack = self._stack = QVBoxLayout(inside)
        margin = look.space("page_margin")
        stack.setContentsMargins(margin, look.space("three"), margin, margin)
        stack.setSpacing(look.space("three"))
        stack.addWidget(Words("Practice", "title"))
        self._cards = [self._you(), self.letterhead, self._forms(), self.backup, self._check()]
        self._cards += [self._key(), self.rules, self.trash, self._looks()]
        for card in self._cards:
            stack.addWidget(card)
        stack.addStretch()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self._column = inside
        self._area = scrolled(at_the_left(inside))
        whole.addWidget(self._area)

    def _you(self) -> Card:
        card = _card("You", "Letters and signatures use these lines.")
        card.stack.addWidget(self._form)
        card.stack.addLayout(_row(self._button("Keep these lines", self._keep)))
        return card

    def _forms(self) -> Card:
        card = _card("Forms for notes", "What a note asks, section by section. Make your own.")
        card.stack.addLayout(_row(self._button("Open the forms", self.forms_wanted.emit)))
        return card

    def _check(self) -> Card:
        words = "Reads every page, entry and audit trail, and computes every signature anew."
        card = _card("Check", words, topics.BACKUPS)
        card.stack.addWidget(self._found)
        card.stack.addWidget(self.mending)
        self._checking = self._button("Check now", self._verify, "shield-check")
        card.stack.addLayout(_row(self._checking))
        self._found.hide()
        return card

    def _key(self) -> Card:
        words = "Old backups still open with the passphrase that they were made under."
        card = _card("Passphrase and recovery key", words, topics.KEYS)
        card.stack.addWidget(self._not_tried)
        self._not_tried.hide()
        self.key_acts.addWidget(self._button("Change passphrase…", self._ask, "key-round"))
        card.stack.addLayout(self.key_acts)
        return card

    def _looks(self) -> Card:
        card = _card("Look", "On this computer only.")
        self._appearance.chosen.connect(self.look_chosen)
        self._size.chosen.connect(self.size_chosen)
        for name, choice in (("Appearance", self._appearance), ("Size of text", self._size)):
            card.stack.addWidget(section(name))
            card.stack.addWidget(choice)
        return card

    def _button(self, words: str, act: Callable[[], None], icon: str = "") -> Button:
        button = Button(words, icon=icon)
        button.clicked.connect(act)
        self._busy_buttons.append(button)
        return button

    def _fit(self) -> None:
        """Follow the look: the width of a line, and which look is chosen."""
        look = theme.current()
        self._column.setMaximumWidth(look.scaled(WIDTH) + 2 * look.space("page_margin"))
        self._appearance.set_value(look.appearance)
        self._size.set_value(look.text_size if look.text_size in dict(_SIZES) else None)

    # --- what was found ------------------------------------------------------------------------

    def _show(self, practitioner: Practitioner) -> None:
        if not self._typed:
            self._form.set_values({row.name: row.value for row in _rows(practitioner)})
            self._typed = self._typed_on = False

    def _show_tried(self, tried: known.Value) -> None:
        self._not_tried.setVisible(not tried)

    # --- what is done --------------------------------------------------------------------------

    def _was_typed(self, _name: str) -> None:
        self._typed = self._typed_on = True

    def _keep(self) -> None:
        self._save(self._kept, self._not_kept)

    def _save(self, then: Callable[[object], object], failed: Failed) -> None:
        self._keeping, self._typed_on = True, False
        lines = _practitioner(self._form.values())
        self._begun.hand_in(practice.save, lines, self._now(), then=then, failed=failed)

    def _not_kept(self, _error: Exception) -> bool:
        self._keeping = False  # the lines stay in the form, and are tried again
        return False

    def _stuck(self, error: Exception) -> bool:
        self._not_kept(error)
        if not unkept.is_told(error):
            return False
        self._record.say_stuck(error)
        self._later.start()
        return True

    def _settled(self, _: object) -> None:
        self._keeping, self._typed = False, self._typed_on
        self.headed.emit()

    def _kept(self, _: object) -> None:
        self._settled(_)
        self.told.emit("Your lines are kept.")

    def _verify(self) -> None:
        self._busy("Checking. You can go on writing.")
        self._work.run(self, self._care.verify, then=self._verified, failed=self._stop)

    def _verified(self, facts: Mapping[str, Any]) -> None:
        self._found.say(messages.verification(facts))
        self._found.show()
        self.mending.look(facts)
        self._free("The check is done.")

    def _ask(self) -> None:
        dialog = PassphraseDialog(self._care.strength, self)
        dialog.given.connect(partial(self._change, dialog))
        dialog.open()

    def _change(self, dialog: PassphraseDialog, old: str, new: str) -> None:
        def done(_: None) -> None:
            dialog.accept()
            self.told.emit("The passphrase is changed.")

        self._work.run(
            dialog,
            self._care.change_passphrase,
            old,
            new,
            then=done,
            failed=dialog.refuse,
        )

    def _busy(self, words: str) -> None:
        for button in self._busy_buttons:
            button.setEnabled(False)
        self.told.emit(words)

    def _free(self, words: str) -> None:
        for button in self._busy_buttons:
            button.setEnabled(True)
        self.told.emit(words)

    def _stop(self, _error: Exception) -> bool:
        self._free("")
        return False


def _practitioner(typed: dict[str, Any]) -> Practitioner:
    address = tuple(line.strip() for line in typed.pop("address").splitlines() if line.strip())
    return Practitioner(**typed, address=address)


def _rows(practitioner: Practitioner) -> tuple[Field, ...]:
    return (
        Field("name", "&Name", value=practitioner.name),
        Field("profession", "&Profession", value=practitioner.profession),
        Field("registration", "&Registration", value=practitioner.registration),
        Field("address", "&Address", Kind.LINES, "\n".join(practitioner.address)),
        Field("phone", "&Telephone", value=practitioner.phone),
        Field("email", "&E-mail", value=practitioner.email),
    )


def _card(name: str, words: str, topic: str = "") -> Card:
    card = Card()
    card.setProperty("help", topic)
    card.stack.addWidget(heading(name, topic) if topic else Words(name, "heading"))
    card.stack.addWidget(Words(words, "body", wraps=True))
    return card


def _row(button: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(button)
    row.addStretch()
    return row


def _warning(text: str) -> QWidget:
    held = QWidget()
    row = QHBoxLayout(held)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.current().space("half"))
    words = Phrase(text, "small")
    theme.mark(words, role="", state="draft")
    row.addWidget(Drawing("triangle-alert", "draft", "small"))
    row.addWidget(words, 1)
    return held

"""The page of one backup: it is unpacked while the page is seen, and gone when it is left."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from practicenotes import messages
from practicenotes.domain import times
from practicenotes.domain.copies import Found
from practicenotes.domain.earlier import ComparedFile
from practicenotes.domain.notes import Note, NoteId
from practicenotes.records import bringing_back
from practicenotes.ui import backup_words
from practicenotes.ui import theme as themes
from practicenotes.ui.announce import announce
from practicenotes.ui.earlier import words
from practicenotes.ui.earlier.card import FileCard, NoteRow
from practicenotes.ui.earlier.inside import Inside
from practicenotes.ui.earlier.reading import EarlierReading
from practicenotes.ui.earlier.terms import BACKUP, Terms
from practicenotes.ui.order import follow_reading
from practicenotes.ui.tasks import Tasks, Work
from practicenotes.ui.widgets.buttons import IconButton
from practicenotes.ui.widgets.page import at_the_left, scrolled
from practicenotes.ui.widgets.words import Words


WIDTH = 760  # px at 100 % text


class InsidePage(QWidget):
    """What differs, client file by client file; without a `record` nothing comes back.

    Signals:
        told(str): what the status bar is to say.
        left(): the therapist goes back.
    """

    told = Signal(str)
    left = Signal()

    def __init__(
        self,
        record: Tasks | None,
        work: Work,
        look_into: Callable[[str], Inside],
        now: Callable[[], datetime],
        terms: Terms = BACKUP,
    ) -> None:
        super().__init__()
        self.setProperty("page", True)
        self._terms = terms
        self._record, self._work, self._look_into, self._now = record, work, look_into, now
        self._found: Found | None = None
        self._inside: Inside | None = None
        self.back = IconButton("arrow-left", "Back")
        self.back.clicked.connect(self.left)
        self._title = Words("", "title", wraps=True)
        self._said = Words("", "body", wraps=True)
        self._same = Words("", "muted", wraps=True)
        self._list = QVBoxLayout()
        self._list.setSpacing(themes.current().space("two"))
        self.cards: list[FileCard] = []
        self._lay_out()
        themes.current().changed.connect(self._fit)
        self._fit()

    def open(self, found: Found) -> None:
        """Look into another backup as soon as the page is seen."""
        self._close()
        self._found = found
        self._entitle(found.at)
        if self.isVisible():
            self._begin()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Unpack the backup."""
        super().showEvent(event)
        if not event.spontaneous() and self._inside is None:
            self._begin()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Remove what was unpacked."""
        super().hideEvent(event)
        if not event.spontaneous():
            self._close()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Pass the keyboard on to the way back."""
        super().focusInEvent(event)
        self.back.setFocus(event.reason())

    # --- looking in ----------------------------------------------------------------------------

    def _begin(self) -> None:
        if found := self._found:
            self._clear()
            self._said.say(self._terms.opening)
            self._work.run(
                *(self, self._look_into, found.path),
                then=partial(self._opened, found),
                failed=self._refuse,
            )

    def _opened(self, found: Found, inside: Inside) -> None:
        if self._inside or found is not self._found or not self.isVisible():
            self._work.run(self, inside.close)  # it was left meanwhile
            return
        self._inside = inside
        self._entitle(inside.made)
        self._compare()

    def _entitle(self, made: datetime) -> None:
        now = times.on_the_wall(self._now())
        self._title.say(self._terms.title.format(at=backup_words.at(made, now)))

    def _compare(self) -> None:
        if self._inside:
            self._work.run(self, self._inside.compare, then=self._show, failed=self._refuse)

    def _close(self) -> None:
        inside, self._inside = self._inside, None
        self._clear()
        if inside:
            self._work.run(self, inside.close)

    def _refuse(self, error: Exception) -> None:
        self._said.say(messages.of_backup(error))
        announce(self, self._said.said(), urgent=True)

    def _show(self, files: tuple[ComparedFile, ...]) -> None:
        if self._inside is None:
            return
        self._clear()
        self._said.say(words.differences(files, self._terms))
        differing = [each for each in files if each.differs]
        for compared in differing:
            card = FileCard(compared, self._terms)
            card.bring.clicked.connect(partial(self._bring_file, card))
            for row in card.rows:
                row.read.clicked.connect(partial(self._read, row))
                row.bring.clicked.connect(partial(self._bring_note, row, None))
            self._list.addWidget(card)
            self.cards.append(card)
        same = len(files) - len(differing)
        more = words.counted(same, "client file is", "client files are")
        self._same.say(self._terms.same.format(files=more.capitalize()) if same else "")
        follow_reading(self.window())

    # --- bringing back -------------------------------------------------------------------------

    def _read(self, row: NoteRow) -> None:
        if self._inside:
            note_id = row.compared.note.id
            self._work.run(
                *(self, self._inside.read, note_id),
                then=partial(self._show_note, row),
            )

    def _show_note(self, row: NoteRow, found: tuple[Note, Note | None]) -> None:
        sheet = EarlierReading(self, *found, comes=row.comes, terms=self._terms)
        sheet.asked.connect(partial(self._bring_note, row, sheet))
        sheet.finished.connect(sheet.deleteLater)
        sheet.show_sheet()

    def _bring_note(self, row: NoteRow, sheet: EarlierReading | None) -> None:
        was = row.compared

        def back(note_id: NoteId) -> None:
            if sheet:
                sheet.accept()
            beside = "" if note_id == was.note.id else ", as a draft beside the one that is here"
            self.told.emit(f"Back again{beside}: {words.of_note(was)}.")
            self._compare()

        if self._inside:
            taken = partial(self._inside.take_note, was.note.id)
            self._bring(taken, bringing_back.note, back)

    def _bring_file(self, card: FileCard) -> None:
        name = card.compared.file.code_name

        def back(brought: bringing_back.Brought) -> None:
            self.told.emit(words.brought(name, brought.entries, brought.left))
            self._compare()

        if self._inside:
            taken = partial(self._inside.take_client, card.compared.file.id)
            self._bring(taken, bringing_back.client, back)

    def _bring(
        self,
        take: Callable[[], bringing_back.Taken],
        put: Callable[..., object],
        then: Callable[..., None],
    ) -> None:
        """Read in the backup what is wanted, and write it into the record."""
        self.told.emit("Bringing it back. You can go on writing.")

        def write(taken: bringing_back.Taken) -> None:
            if self._record:
                self._record.run(self, put, taken, self._now(), then=then, failed=self._stop)

        self._work.run(self, take, then=write, failed=self._stop)

    def _stop(self, _error: Exception) -> bool:
        self.told.emit("")
        return False

    # --- the page ------------------------------------------------------------------------------

    def _clear(self) -> None:
        for card in self.cards:
            self._list.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = []
        self._same.say("")

    def _lay_out(self) -> None:
        look = themes.current()
        inside = QWidget()
        stack = QVBoxLayout(inside)
        margin = look.space("page_margin")
        stack.setContentsMargins(margin, look.space("three"), margin, margin)
        stack.setSpacing(look.space("two"))
        head = QHBoxLayout()
        head.setSpacing(look.space("one"))
        head.addWidget(self.back)
        head.addWidget(self._title, 1)
        stack.addLayout(head)
        for part in (Words(self._terms.about, "body", wraps=True), self._said):
            stack.addWidget(part)
        stack.addLayout(self._list)
        stack.addWidget(self._same)
        stack.addStretch()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self._column = inside
        whole.addWidget(scrolled(at_the_left(inside)))

    def _fit(self) -> None:
        look = themes.current()
        self._column.setMaximumWidth(look.scaled(WIDTH) + 2 * look.space("page_margin"))

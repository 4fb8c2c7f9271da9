"""The letter as it is written: to whom, about whom, the words, and how it closes."""

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from practicenotes.domain import letters
from practicenotes.domain.letters import RECIPIENT, Letter
from practicenotes.ui import hidden
from practicenotes.ui import theme as themes
from practicenotes.ui.letter.tags import Range
from practicenotes.ui.letter.text import LetterText
from practicenotes.ui.widgets.buttons import LinkButton
from practicenotes.ui.widgets.covered import CoveredName
from practicenotes.ui.widgets.editor import GrowingEditor
from practicenotes.ui.widgets.words import Words
from practicenotes.ui.writing.side import withhold


_LABEL = 28  # px: the width of "To" and "Re:", so that what follows stands in line
_INSIDE = 11  # px between the edge of a field and its first letter
_SIDES = 60  # px left and right of the text


class LetterSheet(QFrame):
    """The parts of a letter in the order in which they are read.

    Signals:
        changed(): something else stands here now.
        turned(): the name that the letter is about was shown or covered.
    """

    changed = Signal()
    turned = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("letterSheet")
        self.recipient = _line("Recipient’s name")
        self.recipient.setPlaceholderText(RECIPIENT)
        self.address = GrowingEditor(
            "Recipient’s address", placeholder="address", least_lines=1, plain=True
        )
        self.subject = Subject()
        self.greeting = _line("Greeting")
        self.replacing = Words("", "reading", wraps=True)
        self.text = LetterText()
        self.closing = _line("Closing")
        self._greeting = ""
        withhold(self.address)  # names and streets
        for sheet in (self.address, self.text):
            sheet.document().setDocumentMargin(2)  # as a line field keeps
        self._connect()
        self._lay_out()

    def show_letter(self, letter: Letter, *, frozen: bool) -> None:
        """Show a letter; a frozen one can be read and copied."""
        self._greeting = letter.greeting
        self.recipient.setText(letter.recipient)
        self.address.set_text(letter.recipient_address)
        self.subject.show_subject(letter.subject, frozen=frozen)
        self.closing.setText(letter.closing)
        self.replacing.say(letter.replacing)
        self.replacing.setVisible(bool(letter.replacing))
        self.text.show_paragraphs(letter.paragraphs)
        for field in (self.recipient, self.address, self.greeting, self.text, self.closing):
            field.setReadOnly(frozen)
        self.show_places(letter)

    def written(self, letter: Letter) -> Letter:
        """Return the letter as it stands here."""
        return replace(
            letter,
            recipient=self.recipient.text(),
            recipient_address=self.address.text(),
            subject=self.subject.text,
            greeting=self._greeting,
            paragraphs=self.text.paragraphs,
            closing=self.closing.text(),
        )

    def show_places(self, letter: Letter) -> None:
        """Mark what is still empty; the greeting says the recipient's name as the page will."""
        name = letter.recipient.strip()
        greeting = letters.fill(letter.greeting, {"recipient": name or RECIPIENT})
        if greeting != self.greeting.text() and not self.greeting.hasFocus():
            self.greeting.setText(greeting)
        filled = {"recipient": name, letters.PURPOSE: letter.consent.purpose.strip()}
        self.text.set_filled(frozenset(place for place, words in filled.items() if words))
        for field, empty in (
            (self.recipient, not name),
            (self.greeting, bool(letters.places(letters.addressed(letter).greeting))),
            (self.closing, bool(letters.places(letter.closing))),
        ):
            if field.property("place") != empty:
                themes.mark(field, place=empty)
        self.subject.show_places()

    def go_to_place(self) -> None:
        """Put the keyboard into the next empty place behind the one where it is, or the first."""
        stops = list(self._stops())
        here = self.text.textCursor().selectionStart()
        passed = [
            number
            for number, (field, place) in enumerate(stops)
            if field.hasFocus() and (place is None or place[0] <= here)
        ]
        if not stops:
            return
        field, place = stops[((passed[-1] if passed else -1) + 1) % len(stops)]
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if place:
            self.text.select_place(place)
        elif isinstance(field, QLineEdit):
            _select_place(field)

    def _stops(self) -> Iterator[tuple[QWidget, Range | None]]:
        """Yield every empty place in the order of the letter."""
        for field in (self.recipient, self.address, self.subject.field):
            if _waits(field):
                yield field, None
        if letters.places(self.greeting.text()):  # the recipient's name fills both at once
            yield self.greeting, None
        for place in self.text.empty_places():
            yield self.text, place
        if _waits(self.closing):
            yield self.closing, None

    def _greeted(self, words: str) -> None:
        """Keep what was written; a name that is still missing stays a place that it will fill."""
        self._greeting = words.replace(RECIPIENT, "{recipient}")
        self.changed.emit()

    def _connect(self) -> None:
        self.recipient.textEdited.connect(lambda _: self.changed.emit())
        self.address.textChanged.connect(self.changed)
        self.closing.textEdited.connect(lambda _: self.changed.emit())
        self.greeting.textEdited.connect(self._greeted)
        self.subject.changed.connect(self.changed)
        self.subject.covered.turned.connect(self.turned)
        self.text.reworded.connect(self.changed)

    def _lay_out(self) -> None:
        theme = themes.current()
        to = QHBoxLayout()
        to.setSpacing(0)
        label = Words("To", "reading")
        label.setBuddy(self.recipient)
        fields = QVBoxLayout()
        fields.setSpacing(0)
        fields.addWidget(self.recipient)
        fields.addWidget(self.address)
        to.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
        to.addLayout(fields, 1)
        top = QVBoxLayout()
        top.setContentsMargins(_INSIDE, 0, 0, 0)
        top.setSpacing(theme.space("half"))
        top.addLayout(to)
        top.addWidget(self.subject)
        margin = theme.space("three") - _INSIDE
        column = QWidget()
        stack = QVBoxLayout(column)
        stack.setContentsMargins(margin, theme.space("one"), margin, theme.space("one"))
        stack.setSpacing(theme.space("half"))
        stack.addLayout(top)
        self.replacing.setContentsMargins(_INSIDE, 0, 0, 0)
        for part in (self.greeting, self.replacing, self.text, self.closing):
            stack.addWidget(part)
        stack.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(column, 1)
        row.addStretch()
        self._column, self._to = column, label
        theme.changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        """Keep lines to what can be read: 72 characters, and some room for the tags."""
        theme = themes.current()
        sign = QFontMetricsF(theme.font("reading")).averageCharWidth()
        self._column.setMaximumWidth(round(theme.space("reading_measure") * sign) + _SIDES)
        self._to.setFixedWidth(theme.scaled(_LABEL) + theme.space("half") - _INSIDE)
        self._to.setMinimumHeight(theme.space("control"))
        self.subject.measure()


class CoveredSubject(CoveredName):
    """The bars over the name that a letter is about.

    Signals:
        turned(): the name was shown or covered.
        closes(): names are hidden from now on, also one that is being written.
    """

    turned = Signal()
    closes = Signal()

    def follow(self) -> None:
        """Cover the name, and tell whoever has it open where names are hidden."""
        super().follow()
        if hidden.names():
            self.closes.emit()

    def reveal(self, name: str) -> None:
        """Show the name for a while."""
        super().reveal(name)
        self.turned.emit()

    def cover(self) -> None:
        """Let go of the name and draw bars."""
        super().cover()
        self.turned.emit()


class Subject(QWidget):
    """Whom the letter is about, covered until asked for; it is in no widget before that.

    Signals:
        changed(): the subject was written anew.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self._frozen = False
        self._label = Words("", "reading")
        self.covered = CoveredSubject()
        self.covered.wanted.connect(lambda: self.covered.reveal(self._parts()[1]))
        self.covered.turned.connect(self._show_edit)
        self.covered.closes.connect(self._close)
        self._edit = LinkButton("Edit")
        self._edit.setAccessibleName("Edit the subject")
        self._edit.clicked.connect(self.open)
        self.field = _line("Subject")
        self.field.textEdited.connect(self._write)
        self.field.editingFinished.connect(self._close)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(themes.current().space("half"))
        for part in (self._label, self.covered, self._edit):
            row.addWidget(part)
        row.addWidget(self.field, 1)

    @property
    def is_covered(self) -> bool:
        """Whether the name is on no screen now."""
        return self.covered.covered and not self.field.isVisibleTo(self)

    def show_subject(self, subject: str, *, frozen: bool) -> None:
        """Hold a subject, covered."""
        self.text, self._frozen = subject, frozen
        self.field.setReadOnly(frozen)
        self.covered.cover()
        self._show(opened=bool(letters.places(subject)) and not frozen)

    def measure(self) -> None:
        """Take the room that its first word needs in this size of text."""
        self._label.setMinimumWidth(themes.current().scaled(_LABEL))

    def show_places(self) -> None:
        """Open the field while a place is empty in it: there is no name to cover yet."""
        waits = bool(letters.places(self.text))
        if waits and not self._frozen:
            self._show(opened=True)
        if self.field.property("place") != waits:
            themes.mark(self.field, place=waits)

    def _parts(self) -> tuple[str, str]:
        """Return "Re:" and what follows it."""
        head, colon, rest = self.text.partition(": ")
        return (f"{head}:", rest) if colon else ("", self.text)

    def open(self) -> None:
        """Open the subject to be written, at its field."""
        self._show(opened=True)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def part_of(self, widget: QWidget) -> str:
        """Return whether the subject is being written."""
        return "field" if widget is self.field else "name"

    def show_part(self, part: str) -> None:
        """Open it to be written on."""
        if part == "field" and not self._frozen:
            self.open()

    def _close(self) -> None:
        """Cover the name again when the field is left."""
        if not letters.places(self.text):
            self.covered.cover()
            self._show(opened=False)

    def _show(self, *, opened: bool) -> None:
        self.field.setVisible(opened)
        if opened and self.field.text() != self.text:
            self.field.setText(self.text)
        elif not opened:
            self.field.clear()
        self._label.say(self._parts()[0])
        self._label.setVisible(not opened)
        self.covered.setVisible(not opened)
        self._show_edit()

    def _show_edit(self) -> None:
        shown = not self.covered.covered and not self._frozen
        self._edit.setVisible(shown and not self.field.isVisibleTo(self))

    def _write(self, words: str) -> None:
        self.text = words
        self.changed.emit()


def _line(name: str) -> QLineEdit:
    field = QLineEdit()
    field.setAccessibleName(name)
    field.setProperty("reading", True)
    return field


def _waits(field: QWidget) -> bool:
    """Whether a field is, or holds, an empty place."""
    if isinstance(field, GrowingEditor):
        return bool(letters.places(field.text()))
    return bool(field.property("place"))


def _select_place(field: QLineEdit) -> None:
    words = field.text()
    for place in letters.places(words)[:1]:
        field.setSelection(words.index(f"{{{place}}}"), len(place) + 2)

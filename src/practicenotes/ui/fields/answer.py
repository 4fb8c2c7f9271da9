"""One answer to one section: what can be picked, and the sheet for words, as its kind asks for."""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from practicenotes.domain import answers, carrying, times
from practicenotes.domain.answers import Picked
from practicenotes.domain.forms import FieldKind, Section
from practicenotes.ui import theme as themes
from practicenotes.ui.widgets import day
from practicenotes.ui.widgets.editor import LEAST_LINES, GrowingEditor
from practicenotes.ui.widgets.picks import Picks
from practicenotes.ui.widgets.reading import ReadText
from practicenotes.ui.widgets.scale import Scale


_DAY = "26 August 2025"


class Answer(QWidget):
    """The answer to a section, as text that reads well; `editor` holds its words.

    Signals:
        touched(): something was written or picked.
    """

    touched = Signal()

    def __init__(self, section: Section, *, wide: bool = False) -> None:
        super().__init__()
        self.section, self._wide = section, wide
        written = section.kind is FieldKind.TEXT
        self.editor = GrowingEditor(
            section.label,
            placeholder=_DAY if section.kind is FieldKind.DATE else "",
            least_lines=LEAST_LINES if written else 1,
            wide=wide,
        )
        if not written:
            self.editor.setProperty("short", True)
            self.editor.document().setDocumentMargin(0)
        self._picks, self._line = _picks(section), _line(section)
        self._reading: ReadText | None = None
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.setSpacing(themes.current().space("half"))
        for part in (self._picks, self._line, self.editor):
            if part:
                self._stack.addWidget(part)
        self.name(section.label, section.prompt)
        self.editor.textChanged.connect(self.touched)
        self.editor.installEventFilter(self)
        if self._picks:
            self._picks.picked.connect(self.touched)
        if self._line:
            self._line.answered.connect(self.touched)

    @property
    def entry(self) -> QWidget:
        """Where the keyboard goes first."""
        return self._picks or self._line or self._reading or self.editor

    @property
    def reading(self) -> ReadText | None:
        """The words as they are meant, where they are only read."""
        return self._reading

    @property
    def picks(self) -> Picks | None:
        """The list to pick from, if there is one."""
        return self._picks

    @property
    def line(self) -> Scale | None:
        """The number line, if there is one."""
        return self._line

    def name(self, label: str, prompt: str) -> None:
        """Let a screen reader know which question is answered here."""
        beside = self._picks or self._line
        self.editor.setAccessibleName(f"{label}, in words" if beside else label)
        self.editor.setAccessibleDescription(prompt)
        if beside:
            beside.name(label)
            beside.setAccessibleDescription(prompt)

    def text(self) -> str:
        """Return the answer as it is kept."""
        words = self.editor.text()
        if self._picks:
            return answers.write(self.section, Picked(self._picks.chosen, words))
        if self._line:
            number = self._line.value
            chosen = () if number is None else (answers.offered(self.section)[number],)
            return answers.write(self.section, Picked(chosen, words))
        return words

    def show_text(self, text: str) -> None:
        """Show an answer; what does not read as one of its kind stands there as words."""
        self.editor.set_text(self._pick(text))
        self.editor.moveCursor(QTextCursor.MoveOperation.End)

    def carry(self, words: str) -> None:
        """Put words of a former note behind what stands here, in one step that can be undone.

        Where nothing stands yet, they are read as an answer of this kind.
        """
        if not self.text():
            picked = answers.read(self.section, words)
            if picked.chosen:
                self.take_back(words)
                return
        cursor = self.editor.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(carrying.after(self.editor.text(), words))
        self.editor.setTextCursor(cursor)

    def take_back(self, text: str) -> None:
        """Answer otherwise, in steps that can be undone: what is picked in one, words in one."""
        if text == self.text():
            return
        words = self._pick(text, undoable=True)
        if words != self.editor.text():
            cursor = self.editor.textCursor()
            cursor.select(QTextCursor.SelectionType.Document)
            cursor.insertText(words)
            self.editor.setTextCursor(cursor)
        self.touched.emit()

    def _pick(self, text: str, *, undoable: bool = False) -> str:
        """Pick what an answer picks, and return its words; all of it, where it is words alone."""
        picked = answers.read(self.section, text)
        if self._picks:
            self._picks.choose(picked.chosen, undoable=undoable)
        if self._line:
            offered = answers.offered(self.section)
            number = offered.index(picked.chosen[0]) if picked.chosen else None
            self._line.set_value(number, undoable=undoable)
        return picked.words if self._picks or self._line else text

    def freeze(self, frozen: bool) -> None:
        """Let the answer be read only, or written."""
        self.editor.setReadOnly(frozen)
        for part in (self._picks, self._line):
            if part:
                part.setEnabled(not frozen)

    def set_out(self, out: bool) -> None:
        """Show words that are only read as they are meant, or else the sheet they stand on."""
        words = self.editor.text()
        if self._reading and not out:
            self._reading.hide()
            self._reading.deleteLater()
            self._reading = None
        if out and words.strip():
            if self._reading is None:
                self._reading = ReadText(self.editor.accessibleName(), wide=self._wide)
                self._reading.setAccessibleDescription(self.editor.accessibleDescription())
                self._stack.addWidget(self._reading)
            self._reading.show_text(words)
        self.editor.setVisible(self._reading is None)

    def fits(self, section: Section) -> bool:
        """Whether what stands here could stand in another form's section as it is."""
        ours, theirs = self.section, section
        return (ours.kind, ours.options) == (theirs.kind, theirs.options)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Show a day in full, as it was understood, once the keyboard has left its line."""
        dated = self.section.kind is FieldKind.DATE and not self.editor.isReadOnly()
        if dated and watched is self.editor and event.type() is QEvent.Type.FocusOut:
            found = day.read(self.editor.text())
            if found and times.in_full(found) != self.editor.text():
                cursor = self.editor.textCursor()
                cursor.select(QTextCursor.SelectionType.Document)
                cursor.insertText(times.in_full(found))
        return super().eventFilter(watched, event)


def _picks(section: Section) -> Picks | None:
    if not section.kind.is_picked:
        return None
    several = section.kind is FieldKind.SEVERAL
    return Picks(section.label, section.options, section.blank, several=several)


def _line(section: Section) -> Scale | None:
    if section.kind is not FieldKind.NUMBER_LINE:
        return None
    ends = (section.options[0], section.options[1]) if section.options else ("", "")
    return Scale(section.label, section.blank, ends)

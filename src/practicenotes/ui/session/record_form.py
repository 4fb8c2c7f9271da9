"""The record note as it is written: a sheet for each section, and the last plan below the plan."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from practicenotes.domain import times
from practicenotes.domain.notes import Note, NoteSection
from practicenotes.records.write_up import WriteUp
from practicenotes.ui import theme as themes
from practicenotes.ui.widgets.buttons import LinkButton
from practicenotes.ui.widgets.drawing import Drawing
from practicenotes.ui.widgets.editor import GrowingEditor
from practicenotes.ui.widgets.phrase import Phrase
from practicenotes.ui.widgets.words import Words


PLAN = "plan"


class SectionSheet(QWidget):
    """One section: its name, its question, and the sheet to write on."""

    def __init__(self, section: NoteSection) -> None:
        super().__init__()
        self.editor = GrowingEditor(section.label)
        self.editor.set_text(section.text)
        self.editor.moveCursor(QTextCursor.MoveOperation.End)
        self._label = Phrase("", "section")
        self._prompt = Phrase("", "muted")
        theme = themes.current()
        head = QHBoxLayout()
        head.setSpacing(theme.space("one") + theme.space("half"))
        head.addWidget(self._label, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._prompt, 1)
        self.below = QVBoxLayout()
        self.below.setContentsMargins(0, theme.space("half"), 0, 0)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(theme.space("half"))
        stack.addLayout(head)
        stack.addWidget(self.editor)
        stack.addLayout(self.below)
        self.rename(section)

    def rename(self, section: NoteSection) -> None:
        """Show another form's words for the same section; what is written stays."""
        self._label.say(section.label)
        self._prompt.say(section.prompt)
        self.editor.setAccessibleName(section.label)
        self.editor.setAccessibleDescription(section.prompt)


class LastPlan(QFrame):
    """What was planned last time, on a dashed ground; it can be copied and never replaces.

    Signals:
        wanted(str): the plan is to be copied.
    """

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("strip", "quote")
        self._from = Words("", "small")
        self._plan = Words("", "reading", wraps=True)
        self._copy = LinkButton("Copy below mine")
        self._copy.clicked.connect(lambda: self.wanted.emit(self._plan.said()))
        theme = themes.current()
        head = QHBoxLayout()
        head.setSpacing(theme.space("half"))
        head.addWidget(Drawing("history", size="small"))
        head.addWidget(self._from, 1)
        head.addWidget(self._copy)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(12, 6, 12, 6)
        stack.setSpacing(0)
        stack.addLayout(head)
        stack.addWidget(self._plan)
        self.hide()

    def show_plan(self, write_up: WriteUp) -> None:
        """Show the plan of the note before, if there is one."""
        plan = _text(write_up.before, PLAN).strip()
        if plan and write_up.before_on:
            self._from.say(f"From the plan of {times.in_brief(write_up.before_on)}")
            self._plan.say(plan)
        self.setVisible(bool(plan))

    def allow_copy(self, allowed: bool) -> None:
        """Offer the copy, or only the text of a note that is no longer written."""
        self._copy.setVisible(allowed)


class RecordForm(QWidget):
    """The sections of one note.

    Sheets that two forms share survive a change of form with all they can undo; another note gets
    sheets of its own, so that Undo never leads from one note into another.

    Signals:
        touched(): the therapist wrote something.
        rearranged(): there are other sheets now.
    """

    touched = Signal()
    rearranged = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._sheets: dict[str, SectionSheet] = {}
        self._last_plan = LastPlan()
        self._last_plan.wanted.connect(self._copy_plan)
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.setSpacing(themes.current().space("one") + themes.current().space("half"))

    def show_write_up(self, write_up: WriteUp) -> None:
        """Show a session's note on fresh sheets."""
        self._arrange(write_up.note, {})
        self._last_plan.show_plan(write_up)

    def show_form(self, note: Note) -> None:
        """Show the same note in another form, or in another state."""
        self._arrange(note, self._sheets)

    def freeze(self, frozen: bool) -> None:
        """Let the note be read only, or written."""
        for sheet in self._sheets.values():
            sheet.editor.setReadOnly(frozen)
        self._last_plan.allow_copy(not frozen)

    def texts(self) -> dict[str, str]:
        """Return what stands on every sheet, by the keys of the sections."""
        return {key: sheet.editor.text() for key, sheet in self._sheets.items()}

    def take_back(self, texts: Mapping[str, str]) -> None:
        """Put other words on the sheets, on each in one step that can be undone."""
        for key, text in texts.items():
            sheet = self._sheets.get(key)
            if sheet and sheet.editor.text() != text:
                cursor = sheet.editor.textCursor()
                cursor.select(QTextCursor.SelectionType.Document)
                cursor.insertText(text)
                sheet.editor.setTextCursor(cursor)

    def editor(self, key: str) -> GrowingEditor:
        """Return the sheet of a section."""
        return self._sheets[key].editor

    def first_editor(self) -> GrowingEditor | None:
        """Return the sheet to begin on: the first empty one, or the last."""
        sheets = [sheet.editor for sheet in self._sheets.values()]
        return next((sheet for sheet in sheets if not sheet.text()), sheets[-1] if sheets else None)

    def _arrange(self, note: Note, kept: Mapping[str, SectionSheet]) -> None:
        before = self._sheets
        self._sheets = {s.key: kept.get(s.key) or self._new_sheet(s) for s in note.sections}
        for old in before.values():
            if old not in self._sheets.values():
                old.hide()
                old.deleteLater()
        for section in note.sections:
            sheet = self._sheets[section.key]
            sheet.rename(section)
            self._stack.addWidget(sheet)
        if self._sheets:
            home = self._sheets.get(PLAN) or list(self._sheets.values())[-1]
            home.below.addWidget(self._last_plan)
        self.rearranged.emit()

    def _new_sheet(self, section: NoteSection) -> SectionSheet:
        sheet = SectionSheet(section)
        sheet.editor.textChanged.connect(self.touched)
        return sheet

    def _copy_plan(self, plan: str) -> None:
        """Append the last plan in one step that can be undone."""
        home = self._sheets.get(PLAN) or list(self._sheets.values())[-1]
        cursor = home.editor.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(f"\n{plan}" if home.editor.text().strip() else plan)
        home.editor.setTextCursor(cursor)
        home.editor.setFocus()


def _text(note: Note | None, key: str) -> str:
    sections = note.sections if note and not note.damaged else ()
    return next((section.text for section in sections if section.key == key), "")

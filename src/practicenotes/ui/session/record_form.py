"""The record note as it is written: a sheet for each section, and the last plan below the plan."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from practicenotes.domain import times
from practicenotes.domain.carrying import Carried
from practicenotes.domain.forms import FieldKind, Layer, NoteTemplate, Section
from practicenotes.domain.notes import Note, NoteId, NoteSection, NoteState
from practicenotes.records.write_up import WriteUp
from practicenotes.ui import damage
from practicenotes.ui import theme as themes
from practicenotes.ui.fields.answer import Answer
from practicenotes.ui.session.record_carried import CarriedLine
from practicenotes.ui.session.third_party import ThirdParty
from practicenotes.ui.widgets.buttons import LinkButton
from practicenotes.ui.widgets.drawing import Drawing
from practicenotes.ui.widgets.editor import GrowingEditor
from practicenotes.ui.widgets.phrase import Phrase
from practicenotes.ui.widgets.reading import ReadText
from practicenotes.ui.widgets.strip import NoticeStrip
from practicenotes.ui.widgets.words import Words


PLAN = "plan"
NO_ROOM = "This form asks for days alone, and each has its day. Nothing was taken over."

LOST_SECTION = "Damaged section"
LOST = "What stood here can no longer be read. A backup may hold it whole."


class SectionSheet(QWidget):
    """One section: its name, its question, and what it is answered with."""

    def __init__(self, section: NoteSection, field: Section) -> None:
        super().__init__()
        self.answer = Answer(field)
        self.answer.show_text(section.text)
        self.editor = self.answer.editor
        self._third_party = ThirdParty(self.editor)
        self._help = Words("", "muted", wraps=True)
        self._label = Phrase("", "section")
        self._prompt = Phrase("", "muted")
        theme = themes.current()
        head = QHBoxLayout()
        head.setSpacing(theme.space("one") + theme.space("half"))
        head.addWidget(self._label, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._prompt, 1)
        self._carried = CarriedLine()
        self.answer.touched.connect(self._look_again)
        self.below = QVBoxLayout()
        self.below.setContentsMargins(0, theme.space("half"), 0, 0)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(theme.space("half"))
        stack.addLayout(head)
        stack.addWidget(self._help)
        stack.addWidget(self.answer)
        stack.addWidget(self._carried)
        stack.addLayout(self.below)
        self.rename(section, field)

    def add_to_menu(self, menu: QMenu, _sheet: GrowingEditor) -> None:
        """Offer to mark words that are about somebody else."""
        menu.addSeparator()
        menu.addAction(self._third_party.act)

    def rename(self, section: NoteSection, field: Section) -> None:
        """Show another form's words for the same section; what is written stays."""
        self._label.say(section.label)
        self._prompt.say(section.prompt)
        self._help.say(field.help)
        self._help.setVisible(bool(field.help))
        self.answer.name(section.label, f"{section.prompt} {field.help}".strip())

    def show_carried(self, carried: tuple[Carried, ...], today: date) -> None:
        """Name beneath the section what of this was carried over and is not changed yet."""
        mine = tuple(each for each in carried if each.key == self.answer.section.id)
        self._carried.show_carried(mine, self.answer.text(), today)

    def _look_again(self) -> None:
        self._carried.look_again(self.answer.text())


class LastPlan(QFrame):
    """What was planned last time, on a dashed ground; it can be copied and never replaces.

    Signals:
        wanted(Carried): the plan is to be copied.
    """

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._before: tuple[NoteId, date] | None = None
        self.setProperty("strip", "quote")
        self._from = Words("", "small")
        self._plan = ReadText("The plan of last time", wide=True, flat=True, quoted=True)
        self._copy = LinkButton("Copy below mine")
        self._copy.clicked.connect(self._ask)
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

    def show_plan(self, write_up: WriteUp, today: date) -> None:
        """Show the plan of the note before, if there is one."""
        plan = _text(write_up.before, PLAN).strip()
        if plan and write_up.before and write_up.before_on:
            self._from.say(f"From the plan of {times.in_brief(write_up.before_on, today)}")
            self._plan.show_text(plan)
            self._before = (write_up.before.id, write_up.before_on)
        self.setVisible(bool(plan))

    def allow_copy(self, allowed: bool) -> None:
        """Offer the copy, or only the text of a note that is no longer written."""
        self._copy.setVisible(allowed)

    def _ask(self) -> None:
        if self._before:
            self.wanted.emit(Carried(PLAN, self._plan.source, *self._before))


class RecordForm(QWidget):
    """The sections of one note.

    Sheets that two forms share survive a change of form with all they can undo; another note gets
    sheets of its own, so that Undo never leads from one note into another.

    Signals:
        touched(): the therapist wrote something.
        rearranged(): there are other sheets now.
        carried(Carried): words of a former note were put into a section.
    """

    touched = Signal()
    rearranged = Signal()
    carried = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._sheets: dict[str, SectionSheet] = {}
        self._carried: tuple[Carried, ...] = ()
        self._today = date.min
        self._last_plan = LastPlan()
        self._last_plan.setParent(self)  # until a section has it beneath
        self._last_plan.wanted.connect(self.carry)
        self.no_room = NoticeStrip()
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.setSpacing(themes.current().space("one") + themes.current().space("half"))
        self._stack.addWidget(self.no_room)

    def show_write_up(self, write_up: WriteUp, today: date) -> None:
        """Show a note on fresh sheets."""
        self._carried, self._today = write_up.carried, today
        self._arrange(write_up.note, write_up.form, {})
        self._last_plan.show_plan(write_up, today)

    def show_form(self, note: Note, form: NoteTemplate) -> None:
        """Show the same note in another form, or in another state."""
        self._arrange(note, form, self._sheets)

    def freeze(self, frozen: bool) -> None:
        """Let the note be read only, or written."""
        for sheet in self._sheets.values():
            sheet.answer.freeze(frozen)
        self._last_plan.allow_copy(not frozen)

    def texts(self) -> dict[str, str]:
        """Return what stands on every sheet, by the keys of the sections."""
        return {key: sheet.answer.text() for key, sheet in self._sheets.items()}

    def written(self) -> Iterator[str]:
        """Yield what was written on each sheet, without what was picked."""
        return (sheet.editor.text() for sheet in self._sheets.values())

    def take_back(self, texts: Mapping[str, str]) -> None:
        """Answer otherwise; words on a sheet change in one step that can be undone."""
        for key, text in texts.items():
            if sheet := self._sheets.get(key):
                sheet.answer.take_back(text)

    def editor(self, key: str) -> GrowingEditor:
        """Return the sheet of a section."""
        return self._sheets[key].editor

    def answer(self, key: str) -> Answer:
        """Return what a section is answered with."""
        return self._sheets[key].answer

    def carry(self, carried: Carried) -> None:
        """Put words of a former note behind those of the same section, and go there.

        Where this form has no such section, they go where the keyboard was last; where none of its
        fields has room for words, that is said and nothing is taken over.
        """
        sheet = self._home(carried.key)
        if sheet is None:
            self.no_room.say(NO_ROOM)
            return
        self.no_room.hide()
        taken = replace(carried, key=sheet.answer.section.id)
        self._carried = (*self._carried, taken)
        sheet.answer.carry(taken.words)
        sheet.show_carried(self._carried, self._today)
        sheet.answer.entry.setFocus()
        self.carried.emit(taken)

    def first_entry(self) -> QWidget | None:
        """Return where writing goes on: at the first empty section, or the last."""
        found = [sheet.answer for sheet in self._sheets.values()]
        empty = (answer for answer in found if not answer.text())
        first = next(empty, found[-1] if found else None)
        return first.entry if first else None

    def first_editor(self) -> GrowingEditor | None:
        """Return the sheet to begin on: the first empty one, or the last."""
        sheets = [sheet.editor for sheet in self._sheets.values()]
        return next((sheet for sheet in sheets if not sheet.text()), sheets[-1] if sheets else None)

    def _home(self, key: str) -> SectionSheet | None:
        """Return the sheet that takes words of this section over; a day has room for one only."""
        sheets = list(self._sheets.values())
        last = self.focusWidget()
        near = [each for each in sheets if last and each.isAncestorOf(last)]
        wanted = (self._sheets.get(key), *near, *reversed(sheets))
        return next((each for each in wanted if each and _takes_words(each)), None)

    def _arrange(self, note: Note, form: NoteTemplate, kept: Mapping[str, SectionSheet]) -> None:
        self.no_room.hide()
        before = self._sheets
        if note.damaged:
            note = replace(note, sections=tuple(map(_legible, note.sections)))
        asked = {section.id: section for section in form.of_layer(Layer.RECORD)}
        fields = {
            s.key: asked.get(s.key) or Section(s.key, s.label, s.prompt) for s in note.sections
        }
        self._sheets = {s.key: self._sheet(s, fields[s.key], kept) for s in note.sections}
        for old in before.values():
            if old not in self._sheets.values():
                old.hide()
                old.deleteLater()
        for section in note.sections:
            sheet = self._sheets[section.key]
            sheet.rename(section, fields[section.key])
            sheet.answer.set_out(note.state is not NoteState.DRAFT)
            sheet.show_carried(self._carried, self._today)
            self._stack.addWidget(sheet)
        if self._sheets:
            home = self._sheets.get(PLAN) or list(self._sheets.values())[-1]
            home.below.addWidget(self._last_plan)
        self.rearranged.emit()

    def _sheet(
        self, section: NoteSection, field: Section, kept: Mapping[str, SectionSheet]
    ) -> SectionSheet:
        """Return the sheet of a section, the one that is there where it can stay."""
        there = kept.get(section.key)
        if there and there.answer.fits(field):
            return there
        sheet = SectionSheet(section, field)
        sheet.answer.touched.connect(self.touched)
        return sheet


def _legible(section: NoteSection) -> NoteSection:
    """Return a section that can be shown: one whose words are lost says so."""
    if section.label != damage.UNREADABLE:
        return section
    return replace(section, label=LOST_SECTION, prompt="", text=LOST)


def _takes_words(sheet: SectionSheet) -> bool:
    return sheet.answer.section.kind is not FieldKind.DATE or not sheet.answer.text()


def _text(note: Note | None, key: str) -> str:
    sections = note.sections if note and not note.damaged else ()
    return next((section.text for section in sections if section.key == key), "")

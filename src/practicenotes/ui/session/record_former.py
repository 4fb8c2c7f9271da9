"""A former note beside the page: what is wanted of it is taken over, by section or by passage."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from practicenotes.domain import times
from practicenotes.domain.carrying import Carried
from practicenotes.domain.notes import NoteId, NoteSection, NoteState
from practicenotes.records import carrying
from practicenotes.records.carrying import Former
from practicenotes.ui import theme as themes
from practicenotes.ui.session.column import leaning_left
from practicenotes.ui.tasks import Tasks
from practicenotes.ui.widgets.buttons import IconButton, LinkButton
from practicenotes.ui.widgets.page import scrolled
from practicenotes.ui.widgets.phrase import Phrase
from practicenotes.ui.widgets.reading import ReadText
from practicenotes.ui.widgets.words import Words


NONE = "There is no former note to take anything over from."
DAMAGED = "This note can no longer be read as it was written, so nothing is taken over from it."
WHOLE, PASSAGE = "Take over this section", "Take over the selected words"
STATES = {NoteState.DRAFT: "draft", NoteState.SIGNED: "signed"}


class FormerSection(QWidget):
    """One section to read; what is selected in it, or all of it, can be taken over.

    Signals:
        wanted(str): these words are to be taken over.
    """

    wanted = Signal(str)

    def __init__(self, section: NoteSection) -> None:
        super().__init__()
        self.key = section.key
        self.words = ReadText(f"{section.label}, former note")
        self.words.show_text(section.text.strip())
        self.take = LinkButton(WHOLE)
        self.take.setAccessibleDescription(section.label)
        self.words.selectionChanged.connect(self._name_act)
        self.take.clicked.connect(self._ask)
        head = QHBoxLayout()
        head.addWidget(Phrase(section.label, "section"), 1)
        head.addWidget(self.take)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(themes.current().space("half"))
        stack.addLayout(head)
        stack.addWidget(self.words)
        self._fit()
        themes.current().changed.connect(self._fit)

    def _fit(self) -> None:
        """Keep the head as wide as the words, which keep to the measure of a line."""
        self.setMaximumWidth(self.words.maximumWidth())

    def _name_act(self) -> None:
        self.take.setText(PASSAGE if self.words.chosen().strip() else WHOLE)

    def _ask(self) -> None:
        self.wanted.emit(self.words.chosen().strip() or self.words.source)


class FormerNote(QWidget):
    """The note before, or any other before it; nothing in it can be changed.

    Alt+Page Up and Alt+Page Down lead to earlier and later ones.

    Signals:
        taken(Carried): these words are to be put into the note that is written.
        closed(): the former note is to go out of sight.
        rearranged(): other words stand here now.
    """

    taken = Signal(object)
    closed = Signal()
    rearranged = Signal()

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self._tasks = tasks
        self._note_id: NoteId | None = None
        self._former: Former | None = None
        self._sections: list[FormerSection] = []
        self._when = Phrase("", "small")
        self.earlier = IconButton("chevron-left", "An earlier note (Alt+Page Up)")
        self.later = IconButton("chevron-right", "A later note (Alt+Page Down)")
        self.close_it = IconButton("x", "Put the former note away")
        self._empty = Words("", "reading", wraps=True)
        self._lay_out()
        self.earlier.clicked.connect(partial(self.step, 1))
        self.later.clicked.connect(partial(self.step, -1))
        self.close_it.clicked.connect(self.closed)
        self.earlier.setShortcut("Alt+PgUp")
        self.later.setShortcut("Alt+PgDown")

    @property
    def sections(self) -> tuple[FormerSection, ...]:
        """The sections that are shown, from the top."""
        return tuple(self._sections)

    def show_before(self, note_id: NoteId) -> None:
        """Show what stands before a note; where it is shown already, it stays as it is."""
        if note_id != self._note_id:
            self._note_id, self._former = note_id, None
            self._show(None)
            self._ask(0)

    def forget(self) -> None:
        """Let go of the note: another session is open now."""
        self._note_id, self._former = None, None
        self._show(None)

    def step(self, by: int) -> None:
        """Go so many notes back, or with a negative number forward."""
        if self._former:
            self._ask(self._former.back + by)

    def focus_first(self) -> None:
        """Bring the keyboard to the first words, or to where the note is put away."""
        target = self._sections[0].words if self._sections else self.close_it
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(self, back: int) -> None:
        if self._note_id:
            then = partial(self._show_answer, self._note_id)
            self._tasks.run(self, carrying.former, self._note_id, back, then=then)

    def _show_answer(self, note_id: NoteId, found: Former | None) -> None:
        if note_id != self._note_id or (found is None and self._former):
            return
        steps = {self.earlier, self.later}  # who goes on with these keeps the keyboard there
        focus = QApplication.focusWidget()
        goes_in = focus is not None and self.isAncestorOf(focus) and focus not in steps
        self._former = found
        self._show(found)
        if goes_in:
            self.focus_first()

    def _show(self, found: Former | None) -> None:
        for old in self._sections:
            old.hide()
            old.deleteLater()
        sound = found is not None and not found.note.damaged
        written = [s for s in found.note.sections if s.text.strip()] if found and sound else []
        self._sections = [self._section(section) for section in written]
        self._when.say(_when(found))
        self._empty.say("" if written else NONE if found is None else _empty(found))
        self._empty.setVisible(not written)
        self.earlier.setEnabled(found is not None and found.back + 1 < found.count)
        self.later.setEnabled(found is not None and found.back > 0)
        self.rearranged.emit()

    def _section(self, section: NoteSection) -> FormerSection:
        shown = FormerSection(section)
        shown.wanted.connect(partial(self._take, section.key))
        self._stack.insertWidget(self._stack.count() - 1, shown)
        shown.show()
        return shown

    def _take(self, key: str, words: str) -> None:
        if self._former:
            self.taken.emit(Carried(key, words, self._former.note.id, self._former.on))

    def _lay_out(self) -> None:
        theme = themes.current()
        head = QHBoxLayout()
        head.setSpacing(theme.space("one"))
        head.addWidget(Words("Former note", "heading"))
        head.addWidget(self._when, 1)
        for button in (self.earlier, self.later, self.close_it):
            head.addWidget(button)
        column = QWidget()
        self._stack = QVBoxLayout(column)
        self._stack.setContentsMargins(
            theme.space("pane_margin"), 12, theme.space("pane_margin"), theme.space("three")
        )
        self._stack.setSpacing(theme.space("one") + theme.space("half"))
        self._stack.addLayout(head)
        self._stack.addWidget(self._empty)
        self._stack.addStretch()
        inside = QWidget()
        inside.setLayout(leaning_left(column))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(inside))


def _when(found: Former | None) -> str:
    if found is None:
        return ""
    state = STATES.get(found.note.state, found.note.state.value)
    return f"{times.with_weekday(found.on)} · {found.note.template_name} · {state}"


def _empty(found: Former) -> str:
    return DAMAGED if found.note.damaged else "Nothing was written in this note."

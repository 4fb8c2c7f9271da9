"""The page of forms: their list, one form, and the page on which one is written."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from practicenotes import messages
from practicenotes.domain import times
from practicenotes.domain.editions import Draft, DraftId, Kept, Line, Shelf
from practicenotes.ui import theme as themes
from practicenotes.ui.forms.coming_in import ComingIn
from practicenotes.ui.forms.editor import KEPT_HERE, FormEditor
from practicenotes.ui.forms.form_view import FormView
from practicenotes.ui.forms.listing import FormList
from practicenotes.ui.forms.trade import FORMS, Trade
from practicenotes.ui.order import first_stop
from practicenotes.ui.printing.where import ask_where
from practicenotes.ui.tasks import Tasks, Work
from practicenotes.ui.widgets.buttons import IconButton
from practicenotes.ui.widgets.page import scrolled
from practicenotes.ui.widgets.strip import NoticeStrip, UndoStrip
from practicenotes.ui.widgets.words import Words


SHOW_IT = "Show it"


class FormsPage(QWidget):
    """All forms for notes.

    Signals:
        left(): the therapist goes back to where they came from.
        told(str): what the status bar is to say.
    """

    left = Signal()
    told = Signal(str)

    def __init__(
        self, record: Tasks, work: Work, now: Callable[[], datetime], trade: Trade = FORMS
    ) -> None:
        super().__init__()
        self.setProperty("page", True)
        self._trade = trade
        self._record, self._work, self._now = record, work, now
        self._shelf: Shelf[Any] = Shelf((), ())
        self._wanted, self._news = "", ""  # what to show and to say once the shelf is read
        self.back = IconButton("arrow-left", "Back")
        self.list, self.form = FormList(trade), FormView(trade)
        self.editor = FormEditor(record, now, trade)
        self.coming_in = ComingIn(self, record, work, now, trade)
        self.strip, self.notice = UndoStrip(), NoticeStrip("done")
        self.problem = NoticeStrip("error")
        self._stack = QStackedWidget()
        self._lay_out()
        self._listen()

    def refresh(self) -> None:
        """Read all forms anew; one that is being written stays as it stands."""
        self._record.run(self, self._trade.shelf.of, then=self._show, failed=self._tell)

    def begin(self, template: Any) -> None:
        """Begin to change a form, or go on with it."""
        begin = partial(self._record.run, self, self._trade.drafts.begin, template, self._now())
        self.editor.saves.then(partial(begin, then=self.write, failed=self._tell))

    def open_draft(self, draft_id: DraftId) -> None:
        """Go on with a form that was being changed."""
        self._record.run(self, self._trade.shelf.of, then=partial(self._reopen, draft_id))

    def _go_on_with(self, draft: Draft[Any]) -> None:
        """Go on with a form of the list, which may be older than what was written since.

        While words of another form are unsaved, that one stays: opening this would let go of them.
        """
        here = self.editor.draft
        if here and self.editor.has_unsaved and here.id == draft.id:
            self._turn_to(self.editor)
        else:
            self.editor.saves.then(partial(self.open_draft, draft.id))

    def _say_stuck(self, error: Exception) -> None:
        """Say on the list, too, that the form just left is not kept, and lead back to it."""
        if self._stack.currentWidget() is not self.editor:
            self.problem.say(f"{messages.sentence(error)} {KEPT_HERE}", SHOW_IT)

    def _try_again(self) -> None:
        """Go to the form whose words are not kept yet, or read all forms anew."""
        if self.editor.has_unsaved:
            self._turn_to(self.editor)
        else:
            self.refresh()

    def write(self, draft: Draft[Any]) -> None:
        """Show the page on which this form is written."""
        line = self._shelf.find(draft.template.id) if draft.template.id else None
        known = {kept.template.version: kept.template for kept in line.versions} if line else {}
        self._turn_to(self.editor)
        newest = line.template if line else None
        self.editor.open(draft, known.get(draft.template.version), newest)

    @property
    def draft_id(self) -> DraftId | None:
        """The form that is being written, if one is."""
        draft = self.editor.draft
        return draft.id if draft and self._stack.currentWidget() is self.editor else None

    def flush(self) -> None:
        """Hand everything that is unsaved to the store's queue."""
        self.editor.flush()

    @property
    def has_unsaved(self) -> bool:
        """Whether anything was changed that no commit has confirmed yet."""
        return self.editor.has_unsaved

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Pass the keyboard on to the part that is shown."""
        super().focusInEvent(event)
        here = self._stack.currentWidget()
        if here and (stop := here.focusWidget() or first_stop(here)):
            stop.setFocus(event.reason())

    # --- what was found ------------------------------------------------------------------------

    def _show(self, shelf: Shelf[Any]) -> None:
        self.problem.hide()
        self._shelf = shelf
        self.list.show_shelf(shelf, times.on_the_wall(self._now()).date())
        line = shelf.find(self._wanted or self.form.form_id)
        if line:
            self.form.show_form(line)
        if self._wanted and line:
            self._turn_to(self._form_page)
            self.notice.say(self._news)
            self._wanted = ""

    def _reopen(self, draft_id: DraftId, shelf: Shelf[Any]) -> None:
        self._show(shelf)
        for draft in shelf.drafts:
            if draft.id == draft_id:
                self.write(draft)

    def _tell(self, error: Exception) -> None:
        self.problem.say(messages.sentence(error), "Try again")

    # --- what is done --------------------------------------------------------------------------

    def _open(self, form_id: str) -> None:
        line = self._shelf.find(form_id)
        if line:
            self.form.show_form(line)
            self._turn_to(self._form_page)

    def _show_list(self) -> None:
        self.flush()
        self._turn_to(self._list_page)
        self.refresh()

    def _leave_editor(self) -> None:
        self.editor.let_go()
        self._show_list()

    def _say_kept(self, how: str, kept: Kept[Any]) -> None:
        template = kept.template
        words = f"{template.name} is {how} version {template.version}."
        self.told.emit(words)
        self._wanted, self._news = template.id, words
        self.refresh()

    def _thrown_away(self, draft: Draft[Any]) -> None:
        def undo() -> None:
            keep = partial(self._record.run, self, self._trade.drafts.keep, draft, self._now())
            keep(then=lambda _: self.write(draft), failed=self._tell)

        self._turn_to(self._list_page)
        self.strip.offer("The draft was thrown away.", "Undo", undo)
        self.refresh()

    def _retire(self, line: Line[Any]) -> None:
        def gone(_: None) -> None:
            words = f"{line.template.name} is offered no longer. {self._trade.words.stays}"
            self.strip.offer(words, "Undo", partial(self._bring_back, line))
            self.refresh()

        arguments = line.template.id, self._now()
        self._record.run(self, self._trade.shelf.retire, *arguments, then=gone, failed=self._tell)

    def _bring_back(self, line: Line[Any]) -> None:
        def there(_: None) -> None:
            self.strip.hide()
            self.told.emit(f"{line.template.name} is offered again.")
            self.refresh()

        arguments = line.template.id, self._now()
        act = self._trade.shelf.bring_back
        self._record.run(self, act, *arguments, then=there, failed=self._tell)

    def _export(self, template: Any) -> None:
        name, words = self._trade.name_for(template), self._trade.words
        ask_where(self, words.write, name, words.files, partial(self.export, template))

    def export(self, template: Any, path: Path) -> None:
        """Write a form into a file."""
        then = lambda _: self.notice.say(f"Saved as {path}.")  # noqa: E731
        arguments = (path, template)
        self._work.run(self, self._trade.write, *arguments, then=then, failed=self._tell_at_once)

    def _tell_at_once(self, error: Exception) -> None:
        self.problem.say(messages.sentence(error))

    # --- layout --------------------------------------------------------------------------------

    def _turn_to(self, part: QWidget) -> None:
        """Show another part, and put the keyboard into it."""
        if part is not self._stack.currentWidget():
            for strip in (self.strip, self.notice, self.problem):
                strip.hide()
        self._stack.setCurrentWidget(part)
        if self.isVisible() and part is not self.editor and (stop := first_stop(part)):
            stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def _listen(self) -> None:
        self.back.clicked.connect(self.left)
        self.list.form_wanted.connect(self._open)
        self.list.draft_wanted.connect(self._go_on_with)
        self.list.new_wanted.connect(lambda: self.begin(self._trade.empty()))
        self.list.import_wanted.connect(self.coming_in.ask)
        self.coming_in.came.connect(partial(self._say_kept, "here,"))
        self.coming_in.refused.connect(self.problem.say)
        self.form.left.connect(self._show_list)
        self.form.change_wanted.connect(self.begin)
        self.form.copy_wanted.connect(lambda template: self.begin(self._trade.copied(template)))
        self.form.export_wanted.connect(self._export)
        self.form.retire_wanted.connect(self._retire)
        self.form.return_wanted.connect(self._bring_back)
        self.editor.left.connect(self._leave_editor)
        self.editor.published.connect(partial(self._say_kept, "saved as"))
        self.editor.thrown_away.connect(self._thrown_away)
        self.editor.saves.stuck.connect(self._say_stuck)
        self.problem.acted.connect(self._try_again)

    def _lay_out(self) -> None:
        look = themes.current()
        margin = look.space("page_margin")
        front = QWidget()
        stack = QVBoxLayout(front)
        stack.setContentsMargins(margin, look.space("three"), margin, margin)
        stack.setSpacing(look.space("two"))
        head = QHBoxLayout()
        head.setSpacing(look.space("one"))
        head.addWidget(self.back)
        head.addWidget(Words(self._trade.words.title, "title"))
        head.addStretch()
        stack.addLayout(head)
        stack.addWidget(self.list)
        stack.addStretch()
        held = QWidget()
        inside = QVBoxLayout(held)
        inside.setContentsMargins(margin, look.space("three"), margin, margin)
        inside.addWidget(self.form)
        self._list_page, self._form_page = scrolled(front), scrolled(held)
        for part in (self._list_page, self._form_page, self.editor):
            self._stack.addWidget(part)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        for strip in (self.problem, self.notice, self.strip):
            whole.addWidget(strip)
        whole.addWidget(self._stack, 1)

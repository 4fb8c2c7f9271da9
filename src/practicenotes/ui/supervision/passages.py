"""The private half of the section: a list of passages, one passage, its sheet.

Names and days come through the record's door, words through the private one; they meet here.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from practicenotes import catalog
from practicenotes.documents.page import Paper
from practicenotes.domain.letterhead import Letterhead
from practicenotes.domain.reflections import Reflection
from practicenotes.domain.reflections.supervision_items import (
    ItemState,
    SupervisionItem,
    SupervisionItemId,
    Ticked,
    passage_of,
)
from practicenotes.domain.sessions import SessionId
from practicenotes.domain.supervision import NameBook
from practicenotes.records import letterheads, names
from practicenotes.reflections import reflections, supervision
from practicenotes.reflections.supervision import Agenda
from practicenotes.ui import theme as themes
from practicenotes.ui import unkept
from practicenotes.ui.order import first_stop, follow_reading
from practicenotes.ui.saving import Autosave, Write
from practicenotes.ui.supervision.came_back import CameBack
from practicenotes.ui.supervision.item import ItemView
from practicenotes.ui.supervision.listing import ListPage, Whose
from practicenotes.ui.supervision.out import SheetOut
from practicenotes.ui.supervision.removal import Removal
from practicenotes.ui.supervision.sheet import SheetView
from practicenotes.ui.supervision.taking_out import TakingOut
from practicenotes.ui.tasks import Tasks, Work
from practicenotes.ui.unsaved import Unsaved
from practicenotes.ui.widgets.page import scrolled
from practicenotes.ui.widgets.state import NeverPrinted
from practicenotes.ui.widgets.strip import NoticeStrip


class Passages(QFrame):
    """What is on its way through supervision.

    Signals:
        session_wanted(SessionId): the session of a passage is to be opened.
        clients_wanted(): the therapist looks for something to take here.
        told(str): what the status bar is to say.
    """

    session_wanted = Signal(str)
    clients_wanted = Signal()
    told = Signal(str)

    def __init__(
        self,
        record: Tasks,
        private: Tasks,
        work: Work,
        check_passphrase: Callable[[str], object],
        now: Callable[[], datetime],
    ) -> None:
        super().__init__()
        self.setProperty("ground", "private")
        self._record, self._private, self._now = record, private, now
        self._whose = Whose({}, {})
        self._item: SupervisionItem | None = None
        self._book = catalog.facet_book()
        self.came_back = CameBack(private, now)
        self.front, self.item = ListPage(), ItemView(self._book.facets, self.came_back)
        self.list = self.front.list
        self.sheet, self.out = SheetView(work, now), SheetOut(self, record, work)
        self.saves = Autosave(self, private, self._compose)
        self.unsaved = Unsaved(self.saves, self.came_back.saves)
        self.taking_out = TakingOut(self, record, private, work, check_passphrase, now)
        self.strip, self.problem = NoticeStrip(), NoticeStrip("error")
        self.removal = Removal(self.strip, private, now)
        self._lay_out()
        self._listen()

    @property
    def item_id(self) -> SupervisionItemId | None:
        """The passage that is open, if one is."""
        here = self._stack.currentWidget()
        return self._item.id if self._item and here is not self._front else None

    def refresh(self) -> None:
        """Read the list anew; a passage that is open stays as it is written."""
        self._private.run(self, supervision.agenda, then=self._take)

    def open(self, item_id: SupervisionItemId, *, on_sheet: bool = False) -> None:
        """Open one passage or its sheet, as soon as what is written on another is saved."""
        then = partial(self._name_and_show, on_sheet=on_sheet)
        self.saves.then(lambda: self._private.run(self, supervision.get, item_id, then=then))

    def show_list(self) -> None:
        """Go back to the list."""
        self.flush()
        if self._stack.currentWidget() is self.sheet:
            self._back_to_item()
        self._turn_to(self._front)
        self.refresh()

    def flush(self) -> None:
        """Hand everything that is unsaved to the store's queue."""
        self.unsaved.flush()

    # --- what was found ------------------------------------------------------------------------

    def _take(self, agenda: Agenda) -> None:
        """Ask the record whose these are: it is told nothing but ids."""
        sessions = [i.session_id for i in agenda.items if i.session_id]
        sessions += [each.session_id for each in agenda.ticked]

        def show(whose: Whose) -> None:
            self._whose = whose
            self.front.show_agenda(agenda, whose)
            follow_reading(self)

        self._ask_whose(sessions, show)

    def _ask_whose(self, sessions: list[SessionId], then: Callable[[Whose], object]) -> None:
        self._record.run(self, names.whose, sessions, then=lambda found: then(Whose(*found)))

    def _name_and_show(self, item: SupervisionItem, *, on_sheet: bool) -> None:
        show = partial(self._show_item, item, on_sheet=on_sheet)
        self._ask_whose([item.session_id] if item.session_id else [], show)

    def _show_item(self, item: SupervisionItem, whose: Whose, *, on_sheet: bool) -> None:
        self._item = None  # on the way the fields speak of two passages
        self._whose = whose
        self.sheet.drop()
        self.item.show_item(item, whose)
        self.came_back.open(item.session_id, item.client_id)
        self._item = item
        self._turn_to(self._item_page)
        if on_sheet:
            self._prepare()

    def _turn_to(self, page: QWidget) -> None:
        had_focus = self.isAncestorOf(self.focusWidget() or self) or self.hasFocus()
        self._stack.setCurrentWidget(page)
        follow_reading(self)
        if had_focus or self.isVisible():
            self._focus_page()

    def _focus_page(self) -> None:
        here = self._stack.currentWidget()
        if here is self.sheet:
            self.sheet.focus_first()
        elif here is self._item_page:
            self.item.question.setFocus(Qt.FocusReason.OtherFocusReason)
        elif stop := first_stop(self.list) or first_stop(self._front):
            stop.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- what is done --------------------------------------------------------------------------

    def _take_ticked(self, ticked: Ticked) -> None:
        """Make the whole reflection of a ticked session a passage, and open it."""

        def flag(reflection: Reflection) -> None:
            nobody, of = SupervisionItemId(""), (ticked.client_id, ticked.session_id)
            new = SupervisionItem(nobody, *of, passage_of(reflection, self._book))
            self._private.run(self, supervision.flag, new, self._now(), then=self.open)

        self._private.run(self, reflections.get, ticked.session_id, ticked.client_id, then=flag)

    def _prepare(self) -> None:
        """Ask the record for names that may not be on the sheet and for its paper; lay it out."""
        if self._item:
            ask, show = partial(self._record.run, self), partial(self._show_sheet, self._item.id)
            paper = partial(ask, letterheads.get)
            ask(names.book, self._item.client_id, then=lambda book: paper(then=partial(show, book)))

    def _show_sheet(self, item_id: SupervisionItemId, book: NameBook, head: Letterhead) -> None:
        if self._item is None or self._item.id != item_id or not self.item.isVisible():
            return
        written = self.item.written(self._item)
        on = self._whose.days.get(written.session_id) if written.session_id else None
        self._turn_to(self.sheet)
        self.sheet.show_item(written, book, on, Paper.of(head))
        follow_reading(self)

    def _back_to_item(self) -> None:
        if self._item:
            self._item = self._written(self._item)
            self.item.show_state(self._item)
        self.sheet.drop()
        self._turn_to(self._item_page)

    def _bring(self, state: ItemState) -> None:
        if self._item:
            bring = partial(self._private.run, self, supervision.bring, self._item.id, state)
            self.saves.then(partial(bring, self._now(), then=self._show_state))

    def _went_out(self, how: str) -> None:
        if self._item:
            enter = partial(self._private.run, self, supervision.handed_out)
            enter(self._item.id, how, self._now(), then=self._show_state)

    def _show_state(self, item: SupervisionItem) -> None:
        if self._item and self._item.id == item.id:
            self._item = replace(
                self._written(self._item),
                sheet_on=item.sheet_on,
                discussed_at=item.discussed_at,
                closed_at=item.closed_at,
            )
            self.item.show_state(self._item)

    def _remove(self) -> None:
        if self._item:
            self.saves.then(partial(self.removal.remove, self._item.id))

    def _gone(self) -> None:
        self._item = None
        self.show_list()

    # --- writing -------------------------------------------------------------------------------

    def _touch(self) -> None:
        if self._item:
            self.saves.touch()

    def _compose(self) -> Write:
        assert self._item is not None
        return Write(supervision.save, (self._written(self._item), self._now()))

    def _written(self, item: SupervisionItem) -> SupervisionItem:
        written = self.item.written(item)
        return self.sheet.written(written) if self._stack.currentWidget() is self.sheet else written

    def _stuck(self, error: Exception) -> None:
        words = unkept.sentence(error)
        if self.problem.isHidden() or self.problem.said() != words:
            self.problem.say(words, closes=False)

    def _saved(self, _at: datetime) -> None:
        self.problem.hide()
        self.told.emit("Supervision. Saved.")

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Pass the keyboard on to what is shown."""
        super().focusInEvent(event)
        self._focus_page()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Save when the page is left, whichever way, and keep no names behind it."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.flush()
            if self._stack.currentWidget() is self.sheet:
                self._back_to_item()

    # --- layout --------------------------------------------------------------------------------

    def _listen(self) -> None:
        self.list.item_wanted.connect(lambda item: self.open(item.id))
        self.list.ticked_wanted.connect(self._take_ticked)
        self.list.clients_wanted.connect(self.clients_wanted)
        self.item.touched.connect(self._touch)
        self.item.left.connect(self.show_list)
        self.item.sheet_wanted.connect(self._prepare)
        self.item.session_wanted.connect(self.session_wanted)
        self.item.state_wanted.connect(self._bring)
        self.item.removal_wanted.connect(self._remove)
        self.sheet.touched.connect(self._touch)
        self.sheet.left.connect(self._back_to_item)
        self.sheet.print_wanted.connect(self.out.print)
        self.sheet.keep_wanted.connect(self.out.keep)
        self.out.gone.connect(self._went_out)
        self.out.told.connect(self.strip.say)
        self.removal.gone.connect(self._gone)
        self.removal.back.connect(self.refresh)
        for saves in (self.saves, self.came_back.saves):
            saves.saved.connect(self._saved)
            saves.stuck.connect(self._stuck)
        self.front.take_out.clicked.connect(self.taking_out.ask)
        self.taking_out.done.connect(self.strip.say)

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        self._front, self._item_page = scrolled(self.front), scrolled(_padded(self.item))
        for page in (self._front, self._item_page, self.sheet):
            self._stack.addWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        for strip in (self.problem, self.strip):
            whole.addWidget(strip)
        whole.addWidget(self._stack, 1)


def _padded(item: ItemView) -> QWidget:
    look = themes.current()
    inside = QWidget()
    stack = QVBoxLayout(inside)
    margin = look.space("page_margin")
    stack.setContentsMargins(margin, look.space("two"), margin, look.space("three"))
    stack.setSpacing(look.space("one"))
    stack.addWidget(NeverPrinted())
    stack.addWidget(item)
    return inside
